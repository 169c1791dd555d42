"""How a sheet stands, in a few figures; and what is expected of an order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from app.domain.delivery_doubts import DeliveryRules, is_wild, line_doubts
from app.domain.delivery_entries import Expected, ExpectedLine
from app.domain.delivery_line import Line
from app.domain.delivery_sheet import Sheet
from app.domain.discount import Discount, spread_discount
from app.domain.figures import amount_minor
from app.domain.product import Item
from app.domain.shop import Shop
from app.reports.orders import ExpectedOrder
from app.ui.screens.receiving.state import Summary


def rules_of(shop: Shop) -> DeliveryRules:
    """From when on the shop wants to be asked."""
    return DeliveryRules(shop.over_delivery_milli, shop.cost_percent)


class Summing:
    """The figures of a sheet while it grows: only the lines that are not the ones of before are looked at again.

    Of thousands of lines a scan changes one.
    """

    def __init__(self) -> None:
        self._basis: tuple[Shop, int, bool] | None = None
        self._lines: tuple[Line, ...] = ()
        self._standing: list[_Standing] = []
        self._states: dict[str, int] = {}
        self._value_minor = self._doubtful = 0

    def summary(self, sheet: Sheet, shop: Shop, today: int) -> Summary:
        """How a sheet stands."""
        self._look_at(sheet, shop, today)
        state = self._states.get
        complete, missing, short, over = state("complete", 0), state("missing", 0), state("short", 0), state("over", 0)
        head = sheet.head
        return Summary(
            complete + missing + short + over, complete, missing, short, over,
            state("extra", 0) if sheet.expected is not None else 0,
            self._value_minor, len(sheet.waiting), self._doubtful,
            _discount_minor(self._value_minor, head.discount, shop), sum(one.amount_minor for one in head.landed),
            head.provisional,
        )  # fmt: skip

    def _look_at(self, sheet: Sheet, shop: Shop, today: int) -> None:
        # What is doubtful about a line hangs on these, too.
        basis = (shop, today, sheet.expected is None)
        if basis != self._basis or len(sheet.lines) < len(self._lines):
            self._basis, self._lines, self._standing, self._states = basis, (), [], {}
            self._value_minor = self._doubtful = 0
        known = zip(sheet.lines, self._lines, strict=False)  # there may be more of them now
        changed = [place for place, (now, before) in enumerate(known) if now is not before]
        for place in changed:
            self._add(self._standing[place], -1)
            self._standing[place] = _stand(sheet.lines[place], sheet, shop, today)
            self._add(self._standing[place], 1)
        for line in sheet.lines[len(self._lines) :]:
            self._standing.append(_stand(line, sheet, shop, today))
            self._add(self._standing[-1], 1)
        self._lines = sheet.lines

    def _add(self, one: _Standing, sign: int) -> None:
        self._states[one.state] = self._states.get(one.state, 0) + sign
        self._value_minor += sign * one.value_minor
        self._doubtful += sign * one.is_doubtful


class _Standing(NamedTuple):
    """What a line adds to the figures of its sheet."""

    state: str
    value_minor: int = 0
    is_doubtful: bool = False


def _stand(line: Line, sheet: Sheet, shop: Shop, today: int) -> _Standing:
    if not line.received_milli:
        return _Standing("" if line.state == "extra" else line.state)
    value_minor = amount_minor(line.unit_cost_micro or 0, line.charged_milli, shop.currency.digits)
    is_doubtful = any(True for _ in line_doubts(line, sheet, rules_of(shop), today))
    return _Standing(line.state, value_minor, is_doubtful)


def _discount_minor(value_minor: int, discount: Discount | None, shop: Shop) -> int:
    """What a discount on the whole takes off; one that is more than there is yet takes off no more than that."""
    if discount is None:
        return 0
    if discount.percent_milli:
        return sum(spread_discount([value_minor], discount, shop.currency))
    return min(discount.amount_minor, value_minor)


def expected_of(
    order: ExpectedOrder,
    goods: Mapping[str, tuple[Item, int | None]],
    brought: Mapping[str, int] | None = None,
) -> Expected:
    """What is still to come of an order.

    Args:
        order: As it stands.
        goods: The products of its lines and what they cost last, by SKU.
        brought: What a delivery has brought that is about to be taken back, by SKU.
    """
    taken_back = brought or {}
    lines = []
    for line in order.lines:
        awaited_milli = line.quantity_milli - line.cancelled_milli
        before_milli = line.received_milli - taken_back.get(line.sku, 0)
        open_milli = max(0, awaited_milli - before_milli)
        if open_milli and line.sku in goods:
            cost_micro = line.unit_cost_micro or None
            item, last_micro = goods[line.sku]
            told_micro = last_micro if is_wild(cost_micro or 0, last_micro or 0) else None
            lines.append(ExpectedLine(item, open_milli, cost_micro, line.pack_milli, before_milli, told_micro))
    return Expected(order.uid, order.number, tuple(lines))
