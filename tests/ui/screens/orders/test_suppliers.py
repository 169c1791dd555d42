"""The suppliers' room by real keys: found, added, edited, their goods by search and scan, their orders and prices."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from app.domain.order_requests import OrderAsked, OrderLineAsked
from app.domain.requests import Asking, DeliveryAsked, ItemAsked, PartyAsked, StockLineAsked
from app.ui.sound import Tone
from app.ui.theme import TARGET
from tests.ui.screens.orders.test_screen import Orders, Viewer, viewer  # noqa: F401 -- a fixture
from tests.ui.till import MILK, TEA
from tests.ui.windows import CTRL, Key, OpenWindow


@pytest.fixture
def room(opened: OpenWindow, viewer: Viewer) -> Orders:  # noqa: F811 -- the fixture
    shop = opened.till.shop
    farm = PartyAsked(
        "supplier", "S1", "Farm", contact="Ida", lead_time_days=3, items=(ItemAsked("milk", "F-7", 6000),)
    )
    for party in (farm, PartyAsked("supplier", "S2", "Mill", phone="030 77")):
        shop.cataloguing.set_party(party)
    orders = Orders(opened, viewer)
    orders.press(Key.Key_3, modifiers=CTRL)
    return orders


def clears(room: Orders, text: str) -> None:
    """Type over what stands in the field."""
    room.press(Key.Key_A, modifiers=CTRL)
    room.types(text)


def test_a_supplier_is_found_by_name_person_or_phone(room: Orders) -> None:
    assert room.rows("suppliersList") == [["Farm, S1 \u00b7 Ida", ""], ["Mill, S2 \u00b7 030 77", ""]]
    assert room.text("suppliersName") == "Farm"
    room.types("77")
    assert [row[0] for row in room.rows("suppliersList")] == ["Mill, S2 \u00b7 030 77"]
    assert room.text("suppliersName") == "Mill"
    room.press(Key.Key_Escape)
    room.press(Key.Key_Up)
    assert room.text("suppliersName") == "Farm"
    assert room.text("suppliersTerms") == ("lead time in days: 3 promised \u00b7 no minimum order \u00b7 prices in EUR")


def test_a_new_supplier_needs_a_name_and_is_open_at_once(room: Orders) -> None:
    room.press(Key.Key_F4, Key.Key_Return)
    assert room.text("supplier_form_bar") == "The supplier needs a name: it stands on every order."
    assert room.tones[-1] is Tone.REFUSED
    room.types("Dairy")
    room.press(Key.Key_Tab, Key.Key_Tab)
    room.types("Bo")
    for field, text in (("days", "x"), ("least", "150")):
        room.find(f"supplier_form_{field}").setFocus()
        room.types(text)
    room.press(Key.Key_Return)
    assert "x" in room.text("supplier_form_bar")
    clears(room, "5")
    room.press(Key.Key_Return)
    assert room.opened.dialog() is None
    assert room.text("suppliersMessage") == "Dairy is kept."
    assert room.text("suppliersName") == "Dairy"
    assert room.text("suppliersContacts") == "DAIRY \u00b7 Bo"
    assert "5 promised \u00b7 minimum order \u20ac150.00" in room.text("suppliersTerms")


def test_a_card_is_edited_and_what_is_emptied_is_gone(room: Orders) -> None:
    room.press(Key.Key_F2)
    code = room.find("supplier_form_code")
    assert isinstance(code, QLineEdit)
    assert not code.isEnabled()
    clears(room, "Green farm")
    room.find("supplier_form_contact").setFocus()
    room.press(Key.Key_A, modifiers=CTRL)
    room.press(Key.Key_Delete)
    room.find("supplier_form_address").setFocus()
    room.types("Lane 4")
    room.press(Key.Key_Tab)
    room.find("supplier_form_days").setFocus()
    room.press(Key.Key_A, modifiers=CTRL)
    room.press(Key.Key_Delete)
    room.press(Key.Key_Return)
    assert room.text("suppliersName") == "Green farm"
    assert room.text("suppliersContacts") == "S1 \u00b7 Lane 4"
    assert room.text("suppliersTerms").startswith("lead time not known yet")


def test_goods_of_a_supplier_are_scanned_found_edited_and_forgotten(room: Orders) -> None:
    assert room.rows("suppliersGoods") == [["Milk, milk \u00b7 F-7", "6", ""]]
    room.scan(TEA)
    room.types("F-9")
    room.press(Key.Key_Tab)
    clears(room, "0")
    room.press(Key.Key_Return)
    assert "0" in room.text("item_form_bar")
    clears(room, "12")
    room.press(Key.Key_Return)
    assert room.text("suppliersMessage") == "Green tea is kept among the goods of Farm."
    assert [row[:2] for row in room.rows("suppliersGoods")] == [
        ["Green tea, tea \u00b7 F-9", "12"],
        ["Milk, milk \u00b7 F-7", "6"],
    ]
    room.press(Key.Key_F6)
    room.types("banan")
    room.press(Key.Key_Return)
    assert room.text("item_form_about") == "Bananas \u00b7 bananas"
    room.find("item_form_usual").setFocus()
    room.press(Key.Key_Space)
    room.press(Key.Key_Return)
    assert room.rows("suppliersGoods")[0][0] == "Bananas, bananas \u00b7 usually from here"
    room.find("suppliersGoods").setFocus()
    room.press(Key.Key_Home, Key.Key_Delete)
    assert room.text("suppliersMessage").startswith("Bananas is no item of Farm any more.")
    assert [row[:2] for row in room.rows("suppliersGoods")][2] == ["Bananas, bananas \u00b7 usually from here", ""]
    room.press(Key.Key_End, Key.Key_Delete)
    assert room.text("suppliersMessage").startswith("Bananas has no code or pack here")


def test_a_scan_that_is_nothing_is_told(room: Orders) -> None:
    room.scan("4006381333948")
    assert "4006381333948" in room.text("suppliersMessage")
    room.press(Key.Key_F2)
    room.scan(MILK)
    assert room.text("supplier_form_bar") == "Finish this first, or press Esc."
    assert room.tones[-1] is Tone.REFUSED
    room.press(Key.Key_Escape, Key.Key_F6)
    room.types("nothing like it")
    room.press(Key.Key_Return)
    assert room.text("find_goods_bar") == "No goods are like that."


def test_orders_and_prices_of_the_past_stand_on_the_card(room: Orders) -> None:
    shop, parts = room.shop, room.opened.till.parts
    for place, cost in enumerate((800_000, 900_000)):
        order = OrderAsked(Asking(f"o{place}"), "S1", (OrderLineAsked("milk", 6000, unit_cost_micro=cost),))
        parts.ordering.place(order)
        shop.clock.at_us += 5 * 86_400_000_000
        came = DeliveryAsked(Asking(f"d{place}"), (StockLineAsked("milk", 6000, cost),), order=f"o{place}")
        shop.receiving.accept_delivery(came)
    room.press(Key.Key_1, modifiers=CTRL)
    room.press(Key.Key_3, modifiers=CTRL)
    assert room.rows("suppliersOrders")[0] == [
        "T0-PO000002, received", "Mar 7, 2026", "Mar 10, 2026", "Mar 12, 2026, in 5 days, 3 promised",
    ]  # fmt: skip
    assert "3 promised, 5 learned" in room.text("suppliersTerms")
    room.press(Key.Key_Return, Key.Key_Return)
    assert room.rows("item_form_prices") == [
        ["T0-D000002", "Mar 12, 2026", "6", "0.90", "+12.5%"],
        ["T0-D000001", "Mar 7, 2026", "6", "0.80", ""],
    ]
    room.find("item_form_cost").setFocus()
    assert room.find("item_form_cost").property("text") == "0.90"
    clears(room, "0")
    room.press(Key.Key_Return)
    assert "0" in room.text("item_form_bar")
    clears(room, "1.05")
    room.press(Key.Key_Return)
    assert room.rows("suppliersGoods") == [["Milk, milk \u00b7 F-7", "6", "1.05, from now on"]]
    room.find("suppliersOrders").setFocus()
    room.press(Key.Key_Return)
    assert room.text("ordersState") == "T0-PO000002 \u00b7 received"


def test_an_order_is_written_from_the_card(room: Orders) -> None:
    room.types("mill")
    room.press(Key.Key_F9)
    assert room.find("new_order_supplier").property("currentText") == "Mill"
    room.scan(TEA)
    room.press(Key.Key_F9)
    assert room.rows("ordersList") == [["Mill, T0-PO000001 \u00b7 sent", "1 of 1 open"]]


def test_without_any_supplier_there_is_one_sentence_and_one_key(opened: OpenWindow, viewer: Viewer) -> None:  # noqa: F811
    orders = Orders(opened, viewer)
    orders.press(Key.Key_3, modifiers=CTRL)
    assert orders.text("suppliersEmpty_sentence").startswith("No supplier is known yet.")
    orders.press(Key.Key_F2, Key.Key_F6, Key.Key_F9)
    assert orders.text("suppliersMessage").startswith("No supplier is chosen.")
    orders.scan(TEA)
    assert orders.tones[-1] is Tone.REFUSED
    orders.press(Key.Key_F4)
    orders.types("Farm")
    orders.press(Key.Key_Return)
    assert orders.text("suppliersName") == "Farm"


@pytest.mark.parametrize("place", ["suppliersRoom", "ordersDesk"])
def test_tab_goes_through_everything(room: Orders, place: str) -> None:
    room.press(Key.Key_F9)
    room.scan(MILK)
    room.press(Key.Key_F5)
    if place == "suppliersRoom":
        room.press(Key.Key_3, modifiers=CTRL)
    wanted, met = set(), set()
    for one in room.opened.find(place).findChildren(QWidget):
        # Of the buttons of a group Tab goes to one, arrow keys to the others.
        is_of_group = isinstance(one, QAbstractButton) and one.isCheckable()
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and not is_of_group:
            wanted.add(one.objectName())
    for _ in range(2 * len(wanted)):
        room.press(Key.Key_Tab)
        focused = QApplication.focusWidget()
        met.add("" if focused is None else focused.objectName())
    assert wanted - met == set()
    assert met & {"suppliersOpen", "suppliersAll", "suppliersSuppliers", "ordersOpen"}


@pytest.mark.parametrize("key", [None, Key.Key_F2, Key.Key_F4, Key.Key_F6])
def test_every_control_has_a_name_and_is_large_enough(room: Orders, key: Key | None) -> None:
    if key is not None:
        room.press(key)
    place = room.opened.dialog() or room.opened.find("suppliersRoom")
    for button in place.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.accessibleName(), button.objectName()
            assert button.height() >= TARGET, button.objectName()
    for field in place.findChildren(QLineEdit):
        if field.isVisible() and field.focusPolicy() != Qt.FocusPolicy.NoFocus:
            assert field.accessibleName(), field.objectName()
            assert field.height() >= TARGET, field.objectName()


def pastes(room: Orders, text: str) -> None:
    """Paste what a supplier sent."""
    QGuiApplication.clipboard().setText(text)
    room.press(Key.Key_V, modifiers=CTRL)


def test_a_suppliers_list_is_looked_at_before_it_is_taken(room: Orders) -> None:
    room.press(Key.Key_F3)
    assert room.text("batch_dialog_title") == "The supplier's list"
    pastes(room, f"EAN,supplier item,pack size,unit cost\n{TEA},G-1,10,1.10\n4012345678901,G-9,6,2.00\n{MILK},F-7,6,\n")
    room.press(Key.Key_Return, modifiers=CTRL)
    about = "New of Farm: 1. As it is known: 1. Unknown goods: 1. Not readable: 0."
    assert room.text("supplier_list_about") == about
    assert room.rows("supplier_list_rows") == [
        ["3", "4012345678901 G-9, unknown goods", "", "", ""],
        ["2", "Green tea, tea", "G-1", "10, was 1", "1.10, was 1.00"],
    ]
    room.press(Key.Key_Escape)
    assert room.opened.till.parts.proposals.sku_of("S1", "G-1") == ""
    room.press(Key.Key_F3)
    pastes(room, f"EAN,supplier item,pack size,unit cost\n{TEA},G-1,10,1.10\n")
    room.press(Key.Key_Return, modifiers=CTRL)
    room.press(Key.Key_Return)
    assert room.text("suppliersMessage") == "Taken from the list of Farm: 1."
    assert room.opened.till.parts.proposals.sku_of("S1", "G-1") == "tea"


def test_a_list_without_titles_is_told_where_it_was_pasted(room: Orders) -> None:
    room.press(Key.Key_F3)
    pastes(room, "1,2,3")
    room.press(Key.Key_Return, modifiers=CTRL)
    assert "has titles" in room.text("batch_dialog_bar")
