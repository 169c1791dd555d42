"""Sales as lists: each with its totals, and what they owe of each tax."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.moment import Moment
from app.store.database import Connection


@dataclass(frozen=True, slots=True)
class SaleRow:
    """A sale or refund (negative) in minor units.

    Attributes:
        cashier, customer: Their codes, or "".
        rounding_minor: Cash rounding as the payment was last mended.
    """

    at: Moment
    number: str
    cashier: str
    cashier_name: str
    customer: str
    net_minor: int
    tax_minor: int
    gross_minor: int
    rounding_minor: int


@dataclass(frozen=True, slots=True)
class TaxSum:
    """What sales less refunds come to under one tax, in minor units."""

    tax_code: str
    rate_milli: int
    net_minor: int
    tax_minor: int


_SALES = """
SELECT happened_us, offset_minutes, number, person.code, coalesce(person.name, ''),
    coalesce(customer.code, ''), net_minor, tax_minor, gross_minor,
    coalesce(
        (SELECT mended.rounding_minor FROM document AS mend JOIN tender_change AS mended ON mended.document_id = mend.id
            WHERE mend.of_id = document.id AND mend.id <= ?2 ORDER BY mend.id DESC LIMIT 1),
        sale.rounding_minor
    )
FROM document JOIN sale ON sale.document_id = document.id
LEFT JOIN person ON person.id = sale.cashier_id LEFT JOIN customer ON customer.id = sale.customer_id
WHERE book_date BETWEEN ?3 AND ?4 AND document.id <= ?2 AND (?1 IS NULL OR document.location_id = ?1)
    AND (?5 IS NULL OR sale.cashier_id = ?5)
ORDER BY book_date, document.id
"""
_TAXES = """
SELECT tax_code, rate_milli, sum(net_minor), sum(tax_minor)
FROM document JOIN sale_tax ON sale_tax.document_id = document.id
WHERE book_date BETWEEN ?3 AND ?4 AND document.id <= ?2 AND (?1 IS NULL OR document.location_id = ?1)
GROUP BY tax_code, rate_milli ORDER BY tax_code, rate_milli
"""


def sales(
    connection: Connection,
    *,
    days: tuple[int, int],
    last_document: int,
    location_id: int | None,
    cashier_id: int | None = None,
) -> list[SaleRow]:
    """The sales and refunds of a stretch of book dates, day by day in the order in which they were posted."""
    rows = connection.execute(_SALES, (location_id, last_document, *days, cashier_id))
    return [SaleRow(Moment(us, offset), *rest) for us, offset, *rest in rows]


def taxes(
    connection: Connection, *, days: tuple[int, int], last_document: int, location_id: int | None
) -> list[TaxSum]:
    """What the sales of a stretch of book dates owe, by tax code and rate."""
    return [TaxSum(*row) for row in connection.execute(_TAXES, (location_id, last_document, *days))]


_BY_PRODUCT = """
SELECT sale_line.product_id, sum(sale_line.quantity_milli), sum(sale_line.net_minor)
FROM document JOIN sale_line ON sale_line.document_id = document.id
JOIN product ON product.id = sale_line.product_id AND stocked = 1
WHERE book_date BETWEEN ?3 AND ?4 AND document.id <= ?2 AND (?1 IS NULL OR document.location_id = ?1)
GROUP BY sale_line.product_id
"""


def by_product(
    connection: Connection, *, days: tuple[int, int], last_document: int, location_id: int | None
) -> dict[int, tuple[int, int]]:
    """How much of each product with stock was sold, less what came back, and its net amount without tax."""
    rows = connection.execute(_BY_PRODUCT, (location_id, last_document, *days))
    return {product_id: (quantity_milli, net_minor) for product_id, quantity_milli, net_minor in rows}
