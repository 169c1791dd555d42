"""One code, several products: a digit, or arrows and Enter, and nothing rung up without a choice."""

from __future__ import annotations

from app.domain.product import Item
from app.ui.screens.sale.dialogs.base import ScanPolicy
from app.ui.screens.sale.dialogs.choose_product import ChooseProductDialog
from tests.ui.screens.sale.dialogs.hands import BANANAS, CRATE, EURO_SHOP, JUICE, Hand, Heard, Key, Shows

CODE = "4006381333931"


def open_for(shows: Shows, items: tuple[Item, ...]) -> tuple[ChooseProductDialog, Hand, Heard]:
    dialog = ChooseProductDialog(CODE, items, EURO_SHOP)
    heard = Heard(dialog.chosen)
    return dialog, shows(dialog), heard


def test_a_digit_chooses_at_once_and_only_once(shows: Shows) -> None:
    _, hand, heard = open_for(shows, (JUICE, BANANAS))
    hand.types("22")
    assert heard.said == [BANANAS]


def test_arrows_and_enter_choose(shows: Shows) -> None:
    _, hand, heard = open_for(shows, (JUICE, CRATE, BANANAS))
    hand.press(Key.Key_Down, Key.Key_Return, Key.Key_Return)
    assert heard.said == [CRATE]


def test_a_digit_without_a_product_and_other_signs_do_nothing(shows: Shows) -> None:
    _, hand, heard = open_for(shows, (JUICE, BANANAS))
    hand.types("390")
    assert heard.said == []


def test_more_than_nine_are_listed_and_the_tenth_is_chosen_by_arrows(shows: Shows) -> None:
    items = tuple(JUICE._replace(sku=f"A{number}") for number in range(12))
    dialog, hand, heard = open_for(shows, items)
    hand.press(Key.Key_End, Key.Key_Return)
    assert heard.said == [items[-1]]
    assert dialog.height() <= 740


def test_the_code_and_prices_are_told_as_they_are_meant(shows: Shows) -> None:
    dialog, _, _ = open_for(shows, (JUICE, CRATE, BANANAS))
    prices = [dialog.table.model().index(row, 2).data() for row in range(3)]
    assert prices == ["€1.50", "€8.40 / 6", "€1.69 / 1\u00a0kg"]


def test_esc_rings_up_nothing_and_the_next_scan_goes_to_the_basket(shows: Shows) -> None:
    dialog, hand, heard = open_for(shows, (JUICE, BANANAS))
    left = Heard(dialog.left)
    hand.press(Key.Key_Escape)
    assert (heard.said, left.said) == ([], [None])
    assert dialog.scan_policy is ScanPolicy.BASKET


def test_a_refused_choice_can_be_made_again(shows: Shows) -> None:
    dialog, hand, heard = open_for(shows, (JUICE, BANANAS))
    hand.types("1")
    dialog.show_refusal("Apple juice 1 l is no longer sold.")
    hand.types("2")
    assert heard.said == [JUICE, BANANAS]
