"""An amount, then a category by digit, arrows or click."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.ui.screens.sale.dialogs.base import ScanPolicy
from app.ui.screens.sale.dialogs.open_price import OpenPriced, OpenPriceEntry
from tests.ui.screens.sale.dialogs.hands import EURO_SHOP, Hand, Heard, Key, Shows, shop_with

CATEGORIES = ("Fruit", "Bakery", "Drinks", "Dairy", "Sweets", "Papers", "Meat", "Frozen", "Household", "R&D", "Other")


def open_it(shows: Shows, categories: tuple[str, ...] = CATEGORIES) -> tuple[OpenPriceEntry, Hand, Heard]:
    entry = OpenPriceEntry(categories, EURO_SHOP)
    heard = Heard(entry.entered)
    return entry, shows(entry), heard


@pytest.mark.parametrize(("digit", "category"), [("2", "Bakery"), ("9", "Household"), ("0", "R&D")])
def test_amount_enter_and_a_digit(shows: Shows, digit: str, category: str) -> None:
    _, hand, heard = open_it(shows)
    hand.types("12,50")
    hand.press(Key.Key_Return)
    hand.types(digit * 2)
    assert heard.said == [OpenPriced(category, 12_500_000)]


def test_digits_are_the_amount_while_it_is_typed(shows: Shows) -> None:
    entry, hand, heard = open_it(shows)
    hand.types("123")
    assert entry.field.text() == "123"
    assert heard.said == []


def test_arrows_and_enter_choose_a_category(shows: Shows) -> None:
    _, hand, heard = open_it(shows)
    hand.types("3")
    hand.press(Key.Key_Return, Key.Key_Right, Key.Key_Right, Key.Key_Return)
    assert heard.said == [OpenPriced("Drinks", 3_000_000)]


def test_a_click_chooses_a_category_without_enter(shows: Shows) -> None:
    entry, hand, heard = open_it(shows)
    hand.types("3")
    button = entry.findChild(QPushButton, "open_price_category_10")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard.said == [OpenPriced("Other", 3_000_000)]


def test_the_only_category_needs_no_choice(shows: Shows) -> None:
    _, hand, heard = open_it(shows, ("Goods",))
    hand.types("3")
    hand.press(Key.Key_Return, Key.Key_Return)
    assert heard.said == [OpenPriced("Goods", 3_000_000)]


@pytest.mark.parametrize("typed", ["", "abc", "-2", "1,2,3", "1e309"])
def test_without_a_price_nothing_is_sold_by_key_or_click(shows: Shows, typed: str) -> None:
    entry, hand, heard = open_it(shows)
    hand.types(typed)
    hand.press(Key.Key_Return)
    assert entry.bar.sentence()
    assert entry.field.hasFocus()
    QTest.mouseClick(entry.findChild(QPushButton, "open_price_category_0"), Qt.MouseButton.LeftButton)
    assert heard.said == []
    assert entry.field.text() == typed


def test_esc_sells_nothing(shows: Shows) -> None:
    entry, hand, heard = open_it(shows)
    left = Heard(entry.left)
    hand.types("3")
    hand.press(Key.Key_Return, Key.Key_Escape)
    assert (heard.said, left.said) == ([], [None])
    assert entry.scan_policy is ScanPolicy.BASKET


def test_what_was_refused_later_can_be_chosen_again(shows: Shows) -> None:
    entry, hand, heard = open_it(shows)
    hand.types("3")
    hand.press(Key.Key_Return)
    hand.types("1")
    entry.show_refusal("The disk is full. Make room and try again.")
    hand.press(Key.Key_Return)
    hand.types("2")
    assert [said.category for said in heard.said] == ["Fruit", "Bakery"]  # type: ignore[attr-defined]


def test_dinars_keep_their_fils(shows: Shows) -> None:
    entry = OpenPriceEntry(("Goods",), shop_with("KWD"))
    heard = Heard(entry.entered)
    hand = shows(entry)
    hand.types("1.234")
    hand.press(Key.Key_Return)
    assert heard.said == [OpenPriced("Goods", 1_234_000)]
