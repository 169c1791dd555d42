"""What a cashier is asked once before it happens: goods that come back, very many of them, very much money."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.basket import AddItem, SetPrice, SetQuantity, VoidLine, replay
from app.domain.discount import Discount
from app.domain.doubts import Doubt, DoubtKind, doubt
from app.domain.product import Item, Unit
from app.domain.refusal import Refusal
from tests.books import BERLIN

JUICE = Item(1, "J", "Juice", 1_500_000, 0, "", Unit.EACH)
BOTTLE = JUICE._replace(sku="B", deposit=Item(9, "D", "Deposit", 250_000, 0, "", Unit.EACH))
SAFFRON = Item(2, "S", "Saffron", 9_000, 0, "", Unit.G)
BASKET = replay([AddItem(JUICE, 2000), AddItem(BOTTLE, 1000)])


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        (AddItem(JUICE, 999_000), None),
        (AddItem(JUICE, 1_000_000), DoubtKind.MANY),
        (AddItem(SAFFRON, 1_500_000), None),
        (AddItem(SAFFRON, 1_000_000_000), DoubtKind.MANY),
        (AddItem(JUICE, -1000), DoubtKind.RETURN),
        (SetQuantity(1, 999_000), None),
        (SetQuantity(1, 1_000_000), DoubtKind.MANY),
        (SetQuantity(1, -1000), DoubtKind.RETURN),
        (SetPrice(1, 96_385_074_000_000), DoubtKind.LARGE),
        (SetPrice(1, 1_000_000_000_000), None),
        (VoidLine(1), None),
    ],
)
def test_what_is_asked_once(entry, kind):
    asked = doubt(BASKET, entry, BERLIN)
    assert (asked.kind if asked else None) is kind


def test_a_shop_sets_the_amount_above_which_it_is_asked():
    careful = replace(BERLIN, large_minor=10_000)
    assert doubt(BASKET, SetPrice(1, 51_000_000), careful) == Doubt(DoubtKind.LARGE, JUICE, 2000, 10_200)
    assert doubt(BASKET, SetPrice(1, 50_000_000), careful) is None


def test_it_says_what_goes_out_the_deposit_too():
    asked = doubt(BASKET, SetQuantity(2, -3000), BERLIN)
    assert asked == Doubt(DoubtKind.RETURN, BOTTLE, -3000, -525)


def test_more_of_what_comes_back_is_asked_again_and_less_is_not():
    basket = replay([AddItem(JUICE, 1000), SetQuantity(1, -2000)])
    assert doubt(basket, SetQuantity(1, -1000), BERLIN) is None
    assert doubt(basket, SetQuantity(1, 1000), BERLIN) is None
    assert doubt(basket, SetQuantity(1, -3000), BERLIN) is not None


def test_what_the_basket_refuses_is_refused_and_not_asked():
    with pytest.raises(Refusal):
        doubt(BASKET, SetQuantity(7, -1000), BERLIN)
    with pytest.raises(Refusal):
        doubt(BASKET, SetQuantity(1, -500), BERLIN)
    lowered = replace(BASKET, discount=Discount(amount_minor=400))
    with pytest.raises(Refusal):
        doubt(lowered, SetQuantity(1, -1000), BERLIN)
