"""The list of scans in no count (Shift+F9): what they are of, why, all in sight, and nothing goes by a slip."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel, QTableView

from app.ui.widgets.tables import DETAIL_ROLE
from tests.ui.screens.counting.hands import ISOLATES, Counting
from tests.ui.till import BANANAS, MILK, TEA
from tests.ui.windows import CTRL, SHIFT, Key

NOBODYS, OTHER = "4000000000006", "4000000000013"


def opens_list(counting: Counting) -> list[list[str]]:
    counting.press(Key.Key_F9, modifiers=SHIFT)
    return counting.rows("unknown_table")


def beneath(counting: Counting) -> list[str]:
    """What stands below the codes of the list."""
    model = counting.in_dialog("unknown_table", QTableView).model()
    return [str(model.index(row, 0).data(DETAIL_ROLE)).translate(ISOLATES) for row in range(model.rowCount())]


def test_rows_of_a_file_that_cannot_be_read_stand_there_with_row_and_reason(counting: Counting, tmp_path: Path) -> None:
    path = tmp_path / "scans.txt"
    bad = [f"{TEA};-{number}" for number in range(1, 10)]
    path.write_text("\n".join([f"{TEA};4", *bad, f"{TEA};abc", ";5", f"{NOBODYS};2"]) + "\n")
    counting.begin()
    counting.press(Key.Key_Return)
    counting.screen.presenter.taking.file(path)  # type: ignore[attr-defined]
    counting.opened.rest()
    assert counting.rows("countLines") == [["Green tea", "4"]]
    assert counting.text("countMessage").startswith("Lines read: 13. Codes left out: 12 (")
    assert counting.text("countMessage").endswith(
        "\N{HORIZONTAL ELLIPSIS}). Count those by hand (Shift+F9 lists them)."
    )
    listed = {code: (why, many) for code, why, many in opens_list(counting)}
    assert len(listed) == 12
    assert listed[f"{TEA};-9"] == ("its quantity is below zero", "\N{EN DASH}")
    assert listed[f"{TEA};abc"] == ("its quantity is no figure", "\N{EN DASH}")
    assert listed[";5"] == ("the row has no code", "\N{EN DASH}")
    assert listed[NOBODYS] == ("of a file; no one product has it", "2")
    assert sum(one.startswith("row 12 of a file") for one in beneath(counting)) == 1


def test_goods_that_one_knows_are_called_by_their_names(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", MILK)
    counting.scan(MILK, is_repeat=True)
    counting.scan(BANANAS)
    assert opens_list(counting) == [
        [MILK, "came twice, is counted once", "1"],
        [BANANAS, "it says no weight or measure", "\N{EN DASH}"],
    ]
    assert [one.partition(" \N{MIDDLE DOT} ")[0] for one in beneath(counting)] == ["Milk", "Bananas"]
    about = counting.in_dialog("unknown_about", QLabel).text()
    assert "Where it says no weight: type how much there is with a star (1.25*), then scan it again." in about


def test_what_is_typed_wrong_for_a_line_is_no_scan(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", MILK)
    for typed, told in (
        ("-4", "Less than none of Milk cannot be there, and nothing was changed."),
        ("1.5", "Milk is sold in whole pieces, and nothing was changed. Type a whole number, such as 3"),
    ):
        counting.press(Key.Key_F4)
        counting.types(typed)
        counting.press(Key.Key_Return)
        assert counting.text("countMessage").startswith(told)
        counting.press(Key.Key_Escape)
    assert not counting.opened.find("count_unknown").isVisible()
    assert counting.rows("countLines") == [["Milk", "1"]]
    # A scan that was refused is one, and has its name.
    counting.types("-2*")
    counting.scan(TEA)
    assert opens_list(counting) == [[TEA, "more was taken back than was counted", "-2"]]
    assert beneath(counting)[0].startswith("Green tea")


def test_a_line_that_was_taken_off_by_a_slip_is_brought_back(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", NOBODYS, TEA, OTHER)
    before = opens_list(counting)
    assert [row[0] for row in before] == [NOBODYS, OTHER]
    counting.press(Key.Key_Delete, Key.Key_Delete)
    assert counting.rows("unknown_table") == []
    assert counting.dialog_says("unknown_dialog_bar") == f"Taken off the list: {OTHER}. Ctrl+Z brings it back."
    counting.press(Key.Key_Z, modifiers=CTRL)
    assert counting.rows("unknown_table") == [before[1]]
    counting.press(Key.Key_Z, modifiers=CTRL)
    assert counting.rows("unknown_table") == before
    # Nothing else goes with it: the sheet is as it was.
    counting.press(Key.Key_Z, modifiers=CTRL)
    counting.press(Key.Key_Delete, Key.Key_Escape)
    assert counting.rows("countLines") == [["Green tea", "1"]]
    # In the review it is the same.
    counting.press(Key.Key_F8, Key.Key_F9)
    assert opens_list(counting) == before[1:]
    counting.press(Key.Key_Delete)
    assert counting.rows("unknown_table") == []
    counting.press(Key.Key_Z, modifiers=CTRL)
    assert counting.rows("unknown_table") == before[1:]


def test_no_reason_is_cut_and_the_list_grows_with_the_window(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", *[f"400000000{number:03}X" for number in range(14)])
    counting.types("-2*")
    counting.scan(TEA)
    opens_list(counting)
    table = counting.in_dialog("unknown_table", QTableView)
    dialog = counting.opened.dialog()
    assert dialog is not None
    window = counting.opened.window
    assert dialog.height() <= window.height()
    assert dialog.height() >= window.height() - 80
    width = table.fontMetrics().horizontalAdvance("more was taken back than was counted")
    assert table.columnWidth(1) > width
    model = table.model()
    seen = [
        row
        for row in range(model.rowCount())
        if table.viewport().rect().contains(table.visualRect(model.index(row, 0)))
    ]
    # At the smallest window of a till there is room for at least six.
    assert len(seen) >= 6
