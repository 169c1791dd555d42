"""What is to be seen beside a product in the catalogue: how it moved day by day, and which numbers are taken."""

from __future__ import annotations

from typing import NamedTuple

from app.store.database import Connection


class MovedDay(NamedTuple):
    """What moved a product's stock on a book date.

    Attributes:
        quantity_milli, value_minor: By how much stock and its value were changed, at all locations together.
        sold_milli: What was sold of it, returns taken off.
    """

    book_date: int
    quantity_milli: int
    value_minor: int
    sold_milli: int


_MOVED = """
SELECT book_date, sum(quantity_milli), sum(value_minor),
    -sum(CASE WHEN kind IN ('sale', 'customer_return') THEN quantity_milli ELSE 0 END)
FROM movement WHERE product_id = ? GROUP BY book_date ORDER BY book_date
"""
_TAKEN = "SELECT max(code) FROM product_code WHERE code BETWEEN ? AND ? AND length(code) = 13"
_HAS_STOCK = "SELECT EXISTS (SELECT 1 FROM level WHERE product_id = ? AND quantity_milli <> 0)"
_NEXT_SKU = "SELECT coalesce(max(id), 0) + 1 FROM product"


def moved(connection: Connection, product_id: int) -> list[MovedDay]:
    """What moved a product's stock on each day, from the first day on."""
    return [MovedDay(*row) for row in connection.execute(_MOVED, (product_id,))]


def highest_code(connection: Connection, first: str, last: str) -> str | None:
    """The highest code of 13 signs in a stretch of them, or None."""
    found = connection.execute(_TAKEN, (first, last)).get
    return None if found is None else str(found)


def next_number(connection: Connection) -> int:
    """A number that no product has had."""
    return int(connection.execute(_NEXT_SKU).get)


def has_stock(connection: Connection, product_id: int) -> bool:
    """Whether there is any of a product, or less than none."""
    return bool(connection.execute(_HAS_STOCK, (product_id,)).get)
