"""What is out of the ordinary takes one key that no hand presses by habit."""

from __future__ import annotations

import pytest

from app.domain.doubts import Doubt, DoubtKind
from app.ui.screens.sale.dialogs.base import ScanPolicy
from app.ui.screens.sale.dialogs.sure import SureBar
from tests.ui.screens.sale.dialogs.hands import BANANAS, EURO_SHOP, JUICE, Heard, Key, Shows, shop_with

BACK = Doubt(DoubtKind.RETURN, JUICE, -2_000, -300)


def test_f5_confirms_once(shows: Shows) -> None:
    bar = SureBar(BACK, EURO_SHOP)
    heard = Heard(bar.entered)
    shows(bar).press(Key.Key_F5, Key.Key_F5)
    assert heard.said == [BACK]


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_a_second_enter_confirms_nothing(shows: Shows, key: Key) -> None:
    bar = SureBar(BACK, EURO_SHOP)
    heard, left = Heard(bar.entered), Heard(bar.left)
    hand = shows(bar)
    hand.press(key)
    assert (heard.said, left.said) == ([], [])
    hand.press(Key.Key_Escape)
    assert (heard.said, left.said) == ([], [None])
    assert bar.scan_policy is ScanPolicy.BASKET


@pytest.mark.parametrize(
    ("doubt", "words"),
    [
        (BACK, ("Take back", "2", "Apple juice 1 l", "3,00")),
        (Doubt(DoubtKind.MANY, BANANAS, 1_500_000, 253_500), ("1.500", "kg", "2.535,00")),
        (Doubt(DoubtKind.LARGE, JUICE, 1_000, 9_638_507_400), ("Apple juice 1 l", "96.385.074,00")),
    ],
)
def test_it_says_what_would_happen(shows: Shows, doubt: Doubt, words: tuple[str, ...]) -> None:
    bar = SureBar(doubt, shop_with("EUR", language="de"))
    shows(bar)
    for word in words:
        assert word in bar.title.text()
