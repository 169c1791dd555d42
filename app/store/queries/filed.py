"""One document as it was filed, of any kind: its head, its lines, and the value that each line moved."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.moment import Moment
from app.store.database import Connection


class Head(NamedTuple):
    """The document itself.

    Attributes:
        reference: The supplier's number on it, or "".
        of_number: The number of the document that it refers to, or "".
    """

    document_id: int
    uid: str
    number: str
    kind: str
    happened_us: int
    offset_minutes: int
    book_date: int
    till: str
    person: str
    location: str
    note: str
    of_number: str
    supplier: str
    reference: str
    to_location: str

    @property
    def at(self) -> Moment:
        """When it happened."""
        return Moment(self.happened_us, self.offset_minutes)


class FiledLine(NamedTuple):
    """A line with what it moved.

    Attributes:
        quantity_milli: As the document says it: what was sold, delivered, counted.
        unit: Of the product.
        unit_cost_micro: As the document says it, or None.
        moved_minor: The value that the line moved, with the sign that stock sees; of goods that change their place,
            what left.
        lot: The lot's number, or the serial numbers one on a line.
        damaged_milli: How much of the quantity came broken, or goes back broken.
    """

    line_no: int
    sku: str
    name: str
    unit: str
    quantity_milli: int
    unit_cost_micro: int | None
    moved_minor: int
    lot: str
    expiry: int | None
    reason: str
    damaged_milli: int = 0


_HEAD = """
SELECT document.id, document.uid, document.number, document.kind, document.happened_us, document.offset_minutes,
    document.book_date, till.code, coalesce(cashier.name, person.name), location.name, document.note,
    coalesce(earlier.number, ''), coalesce(supplier.name, ''), coalesce(stock_document.reference, ''),
    coalesce(target.name, '')
FROM document JOIN till ON till.id = document.till_id JOIN person ON person.id = document.person_id
JOIN location ON location.id = document.location_id LEFT JOIN document AS earlier ON earlier.id = document.of_id
LEFT JOIN stock_document ON stock_document.document_id = document.id
LEFT JOIN supplier ON supplier.id = stock_document.supplier_id
LEFT JOIN location AS target ON target.id = stock_document.to_location_id
LEFT JOIN sale ON sale.document_id = document.id LEFT JOIN person AS cashier ON cashier.id = sale.cashier_id
WHERE document.uid = ?1 OR document.number = ?1 ORDER BY document.uid = ?1 DESC LIMIT 1
"""
_LINES = """
WITH moved AS (
    SELECT line_no, sum(value_minor) AS moved_minor FROM movement
    WHERE document_id = ?1 AND kind <> 'transfer_in' GROUP BY line_no
)
SELECT line.line_no, line.sku, line.name, product.unit, line.quantity_milli, line.unit_cost_micro,
    coalesce(moved_minor, 0), line.lot, line.expiry, line.reason, line.damaged_milli
FROM (
    SELECT line_no, product_id, sku, name, quantity_milli, nullif(unit_cost_micro, 0) AS unit_cost_micro,
        CASE serials WHEN '' THEN lot ELSE serials END AS lot, expiry, reason,
        coalesce(damaged_milli, 0) AS damaged_milli
    FROM stock_line WHERE document_id = ?1
    UNION ALL
    SELECT line_no, product_id, sku, name, quantity_milli, NULL,
        CASE serials WHEN '' THEN lot ELSE serials END, NULL, state, 0
    FROM sale_line WHERE document_id = ?1
) AS line JOIN product ON product.id = line.product_id LEFT JOIN moved ON moved.line_no = line.line_no
ORDER BY line.line_no LIMIT ?2
"""


def head(connection: Connection, name: str) -> Head | None:
    """The document with that uid, or with that number."""
    row = connection.execute(_HEAD, (name,)).fetchone()
    return None if row is None else Head(*row)


def lines(connection: Connection, document_id: int, *, limit: int) -> list[FiledLine]:
    """Its lines, in order; none of a document that has no goods."""
    return [FiledLine(*row) for row in connection.execute(_LINES, (document_id, limit))]
