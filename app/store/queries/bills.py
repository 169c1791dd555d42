"""What invoices and credit notes say, beside what they settle and what they moved."""

from __future__ import annotations

from typing import NamedTuple

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
