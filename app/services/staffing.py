"""The people of the shop: who they are, what they may do, and who is at the till."""

from __future__ import annotations

from app.base.clock import Clock
from app.base.secret import hashed, matches
from app.domain import rights
from app.domain.changes import Changes, Updated
from app.domain.refusal import Refusal
from app.domain.rights import Person, Role
from app.domain.staff import Colleague, PersonAsked, checked
from app.store.database import Book, Connection
from app.store.queries import parties
from app.store.queries import staff as known
from app.store.writing import staff

MOST_WRONG = 10
WAIT_S = 30


class Staffing:
    """Keeps the list of people and tells whose PIN it is. Wrong ones in a row cost time, on this till alone."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock
        self._wrong = 0
        self._closed_until_us = 0

    def colleagues(self) -> tuple[Colleague, ...]:
        """All people, those who have left among them, in the order in which they came."""
        with self._book.reading() as connection:
            return known.colleagues(connection)

    def require_set_up(self, *, user: str | None = None) -> None:
        """Say at once who may not change people, before anything is typed.

        Raises:
            Refusal: `not_allowed`, `unknown_user`.
        """
        with self._book.reading() as connection:
            rights.require(parties.person(connection, user)[1], rights.Right.SET_UP)

    def set_person(self, asked: PersonAsked, *, user: str | None = None) -> Updated:
        """Add a person, or change the one of that code.

        Raises:
            Refusal: `not_allowed`, `last_owner`, `pin_taken`, and those of `staff.checked`.
        """
        kept = hashed(asked.pin) if asked.pin else None
        with self._book.writing() as connection:
            rights.require(parties.person(connection, user)[1], rights.Right.SET_UP)
            code = asked.code.strip()
            wanted = checked(asked, next((one for one in known.colleagues(connection) if one.code == code), None))
            if wanted.pin:
                _check_free(connection, wanted)
            staff.set_person(connection, wanted)
            if wanted.pin is not None:
                staff.set_pin(connection, wanted.code, kept)
            if not any(one.is_active and one.role is Role.OWNER for one in known.colleagues(connection)):
                raise Refusal("last_owner")
        return Updated(wanted.code, changes=Changes(frozenset({"people"})))

    def sign_in(self, pin: str, code: str | None = None) -> Person:
        """Who is at the till now.

        Args:
            pin: What was typed; "" for somebody who has none.
            code: Who is meant; None finds the person by the PIN, which no two share.

        Raises:
            Refusal: `pin_wrong`, `pin_wait` after ten wrong ones, `unknown_user`, `pin_needed`.
        """
        left_us = self._closed_until_us - self._clock.now_us()
        if left_us > 0:
            raise Refusal("pin_wait", seconds=-(-left_us // 1_000_000))
        with self._book.reading() as connection:
            pins = known.kept_pins(connection)
            person = parties.person(connection, code)[1] if code is not None else None
        if person is not None and all(other.code != person.code for other, _ in pins):
            self._wrong = 0
            return person
        if not pin:
            raise Refusal("pin_needed")
        for owner, kept in pins:
            if (person is None or person.code == owner.code) and matches(kept, pin):
                self._wrong = 0
                return owner
        self._count_wrong()
        raise Refusal("pin_wrong")

    def _count_wrong(self) -> None:
        self._wrong += 1
        if self._wrong >= MOST_WRONG:
            self._wrong = 0
            self._closed_until_us = self._clock.now_us() + WAIT_S * 1_000_000


def _check_free(connection: Connection, wanted: PersonAsked) -> None:
    """A PIN tells who somebody is: no two people have the same."""
    for owner, kept in known.kept_pins(connection):
        if owner.code != wanted.code and matches(kept, wanted.pin or ""):
            raise Refusal("pin_taken")
