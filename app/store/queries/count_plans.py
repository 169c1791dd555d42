"""Plans of counts, and what the book knows of goods, as far as planning needs it."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

from app.domain import count_plan
from app.domain.count_plan import NAMED_SCOPES, WHOLE_SCOPES, Kept, Plan, Scope
from app.domain.count_review import Tolerance
from app.domain.count_zone import zone_key
from app.domain.moment import day_number, day_of
from app.domain.refusal import Refusal
from app.store.database import Connection
from app.store.queries import count_groups, count_zones, parties, past

YEAR_DAYS = 365

_PLAN = """
SELECT count_plan.code, count_plan.name, scope, location.code, subjects, every_days, a_days, b_days, c_days, most,
    tolerance_milli, tolerance_rate_milli, tolerance_minor, second_person, active
FROM count_plan JOIN location ON location.id = location_id
"""


def plans(connection: Connection) -> list[Plan]:
    """The plans of the shop that are in use, by code."""
    return [_plan(*row) for row in connection.execute(f"{_PLAN} WHERE active = 1 ORDER BY count_plan.code")]


def plan(connection: Connection, code: str) -> Plan | None:
    """The plan with that code, or None."""
    row = connection.execute(f"{_PLAN} WHERE count_plan.code = ?", (code,)).fetchone()
    return None if row is None else _plan(*row)


def _plan(
    code: str,
    name: str,
    scope: str,
    location: str,
    subjects: str,
    every_days: int | None,
    *figures: int | None,
) -> Plan:
    a_days, b_days, c_days, most, milli, rate_milli, minor, second, active = figures
    return Plan(
        code,
        name,
        Scope(scope),
        location,
        tuple(subjects.split("\n")) if subjects else (),
        every_days,
        (a_days or 1, b_days or 1, c_days or 1),
        most,
        Tolerance(milli, rate_milli, minor),
        bool(second),
        bool(active),
    )


def plan_id(connection: Connection, code: str) -> int:
    """The number of a plan.

    Raises:
        Refusal: `unknown_plan`.
    """
    found = connection.execute("SELECT id FROM count_plan WHERE code = ?", (code,)).get
    if found is None:
        raise Refusal("unknown_plan", code=code[:40])
    return int(found)


def free_code(connection: Connection) -> str:
    """A code that no plan has."""
    taken = {row[0] for row in connection.execute("SELECT code FROM count_plan")}
    return next(code for number in count(1) if (code := f"P{number}") not in taken)


def last_days(connection: Connection, today: int) -> dict[str, int]:
    """On which book date until a day each plan was carried out last, by its code."""
    return {row[0]: row[1] for row in connection.execute(_LAST_DAYS, (today,))}


# By a stocktake, or by a count that names it. A count that was taken back has carried nothing out.
_LAST_DAYS = """
SELECT count_plan.code, max(book_date) FROM (
    SELECT plan_id, document_id FROM stocktake WHERE plan_id IS NOT NULL
    UNION ALL SELECT plan_id, document_id FROM count_of_plan
) AS done JOIN count_plan ON count_plan.id = done.plan_id JOIN document ON document.id = done.document_id
WHERE book_date <= ?
    AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal')
GROUP BY count_plan.code
"""


def made(connection: Connection) -> dict[str, int]:
    """When each plan was made, by its code, in microseconds since 1970 UTC; without those of which nobody knows."""
    rows = connection.execute("SELECT code, made_us FROM count_plan WHERE made_us IS NOT NULL")
    return {row[0]: row[1] for row in rows}


def covered(connection: Connection, plan: Plan, location_id: int, today: int) -> frozenset[int] | None:
    """The products that a plan covers on a day; None for scopes that cover all.

    A plan of the shop may outlive some of what it names; one that somebody has just made may not.

    Raises:
        Refusal: `unknown_subject`, and those of `refuse_empty`.
    """
    if plan.scope in WHOLE_SCOPES:
        return None
    if plan.scope is Scope.CYCLE:
        return frozenset(
            one.kept.product_id for one in count_plan.due(kept(connection, location_id, today), plan, today)
        )
    if plan.scope is Scope.DOUBTFUL:
        goods = kept(connection, location_id, today)
        return frozenset(one.kept.product_id for one in count_plan.doubtful(goods, today, most=plan.most))
    if plan.scope is Scope.ZONE:
        return count_zones.counted_in(connection, location_id, plan.subjects)
    return frozenset().union(*_named(connection, plan, is_kept=bool(plan.code)).values())


def _named(connection: Connection, plan: Plan, *, is_kept: bool = False) -> dict[str, frozenset[int]]:
    """The goods of the categories, suppliers or SKUs that a plan names."""
    found = count_groups.in_groups(connection, plan.scope, plan.subjects)
    for subject in plan.subjects:
        if subject not in found:
            count_groups.check_known(connection, plan.scope, subject)
            if not (is_kept and found):
                count_groups.refuse_empty(connection, plan.scope, subject)
    return found


def check_subjects(connection: Connection, plan: Plan) -> Plan:
    """Refuse a plan of something that the shop has not; one that is not carried out any more may have outlived it.

    Returns:
        The plan, its zones as they were written first.

    Raises:
        Refusal: `unknown_subject`, `unknown_zone`, `unknown_location`, and those of `refuse_empty`.
    """
    if not plan.active or plan.scope not in NAMED_SCOPES:
        return plan
    if plan.scope is not Scope.ZONE:
        _named(connection, plan)
        return plan
    known = count_zones.spelled(connection, parties.location_id_of(connection, plan.location))
    for zone in plan.subjects:
        if zone_key(zone) not in known:
            raise Refusal("unknown_zone", zone=zone[:40], zones=", ".join(sorted(known.values())) or "-")
    return plan._replace(subjects=tuple(dict.fromkeys(known[zone_key(zone)] for zone in plan.subjects)))


def kept(connection: Connection, location_id: int, today: int) -> list[Kept]:
    """What the book knew at the end of a day of each stocked, active product at a location, by SKU."""
    since = day_number(day_of(today) - timedelta(days=YEAR_DAYS))
    days = (since, since, location_id, today, location_id, today, location_id)
    found = [Kept(*row) for row in connection.execute(_KEPT, days)]
    if not connection.execute("SELECT EXISTS (SELECT 1 FROM movement WHERE book_date > ?)", (today,)).get:
        return found
    # The pools are those of now.
    then = past.by_product(connection, last_day=today, last_document=past.EVERY_DOCUMENT, location_id=location_id)
    none = past.Balance(0, 0)
    return [one._replace(**then.get(one.product_id, none)._asdict()) for one in found]


# One walk over the movements of the location; the plus keeps days out of the choice of index. A sale leaves at its
# cost, so its value is below zero, and so does what a shop has used that lives by counts.
_KEPT = """
WITH moved AS (
    SELECT movement.product_id, max(movement.book_date) AS day,
        -sum(CASE WHEN movement.kind IN ('sale', 'usage') AND movement.book_date > ? THEN value_minor ELSE 0 END)
            AS sold_minor,
        count(DISTINCT CASE WHEN movement.book_date > ?
            AND movement.kind IN ('count_gain', 'count_loss', 'adjustment') THEN document_id END) AS corrections
    FROM movement WHERE location_id = ? AND quantity_milli <> 0 AND +movement.book_date <= ?
    GROUP BY movement.product_id
), counted AS (
    SELECT product_id, max(book_date) AS day FROM stock_line JOIN document ON document.id = document_id
    WHERE at_us IS NOT NULL AND state = '' AND location_id = ? AND +book_date <= ? GROUP BY product_id
)
SELECT product.id, sku, name, coalesce(pool.quantity_milli, 0), coalesce(pool.value_minor, 0),
    coalesce(sold_minor, 0), counted.day, moved.day, coalesce(corrections, 0)
FROM product LEFT JOIN pool ON pool.product_id = product.id AND pool.location_id = ?
LEFT JOIN moved ON moved.product_id = product.id LEFT JOIN counted ON counted.product_id = product.id
WHERE stocked = 1 AND active = 1 AND NOT EXISTS (SELECT 1 FROM kit_part WHERE kit_part.product_id = product.id)
ORDER BY sku
"""


def sale_moments(connection: Connection, days: tuple[int, int], location_id: int | None) -> list[int]:
    """The moments of the sales of a stretch of book dates, microseconds since 1970 UTC; None is all locations."""
    return [row[0] for row in connection.execute(_SALES, (*days, location_id, location_id))]


_SALES = """
SELECT happened_us FROM document
WHERE book_date BETWEEN ? AND ? AND kind = 'sale' AND (? IS NULL OR location_id = ?)
"""


def is_new(connection: Connection, location_id: int) -> bool:
    """Whether nothing has come in at a location yet, whatever was sold there."""
    return not connection.execute(_ANYTHING_CAME, (location_id,)).get


def wants_opening(connection: Connection, location_id: int) -> bool:
    """Whether the opening stock of a location is still to be counted.

    It is as long as nothing has come in of some of its goods, and nobody has counted all of it or entered its opening
    stock. What was taken back was not done.
    """
    if connection.execute(_OPENED, (location_id, location_id, location_id)).get:
        return False
    return bool(connection.execute(_NOT_COME, (location_id,)).get)


_ANYTHING_CAME = "SELECT EXISTS (SELECT 1 FROM pool WHERE location_id = ? AND counted = 1)"
_WHOLE = ", ".join(f"'{scope}'" for scope in sorted(WHOLE_SCOPES))
_OPENED = f"""
SELECT EXISTS (
    SELECT 1 FROM (
        SELECT document_id FROM stocktake WHERE state = 'posted' AND scope IN ({_WHOLE}) AND location_id = ?
        UNION ALL SELECT document_id FROM count_of_plan JOIN count_plan ON count_plan.id = plan_id
            WHERE scope IN ({_WHOLE}) AND location_id = ?
        UNION ALL SELECT id FROM document WHERE kind = 'opening_stock' AND location_id = ?
    ) AS done
    WHERE NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = done.document_id AND back.kind = 'reversal')
)
"""  # noqa: S608 -- put together from what is written here
_NOT_COME = """
SELECT EXISTS (
    SELECT 1 FROM product WHERE stocked = 1 AND active = 1
        AND NOT EXISTS (SELECT 1 FROM pool WHERE product_id = product.id AND location_id = ? AND counted = 1)
        AND NOT EXISTS (SELECT 1 FROM kit_part WHERE kit_part.product_id = product.id)
)
"""


def locations(connection: Connection) -> list[tuple[str, int]]:
    """Code and number of the places where goods are counted."""
    rows = connection.execute("SELECT code, id FROM location WHERE kind = 'shop' ORDER BY id")
    return [(row[0], row[1]) for row in rows]
