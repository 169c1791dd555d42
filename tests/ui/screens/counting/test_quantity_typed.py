"""F4 asks how much of a line is there: what is no quantity is told, and changes and notes nothing."""

from __future__ import annotations

import pytest

from app.ui.sound import Tone
from tests.ui.screens.counting.hands import Counting
from tests.ui.till import TEA
from tests.ui.windows import Key

MISSING = "Type how much of Green tea is there, then Enter; 0 is none. Esc leaves it as it is."


@pytest.fixture
def typing(counting: Counting) -> Counting:
    """Two teas were scanned, and F4 asks how many there are."""
    counting.begin()
    counting.scan("ZONE:Z1", TEA, TEA)
    counting.press(Key.Key_F4)
    counting.tones.clear()
    return counting


def test_enter_without_a_figure_says_what_is_missing(typing: Counting) -> None:
    typing.press(Key.Key_Return)
    assert typing.text("countMessage") == MISSING
    assert typing.tones == [Tone.REFUSED]
    assert typing.kept("SELECT count(*) FROM draft_entry") == [(2,)]
    assert not typing.opened.find("count_unknown").isVisible()
    # It is still asked for.
    typing.types("5")
    typing.press(Key.Key_Return)
    assert typing.rows("countLines") == [["Green tea", "5"]]
    assert typing.text("countMessage") == ""


@pytest.mark.parametrize("text", ["milk", "*"])
def test_words_are_no_quantity(typing: Counting, text: str) -> None:
    typing.types(text)
    typing.press(Key.Key_Return)
    assert typing.text("countMessage") == MISSING
    assert typing.rows("countLines") == [["Green tea", "2"]]
    assert typing.kept("SELECT count(*) FROM draft_entry") == [(2,)]
    typing.press(Key.Key_Escape, Key.Key_Escape, Key.Key_Escape)
    # Let go of, the box takes words again.
    typing.types("milk")
    typing.press(Key.Key_Return)
    assert typing.rows("countLines") == [["Green tea", "2"], ["Milk", "1"]]


def test_a_star_behind_the_figure_does_no_harm(typing: Counting) -> None:
    typing.types("7*")
    typing.press(Key.Key_Return)
    assert typing.rows("countLines")[0] == ["Green tea", "7"]
