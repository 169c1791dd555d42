"""What somebody has to look at: stock below zero, goods to order again, documents that came late."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.moment import Moment
from app.store.database import Connection
from app.store.queries import past


class BelowZero(NamedTuple):
    """A product, or a lot of one of which there is enough, of which more was sold than the book has.

    Attributes:
        lot: The lot's or serial number, "" for all of the product.
        value_minor: What it left at; None of a lot, where value is the product's.
        since: The moment of the movement with which it went below zero, and has stayed there.
    """

    sku: str
    name: str
    location: str
    lot: str
    quantity_milli: int
    value_minor: int | None
    since: Moment


# What there is of each product at a place, ?1 to ?4 as in `past.BALANCES`.
_THERE_NOW = "SELECT product_id, location_id, quantity_milli, value_minor FROM pool"
# Levels are of now: what moved after the day is taken off, and what was filed after the document. A pool or a lot went
# below zero with the movement after which it was there for the last time; lot -1 is all of them together.
_BELOW_ZERO = """
WITH there AS MATERIALIZED ($THERE), lots_there AS MATERIALIZED (
    SELECT product_id, location_id, lot_id, sum(quantity_milli) AS quantity_milli FROM (
        SELECT product_id, location_id, lot_id, quantity_milli FROM level
        UNION ALL
        SELECT product_id, location_id, lot_id, -quantity_milli FROM movement WHERE book_date > ?3
        UNION ALL
        SELECT product_id, location_id, lot_id, -quantity_milli FROM movement
        WHERE document_id > ?4 AND +book_date <= ?3
    ) WHERE lot_id <> 0 GROUP BY product_id, location_id, lot_id HAVING sum(quantity_milli) < 0
), short (product_id, location_id, lot_id, quantity_milli, value_minor) AS MATERIALIZED (
    SELECT product_id, location_id, -1, quantity_milli, value_minor FROM there WHERE quantity_milli < 0
    UNION ALL
    SELECT product_id, location_id, lot_id, lots_there.quantity_milli, NULL
    FROM lots_there JOIN there USING (product_id, location_id) WHERE there.quantity_milli >= 0
), run AS MATERIALIZED (
    SELECT short.product_id, short.location_id, short.lot_id, movement.seq, sum(movement.quantity_milli) OVER (
        PARTITION BY short.product_id, short.location_id, short.lot_id ORDER BY movement.seq
    ) AS left_milli
    FROM short CROSS JOIN movement ON movement.product_id = short.product_id
        AND movement.location_id = short.location_id AND (short.lot_id = -1 OR movement.lot_id = short.lot_id)
        AND movement.book_date <= ?3 AND movement.document_id <= ?4
), enough AS MATERIALIZED (
    SELECT product_id, location_id, lot_id, coalesce(max(seq) FILTER (WHERE left_milli >= 0), 0) AS seq FROM run
    GROUP BY product_id, location_id, lot_id
), began AS MATERIALIZED (
    SELECT product_id, location_id, lot_id, min(run.seq) AS seq
    FROM run JOIN enough USING (product_id, location_id, lot_id) WHERE run.seq > enough.seq
    GROUP BY product_id, location_id, lot_id
)
SELECT sku, product.name, location.code, coalesce(lot.number, ''), short.quantity_milli, short.value_minor,
    CASE document.kind WHEN 'reversal' THEN document.happened_us ELSE movement.happened_us END, document.offset_minutes
FROM short JOIN began USING (product_id, location_id, lot_id)
JOIN movement ON movement.seq = began.seq JOIN document ON document.id = movement.document_id
JOIN product ON product.id = short.product_id JOIN location ON location.id = short.location_id
LEFT JOIN lot ON lot.id = short.lot_id
WHERE ?5 IS NULL OR short.location_id = ?5
ORDER BY sku, location.code, lot.number
"""
_BELOW_ZERO_NOW = _BELOW_ZERO.replace("$THERE", _THERE_NOW)
_BELOW_ZERO_AT = _BELOW_ZERO.replace("$THERE", past.BALANCES)


def below_zero(
    connection: Connection, *, last_day: int | None, last_document: int, location_id: int | None
) -> list[BelowZero]:
    """The pools below zero, and the lots that are where their pool is not, by SKU, location and lot.

    Args:
        last_day: At the end of that book date; None is now.
        last_document: As it follows from the documents up to this one.
        location_id: There alone, or None for everywhere.
    """
    is_now = last_day is None and last_document == past.EVERY_DOCUMENT
    begin = past.start(connection, past.LAST_DAY if last_day is None else last_day, last_document)
    rows = connection.execute(_BELOW_ZERO_NOW if is_now else _BELOW_ZERO_AT, (*begin, location_id))
    return [BelowZero._make((*row, Moment(us, offset))) for *row, us, offset in rows]


class Low(NamedTuple):
    """A product that should be ordered.

    Attributes:
        supplier: The code of its usual supplier, or "".
    """

    sku: str
    name: str
    quantity_milli: int
    reorder_point_milli: int
    reorder_milli: int | None
    supplier: str


_LOW = """
SELECT sku, product.name, coalesce(there.quantity_milli, 0), reorder_point_milli, reorder_quantity_milli,
    coalesce(supplier.code, '')
FROM product LEFT JOIN supplier ON supplier.id = supplier_id
LEFT JOIN (
    SELECT product_id, sum(quantity_milli) AS quantity_milli FROM pool WHERE ? IS NULL OR location_id = ?
    GROUP BY product_id
) AS there ON there.product_id = product.id
WHERE reorder_point_milli IS NOT NULL AND active = 1 AND stocked = 1
    AND coalesce(there.quantity_milli, 0) <= reorder_point_milli
ORDER BY sku
"""


def low(connection: Connection, *, location_id: int | None) -> list[Low]:
    """The products with at most their reorder point, by SKU; goods on the way count as there."""
    return [Low(*row) for row in connection.execute(_LOW, (location_id, location_id))]


class Late(NamedTuple):
    """A document that happened on a day that was closed, and stands on a later one; or a sale before a posted count.

    Attributes:
        counted_by: The number of the first count after it of the same goods that was posted before it, or "".
        recorded_us: When the book took it, microseconds since 1970 UTC.
        gross_minor: What the sale came to; None for what is no sale.
    """

    at: Moment
    recorded_us: int
    book_date: int
    document: str
    number: str
    kind: str
    location: str
    gross_minor: int | None
    counted_by: str


_LATE = """
WITH counted AS (
    SELECT document.id AS document_id, (
        SELECT number FROM movement JOIN stock_line ON stock_line.product_id = movement.product_id
            AND stock_line.at_us > document.happened_us AND stock_line.state = ''
        JOIN document AS own ON own.id = stock_line.document_id AND own.location_id = document.location_id
        WHERE movement.document_id = document.id AND movement.quantity_milli <> 0 AND own.id < document.id
            AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = own.id AND back.kind = 'reversal')
        ORDER BY stock_line.at_us, own.id LIMIT 1
    ) AS number
    FROM document WHERE kind IN ('sale', 'refund') AND recorded_us > happened_us AND book_date BETWEEN ?1 AND ?2
)
SELECT happened_us, offset_minutes, recorded_us, book_date, uid, document.number, document.kind, location.code,
    gross_minor, coalesce(counted.number, '')
FROM document JOIN location ON location.id = document.location_id LEFT JOIN sale ON sale.document_id = document.id
LEFT JOIN counted ON counted.document_id = document.id
WHERE (late = 1 OR counted.number IS NOT NULL) AND book_date BETWEEN ?1 AND ?2 AND document.id <= ?3
    AND (?4 IS NULL OR document.location_id = ?4)
ORDER BY document.id
"""


def late(connection: Connection, *, days: tuple[int, int], last_document: int, location_id: int | None) -> list[Late]:
    """The late documents that stand in a stretch of book dates, in the order in which they were recorded."""
    rows = connection.execute(_LATE, (*days, last_document, location_id))
    return [Late(Moment(us, offset), *rest) for us, offset, *rest in rows]
