"""The stock screen by real keys: from the search to a card, from a card to a posted document, from a movement to its
document.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QTableView, QWidget

from app.devices.scanner import RawScan
from app.domain.moment import read_date
from app.domain.requests import Asking, DeliveryAsked, PartyAsked, StockLineAsked
from app.ui.sound import Tone
from app.ui.theme import TARGET
from app.ui.widgets.messages import InlineBar, Toast
from app.ui.widgets.tables import DETAIL_ROLE
from tests.devices.label_printers import LabelPrinter
from tests.ui.till import TEA
from tests.ui.windows import CTRL, Key, OpenWindow

ISOLATES = dict.fromkeys(range(0x2066, 0x206A))


class Stock:
    """The stock screen, and the hands in front of it."""

    def __init__(self, opened: OpenWindow) -> None:
        self.opened = opened
        self.press, self.types = opened.press, opened.types
        opened.goes_to("stock")
        self.tones: list[Tone] = []
        opened.window._screens["stock"].tone.connect(self.tones.append)  # type: ignore[attr-defined]

    def scan(self, code: str) -> None:
        self.opened.window.on_scanned(RawScan(code, started_ms=0, ended_ms=20, keys=9, longest_gap_ms=2, ended=True))
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

    def rows(self, name: str) -> list[list[str]]:
        """What stands in a table, hidden columns left out."""
        table = self.find(name)
        assert isinstance(table, QTableView)
        model = table.model()
        shown = [column for column in range(model.columnCount()) if not table.isColumnHidden(column)]
        rows = []
        for row in range(model.rowCount()):
            cells = [model.index(row, column, QModelIndex()) for column in shown]
            rows.append([", ".join(filter(None, (cell.data(), cell.data(DETAIL_ROLE)))) for cell in cells])
        return rows

    def toast(self) -> str:
        toast = self.opened.window.findChild(Toast, "stockToast")
        return "" if toast is None or toast.isHidden() else toast.accessibleName().translate(ISOLATES)

    def choose(self, name: str, place: int) -> None:
        """Choose in a list by keyboard."""
        self.find(name).setFocus()
        self.press(Key.Key_Home, *[Key.Key_Down] * place)


@pytest.fixture
def stock(opened: OpenWindow) -> Stock:
    opened.till.shop.party("location", "back", "Back room")
    opened.till.shop.product("tofu", "2.99", name="Tofu", tracking="lot", reorder_point_milli=9000)
    return Stock(opened)


def deliver_tofu(stock: Stock) -> None:
    """Three lots: too old, soon too old, and fresh."""
    shop = stock.opened.till.shop
    for lot, expiry in (("L1", "2026-02-28"), ("L2", "2026-03-05"), ("L3", "2026-09-01")):
        line = StockLineAsked("tofu", 3000, 1_450_000, lot=lot, expiry=read_date(expiry))
        shop.receiving.accept_delivery(DeliveryAsked(Asking(shop.uid()), (line,)))


def test_goods_are_found_by_typing_and_enter_leads_to_their_card(stock: Stock) -> None:
    stock.types("gre te")
    stock.press(Key.Key_Return)
    assert stock.rows("stockGoods") == [["Green tea, tea", "10"]]
    assert stock.text("stockName") == "Green tea"
    assert stock.text("stockOnHand") == "10"
    assert stock.text("stockFact_value") == "€10.00"
    assert stock.text("stockFact_unit_cost") == "1.00"
    assert stock.text("stockFact_method") == "First in, first out"
    assert stock.rows("stockSpots") == [["Shop", "10"]]
    assert stock.rows("stockLayers") == [["T0-O000001, Mar 2, 2026", "Shop", "10", "10.00, 1.00"]]
    assert [row[1:] for row in stock.rows("stockHistory")] == [
        ["Opening stock, T0-O000001", "Shop", "+10", "10", "+10.00"]
    ]
    assert stock.find("stockHistory").hasFocus()


def test_arrow_keys_in_the_search_walk_through_the_list(stock: Stock) -> None:
    stock.press(Key.Key_Down)
    assert stock.text("stockName") == "Bananas"
    stock.press(Key.Key_Down)
    assert stock.text("stockName") == "Beer"
    assert stock.find("stockSearch").hasFocus()
    assert stock.text("stockStates") == "Not yet counted. Nobody knows what it costs."


def test_a_scan_opens_the_card_whatever_has_the_focus(stock: Stock) -> None:
    stock.types("bana")
    stock.find("stockFilter_low").setFocus()
    stock.scan(TEA)
    assert stock.text("stockName") == "Green tea"
    assert stock.text("stockSearch") == "bana"
    assert stock.tones == [Tone.TAKEN]


def test_real_scanner_keys_open_the_card_and_leave_no_sign(filtered: OpenWindow) -> None:
    stock = Stock(filtered)
    stock.types("ban")
    stock.scan(TEA)
    assert stock.text("stockName") == "Green tea"
    assert stock.text("stockSearch") == "ban"
    assert filtered.lines() == []


def test_an_unknown_code_is_told_and_esc_takes_it_away(stock: Stock) -> None:
    stock.scan("2000000000022")
    assert stock.text("stockMessage") == "No product has the code 2000000000022."
    stock.press(Key.Key_Escape)
    assert stock.find("stockMessage").isHidden()


def test_filters_by_key_list_what_somebody_should_look_at(stock: Stock) -> None:
    stock.opened.till.shop.sell(("milk", "3"))
    deliver_tofu(stock)
    stock.opened.goes_to("sale")
    stock.opened.goes_to("stock")
    stock.press(Key.Key_2, modifiers=CTRL)
    assert stock.rows("stockGoods") == [["Tofu, tofu", "9, low"]]
    stock.press(Key.Key_3, modifiers=CTRL)
    assert stock.rows("stockGoods") == [["Milk, milk", "-2, below zero"]]
    assert stock.find("stockFilter_negative").property("checked")
    assert stock.find("stockFilter_negative").accessibleName() == "Below zero 1"
    stock.types("nothing like that")
    assert stock.find("stockNone").isVisible()


def test_lots_say_in_words_which_are_too_old(stock: Stock) -> None:
    deliver_tofu(stock)
    stock.types("tofu")
    stock.press(Key.Key_Return)
    assert stock.rows("stockSpots") == [
        ["Shop, L1", "3, expired Feb 28, 2026"],
        ["Shop, L2", "3, soon: Mar 5, 2026"],
        ["Shop, L3", "3, until Sep 1, 2026"],
    ]
    assert "Low: reorder at 9." in stock.text("stockStates")


def test_broken_goods_go_by_their_sign_and_a_reason(stock: Stock) -> None:
    stock.scan(TEA)
    stock.press(Key.Key_F4)
    stock.types("-2")
    assert stock.text("adjust_form_preview") == "Shop: 10 on hand, then 8 (-2)"
    assert not stock.find("adjust_cost").isEnabled()
    stock.press(Key.Key_Return)
    assert stock.opened.dialog() is None
    assert stock.toast() == "T1-A000001 is posted"
    assert stock.text("stockOnHand") == "8"
    assert stock.rows("stockHistory")[0][1:] == ["Adjustment, T1-A000001", "Shop", "-2", "8", "-2.00"]
    document = stock.opened.till.parts.filed.document(_newest(stock))
    assert document is not None
    assert [(line.quantity_milli, line.reason) for line in document.lines] == [(-2000, "damaged")]


def test_a_figure_without_sign_is_what_there_is_and_what_comes_may_have_a_cost(stock: Stock) -> None:
    stock.opened.till.shop.cataloguing.set_party(PartyAsked("reason", "gift", "Gift of a supplier", None))
    stock.opened.goes_to("sale")
    stock.opened.goes_to("stock")
    stock.scan(TEA)
    stock.press(Key.Key_F4)
    stock.types("12")
    assert stock.text("adjust_form_preview") == (
        "Shop: on hand becomes 12 (+2). A figure without + or - is all that is there."
    )
    reasons = stock.find("adjust_reason")
    assert isinstance(reasons, QComboBox)
    assert reasons.itemText(reasons.count() - 1) == "Gift of a supplier"
    stock.choose("adjust_reason", reasons.count() - 1)
    stock.find("adjust_cost").setFocus()
    stock.types("0.50")
    stock.find("adjust_note").setFocus()
    stock.types("two samples")
    stock.press(Key.Key_Return)
    assert stock.text("stockFact_value") == "€11.00"
    document = stock.opened.till.parts.filed.document(_newest(stock))
    assert document is not None
    assert (document.lines[0].reason, document.head.note) == ("gift", "two samples")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("10", "That is what the book says already"),
        ("x", "is not a plain number"),
        ("-0.5", "whole pieces"),
        ("", "Quantity: nothing stands there. Type a figure, such as 12."),
    ],
)
def test_what_makes_no_adjustment_is_said_in_the_form_and_what_was_typed_stays(
    stock: Stock, typed: str, sentence: str
) -> None:
    stock.scan(TEA)
    stock.press(Key.Key_F4)
    stock.types(typed)
    stock.press(Key.Key_Return)
    assert stock.text("adjust_quantity") == typed
    assert sentence in stock.text("adjust_form_bar")
    assert stock.find("adjust_quantity").hasFocus()
    stock.press(Key.Key_Escape)
    assert stock.opened.dialog() is None
    assert stock.text("stockOnHand") == "10"


def test_an_adjustment_of_a_lot_begins_at_the_chosen_one_and_knows_when_there_is_none(stock: Stock) -> None:
    deliver_tofu(stock)
    stock.types("tofu")
    stock.press(Key.Key_Return)
    stock.choose("stockSpots", 0)
    stock.press(Key.Key_Down, Key.Key_F4)
    assert stock.text("adjust_lot") == "L2"
    stock.types("-1")
    stock.find("adjust_lot").setFocus()
    stock.types("9")
    stock.press(Key.Key_Return)
    assert stock.text("adjust_form_bar") == "There is no lot or serial number L29 of Tofu there."
    stock.press(Key.Key_Backspace, Key.Key_Delete)
    stock.types("L2")
    assert stock.text("adjust_form_preview") == "Shop: 3 on hand, then 2 (-1)"
    stock.press(Key.Key_Return)
    assert ["Shop, L2", "2, soon: Mar 5, 2026"] in stock.rows("stockSpots")


def test_another_product_begins_at_its_first_location(stock: Stock) -> None:
    deliver_tofu(stock)
    stock.types("tofu")
    stock.press(Key.Key_Return)
    stock.choose("stockSpots", 2)
    stock.scan(TEA)
    assert stock.find("stockSpots").currentIndex().row() == 0  # type: ignore[attr-defined]
    assert not stock.find("stockHistory").currentIndex().isValid()  # type: ignore[attr-defined]


def test_goods_go_to_the_back_room(stock: Stock) -> None:
    stock.scan(TEA)
    stock.press(Key.Key_F6)
    stock.types("4")
    assert stock.text("transfer_form_preview") == "Shop: 10, then 6. Back room: 0, then 4."
    stock.press(Key.Key_Return)
    assert stock.toast() == "T1-M000001 is posted"
    assert stock.rows("stockSpots") == [["Shop", "6"], ["Back room", "4"]]
    assert stock.text("stockOnHand") == "10"


def test_goods_that_are_sent_are_on_the_way_until_somebody_says_that_they_arrived(stock: Stock) -> None:
    deliver_tofu(stock)
    stock.scan(TEA)
    stock.press(Key.Key_F7)
    assert stock.text("stockMessage").startswith("Nothing is on the way.")
    stock.press(Key.Key_F6)
    stock.types("4")
    stock.choose("transfer_how", 1)
    assert stock.text("transfer_form_preview") == ("Shop: 10, then 6. 4 on the way to Back room, where F7 takes it in.")
    stock.press(Key.Key_Return)
    assert stock.rows("stockSpots") == [["Shop", "6"], ["On the way", "4"]]
    stock.press(Key.Key_F7)
    assert [row[0].translate(ISOLATES) for row in stock.rows("arrival_shipments")] == ["Shop to Back room, Green tea"]
    assert (stock.text("arrival_0"), stock.text("arrival_0_sent")) == ("4", "of 4")
    stock.find("arrival_0").setFocus()
    stock.press(Key.Key_Backspace)
    stock.types("5")
    stock.press(Key.Key_Return)
    assert stock.text("arrival_dialog_bar").startswith("More of tea arrived than")
    stock.press(Key.Key_Backspace)
    stock.press(Key.Key_Return)
    assert stock.text("arrival_dialog_bar") == "Type what has arrived; nothing of it is in the list yet."
    stock.types("3")
    stock.press(Key.Key_Return)
    assert stock.toast().endswith("is posted")
    assert stock.rows("stockSpots") == [["Shop", "6"], ["Back room", "3"], ["On the way", "1"]]
    stock.press(Key.Key_F7, Key.Key_Return)
    assert stock.rows("stockSpots") == [["Shop", "6"], ["Back room", "4"]]


def test_each_lot_on_the_way_arrives_by_itself_and_another_transfer_is_chosen_by_arrow(stock: Stock) -> None:
    deliver_tofu(stock)
    stock.scan(TEA)
    stock.press(Key.Key_F6)
    stock.types("4")
    stock.choose("transfer_how", 1)
    stock.press(Key.Key_Return)
    stock.types("tofu")
    stock.press(Key.Key_Return, Key.Key_F6)
    stock.types("5")
    stock.find("transfer_lot").setFocus()
    stock.press(Key.Key_Backspace, Key.Key_Backspace)  # of any lot
    stock.choose("transfer_how", 1)
    stock.press(Key.Key_Return)
    stock.press(Key.Key_F7, Key.Key_Down)
    assert [stock.text(f"arrival_{row}_label") for row in range(2)] == ["Tofu, L2", "Tofu, L3"]  # L1 is too old
    stock.find("arrival_1").setFocus()
    stock.press(Key.Key_End, Key.Key_Backspace, Key.Key_Return)
    left = stock.opened.till.parts.on_the_way.shipments()
    assert [(one.number, [(line.lot, line.left_milli) for line in one.lines]) for one in left] == [
        ("T1-M000001", [("", 4000)]),
        ("T1-M000002", [("L3", 2000)]),
    ]


def test_a_new_lot_gets_the_date_that_stands_on_it(stock: Stock) -> None:
    deliver_tofu(stock)
    stock.types("tofu")
    stock.press(Key.Key_Return, Key.Key_F4)
    stock.types("+2")
    stock.find("adjust_lot").setFocus()
    stock.press(*[Key.Key_Backspace] * len(stock.text("adjust_lot")))
    stock.types("L9")
    stock.find("adjust_expiry").setFocus()
    stock.types("5/40")
    stock.press(Key.Key_Return)
    assert ["Shop, L9", "2, until May 31, 2040"] in stock.rows("stockSpots")


def test_a_date_that_is_none_is_told_in_the_form(stock: Stock) -> None:
    deliver_tofu(stock)
    stock.types("tofu")
    stock.press(Key.Key_Return, Key.Key_F4)
    stock.types("+2")
    stock.find("adjust_lot").setFocus()
    stock.types("L9")
    stock.find("adjust_expiry").setFocus()
    stock.types("31/12/27")
    stock.press(Key.Key_Return)
    assert stock.text("adjust_form_bar").startswith("“31/12/27” is no day.")


def test_a_transfer_of_more_than_there_is_is_refused_in_the_form(stock: Stock) -> None:
    stock.scan(TEA)
    stock.press(Key.Key_F6)
    stock.types("40")
    stock.press(Key.Key_Return)
    assert "Only 10 of Green tea" in stock.text("transfer_form_bar")
    assert stock.tones[-1] is Tone.REFUSED
    stock.press(Key.Key_Backspace, Key.Key_Return)
    assert stock.toast() == "T1-M000001 is posted"


def test_a_transfer_needs_a_quantity_and_a_second_location(opened: OpenWindow) -> None:
    stock = Stock(opened)
    stock.scan(TEA)
    stock.press(Key.Key_F6)
    assert stock.text("transfer_form_bar") == "There is no other location yet. Add one, then goods can go there."
    stock.types("2")
    stock.press(Key.Key_Return)
    assert opened.dialog() is not None
    stock.press(Key.Key_Escape)
    opened.till.shop.party("location", "back", "Back room")
    opened.goes_to("sale")
    opened.goes_to("stock")
    stock.press(Key.Key_F6)
    stock.types("0")
    stock.press(Key.Key_Return)
    assert stock.text("transfer_form_bar") == "Type how much goes, more than zero."


def test_the_effect_of_a_write_down_is_said_before_it_is_posted(stock: Stock) -> None:
    stock.scan(TEA)
    stock.press(Key.Key_F8)
    assert stock.text("revalue_form_preview") == "10 on hand, worth €10.00"
    stock.types("0.60")
    assert stock.text("revalue_form_preview") == "10 on hand, worth €10.00, then €6.00: €4.00 is lost"
    stock.press(Key.Key_Return)
    assert stock.toast() == "T1-V000001 is posted"
    assert (stock.text("stockFact_value"), stock.text("stockFact_unit_cost")) == ("€6.00", "0.60")
    stock.press(Key.Key_F8)
    stock.types("1")
    assert stock.text("revalue_form_preview") == "10 on hand, worth €6.00, then €10.00: €4.00 is gained"
    stock.press(Key.Key_Home)
    stock.types("-")
    stock.press(Key.Key_Return)
    assert "A cost below zero cannot be" in stock.text("revalue_form_bar")


def test_a_new_standard_cost_holds_at_every_location(stock: Stock) -> None:
    stock.opened.till.shop.product("pen", "2.00", name="Pen", costing="standard", standard_cost="1.00")
    stock.opened.till.shop.deliver(("pen", "3", "1.00"))
    stock.opened.till.shop.deliver(("pen", "2", "1.00"), location="back")
    stock.types("pen")
    stock.press(Key.Key_Return, Key.Key_F8)
    assert stock.text("revalue_form_title") == "New standard cost"
    stock.types("1")
    assert stock.text("revalue_form_preview").endswith("nothing changes now, what comes is costed anew")
    stock.press(Key.Key_Backspace)
    stock.types("0.80")
    stock.press(Key.Key_Return)
    assert stock.text("stockFact_value") == "€4.00"
    assert stock.rows("stockLayers")[0] == ["T0-D000001, Mar 2, 2026", "Shop", "3"]


def test_a_movement_leads_to_its_document_and_esc_back(stock: Stock) -> None:
    stock.opened.till.shop.sell(("tea", "3"))
    stock.scan(TEA)
    stock.find("stockHistory").setFocus()
    stock.press(Key.Key_Home, Key.Key_Return)
    dialog = stock.opened.dialog()
    assert dialog is not None
    assert dialog.accessibleName().translate(ISOLATES) == "Sale T1-000001"
    assert stock.rows("document_lines") == [["Green tea, tea", "", "3", "1.00", "-3.00"]]
    assert "by Owner at T1" in stock.text("document_details")
    stock.press(Key.Key_Escape)
    assert stock.opened.dialog() is None
    stock.press(Key.Key_Down, Key.Key_Return)
    assert stock.rows("document_lines")[0] == ["Green tea, tea", "", "10", "1.00", "+10.00"]


def test_a_layer_leads_to_the_document_that_it_came_with(stock: Stock) -> None:
    stock.opened.till.shop.party("supplier", "S", "Wholesale")
    stock.opened.till.shop.deliver(("tea", "2", "1.50"), supplier="S", reference="R-7")
    stock.scan(TEA)
    stock.choose("stockLayers", 1)
    stock.press(Key.Key_Return)
    assert "From Wholesale, their number R-7" in stock.text("document_details")


def test_a_scan_closes_a_document_and_is_refused_over_a_form(stock: Stock) -> None:
    stock.scan("96385074")
    stock.find("stockHistory").setFocus()
    stock.press(Key.Key_Home, Key.Key_Return)
    stock.scan(TEA)
    assert stock.opened.dialog() is None
    assert stock.text("stockName") == "Green tea"
    stock.press(Key.Key_F4)
    stock.types("-1")
    stock.scan("96385074")
    assert "Not taken: finish this first" in stock.text("adjust_form_bar")
    assert stock.text("adjust_quantity") == "-1"
    assert stock.tones[-1] is Tone.REFUSED
    stock.press(Key.Key_Escape)
    assert stock.text("stockName") == "Green tea"


def test_without_goods_the_keys_say_what_is_missing(stock: Stock) -> None:
    assert stock.find("stockEmpty").isVisible()
    stock.press(Key.Key_F4)
    assert stock.text("stockMessage") == "Choose a product first."
    stock.opened.till.shop.product("bag", "0.20", name="Bag", stocked=False, codes=["2000000000022"])
    stock.scan("2000000000022")
    assert stock.text("stockStates").startswith("No stock is kept of it.")
    stock.press(Key.Key_F8)
    assert stock.text("stockMessage") == "Bag has no stock of its own."


def test_what_is_sold_meanwhile_shows_on_the_card(stock: Stock) -> None:
    stock.scan(TEA)
    other = stock.opened.till.shop.opened_again()
    other.sell(("tea", "1"))
    stock.opened.window.watch.look()
    stock.opened.rest()
    assert stock.text("stockOnHand") == "9"


def test_letters_go_to_the_search_wherever_the_focus_was(stock: Stock) -> None:
    stock.scan(TEA)
    stock.find("stockHistory").setFocus()
    stock.types("mi")
    assert stock.text("stockSearch") == "mi"
    stock.press(Key.Key_Escape)
    assert stock.text("stockSearch") == ""


def test_a_key_behind_words_and_enter_means_what_they_find(stock: Stock) -> None:
    deliver_tofu(stock)
    stock.scan(TEA)
    for sign in "tofu":
        QTest.keyClick(stock.opened._keyboard(), sign)
    stock.press(Key.Key_Return, Key.Key_F4)
    assert stock.text("adjust_form_product") == "Tofu"


def test_what_is_typed_behind_a_scan_and_its_key_stands_in_the_form(stock: Stock) -> None:
    window = stock.opened.window
    handle = window.windowHandle()
    assert handle is not None
    stock.types("ban")
    # All of it before the scan is answered.
    with stock.opened.unanswered():
        window.on_scanned(RawScan(TEA, started_ms=0, ended_ms=20, keys=9, longest_gap_ms=2, ended=True))
        for key in (Key.Key_F4, Key.Key_Minus, Key.Key_3):
            QTest.keyClick(handle, key)
    assert stock.text("adjust_quantity") == "-3"
    assert stock.text("adjust_form_product") == "Green tea"
    stock.press(Key.Key_Return)
    assert (stock.text("stockOnHand"), stock.text("stockSearch")) == ("7", "ban")


@pytest.mark.parametrize("key", [Key.Key_F4, Key.Key_F6, Key.Key_F8])
def test_every_control_of_a_form_has_a_name_and_is_large_enough(stock: Stock, key: Qt.Key) -> None:
    deliver_tofu(stock)
    stock.types("tofu")
    stock.press(Key.Key_Return, key)
    dialog = stock.opened.dialog()
    assert dialog is not None
    controls = [
        one
        for one in dialog.findChildren(QWidget)
        if isinstance(one, QAbstractButton | QLineEdit | QComboBox) and one.isVisible()
    ]
    assert len(controls) >= 4
    assert [one.objectName() for one in controls if not one.objectName() or not one.accessibleName()] == []
    assert [one.objectName() for one in controls if one.height() < TARGET] == []


def test_the_window_fits_the_smallest_screen_with_long_names_and_large_figures(stock: Stock) -> None:
    shop = stock.opened.till.shop
    shop.product("long", "1.00", name="Smoked tofu with a name that is longer than any shelf label " * 2)
    for _ in range(120):
        shop.product(f"n{_}", "1.00")
    shop.deliver(("long", "1234567", "1234.50"))
    stock.opened.goes_to("sale")
    stock.opened.goes_to("stock")
    stock.types("smoked")
    stock.press(Key.Key_Return)
    assert (stock.opened.window.width(), stock.opened.window.height()) == (1366, 768)
    least = stock.opened.window.minimumSizeHint()
    assert least.width() <= 1366
    assert least.height() <= 740
    assert stock.find("stockHistory").height() >= 150


def test_the_card_is_there_again_after_another_place(stock: Stock) -> None:
    stock.scan(TEA)
    stock.opened.goes_to("settings")
    stock.opened.goes_to("stock")
    assert stock.text("stockName") == "Green tea"
    assert stock.find("stockSearch").hasFocus()


def _newest(stock: Stock) -> str:
    return stock.opened.till.parts.product_cards.history("tea").rows[0].document


def test_f12_prints_a_label_for_the_goods_on_the_card(stock: Stock) -> None:
    stock.press(Key.Key_F12)
    assert stock.text("stockMessage") == "Choose a product first."
    stock.scan(TEA)
    stock.press(Key.Key_F12)
    assert stock.text("stockMessage") == "No label printer is set. Name its address and its labels in the settings."
    assert stock.tones[-1] is Tone.REFUSED
    printer = LabelPrinter()
    stock.opened.till.parts.settings.change(label_printer=printer.address, label_stock="62x29")
    stock.press(Key.Key_F12)
    [zpl] = printer.wait()
    printer.close()
    assert b"Green tea" in zpl
    assert stock.text("stockMessage") == "A label of Green tea is printed."
