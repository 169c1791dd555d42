"""What arriving goods are worth: each figure reckoned by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.discount import Discount
from app.domain.figures import Currency
from app.domain.product import Item, Unit
from app.domain.refusal import Refusal
from app.domain.requests import LandedCostAsked, StockLineAsked
from app.domain.valuing import Arriving, stock_lines

EURO, YEN = Currency("EUR", 2), Currency("JPY", 0)


def item(sku: str = "A1", **figures: object) -> Item:
    return Item(1, sku, sku, 1_000_000, 0, "", figures.pop("unit", Unit.EACH), **figures)  # type: ignore[arg-type]


def arriving(quantity_milli: int, cost_micro: int, **figures: object) -> Arriving:
    return Arriving(item(**figures), StockLineAsked("A1", quantity_milli, cost_micro), cost_micro)


def test_a_line_is_rounded_once() -> None:
    # 7 x 0.333333 = 2.333331; 1.236 kg x 0.98 = 1.21128.
    lines = stock_lines([arriving(7000, 333_333), arriving(1236, 980_000, unit=Unit.KG)], EURO)
    assert [line.value_minor for line in lines] == [233, 121]
    assert [line.line_no for line in lines] == [1, 2]
    assert stock_lines([arriving(3000, 33_500_000)], YEN)[0].value_minor == 101, "100.5 yen: half up"


def test_a_discount_on_the_delivery_is_spread_by_value() -> None:
    # 10.00 and 5.00 less 1.00: 0.67 and 0.33.
    lines = stock_lines(
        [arriving(10_000, 1_000_000), arriving(5000, 1_000_000)], EURO, discount=Discount(amount_minor=100)
    )
    assert [line.value_minor for line in lines] == [933, 467]


@pytest.mark.parametrize(("by", "shares"), [("value", [240, 240]), ("quantity", [384, 96])])
def test_a_landed_cost_is_spread_by_value_or_quantity(by: str, shares: list[int]) -> None:
    goods = [arriving(24_000, 800_000), arriving(6000, 3_200_000)]  # 19.20 each
    lines = stock_lines(goods, EURO, landed=[LandedCostAsked(480, by)])
    assert [line.landed_minor for line in lines] == shares
    assert [line.value_minor for line in lines] == [1920, 1920]


def test_free_goods_share_a_landed_cost_by_quantity() -> None:
    lines = stock_lines([arriving(3000, 0), arriving(1000, 0)], EURO, landed=[LandedCostAsked(100)])
    assert [line.landed_minor for line in lines] == [75, 25]


def test_several_landed_costs_add_up() -> None:
    costs = [LandedCostAsked(100), LandedCostAsked(50, "quantity")]
    (line,) = stock_lines([arriving(1000, 1_000_000)], EURO, landed=costs)
    assert line.landed_minor == 150


@given(
    st.lists(st.tuples(st.integers(1, 999), st.integers(0, 10**8)), min_size=1, max_size=20),
    st.integers(0, 10**6),
    st.sampled_from(["value", "quantity"]),
)
def test_shares_of_landed_costs_sum_to_the_cost(goods: list[tuple[int, int]], cost_minor: int, by: str) -> None:
    lines = stock_lines(
        [arriving(pieces * 1000, micro) for pieces, micro in goods], EURO, landed=[LandedCostAsked(cost_minor, by)]
    )
    assert sum(line.landed_minor for line in lines) == cost_minor


@pytest.mark.parametrize(
    ("goods", "keys", "code"),
    [
        (arriving(0, 1), {}, "quantity_zero"),
        (arriving(-1000, 1), {}, "quantity_below_zero"),
        (arriving(1500, 1), {}, "whole_pieces"),
        (arriving(1000, 1, stocked=False), {}, "not_stocked"),
        (arriving(1000, -1), {}, "cost_below_zero"),
        (arriving(1000, 1_000_000), {"discount": Discount(amount_minor=101)}, "discount_too_large"),
        (arriving(1000, 1), {"landed": [LandedCostAsked(-1)]}, "cost_below_zero"),
        (arriving(1000, 1), {"landed": [LandedCostAsked(1, "weight")]}, "no_weight"),
        (arriving(10**12, 10**15), {}, "amount_too_large"),
    ],
)
def test_what_cannot_be_is_refused(goods: Arriving, keys: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as caught:
        stock_lines([goods], EURO, **keys)  # type: ignore[arg-type]
    assert caught.value.code == code
