"""People as lines of JSON: who works here, and as what."""

from __future__ import annotations

from app.domain.figures import Currency
from app.domain.rights import Role
from app.domain.staff import PersonAsked
from app.exchange.json_lines import Fields
from app.exchange.order_wishes import party_code
from app.exchange.wish_keys import optional, word


def person(fields: Fields, _money: Currency) -> PersonAsked:
    """A person of the shop."""
    role = word(fields, "role", tuple(Role))
    return PersonAsked(
        party_code(fields, "user"),
        name=optional(fields, "name"),
        role=None if role is None else Role(role),
        pin=fields.text("pin") if fields.has("pin") else None,
        is_active=fields.flag("active") if fields.has("active") else None,
    )
