"""Prices as hands type them."""

from __future__ import annotations

from app.domain.figures import read_price
from app.domain.refusal import Refusal
from app.domain.typed import plain_figure


def typed_price(typed: str, point: str) -> int:
    """A unit price as it was typed, in millionths of the currency unit.

    Args:
        typed: What stands in the field.
        point: The decimal sign of the shop.

    Raises:
        Refusal: `price_missing`, `price_below_zero`, `bad_number`, `too_many_decimals`, `out_of_bounds` or
            `figure_two_ways`.
    """
    if not typed.strip():
        raise Refusal("price_missing")
    price_micro = read_price(plain_figure(typed, point))
    if price_micro < 0:
        raise Refusal("price_below_zero")
    return price_micro
