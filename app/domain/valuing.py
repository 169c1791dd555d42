"""What goods that come in are worth: cost, discount on the whole delivery, landed costs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.domain.discount import Discount, spread_discount
from app.domain.document import StockLine
from app.domain.figures import MAX_MINOR, Currency, amount_minor, spread, write_quantity
from app.domain.product import Item, check_quantity
from app.domain.refusal import Refusal
from app.domain.requests import LandedCostAsked, StockLineAsked
from app.domain.stock_lines import check_named, dated_lot


class Arriving(NamedTuple):
    """A line of goods that come in, with the unit cost decided, and what one unit weighs in grams if that is known.

    Attributes:
        known_micro: What one unit cost the last time; 0 where nobody knows.
    """

    item: Item
    asked: StockLineAsked
    unit_cost_micro: int
    weight_g: int | None = None
    known_micro: int = 0


def stock_lines(
    arriving: Sequence[Arriving],
    money: Currency,
    *,
    discount: Discount | None = None,
    landed: Sequence[LandedCostAsked] = (),
) -> tuple[StockLine, ...]:
    """Value the lines: each is rounded once, the discount is spread over them, landed costs are shared out.

    Free pieces add nothing to a line's value and share it.

    A landed cost is spread by value, quantity or weight; by quantity too where there is no value to spread by.

    Raises:
        Refusal: `quantity_zero`, `quantity_below_zero`, `whole_pieces`, `bad_serial`, `not_stocked`, `cost_below_zero`,
            `discount_too_large`, `amount_too_large`, `no_weight`, `part_of_quantity` for free or damaged pieces.
    """
    for line in arriving:
        _check(line)
    values = [amount_minor(line.unit_cost_micro, _charged_milli(line.asked), money.digits) for line in arriving]
    undiscounted = sum(values)
    if discount is not None:
        off = spread_discount(values, discount, money)
        values = [value - share for value, share in zip(values, off, strict=True)]
    shares = [0] * len(values)
    for cost in landed:
        for place, share in enumerate(_landed_shares(cost, arriving, values)):
            shares[place] += share
    if max(undiscounted, sum(values) + sum(shares)) > MAX_MINOR:
        raise Refusal("amount_too_large")
    return tuple(
        StockLine(
            number,
            line.item.sku,
            line.asked.quantity_milli,
            line.unit_cost_micro,
            value,
            share,
            line.asked.lot or dated_lot(line.asked.expiry, line.asked.serials),
            line.asked.expiry,
            line.asked.serials,
            free_milli=line.asked.free_milli or None,
            damaged_milli=line.asked.damaged_milli or None,
        )
        for number, (line, value, share) in enumerate(zip(arriving, values, shares, strict=True), start=1)
    )


def _charged_milli(asked: StockLineAsked) -> int:
    """What the supplier wants money for: free pieces share the cost of the others."""
    return asked.quantity_milli - (asked.free_milli or 0)


def _check(line: Arriving) -> None:
    item, quantity_milli = line.item, line.asked.quantity_milli
    check_quantity(quantity_milli, item.unit, sku=item.sku)
    check_named(item, quantity_milli, line.asked.serials)
    if quantity_milli < 0:
        raise Refusal("quantity_below_zero", sku=item.sku)
    if not item.stocked:
        raise Refusal("not_stocked", sku=item.sku, name=item.name)
    if line.unit_cost_micro < 0:
        raise Refusal("cost_below_zero", sku=item.sku)
    _check_part(item, line.asked.free_milli or 0, quantity_milli)
    _check_part(item, line.asked.damaged_milli or 0, quantity_milli)


def _check_part(item: Item, part_milli: int, quantity_milli: int) -> None:
    """A part of what came is no more than that, and no part of a piece."""
    if not 0 <= part_milli <= quantity_milli:
        raise Refusal(
            "part_of_quantity", sku=item.sku, part=write_quantity(part_milli), quantity=write_quantity(quantity_milli)
        )
    if part_milli:
        check_quantity(part_milli, item.unit, sku=item.sku)


def _landed_shares(cost: LandedCostAsked, arriving: Sequence[Arriving], values: Sequence[int]) -> list[int]:
    if cost.amount_minor < 0:
        raise Refusal("cost_below_zero", sku="landed cost")
    if cost.by == "weight":
        for line in arriving:
            if line.weight_g is None:
                raise Refusal("no_weight", sku=line.item.sku, name=line.item.name)
        return spread(cost.amount_minor, [line.asked.quantity_milli * (line.weight_g or 0) for line in arriving])
    by_value = cost.by == "value" and any(values)
    weights = list(values) if by_value else [line.asked.quantity_milli for line in arriving]
    return spread(cost.amount_minor, weights)
