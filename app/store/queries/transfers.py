"""Transfers that are on the way."""

from __future__ import annotations

from typing import NamedTuple

from app.store.database import Connection


class SentLine(NamedTuple):
    """What of a lot of a product left, less what has arrived since, in thousandths."""

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
    lines = tuple(SentLine(*line) for line in connection.execute(_LEFT, {"sent": document_id}))
    return Sent(document_id, to_location_id, lines)


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
