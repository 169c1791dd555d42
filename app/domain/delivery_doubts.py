"""What is asked once before a delivery is posted: what looks wrong on its sheet and may be right all the same.

Nothing of it stops a scan: it is told when it happens, stands on its line, and is asked together at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.domain.changes import Warned
from app.domain.delivery_line import Line
from app.domain.delivery_sheet import Sheet
from app.domain.document import StockLine
from app.domain.figures import PIECE_MILLI, write_decimal, write_quantity
from app.domain.moment import write_date
from app.domain.ordered import is_too_much
from app.domain.product import Item, Unit
from app.domain.shop import COST_PERCENT, OVER_DELIVERY_MILLI

_MICRO_DIGITS = 6
_MANY = 999  # of the unit that goods are counted, weighed or measured in
_SMALL = {Unit.G: 1000, Unit.ML: 1000}
_WILD = 100  # times the usual cost: a comma has slipped


class DoubtKind(StrEnum):
    """Why it is asked; the values are codes of `wording`, behind `doubt_`."""

    NOT_ORDERED = "not_ordered"
    OVER = "over"
    MANY = "many"
    EXPIRED = "expired"
    TWO_DAYS = "two_days"
    LOT_MISSING = "lot_missing"
    SERIAL_MISSING = "serial_missing"
    COST_NONE = "cost_none"
    COST_MOVED = "cost_moved"
    COST_WILD = "cost_wild"


_GRAVE = frozenset({DoubtKind.EXPIRED, DoubtKind.COST_WILD, DoubtKind.MANY, DoubtKind.TWO_DAYS})
COST_DOUBTS = frozenset({DoubtKind.COST_NONE, DoubtKind.COST_MOVED, DoubtKind.COST_WILD})


@dataclass(frozen=True, slots=True)
class DeliveryRules:
    """From when on a shop wants to be asked.

    Attributes:
        over_milli: How much more than expected may come, in thousandths of a percent.
        cost_percent: How far a cost may move.
    """

    over_milli: int = OVER_DELIVERY_MILLI
    cost_percent: int = COST_PERCENT


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is asked about a line."""

    kind: DoubtKind
    line: Line


def line_doubts(line: Line, sheet: Sheet, rules: DeliveryRules, today: int) -> Iterator[Doubt]:
    """What is to be asked about a line as it stands: how much came, then what, then its cost.

    Args:
        line: One of the sheet.
        sheet: The sheet.
        rules: From when on it is asked.
        today: A day number; what expired before it is expired.
    """
    if not line.received_milli:
        return
    for kind in (_of_quantity(line, sheet, rules), _of_name(line, sheet, today), _of_cost(line, rules)):
        if kind is not None:
            yield Doubt(kind, line)


def doubts(sheet: Sheet, rules: DeliveryRules, today: int) -> tuple[Doubt, ...]:
    """What is to be asked about all lines, in their order; what costs most where it is overlooked comes first."""
    found = [one for line in sheet.lines for one in line_doubts(line, sheet, rules, today)]
    return tuple(sorted(found, key=lambda one: one.kind not in _GRAVE))


def posted_doubts(
    line: StockLine, item: Item, rules: DeliveryRules, *, usual_micro: int, ordered_milli: int, today: int
) -> Iterator[Warned]:
    """What is told about a line that comes without a screen, where nobody can be asked.

    Args:
        line: As it is posted.
        item: Its goods.
        rules: From when on it is told.
        usual_micro: What one unit was ordered at, or cost the last time; 0 where nobody knows.
        ordered_milli: How much of the goods was ordered; 0 for nothing.
        today: The delivery's day number.
    """
    facts: dict[str, object] = {"sku": item.sku, "name": item.name}
    kind = _moved(line.unit_cost_micro, usual_micro, rules)
    if kind is not None:
        yield _of_costs(kind.value, item, line.unit_cost_micro, usual_micro)
    if _is_very_many(line.quantity_milli, item) and line.quantity_milli > ordered_milli:
        yield Warned("very_many", facts | {"quantity": write_quantity(line.quantity_milli)})
    if line.expiry is not None and line.expiry < today:
        yield Warned("expired_came", facts | {"lot": line.lot, "day": write_date(line.expiry)})


def ordered_wild(item: Item, cost_micro: int, usual_micro: int) -> Warned:
    """What is told about a cost of an order that `is_wild` beside the usual one."""
    return _of_costs("order_cost_wild", item, cost_micro, usual_micro)


def _of_costs(code: str, item: Item, cost_micro: int, usual_micro: int) -> Warned:
    cost, usual = (write_decimal(micro, _MICRO_DIGITS, keep=2) for micro in (cost_micro, usual_micro))
    return Warned(code, {"sku": item.sku, "name": item.name, "cost": cost, "usual": usual})


def is_wild(cost: int, usual: int) -> bool:
    """Whether a cost is so far from the usual one that a comma must have slipped; none at all is told otherwise."""
    if not cost or not usual:
        return False
    return cost >= usual * _WILD or cost * _WILD <= usual


def _moved(cost_micro: int, usual_micro: int | None, rules: DeliveryRules) -> DoubtKind | None:
    """What to say of a cost beside the usual one; nothing where either is not known."""
    if not cost_micro or not usual_micro or cost_micro == usual_micro:
        return None
    if is_wild(cost_micro, usual_micro):
        return DoubtKind.COST_WILD
    moved_micro = abs(cost_micro - usual_micro)
    return DoubtKind.COST_MOVED if moved_micro * 100 > usual_micro * rules.cost_percent else None


def _is_very_many(quantity_milli: int, item: Item) -> bool:
    return quantity_milli > _MANY * _SMALL.get(item.unit, 1) * PIECE_MILLI


def _of_cost(line: Line, rules: DeliveryRules) -> DoubtKind | None:
    if not line.unit_cost_micro:
        return DoubtKind.COST_NONE
    return _moved(line.unit_cost_micro, line.usual_micro, rules)


def _of_quantity(line: Line, sheet: Sheet, rules: DeliveryRules) -> DoubtKind | None:
    if _is_very_many(line.received_milli, line.item):
        many_is_ordered = line.expected_milli is not None and line.received_milli <= line.expected_milli
        if not many_is_ordered:
            return DoubtKind.MANY
    if sheet.expected is None:
        return None
    if line.state == "extra":
        return None if line.is_meant else DoubtKind.NOT_ORDERED
    if line.expected_milli is None:
        return None
    came_milli, awaited_milli = line.before_milli + line.total_milli, line.before_milli + line.expected_milli
    is_over = is_too_much(came_milli, awaited_milli, rules.over_milli, is_counted=line.item.unit is Unit.EACH)
    return DoubtKind.OVER if is_over else None


def _of_name(line: Line, sheet: Sheet, today: int) -> DoubtKind | None:
    if line.expiry is not None and line.expiry < today:
        return DoubtKind.EXPIRED
    if line.lot and line.expiry is not None:
        others = (sheet.lines[key] for key in sheet.places[line.item.product_id] if key < line.key)
        if any(one.lot == line.lot and one.expiry not in (None, line.expiry) for one in others):
            return DoubtKind.TWO_DAYS
    if not line.lacks_name:
        return None
    return DoubtKind.SERIAL_MISSING if line.item.tracking == "serial" else DoubtKind.LOT_MISSING
