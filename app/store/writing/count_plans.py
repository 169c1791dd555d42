"""How the shop counts: its plans."""

from __future__ import annotations

from app.domain.count_plan import Plan
from app.domain.moment import Moment
from app.domain.refusal import Refusal
from app.store import dialect_sqlite as dialect
from app.store.database import Connection
from app.store.queries import count_plans, parties


def set_plan(connection: Connection, plan: Plan, now: Moment) -> None:
    """Add a plan, which was made now, or change the one with its code.

    Raises:
        Refusal: `unknown_location`.
    """
    connection.execute(
        _SET,
        (
            dialect.storable(plan.code),
            dialect.storable(plan.name),
            plan.scope,
            dialect.storable("\n".join(plan.subjects)),
            parties.location_id_of(connection, plan.location),
            plan.every_days,
            *plan.class_days,
            plan.most,
            *plan.tolerance,
            int(plan.second_person),
            int(plan.active),
            now.utc_us,
        ),
    )


_SET = """
INSERT INTO count_plan (code, name, scope, subjects, location_id, every_days, a_days, b_days, c_days, most,
    tolerance_milli, tolerance_rate_milli, tolerance_minor, second_person, active,
    made_us)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, scope = excluded.scope, subjects = excluded.subjects,
    location_id = excluded.location_id, every_days = excluded.every_days, a_days = excluded.a_days,
    b_days = excluded.b_days, c_days = excluded.c_days, most = excluded.most,
    tolerance_milli = excluded.tolerance_milli, tolerance_rate_milli = excluded.tolerance_rate_milli,
    tolerance_minor = excluded.tolerance_minor, second_person = excluded.second_person, active = excluded.active
"""


def carry_out(connection: Connection, count: str, code: str | None, location_id: int) -> None:
    """Keep that a count which was just posted has carried out a plan, as a stocktake of it does.

    Args:
        count: Its uid.
        code: The plan's code; None carries out none.
        location_id: Where it was counted.

    Raises:
        Refusal: `unknown_plan`, `plan_elsewhere`.
    """
    if code is None:
        return
    plan_id = count_plans.plan_id(connection, code)
    place_id, location = connection.execute(_PLACE, (plan_id,)).get
    if place_id != location_id:
        here = parties.location_code(connection, location_id)
        raise Refusal("plan_elsewhere", code=code, location=location, here=here)
    connection.execute("INSERT INTO count_of_plan SELECT id, ? FROM document WHERE uid = ?", (plan_id, count))


_PLACE = """
SELECT location.id, location.code FROM count_plan JOIN location ON location.id = location_id WHERE count_plan.id = ?
"""
