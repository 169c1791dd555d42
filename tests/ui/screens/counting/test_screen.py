"""The counting screen by real keys: zones by their labels, blind, saved scan by scan, reviewed and posted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTableView, QWidget

from app.base.trouble import Trouble
from app.devices.scanner import RawScan
from app.services.stocktaking import Stocktaking
from app.ui.sound import Tone
from app.ui.theme import TARGET
from app.ui.widgets.messages import InlineBar
from tests.ui.till import MILK, SPARE, TEA
from tests.ui.windows import CTRL, Key, OpenWindow

ISOLATES = dict.fromkeys(range(0x2066, 0x206A))


class Counting:
    """The counting screen, and the hands in front of it."""

    def __init__(self, opened: OpenWindow) -> None:
        self.opened = opened
        self.shop = opened.till.shop
        self.press, self.types = opened.press, opened.types
        opened.goes_to("counting")
        opened.rest()
        self.tones: list[Tone] = []
        self.screen = opened.window._screens["counting"]
        self.screen.tone.connect(self.tones.append)  # type: ignore[attr-defined]

    def scan(self, *codes: str, is_repeat: bool = False) -> None:
        for code in codes:
            raw = RawScan(code, started_ms=0, ended_ms=20, keys=9, longest_gap_ms=2, ended=True)
            if is_repeat:
                self.screen.on_scan(code, is_repeat=True)  # type: ignore[attr-defined]
            else:
                self.opened.window.on_scanned(raw)
            self.opened.rest()

    def text(self, name: str) -> str:
        control = self.opened.find(name)
        assert isinstance(control, QLabel | InlineBar)
        return (control.sentence() if isinstance(control, InlineBar) else control.text()).translate(ISOLATES)

    def rows(self, name: str) -> list[list[str]]:
        table = self.opened.find(name)
        assert isinstance(table, QTableView)
        model = table.model()
        return [
            [str(model.index(row, column).data()).translate(ISOLATES) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def kept(self, sql: str) -> list[tuple[object, ...]]:
        """What the book has."""
        with self.shop.book.reading() as connection:
            return list(connection.execute(sql))

    def states(self) -> dict[str, str]:
        return {row[0]: row[-1] for row in self.rows("countReviewLines")}

    def begin(self, row: int = 0) -> None:
        self.press(Key.Key_Home, *[Key.Key_Down] * row, Key.Key_Return)


@pytest.fixture
def counting(opened: OpenWindow) -> Counting:
    return Counting(opened)


def test_a_shop_is_counted_zone_by_zone_reviewed_and_posted(counting: Counting) -> None:
    assert [row[0] for row in counting.rows("countStartTable")] == [
        "Count everything", "Count what is due", "Count what looks wrong",
    ]  # fmt: skip
    counting.begin()
    # Nothing is counted without a zone; a label names it.
    counting.scan(TEA)
    assert counting.text("countMessage").startswith("Scan a zone label first")
    counting.scan("ZONE:Shelf 1")
    assert counting.text("countZone") == "Shelf 1"
    counting.scan(TEA, TEA)
    counting.types("3*")
    assert counting.text("countQuantityChip") == "3 \N{MULTIPLICATION SIGN}"
    counting.scan(TEA)
    assert counting.rows("countLines") == [["Green tea", "5"]]
    assert counting.text("countLast") == "5"
    assert counting.tones == [Tone.REFUSED, *[Tone.TAKEN] * 3]
    # Every scan is in the book already, under who made it.
    assert counting.kept("SELECT count(*) FROM draft_entry") == [(3,)]
    counting.press(Key.Key_Z, modifiers=CTRL)
    assert counting.rows("countLines") == [["Green tea", "2"]]
    # The quantity of a line, typed.
    counting.press(Key.Key_F4)
    counting.types("8")
    counting.press(Key.Key_Return)
    assert counting.rows("countLines") == [["Green tea", "8"]]
    # The same twice, faster than a hand can: Enter takes it.
    counting.scan(TEA, is_repeat=True)
    assert counting.tones[-1] is Tone.REPEAT
    counting.press(Key.Key_Return)
    assert counting.rows("countLines") == [["Green tea", "9"]]
    counting.scan("4000000000006")
    assert counting.text("countMessage").startswith("No product has 4000000000006")
    counting.scan(SPARE)
    assert "Left shoe (left), Right shoe (right)" in counting.text("countMessage")
    counting.types("milk")
    counting.press(Key.Key_Return)
    assert counting.rows("countLines") == [["Green tea", "9"], ["Milk", "1"]]
    counting.press(Key.Key_F11)
    assert counting.text("countMessage") == "The book has 1 of Milk."
    counting.press(Key.Key_Escape, Key.Key_F9)
    assert counting.states() == {"Green tea": "within tolerance", "Milk": "right"}
    assert "1 right, 0 to count again, 0 not counted; sheets still open: 1" in counting.text("countSummary")
    counting.press(Key.Key_F9)
    assert counting.text("countMessage") == "1 sheets are being counted still. Finish them first."
    # Back to the shelf: the zone is finished there.
    counting.press(Key.Key_Escape, Key.Key_Escape)
    assert counting.rows("countSheets") == [["Shelf 1", "9", "being counted"]]
    counting.press(Key.Key_F4, Key.Key_F8)
    assert counting.text("countMessage").startswith("Shelf 1 is counted.")
    assert counting.rows("countSheets") == [["Shelf 1", "9", "done"]]
    counting.press(Key.Key_F9)
    counting.press(Key.Key_F6, Key.Key_F6, Key.Key_F6, Key.Key_F5)
    (tea, _) = counting.rows("countReviewLines")
    assert tea == ["Green tea", "9", "10", "-1", "-\u20ac1.00", "stolen", "accepted"]
    counting.press(Key.Key_F9)
    assert counting.text("countMessage").startswith("T1-C000001 is posted.")
    assert counting.kept("SELECT kind, quantity_milli FROM movement WHERE kind LIKE 'count%'") == [
        ("count_loss", -1000)
    ]
    assert counting.rows("countStartTable")[-1][0] == "Count everything"


def test_a_zone_that_was_counted_is_added_to_or_counted_again_and_goods_are_recounted(counting: Counting) -> None:
    counting.begin()
    counting.types("Z1")
    counting.press(Key.Key_Return)
    counting.scan(TEA)
    counting.press(Key.Key_F8)
    counting.scan("ZONE:Z1")
    assert counting.text("countMessage").startswith("Z1 was counted on ")
    assert counting.opened.find("count_add").isVisible()
    assert counting.opened.window.width() == 1366
    counting.press(Key.Key_F5)
    counting.scan(TEA)
    counting.press(Key.Key_F8)
    counting.scan("ZONE:Z1")
    counting.press(Key.Key_F6)
    counting.types("9*")
    counting.scan(TEA)
    counting.press(Key.Key_F8, Key.Key_F9)
    assert counting.states() == {"Green tea": "counted again", "Milk": "not counted"}
    assert counting.opened.window.width() == 1366
    counting.press(Key.Key_F9)
    assert counting.text("countMessage").startswith("1 products were not counted")
    counting.press(Key.Key_F8)
    assert counting.states()["Milk"] == "not counted: left as it is"
    counting.press(Key.Key_F8)
    assert counting.states()["Milk"] == "not counted: set to zero"
    # Tea once more, all zones together.
    names = [row[0] for row in counting.rows("countReviewLines")]
    counting.press(Key.Key_Home, *[Key.Key_Down] * names.index("Green tea"), Key.Key_F4)
    assert counting.text("countMessage") == "Count all of Green tea again, wherever it lies."
    counting.types("10*")
    counting.scan(TEA)
    counting.press(Key.Key_F8, Key.Key_F9)
    assert counting.states() == {"Green tea": "right", "Milk": "not counted: set to zero"}
    counting.press(Key.Key_F9)
    assert counting.kept("SELECT sku, quantity_milli FROM movement JOIN product ON product.id = product_id"
                              " WHERE movement.kind LIKE 'count%'") == [("milk", -1000)]  # fmt: skip


def test_the_file_of_a_batch_scanner_comes_onto_the_sheet(counting: Counting, tmp_path: Path) -> None:
    path = tmp_path / "scans.txt"
    path.write_text(f"{TEA},4\n4000000000006,1\n")
    counting.begin()
    counting.press(Key.Key_Return)
    counting.screen.presenter.take_file(path)  # type: ignore[attr-defined]
    counting.opened.rest()
    assert counting.rows("countLines") == [["Green tea", "4"]]
    assert counting.text("countMessage") == ("2 lines were read, 1 codes left out: 4000000000006. Count those by hand.")
    counting.scan(TEA)
    assert counting.rows("countLines") == [["Green tea", "5"]]


def test_what_could_not_be_saved_is_not_left_behind_and_is_tried_again(
    counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting.begin()
    counting.press(Key.Key_Return)
    counting.scan(TEA)
    with monkeypatch.context() as machine:
        machine.setattr(Stocktaking, "record", _out_of_room)
        counting.scan(TEA)
        counting.press(Key.Key_Escape, Key.Key_F8)
        assert counting.text("countMessage").startswith("The disk is full")
        assert counting.text("countZone") == "Whole shop"
        assert counting.rows("countLines") == [["Green tea", "2"]]
    counting.scan(TEA)
    assert counting.kept("SELECT count(*) FROM draft_entry") == [(3,)]
    # The office posts or gives up while somebody still counts: that is told.
    (uid,) = counting.kept("SELECT uid FROM stocktake")[0]
    counting.opened.till.parts.stocktaking.abandon(str(uid), user="owner")
    counting.scan(TEA)
    assert counting.text("countMessage").startswith("This sheet was finished, posted or given up")


def _out_of_room(*_: object, **__: object) -> int:
    raise Trouble("disk_full", book="shop.book")


def test_a_count_is_left_for_later_gone_on_with_and_given_up(counting: Counting) -> None:
    counting.begin()
    counting.press(Key.Key_Return)
    counting.scan(TEA, MILK)
    counting.press(Key.Key_Escape)
    assert counting.rows("countStartTable")[0][0] == "Count everything"
    counting.begin()
    counting.press(Key.Key_Return)
    assert counting.text("countZone") == "Whole shop"
    assert counting.rows("countLines") == [["Green tea", "1"], ["Milk", "1"]]
    counting.press(Key.Key_F8)
    counting.press(Key.Key_Delete, modifiers=CTRL)
    assert [row[2] for row in counting.rows("countSheets")] == ["counts no more"]
    counting.press(Key.Key_F9)
    counting.press(Key.Key_Delete, modifiers=CTRL)
    assert counting.text("countMessage") == "The stocktake was given up. Nothing of it was posted."
    assert counting.kept("SELECT state FROM stocktake") == [("abandoned",)]


def test_every_control_has_a_name_and_is_large_enough(counting: Counting) -> None:
    counting.begin()
    counting.press(Key.Key_Return)
    counting.scan(TEA)
    for page in (counting.screen, counting.opened.find("countReview")):
        for control in page.findChildren(QWidget):
            if isinstance(control, QAbstractButton | QLineEdit) and control.isVisible():
                assert control.objectName(), control
                assert control.accessibleName(), control.objectName()
                assert control.height() >= TARGET, control.objectName()
