"""One sale with everything that its receipt says."""

from __future__ import annotations

from typing import NamedTuple

from app.store.database import Connection, Row


class Head(NamedTuple):
    """The sale itself."""

    document_id: int
    number: str
    kind: str
    happened_us: int
    offset_minutes: int
    till: str
    cashier: str
    customer: str
    inclusive: int
    discount_minor: int
    net_minor: int
    tax_minor: int
    gross_minor: int


class LineRow(NamedTuple):
    """One of its lines."""

    line_no: int
    name: str
    sku: str
    code: str
    quantity_milli: int
    unit: str
    price_micro: int
    base_milli: int
    discount_minor: int
    shared_minor: int
    net_minor: int
    gross_minor: int
    lot: str
    serials: str
    deposit_of: int | None
    rate_milli: int
    tax_code: str


class Paid(NamedTuple):
    """The document that says how it was paid: the sale itself, or what mended it last."""

    document_id: int
    rounding_minor: int
    change_minor: int


_HEAD = """
SELECT document.id, number, document.kind, happened_us, offset_minutes, till.code, person.name,
    coalesce(customer.name, ''), inclusive, discount_minor, net_minor, tax_minor, gross_minor
FROM document JOIN sale ON sale.document_id = document.id JOIN till ON till.id = document.till_id
JOIN person ON person.id = sale.cashier_id LEFT JOIN customer ON customer.id = sale.customer_id
WHERE document.uid = ?
"""
_LINES = """
SELECT line_no, sale_line.name, sale_line.sku, code, quantity_milli, product.unit, sale_line.price_micro, base_milli,
    discount_minor, shared_minor, net_minor, gross_minor, lot, serials, deposit_of, sale_line.rate_milli,
    sale_line.tax_code
FROM sale_line JOIN product ON product.id = sale_line.product_id WHERE document_id = ? ORDER BY line_no
"""
_PAID = """
SELECT document_id, rounding_minor, change_minor FROM (
    SELECT document_id, rounding_minor, change_minor FROM sale WHERE document_id = ?1
    UNION ALL
    SELECT document_id, rounding_minor, change_minor FROM tender_change JOIN document ON document.id = document_id
    WHERE document.of_id = ?1
) ORDER BY document_id DESC LIMIT 1
"""
_TENDERS = """
SELECT tender.kind, coalesce(tender_kind.name, tender.kind), amount_minor, reference
FROM tender LEFT JOIN tender_kind ON tender_kind.kind = tender.kind WHERE document_id = ? ORDER BY line_no
"""


def head(connection: Connection, uid: str) -> Head | None:
    """The sale or refund with that uid."""
    row = connection.execute(_HEAD, (uid,)).fetchone()
    return None if row is None else Head(*row)


def lines(connection: Connection, document_id: int) -> list[LineRow]:
    """Its lines, in order."""
    return [LineRow(*row) for row in connection.execute(_LINES, (document_id,))]


def taxes(connection: Connection, document_id: int) -> list[Row]:
    """Rate, tax code, net and tax of each tax, in order of the rate."""
    return list(
        connection.execute(
            "SELECT rate_milli, tax_code, net_minor, tax_minor FROM sale_tax WHERE document_id = ?"
            " ORDER BY rate_milli DESC, tax_code",
            (document_id,),
        )
    )


def payment(connection: Connection, document_id: int) -> Paid:
    """How it was paid in the end."""
    return Paid(*next(connection.execute(_PAID, (document_id,))))


def tenders(connection: Connection, document_id: int) -> list[Row]:
    """Kind, name, amount and reference of each part of a payment."""
    return list(connection.execute(_TENDERS, (document_id,)))
