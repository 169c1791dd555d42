"""The only place that builds things: which clock, which book, which services on it."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from app.base.clock import Clock
from app.cli.doors import Doors, OpenBook
from app.domain.shop import Shop
from app.reports.lookups import Lookups
from app.services.cataloguing import Cataloguing
from app.services.receiving import Receiving
from app.services.selling import Selling
from app.store import database


def doors() -> Doors:
    """The doors of the program, for real use."""
    return Doors(open_book=open_book, create_book=create_book)


def open_book(path: Path) -> OpenBook:
    """Open a book with everything that can be done and asked.

    Raises:
        Refusal: `book_url`.
        Trouble: `no_book`, `not_a_book`, `newer_book` ...
    """
    return _furnish(database.open_book(path))


def create_book(path: Path, shop: Shop) -> OpenBook:
    """Make a new book.

    Raises:
        Refusal: `book_exists`, `book_url`.
        Trouble: `no_permission`, `disk_full` ...
    """
    return _furnish(database.create(path, shop))


def _furnish(book: database.Book) -> OpenBook:
    clock = Clock(ZoneInfo(book.shop.timezone))
    return OpenBook(
        path=book.path,
        shop=lambda: book.shop,
        selling=Selling(book, clock),
        receiving=Receiving(book, clock),
        cataloguing=Cataloguing(book),
        lookups=Lookups(book),
    )
