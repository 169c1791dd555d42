"""One product in depth: where it is, by which lots, at which cost it came, and all that ever moved it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from app.domain.moment import Moment
from app.store.database import Connection, Row


class Head(NamedTuple):
    """The product itself, as the catalogue has it.

    Attributes:
        costing: Its own cost method, or None for the shop's.
        is_kit: Whether it has the stock of its parts.
    """

    product_id: int
    sku: str
    name: str
    unit: str
    tracking: str
    costing: str | None
    cost_micro: int | None
    standard_cost_micro: int | None
    reorder_point_milli: int | None
    reorder_quantity_milli: int | None
    stocked: int
    active: int
    is_kit: int


class PoolRow(NamedTuple):
    """What there is at one location. `method` is by which its cost goes now."""

    location_id: int
    location: str
    name: str
    kind: str
    method: str
    quantity_milli: int
    value_minor: int
    last_cost_micro: int | None
    counted: int


class LotRow(NamedTuple):
    """What there is of a lot (or of no lot, "") at a location."""

    location: str
    lot: str
    expiry: int | None
    is_serial: int
    quantity_milli: int


@dataclass(frozen=True, slots=True)
class LayerRow:
    """What is left of one arrival.

    Attributes:
        document, number, kind: The document that first brought the goods into the shop.
        book_date: Of that document's movement.
        left_minor: What its own layer is worth; under `average` and `standard` value is the pool's, not the layer's.
    """

    document: str
    number: str
    kind: str
    book_date: int
    location: str
    lot: str
    left_milli: int
    left_minor: int


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A movement with its document. `kind` is the movement's own."""

    book_date: int
    seq: int
    at: Moment
    kind: str
    document: str
    number: str
    location: str
    lot: str
    quantity_milli: int
    value_minor: int


_HEAD = """
SELECT id, sku, name, unit, tracking, costing, cost_micro, standard_cost_micro, reorder_point_milli,
    reorder_quantity_milli, stocked, active, EXISTS (SELECT 1 FROM kit_part WHERE kit_part.product_id = product.id)
FROM product WHERE sku = ?
"""
_POOLS = """
SELECT location.id, location.code, location.name, location.kind, method, quantity_milli, value_minor,
    last_cost_micro, counted
FROM pool JOIN location ON location.id = pool.location_id WHERE product_id = ? ORDER BY location.id
"""
_LOTS = """
SELECT location.code, lot.number, lot.expiry, lot.serial, quantity_milli
FROM level JOIN lot ON lot.id = level.lot_id JOIN location ON location.id = level.location_id
WHERE level.product_id = ? AND quantity_milli <> 0
ORDER BY location.id, lot.id = 0, lot.expiry IS NULL, lot.expiry, lot.number LIMIT ?
"""
_LAYERS = """
SELECT document.uid, document.number, document.kind, origin.book_date, location.name, lot.number,
    layer.quantity_milli - taken_milli, layer.value_minor - taken_minor
FROM layer JOIN movement AS origin ON origin.seq = origin_seq JOIN document ON document.id = origin.document_id
JOIN location ON location.id = layer.location_id JOIN lot ON lot.id = layer.lot_id
WHERE layer.product_id = ? AND taken_milli < layer.quantity_milli ORDER BY movement_seq LIMIT ?
"""
# Backwards along the index of one location: as quick for the first as for the millionth.
_MOVED = """
SELECT movement.book_date, seq,
    CASE document.kind WHEN 'reversal' THEN document.happened_us ELSE movement.happened_us END,
    document.offset_minutes, movement.kind, document.uid, document.number, location.name, lot.number, quantity_milli,
    value_minor
FROM movement JOIN document ON document.id = movement.document_id
JOIN location ON location.id = movement.location_id JOIN lot ON lot.id = movement.lot_id
WHERE movement.product_id = ? AND movement.location_id = ? AND (movement.book_date, seq) < (?, ?)
ORDER BY movement.book_date DESC, seq DESC LIMIT ?
"""
NEWEST = (99_999_999, 2**63 - 1)
"""Before which every movement is: where a history begins."""


def head(connection: Connection, sku: str) -> Head | None:
    """The product with that SKU."""
    row = connection.execute(_HEAD, (sku,)).fetchone()
    return None if row is None else Head(*row)


def pools(connection: Connection, product_id: int) -> list[PoolRow]:
    """The locations where it has ever been."""
    return [PoolRow(*row) for row in connection.execute(_POOLS, (product_id,))]


def lots(connection: Connection, product_id: int, *, limit: int) -> list[LotRow]:
    """What there is of each lot at each location, first expired first; "no lot" comes last."""
    return [LotRow(*row) for row in connection.execute(_LOTS, (product_id, limit))]


def layers(connection: Connection, product_id: int, *, limit: int) -> list[LayerRow]:
    """The open layers in order of arrival."""
    return [LayerRow(*row) for row in connection.execute(_LAYERS, (product_id, limit))]


def moved(
    connection: Connection, product_id: int, location_id: int, *, before: tuple[int, int], limit: int
) -> list[MovedRow]:
    """Its movements at a location, the newest book date first, before one of them (book date and sequence)."""
    rows = connection.execute(_MOVED, (product_id, location_id, *before, limit))
    return [_moved(row) for row in rows]


def _moved(row: Row) -> MovedRow:
    book_date, seq, happened_us, offset_minutes, *rest = row
    return MovedRow(book_date, seq, Moment(happened_us, offset_minutes), *rest)


def own_reasons(connection: Connection) -> dict[str, str]:
    """The names of the shop's own reasons for an adjustment, by code."""
    return dict(connection.execute("SELECT code, name FROM reason ORDER BY id"))


def shop_locations(connection: Connection) -> list[tuple[str, str]]:
    """Code and name of the locations where goods can be, without what is on the way."""
    return [(row[0], row[1]) for row in connection.execute(_SHOPS)]


_SHOPS = "SELECT code, name FROM location WHERE kind = 'shop' ORDER BY id"
