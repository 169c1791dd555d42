"""What stock there was at the end of a day, and what moved it, as known at a moment."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from app.domain.moment import Moment
from app.domain.movement import listed_kind
from app.store import dialect_sqlite as dialect
from app.store.database import Connection, Row
from app.store.queries import past, stock


class StockRow(NamedTuple):
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
        kind: The kind of document, or of the movement where that is not what the document says it does (`correction`).
        lot: The lot's number, or "".
    """

    at: Moment
    book_date: int
    document: str
    number: str
    kind: str
    sku: str
    name: str
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
# A close keeps no row of what was sold out then: that it had ever moved by that day, its movements say.
_AT = f"""
WITH moved AS MATERIALIZED ({past.BALANCES})
SELECT sku, product.name, location.code, coalesce(moved.quantity_milli, 0), coalesce(moved.value_minor, 0)
FROM pool JOIN product ON product.id = pool.product_id JOIN location ON location.id = pool.location_id
LEFT JOIN moved ON moved.product_id = pool.product_id AND moved.location_id = pool.location_id
WHERE (? IS NULL OR pool.location_id = ?) AND (moved.product_id IS NOT NULL OR EXISTS (
    SELECT 1 FROM movement WHERE movement.product_id = pool.product_id AND movement.location_id = pool.location_id
    AND movement.book_date <= ? AND +movement.document_id <= ?
))
ORDER BY sku, location.id
"""  # noqa: S608 -- a statement made of statements, written here


def on_hand(
    connection: Connection, *, last_day: int | None, last_document: int, location_id: int | None
) -> list[StockRow]:
    """The stock of everything that ever moved, by SKU and location, sold-out goods with zero.

    Args:
        last_day: At the end of that book date; None is now.
        last_document: As it follows from the documents up to this one.
        location_id: There alone, or None for everywhere.
    """
    if last_day is None and last_document == past.EVERY_DOCUMENT:
        rows = connection.execute(_NOW, (location_id, location_id))
    else:
        day = past.LAST_DAY if last_day is None else last_day
        begin = past.start(connection, day, last_document)
        rows = connection.execute(_AT, (*begin, location_id, location_id, day, last_document))
    return list(map(_NEW_STOCK_ROW, rows))


# A hundred thousand of them: made by name they would take as long as the statement itself.
_NEW_STOCK_ROW: Callable[[Row], StockRow] = partial(tuple.__new__, StockRow)


# What is taken back has the moment of what it takes back, for counts; people look for it when it was taken back.
_MOVEMENTS = """
SELECT CASE document.kind WHEN 'reversal' THEN document.happened_us ELSE movement.happened_us END,
    document.offset_minutes, movement.book_date, document.uid, document.number, document.kind, movement.kind, sku,
    product.name, location.code, lot.number, quantity_milli, value_minor
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
    for us, offset, day, uid, number, filed_as, kind, *rest in rows:
        yield MovementRow(Moment(us, offset), day, uid, number, listed_kind(filed_as, kind), *rest)


_UNCOSTED = f"""
SELECT sku, product.name, coalesce(location.code, ''), coalesce(pool.quantity_milli, 0),
    (SELECT -coalesce(sum(movement.quantity_milli), 0) FROM movement
        WHERE movement.product_id = product.id AND movement.location_id = pool.location_id
        AND movement.kind IN ('sale', 'customer_return')),
    nullif(coalesce(pool.last_cost_micro, {stock.COST_ELSEWHERE}, product.cost_micro), 0), coalesce(pool.counted, 0)
FROM product LEFT JOIN pool ON pool.product_id = product.id LEFT JOIN location ON location.id = pool.location_id
WHERE product.stocked = 1 AND (product.active = 1 OR pool.quantity_milli <> 0)
    AND NOT EXISTS (SELECT 1 FROM kit_part WHERE kit_part.product_id = product.id)
    AND (coalesce(pool.counted, 0) = 0
        OR coalesce(pool.last_cost_micro, {stock.COST_ELSEWHERE}, product.cost_micro, 0) = 0)
    AND (? IS NULL OR pool.location_id = ?)
ORDER BY sku, location.id
"""  # noqa: S608 -- a statement made of statements, written here


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


class Named(NamedTuple):
    """What a product is called."""

    product_id: int
    sku: str
    name: str


def named(connection: Connection, product_ids: Iterable[int]) -> list[Named]:
    """What products are called, by SKU."""
    return [Named(*row) for row in connection.execute(_NAMED, (dialect.each(product_ids),))]


_NAMED = dialect.in_words("""
SELECT product.id, sku, name FROM $EACH AS one CROSS JOIN product ON product.id = one.value ORDER BY sku
""")


def last_document(connection: Connection, until_us: int) -> int:
    """The newest document that was recorded until a moment, 0 before the first: ids and recording go the same way."""
    newest = connection.execute("SELECT coalesce(max(id), 0) FROM document").get

    def recorded_us(document_id: int) -> int:
        found: int = connection.execute(_RECORDED, (document_id,)).get
        return found

    return bisect.bisect_right(range(1, newest + 1), until_us, key=recorded_us)


def newest_document(connection: Connection) -> int:
    """The document that was recorded last, 0 before the first."""
    found: int = connection.execute("SELECT coalesce(max(id), 0) FROM document").get
    return found


def has_newer(connection: Connection, document_id: int, last_day: int) -> bool:
    """Whether a document of the days through this one was recorded after another."""
    return connection.execute(_NEWER, (document_id, last_day)).fetchone() is not None


_NEWER = "SELECT 1 FROM document WHERE id > ? AND book_date <= ? LIMIT 1"
_RECORDED = "SELECT recorded_us FROM document WHERE id >= ? ORDER BY id LIMIT 1"
