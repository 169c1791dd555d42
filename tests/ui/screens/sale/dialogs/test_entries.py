"""Price, quantity and discount of a line, typed above the lines: point or comma, refused in place, Esc goes back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.basket import Line, SetLineDiscount, SetPrice, SetQuantity, SetSaleDiscount
from app.domain.discount import Discount
from app.ui.screens.sale.dialogs.base import ScanPolicy
from app.ui.screens.sale.dialogs.entries import DiscountEntry, FigureEntry, PriceEntry, QuantityEntry
from tests.ui.screens.sale.dialogs.hands import BANANAS, CRATE, EURO_SHOP, JUICE, Heard, Key, Shows, shop_with

LINE = Line(7, JUICE, 2_000, 1_500_000)
WEIGHED = Line(8, BANANAS, 1_236, 1_690_000)
PACK = Line(9, CRATE, 6_000, 8_400_000)


@pytest.mark.parametrize(
    ("entry", "typed", "answer"),
    [
        (lambda: PriceEntry(LINE, EURO_SHOP), "1,25", SetPrice(7, 1_250_000)),
        (lambda: PriceEntry(LINE, EURO_SHOP), ".999999", SetPrice(7, 999_999)),
        (lambda: PriceEntry(LINE, EURO_SHOP), "0", SetPrice(7, 0)),
        (lambda: QuantityEntry(LINE, EURO_SHOP), "12", SetQuantity(7, 12_000)),
        (lambda: QuantityEntry(WEIGHED, EURO_SHOP), "0,482", SetQuantity(8, 482)),
        (lambda: QuantityEntry(LINE, EURO_SHOP), "-1", SetQuantity(7, -1_000)),
        (lambda: DiscountEntry(LINE, EURO_SHOP), "10%", SetLineDiscount(7, Discount(percent_milli=10_000))),
        (lambda: DiscountEntry(LINE, EURO_SHOP), "5,5 %", SetLineDiscount(7, Discount(percent_milli=5_500))),
        (lambda: DiscountEntry(LINE, EURO_SHOP), "0,50", SetLineDiscount(7, Discount(amount_minor=50))),
        (lambda: DiscountEntry(LINE, EURO_SHOP), "0", SetLineDiscount(7, None)),
        (lambda: DiscountEntry(None, EURO_SHOP), "2", SetSaleDiscount(Discount(amount_minor=200))),
        (lambda: DiscountEntry(None, shop_with("JPY")), "200", SetSaleDiscount(Discount(amount_minor=200))),
        (lambda: DiscountEntry(None, shop_with("KWD")), "0,125", SetSaleDiscount(Discount(amount_minor=125))),
    ],
)
def test_what_is_typed_and_entered_is_said_once(shows: Shows, entry: object, typed: str, answer: object) -> None:
    widget = entry()  # type: ignore[operator]
    heard = Heard(widget.entered)
    hand = shows(widget)
    hand.types(typed)  # what stood there was selected: it is typed over
    hand.press(Key.Key_Return, Key.Key_Return)
    assert heard.said == [answer]


def test_an_emptied_discount_is_taken_away(shows: Shows) -> None:
    line = replace(LINE, discount=Discount(percent_milli=10_000))
    entry = DiscountEntry(line, EURO_SHOP)
    heard = Heard(entry.entered)
    hand = shows(entry)
    assert entry.field.text() == "10%"
    hand.press(Key.Key_Backspace, Key.Key_Return)
    assert heard.said == [SetLineDiscount(7, None)]


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (lambda: PriceEntry(LINE, shop_with("EUR", language="de")), "1,50"),
        (lambda: QuantityEntry(WEIGHED, shop_with("EUR", language="de")), "1,236"),
        (lambda: QuantityEntry(LINE, EURO_SHOP), "2"),
        (lambda: DiscountEntry(None, shop_with("EUR", language="de"), now=Discount(amount_minor=250)), "2,50"),
        (lambda: DiscountEntry(LINE, EURO_SHOP), ""),
    ],
)
def test_what_holds_now_stands_there_and_enter_says_the_same_again(shows: Shows, entry: object, text: str) -> None:
    widget = entry()  # type: ignore[operator]
    heard = Heard(widget.entered)
    hand = shows(widget)
    assert widget.field.text() == text
    hand.press(Key.Key_Enter)
    assert len(heard.said) == 1


@pytest.mark.parametrize(
    ("entry", "typed"),
    [
        (lambda: PriceEntry(LINE, EURO_SHOP), "-1"),
        (lambda: PriceEntry(LINE, EURO_SHOP), "1.2345678"),
        (lambda: PriceEntry(LINE, EURO_SHOP), "1.234,50"),
        (lambda: QuantityEntry(LINE, EURO_SHOP), "1e309"),
        (lambda: QuantityEntry(LINE, EURO_SHOP), "0.0001"),
        (lambda: QuantityEntry(LINE, EURO_SHOP), "9999999999999999999999"),
        (lambda: DiscountEntry(LINE, EURO_SHOP), "101%"),
        (lambda: DiscountEntry(LINE, EURO_SHOP), "-5"),
        (lambda: DiscountEntry(LINE, EURO_SHOP), "%"),
        (lambda: DiscountEntry(None, shop_with("JPY")), "1.5"),
    ],
)
def test_what_cannot_be_read_is_refused_in_place_and_stays(shows: Shows, entry: object, typed: str) -> None:
    widget = entry()  # type: ignore[operator]
    heard = Heard(widget.entered)
    hand = shows(widget)
    hand.types(typed)
    hand.press(Key.Key_Return)
    assert heard.said == []
    assert widget.bar.sentence()
    assert widget.field.text() == typed
    assert widget.field.hasFocus()
    hand.types("1")
    assert widget.bar.sentence() == ""


def test_an_empty_price_or_quantity_is_refused(shows: Shows) -> None:
    for entry in (PriceEntry(LINE, EURO_SHOP), QuantityEntry(LINE, EURO_SHOP)):
        heard = Heard(entry.entered)
        shows(entry).press(Key.Key_Backspace, Key.Key_Return)
        assert heard.said == []
        assert entry.bar.sentence()


def test_what_the_basket_refuses_comes_back_and_can_be_mended(shows: Shows) -> None:
    entry = QuantityEntry(LINE, EURO_SHOP)
    heard = Heard(entry.entered)
    hand = shows(entry)
    hand.types("0")
    hand.press(Key.Key_Return)
    entry.show_refusal("The quantity is zero.")
    hand.types("3")
    hand.press(Key.Key_Return)
    assert heard.said == [SetQuantity(7, 0), SetQuantity(7, 3_000)]


def test_esc_goes_back_and_says_nothing(shows: Shows) -> None:
    entry = PriceEntry(LINE, EURO_SHOP)
    heard, left = Heard(entry.entered), Heard(entry.left)
    hand = shows(entry)
    hand.types("9")
    hand.press(Key.Key_Escape)
    assert (heard.said, left.said) == ([], [None])
    assert entry.scan_policy is ScanPolicy.BASKET


def test_a_price_says_what_it_is_for(shows: Shows) -> None:
    for line, told in ((LINE, ""), (WEIGHED, "1\u00a0kg"), (PACK, "6")):
        assert told in PriceEntry(line, EURO_SHOP).hint.text()


def test_a_long_name_is_cut_and_a_refusal_leaves_the_row_as_high_as_it_was(shows: Shows) -> None:
    name = "Bananas from the Canary Islands, organic, ripe, sold by weight in a paper bag " * 2
    entry: FigureEntry = PriceEntry(replace(LINE, item=JUICE._replace(name=name)), EURO_SHOP)
    shows(entry)
    assert entry.width() <= 838
    assert name in entry.title.text()
    height = entry.field.height()
    entry.show_refusal("No.")
    entry.window().layout().activate()
    assert entry.field.height() == height >= 44
    assert entry.bar.geometry().bottom() <= entry.height()
