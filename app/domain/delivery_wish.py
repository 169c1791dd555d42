"""From a sheet to what is wished for: the delivery it is posted as, and the prices that its costs suggest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from app.domain.delivery_line import Line
from app.domain.delivery_sheet import Sheet
from app.domain.figures import PIECE_MILLI, UNIT_MICRO, half_up
from app.domain.product import Item, Tracking
from app.domain.requests import Asking, DeliveryAsked, StockLineAsked
from app.domain.shop import Shop


def delivery_asked(sheet: Sheet, asking: Asking, *, counted: bool | None = None) -> DeliveryAsked:
    """The wish that posts the sheet as the clerk saw it: costs are those that were shown.

    Args:
        sheet: The sheet.
        asking: What every document carries.
        counted: Whether the goods were on the shelf when they were counted, where that was asked.
    """
    head = sheet.head
    return DeliveryAsked(
        asking,
        tuple(one for line in sheet.lines if line.received_milli for one in _lines_asked(line)),
        supplier=head.supplier or None,
        order=None if sheet.expected is None else sheet.expected.order,
        reference=head.reference,
        discount=head.discount,
        provisional=head.provisional,
        landed_costs=head.landed,
        counted=counted,
    )


def _lines_asked(line: Line) -> list[StockLineAsked]:
    """A line, or two of them: pieces with a serial number, and those that have none which can be read."""
    named_milli = len(line.serials) * PIECE_MILLI
    if not 0 < named_milli < line.received_milli:
        return [_line_asked(line, line.received_milli, line.free_milli, line.damaged_milli, line.serials)]
    nameless_milli = line.received_milli - named_milli
    # What is broken may well be what cannot be read; what is free costs the others, who have to cost something.
    damaged_milli = min(line.damaged_milli, nameless_milli)
    free_milli = min(line.free_milli, named_milli)
    return [
        _line_asked(line, named_milli, free_milli, line.damaged_milli - damaged_milli, line.serials),
        _line_asked(line, nameless_milli, line.free_milli - free_milli, damaged_milli),
    ]


def _line_asked(
    line: Line, quantity_milli: int, free_milli: int, damaged_milli: int, serials: tuple[str, ...] = ()
) -> StockLineAsked:
    return StockLineAsked(
        line.item.sku,
        quantity_milli,
        line.unit_cost_micro,
        line.lot or None,
        # Of goods that nobody tracks the day is only looked at.
        line.expiry if line.item.tracking is not Tracking.NONE else None,
        serials,
        free_milli or None,
        damaged_milli or None,
    )


class PriceSuggested(NamedTuple):
    """A selling price that would keep the margin at a cost that has moved.

    Attributes:
        was_micro, cost_micro: The cost before and now.
        price_micro: What is suggested for one unit.
    """

    item: Item
    was_micro: int
    cost_micro: int
    price_micro: int


def suggested_prices(sheet: Sheet, shop: Shop, own: Mapping[str, Item]) -> tuple[PriceSuggested, ...]:
    """New selling prices of goods whose cost has moved further than the shop lets pass, in whole minor units.

    A price keeps the part of it that is margin: it moves as the cost does.

    Args:
        sheet: The sheet.
        shop: Its rules.
        own: By SKU the goods that were scanned as a pack with a price of its own, at their own price: that of a pack is
            left alone.
    """
    unit_micro = UNIT_MICRO // 10**shop.currency.digits
    found: dict[int, PriceSuggested] = {}
    for line in sheet.lines:
        item = own.get(line.item.sku, line.item)
        cost, usual, price = line.unit_cost_micro, line.usual_micro, item.price_micro
        if not (line.received_milli and cost and usual and price) or item.product_id in found:
            continue
        if abs(cost - usual) * 100 <= usual * shop.cost_percent:
            continue
        suggested = half_up(price * cost, usual * unit_micro) * unit_micro
        if suggested != price:
            found[item.product_id] = PriceSuggested(item, usual, cost, suggested)
    return tuple(found.values())
