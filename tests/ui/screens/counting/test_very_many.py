"""A code that is typed where a quantity belongs is asked about before it counts millions."""

from __future__ import annotations

from tests.ui.screens.counting.hands import Counting
from tests.ui.till import TEA
from tests.ui.windows import Key


def test_very_many_are_taken_only_when_they_are_typed_twice(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", TEA)
    counting.press(Key.Key_F4)
    counting.types("99999999")
    counting.press(Key.Key_Return)
    assert counting.text("countMessage").startswith("99,999,999 is very many.")
    assert counting.rows("countLines") == [["Green tea", "1"]]
    counting.press(Key.Key_Escape, Key.Key_Escape, Key.Key_Escape)
    # A thousand screws are meant: Enter once more.
    counting.types("1000*")
    counting.press(Key.Key_Return)
    assert counting.text("countMessage").startswith("1,000 is very many.")
    counting.press(Key.Key_Return)
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
