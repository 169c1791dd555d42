"""Closed periods: what they closed with, and what their movements come to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from app.store.database import Connection


class Closed(NamedTuple):
    """A closed period with its pack.

    Attributes:
        first_day, through: As day numbers.
        last_document_id: The newest document that it rests on.
    """

    document_id: int
    number: str
    first_day: int
    through: int
    last_document_id: int
    pack_digest: str
    pack: str


class Stock(NamedTuple):
    """Quantity and value of a product at a location."""

    quantity_milli: int
    value_minor: int


Place = tuple[int, int]
"""A product at a location, by the book's own numbers."""

_CLOSED = """
SELECT document_id, coalesce(number, ''), first_day, through, last_document_id, pack_digest, pack
FROM period LEFT JOIN document ON document.id = document_id ORDER BY document_id
"""
_MOVED = """
SELECT product_id, location_id, sum(quantity_milli), sum(value_minor) FROM movement
WHERE book_date > ? AND book_date <= ? AND document_id <= ? GROUP BY product_id, location_id
"""
_CLOSING = "SELECT product_id, location_id, quantity_milli, value_minor FROM closing WHERE document_id = ?"
_NAMES = """
SELECT coalesce((SELECT sku FROM product WHERE id = ?), ''), coalesce((SELECT code FROM location WHERE id = ?), '')
"""
# Periods are closed in the order of their days: the one closed last before a document is the latest.
_BOOKED_AFTER = """
SELECT number, document.book_date FROM document
WHERE book_date <= (SELECT through FROM period WHERE document_id < document.id ORDER BY document_id DESC LIMIT 1)
UNION
SELECT number, movement.book_date FROM movement JOIN document ON document.id = movement.document_id
WHERE movement.book_date <= (
    SELECT through FROM period WHERE period.document_id < movement.document_id ORDER BY period.document_id DESC LIMIT 1
)
"""


def closed(connection: Connection) -> list[Closed]:
    """The closed periods in the order in which they were closed."""
    return [Closed(*row) for row in connection.execute(_CLOSED)]


def moved(connection: Connection, *, after: int, period: Closed) -> Iterator[tuple[Place, Stock]]:
    """What moved after a day until the end of a period, as it was known when that was closed."""
    rows = connection.execute(_MOVED, (after, period.through, period.last_document_id))
    return (((row[0], row[1]), Stock(row[2], row[3])) for row in rows)


def closing(connection: Connection, document_id: int) -> Iterator[tuple[Place, Stock]]:
    """The stock with which a period was closed; what is left out is zero."""
    rows = connection.execute(_CLOSING, (document_id,))
    return (((row[0], row[1]), Stock(row[2], row[3])) for row in rows)


def names(connection: Connection, place: Place) -> tuple[str, str]:
    """The SKU and the location's code."""
    sku, location = connection.execute(_NAMES, place).get
    return sku, location


def booked_after_close(connection: Connection) -> Iterator[tuple[str, int]]:
    """Numbers of documents that are booked (or moved something) on a day that was closed before them, and the day."""
    return iter(connection.execute(_BOOKED_AFTER))
