"""Deliveries as they were posted: their lines, what they brought in, and what became of them since."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.refusal import Refusal
from app.store.database import Connection, Row


class Arrival(NamedTuple):
    """A movement by which a delivery line came in.

    Attributes:
        worth_minor: What it cost, with all that was booked to it since.
        lot: The lot's or serial number, or "".
    """

    seq: int
    quantity_milli: int
    worth_minor: int
    lot: str


class Line(NamedTuple):
    """A line of a delivery.

    Attributes:
        value_minor: What the delivery says that the supplier charges for it, landed cost not in it.
        price_minor: What the supplier charges for it as far as it is known: what was invoiced at the invoice's price.
        returned_milli: What has gone back since.
        invoiced_milli: What has been invoiced.
        free_milli: How much of it costs nothing: it is not invoiced.
        damaged_milli: How much of it came broken and was written off.
        broken_back_milli: How much went back out of what was written off, when it came or later.
        arrivals: The movements of what came whole, several where each piece has a serial number; where nothing did, of
            what came broken.
        bearing: Its movements that bear what is booked to the line later, those of what came broken among them.
        broken: The movements of what came broken.
    """

    line_no: int
    sku: str
    product_id: int
    quantity_milli: int
    value_minor: int
    returned_milli: int
    invoiced_milli: int
    price_minor: int
    free_milli: int
    damaged_milli: int
    broken_back_milli: int
    arrivals: tuple[Arrival, ...]
    bearing: tuple[Arrival, ...]
    broken: tuple[Arrival, ...]

    @property
    def charged_milli(self) -> int:
        """What the supplier wants money for."""
        return self.quantity_milli - self.free_milli

    @property
    def left_milli(self) -> int:
        """What has not gone back."""
        return self.quantity_milli - self.returned_milli

    @property
    def broken_left_milli(self) -> int:
        """What of that came broken."""
        return max(0, self.damaged_milli - self.broken_back_milli)

    @property
    def whole_back_milli(self) -> int:
        """What has gone back of what came whole, broken since or not."""
        return self.returned_milli - (self.damaged_milli - self.broken_left_milli)


class Delivery(NamedTuple):
    """A delivery that was not reversed."""

    document_id: int
    uid: str
    number: str
    location: str
    supplier_id: int | None
    supplier: str
    lines: tuple[Line, ...]


def delivery(connection: Connection, uid: str) -> Delivery:
    """The delivery with that uid.

    Raises:
        Refusal: `unknown_delivery`, also for one that was reversed.
    """
    row = connection.execute(_DELIVERY, (uid,)).fetchone()
    if row is None:
        raise Refusal("unknown_delivery", uid=uid[:64])
    document_id, number, location, supplier_id, supplier = row
    whole = _arrivals(connection, _ARRIVALS, document_id)
    broken = _arrivals(connection, _BROKEN_ARRIVALS, document_id)
    lines = []
    for row in connection.execute(_LINES, {"delivery": document_id}):
        came, broke = whole.get(row[0], []), broken.get(row[0], [])
        values: Row = (*row, tuple(came or broke[:1]), (*came, *broke), tuple(broke))
        lines.append(Line(*values))
    return Delivery(document_id, uid, number, location, supplier_id, supplier, tuple(lines))


def _arrivals(connection: Connection, statement: str, document_id: int) -> dict[int, list[Arrival]]:
    """The movements of a delivery, by line."""
    arrivals: dict[int, list[Arrival]] = {}
    for line_no, *arrival in connection.execute(statement, (document_id,)):
        arrivals.setdefault(line_no, []).append(Arrival(*arrival))
    return arrivals


_DELIVERY = """
SELECT document.id, number, location.code, supplier_id, coalesce(supplier.code, '')
FROM document JOIN stock_document ON document_id = document.id JOIN location ON location.id = document.location_id
LEFT JOIN supplier ON supplier.id = supplier_id
WHERE uid = ? AND document.kind = 'delivery'
    AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal')
"""
_LINES = """
WITH standing AS (
    SELECT delivery_line, quantity_milli, received_minor, billed_minor FROM invoice_match
    WHERE delivery_id = :delivery AND NOT EXISTS (SELECT 1 FROM document AS undone
        WHERE undone.of_id = invoice_match.document_id AND undone.kind = 'reversal')
), back AS (
    SELECT stock_line.of_line, stock_line.quantity_milli, stock_line.damaged_milli FROM stock_line
    JOIN document AS returned ON returned.id = stock_line.document_id
    WHERE returned.of_id = :delivery AND returned.kind = 'supplier_return' AND NOT EXISTS (SELECT 1
        FROM document AS undone WHERE undone.of_id = returned.id AND undone.kind = 'reversal')
)
SELECT line_no, sku, product_id, quantity_milli, value_minor,
    (SELECT coalesce(sum(back.quantity_milli), 0) FROM back WHERE back.of_line = stock_line.line_no),
    (SELECT coalesce(sum(standing.quantity_milli), 0) FROM standing
        WHERE delivery_line = stock_line.line_no),
    value_minor + (SELECT coalesce(sum(billed_minor - received_minor), 0) FROM standing
        WHERE delivery_line = stock_line.line_no),
    coalesce(free_milli, 0), coalesce(damaged_milli, 0),
    (SELECT coalesce(sum(back.damaged_milli), 0) FROM back WHERE back.of_line = stock_line.line_no)
FROM stock_line WHERE document_id = :delivery ORDER BY line_no
"""


def later_costs(connection: Connection, document_id: int) -> list[str]:
    """The uids of the costs that were booked to a delivery after it came, the oldest first."""
    return [uid for (uid,) in connection.execute(_LATER, (document_id,))]


_LATER = "SELECT uid FROM document WHERE of_id = ? AND kind = 'landed_cost' ORDER BY id"


class Owed(NamedTuple):
    """What an invoice or a credit note may settle as a whole.

    Attributes:
        kind: Of the document.
        supplier: Its code, "" where the document names none.
        booked_minor: What the document booked: what a carrier is owed, or the credit that is expected.
        settled_by: The number of the document that has settled it, or None.
        parts: Line, product, movement and amount of each part of it.
    """

    document_id: int
    kind: str
    number: str
    supplier: str
    booked_minor: int
    settled_by: str | None
    parts: tuple[tuple[int, int, int, int], ...]


def owed(connection: Connection, uid: str, *, kinds: tuple[str, ...], moved: str) -> Owed | None:
    """What a document of one of these kinds has booked by its movements of one kind; None where there is no such one.

    Args:
        moved: `landed`, or `supplier_return`.
    """
    row = connection.execute(_OWED, (uid,)).fetchone()
    if row is None or row[1] not in kinds:
        return None
    parts = tuple(tuple(part) for part in connection.execute(_OWED_PARTS, (row[0], moved)))
    sign = -1 if moved == "supplier_return" else 1
    parts = tuple((line, product, seq, sign * amount) for line, product, seq, amount in parts)
    document_id, kind, number, supplier, settled_by = row
    return Owed(document_id, kind, number, supplier, sum(part[3] for part in parts), settled_by, parts)


_OWED = """
SELECT document.id, document.kind, document.number, coalesce(supplier.code, ''), (
    SELECT number FROM settlement JOIN document AS bill ON bill.id = settlement.document_id
    WHERE settlement.of_id = document.id AND NOT EXISTS (SELECT 1 FROM document AS undone
        WHERE undone.of_id = bill.id AND undone.kind = 'reversal')
)
FROM document JOIN stock_document ON document_id = document.id LEFT JOIN supplier ON supplier.id = supplier_id
WHERE uid = ? AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal')
"""
# Landed cost is booked to the movement that brought the goods in; what went back is the movement itself.
_OWED_PARTS = """
SELECT line_no, product_id, iif(kind = 'landed', cause_seq, seq), sum(value_minor + variance_minor) FROM movement
WHERE document_id = ? AND kind = ? GROUP BY line_no, product_id, 3 ORDER BY min(seq)
"""
_MOVED_IN = """
SELECT line_no, movement.seq, movement.quantity_milli,
    movement.value_minor + movement.variance_minor + (
        SELECT coalesce(sum(later.value_minor + later.variance_minor), 0) FROM movement AS later
        WHERE later.cause_seq = movement.seq AND later.kind IN ('landed', 'invoice')
    ), lot.number
FROM movement JOIN lot ON lot.id = lot_id WHERE document_id = ? AND kind = 'delivery' AND $BROKEN (
    SELECT 1 FROM movement AS out
    WHERE out.cause_seq = movement.seq AND out.kind = 'adjustment' AND out.document_id = movement.document_id
) ORDER BY movement.seq
"""
_ARRIVALS = _MOVED_IN.replace("$BROKEN", "NOT EXISTS")
_BROKEN_ARRIVALS = _MOVED_IN.replace("$BROKEN", "EXISTS")
