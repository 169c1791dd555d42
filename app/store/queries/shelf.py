"""What stock there was at the end of a day, and what moved it: sums of movements, as known at a moment."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.moment import Moment
from app.store.database import Connection, Row

EVERY_DOCUMENT = 2**63 - 1
FIRST_DAY, LAST_DAY = 0, 99_999_999


@dataclass(frozen=True, slots=True)
class StockRow:
    """What there is of a product at a location: quantity in thousandths, value in minor units."""

    sku: str
    name: str
    location: str
    quantity_milli: int
    value_minor: int


@dataclass(frozen=True, slots=True)
class MovementRow:
    """A movement with the document that it follows from.

    Attributes:
        document: The document's uid.
        kind: The kind of document, or of the movement where it is one that no line asked for (`correction`).
        lot: The lot's number, or "".
    """

    at: Moment
    book_date: int
    document: str
    number: str
    kind: str
    sku: str
    location: str
    lot: str
    quantity_milli: int
    value_minor: int


@dataclass(frozen=True, slots=True)
class UncostedRow:
    """A product whose cost nobody knows, or that was never received or counted.

    Attributes:
        location: Where, or "" for a product that never moved.
        sold_milli: What was sold of it there, less what came back.
        cost_micro: Last known unit cost, or None.
        counted: Whether it was ever received or counted there.
    """

    sku: str
    name: str
    location: str
    quantity_milli: int
    sold_milli: int
    cost_micro: int | None
    counted: bool


# The pools are the sums of all movements, kept with each of them (`tillbook verify` proves it).
_NOW = """
SELECT sku, product.name, location.code, quantity_milli, value_minor
FROM pool JOIN product ON product.id = product_id JOIN location ON location.id = location_id
WHERE ? IS NULL OR location_id = ? ORDER BY sku, location.id
"""
# The plus keeps the day out of the choice of index: products are read one after another, and nothing is sorted.
_AT = """
SELECT sku, product.name, location.code, moved.quantity_milli, moved.value_minor
FROM (
    SELECT product_id, location_id, sum(quantity_milli) AS quantity_milli, sum(value_minor) AS value_minor
    FROM movement WHERE +book_date <= ? AND document_id <= ? GROUP BY product_id, location_id
) AS moved JOIN product ON product.id = product_id JOIN location ON location.id = location_id
WHERE ? IS NULL OR location_id = ? ORDER BY sku, location.id
"""


def on_hand(
    connection: Connection, *, last_day: int | None, last_document: int, location_id: int | None
) -> list[StockRow]:
    """The stock of everything that ever moved, by SKU and location, sold-out goods with zero.

    Args:
        last_day: At the end of that book date; None is now.
        last_document: As it follows from the documents up to this one.
        location_id: There alone, or None for everywhere.
    """
    if last_day is None and last_document == EVERY_DOCUMENT:
        rows = connection.execute(_NOW, (location_id, location_id))
    else:
        day = LAST_DAY if last_day is None else last_day
        rows = connection.execute(_AT, (day, last_document, location_id, location_id))
    return [StockRow(*row) for row in rows]


_MOVEMENTS = """
SELECT movement.happened_us, document.offset_minutes, movement.book_date, document.uid, document.number,
    CASE WHEN movement.kind = 'correction' THEN movement.kind ELSE document.kind END,
    sku, location.code, lot.number, quantity_milli, value_minor
FROM movement JOIN document ON document.id = movement.document_id JOIN product ON product.id = movement.product_id
JOIN location ON location.id = movement.location_id JOIN lot ON lot.id = movement.lot_id
WHERE movement.book_date BETWEEN ? AND ? AND movement.document_id <= ? AND (? IS NULL OR movement.location_id = ?)
ORDER BY movement.book_date, movement.seq
"""


def movements(
    connection: Connection, *, days: tuple[int, int], last_document: int, location_id: int | None
) -> Iterator[MovementRow]:
    """The movements of a stretch of book dates, both ends included, day by day in the ledger's order."""
    rows = connection.execute(_MOVEMENTS, (*days, last_document, location_id, location_id))
    return (MovementRow(Moment(us, offset), *rest) for us, offset, *rest in rows)


_UNCOSTED = """
SELECT sku, product.name, coalesce(location.code, ''), coalesce(pool.quantity_milli, 0),
    (SELECT -coalesce(sum(movement.quantity_milli), 0) FROM movement
        WHERE movement.product_id = product.id AND movement.location_id = pool.location_id
        AND movement.kind IN ('sale', 'customer_return')),
    nullif(coalesce(pool.last_cost_micro, product.cost_micro), 0), coalesce(pool.counted, 0)
FROM product LEFT JOIN pool ON pool.product_id = product.id LEFT JOIN location ON location.id = pool.location_id
WHERE product.stocked = 1 AND (product.active = 1 OR pool.quantity_milli <> 0)
    AND NOT EXISTS (SELECT 1 FROM kit_part WHERE kit_part.product_id = product.id)
    AND (coalesce(pool.counted, 0) = 0 OR coalesce(pool.last_cost_micro, product.cost_micro, 0) = 0)
    AND (? IS NULL OR pool.location_id = ?)
ORDER BY sku, location.id
"""


def uncosted(connection: Connection, *, location_id: int | None) -> list[UncostedRow]:
    """The stocked products without a known cost, and those that were never received or counted. Kits have neither."""
    rows: Iterator[Row] = connection.execute(_UNCOSTED, (location_id, location_id))
    return [
        UncostedRow(sku, name, location, quantity_milli, sold_milli, cost_micro, bool(counted))
        for sku, name, location, quantity_milli, sold_milli, cost_micro, counted in rows
    ]


def book_days(connection: Connection, last_document: int) -> tuple[int | None, int | None]:
    """The first and the last book date of the documents up to this one; None twice where there is none."""
    return connection.execute(_FIRST_DAY, (last_document,)).get, connection.execute(_LAST_DAY, (last_document,)).get


# The plus keeps the number out of the choice of index: the days are read in order, and the first that fits is it.
_FIRST_DAY = "SELECT book_date FROM document WHERE +id <= ? ORDER BY book_date LIMIT 1"
_LAST_DAY = "SELECT book_date FROM document WHERE +id <= ? ORDER BY book_date DESC LIMIT 1"


def last_document(connection: Connection, until_us: int) -> int:
    """The newest document that was recorded until a moment, 0 before the first: ids and recording go the same way."""
    newest = connection.execute("SELECT coalesce(max(id), 0) FROM document").get

    def recorded_us(document_id: int) -> int:
        found: int = connection.execute(_RECORDED, (document_id,)).get
        return found

    return bisect.bisect_right(range(1, newest + 1), until_us, key=recorded_us)


_RECORDED = "SELECT recorded_us FROM document WHERE id >= ? ORDER BY id LIMIT 1"
