"""Kits and goods without stock are told at the scan, and what was counted before they were is left out at the end."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QTableView

from app.ui.sound import Tone
from app.ui.theme import current_theme
from app.ui.widgets.tables import DETAIL_ROLE
from tests.ui.screens.counting.hands import ISOLATES, Counting, details
from tests.ui.till import BANANAS, MILK, TEA
from tests.ui.windows import SHIFT, Key

BOX, BAG = "4012345678901", "4099999999990"


def with_kit(counting: Counting) -> None:
    kit = (("milk", 1000), ("tea", 2000))
    counting.shop.product("box", "9.90", name="Gift box", codes=[BOX], kit=kit)
    counting.shop.product("bag", "0.10", name="Bag", codes=[BAG], stocked=False)


def at_the_shelf(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1")
    counting.tones.clear()


def test_a_kit_is_told_at_the_scan_and_not_counted(counting: Counting) -> None:
    with_kit(counting)
    at_the_shelf(counting)
    counting.scan(BOX)
    assert counting.text("countMessage") == (
        "Gift box (box) is a kit and has no stock of its own, so nothing was counted. Scan and count its parts instead."
    )
    assert counting.tones == [Tone.REFUSED]
    counting.types("3*")
    counting.scan(BOX)
    counting.types("box")
    counting.press(Key.Key_Return)
    assert counting.text("countMessage").startswith("Gift box (box) is a kit")
    counting.scan(BAG)
    assert counting.text("countMessage").startswith("Bag (bag) keeps no stock")
    assert counting.tones == [Tone.REFUSED] * 4
    assert counting.rows("countLines") == []
    counting.scan(MILK)
    assert counting.rows("countLines") == [["Milk", "1"]]
    # Its parts may be missing: until somebody has looked after it, it stands among the scans in no count.
    counting.press(Key.Key_F9, modifiers=SHIFT)
    assert sorted(counting.rows("unknown_table")) == [
        [BOX, "a kit: count its parts", "4"],
        ["box", "a kit: count its parts", "1"],
    ]
    model = counting.in_dialog("unknown_table", QTableView).model()
    beneath = [str(model.index(row, 0).data(DETAIL_ROLE)).translate(ISOLATES) for row in range(2)]
    assert [one.partition(" \N{MIDDLE DOT} ")[0] for one in beneath] == ["Gift box", "Gift box"]
    about = counting.in_dialog("unknown_about", QLabel).text()
    assert "Of a kit, count the parts." in about
    assert "Where nobody said which piece it is: scan it again, then its serial number." in about


def test_scans_in_no_count_are_warnings_on_the_posted_count_by_name_and_nothing_of_them_is_cut(
    counting: Counting,
) -> None:
    with_kit(counting)
    at_the_shelf(counting)
    counting.scan(MILK, TEA, BOX, BOX, BANANAS)
    counting.press(Key.Key_F8, Key.Key_F9)
    counting.post()
    counting.press(Key.Key_Escape, Key.Key_End, Key.Key_Return)
    rows = {row[0]: row[-1] for row in counting.rows("countPostedLines")}
    assert rows["Gift box (4012345678901)"] == "not counted, scanned 2 times"
    table = counting.opened.find("countPostedLines")
    assert isinstance(table, QTableView)
    model = table.model()
    last = model.columnCount() - 1
    warn = QColor(current_theme().colour("warn"))
    why = {}
    for row in range(model.rowCount()):
        index = model.index(row, last)
        words, detail = str(index.data()), str(index.data(DETAIL_ROLE) or "")
        assert max(map(table.fontMetrics().horizontalAdvance, (words, detail))) < table.columnWidth(last) - 16
        if words.startswith("not counted, scanned") or detail:
            why[str(model.index(row, 0).data()).translate(ISOLATES)] = detail
            assert index.data(Qt.ItemDataRole.ForegroundRole) == warn
    assert why["Gift box (4012345678901)"] == "a kit: count its parts"
    assert "it says no weight or measure" in why.values()


def test_a_file_names_the_kits_that_it_leaves_out(counting: Counting, tmp_path: Path) -> None:
    with_kit(counting)
    at_the_shelf(counting)
    path = tmp_path / "scans.txt"
    path.write_text(f"{TEA},4\n{BOX},2\n{BAG},1\n")
    counting.screen.presenter.taking.file(path)  # type: ignore[attr-defined]
    counting.opened.rest()
    assert counting.text("countMessage") == (
        f"Lines read: 3. Codes left out: 2 ({BOX}, {BAG}). Not counted in any case: Gift box, Bag. Count the parts of "
        "a kit; other goods without stock stay out. Count the rest by hand."
    )
    assert counting.rows("countLines") == [["Green tea", "4"]]


def test_goods_that_became_a_kit_are_left_out_of_the_count_which_says_so(counting: Counting) -> None:
    counting.shop.product("box", "9.90", name="Gift box", codes=[BOX], cost="1.00")
    at_the_shelf(counting)
    counting.scan(BOX, TEA)
    counting.press(Key.Key_F8, Key.Key_F9)
    assert counting.states()["Gift box"] == "opening stock"
    counting.press(Key.Key_Escape)
    with_kit(counting)
    counting.opened.rest()
    counting.press(Key.Key_F9)
    rows = counting.rows("countReviewLines")
    assert rows[0] == ["Gift box", rows[0][1], "1", "", "0", "", "", "a kit: left out"]
    assert details(counting, "countReviewLines", -1)[0] == "count its parts"
    counting.press(Key.Key_Home, Key.Key_F4)
    assert counting.text("countMessage").startswith("Gift box (box) is a kit")
    counting.press(Key.Key_F5)
    assert counting.states()["Gift box"] == "a kit: left out"
    counting.press(Key.Key_F8)
    counting.can_press("count_post")
    counting.press(Key.Key_F9)
    rest = counting.in_dialog("post_rest", QLabel).text()
    assert "Left out, as they have no stock of their own: 1." in rest
    counting.can_press("post_dialog_answer")
    counting.press(Key.Key_F9)
    assert counting.text("countMessage").startswith("T1-C000001 is posted.")


def test_goods_that_became_a_kit_behind_the_review_are_seen_before_it_is_posted(counting: Counting) -> None:
    counting.shop.product("box", "9.90", name="Gift box", codes=[BOX], cost="1.00")
    at_the_shelf(counting)
    counting.scan(BOX, TEA)
    counting.press(Key.Key_F8, Key.Key_F9)
    counting.can_press("count_post")
    counting.press(Key.Key_F8)
    assert counting.states()["Gift box"] == "opening stock"
    with_kit(counting)
    counting.post()
    # Nothing is posted that nobody has looked at.
    assert counting.kept("SELECT count(*) FROM document WHERE kind = 'count'") == [(0,)]
    counting.press(Key.Key_Escape)
    assert counting.states()["Gift box"] == "a kit: left out"
    counting.post()
    assert counting.kept("SELECT count(*) FROM document WHERE kind = 'count'") == [(1,)]
