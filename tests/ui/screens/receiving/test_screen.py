"""The receiving screen by real keys: from the list to a sheet, from scans to a posted delivery, and back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QTableView, QWidget

from app.base.trouble import Trouble
from app.devices.scanner import RawScan
from app.domain.delivery_wish import delivery_asked
from app.domain.order_requests import OrderAsked, OrderLineAsked
from app.domain.requests import Asking, DeliveryAsked, StockLineAsked
from app.domain.stock_requests import CountAsked, CountLineAsked
from app.services.counting import Counting
from app.services.ordering import Ordering
from app.services.receiving import Receiving as Receives
from app.services.unloading import Unloading
from app.ui.sound import Tone
from app.ui.theme import TARGET
from app.ui.widgets.messages import InlineBar
from app.ui.widgets.tables import DETAIL_ROLE
from tests.reports.shops import milli
from tests.ui.till import BEER, MILK, SPARE, TEA
from tests.ui.windows import CTRL, Key, OpenWindow

ISOLATES = dict.fromkeys(range(0x2066, 0x206A))
MILK_PACK, NOBODYS = "40063813339310", "4012345678901"
YOGURT = "4061458000017"


class Receiving:
    """The receiving screen, and the hands in front of it."""

    def __init__(self, opened: OpenWindow) -> None:
        self.opened = opened
        self.shop = opened.till.shop
        self.press, self.types = opened.press, opened.types
        opened.goes_to("receiving")
        self.screen = opened.window._screens["receiving"]
        self.tones: list[Tone] = []
        self.screen.tone.connect(self.tones.append)  # type: ignore[attr-defined]

    def scan(self, *codes: str, rest: bool = True) -> None:
        for code in codes:
            scan = RawScan(code, started_ms=0, ended_ms=20, keys=9, longest_gap_ms=2, ended=True)
            self.opened.window.on_scanned(scan)
        if rest:
            self.opened.rest()

    def find(self, name: str) -> QWidget:
        """A control of the window or of the dialog over it."""
        dialog = self.opened.dialog()
        found = dialog.findChild(QWidget, name) if dialog is not None else None
        return found or self.opened.find(name)

    def text(self, name: str) -> str:
        """What a control says."""
        control = self.find(name)
        assert isinstance(control, QLabel | QLineEdit | InlineBar)
        words = control.sentence() if isinstance(control, InlineBar) else control.text()
        return words.translate(ISOLATES)

    @property
    def message(self) -> str:
        return self.text("receiveMessage")

    def rows(self, name: str = "receiveLines") -> list[list[str]]:
        """What stands in a table."""
        table = self.find(name)
        assert isinstance(table, QTableView)
        model = table.model()
        rows = []
        for row in range(model.rowCount()):
            cells = [model.index(row, column, QModelIndex()) for column in range(model.columnCount())]
            rows.append([", ".join(filter(None, (cell.data(), cell.data(DETAIL_ROLE)))) for cell in cells])
        return [[cell.translate(ISOLATES) for cell in row] for row in rows]

    def came(self) -> list[list[str]]:
        """Of each line: SKU, expected, received, difference."""
        return [[row[0].split(", ", 1)[1].split(" ")[0], *row[1:4]] for row in self.rows()]

    def order(self, *lines: tuple[str, str, str]) -> str:
        """Send an order: SKU, quantity, unit cost. Returns its number."""
        ordering = Ordering(self.shop.book, self.shop.clock)
        asked = tuple(OrderLineAsked(sku, milli(many), unit_cost_micro=milli(cost) * 1000) for sku, many, cost in lines)
        number = ordering.place(OrderAsked(Asking(self.shop.uid()), "S1", asked)).number
        self.opened.goes_to("sale")
        self.opened.goes_to("receiving")
        return number

    def dialog(self) -> str:
        dialog = self.opened.dialog()
        return "" if dialog is None else dialog.objectName()

    def stock(self, sku: str) -> int:
        return sum(one.on_hand_milli for one in self.opened.till.parts.lookups.stock(sku))

    def posted(self) -> list[str]:
        return [one.number for one in self.opened.till.parts.arrivals.newest()]


@pytest.fixture
def receiving(opened: OpenWindow) -> Receiving:
    shop = opened.till.shop
    shop.party("supplier", "S1", "Northwind")
    shop.party("supplier", "S2", "Farm")
    shop.product("yogurt", "0.99", name="Yogurt", tracking="lot", codes=[YOGURT], cost="0.40")
    shop.product("phone", "99", name="Phone", tracking="serial", codes=["4061458000024"], cost="50")
    return Receiving(opened)


def begin(receiving: Receiving, *lines: tuple[str, str, str]) -> str:
    number = receiving.order(*(lines or (("tea", "12", "1.00"), ("milk", "6", "0.80"))))
    receiving.scan(number)
    return number


def test_the_list_offers_orders_suppliers_and_neither(receiving: Receiving) -> None:
    number = receiving.order(("tea", "12", "1.00"))
    assert [row[0].split(",")[0] for row in receiving.rows("receiveStartTable")] == [
        f"Order {number}", "Delivery without an order", "Farm without an order", "Northwind without an order",
    ]  # fmt: skip
    receiving.types("farm")
    assert len(receiving.rows("receiveStartTable")) == 1
    receiving.press(Key.Key_Return)
    assert receiving.text("receiveTitle") == "Farm"


def test_esc_in_the_list_takes_back_what_is_typed_and_stays(receiving: Receiving) -> None:
    receiving.types("farm")
    assert len(receiving.rows("receiveStartTable")) == 1
    receiving.press(Key.Key_Escape)
    assert (receiving.text("receiveStartBox"), len(receiving.rows("receiveStartTable"))) == ("", 3)
    receiving.press(Key.Key_Escape)
    assert receiving.screen.isVisible()


def test_an_order_opens_by_a_scan_of_its_number_and_starts_from_nothing(receiving: Receiving) -> None:
    number = begin(receiving)
    assert receiving.text("receiveTitle") == f"Northwind, order {number}"
    assert receiving.came() == [["tea", "12", "0", "missing"], ["milk", "6", "0", "missing"]]
    assert receiving.text("receiveSummary") == "0 of 2 lines complete, 2 missing"


def test_scans_count_pieces_and_packs_and_a_quantity_goes_before_a_scan(receiving: Receiving) -> None:
    begin(receiving)
    receiving.types("10*")
    assert receiving.text("receiveQuantityChip") == "10 \N{MULTIPLICATION SIGN}"
    receiving.scan(TEA, MILK_PACK, TEA)
    assert receiving.came() == [["tea", "12", "11", "1 short"], ["milk", "6", "6", "complete"]]
    assert receiving.tones.count(Tone.TAKEN) == 4
    assert receiving.text("receiveSum").translate(ISOLATES) == "€15.80"


def test_a_scan_behind_a_scan_is_lost_at_no_speed(receiving: Receiving) -> None:
    begin(receiving)
    receiving.scan(*[TEA] * 40, rest=False)
    receiving.scan(MILK)
    assert receiving.came() == [["tea", "12", "40", "28 over"], ["milk", "6", "1", "5 short"]]
    (standing,) = receiving.opened.till.parts.arrivals.in_progress()
    assert standing.entries == 42


def test_one_key_posts_what_came_as_expected(receiving: Receiving) -> None:
    begin(receiving)
    receiving.types("12*")
    receiving.scan(TEA, MILK_PACK)
    receiving.press(Key.Key_F9)
    assert receiving.posted() == ["T1-D000001"]
    assert receiving.stock("tea") == 22_000
    assert receiving.text("receiveLast") == "T1-D000001 is posted: 2 of 2 lines complete"
    assert "T1-D000001.pdf" in receiving.message
    assert receiving.opened.till.parts.arrivals.in_progress() == ()


def test_tab_goes_through_everything_on_a_sheet(receiving: Receiving) -> None:
    begin(receiving)
    met = set()
    for _ in range(14):
        receiving.press(Key.Key_Tab)
        focused = QApplication.focusWidget()
        met.add("" if focused is None else focused.objectName())
    assert met >= {"receiveBox", "receiveLines", "receive_quantity", "receivePost", "receive_batch", "receive_back"}


def test_a_post_pressed_right_behind_a_scan_posts_that_scan_too(receiving: Receiving) -> None:
    begin(receiving)
    receiving.scan(TEA, MILK, rest=False)
    receiving.press(Key.Key_F9)
    assert (receiving.stock("tea"), receiving.stock("milk")) == (11_000, 2000)


def test_what_looks_wrong_is_told_at_once_and_asked_once(receiving: Receiving) -> None:
    begin(receiving)
    receiving.scan(BEER)
    assert "is not on this order" in receiving.message
    assert receiving.tones[-1] is Tone.REFUSED
    receiving.types("20*")
    receiving.scan(TEA)
    assert "More of Green tea came" in receiving.message
    receiving.press(Key.Key_F9)
    assert receiving.dialog() == "post_dialog"
    assert [row[0] for row in receiving.rows("post_dialog_table")] == [
        "Green tea: expected 12, 20 came.", "Beer was not ordered; 1 came.", "Beer comes in without a cost.",
    ]  # fmt: skip
    receiving.press(Key.Key_Escape)
    assert receiving.posted() == []
    receiving.press(Key.Key_F9)
    receiving.press(Key.Key_Return)
    assert receiving.posted() == ["T1-D000001"]


def test_lots_come_from_the_code_and_an_expired_one_is_asked_about(receiving: Receiving) -> None:
    begin(receiving, ("yogurt", "12", "0.40"))
    receiving.types("6*")
    receiving.scan(f"(01)0{YOGURT}(17)260401(10)L1")
    receiving.types("6*")
    receiving.scan(f"(01)0{YOGURT}(17)260201(10)L2")
    assert [row[0] for row in receiving.rows()] == [
        "Yogurt, yogurt · lot L1 · until Apr 1, 2026", "Yogurt, yogurt · lot L2 · until Feb 1, 2026",
    ]  # fmt: skip
    assert [row[1:4] for row in receiving.rows()] == [["12", "6", "complete"], ["", "6", "further lot"]]
    assert "has expired" in receiving.message
    assert receiving.rows()[1][5] == "expired"


def test_a_lot_with_another_day_than_the_book_has_is_told_at_the_scan_and_refused_when_posted(
    receiving: Receiving,
) -> None:
    begin(receiving, ("yogurt", "1", "0.40"))
    receiving.scan(f"(01)0{YOGURT}(17)260401(10)L1")
    receiving.press(Key.Key_F9)
    assert receiving.posted() == ["T1-D000001"]
    begin(receiving, ("yogurt", "1", "0.40"))
    receiving.scan(f"(01)0{YOGURT}(17)260501(10)L1")
    told = "Lot L1 of Yogurt (yogurt) is in the book until Apr 1, 2026, and here it is until May 1, 2026."
    assert told in receiving.message
    assert receiving.came() == [["yogurt", "1", "1", "complete"]]
    receiving.press(Key.Key_F9)
    assert told in receiving.message
    assert receiving.posted() == ["T1-D000001"]
    receiving.press(Key.Key_F6)
    receiving.scan(f"(01)0{YOGURT}(17)260501(10)L2")
    receiving.press(Key.Key_Return, Key.Key_F9)
    assert receiving.posted() == ["T1-D000002", "T1-D000001"]


def test_a_lot_is_asked_only_where_goods_are_tracked(receiving: Receiving) -> None:
    begin(receiving, ("yogurt", "2", "0.40"), ("tea", "1", "1.00"))
    receiving.scan(TEA, YOGURT)
    assert "kept by lot" in receiving.message
    receiving.press(Key.Key_F6)
    assert receiving.dialog() == "lot_form"
    receiving.scan(f"(01)0{YOGURT}(17)260401(10)L7")
    assert (receiving.text("lot_form_lot"), receiving.text("lot_form_expiry")) == ("L7", "04/01/2026")
    receiving.press(Key.Key_Return)
    assert receiving.dialog() == ""
    assert "lot L7" in receiving.rows()[0][0]
    receiving.press(Key.Key_F6)
    assert receiving.text("lot_form_expiry") == "04/01/2026"
    receiving.press(Key.Key_Return)
    assert receiving.dialog() == ""


def test_serial_numbers_are_scanned_one_by_one(receiving: Receiving) -> None:
    begin(receiving, ("phone", "3", "50"))
    receiving.scan("(01)04061458000024(21)A1")
    receiving.scan("(01)04061458000024(21)A1")
    assert "was scanned in this delivery already" in receiving.message
    receiving.press(Key.Key_F6)
    assert receiving.dialog() == "serial_form"
    receiving.scan("A2")
    receiving.types("A3")
    receiving.press(Key.Key_Return, Key.Key_Return)
    assert receiving.came() == [["phone", "3", "3", "complete"]]
    receiving.press(Key.Key_F9)
    begin(receiving, ("phone", "1", "50"))
    receiving.scan("(01)04061458000024(21)A3")
    assert "is in stock already" in receiving.message
    assert receiving.came() == [["phone", "1", "0", "missing"]]


def test_pieces_without_their_serial_number_are_not_posted_before_somebody_says_it_cannot_be_read(
    receiving: Receiving,
) -> None:
    begin(receiving, ("tea", "1", "1.00"), ("phone", "3", "50"))
    receiving.types("3*")
    receiving.scan("4061458000024", TEA)
    receiving.press(Key.Key_F9)
    assert receiving.dialog() == ""
    assert "Pieces without their serial number: 3, first of Phone" in receiving.message
    # Their line is chosen: the key that takes the numbers acts on it.
    receiving.press(Key.Key_F6)
    assert receiving.dialog() == "serial_form"
    receiving.scan("A1", "A2")
    assert receiving.text("serial_form_known") == "Pieces that have their number: 2 of 3. A1, A2"
    receiving.press(Key.Key_Return)
    assert receiving.came()[1] == ["phone", "3", "3", "complete"]
    assert receiving.rows()[1][5] == "serial?"
    receiving.press(Key.Key_F9)
    assert "serial number: 1, first of Phone" in receiving.message
    assert receiving.posted() == []
    receiving.press(Key.Key_F6, Key.Key_F7)
    assert receiving.rows()[1][0].endswith("serial numbers: 2 · without a number that can be read: 1")
    receiving.press(Key.Key_F9)
    assert (receiving.posted(), receiving.stock("phone")) == (["T1-D000001"], 3000)
    receiving.press(Key.Key_F8)
    receiving.types("count was wrong")
    receiving.press(Key.Key_Return)
    assert receiving.rows()[1][0].endswith("serial numbers: 2 · without a number that can be read: 1")


def test_a_piece_that_is_scanned_while_it_is_asked_waits_for_its_number(receiving: Receiving) -> None:
    begin(receiving, ("tea", "1", "1.00"))
    receiving.scan(TEA, BEER)
    receiving.press(Key.Key_F9)
    assert receiving.dialog() == "post_dialog"
    receiving.scan("4061458000024")
    receiving.press(Key.Key_Return)
    assert "serial number: 1, first of Phone" in receiving.message
    assert receiving.posted() == []


def test_what_went_back_with_the_driver_is_on_the_sheet_of_a_delivery_that_is_taken_back(receiving: Receiving) -> None:
    begin(receiving, ("tea", "12", "1.00"))
    receiving.types("10*")
    receiving.scan(TEA)
    receiving.press(Key.Key_F7, Key.Key_Tab, Key.Key_Tab)
    receiving.types("2")
    receiving.press(Key.Key_Return)
    receiving.press(Key.Key_F9)
    receiving.press(Key.Key_F8)
    receiving.types("one more was there")
    receiving.press(Key.Key_Return)
    assert receiving.rows()[0][0] == "Green tea, tea · 2 damaged, back with the driver"


def test_costs_are_typed_by_unit_or_by_pack_and_warn_when_they_move(receiving: Receiving) -> None:
    begin(receiving, ("tea", "12", "1.00"))
    receiving.scan(TEA)
    receiving.press(Key.Key_F5)
    receiving.types("14.40")
    receiving.press(Key.Key_Tab)
    receiving.types("12")
    receiving.press(Key.Key_Return)
    assert receiving.rows()[0][4] == "1.20, was 1.00"
    assert "is another one than before" in receiving.message
    receiving.press(Key.Key_F5)
    receiving.types("120")
    receiving.press(Key.Key_Return)
    assert receiving.rows()[0][5] == "cost wrong?"
    assert "has the comma slipped" in receiving.message
    # Goods that nobody ordered say so as their difference; what they cost is told just the same.
    receiving.scan(MILK)
    assert "is not on this order" in receiving.message
    receiving.press(Key.Key_F5)
    receiving.types("2")
    receiving.press(Key.Key_Return)
    assert "is another one than before" in receiving.message
    assert receiving.rows()[-1][5] == "cost moved"
    receiving.press(Key.Key_Up)
    receiving.press(Key.Key_F5)
    receiving.types("1,000")
    receiving.press(Key.Key_Return)
    assert receiving.dialog() == "cost_form"
    assert "1000" in receiving.text("cost_form_bar")
    receiving.press(Key.Key_Escape)


def test_a_quantity_with_a_slipped_comma_is_not_guessed(receiving: Receiving) -> None:
    begin(receiving)
    receiving.scan(TEA)
    receiving.press(Key.Key_F4)
    receiving.types("1,000")
    receiving.press(Key.Key_Return)
    assert "1000" in receiving.text("quantity_form_bar")
    receiving.find("quantity_form_quantity").clear()  # type: ignore[attr-defined]
    receiving.types("12")
    receiving.press(Key.Key_Return)
    assert receiving.came()[0] == ["tea", "12", "12", "complete"]
    for figure in ("1,000*", "1.000*"):
        receiving.find("receiveBox").clear()  # type: ignore[attr-defined]
        receiving.types(figure)
        assert "can mean 1000 or 1" in receiving.message
    assert receiving.came()[0][2] == "12"
    receiving.find("receiveBox").clear()  # type: ignore[attr-defined]
    receiving.press(Key.Key_F4)
    receiving.press(Key.Key_Return)
    assert receiving.text("quantity_form_bar") == "Received: nothing stands there. Type a figure, such as 12."
    receiving.types("1.000")
    receiving.press(Key.Key_Return)
    assert "can mean 1000 or 1" in receiving.text("quantity_form_bar")


def test_free_and_broken_pieces(receiving: Receiving) -> None:
    begin(receiving)
    receiving.types("14*")
    receiving.scan(TEA)
    receiving.press(Key.Key_F7)
    receiving.types("2")
    receiving.press(Key.Key_Tab)
    receiving.types("1")
    receiving.press(Key.Key_Tab)
    receiving.types("3")
    receiving.press(Key.Key_Return)
    assert receiving.rows()[0][0] == "Green tea, tea · 2 free · 1 damaged · 3 damaged, back with the driver"
    assert receiving.came()[0][3] == "complete"
    receiving.press(Key.Key_F9)
    # 13 of 14 are whole and cost 12.00 x 13/14.
    assert receiving.stock("tea") == 23_000


def test_an_unknown_code_waits_and_is_linked_to_goods(receiving: Receiving) -> None:
    begin(receiving)
    receiving.scan(NOBODYS, NOBODYS)
    assert "It waits" in receiving.message
    assert receiving.find("receive_unknown").label() == "Unknown: 2"  # type: ignore[attr-defined]
    receiving.press(Key.Key_F8)
    receiving.types("6*mil")
    assert [row[0] for row in receiving.rows("unknown_table")] == ["Milk, milk"]
    receiving.press(Key.Key_Return)
    assert receiving.dialog() == ""
    assert receiving.came()[1] == ["milk", "6", "12", "6 over"]
    receiving.scan(NOBODYS)
    assert receiving.came()[1] == ["milk", "6", "18", "12 over"]


def test_goods_that_nobody_knows_are_made_in_four_fields(receiving: Receiving) -> None:
    begin(receiving)
    receiving.scan(NOBODYS)
    receiving.press(Key.Key_F8, Key.Key_F4)
    assert receiving.dialog() == "new_form"
    fields = [one for one in receiving.opened.dialog().findChildren(QWidget) if isinstance(one, QLineEdit | QComboBox)]
    assert len([one for one in fields if one.objectName().startswith("new_form")]) == 4
    receiving.press(Key.Key_Return)
    assert "Type what the goods are called" in receiving.text("new_form_bar")
    receiving.types("Oat drink")
    receiving.press(Key.Key_Tab)
    receiving.types("1.99")
    receiving.press(Key.Key_Tab)
    receiving.types("1.10")
    receiving.press(Key.Key_Return)
    assert receiving.dialog() == ""
    assert receiving.came()[2] == [NOBODYS, "", "1", "not ordered"]
    assert receiving.rows()[2][4] == "1.10"


def test_the_tax_of_new_goods_is_seen_and_chosen_with_their_category(receiving: Receiving) -> None:
    book = receiving.shop.book
    book.shop = replace(book.shop, tax_rates=(20_000, 5000))
    begin(receiving)
    receiving.scan(NOBODYS)
    receiving.press(Key.Key_F8, Key.Key_F4)
    box = receiving.opened.dialog().findChild(QComboBox, "new_form_category")
    offered = [box.itemText(place) for place in range(box.count())]
    assert offered[:1] == ["none · 20% (S)"]
    assert "none · 5%" in offered
    receiving.types("Oat drink")
    receiving.press(Key.Key_Tab)
    receiving.types("1.99")
    receiving.press(Key.Key_Tab, Key.Key_Tab)
    box.setCurrentText("none · 5%")
    receiving.press(Key.Key_Return)
    (item,) = receiving.opened.till.parts.lookups.scan(NOBODYS, location="shop").items
    assert item.rate_milli == 5000


def test_an_unknown_code_is_left_out_after_asking(receiving: Receiving) -> None:
    begin(receiving)
    receiving.scan(TEA, NOBODYS)
    receiving.press(Key.Key_F9)
    assert "is unknown: 1 of it would be left out" in receiving.rows("post_dialog_table")[0][0]
    receiving.press(Key.Key_Return)
    assert receiving.posted() == ["T1-D000001"]


def test_an_unknown_code_waits_on_where_the_delivery_was_refused(receiving: Receiving) -> None:
    begin(receiving, ("phone", "2", "50"))
    receiving.scan("(01)04061458000024(21)A1")
    receiving.press(Key.Key_F9)
    begin(receiving, ("phone", "1", "50"))
    receiving.scan(NOBODYS, "4061458000024")
    receiving.press(Key.Key_F6)
    receiving.types("A1")
    receiving.press(Key.Key_Return, Key.Key_Return)
    receiving.press(Key.Key_F9)
    receiving.press(Key.Key_Return)
    assert "is in stock already" in receiving.message
    assert receiving.find("receive_unknown").label() == "Unknown: 1"  # type: ignore[attr-defined]
    receiving.press(Key.Key_F8)
    assert receiving.dialog() == "unknown_dialog"


def test_the_number_of_another_order_is_no_unknown_goods(receiving: Receiving) -> None:
    other = receiving.order(("milk", "6", "0.80"))
    begin(receiving)
    receiving.scan(other)
    assert f"{other} is an order and no goods" in receiving.message
    assert receiving.find("receive_unknown").label() == "Unknown"  # type: ignore[attr-defined]


def test_all_that_looks_wrong_stands_on_a_line(receiving: Receiving) -> None:
    begin(receiving, ("tea", "2", "1.00"))
    receiving.types("20*")
    receiving.scan(TEA)
    receiving.press(Key.Key_F5)
    receiving.types("2")
    receiving.press(Key.Key_Return)
    assert receiving.rows()[0][5] == "too much, cost moved"


def test_a_comma_that_slipped_in_the_order_is_asked_about_when_its_goods_come(receiving: Receiving) -> None:
    begin(receiving, ("tea", "1", "1.00"))
    receiving.scan(TEA)
    receiving.press(Key.Key_F9)
    begin(receiving, ("tea", "1", "100.00"))
    receiving.scan(TEA)
    assert receiving.rows()[0][4:6] == ["100.00, was 1.00", "cost wrong?"]


def test_undo_takes_back_the_last_scan(receiving: Receiving) -> None:
    begin(receiving)
    receiving.scan(TEA, MILK)
    receiving.press(Key.Key_Z, modifiers=CTRL)
    assert receiving.came() == [["tea", "12", "1", "11 short"], ["milk", "6", "0", "missing"]]


def test_a_second_reading_that_no_hand_can_make_is_taken_by_enter(receiving: Receiving) -> None:
    begin(receiving)
    receiving.scan(TEA)
    folded = RawScan(TEA, started_ms=0, ended_ms=20, keys=9, longest_gap_ms=2, ended=True)
    receiving.opened.window.on_folded(folded)
    receiving.opened.rest()
    assert "It was taken once" in receiving.message
    assert receiving.came()[0][2] == "1"
    receiving.press(Key.Key_Return)
    assert receiving.came()[0][2] == "2"
    assert receiving.message == ""


def test_a_scan_that_was_not_taken_stays_in_sight_and_is_asked_about(receiving: Receiving) -> None:
    begin(receiving)
    receiving.scan(TEA[:-1] + str((int(TEA[-1]) + 1) % 10))
    receiving.scan(MILK)
    assert receiving.message.startswith("1 scan was not taken: ")
    receiving.press(Key.Key_F9)
    assert receiving.dialog() == "post_dialog"
    assert "could not be read right" in receiving.rows("post_dialog_table")[0][0]
    receiving.press(Key.Key_Escape)
    receiving.scan(TEA)  # made good
    assert receiving.message == ""
    receiving.press(Key.Key_F9)
    assert len(receiving.posted()) == 1


def test_a_second_reading_stays_in_sight_until_it_is_settled(receiving: Receiving) -> None:
    begin(receiving)
    receiving.scan(TEA)
    folded = RawScan(TEA, started_ms=0, ended_ms=20, keys=9, longest_gap_ms=2, ended=True)
    receiving.opened.window.on_folded(folded)
    receiving.opened.rest()
    receiving.scan(MILK)
    assert receiving.message.startswith(f"{TEA} came twice and was taken once. If it was a second one, scan it.")
    receiving.press(Key.Key_F9)
    assert receiving.rows("post_dialog_table")[-1][0].endswith("Was it a second one?")
    receiving.press(Key.Key_Escape)
    receiving.press(Key.Key_Escape)
    assert receiving.message == ""
    receiving.press(Key.Key_F9)
    assert len(receiving.posted()) == 1


def test_a_delivery_waits_for_the_next_shift_and_several_are_open(receiving: Receiving) -> None:
    begin(receiving)
    receiving.scan(TEA)
    receiving.press(Key.Key_Escape)
    receiving.types("farm")
    receiving.press(Key.Key_Return)
    receiving.scan(MILK)
    receiving.press(Key.Key_Escape)
    titles = [row for row in receiving.rows("receiveStartTable") if row[1] == "go on"]
    assert len(titles) == 2
    receiving.press(Key.Key_Home, Key.Key_Return)
    assert receiving.came()[0][:3] == ["tea", "12", "1"]


def test_the_second_person_on_an_order_goes_on_with_the_first_ones_sheet(receiving: Receiving) -> None:
    number = begin(receiving)
    receiving.scan(TEA)
    receiving.press(Key.Key_Escape)
    receiving.scan(number)
    assert "Somebody has begun this order" in receiving.message
    assert receiving.came()[0][2] == "1"


def test_an_order_that_has_come_is_not_taken_in_twice_in_silence(receiving: Receiving) -> None:
    number = begin(receiving, ("tea", "1", "1.00"))
    receiving.scan(TEA)
    receiving.press(Key.Key_F9)
    receiving.scan(number)
    receiving.scan(TEA)
    for _ in range(2):
        assert receiving.posted() == ["T1-D000001"]
        receiving.press(Key.Key_F9)
        receiving.press(Key.Key_Return)
        assert receiving.dialog() == "book_asks"
        assert "has come already" in receiving.text("book_asks_about")
        receiving.press(Key.Key_Escape)
    receiving.press(Key.Key_F9)
    receiving.press(Key.Key_Return)
    receiving.press(Key.Key_Return)
    assert receiving.posted() == ["T1-D000002", "T1-D000001"]


def test_goods_scanned_in_the_list_begin_a_delivery_without_an_order(receiving: Receiving) -> None:
    receiving.scan(TEA, TEA)
    assert receiving.text("receiveTitle") == "Delivery without an order"
    assert receiving.came() == [["tea", "", "2", ""]]
    receiving.press(Key.Key_Escape)
    receiving.scan("0815")
    assert "is no order, and no product has this code" in receiving.message
    assert receiving.tones[-1] is Tone.REFUSED


def test_words_find_goods_and_several_are_chosen_from(receiving: Receiving) -> None:
    receiving.types("northw")
    receiving.press(Key.Key_Return)
    receiving.types("3*shoe")
    receiving.press(Key.Key_Return)
    assert receiving.dialog() == "choice_dialog"
    receiving.press(Key.Key_Down, Key.Key_Return)
    assert receiving.came() == [["right", "", "3", ""]]
    receiving.scan(SPARE)
    assert receiving.dialog() == "choice_dialog"
    receiving.press(Key.Key_Return)
    assert receiving.dialog() == ""
    receiving.types("gre te")
    assert receiving.text("receiveBox") == "gre te"
    receiving.press(Key.Key_Return)
    assert [row[0] for row in receiving.came()] == ["right", "left", "tea"]
    receiving.types("no such goods")
    receiving.press(Key.Key_Return)
    assert "No goods are called" in receiving.message


def test_a_delivery_of_nobody_is_asked_about_and_stands_chosen_once_posted(receiving: Receiving) -> None:
    receiving.scan(TEA)
    receiving.press(Key.Key_Escape)
    (begun,) = [row[0] for row in receiving.rows("receiveStartTable") if "in progress" in row[0]]
    assert begun.endswith("\u00b7 Green tea")
    receiving.press(Key.Key_Return)
    receiving.press(Key.Key_F9)
    assert receiving.rows("post_dialog_table")[-1][0].startswith("Nobody said which supplier brought it.")
    receiving.press(Key.Key_Return)
    assert receiving.posted() == ["T1-D000001"]
    receiving.press(Key.Key_F8)  # it is the chosen one
    assert receiving.text("correct_form_about").startswith("T1-D000001")
    receiving.types("not ours")
    receiving.press(Key.Key_Return)
    assert not receiving.screen.start_page.strip.isVisibleTo(receiving.screen.start_page)  # type: ignore[attr-defined]


def test_the_delivery_that_was_just_posted_is_in_sight_in_a_long_list(receiving: Receiving) -> None:
    for number in range(30):
        receiving.shop.party("supplier", f"X{number}", f"Supplier {number}")
    begin(receiving, ("tea", "1", "1.00"))
    receiving.scan(TEA)
    receiving.press(Key.Key_F9)
    table = receiving.find("receiveStartTable")
    assert isinstance(table, QTableView)
    chosen = table.currentIndex()
    assert "T1-D000001" in chosen.data().translate(ISOLATES)
    assert table.viewport().rect().contains(table.visualRect(chosen))


def test_the_same_delivery_note_twice_is_asked_about(receiving: Receiving) -> None:
    for _ in range(2):
        receiving.types("northw")
        receiving.press(Key.Key_Return)
        receiving.press(Key.Key_F10)
        receiving.types("N-17")
        receiving.press(Key.Key_Tab)
        receiving.types("10%")
        receiving.press(Key.Key_Tab)
        receiving.types("2.00")
        receiving.press(Key.Key_Return)
        receiving.scan(TEA)
        receiving.press(Key.Key_F9)
    assert receiving.text("receiveTitle") == "Northwind, note N-17"
    assert "This delivery note came before, with T1-D000001" in receiving.rows("post_dialog_table")[0][0]
    receiving.press(Key.Key_Return)
    newest = receiving.opened.till.parts.arrivals.newest()[0]
    # The first was charged at 1.00, whatever its discount and its freight: that is the cost of the second.
    assert (newest.reference, newest.discount_minor, newest.landed_minor) == ("N-17", 10, 200)


def test_a_cost_that_slipped_into_the_order_is_asked_about_and_the_new_price_offered(receiving: Receiving) -> None:
    Receives(receiving.shop.book, receiving.shop.clock).accept_delivery(
        DeliveryAsked(Asking("d0"), (StockLineAsked("tea", 1000, 500_000),), supplier="S1")
    )
    begin(receiving, ("tea", "12", "60"))
    receiving.types("12*")
    receiving.scan(TEA)
    assert "the comma slipped?" in receiving.message
    assert "was 0.50" in receiving.rows()[0][4]
    receiving.press(Key.Key_F9)
    assert receiving.rows("post_dialog_table")[0][0] == (
        "Green tea costs 60.00, before it was 0.50: has the comma slipped?"
    )
    receiving.press(Key.Key_Return)
    assert [one.was_micro for one in receiving.screen.presenter.posting.last.prices] == [500_000]


def test_a_posted_delivery_is_taken_back_and_put_right(receiving: Receiving) -> None:
    begin(receiving, ("tea", "42", "1.00"))
    receiving.types("24*")
    receiving.scan(TEA)
    receiving.press(Key.Key_F9)
    receiving.types("T1-D000001")
    receiving.press(Key.Key_F8)
    assert receiving.dialog() == "correct_form"
    receiving.types("24 for 42")
    receiving.press(Key.Key_Return)
    assert receiving.stock("tea") == 10_000
    assert receiving.came() == [["tea", "42", "24", "18 short"]]
    receiving.press(Key.Key_F4)
    receiving.types("42")
    receiving.press(Key.Key_Return, Key.Key_F9)
    assert receiving.posted()[0] == "T1-D000002"
    assert receiving.stock("tea") == 52_000


def test_a_discount_in_percent_stays_one_on_the_sheet_that_puts_a_delivery_right(receiving: Receiving) -> None:
    begin(receiving, ("tea", "42", "1.00"))
    receiving.press(Key.Key_F10, Key.Key_Tab)
    receiving.types("3%")
    receiving.press(Key.Key_Tab)
    receiving.types("5.00")
    receiving.press(Key.Key_Return)
    receiving.types("24*")
    receiving.scan(TEA)
    assert receiving.text("receiveSummary").endswith("less \u20ac0.72 discount, \u20ac5.00 freight beside it")
    assert receiving.text("receiveSum") == "\u20ac23.28"
    receiving.press(Key.Key_F9)
    receiving.press(Key.Key_F8)
    receiving.types("24 for 42")
    receiving.press(Key.Key_Return)
    receiving.press(Key.Key_F4)
    receiving.types("42")
    receiving.press(Key.Key_Return)
    assert receiving.text("receiveSum") == "\u20ac40.74"


def test_the_day_that_was_typed_stays_on_the_sheet_that_puts_a_delivery_right(receiving: Receiving) -> None:
    begin(receiving, ("tea", "42", "1.00"))
    receiving.press(Key.Key_F10)
    receiving.find("head_form_day").setText("3/1/26")  # type: ignore[attr-defined]
    receiving.press(Key.Key_Return)
    receiving.scan(TEA)
    receiving.press(Key.Key_F9)
    receiving.press(Key.Key_F8)
    receiving.types("24 for 42")
    receiving.press(Key.Key_Return)
    receiving.press(Key.Key_F10)
    assert receiving.find("head_form_day").text() == "03/01/2026"  # type: ignore[attr-defined]


def test_what_was_left_out_of_a_delivery_waits_again_once_it_is_taken_back(receiving: Receiving) -> None:
    begin(receiving)
    receiving.types("3*")
    receiving.scan(NOBODYS)
    receiving.scan(TEA, "4012345678918")
    receiving.press(Key.Key_F9)
    receiving.press(Key.Key_Return)
    assert receiving.posted() == ["T1-D000001"]
    receiving.press(Key.Key_F8)
    receiving.types("left too much behind")
    receiving.press(Key.Key_Return)
    assert receiving.find("receive_unknown").label() == "Unknown: 2"  # type: ignore[attr-defined]
    receiving.press(Key.Key_F9)
    asked = [row[0] for row in receiving.rows("post_dialog_table")]
    assert f"{NOBODYS} is unknown: 3 of it would be left out" in asked[0]
    assert "4012345678918 is unknown: 1 of it would be left out" in asked[1]


def test_goods_of_a_day_that_no_lot_was_named_of_lack_it_still_once_taken_back(receiving: Receiving) -> None:
    begin(receiving, ("yogurt", "1", "0.40"))
    receiving.scan(f"(01)0{YOGURT}(17)260401")
    before = receiving.rows()
    receiving.press(Key.Key_F9)
    asked = receiving.rows("post_dialog_table")
    assert "kept by lot, and none was named" in asked[0][0]
    receiving.press(Key.Key_Return)
    receiving.press(Key.Key_F8)
    receiving.types("count was wrong")
    receiving.press(Key.Key_Return)
    assert receiving.rows() == before
    receiving.press(Key.Key_F9)
    assert receiving.rows("post_dialog_table") == asked


def test_a_delivery_before_a_count_asks_whether_the_goods_were_on_the_shelf(receiving: Receiving) -> None:
    receiving.shop.at("2026-03-03 09:00")
    counting = Counting(receiving.shop.book, receiving.shop.clock)
    counting.count(CountAsked(Asking("c1"), (CountLineAsked("tea", 15_000),)))
    receiving.shop.at("2026-03-03 18:00")
    begin(receiving, ("tea", "5", "1.00"))
    receiving.press(Key.Key_F10)
    for _ in range(5):
        receiving.press(Key.Key_Tab)
    receiving.types("2026-03-02")
    receiving.press(Key.Key_Return)
    receiving.types("5*")
    receiving.scan(TEA)
    receiving.press(Key.Key_F9)
    assert receiving.dialog() == "book_asks"
    receiving.press(Key.Key_Return)
    assert receiving.stock("tea") == 15_000


def test_costs_that_moved_suggest_new_prices(receiving: Receiving) -> None:
    begin(receiving, ("tea", "1", "1.00"))
    receiving.scan(TEA)
    receiving.press(Key.Key_F5)
    receiving.types("1.50")
    receiving.press(Key.Key_Return, Key.Key_F9)
    receiving.press(Key.Key_Return)  # to the question, once it is there
    assert receiving.find("receivePrices").label() == "New prices: 1"  # type: ignore[attr-defined]
    receiving.press(Key.Key_F7)
    assert receiving.rows("prices_table")[0][2] == "2.49, now 3.74"
    receiving.press(Key.Key_Return)
    item = receiving.opened.till.parts.lookups.item("tea", location="shop")
    assert item is not None
    assert item.price_micro == 3_740_000


def test_a_delivery_is_given_up_after_asking(receiving: Receiving) -> None:
    begin(receiving)
    receiving.scan(TEA)
    receiving.press(Key.Key_Delete, modifiers=CTRL)
    assert receiving.dialog() == "abandon_dialog"
    receiving.press(Key.Key_Return)
    assert "was given up" in receiving.message
    assert receiving.opened.till.parts.arrivals.in_progress() == ()


def test_nothing_is_posted_before_anything_came(receiving: Receiving) -> None:
    begin(receiving)
    receiving.press(Key.Key_F9)
    assert "Nothing has come yet" in receiving.message
    receiving.press(Key.Key_F4)
    assert receiving.dialog() == "quantity_form" or "Scan something first" in receiving.message


def test_somebody_elses_scans_are_read_before_more_is_entered(receiving: Receiving) -> None:
    begin(receiving)
    receiving.scan(TEA)
    parts = receiving.opened.till.parts
    (standing,) = parts.arrivals.in_progress()
    entries = parts.arrivals.entries(standing.uid)
    parts.unloading.record(standing.uid, [(entries[-1], TEA)], many=standing.entries, till="T1", user="owner")
    receiving.scan(MILK)
    assert "Somebody else works on this delivery" in receiving.message
    assert receiving.came() == [["tea", "12", "2", "10 short"], ["milk", "6", "1", "5 short"]]


def test_a_sheet_that_somebody_else_posted_is_told(receiving: Receiving) -> None:
    begin(receiving)
    receiving.scan(TEA)
    parts = receiving.opened.till.parts
    parts.unloading.abandon(parts.arrivals.in_progress()[0].uid)
    receiving.press(Key.Key_Z, modifiers=CTRL)
    assert "posted or given up by somebody else" in receiving.message
    assert receiving.find("receiveStartBox").isVisible()


def test_every_control_has_a_name_and_room_for_a_finger(receiving: Receiving) -> None:
    begin(receiving)
    receiving.scan(TEA)
    _check_controls(receiving.screen)
    for key in (Key.Key_F4, Key.Key_F5, Key.Key_F6, Key.Key_F7, Key.Key_F10):
        receiving.press(key)
        dialog = receiving.opened.dialog()
        assert dialog is not None
        _check_controls(dialog)
        receiving.press(Key.Key_Escape)


def test_nothing_is_cut_off_on_a_small_screen(receiving: Receiving) -> None:
    begin(receiving)
    receiving.scan(NOBODYS)
    assert receiving.opened.window.width() == 1366
    for button in receiving.find("receiveSheet").findChildren(QAbstractButton):
        place = button.mapTo(receiving.opened.window, QPoint(0, 0)).x() + button.width()
        assert place <= receiving.opened.window.width(), button.objectName()
        assert button.width() >= button.sizeHint().width(), button.objectName()


def _check_controls(page: QWidget) -> None:
    for button in page.findChildren(QAbstractButton):
        if button.isVisible() and button.objectName():
            assert button.accessibleName(), button.objectName()
            assert button.height() >= TARGET, button.objectName()
    for field in page.findChildren(QLineEdit):
        if field.isVisible() and not isinstance(field.parent(), QComboBox):
            assert field.accessibleName(), field.objectName()


def test_a_late_posted_delivery_can_be_put_on_paper_again(receiving: Receiving) -> None:
    asked = DeliveryAsked(Asking("x1"), (StockLineAsked("tea", 1000, 1_000_000),), supplier="S1")
    receiving.shop.receiving.accept_delivery(asked)
    receiving.opened.goes_to("sale")
    receiving.opened.goes_to("receiving")
    receiving.types("posted")
    receiving.press(Key.Key_F11)
    assert "T0-D000001.pdf" in receiving.message


def test_labels_are_made_for_just_what_came(receiving: Receiving) -> None:
    begin(receiving)
    receiving.scan(TEA, MILK)
    receiving.press(Key.Key_F9)
    receiving.press(Key.Key_F12)
    assert receiving.dialog() == "labels_form"
    receiving.types("no such labels")
    receiving.press(Key.Key_Return)
    assert receiving.dialog() == "labels_form"
    assert receiving.text("labels_form_bar")
    receiving.find("labels_form_stock").clear()  # type: ignore[attr-defined]
    receiving.types("62x29")
    receiving.press(Key.Key_Return)
    assert receiving.dialog() == ""
    assert "T1-D000001-labels.pdf" in receiving.message


def _entered_by_another(receiving: Receiving, code: str) -> None:
    """Somebody at another till scans the last thing once more, onto the same sheet."""
    parts = receiving.opened.till.parts
    (standing,) = parts.arrivals.in_progress()
    entries = parts.arrivals.entries(standing.uid)
    parts.unloading.record(standing.uid, [(entries[-1], code)], many=standing.entries, till="T1", user="owner")


def test_what_somebody_else_scanned_is_not_left_out_of_the_delivery(receiving: Receiving) -> None:
    begin(receiving, ("tea", "2", "1.00"))
    receiving.scan(TEA)
    _entered_by_another(receiving, TEA)
    receiving.press(Key.Key_F9)
    assert receiving.posted() == []
    assert "Somebody else works on this delivery" in receiving.message
    assert receiving.came() == [["tea", "2", "2", "complete"]]
    receiving.press(Key.Key_F9)
    assert receiving.posted() == ["T1-D000001"]
    assert receiving.stock("tea") == 12_000


def test_two_people_who_post_one_sheet_post_it_once(receiving: Receiving) -> None:
    begin(receiving, ("tea", "1", "1.00"))
    receiving.scan(TEA)
    parts = receiving.opened.till.parts
    (standing,) = parts.arrivals.in_progress()
    asking = Asking(standing.uid, till="T1", user="owner", note="by another")
    wish = delivery_asked(parts.arrivals.sheet(standing.uid), asking)
    parts.receiving.accept_delivery(wish, draft=standing.uid, entries=2)
    receiving.press(Key.Key_F9)
    assert "posted or given up by somebody else" in receiving.message
    assert receiving.posted() == ["T1-D000001"]
    assert receiving.find("receiveStartBox").isVisible()


def test_a_question_about_a_sheet_that_is_gone_posts_nothing(receiving: Receiving) -> None:
    begin(receiving)
    receiving.scan(BEER)
    receiving.press(Key.Key_F9)
    assert receiving.dialog() == "post_dialog"
    parts = receiving.opened.till.parts
    parts.unloading.abandon(parts.arrivals.in_progress()[0].uid)
    receiving.screen.presenter.undo()  # type: ignore[attr-defined]
    receiving.opened.rest()
    receiving.press(Key.Key_Return)
    assert receiving.dialog() == ""
    assert "posted or given up by somebody else" in receiving.message
    assert receiving.posted() == []


def test_what_was_scanned_behind_somebody_elses_post_stands_on_a_new_sheet(receiving: Receiving) -> None:
    number = begin(receiving, ("tea", "3", "1.00"))
    receiving.scan(TEA)
    parts = receiving.opened.till.parts
    (standing,) = parts.arrivals.in_progress()
    wish = delivery_asked(parts.arrivals.sheet(standing.uid), Asking(standing.uid, till="T1", user="owner"))
    parts.receiving.accept_delivery(wish, draft=standing.uid, entries=2)
    receiving.scan(TEA, MILK, rest=False)
    receiving.opened.rest()
    assert receiving.message.endswith("What you scanned since is on this new one: 2.")
    assert receiving.text("receiveTitle") == f"Northwind, order {number}"
    assert receiving.came() == [["tea", "2", "1", "1 short"], ["milk", "", "1", "not ordered"]]
    (standing,) = parts.arrivals.in_progress()
    assert standing.entries == 3


def test_what_could_not_be_saved_is_saved_by_itself_once_it_can_be(
    receiving: Receiving, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(receiving)
    with monkeypatch.context() as machine:
        machine.setattr(Unloading, "record", _out_of_room)
        receiving.scan(TEA, MILK)
        assert receiving.message.startswith("The disk is full")
        assert Tone.TAKEN not in receiving.tones[1:]
        receiving.press(Key.Key_Escape)
        receiving.scan(TEA)
        receiving.press(Key.Key_Escape)
        assert receiving.message == ""
        receiving.screen._unsaved.timer.timeout.emit()  # type: ignore[attr-defined]
        receiving.opened.rest()
        assert receiving.message == "Not saved yet: 3. They stay on the screen and are tried again by themselves."
        receiving.press(Key.Key_Escape, Key.Key_Escape)
        assert receiving.message.startswith("Not saved yet: 3.")
        assert receiving.came()[0][2] == "2"
    receiving.screen._unsaved.timer.timeout.emit()  # type: ignore[attr-defined]
    receiving.opened.rest()
    assert receiving.message == "All that waited is saved now."
    assert receiving.tones[-1] is Tone.TAKEN
    assert not receiving.screen._unsaved.timer.isActive()  # type: ignore[attr-defined]
    assert receiving.opened.till.parts.arrivals.in_progress()[0].entries == 4


def _out_of_room(*_: object, **__: object) -> int:
    raise Trouble("disk_full", book="shop.book")
