"""Ctrl+Z says what it takes back, and what nobody may mean any more is asked about first."""

from __future__ import annotations

from pathlib import Path

from tests.ui.screens.counting.hands import Counting
from tests.ui.till import MILK, TEA
from tests.ui.windows import CTRL, Key


def undo(counting: Counting, times: int = 1) -> None:
    for _ in range(times):
        counting.press(Key.Key_Z, modifiers=CTRL)
    counting.opened.rest()


def takes(counting: Counting, path: Path, lines: str) -> None:
    path.write_text(lines)
    counting.screen.presenter.taking.file(path)  # type: ignore[attr-defined]
    counting.opened.rest()


def test_what_is_taken_back_is_said_with_its_place(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Shelf 1", MILK)
    counting.types("3*")
    counting.scan(TEA)
    undo(counting)
    assert counting.text("countMessage") == "Taken back: 3 Green tea (Shelf 1)."
    assert counting.rows("countLines") == [["Milk", "1"]]
    counting.press(Key.Key_F4)
    counting.types("9")
    counting.press(Key.Key_Return)
    counting.scan(TEA)
    undo(counting, 2)
    assert counting.text("countMessage") == "Taken back: 8 Milk (Shelf 1)."
    counting.press(Key.Key_F4)
    counting.types("0")
    counting.press(Key.Key_Return)
    undo(counting)
    assert counting.text("countMessage") == "Taken back: of Milk there are 1 again (Shelf 1)."
    counting.scan(TEA)
    assert counting.text("countMessage") == ""


def test_quick_presses_stop_where_the_sheet_was_opened_again(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Shelf 1", MILK, TEA)
    counting.press(Key.Key_F8)
    counting.press(Key.Key_F4)
    counting.scan(TEA)
    undo(counting, 4)
    assert counting.rows("countLines") == [["Milk", "1"], ["Green tea", "1"]]
    assert counting.text("countMessage") == (
        "What was scanned since this sheet was opened is taken back. Green tea is next, and was counted before: Enter "
        "takes that back, too; Esc leaves it."
    )
    counting.press(Key.Key_Escape, Key.Key_Return)
    assert counting.rows("countLines") == [["Milk", "1"], ["Green tea", "1"]]
    undo(counting)
    counting.press(Key.Key_Return)
    assert counting.rows("countLines") == [["Milk", "1"]]
    assert counting.text("countMessage") == "Taken back: 1 Green tea (Shelf 1)."
    # The one before it is asked about as well.
    undo(counting, 2)
    assert counting.rows("countLines") == [["Milk", "1"]]
    counting.scan(TEA)
    undo(counting)
    assert counting.text("countMessage") == "Taken back: 1 Green tea (Shelf 1)."


def test_a_file_goes_as_a_whole_and_hand_counts_stay(counting: Counting, tmp_path: Path) -> None:
    counting.begin()
    counting.scan("ZONE:Shelf 1", MILK, MILK)
    takes(counting, tmp_path / "scans.txt", f"{TEA},4\n{MILK},2\n{TEA},3\n")
    assert counting.rows("countLines") == [["Milk", "4"], ["Green tea", "7"]]
    undo(counting, 3)
    assert counting.text("countMessage") == (
        "The file scans.txt with 3 lines is next: it is taken back as a whole. Enter does that, Esc leaves it; what "
        "was counted by hand stays."
    )
    assert counting.rows("countLines") == [["Milk", "4"], ["Green tea", "7"]]
    counting.press(Key.Key_Escape)
    counting.scan(TEA)
    undo(counting)
    assert counting.text("countMessage") == "Taken back: 1 Green tea (Shelf 1)."
    undo(counting)
    counting.press(Key.Key_Return)
    counting.opened.rest()
    assert counting.rows("countLines") == [["Milk", "2"]]
    assert counting.text("countMessage") == (
        "Taken back: the file scans.txt, 3 lines. What was counted by hand is still there."
    )
    # What was counted by hand before goes piece by piece, and the book has the same.
    undo(counting)
    assert counting.rows("countLines") == [["Milk", "1"]]
    counting.press(Key.Key_F8)
    counting.press(Key.Key_F4)
    assert counting.rows("countLines") == [["Milk", "1"]]
    counting.press(Key.Key_F9)
    assert counting.states()["Green tea"].startswith("not counted")


def test_the_paper_sends_to_the_sheet_for_what_is_asked(counting: Counting) -> None:
    counting.begin()
    counting.press(Key.Key_Return)
    counting.scan(TEA)
    counting.press(Key.Key_F8)
    counting.press(Key.Key_F4)
    counting.press(Key.Key_F12)
    undo(counting)
    assert counting.dialog_says("paper_dialog_bar") == (
        "What comes next is asked about on the sheet itself: Esc goes there, then Ctrl+Z."
    )
