"""Transfers that are on the way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from app.store import dialect_sqlite as dialect
from app.store.database import Connection


class SentLine(NamedTuple):
    """What of a lot of a product left, less what has arrived since, as far as it is there; in thousandths."""

    sku: str
    lot: str
    left_milli: int


class Sent(NamedTuple):
    """A transfer whose goods went on their way."""

    document_id: int
    to_location_id: int
    lines: tuple[SentLine, ...]


def sent(connection: Connection, uid: str) -> Sent | None:
    """The transfer with that uid, if its goods were sent on their way and it was not reversed; else None."""
    row = connection.execute(_SENT, (uid,)).fetchone()
    if row is None:
        return None
    document_id, to_location_id = row
    left = [SentLine(*line) for line in connection.execute(_LEFT, {"sent": document_id})]
    held = _Held(connection, {line.sku for line in left})
    there = [line._replace(left_milli=held.take(*line)) for line in reversed(left)]
    return Sent(document_id, to_location_id, tuple(reversed(there)))


class _Held:
    """What is really on the way, whatever was sent: goods may have been lost or damaged there."""

    def __init__(self, connection: Connection, skus: Iterable[str]) -> None:
        self._of_lot: dict[tuple[str, str], int] = {}
        self._of_all: dict[str, int] = {}
        for sku, lot, quantity_milli in connection.execute(_HELD, (dialect.each_text(skus),)):
            self._of_lot[sku, lot] = quantity_milli
            self._of_all[sku] = self._of_all.get(sku, 0) + quantity_milli

    def take(self, sku: str, lot: str, wanted_milli: int) -> int:
        """Take so much of a lot, at most what is there; how much that is."""
        there_milli = min(self._of_lot.get((sku, lot), 0), self._of_all.get(sku, 0))
        taken_milli = max(min(wanted_milli, there_milli), 0)
        if taken_milli:
            self._of_lot[sku, lot] -= taken_milli
            self._of_all[sku] -= taken_milli
        return taken_milli


_HELD = dialect.in_words("""
SELECT product.sku, lot.number, sum(quantity_milli)
FROM $EACH AS one JOIN product ON product.sku = one.value JOIN level ON level.product_id = product.id
    JOIN location ON location.id = level.location_id JOIN lot ON lot.id = lot_id
WHERE location.kind = 'transit' GROUP BY product.id, lot.id
""")


_SENT = """
SELECT document.id, to_location_id FROM document JOIN stock_document ON document_id = document.id
WHERE uid = ? AND kind = 'transfer' AND step = 'send'
    AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal')
"""
# What left with the transfer, less what its receipts (those that were not reversed) took out of transit again.
_LEFT = """
SELECT product.sku, lot.number,
    sum(CASE WHEN movement.document_id = :sent THEN -quantity_milli ELSE quantity_milli END)
FROM movement JOIN product ON product.id = movement.product_id JOIN lot ON lot.id = lot_id
WHERE movement.kind = 'transfer_out' AND (movement.document_id = :sent OR movement.document_id IN (
    SELECT receipt.id FROM document AS receipt WHERE receipt.of_id = :sent AND receipt.kind = 'transfer_receipt'
        AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = receipt.id AND back.kind = 'reversal')
))
GROUP BY product.id, lot.id ORDER BY min(movement.seq)
"""


class TravellingRow(NamedTuple):
    """What of a lot of a product is still on the way with one transfer.

    Attributes:
        uid, number: Of the transfer.
        source, target: The names of the locations.
        expiry: Of the lot, or None.
    """

    uid: str
    number: str
    happened_us: int
    offset_minutes: int
    source: str
    target: str
    sku: str
    name: str
    unit: str
    lot: str
    expiry: int | None
    is_serial: int
    left_milli: int


def travelling(connection: Connection, of: str | None = None) -> list[TravellingRow]:
    """What is on the way with transfers whose goods have not all arrived, the oldest first, line by line.

    Where less is there than was sent, the newest transfers have theirs: what was lost is of the oldest.

    Args:
        of: The uid of the only transfer that is asked for, or None for all.
    """
    sent_rows = [TravellingRow._make(row) for row in connection.execute(_TRAVELLING, {"of": of})]
    held = _Held(connection, {row.sku for row in sent_rows})
    rows = [row._replace(left_milli=held.take(row.sku, row.lot, row.left_milli)) for row in reversed(sent_rows)]
    return [row for row in reversed(rows) if row.left_milli and of in (None, row.uid)]


# The levels of transit tell of what anything is on the way: of other goods, and of transfers that have arrived, nothing
# is looked at. Other transfers of the same goods are: they share what is there.
_TRAVELLING = """
WITH on_way AS (
    SELECT DISTINCT level.product_id, level.location_id
    FROM level JOIN location ON location.id = level.location_id
    WHERE location.kind = 'transit' AND quantity_milli > 0 AND (:of IS NULL OR level.product_id IN (
        SELECT moved.product_id FROM movement AS moved JOIN document ON document.id = document_id WHERE uid = :of
    ))
), moved AS (
    SELECT CASE document.kind WHEN 'transfer' THEN document.id ELSE of_id END AS sent_id, movement.product_id,
        movement.lot_id, movement.quantity_milli, seq
    FROM on_way CROSS JOIN movement ON movement.product_id = on_way.product_id
            AND movement.location_id = on_way.location_id
        JOIN document ON document.id = movement.document_id
    WHERE document.kind IN ('transfer', 'transfer_receipt')
        AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal')
), left_over AS (
    SELECT sent_id, product_id, lot_id, sum(quantity_milli) AS left_milli, min(seq) AS first_seq
    FROM moved GROUP BY sent_id, product_id, lot_id HAVING sum(quantity_milli) > 0
)
SELECT document.uid, document.number, happened_us, offset_minutes, source.name, target.name, product.sku,
    product.name, product.unit, lot.number, lot.expiry, lot.serial, left_milli
FROM left_over JOIN document ON document.id = sent_id JOIN stock_document ON document_id = document.id
    JOIN location AS source ON source.id = document.location_id JOIN location AS target ON target.id = to_location_id
    JOIN product ON product.id = left_over.product_id JOIN lot ON lot.id = left_over.lot_id
ORDER BY document.id, first_seq
"""
