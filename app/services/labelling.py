"""Labelling: what was printed on shelf labels, so that changed prices are known."""

from __future__ import annotations

from collections.abc import Iterable

from app.base.clock import Clock
from app.domain import rights
from app.domain.changes import Changes
from app.store.database import Book
from app.store.queries import parties
from app.store.writing.labels import note_shelf_labels


class Labelling:
    """Keeps which price stands on the shelf."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def note_printed(self, product_ids: Iterable[int], *, user: str | None = None) -> Changes:
        """Note that these products have a shelf label with today's price.

        Raises:
            Refusal: `not_allowed`, `unknown_user`.
        """
        with self._book.writing() as connection:
            _, person = parties.person(connection, user)
            rights.require(person, rights.Right.LABEL)
            note_shelf_labels(connection, product_ids, at_us=self._clock.now_us())
        return Changes(frozenset({"labels"}))
