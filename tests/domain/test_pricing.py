"""Prices by hand: margins as a bookkeeper figures them, and changed prices that end as a shop writes them."""

import pytest

from app.domain.pricing import (
    Ending,
    PriceMove,
    changed_price,
    in_order,
    margin_milli,
    markup_milli,
    net_price_micro,
)
from app.domain.refusal import Refusal


def test_a_price_without_tax():
    # 1.20 with 20 % tax in it is 1.00; a shop whose prices have no tax in them leaves them.
    assert net_price_micro(1_200_000, 20_000, includes_tax=True) == 1_000_000
    assert net_price_micro(1_200_000, 20_000, includes_tax=False) == 1_200_000


def test_margin_is_of_the_price_and_mark_up_of_the_cost():
    # Bought for 0.80, sold for 1.00: a fifth of the price, a quarter of the cost.
    assert (margin_milli(1_000_000, 800_000), markup_milli(1_000_000, 800_000)) == (20_000, 25_000)
    assert (margin_milli(0, 800_000), markup_milli(1_000_000, 0)) == (None, None)
    assert margin_milli(500_000, 1_000_000) == -100_000
    # To a tenth of a percent, as everywhere: a third is 33.3 %, and of the cost a half.
    assert (margin_milli(3_000_000, 2_000_000), markup_milli(3_000_000, 2_000_000)) == (33_300, 50_000)


@pytest.mark.parametrize(
    ("price", "change", "ending", "changed"),
    [
        ("1.50", 5, Ending.EXACT, "1.58"),  # 1.575, half a cent up
        ("1.50", 5, Ending.NINETY_NINE, "1.99"),  # 1.575 lies nearer to 1.99 than to 0.99
        ("10.00", 5, Ending.NINETY_NINE, "10.99"),  # 10.50 is 0.49 from 10.99 and 0.51 from 9.99
        ("10.00", -10, Ending.NINETY_NINE, "8.99"),
        ("0.30", 5, Ending.NINETY_NINE, "0.99"),  # never below the first
        # All are to rise: 2.20 lies nearest to 1.95, which would be cheaper, and so it stays.
        ("2.00", 10, Ending.NINETY_FIVE, "2.00"),
        ("2.19", 5, Ending.NINETY_NINE, "2.19"),
        ("2.99", 5, Ending.NINETY_NINE, "2.99"),
        # All are to fall: 0.53 lies nearest to 0.99, which would be dearer.
        ("0.59", -10, Ending.NINETY_NINE, "0.59"),
        ("2.79", -10, Ending.NINETY_NINE, "2.79"),
        ("1.49", -10, Ending.NINETY_NINE, "0.99"),
        # Nothing is to change but the end.
        ("2.19", 0, Ending.NINETY_NINE, "1.99"),
        ("2.00", 30, Ending.FORTY_NINE, "2.49"),
        ("2.00", 3, Ending.TENS, "2.10"),
        ("2.00", -90, Ending.WHOLE, "1.00"),
        ("0.00", 50, Ending.NINETY_NINE, "0.00"),
    ],
)
def test_a_changed_price_ends_as_asked(price, change, ending, changed):
    micro = [int(text.replace(".", "")) * 10_000 for text in (price, changed)]
    assert changed_price(micro[0], change * 1000, ending, 2) == micro[1]


def test_what_goes_below_its_cost_is_looked_at_first_and_then_what_moves_most():
    same, little, much = (PriceMove(sku, sku, 100, after) for sku, after in (("A", 100), ("B", 105), ("C", 80)))
    below = PriceMove("D", "D", 100, 99, is_below=True)
    found = in_order([same, little, much, below])
    assert [one.sku for one in found.moves] == ["D", "C", "B", "A"]
    assert (found.up, found.down, found.same, found.below) == (1, 2, 1, 1)


def test_yen_end_before_the_point():
    assert changed_price(185_000_000, 5_000, Ending.NINETY_NINE, 0) == 199_000_000
    assert changed_price(185_000_000, 5_000, Ending.EXACT, 0) == 194_000_000


@pytest.mark.parametrize("change", [-90_001, 500_001])
def test_a_change_that_nobody_means_is_refused(change):
    with pytest.raises(Refusal) as refused:
        changed_price(1_000_000, change, Ending.EXACT, 2)
    assert refused.value.code == "bad_price_change"


def test_a_price_that_the_book_cannot_keep_is_refused():
    with pytest.raises(Refusal) as refused:
        changed_price(10**15, 100_000, Ending.EXACT, 2)
    assert refused.value.code == "out_of_bounds"
