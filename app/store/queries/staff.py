"""The people of the shop, and what is kept of their PINs."""

from __future__ import annotations

from app.domain.rights import Person, Role
from app.domain.staff import Colleague
from app.store.database import Connection


def colleagues(connection: Connection) -> tuple[Colleague, ...]:
    """All people there ever were, in the order in which they came."""
    rows = connection.execute("SELECT code, name, role, pin_hash IS NOT NULL, active FROM person ORDER BY id")
    return tuple(Colleague(code, name, Role(role), bool(pin), bool(active)) for code, name, role, pin, active in rows)


def kept_pins(connection: Connection) -> list[tuple[Person, str]]:
    """Who works here and has a PIN, with what is kept of it."""
    rows = connection.execute("SELECT code, name, role, pin_hash FROM person WHERE active = 1 AND pin_hash IS NOT NULL")
    return [(Person(code, name, Role(role)), pin) for code, name, role, pin in rows]


def signs_in_alone(connection: Connection) -> Person | None:
    """Who is at the till without being asked: the only one who works here, if there is no PIN; else None."""
    here = [one for one in colleagues(connection) if one.is_active]
    if len(here) != 1 or here[0].has_pin:
        return None
    return Person(here[0].code, here[0].name, here[0].role)
