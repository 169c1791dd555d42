"""How the shop counts: its plans."""

from __future__ import annotations

from app.domain.count_plan import Plan
from app.store import dialect_sqlite as dialect
from app.store.database import Connection
from app.store.queries import parties


def set_plan(connection: Connection, plan: Plan) -> None:
    """Add a plan, or change the one with its code.

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
        ),
    )


_SET = """
INSERT INTO count_plan (code, name, scope, subjects, location_id, every_days, a_days, b_days, c_days, most,
    tolerance_milli, tolerance_rate_milli, tolerance_minor, second_person, active)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, scope = excluded.scope, subjects = excluded.subjects,
    location_id = excluded.location_id, every_days = excluded.every_days, a_days = excluded.a_days,
    b_days = excluded.b_days, c_days = excluded.c_days, most = excluded.most,
    tolerance_milli = excluded.tolerance_milli, tolerance_rate_milli = excluded.tolerance_rate_milli,
    tolerance_minor = excluded.tolerance_minor, second_person = excluded.second_person, active = excluded.active
"""
