"""What reports can be narrowed to: the locations, categories, suppliers and cashiers of the shop."""

from __future__ import annotations

from dataclasses import dataclass

from app.store.database import Book
from app.store.queries import narrowing

Named = tuple[str, str]
"""A code and the name that people know it by."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from, by name.

    Attributes:
        first_day: The first day of the book, None in an empty one.
    """

    locations: tuple[Named, ...] = ()
    categories: tuple[Named, ...] = ()
    suppliers: tuple[Named, ...] = ()
    cashiers: tuple[Named, ...] = ()
    first_day: int | None = None


class ReportChoices:
    """Answers what there is to choose from. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def choices(self) -> Choices:
        """The places where goods are, the categories that have goods, the suppliers, and who sells."""
        with self._book.reading() as connection:
            return Choices(
                tuple(narrowing.locations(connection)),
                tuple((name, name) for name in narrowing.categories(connection)),
                tuple(narrowing.suppliers(connection)),
                tuple(narrowing.cashiers(connection)),
                narrowing.first_day(connection),
            )
