"""What somebody has to look at: stock below zero, goods to order again, documents that came late."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.moment import Moment
from app.store.database import Connection


class BelowZero(NamedTuple):
    """A product, or a lot of one of which there is enough, of which more was sold than the book has.

    Attributes:
        lot: The lot's or serial number, "" for all of the product.
        value_minor: What it left at; None of a lot, where value is the product's.
        since: When it went below zero: the moment of the oldest movement that is not covered.
    """

    sku: str
    name: str
    location: str
    lot: str
    quantity_milli: int
    value_minor: int | None
    since: Moment


_BELOW_ZERO = """
SELECT sku, product.name, location.code, '', pool.quantity_milli, pool.value_minor, movement.happened_us,
    document.offset_minutes
FROM (
    SELECT product_id, location_id, min(movement_seq) AS seq FROM shortage WHERE covered_milli < quantity_milli
    GROUP BY product_id, location_id
) AS first
JOIN pool ON pool.product_id = first.product_id AND pool.location_id = first.location_id
JOIN product ON product.id = first.product_id JOIN location ON location.id = first.location_id
JOIN movement ON movement.seq = first.seq JOIN document ON document.id = movement.document_id
WHERE pool.quantity_milli < 0 AND (? IS NULL OR first.location_id = ?)
"""
# A lot went below zero with the movement after which it was there for the last time.
_LOTS_BELOW_ZERO = """
WITH short AS MATERIALIZED (
    SELECT level.product_id, level.location_id, level.lot_id, level.quantity_milli
    FROM pool JOIN level ON level.product_id = pool.product_id AND level.location_id = pool.location_id
    WHERE pool.lots = 1 AND level.lot_id <> 0 AND level.quantity_milli < 0 AND pool.quantity_milli >= 0
        AND (? IS NULL OR pool.location_id = ?)
), run AS (
    SELECT short.product_id, short.location_id, short.lot_id, movement.seq,
        sum(movement.quantity_milli) OVER (
            PARTITION BY short.product_id, short.location_id, short.lot_id ORDER BY movement.seq
        ) AS left_milli
    FROM short JOIN movement ON movement.product_id = short.product_id AND movement.location_id = short.location_id
        AND movement.lot_id = short.lot_id
)
SELECT sku, product.name, location.code, lot.number, short.quantity_milli, NULL, movement.happened_us,
    document.offset_minutes
FROM short JOIN movement ON movement.seq = (
    SELECT min(seq) FROM run WHERE run.product_id = short.product_id AND run.location_id = short.location_id
        AND run.lot_id = short.lot_id AND seq > coalesce((
            SELECT max(seq) FROM run AS there WHERE there.product_id = short.product_id
                AND there.location_id = short.location_id AND there.lot_id = short.lot_id AND there.left_milli >= 0
        ), 0)
)
JOIN document ON document.id = movement.document_id JOIN product ON product.id = short.product_id
JOIN location ON location.id = short.location_id JOIN lot ON lot.id = short.lot_id
"""


def below_zero(connection: Connection, *, location_id: int | None) -> list[BelowZero]:
    """The pools below zero, and the lots that are where their pool is not, by SKU, location and lot."""
    found = [
        BelowZero._make((*row, Moment(us, offset)))
        for question in (_BELOW_ZERO, _LOTS_BELOW_ZERO)
        for *row, us, offset in connection.execute(question, (location_id, location_id))
    ]
    return sorted(found, key=lambda row: (row.sku, row.location, row.lot))


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
