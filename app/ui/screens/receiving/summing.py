"""How a sheet stands, in a few figures; and what is expected of an order."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.delivery_doubts import DeliveryRules, line_doubts
from app.domain.delivery_entries import Expected, ExpectedLine
from app.domain.delivery_sheet import Sheet
from app.domain.figures import amount_minor
from app.domain.product import Item
from app.domain.shop import Shop
from app.reports.orders import ExpectedOrder
from app.ui.screens.receiving.state import Summary


def rules_of(shop: Shop) -> DeliveryRules:
    """From when on the shop wants to be asked."""
    return DeliveryRules(shop.over_delivery_milli, shop.cost_percent)


def summary_of(sheet: Sheet, shop: Shop, today: int) -> Summary:
    """How a sheet stands."""
    rules, digits = rules_of(shop), shop.currency.digits
    states = {"missing": 0, "short": 0, "complete": 0, "over": 0, "extra": 0, "lot": 0}
    value_minor = doubtful = 0
    for line in sheet.lines:
        state = line.state
        states[state] += state != "extra" or line.received_milli > 0
        if line.received_milli:
            charged_milli = line.received_milli - line.free_milli
            value_minor += amount_minor(line.unit_cost_micro or 0, charged_milli, digits)
            doubtful += any(True for _ in line_doubts(line, sheet, rules, today))
    expected = states["missing"] + states["short"] + states["complete"] + states["over"]
    return Summary(
        expected, states["complete"], states["missing"], states["short"], states["over"],
        states["extra"] if sheet.expected is not None else 0, value_minor, len(sheet.waiting), doubtful,
    )  # fmt: skip


def expected_of(order: ExpectedOrder, items: Mapping[str, Item], brought: Mapping[str, int] | None = None) -> Expected:
    """What is still to come of an order.

    Args:
        order: As it stands.
        items: The products of its lines, by SKU.
        brought: What a delivery has brought that is about to be taken back, by SKU.
    """
    taken_back = brought or {}
    lines = []
    for line in order.lines:
        awaited_milli = line.quantity_milli - line.cancelled_milli
        open_milli = max(0, awaited_milli - (line.received_milli - taken_back.get(line.sku, 0)))
        if open_milli and line.sku in items:
            cost_micro = line.unit_cost_micro or None
            lines.append(ExpectedLine(items[line.sku], open_milli, cost_micro, line.pack_milli))
    return Expected(order.uid, order.number, tuple(lines))
