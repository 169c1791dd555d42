"""What has to be known of a document to take it back."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.refusal import Refusal
from app.store.database import Connection


class Wrong(NamedTuple):
    """A document that is to be taken back.

    Attributes:
        reversed_by: The number of the document that has done so already, or None.
        follower: The number of a document that rests on it and would have to go first, or None.
    """

    document_id: int
    kind: str
    number: str
    location: str
    book_date: int
    happened_us: int
    reversed_by: str | None
    follower: str | None


class Moved(NamedTuple):
    """A movement of it; the landed cost that came in with the goods is beside their value.

    Attributes:
        variance_minor, landed_variance_minor: What the goods, and the landed cost, cost beyond these values.
        origin_seq: The movement that first brought its goods into the shop: of what was carried here, or went back to
            its supplier; of broken goods, and of what another count takes over, the movement beside it; else None.
        happened_us: What the shelf knows of it: it is taken back at that moment.
        document_id: The document itself; of what was given back at a count's moment the reversal that did so.
    """

    seq: int
    line_no: int
    kind: str
    product_id: int
    location_id: int
    lot: str
    is_serial: bool
    quantity_milli: int
    value_minor: int
    landed_minor: int
    variance_minor: int
    landed_variance_minor: int
    origin_seq: int | None
    happened_us: int
    document_id: int


def document(connection: Connection, uid: str) -> Wrong:
    """The document with that uid.

    Raises:
        Refusal: `unknown_document`.
    """
    row = connection.execute(_DOCUMENT, (uid,)).fetchone()
    if row is None:
        raise Refusal("unknown_document", uid=uid[:64])
    return Wrong(*row)


# On a document rest those that refer to it, its bills, and late ones that have taken a part of a count's difference
# back: what they moved at the moment of the count came after their own.
_DOCUMENT = """
SELECT document.id, document.kind, document.number, location.code, document.book_date, document.happened_us,
    (SELECT number FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal'),
    coalesce(
        (SELECT number FROM document AS next WHERE next.of_id = document.id AND next.kind <> 'reversal'
            AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = next.id AND back.kind = 'reversal')
            ORDER BY next.id LIMIT 1),
        (SELECT number FROM (
            SELECT document_id, delivery_id AS base_id FROM invoiced_delivery
            UNION SELECT document_id, of_id FROM settlement
        ) JOIN document AS bill ON bill.id = document_id
            WHERE base_id = document.id AND NOT EXISTS (SELECT 1 FROM document AS back
                WHERE back.of_id = bill.id AND back.kind = 'reversal')
            ORDER BY bill.id LIMIT 1),
        (SELECT late.number
            FROM stock_line AS line
            JOIN movement AS taken ON taken.product_id = line.product_id AND taken.location_id = document.location_id
                AND taken.happened_us = line.at_us
            JOIN document AS late ON late.id = taken.document_id
            WHERE document.kind = 'count' AND line.document_id = document.id AND line.state = ''
                AND late.id > document.id AND late.kind <> 'reversal'
                AND taken.kind IN ('opening_stock', 'count_gain', 'count_loss', 'usage')
                AND taken.happened_us > coalesce(
                    (SELECT max(at_us) FROM stock_line AS own
                        WHERE own.document_id = late.id AND own.product_id = taken.product_id),
                    late.happened_us)
                AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = late.id AND back.kind = 'reversal')
            ORDER BY late.id LIMIT 1)
    )
FROM document JOIN location ON location.id = document.location_id WHERE uid = ?
"""


class Resting(NamedTuple):
    """A document that rests on another one; `reference` is its supplier's own number, "" for none."""

    uid: str
    kind: str
    number: str
    reference: str


def resting(connection: Connection, uid: str) -> list[Resting]:
    """What rests on a document and stands, and what rests on that, the last first: so it can be taken back in turn."""
    found: dict[int, Resting] = {}
    waiting = [row[0] for row in connection.execute("SELECT id FROM document WHERE uid = ?", (uid,))]
    while waiting:
        for document_id, *values in connection.execute(_RESTING, (waiting.pop(),)):
            if document_id not in found:
                found[document_id] = Resting(*values)
                waiting.append(document_id)
    return [found[document_id] for document_id in sorted(found, reverse=True)]


_RESTING = """
SELECT document.id, uid, kind, number, coalesce(reference, '') FROM (
    SELECT id AS next_id FROM document WHERE of_id = ?1
    UNION SELECT document_id FROM invoiced_delivery WHERE delivery_id = ?1
    UNION SELECT document_id FROM settlement WHERE of_id = ?1
) JOIN document ON document.id = next_id LEFT JOIN stock_document ON stock_document.document_id = document.id
WHERE kind <> 'reversal' AND NOT EXISTS (
    SELECT 1 FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal')
"""


def of_reference(connection: Connection, supplier_id: int, reference: str) -> str:
    """The number of an invoice of a supplier that stands under the supplier's own number, or ""."""
    return connection.execute(_OF_REFERENCE, (supplier_id, reference)).get or ""


_OF_REFERENCE = """
SELECT number FROM stock_document JOIN document ON document.id = document_id
WHERE supplier_id = ? AND reference = ? AND reference <> '' AND kind = 'supplier_invoice' AND NOT EXISTS (
    SELECT 1 FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal')
ORDER BY document.id DESC LIMIT 1
"""


def movements(connection: Connection, document_id: int) -> list[Moved]:
    """The goods that a document moved, the last first; corrections are made anew where they are needed."""
    return [Moved(*row) for row in connection.execute(_MOVEMENTS, (document_id,))]


_MOVED = """
SELECT movement.seq, movement.line_no, movement.kind, movement.product_id, movement.location_id,
    lot.number, lot.serial = 1, movement.quantity_milli, movement.value_minor, coalesce(landed.value_minor, 0),
    movement.variance_minor, coalesce(landed.variance_minor, 0),
    CASE WHEN movement.kind = 'transfer_in' THEN layer.origin_seq
        WHEN movement.quantity_milli < 0
            OR movement.kind IN ('adjustment', 'opening_stock', 'count_gain', 'count_loss', 'usage')
        THEN movement.cause_seq END,
    movement.happened_us, movement.document_id
FROM $FROM JOIN lot ON lot.id = movement.lot_id
LEFT JOIN layer ON layer.movement_seq = movement.seq
LEFT JOIN movement AS landed ON landed.cause_seq = movement.seq AND landed.kind = 'landed'
    AND landed.document_id = movement.document_id
WHERE $WHERE AND movement.quantity_milli <> 0 ORDER BY movement.seq DESC
"""
_MOVEMENTS = _MOVED.replace("$FROM", "movement").replace("$WHERE", "movement.document_id = ?")


def given_back(connection: Connection, document_id: int) -> list[Moved]:
    """What reversals have given back at the moments of a count, the last first; see `count_truths`.

    It is there as long as the count stands: they mirror nothing of the document that they take back, or are one too
    many to be a mirror.
    """
    return [Moved(*row) for row in connection.execute(_GIVEN_BACK, (document_id,))]


_GIVEN_BACK = _MOVED.replace(
    "$FROM",
    """(
        SELECT product_id, location_id, max(at_us) AS at_us FROM stock_line
        JOIN document ON document.id = document_id WHERE document_id = ?1 AND state = '' GROUP BY product_id
    ) AS own
    CROSS JOIN movement ON movement.product_id = own.product_id AND movement.location_id = own.location_id
        AND movement.happened_us = own.at_us AND movement.document_id > ?1
    JOIN document AS back ON back.id = movement.document_id AND back.kind = 'reversal'""",
).replace(
    "$WHERE",
    """movement.kind IN ('opening_stock', 'count_gain', 'count_loss', 'usage')
    AND (SELECT count(*) FROM movement AS wrong WHERE wrong.document_id = back.of_id
            AND wrong.line_no = movement.line_no AND wrong.kind = movement.kind AND wrong.lot_id = movement.lot_id
            AND wrong.product_id = movement.product_id AND wrong.location_id = movement.location_id
            AND wrong.happened_us = movement.happened_us AND wrong.quantity_milli = -movement.quantity_milli)
        < (SELECT count(*) FROM movement AS alike WHERE alike.document_id = back.id AND alike.seq <= movement.seq
            AND alike.line_no = movement.line_no AND alike.kind = movement.kind AND alike.lot_id = movement.lot_id
            AND alike.product_id = movement.product_id AND alike.location_id = movement.location_id
            AND alike.happened_us = movement.happened_us AND alike.quantity_milli = movement.quantity_milli)
    AND NOT EXISTS (SELECT 1 FROM stock_line AS other JOIN document AS first ON first.id = other.document_id
        WHERE other.product_id = movement.product_id AND other.at_us = movement.happened_us AND other.state = ''
        AND first.location_id = movement.location_id AND first.kind = 'count'
        AND first.id > back.of_id AND first.id < ?1
        AND NOT EXISTS (SELECT 1 FROM document AS taken WHERE taken.of_id = first.id AND taken.kind = 'reversal'
            AND taken.id < back.id))""",
)


class Cost(NamedTuple):
    """A cost that a document booked to goods which had come in before, or a variance to goods that had gone back.

    Attributes:
        kind: Of its movements: `landed`, `invoice`, or `supplier_return` for a variance alone.
        cause_seq: The movement that brought the goods in, or sent them back.
    """

    line_no: int
    kind: str
    product_id: int
    cause_seq: int
    amount_minor: int


def costs(connection: Connection, document_id: int) -> list[Cost]:
    """What a document of costs booked to each movement."""
    return [Cost(*row) for row in connection.execute(_COSTS, (document_id,))]


_COSTS = """
SELECT line_no, kind, product_id, cause_seq, sum(value_minor + variance_minor) FROM movement
WHERE document_id = ? AND kind IN ('landed', 'invoice', 'supplier_return')
GROUP BY line_no, kind, product_id, cause_seq ORDER BY min(seq)
"""


def cost_movements(connection: Connection, document_id: int, product_id: int) -> list[Moved]:
    """The movements by which a document of costs has changed the value of a product; `seq` is what brought that in."""
    return [Moved(*row) for row in connection.execute(_COST_MOVEMENTS, (document_id, product_id))]


_COST_MOVEMENTS = """
SELECT cause_seq, line_no, kind, movement.product_id, location_id, lot.number, lot.serial = 1, 0, value_minor, 0,
    variance_minor, 0, NULL, happened_us, document_id
FROM movement JOIN lot ON lot.id = lot_id
WHERE document_id = ? AND movement.product_id = ? AND kind IN ('landed', 'landed_sold', 'invoice')
ORDER BY seq DESC
"""
