"""A quantity with its star that is none stands in the box: what is scanned meanwhile is not counted as one."""

from __future__ import annotations

import pytest

from app.ui.sound import Tone
from tests.ui.screens.counting.hands import Counting
from tests.ui.screens.counting.test_starless import box, no_count
from tests.ui.till import MILK, TEA
from tests.ui.windows import Key


@pytest.fixture
def at_the_shelf(counting: Counting) -> Counting:
    counting.begin()
    counting.scan("ZONE:Z1")
    return counting


def said(text: str, name: str = "Green tea") -> str:
    return (
        f"{name} was not counted, as {text} is typed here and was not used. Correct it and press Enter, or clear it "
        "(Esc); then scan again."
    )


@pytest.mark.parametrize("text", ["1.2345*", "0.0005*", "1234567890123456789012*", "1,000*", "abc*", "tea*"])
def test_a_scan_behind_a_star_that_is_refused_is_not_counted(at_the_shelf: Counting, text: str) -> None:
    counting = at_the_shelf
    counting.types(text)
    counting.tones.clear()
    counting.scan(TEA)
    assert counting.rows("countLines") == []
    assert (box(counting), counting.text("countMessage"), counting.tones) == (text, said(text), [Tone.REFUSED])
    # The same twice at once is no second piece of what was not counted.
    counting.scan(TEA, is_repeat=True)
    assert counting.text("countMessage") == said(text)
    counting.scan(MILK)
    assert counting.rows("countLines") == []
    assert counting.text("countMessage") == (
        f"2 scans were not counted (Green tea, Milk), as {text} is typed here and was not used. Correct it and press "
        "Enter, or clear it (Esc); then scan them again."
    )
    counting.press(Key.Key_Escape)
    assert box(counting) == ""
    assert counting.text("countMessage").startswith("2 scans were not counted (Green tea, Milk). Scan them again")
    counting.scan(TEA, MILK)
    assert (counting.rows("countLines"), counting.text("countMessage")) == ([["Green tea", "1"], ["Milk", "1"]], "")


def test_what_is_typed_right_then_counts(at_the_shelf: Counting) -> None:
    counting = at_the_shelf
    counting.types("1.2345*")
    counting.scan(TEA)
    counting.types("12*")
    assert counting.text("countQuantityChip") == "12 \N{MULTIPLICATION SIGN}"
    assert counting.text("countMessage") == "Green tea was not counted. Scan it again; Esc if it is settled."
    counting.scan(TEA)
    assert (counting.rows("countLines"), counting.text("countMessage")) == ([["Green tea", "12"]], "")


def test_a_quantity_that_was_taken_before_waits_for_the_scan_that_is_counted(at_the_shelf: Counting) -> None:
    counting = at_the_shelf
    counting.types("3*")
    counting.types("abc*")
    counting.scan(TEA)
    assert counting.text("countMessage") == said("abc*")
    counting.press(Key.Key_Escape)
    assert counting.text("countQuantityChip") == "3 \N{MULTIPLICATION SIGN}"
    counting.scan(TEA)
    assert counting.rows("countLines") == [["Green tea", "3"]]


def test_left_unanswered_it_stands_among_the_scans_in_no_count(at_the_shelf: Counting) -> None:
    counting = at_the_shelf
    counting.scan(MILK)
    counting.types("abc*")
    counting.scan(TEA)
    counting.scan("ZONE:Z2", MILK)
    counting.press(Key.Key_Escape)
    assert no_count(counting) == [[TEA, "scanned while something was asked", "1"]]


def test_enter_on_words_with_a_star_still_searches_them(at_the_shelf: Counting) -> None:
    counting = at_the_shelf
    counting.types("milk*")
    counting.scan(TEA)
    assert counting.text("countMessage") == said("milk*")
    counting.press(Key.Key_Return)
    assert counting.text("countMessage") != said("milk*")
    counting.scan(TEA)
    assert counting.rows("countLines")[-1] == ["Green tea", "1"]


@pytest.mark.parametrize("text", ["abc*", "gre"])
def test_esc_clears_what_it_says_it_clears(at_the_shelf: Counting, text: str) -> None:
    counting = at_the_shelf
    counting.types(text)
    counting.press(Key.Key_F8)
    assert counting.text("countMessage") == (
        f"{text} is typed here and was not counted. Finish it (Enter) or clear it (Esc), then press the key again."
    )
    counting.press(Key.Key_Escape)
    assert (box(counting), counting.text("countMessage")) == ("", "")
    counting.press(Key.Key_F8)
    assert counting.text("countZone") == "Which zone?"


def test_esc_clears_a_quantity_that_is_no_zone(counting: Counting) -> None:
    counting.begin()
    counting.types("12*")
    assert counting.text("countMessage").startswith("12* is a quantity, not a zone.")
    counting.press(Key.Key_Escape)
    assert (box(counting), counting.text("countMessage")) == ("", "")
    assert counting.text("countZone") == "Which zone?"


def test_the_sentence_has_what_was_typed(at_the_shelf: Counting) -> None:
    counting = at_the_shelf
    counting.types("1,2345*")
    assert "“1,2345” has more than 3 decimals" in counting.text("countMessage")
    counting.scan(TEA)
    assert (counting.rows("countLines"), box(counting)) == ([], "1,2345*")
    assert counting.text("countMessage") == said("1,2345*")
