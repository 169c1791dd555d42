"""Tills: what is going on at a till, and what it may choose from: baskets, the last sale, tenders, people."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.basket import Basket, Entry, replay
from app.domain.journal import read_entry
from app.domain.moment import Moment
from app.store.database import Book
from app.store.queries import drafts, parties, sales

_BASKET = "sale"


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A basket in progress, entry by entry. Its uid becomes the sale's."""

    uid: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ParkedDraft:
    """A basket that was put aside.

    Attributes:
        label: What it was put aside as, or "".
        till, user: The code of the till and the name of the person who did it.
    """

    uid: str
    label: str
    till: str
    user: str
    parked_at: Moment
    basket: Basket


@dataclass(frozen=True, slots=True)
class LastSale:
    """A sale (or refund) as a till tells of it: its newest one, or one whose receipt is at hand.

    Attributes:
        gross_minor: What the sale comes to, before cash rounding; negative for a refund.
        payable_minor: What was owed, cash rounding included.
        given: Kind and amount of each part of the payment, as last mended.
        change_minor: What was given back in cash, never negative.
    """

    uid: str
    number: str
    at: Moment
    gross_minor: int
    payable_minor: int
    given: tuple[tuple[str, int], ...]
    change_minor: int


@dataclass(frozen=True, slots=True)
class TenderKind:
    """A way to pay."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may be at a till."""

    code: str
    name: str


class Tills:
    """Answers about tills. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def open_draft(self, till: str) -> OpenDraft | None:
        """The basket that is open at a till, None when there is none.

        Of several (a crash can leave an older one) it is the one begun or recalled last that has anything in it.
        """
        with self._book.reading() as connection:
            found = drafts.live(connection, _BASKET, "open", till=till)
        if not found:
            return None
        newest = next((draft for draft in reversed(found) if draft.meanings), found[-1])
        return OpenDraft(newest.uid, _entries(newest))

    def parked(self) -> tuple[ParkedDraft, ...]:
        """The baskets that wait, the one that was put aside first first."""
        with self._book.reading() as connection:
            found = drafts.live(connection, _BASKET, "parked")
        return tuple(
            ParkedDraft(one.uid, one.label, one.till, one.user, one.changed, replay(list(_entries(one))))
            for one in found
        )

    def last_sale(self, till: str) -> LastSale | None:
        """The newest sale of a till; None before the first."""
        with self._book.reading() as connection:
            last = sales.last_sale(connection, till)
        return None if last is None else _as_told(last)

    def sale(self, number: str) -> LastSale | None:
        """The sale or refund with that number, which stands on its receipt as text and as bars; else None."""
        with self._book.reading() as connection:
            found = sales.sale_by_number(connection, number)
        return None if found is None else _as_told(found)

    def tenders(self) -> tuple[TenderKind, ...]:
        """The ways to pay, in the order in which the shop took them up; cash and card come first."""
        with self._book.reading() as connection:
            return tuple(TenderKind(kind, name) for kind, name in parties.tender_kinds(connection).items())

    def users(self) -> tuple[User, ...]:
        """The people who work here, the owner first."""
        with self._book.reading() as connection:
            return tuple(User(person.code, person.name) for person in parties.people(connection))

    def version(self) -> int:
        """A number that moves when another program or thread has changed the book; for one thread to compare."""
        return self._book.data_version()


def _as_told(sale: sales.LastSale) -> LastSale:
    return LastSale(
        sale.uid,
        sale.number,
        Moment(sale.happened_us, sale.offset_minutes),
        sale.gross_minor,
        sale.gross_minor + sale.rounding_minor,
        sale.tenders,
        sale.change_minor,
    )


def _entries(draft: drafts.StoredDraft) -> tuple[Entry, ...]:
    return tuple(read_entry(meaning) for meaning in draft.meanings)
