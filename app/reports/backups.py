"""The copies that were made of the book: when, and where they lie."""

from __future__ import annotations

from datetime import datetime

from app.reports.report import Column, Report, Unit
from app.store.database import Book
from app.store.settings import read_copies

_COLUMNS = (Column("at", "At", Unit.MOMENT), Column("file", "File"))


class Backups:
    """Answers about copies. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def backups(self) -> Report:
        """Every copy that the book knows of, the newest first."""
        shop = self._book.shop
        with self._book.reading() as connection:
            rows = [(one.at, one.path) for one in reversed(read_copies(connection))]
        return Report("backups", "Backups", shop.name, shop.currency, _COLUMNS, rows)

    def last(self) -> datetime | None:
        """When the last copy was made, None where the book knows of none."""
        with self._book.reading() as connection:
            known = read_copies(connection)
        return datetime.fromisoformat(known[-1].at) if known else None
