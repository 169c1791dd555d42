"""What a posted count that names a plan has left undone of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from app.domain.changes import Warned
from app.domain.count_gathered import Gathered, differences
from app.domain.count_kept import Off, left_undone
from app.domain.count_plan import Plan, Scope
from app.domain.count_sheet import Goods
from app.store.database import Connection
from app.store.queries import count_groups, count_plans, count_zones, counted, stocktakes


def uncounted(connection: Connection, code: str, place: tuple[int, int], found: Collection[int]) -> list[Goods]:
    """The goods of a plan that the book has and that a count does not name, by SKU.

    Asked before the count is posted: what was counted is not due any more.

    Args:
        connection: An open transaction.
        code: Of the plan; one that is not known has none.
        place: The location and the business day.
        found: The products that were counted.
    """
    plan = count_plans.plan(connection, code)
    if plan is None:
        return []
    location_id, day = place
    there = frozenset(stocktakes.with_stock(connection, location_id)) - frozenset(found)
    if there and (covered := _covered(connection, plan, location_id, day)) is not None:
        there &= covered
    return list(stocktakes.goods(connection, there).values())


def _covered(connection: Connection, plan: Plan, location_id: int, day: int) -> frozenset[int] | None:
    """What a plan covers; a category or supplier that is gone holds no count up, and has no goods."""
    if plan.scope in {Scope.CATEGORY, Scope.SUPPLIER, Scope.SPOT}:
        return frozenset().union(*count_groups.in_groups(connection, plan.scope, plan.subjects).values())
    if plan.scope is Scope.ZONE:
        return count_zones.counted_in(connection, location_id, plan.subjects)
    return count_plans.covered(connection, plan, location_id, day)


def warnings(
    connection: Connection,
    uid: str,
    code: str | None,
    found: Iterable[Gathered],
    shelves: counted.Shelves,
    left: Collection[Goods],
) -> Iterator[Warned]:
    """What to say of a count that was just posted with a plan; nothing of one without.

    Args:
        connection: An open transaction.
        uid: Of the count.
        code: Of the plan that it has carried out.
        found: What was posted of each product.
        shelves: What the ledger had said of them.
        left: The goods of the plan that nobody counted.
    """
    plan = None if code is None else count_plans.plan(connection, code)
    if plan is None:
        return
    worth: Mapping[tuple[int, int], tuple[int, int]] = {
        (product_id, at_us): (losses, gains) for product_id, at_us, losses, gains in connection.execute(_WORTH, (uid,))
    }
    off = []
    for one in found:
        values = worth.get((one.item.product_id, one.last_us))
        if values is not None:
            expected = shelves.expected(one.item.product_id, one.last_us)
            off.append(Off(one.item, sum(expected.values()), differences(one, expected), *values))
    yield from left_undone(plan, off, left)


# Opening stock differs from nothing, and what a shop used that lives by counts is no difference.
_WORTH = """
SELECT product_id, movement.happened_us, sum(min(value_minor, 0)), sum(max(value_minor, 0))
FROM document JOIN movement ON document_id = document.id
WHERE uid = ? AND quantity_milli <> 0 AND movement.kind IN ('count_loss', 'count_gain', 'usage')
GROUP BY product_id, movement.happened_us HAVING max(movement.kind <> 'usage') OR sum(quantity_milli) > 0
"""
