"""What invoices and credit notes say, beside what they settle and what they moved."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.moment import Moment
from app.store.database import Connection


class Unequal(NamedTuple):
    """A figure of a bill that is kept apart and is not the same there.

    Attributes:
        line_no: 0 for what is settled as a whole.
        kept_minor: As what is settled, or what was moved, has it.
        expected_minor: As the bill makes it.
    """

    number: str
    line_no: int
    kept_minor: int
    expected_minor: int


# A line is the sum of the parts of deliveries that it bills; what these were expected to cost less is what was moved.
_UNEQUAL = """
WITH bill AS (
    SELECT id, number, kind FROM document WHERE kind IN ('supplier_invoice', 'credit_note')
), figure (number, line_no, kept_minor, expected_minor) AS (
    SELECT number, line_no,
        (SELECT coalesce(sum(billed_minor), 0) FROM invoice_match
            WHERE invoice_match.document_id = bill.id AND invoice_match.line_no = stock_line.line_no), value_minor
    FROM bill JOIN stock_line ON stock_line.document_id = bill.id
    UNION ALL
    SELECT number, line_no,
        (SELECT coalesce(sum(value_minor + variance_minor), 0) FROM movement
            WHERE movement.document_id = bill.id AND movement.line_no = stock_line.line_no
            AND movement.kind = 'invoice'),
        (SELECT coalesce(sum(billed_minor - received_minor), 0) FROM invoice_match
            WHERE invoice_match.document_id = bill.id AND invoice_match.line_no = stock_line.line_no)
    FROM bill JOIN stock_line ON stock_line.document_id = bill.id
    UNION ALL
    SELECT number, 0,
        (SELECT coalesce(sum(value_minor + variance_minor), 0) FROM movement
            WHERE movement.document_id = bill.id AND movement.kind IN ('landed', 'supplier_return')),
        (SELECT coalesce(sum(billed_minor - booked_minor), 0) FROM settlement
            WHERE settlement.document_id = bill.id) * iif(kind = 'credit_note', -1, 1)
    FROM bill
)
SELECT number, line_no, kept_minor, expected_minor FROM figure WHERE kept_minor <> expected_minor
"""


def unequal(connection: Connection) -> list[Unequal]:
    """The figures of bills that do not agree."""
    return [Unequal(*row) for row in connection.execute(_UNEQUAL)]


class Settling(NamedTuple):
    """What came after a delivery: its invoice, goods that went back, a credit for them, or a cost of its own.

    Attributes:
        kind: Of the document.
        supplier_name: "" for none.
        reference: The supplier's own number, or "".
        of_number: What it is of: the delivery that goods went back of, the return that is credited; else "".
        reversed_by: The number of the document that took it back, "" for none.
    """

    uid: str
    kind: str
    number: str
    at: Moment
    supplier_name: str
    reference: str
    of_number: str
    reversed_by: str


def newest(connection: Connection, *, limit: int) -> list[Settling]:
    """What came after deliveries, the newest first."""
    return [
        Settling(uid, kind, number, Moment(us, offset), *rest)
        for uid, kind, number, us, offset, *rest in connection.execute(_NEWEST, (limit,))
    ]


# Of all documents only few are of stock.
_NEWEST = """
SELECT document.uid, document.kind, document.number, document.happened_us, document.offset_minutes,
    coalesce(supplier.name, ''), reference, coalesce(asked.number, ''),
    coalesce((SELECT number FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal'), '')
FROM stock_document CROSS JOIN document ON document.id = stock_document.document_id
LEFT JOIN supplier ON supplier.id = supplier_id LEFT JOIN document AS asked ON asked.id = document.of_id
WHERE document.kind IN ('supplier_invoice', 'supplier_return', 'credit_note', 'landed_cost')
ORDER BY stock_document.document_id DESC LIMIT ?
"""
