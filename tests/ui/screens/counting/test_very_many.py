"""A code that is typed where a quantity belongs is asked about before it counts millions."""

from __future__ import annotations

from tests.ui.screens.counting.hands import Counting
from tests.ui.till import MILK, TEA
from tests.ui.windows import Key


def test_very_many_are_taken_only_when_they_are_typed_twice(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", TEA)
    counting.press(Key.Key_F4)
    counting.types("99999999")
    counting.press(Key.Key_Return)
    assert counting.text("countMessage").startswith("99,999,999 is very many.")
    assert counting.rows("countLines") == [["Green tea", "1"]]
    counting.press(Key.Key_Escape, Key.Key_Escape)
    # A thousand screws are meant: Enter once more.
    counting.types("1000*")
    assert counting.text("countMessage").startswith("1,000 is very many.")
    counting.press(Key.Key_Return)
    assert counting.text("countMessage") == ""
    assert counting.text("countQuantityChip") == "1,000 \N{MULTIPLICATION SIGN}"
    counting.scan(TEA)
    assert counting.rows("countLines") == [["Green tea", "1,001"]]
    # The same on a printed sheet.
    counting.press(Key.Key_F12)
    names = [row[1] for row in counting.rows("paper_table")]
    counting.press(*[Key.Key_Down] * names.index("Milk"))
    counting.types("4000000")
    counting.press(Key.Key_Return)
    assert counting.dialog_says("paper_dialog_bar").startswith("4,000,000 is very many.")
    counting.press(Key.Key_Escape)
    assert counting.rows("countLines") == [["Green tea", "1,001"]]


def test_what_is_scanned_while_very_many_are_asked_about_is_not_counted_as_one(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1")
    counting.types("1000*")
    counting.scan(TEA)
    assert counting.rows("countLines") == []
    assert counting.text("countMessage") == (
        "1 scan was not counted, as 1,000 is very many: Enter takes that quantity, Esc leaves it. Then scan it again."
    )
    counting.scan(TEA, is_repeat=True)
    assert counting.text("countMessage").startswith("1 scan was not counted, as 1,000")
    counting.press(Key.Key_Return)
    assert counting.text("countQuantityChip") == "1,000 \N{MULTIPLICATION SIGN}"
    assert counting.text("countMessage") == "Green tea was not counted. Scan it again; Esc if it is settled."
    counting.scan(TEA)
    assert (counting.rows("countLines"), counting.text("countMessage")) == ([["Green tea", "1,000"]], "")
    assert counting.kept("SELECT meaning FROM draft_entry WHERE meaning LIKE '%Note%'") == []


def test_a_question_that_was_not_answered_is_asked_again(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1")
    counting.types("1000*")
    counting.scan(MILK, MILK)
    assert counting.text("countMessage").startswith("2 scans were not counted, as 1,000 is very many")
    # Whoever wipes it out has not meant it.
    counting.press(Key.Key_Backspace)
    assert counting.text("countMessage").startswith("2 scans were not counted (Milk). Scan them again")
    counting.scan(MILK, MILK)
    assert (counting.rows("countLines"), counting.text("countMessage")) == ([["Milk", "2"]], "")
    counting.types("1000*")
    assert counting.text("countMessage").startswith("1,000 is very many.")
    counting.press(Key.Key_Escape)
    assert counting.text("countMessage") == ""
    counting.types("1000*")
    assert counting.text("countMessage").startswith("1,000 is very many.")
    counting.press(Key.Key_Escape)
    counting.scan(MILK)
    assert counting.rows("countLines") == [["Milk", "3"]]
