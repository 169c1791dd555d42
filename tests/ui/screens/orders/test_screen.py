"""The orders screen by real keys: an order by hand and by scanner, of what is low, sent, ordered again, given up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QTableView, QWidget

from app.devices.scanner import RawScan
from app.domain.order_requests import OrderAsked, OrderLineAsked
from app.domain.product import Code
from app.domain.requests import Asking, DeliveryAsked, ItemAsked, PartyAsked, StockLineAsked
from app.ui.sound import Tone
from app.ui.theme import TARGET
from app.ui.widgets.messages import InlineBar
from app.ui.widgets.tables import DETAIL_ROLE
from tests.ui.till import MILK, TEA
from tests.ui.windows import CTRL, Key, OpenWindow

ISOLATES = dict.fromkeys(range(0x2066, 0x206A))


class Viewer(QObject):
    """What shows PDFs on this machine, for the test."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Path] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.shown.append(Path(url.toLocalFile()))


class Orders:
    """The orders screen, and the hands in front of it."""

    def __init__(self, opened: OpenWindow, viewer: Viewer) -> None:
        self.opened, self.viewer = opened, viewer
        self.shop = opened.till.shop
        self.press, self.types = opened.press, opened.types
        opened.goes_to("orders")
        opened.rest()
        self.tones: list[Tone] = []
        opened.window._screens["orders"].tone.connect(self.tones.append)  # type: ignore[attr-defined]

    def scan(self, code: str) -> None:
        self.opened.window.on_scanned(RawScan(code, started_ms=0, ended_ms=20, keys=9, longest_gap_ms=2, ended=True))
        self.opened.rest()

    def find(self, name: str) -> QWidget:
        """A control of the window or of the dialog over it."""
        dialog = self.opened.dialog()
        found = dialog.findChild(QWidget, name) if dialog is not None else None
        return found or self.opened.find(name)

    def text(self, name: str) -> str:
        control = self.find(name)
        assert isinstance(control, QLabel | InlineBar)
        return (control.sentence() if isinstance(control, InlineBar) else control.text()).translate(ISOLATES)

    def rows(self, name: str) -> list[list[str]]:
        """What stands in a table."""
        table = self.find(name)
        assert isinstance(table, QTableView)
        model = table.model()
        rows = []
        for row in range(model.rowCount()):
            cells = [model.index(row, column, QModelIndex()) for column in range(model.columnCount())]
            texts = [", ".join(filter(None, (cell.data(), cell.data(DETAIL_ROLE)))) for cell in cells]
            rows.append([text.translate(ISOLATES) for text in texts])
        return rows


@pytest.fixture
def viewer() -> Iterator[Viewer]:
    made = Viewer()
    QDesktopServices.setUrlHandler("file", made, "show")
    yield made
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def orders(opened: OpenWindow, viewer: Viewer) -> Orders:
    shop = opened.till.shop
    farm = PartyAsked("supplier", "S1", "Farm", lead_time_days=3, items=(ItemAsked("milk", "F-7", 6000),))
    for party in (farm, PartyAsked("supplier", "S2", "Mill")):
        shop.cataloguing.set_party(party)
    shop.product("milk", "1.20", name="Milk", supplier="S1", reorder_point_milli=6000, reorder_quantity_milli=12_000)
    return Orders(opened, viewer)


def test_an_order_is_typed_and_scanned_and_goes_out_with_its_paper(orders: Orders) -> None:
    assert orders.text("ordersEmpty_sentence").startswith("Nothing is on order.")
    orders.press(Key.Key_F4)
    orders.types("gre te")
    orders.press(Key.Key_Return)
    orders.scan(MILK)
    orders.types("3*")
    orders.press(Key.Key_Return)
    orders.scan(MILK)
    assert orders.rows("new_order_lines") == [
        ["Green tea, tea", "", "1", "1.00", "1.00"],
        ["Milk, milk \u00b7 F-7", "4 \u00d7 6", "24", "0.80", "19.20"],
    ]
    assert orders.text("new_order_total") == "Total without tax: \u20ac20.20"
    orders.press(Key.Key_F9)
    assert orders.opened.dialog() is None
    assert orders.rows("ordersList") == [["Farm, T0-PO000001 \u00b7 sent", "Mar 5, 2026, 2 of 2 open"]]
    assert orders.text("ordersState") == "T0-PO000001 \u00b7 sent"
    assert orders.rows("ordersLines")[1] == ["Milk, milk \u00b7 F-7", "24, 4 \u00d7 6", "", "24", "19.20, 0.80"]
    (paper,) = orders.viewer.shown
    assert paper.name == "T0-PO000001.pdf"
    assert paper.read_bytes().startswith(b"%PDF")


def test_an_order_that_is_half_written_is_not_thrown_away_by_one_key(orders: Orders) -> None:
    orders.press(Key.Key_F4)
    orders.scan(TEA)
    orders.press(Key.Key_Escape)
    assert orders.text("new_order_bar").startswith("Esc once more throws this order away")
    orders.press(Key.Key_Escape)
    assert orders.opened.dialog() is None


def test_a_draft_is_kept_and_sent_later(orders: Orders) -> None:
    orders.press(Key.Key_F4)
    orders.scan(TEA)
    orders.press(Key.Key_F5)
    assert orders.text("new_order_bar") == "Say who the order goes to: choose the supplier."
    orders.press(Key.Key_Down, Key.Key_F5)
    assert orders.text("ordersToast_sentence") == "T0-PO000001 is drafted"
    assert orders.rows("ordersList") == [["Farm, T0-PO000001 \u00b7 draft", "1 of 1 open"]]
    assert orders.viewer.shown == []
    orders.press(Key.Key_F9)
    assert orders.text("ordersToast_sentence") == "T0-PO000001 is sent"
    assert orders.text("ordersState") == "T0-PO000001 \u00b7 sent"
    assert [path.name for path in orders.viewer.shown] == ["T0-PO000001.pdf"]
    orders.press(Key.Key_F9)
    assert len(orders.viewer.shown) == 2


def test_what_is_low_becomes_drafts_by_one_key(orders: Orders) -> None:
    orders.shop.product("tea", "2.49", name="Green tea", reorder_point_milli=20_000)
    orders.press(Key.Key_F6)
    assert orders.rows("proposalsList") == [
        ["Farm", "Milk, milk \u00b7 1 on hand; reorder point 6", "2 \u00d7 6", "12"],
        ["nobody known", "Green tea, tea \u00b7 10 on hand; reorder point 20", "", "11"],
    ]
    assert orders.text("proposals_bar").startswith("Nobody is known to bring Green tea:")
    orders.press(Key.Key_Return)
    assert orders.rows("ordersLines") == [
        ["Milk, milk \u00b7 F-7 \u00b7 1 on hand; reorder point 6", "12, 2 \u00d7 6", "", "12", "9.60, 0.80"]
    ]
    orders.shop.product("tea", "2.49", name="Green tea", reorder_point_milli=0)
    orders.press(Key.Key_F6)
    assert orders.text("ordersMessage") == "Nothing is low, or all of it is on order already."


def test_drafts_for_several_suppliers_are_told_by_how_many_they_are(orders: Orders) -> None:
    orders.shop.product("tea", "2.49", name="Green tea", reorder_point_milli=20_000, supplier="S2")
    orders.press(Key.Key_F6)
    orders.press(Key.Key_Return)
    assert len(orders.rows("ordersList")) == 2
    assert orders.text("ordersToast_sentence") == "Orders drafted: 2 (T0-PO000001 to T0-PO000002)"


def test_a_supplier_is_left_out_of_what_is_ordered(orders: Orders) -> None:
    orders.shop.product("tea", "2.49", name="Green tea", reorder_point_milli=20_000, supplier="S2")
    orders.press(Key.Key_F6)
    assert orders.text("proposalsCount") == "Drafts to make, one for each supplier: 2"
    orders.press(Key.Key_Delete)
    assert [row[0] for row in orders.rows("proposalsList")] == ["Mill"]
    orders.press(Key.Key_Return)
    assert orders.rows("ordersList") == [["Mill, T0-PO000001 \u00b7 draft", "1 of 1 open"]]
    assert orders.text("ordersToast_sentence") == "T0-PO000001 is drafted"


def test_an_order_is_ordered_again_and_given_up(orders: Orders) -> None:
    orders.shop.product("tea", "2.49", name="Green tea", supplier="S1")
    orders.press(Key.Key_F4)
    orders.scan(TEA)
    orders.press(Key.Key_F9)
    orders.press(Key.Key_F7)
    assert orders.rows("new_order_lines") == [["Green tea, tea \u00b7 1 on order already", "", "1", "1.00", "1.00"]]
    orders.press(Key.Key_Delete)
    orders.press(Key.Key_F9)
    assert orders.text("new_order_bar") == "Nothing is on the order yet. Type or scan goods first."
    orders.press(Key.Key_Escape)
    orders.press(Key.Key_F8)
    orders.types("sold out")
    orders.press(Key.Key_Return)
    assert orders.rows("ordersList") == []
    orders.press(Key.Key_2, modifiers=CTRL)
    assert orders.rows("ordersList") == [["Farm, T0-PO000001 \u00b7 cancelled", "Mar 5, 2026"]]
    assert orders.text("ordersToast_sentence") == "T0-PO000001 is given up"
    assert orders.text("ordersFacts").endswith("given up: sold out")
    orders.press(Key.Key_F8)
    assert orders.text("ordersMessage") == "T0-PO000001 is cancelled: there is nothing to give up."


def test_an_order_that_is_awaited_is_expected_on_another_day(orders: Orders) -> None:
    orders.press(Key.Key_F5)
    assert orders.text("ordersMessage") == "No order is chosen. Choose one on the left."
    orders.press(Key.Key_F4)
    orders.scan(MILK)
    orders.press(Key.Key_F5)
    assert not orders.find("ordersDay").isVisible()
    orders.press(Key.Key_F5)
    assert orders.text("ordersMessage").startswith("T0-PO000001 is draft: only of an order that is awaited")
    orders.press(Key.Key_F9)
    orders.press(Key.Key_F5)
    assert orders.text("other_day_what") == "T0-PO000001 to Farm: expected Mar 5, 2026 so far."
    orders.find("other_day_day").clear()  # type: ignore[attr-defined]
    orders.press(Key.Key_Return)
    assert orders.text("other_day_bar") == "Type the day on which the goods should come."
    orders.types("1/3/26")
    orders.press(Key.Key_Return)
    assert orders.text("other_day_bar").startswith("The goods cannot be expected before the order is sent.")
    orders.find("other_day_day").clear()  # type: ignore[attr-defined]
    orders.types("3/12/26")
    orders.press(Key.Key_Return)
    assert orders.opened.dialog() is None
    assert orders.text("ordersToast_sentence") == "T0-PO000001 is expected on Mar 12, 2026"
    assert orders.rows("ordersList") == [["Farm, T0-PO000001 \u00b7 sent", "Mar 12, 2026, 1 of 1 open"]]
    assert "expected Mar 12, 2026" in orders.text("ordersFacts")


def test_an_order_in_any_state_fits_the_smallest_screen(orders: Orders) -> None:
    side = orders.opened.window._screens["orders"].side  # type: ignore[attr-defined]
    for button in (side.send, side.edit, side.day, side.copy, side.cancel, side.files):
        button.setVisible(True)
    side.send.set_label("Show paper")
    orders.opened.rest()
    assert orders.opened.window.minimumSizeHint().width() <= 1366
    assert (orders.opened.window.width(), orders.opened.window.height()) == (1366, 768)


def test_an_order_is_ordered_again_at_todays_costs_and_a_draft_keeps_its_own(orders: Orders) -> None:
    orders.press(Key.Key_F7)
    assert orders.text("ordersMessage") == "No order is chosen. Choose one on the left."
    orders.press(Key.Key_F4)
    orders.scan(MILK)
    orders.press(Key.Key_F5)
    came = DeliveryAsked(Asking("d9"), (StockLineAsked("milk", 6000, 950_000),), supplier="S1")
    orders.shop.receiving.accept_delivery(came)
    orders.press(Key.Key_F2)
    assert orders.rows("new_order_lines")[0][3] == "0.80"
    orders.press(Key.Key_Escape)
    orders.press(Key.Key_F7)
    assert orders.rows("new_order_lines")[0][3] == "0.95"


def test_the_number_of_an_order_that_is_scanned_opens_it(orders: Orders) -> None:
    for code in (MILK, TEA):
        orders.press(Key.Key_F4)
        orders.scan(MILK)
        orders.scan(code)
        orders.press(Key.Key_F9)
    assert orders.text("ordersState") == "T0-PO000002 \u00b7 sent"
    orders.scan("T0-PO000001")
    assert orders.text("ordersState") == "T0-PO000001 \u00b7 sent"
    assert orders.tones[-1] is Tone.TAKEN


def test_another_supplier_brings_goods_in_other_packs(orders: Orders) -> None:
    orders.press(Key.Key_F4)
    orders.scan(MILK)
    assert orders.rows("new_order_lines")[0][1:3] == ["1 \u00d7 6", "6"]
    suppliers = orders.find("new_order_supplier")
    assert isinstance(suppliers, QComboBox)
    suppliers.setFocus()
    orders.press(Key.Key_Down)
    assert suppliers.currentText() == "Mill"
    assert orders.rows("new_order_lines")[0][1:3] == ["", "1"]


def test_the_code_of_a_pack_orders_the_pack(orders: Orders) -> None:
    dozen, half = "10000000000016", "10000000000023"
    codes = [TEA, Code(dozen, 12_000), Code(half, 6000)]
    orders.shop.product("tea", "2.40", name="Green tea", codes=codes)  # type: ignore[arg-type]
    orders.press(Key.Key_F4)
    orders.scan(dozen)
    assert orders.rows("new_order_lines")[0][1:3] == ["1 \u00d7 12", "12"]
    assert orders.text("new_order_packs_label") == "Packs of 12"
    suppliers = orders.find("new_order_supplier")
    assert isinstance(suppliers, QComboBox)
    suppliers.setFocus()
    orders.press(Key.Key_Down)
    assert orders.rows("new_order_lines")[0][1:3] == ["1 \u00d7 12", "12"]  # it stays, whoever brings it
    orders.scan(dozen)
    assert orders.rows("new_order_lines")[0][1:3] == ["2 \u00d7 12", "24"]
    orders.scan(TEA)
    assert orders.rows("new_order_lines")[0][1:3] == ["", "25"]
    assert orders.text("new_order_packs_label") == "Quantity"
    orders.scan(half)
    assert orders.rows("new_order_lines")[0][1:3] == ["", "31"]
    orders.press(Key.Key_F9)
    assert orders.rows("ordersLines")[0][1] == "31"


def test_the_code_of_a_pack_that_is_typed_orders_the_pack_as_if_it_was_scanned(orders: Orders) -> None:
    dozen = "10000000000016"
    orders.shop.product("tea", "2.40", name="Green tea", codes=[TEA, Code(dozen, 12_000)])  # type: ignore[arg-type]
    orders.press(Key.Key_F4)
    orders.types(f"3*{dozen}")
    orders.press(Key.Key_Return)
    assert orders.rows("new_order_lines")[0][1:3] == ["3 \u00d7 12", "36"]
    orders.types(TEA)
    orders.press(Key.Key_Return)
    assert orders.rows("new_order_lines")[0][1:3] == ["", "37"]


def test_what_a_form_has_no_use_for_is_told(orders: Orders) -> None:
    orders.scan(TEA)
    assert orders.text("ordersMessage").endswith("Press F4 first: then what is scanned goes on a new order.")
    orders.press(Key.Key_F4)
    orders.scan("4006381333948")
    assert "4006381333948" in orders.text("new_order_bar")
    assert orders.tones[-1] is Tone.REFUSED
    orders.types("nothing like it")
    orders.press(Key.Key_Return)
    assert orders.text("new_order_bar") == "No goods are like that."


def test_a_delivery_elsewhere_shows_at_once(orders: Orders) -> None:
    orders.press(Key.Key_F4)
    orders.types("3* milk")
    orders.press(Key.Key_Return)
    orders.press(Key.Key_F9)
    uid = orders.opened.till.parts.orders.open()[0].uid
    wish = DeliveryAsked(Asking("d9"), (StockLineAsked("milk", 12_000),), order=uid)
    orders.opened.window.bus.publish(orders.shop.receiving.accept_delivery(wish).changes)
    orders.opened.rest()
    assert orders.text("ordersState") == "T0-PO000001 \u00b7 part received"
    assert orders.rows("ordersLines")[0][1:4] == ["18, 3 \u00d7 6", "12", "6, back-order"]
    assert orders.rows("ordersList")[0][1] == "Mar 5, 2026, 1 of 1 back-ordered"
    orders.shop.clock.at_us += 5 * 86_400_000_000
    orders.press(Key.Key_2, modifiers=CTRL)
    orders.press(Key.Key_1, modifiers=CTRL)
    assert orders.rows("ordersList")[0][1] == "overdue Mar 5, 2026, 1 of 1 back-ordered"


def test_a_day_and_a_note_go_to_the_supplier_and_the_minimum_is_told(orders: Orders) -> None:
    orders.shop.cataloguing.set_party(PartyAsked("supplier", "S1", minimum_minor=2000))
    orders.press(Key.Key_F4)
    orders.scan(MILK)
    assert orders.text("new_order_total") == "Total without tax: \u20ac4.80, minimum order \u20ac20.00"
    assert orders.text("new_order_lead") == "left empty: today + 3"
    orders.find("new_order_expected").setFocus()
    orders.types("13/13/26")
    orders.press(Key.Key_F9)
    assert "13/13/26" in orders.text("new_order_bar")
    orders.press(Key.Key_A, modifiers=CTRL)
    orders.types("3/9/26")
    orders.find("new_order_note").setFocus()
    orders.types("Ring twice")
    orders.press(Key.Key_Return)
    orders.press(Key.Key_F9)
    assert orders.text("ordersFacts").endswith("expected Mar 9, 2026 \u00b7 Ring twice")
    assert "delivers from 20.00 on" in orders.text("ordersMessage")


def test_the_packs_and_the_cost_of_a_line_are_typed_over(orders: Orders) -> None:
    orders.press(Key.Key_F4)
    orders.press(Key.Key_F2)
    assert orders.text("new_order_bar") == "Nothing is on the order yet. Type or scan goods first."
    orders.scan(MILK)
    orders.press(Key.Key_F2)
    orders.types("0")
    orders.press(Key.Key_Return)
    assert orders.text("new_order_bar") == "Type how many packs, such as 3*."
    orders.types("5")
    orders.press(Key.Key_Tab)
    orders.press(Key.Key_A, modifiers=CTRL)
    orders.types("-1")
    orders.press(Key.Key_Return)
    assert "below zero" in orders.text("new_order_bar")
    orders.types("0.7")
    orders.press(Key.Key_Return)
    assert orders.rows("new_order_lines") == [["Milk, milk \u00b7 F-7", "5 \u00d7 6", "30", "0.70", "21.00"]]
    orders.scan(MILK)
    assert orders.rows("new_order_lines")[0][1] == "6 \u00d7 6"


@pytest.mark.parametrize("figure", ["1,000", "0", "1.2345"])
def test_a_figure_that_can_be_read_two_ways_never_becomes_one_pack(orders: Orders, figure: str) -> None:
    orders.press(Key.Key_F4)
    orders.types(f"{figure}*milk")
    orders.press(Key.Key_Return)
    assert figure in orders.text("new_order_bar")
    orders.scan(MILK)
    assert figure in orders.text("new_order_bar")
    assert orders.rows("new_order_lines") == []


def test_what_is_typed_over_a_line_holds_without_enter(orders: Orders) -> None:
    orders.press(Key.Key_F4)
    orders.scan(MILK)
    orders.press(Key.Key_F2)
    orders.types("4")
    orders.press(Key.Key_Tab)
    orders.types("x")
    orders.press(Key.Key_F9)
    assert "x" in orders.text("new_order_bar")
    orders.types("0.5")
    orders.press(Key.Key_F9)
    assert orders.rows("ordersLines")[0][1:5] == ["24, 4 \u00d7 6", "", "24", "12.00, 0.50"]
    orders.press(Key.Key_F7)
    orders.press(Key.Key_F2)
    orders.types("2")
    orders.find("new_order_note").setFocus()
    assert orders.rows("new_order_lines")[0][1] == "2 \u00d7 6"


def test_a_draft_is_edited_and_another_order_takes_its_place(orders: Orders) -> None:
    orders.press(Key.Key_F6)
    orders.press(Key.Key_Return)
    assert orders.text("ordersState") == "T0-PO000001 \u00b7 draft"
    orders.press(Key.Key_F2)
    assert orders.opened.dialog().windowTitle().translate(ISOLATES) == "Edit T0-PO000001"  # type: ignore[union-attr]
    orders.types("3*")
    orders.press(Key.Key_Return)
    orders.scan(TEA)
    orders.press(Key.Key_F5)
    assert orders.rows("ordersList") == [["Farm, T0-PO000002 \u00b7 draft", "2 of 2 open"]]
    assert [row[0] for row in orders.rows("ordersLines")] == [
        "Milk, milk \u00b7 F-7 \u00b7 1 on hand; reorder point 6",
        "Green tea, tea",
    ]
    orders.press(Key.Key_F9)
    orders.press(Key.Key_F2)
    assert orders.text("ordersMessage").startswith("T0-PO000002 is sent: what was sent stays as it was.")


def test_what_is_no_whole_number_of_packs_keeps_its_quantity(orders: Orders) -> None:
    orders.shop.cataloguing.set_party(PartyAsked("supplier", "S1", items=(ItemAsked("milk", "F-7", 7000),)))
    asked = OrderAsked(Asking("o1"), "S1", (OrderLineAsked("milk", 10_000),), is_draft=True)
    orders.opened.window.bus.publish(orders.opened.till.parts.ordering.place(asked).changes)
    orders.opened.rest()
    orders.press(Key.Key_F2)
    assert orders.rows("new_order_lines")[0][1:3] == ["", "10"]
    orders.press(Key.Key_F5)
    assert orders.rows("ordersLines")[0][1] == "10"


def test_goods_of_the_supplier_are_found_first(orders: Orders) -> None:
    orders.shop.product("almond", "2.00", name="Almond milk")
    orders.press(Key.Key_F4)
    orders.scan(MILK)
    orders.types("milk")
    orders.opened._qtbot.waitUntil(lambda: bool(orders.rows("new_order_found")))
    assert [row[0] for row in orders.rows("new_order_found")] == ["Milk, milk \u00b7 F-7", "Almond milk, almond"]


@pytest.mark.parametrize(("key", "name"), [(Key.Key_1, "pdf"), (Key.Key_2, "xlsx"), (Key.Key_3, "csv")])
def test_an_order_is_kept_as_a_file(orders: Orders, key: Key, name: str) -> None:
    orders.press(Key.Key_F11)
    assert orders.text("ordersMessage") == "No order is chosen. Choose one on the left."
    orders.press(Key.Key_F4)
    orders.scan(MILK)
    orders.press(Key.Key_F9)
    orders.viewer.shown.clear()
    orders.press(Key.Key_F11)
    orders.press(key)
    assert orders.opened.dialog() is None
    assert orders.text("ordersMessage").endswith(f"orders/T0-PO000001.{name}")
    assert [path.name for path in orders.viewer.shown] == (["T0-PO000001.pdf"] if name == "pdf" else [])


@pytest.mark.parametrize("key", [None, Key.Key_F4, Key.Key_F6])
def test_every_control_has_a_name_and_is_large_enough(orders: Orders, key: Key | None) -> None:
    if key is not None:
        orders.press(key)
    place = orders.opened.dialog() or orders.opened.find("ordersScreen")
    for button in place.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.accessibleName(), button.objectName()
            assert button.height() >= TARGET, button.objectName()
