"""Whether a count that came without a stocktake has kept to the plan that it names.

On a screen a count waits until it does. From outside a posted count is a fact, and its answer says what is undone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from app.domain.changes import Warned
from app.domain.count_plan import Plan
from app.domain.count_sheet import Goods

_NAMED = 3  # goods that a warning names


class Off(NamedTuple):
    """By how much goods differed.

    Attributes:
        expected_milli: What the book had expected.
        by_lot: The difference of each lot, "" for no lot.
        losses_minor, gains_minor: What was gone is worth, below zero, and what was too much.
    """

    goods: Goods
    expected_milli: int
    by_lot: Sequence[tuple[str, int]]
    losses_minor: int
    gains_minor: int


def beyond(plan: Plan, found: Iterable[Off]) -> list[Off]:
    """Those that are beyond what the plan tolerates, worst first: of lots what is missing, or what is too much."""
    worst = [one for one in found if _is_beyond(plan, one)]
    return sorted(worst, key=lambda one: (-abs(one.losses_minor) - one.gains_minor, one.goods.sku))


def _is_beyond(plan: Plan, one: Off) -> bool:
    losses_milli = sum(milli for _, milli in one.by_lot if milli < 0)
    gains_milli = sum(milli for _, milli in one.by_lot if milli > 0)
    off = [(losses_milli + gains_milli, one.losses_minor + one.gains_minor)]
    if any(lot for lot, _ in one.by_lot):
        off += [(losses_milli, one.losses_minor), (gains_milli, one.gains_minor)]
    return any(plan.tolerance.is_exceeded(milli, one.expected_milli, minor) for milli, minor in off if milli or minor)


def left_undone(plan: Plan, found: Iterable[Off], uncounted: Collection[Goods]) -> Iterator[Warned]:
    """What to say of a count that was posted with a plan.

    Nothing of such a count was counted again, by anybody: it has one pass.

    Args:
        found: The goods that differed; without opening stock and what was used.
        uncounted: The goods of the plan that nobody counted.
    """
    again = [one.goods for one in beyond(plan, found)]
    told = [("beyond_tolerance", again)]
    told += [("second_person_missing", again)] if plan.second_person else []
    for code, goods in (*told, ("plan_uncounted", sorted(uncounted, key=lambda one: one.sku))):
        if goods:
            yield Warned(code, {"plan": plan.code, "count": len(goods), "names": _names(goods)})


def _names(goods: Sequence[Goods]) -> str:
    names = [f"{one.name} ({one.sku})" for one in goods[:_NAMED]]
    return ", ".join([*names, "..."] if len(goods) > _NAMED else names)
