"""What there was at the end of a day: it stands in the nearest close, and what moved after that is added.

So a question costs the same with one closed period behind it or a hundred. A closed day takes no movement any more,
so a close is what was known at any moment after it.
"""

from __future__ import annotations

from typing import NamedTuple

from app.store.database import Connection

EVERY_DOCUMENT = 2**63 - 1
FIRST_DAY, LAST_DAY = 0, 99_999_999


class Close(NamedTuple):
    """A close to start at.

    Attributes:
        document_id: Of the period close; 0 before the first.
        through: The last day that it closed.
    """

    document_id: int
    through: int


class Balance(NamedTuple):
    """Quantity in thousandths and value in minor units."""

    quantity_milli: int
    value_minor: int


def nearest_close(connection: Connection, last_day: int, last_document: int) -> Close:
    """The last close at or before a day, of those that were filed until a document."""
    row = connection.execute(_NEAREST, (last_day, last_document)).fetchone()
    return Close(0, -1) if row is None else Close(*row)


_NEAREST = """
SELECT document_id, through FROM period WHERE through <= ? AND document_id <= ? ORDER BY through DESC LIMIT 1
"""

# The sums by product and location at the end of a day. The plus keeps documents out of the choice of index.
BALANCES = """
SELECT product_id, location_id, sum(quantity_milli) AS quantity_milli, sum(value_minor) AS value_minor FROM (
    SELECT product_id, location_id, quantity_milli, value_minor FROM closing WHERE document_id = ?
    UNION ALL
    SELECT product_id, location_id, quantity_milli, value_minor FROM movement
    WHERE book_date > ? AND book_date <= ? AND +document_id <= ?
) GROUP BY product_id, location_id
"""


def start(connection: Connection, last_day: int, last_document: int) -> tuple[int, int, int, int]:
    """The parameters of `BALANCES`, for the end of a day, as it follows from the documents up to one."""
    return *nearest_close(connection, last_day, last_document), last_day, last_document


_BY_PRODUCT_NOW = """
SELECT product_id, sum(quantity_milli), sum(value_minor) FROM pool
WHERE ? IS NULL OR location_id = ? GROUP BY product_id
"""
_BY_PRODUCT = f"""
SELECT product_id, sum(quantity_milli), sum(value_minor) FROM ({BALANCES})
WHERE ? IS NULL OR location_id = ? GROUP BY product_id
"""  # noqa: S608 -- a statement made of statements, written here


def by_product(
    connection: Connection, *, last_day: int | None, last_document: int, location_id: int | None
) -> dict[int, Balance]:
    """What there was of each product at the end of a day; products with nothing may be left out.

    Args:
        last_day: None is now.
        last_document: As it follows from the documents up to this one.
        location_id: There alone; None is everywhere, goods on the way included.
    """
    if last_day is None and last_document == EVERY_DOCUMENT:
        rows = connection.execute(_BY_PRODUCT_NOW, (location_id, location_id))
    else:
        day = LAST_DAY if last_day is None else last_day
        begin = start(connection, day, last_document)
        rows = connection.execute(_BY_PRODUCT, (*begin, location_id, location_id))
    return {product_id: Balance(quantity, value) for product_id, quantity, value in rows}


def opening_stock(connection: Connection, *, days: tuple[int, int], location_id: int | None) -> dict[int, Balance]:
    """What was entered in a stretch of book dates as stock that had been there before, by product."""
    rows = connection.execute(_OPENING_STOCK, (*days, location_id, location_id))
    return {product_id: Balance(quantity, value) for product_id, quantity, value in rows}


_OPENING_STOCK = """
SELECT product_id, sum(quantity_milli), sum(value_minor) FROM movement
WHERE book_date BETWEEN ? AND ? AND kind = 'opening_stock' AND (? IS NULL OR +location_id = ?) GROUP BY product_id
"""


class KindSum(NamedTuple):
    """What the movements of one kind come to."""

    product_id: int
    kind: str
    quantity_milli: int
    value_minor: int
    variance_minor: int


# `NOT INDEXED` would read the whole ledger; the day alone decides.
_BY_KIND = """
SELECT product_id, kind, sum(quantity_milli), sum(value_minor), sum(variance_minor) FROM movement
WHERE book_date BETWEEN ? AND ? AND +document_id <= ? AND (? IS NULL OR +location_id = ?)
GROUP BY product_id, kind
"""


def by_kind(
    connection: Connection, *, days: tuple[int, int], last_document: int, location_id: int | None
) -> list[KindSum]:
    """What moved in a stretch of book dates, both ends included, by product and kind of movement."""
    rows = connection.execute(_BY_KIND, (*days, last_document, location_id, location_id))
    return [KindSum(*row) for row in rows]
