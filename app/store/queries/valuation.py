"""What the stock is made of: the open layers, and what was sold below zero and is still missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from app.store.database import Connection


class LayerRow(NamedTuple):
    """What is left of an arrival, or, with figures below zero, what is missing of something that left.

    Attributes:
        lot: Of the arrival, or of what left.
        happened_us, offset_minutes, document, number, kind: Of the document that brought the goods into the shop, or
            took them out.
        value_minor: What is left of the layer's own value.
        pool_method, pool_minor: Of the product at the location.
    """

    product_id: int
    location_id: int
    sku: str
    name: str
    location: str
    happened_us: int
    offset_minutes: int
    document: str
    number: str
    kind: str
    lot: str
    quantity_milli: int
    value_minor: int
    pool_method: str
    pool_minor: int


_OPEN = """
SELECT pool.product_id, pool.location_id, sku, product.name, location.code,
    CASE document.kind WHEN 'reversal' THEN document.happened_us ELSE origin.happened_us END, document.offset_minutes,
    document.uid, document.number, document.kind, lot.number, piece.quantity_milli, piece.value_minor, pool.method,
    pool.value_minor
FROM (
    SELECT product_id, location_id, movement_seq, origin_seq, lot_id, quantity_milli - taken_milli AS quantity_milli,
        value_minor - taken_minor AS value_minor
    FROM layer WHERE taken_milli < quantity_milli
    UNION ALL
    SELECT shortage.product_id, shortage.location_id, movement_seq, movement_seq, lot_id,
        covered_milli - shortage.quantity_milli, covered_minor - shortage.value_minor
    FROM shortage JOIN movement ON movement.seq = movement_seq WHERE covered_milli < shortage.quantity_milli
) AS piece
JOIN pool ON pool.product_id = piece.product_id AND pool.location_id = piece.location_id
JOIN product ON product.id = piece.product_id JOIN location ON location.id = piece.location_id
JOIN movement AS origin ON origin.seq = piece.origin_seq JOIN document ON document.id = origin.document_id
JOIN lot ON lot.id = piece.lot_id
WHERE ? IS NULL OR piece.location_id = ?
ORDER BY sku, location.id, piece.movement_seq
"""


def layers(connection: Connection, *, location_id: int | None) -> Iterator[LayerRow]:
    """What is open now, by SKU and location, in order of arrival."""
    return map(LayerRow._make, connection.execute(_OPEN, (location_id, location_id)))
