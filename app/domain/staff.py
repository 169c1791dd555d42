"""The people of the shop: what they are called, what they may do, and the PIN by which the till knows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from app.domain.refusal import Refusal
from app.domain.rights import Role

SHORTEST_PIN, LONGEST_PIN = 4, 8
_LONGEST_CODE, _LONGEST_NAME = 32, 60


class Colleague(NamedTuple):
    """Somebody in the list of people.

    Attributes:
        is_active: Whether the person still works here; documents keep the names of all.
    """

    code: str
    name: str
    role: Role
    has_pin: bool
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class PersonAsked:
    """A person as somebody wants them in the list.

    Attributes:
        code: Short and for good: it stands in documents.
        name, role, is_active: None leaves them as they are; a new person is a manager.
        pin: The new one; "" takes it away, None leaves it as it is.
    """

    code: str
    name: str | None = None
    role: Role | None = None
    pin: str | None = None
    is_active: bool | None = None


def checked(asked: PersonAsked, before: Colleague | None) -> PersonAsked:
    """The whole of it: what is not asked for stays as it was, without blanks at the ends.

    Args:
        asked: What somebody wants.
        before: The person of that code, None for a new one.

    Raises:
        Refusal: `name_needed`, `text_too_long`, `bad_text`, `pin_digits`, `pin_guessed`.
    """
    was = before or Colleague(asked.code, "", Role.MANAGER, has_pin=False)
    code, name = asked.code.strip(), " ".join((was.name if asked.name is None else asked.name).split())
    for text, longest, what in ((code, _LONGEST_CODE, "short name"), (name, _LONGEST_NAME, "name")):
        if not text:
            raise Refusal("name_needed", kind="person", code=code)
        if len(text) > longest:
            raise Refusal("text_too_long", what=what, most=longest)
        if not text.isprintable():
            raise Refusal("bad_text", key=what)
    if asked.pin:
        _check_pin(asked.pin)
    is_active = was.is_active if asked.is_active is None else asked.is_active
    return PersonAsked(code, name, asked.role or was.role, asked.pin, is_active)


def _check_pin(pin: str) -> None:
    if not (pin.isascii() and pin.isdigit() and SHORTEST_PIN <= len(pin) <= LONGEST_PIN):
        raise Refusal("pin_digits", least=SHORTEST_PIN, most=LONGEST_PIN)
    if len(set(pin)) == 1 or pin in "0123456789" or pin in "9876543210":
        raise Refusal("pin_guessed")
