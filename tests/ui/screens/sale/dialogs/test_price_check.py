"""F3: price and stock without selling; the next scan shows the next product; added only when told to."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from app.domain.product import Item
from app.reports.lookups import StockAt
from app.ui.screens.sale.dialogs.base import ScanPolicy
from app.ui.screens.sale.dialogs.price_check import PriceCheckDialog, PriceFacts
from tests.ui.screens.sale.dialogs.hands import BANANAS, CRATE, EURO_SHOP, JUICE, Hand, Heard, Key, Shows, shop_with

STOCK = (
    StockAt("Shop", 12_000, counted=True),
    StockAt("Back room", 0, counted=True),
    StockAt("Warehouse", -3_000, counted=True),
    StockAt("Market", 0, counted=False),
)
FACTS = PriceFacts(JUICE, "4006381333931", 1_000, STOCK)


def open_it(shows: Shows) -> tuple[PriceCheckDialog, Hand, Heard, Heard]:
    dialog = PriceCheckDialog(EURO_SHOP)
    asked, added = Heard(dialog.asked), Heard(dialog.added)
    return dialog, shows(dialog), asked, added


def text_of(dialog: PriceCheckDialog, name: str) -> str:
    label = dialog.findChild(QLabel, name)
    assert label is not None
    return label.text()


def details(dialog: PriceCheckDialog) -> str:
    return text_of(dialog, "price_check_details").translate({0x2066: None, 0x2068: None, 0x2069: None, 0xA0: " "})


def test_what_is_typed_is_asked_for_and_shown(shows: Shows) -> None:
    dialog, hand, asked, added = open_it(shows)
    hand.types("juice")
    hand.press(Key.Key_Return)
    assert asked.said == ["juice"]
    dialog.show_item(FACTS)
    assert text_of(dialog, "price_check_name") == "Apple juice 1 l"
    assert "€1.50" in text_of(dialog, "price_check_price")
    assert added.said == []
    assert dialog.field.text() == ""


def test_a_scan_is_asked_for_and_leaves_the_field_alone(shows: Shows) -> None:
    dialog, hand, asked, _ = open_it(shows)
    assert dialog.scan_policy is ScanPolicy.SELF
    hand.types("ju")
    dialog.take_scan("4006381333931")
    assert asked.said == ["4006381333931"]
    assert dialog.field.text() == "ju"


def test_the_next_product_takes_the_place_of_the_one_before(shows: Shows) -> None:
    dialog, _, _, _ = open_it(shows)
    dialog.show_item(FACTS)
    dialog.show_item(PriceFacts(BANANAS, "", 1_000, STOCK[:1]))
    assert text_of(dialog, "price_check_name") == "Bananas <b>& more</b>"
    assert text_of(dialog, "price_check_code").strip("\u2066\u2069") == "B1"


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Plus])
def test_enter_or_plus_adds_it_to_the_sale_once(shows: Shows, key: Key) -> None:
    dialog, hand, asked, added = open_it(shows)
    dialog.show_item(FACTS)
    hand.press(key, key)
    assert added.said == [FACTS]
    assert asked.said == []
    dialog.show_item(FACTS)
    hand.press(key)
    assert len(added.said) == 2


def test_nothing_is_added_before_something_is_shown(shows: Shows) -> None:
    _, hand, asked, added = open_it(shows)
    hand.press(Key.Key_Return)
    hand.types("+")
    assert (asked.said, added.said) == ([], [])


def test_stock_is_told_in_words_by_location(shows: Shows) -> None:
    dialog, _, _, _ = open_it(shows)
    dialog.show_item(FACTS)
    table = dialog.findChild(object, "price_check_stock")
    rows = [[table.model().index(row, column).data() for column in range(2)] for row in range(4)]  # type: ignore[attr-defined]
    assert rows == [
        ["Shop", "12"],
        ["Back room", "none"],
        ["Warehouse", "-3, below zero"],
        ["Market", "not yet counted"],
    ]


def test_goods_without_stock_say_so(shows: Shows) -> None:
    dialog, _, _, _ = open_it(shows)
    dialog.show_item(PriceFacts(JUICE._replace(stocked=False), "", 1_000, ()))
    label = dialog.findChild(QLabel, "price_check_no_stock")
    assert label is not None
    assert label.isVisible()


@pytest.mark.parametrize(
    ("item", "quantity", "price", "told"),
    [
        (CRATE, 6_000, "€8.40", "Pack of 6"),
        (JUICE, 6_000, "€9.00", "6 at €1.50"),
        (BANANAS, 482, "€0.81", "0.482 kg at €1.69 / 1 kg"),
        (JUICE._replace(price_micro=1_234), 1_000, "€0.00", "1 at 0.001234 EUR"),
        (JUICE._replace(deposit=JUICE._replace(name="Bottle", price_micro=250_000)), 1_000, "€1.50", "€0.25 (Bottle)"),
        (JUICE._replace(minimum_age=18), 1_000, "€1.50", "Only from 18 years"),
        (JUICE._replace(open_price=True), 1_000, "€1.50", "asked at every sale"),
        (JUICE._replace(active=False), 1_000, "€1.50", "No longer sold"),
    ],
)
def test_packs_weights_deposits_and_ages_are_told(
    shows: Shows, item: Item, quantity: int, price: str, told: str
) -> None:
    dialog, _, _, _ = open_it(shows)
    dialog.show_item(PriceFacts(item, "", quantity, STOCK))
    assert price in text_of(dialog, "price_check_price")
    assert told in details(dialog)


def test_a_pack_tells_what_one_alone_costs(shows: Shows) -> None:
    dialog, _, _, _ = open_it(shows)
    dialog.show_item(PriceFacts(CRATE, "14006381333938", 6_000, STOCK, unit_price_micro=1_500_000))
    assert "One alone: €1.50" in details(dialog)
    dialog.show_item(PriceFacts(JUICE, "4006381333931", 1_000, STOCK, unit_price_micro=1_500_000))
    assert "One alone" not in details(dialog)


def test_an_unknown_code_is_told_and_can_be_typed_over(shows: Shows) -> None:
    dialog, hand, asked, added = open_it(shows)
    dialog.show_item(FACTS)
    hand.types("4711")
    hand.press(Key.Key_Return)
    dialog.show_refusal("No product has the code 4711.")
    hand.types("+")
    assert added.said == []
    assert dialog.field.selectedText() == "4711"
    hand.types("A1")
    hand.press(Key.Key_Return)
    assert asked.said == ["4711", "A1"]
    dialog.show_item(FACTS)
    assert dialog.bar.sentence() == ""


def test_several_found_by_a_word_are_offered_and_the_chosen_one_is_asked_for(shows: Shows) -> None:
    dialog, hand, asked, added = open_it(shows)
    dialog.show_choices((JUICE, BANANAS))
    hand.types("2")
    assert asked.said == ["B1"]
    assert added.said == []


def test_esc_closes_it_and_sells_nothing(shows: Shows) -> None:
    dialog, hand, _, added = open_it(shows)
    left = Heard(dialog.left)
    dialog.show_item(FACTS)
    hand.press(Key.Key_Escape)
    assert (added.said, left.said) == ([], [None])
    assert not dialog.isVisible()


def test_yen_and_dinars(shows: Shows) -> None:
    for code, price, shown in (("JPY", 150_000_000, "150"), ("KWD", 1_234_000, "1.234")):
        dialog = PriceCheckDialog(shop_with(code))
        shows(dialog)
        dialog.show_item(PriceFacts(JUICE._replace(price_micro=price), "", 1_000, STOCK))
        assert shown in text_of(dialog, "price_check_price")


def test_f3_again_selects_what_is_typed(shows: Shows) -> None:
    dialog, hand, _, _ = open_it(shows)
    hand.types("jui")
    hand.press(Key.Key_F3)
    assert dialog.field.selectedText() == "jui"
