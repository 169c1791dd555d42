"""Writes the people of the shop. Nobody is deleted: documents name them."""

from __future__ import annotations

from app.domain.staff import PersonAsked
from app.store.database import Connection

_SET = """
INSERT INTO person (code, name, role, active) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, role = excluded.role, active = excluded.active
"""


def set_person(connection: Connection, asked: PersonAsked) -> None:
    """Add a person, or change the one of that code; the PIN stays."""
    connection.execute(_SET, (asked.code, asked.name, asked.role, int(asked.is_active is not False)))


def set_pin(connection: Connection, code: str, kept: str | None) -> None:
    """Keep what stands for a PIN, or none."""
    connection.execute("UPDATE person SET pin_hash = ? WHERE code = ?", (kept, code))
