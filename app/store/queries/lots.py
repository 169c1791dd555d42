"""What there is of each lot, now or at the end of a day: the levels of now, less what has moved since."""

from __future__ import annotations

from typing import NamedTuple

from app.store.database import Connection
from app.store.queries import past


class LotRow(NamedTuple):
    """What there is of a lot at a location.

    Attributes:
        lot: Its number, "" for goods without one.
        expiry: A day number, or None.
        method: The cost method of the product there.
        own_minor: What the lot's own layers are worth, less what is short of it.
    """

    product_id: int
    location_id: int
    sku: str
    name: str
    location: str
    lot: str
    expiry: int | None
    method: str
    quantity_milli: int
    own_minor: int


# Levels and layers are of now. What moved after the day is taken off, and what was filed after the document.
_LOTS = """
WITH part (product_id, location_id, lot_id, quantity_milli, value_minor) AS (
    SELECT product_id, location_id, lot_id, quantity_milli, 0 FROM level WHERE quantity_milli <> 0
    UNION ALL
    SELECT product_id, location_id, lot_id, 0, value_minor - taken_minor FROM layer WHERE taken_milli < quantity_milli
    UNION ALL
    SELECT shortage.product_id, shortage.location_id, lot_id, 0, covered_minor - shortage.value_minor
    FROM shortage JOIN movement ON movement.seq = movement_seq WHERE covered_milli < shortage.quantity_milli
    UNION ALL
    SELECT product_id, location_id, lot_id, -quantity_milli, -value_minor FROM movement WHERE book_date > ?
    UNION ALL
    SELECT product_id, location_id, lot_id, -quantity_milli, -value_minor FROM movement
    WHERE document_id > ? AND +book_date <= ?
), there AS MATERIALIZED (
    SELECT product_id, location_id, lot_id, sum(quantity_milli) AS quantity_milli, sum(value_minor) AS value_minor
    FROM part GROUP BY product_id, location_id, lot_id HAVING sum(quantity_milli) <> 0
)
SELECT there.product_id, there.location_id, sku, product.name, location.code, lot.number, lot.expiry, pool.method,
    there.quantity_milli, there.value_minor
FROM there JOIN product ON product.id = there.product_id JOIN location ON location.id = there.location_id
JOIN lot ON lot.id = there.lot_id
JOIN pool ON pool.product_id = there.product_id AND pool.location_id = there.location_id
WHERE ? IS NULL OR there.location_id = ?
ORDER BY sku, location.id, lot.expiry IS NULL, lot.expiry, lot.number
"""


def lots(connection: Connection, *, last_day: int | None, last_document: int, location_id: int | None) -> list[LotRow]:
    """The lots with stock, and goods without a lot, by SKU and location, what expires first in front.

    Args:
        last_day: At the end of that book date; None is now.
        last_document: As it follows from the documents up to this one.
        location_id: There alone, or None for everywhere.
    """
    day = past.LAST_DAY if last_day is None else last_day
    rows = connection.execute(_LOTS, (day, last_document, day, location_id, location_id))
    return [LotRow(*row) for row in rows]


def place_values(connection: Connection, *, last_day: int | None, last_document: int) -> dict[tuple[int, int], int]:
    """What the stock of each product at each location is worth, for the same question."""
    if last_day is None and last_document == past.EVERY_DOCUMENT:
        rows = connection.execute("SELECT product_id, location_id, value_minor FROM pool")
    else:
        begin = past.start(connection, past.LAST_DAY if last_day is None else last_day, last_document)
        rows = connection.execute(_PLACE_VALUES, begin)
    return {(product_id, location_id): value_minor for product_id, location_id, value_minor in rows}


_PLACE_VALUES = f"SELECT product_id, location_id, value_minor FROM ({past.BALANCES})"  # noqa: S608 -- written here
