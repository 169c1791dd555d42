"""Goods received and not yet invoiced: what deliveries and their carriers are still owed."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.moment import Moment
from app.store.database import Connection


class Owed(NamedTuple):
    """A delivery line, or the landed cost of a document, that is not settled.

    Attributes:
        kind: `goods`, or `landed` for what a carrier is owed.
        line_no: Of the delivery; 0 for landed cost, which is owed as a whole.
        received_milli, received_minor: What came in, at what its delivery said; less what was taken back, and without
            what was free.
        returned_milli, returned_minor: What went back, at what the supplier gives for it.
        invoiced_milli, invoiced_minor: What was invoiced, at what its delivery said; less what a credit note settles.
    """

    at: Moment
    uid: str
    number: str
    supplier: str
    kind: str
    line_no: int
    sku: str
    name: str
    received_milli: int
    received_minor: int
    returned_milli: int
    returned_minor: int
    invoiced_milli: int
    invoiced_minor: int

    @property
    def open_milli(self) -> int:
        """How much is neither invoiced nor sent back."""
        return self.received_milli - self.returned_milli - self.invoiced_milli

    @property
    def open_minor(self) -> int:
        """What is still owed for it; below zero the supplier owes it."""
        return self.received_minor - self.returned_minor - self.invoiced_minor


# A reversal counts with what it takes back, an invoice that is taken back too. Goods that went back to nobody's
# delivery stand as their own line.
_OWED = """
WITH moved AS (
    SELECT iif(document.kind = 'reversal', document.of_id, document.id) AS base_id, movement.line_no, movement.kind,
        movement.quantity_milli, movement.value_minor + movement.variance_minor AS amount_minor
    FROM document CROSS JOIN movement ON movement.document_id = document.id
    LEFT JOIN document AS base ON base.id = document.of_id AND document.kind = 'reversal'
    WHERE document.kind IN ('delivery', 'supplier_return', 'landed_cost', 'reversal')
        AND movement.kind IN ('delivery', 'supplier_return', 'landed')
        AND coalesce(base.kind, '') NOT IN ('supplier_invoice', 'credit_note')
        AND movement.book_date <= ?1 AND document.id <= ?2
), billing AS (
    SELECT id AS bill_id, kind AS bill_kind, 1 AS sign FROM document
    WHERE kind IN ('supplier_invoice', 'credit_note') AND book_date <= ?1 AND id <= ?2
    UNION ALL
    SELECT document.of_id, bill.kind, -1 FROM document JOIN document AS bill ON bill.id = document.of_id
    WHERE document.kind = 'reversal' AND document.book_date <= ?1 AND document.id <= ?2
), part AS (
    SELECT base_id AS delivery_id, iif(kind = 'landed', 'landed', 'goods') AS kind,
        iif(kind = 'landed', 0, line_no) AS line_no, quantity_milli AS received_milli, amount_minor AS received_minor,
        0 AS returned_milli, 0 AS returned_minor, 0 AS invoiced_milli, 0 AS invoiced_minor
    FROM moved WHERE kind <> 'supplier_return'
    UNION ALL
    SELECT iif(line.of_line IS NULL, base.id, base.of_id), 'goods', coalesce(line.of_line, line.line_no),
        0, 0, -moved.quantity_milli, -amount_minor, 0, 0
    FROM moved JOIN document AS base ON base.id = base_id
    JOIN stock_line AS line ON line.document_id = base.id AND line.line_no = moved.line_no
    WHERE moved.kind = 'supplier_return'
    UNION ALL
    SELECT line.document_id, 'goods', line.line_no, -line.free_milli, 0, 0, 0, 0, 0
    FROM stock_line AS line JOIN document ON document.id = line.document_id
    WHERE line.free_milli IS NOT NULL AND document.book_date <= ?1 AND document.id <= ?2
    UNION ALL
    SELECT line.document_id, 'goods', line.line_no, line.free_milli, 0, 0, 0, 0, 0
    FROM stock_line AS line JOIN document AS back ON back.of_id = line.document_id AND back.kind = 'reversal'
    WHERE line.free_milli IS NOT NULL AND back.book_date <= ?1 AND back.id <= ?2
    UNION ALL
    SELECT delivery_id, 'goods', delivery_line, 0, 0, 0, 0, sign * quantity_milli, sign * received_minor
    FROM billing JOIN invoice_match ON invoice_match.document_id = bill_id
    UNION ALL
    SELECT settlement.of_id, 'landed', 0, 0, 0, 0, 0, 0, sign * booked_minor
    FROM billing JOIN settlement ON settlement.document_id = bill_id WHERE bill_kind = 'supplier_invoice'
    UNION ALL
    SELECT iif(line.of_line IS NULL, base.id, base.of_id), 'goods', coalesce(line.of_line, line.line_no),
        0, 0, 0, 0, sign * back.quantity_milli, sign * (back.value_minor + back.variance_minor)
    FROM billing JOIN settlement ON settlement.document_id = bill_id JOIN document AS base ON base.id = settlement.of_id
    JOIN movement AS back ON back.document_id = base.id AND back.kind = 'supplier_return'
    JOIN stock_line AS line ON line.document_id = base.id AND line.line_no = back.line_no
    WHERE bill_kind = 'credit_note'
)
SELECT document.happened_us, document.offset_minutes, document.uid, document.number, coalesce(supplier.code, ''),
    summed.kind, summed.line_no, coalesce(line.sku, ''), coalesce(line.name, ''), received_milli, received_minor,
    returned_milli, returned_minor, invoiced_milli, invoiced_minor
FROM (
    SELECT delivery_id, kind, line_no, sum(received_milli) AS received_milli, sum(received_minor) AS received_minor,
        sum(returned_milli) AS returned_milli, sum(returned_minor) AS returned_minor,
        sum(invoiced_milli) AS invoiced_milli, sum(invoiced_minor) AS invoiced_minor
    FROM part GROUP BY delivery_id, kind, line_no
    HAVING sum(received_milli) <> sum(returned_milli) + sum(invoiced_milli)
        OR sum(received_minor) <> sum(returned_minor) + sum(invoiced_minor)
) AS summed JOIN document ON document.id = delivery_id
JOIN stock_document ON stock_document.document_id = delivery_id
LEFT JOIN supplier ON supplier.id = supplier_id
LEFT JOIN stock_line AS line ON line.document_id = delivery_id AND line.line_no = summed.line_no
ORDER BY delivery_id, summed.kind, summed.line_no
"""


def not_invoiced(connection: Connection, *, last_day: int, last_document: int) -> list[Owed]:
    """What is received and neither invoiced nor sent back at the end of a day, delivery by delivery."""
    rows = connection.execute(_OWED, (last_day, last_document))
    return [Owed(Moment(us, offset), *rest) for us, offset, *rest in rows]
