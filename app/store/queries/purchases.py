"""What came from suppliers: deliveries one by one, and what each product cost at one after the other."""

from __future__ import annotations

from typing import NamedTuple

from app.store.database import Connection
from app.store.queries.charged import CAME_WITH, IS_CHARGE


class Delivered(NamedTuple):
    """A delivery.

    Attributes:
        document: Its uid.
        order: The number of the order that it came on, or "".
        expected: The day on which that was expected, as a day number, or None.
    """

    book_date: int
    number: str
    document: str
    supplier: str
    reference: str
    order: str
    expected: int | None
    location: str
    lines: int
    value_minor: int
    landed_minor: int


def deliveries(connection: Connection, *, days: tuple[int, int], location_id: int | None) -> list[Delivered]:
    """The deliveries of a stretch of book dates in the order in which they were recorded, those taken back left out."""
    return [Delivered(*row) for row in connection.execute(_DELIVERIES, (*days, location_id, location_id))]


_DELIVERIES = """
SELECT delivery.book_date, delivery.number, delivery.uid, coalesce(supplier.code, ''), stock_document.reference,
    coalesce(asked.number, ''), coalesce(sending.expected, order_document.expected), location.code,
    (SELECT count(*) FROM stock_line WHERE document_id = delivery.id),
    (SELECT coalesce(sum(value_minor), 0) FROM stock_line WHERE document_id = delivery.id),
    (SELECT coalesce(sum(landed_minor), 0) FROM stock_line WHERE document_id = delivery.id)
FROM document AS delivery JOIN stock_document ON stock_document.document_id = delivery.id
JOIN location ON location.id = delivery.location_id
LEFT JOIN supplier ON supplier.id = stock_document.supplier_id
LEFT JOIN document AS asked ON asked.id = delivery.of_id AND asked.kind = 'order'
LEFT JOIN order_document ON order_document.document_id = asked.id
LEFT JOIN document AS sent ON sent.of_id = asked.id AND sent.kind = 'order_send'
LEFT JOIN order_document AS sending ON sending.document_id = sent.id
WHERE delivery.kind = 'delivery' AND delivery.book_date BETWEEN ? AND ? AND (? IS NULL OR delivery.location_id = ?)
    AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = delivery.id AND back.kind = 'reversal')
ORDER BY delivery.id
"""


def billed_beyond(connection: Connection, *, days: tuple[int, int], location_id: int | None) -> dict[str, int]:
    """What bills of a stretch of book dates charged beyond the delivery notes, by the delivery's uid."""
    found: dict[str, int] = dict(connection.execute(_BILLED_BEYOND, (*days, location_id, location_id)))
    return found


# A bill that is taken back points to what it had added, which points to what came.
_BILLED_BEYOND = """
SELECT delivery.uid, sum(movement.value_minor) FROM movement JOIN movement AS cause ON cause.seq = movement.cause_seq
LEFT JOIN movement AS came ON cause.kind = 'invoice' AND came.seq = cause.cause_seq
JOIN document AS delivery ON delivery.id = coalesce(came.document_id, cause.document_id)
WHERE movement.kind = 'invoice' AND movement.book_date BETWEEN ? AND ? AND (? IS NULL OR movement.location_id = ?)
GROUP BY delivery.id HAVING sum(movement.value_minor) <> 0
"""


class PriceChange(NamedTuple):
    """A product that a supplier has charged at another unit cost than the time before, in millionths.

    Attributes:
        number: Of the delivery that said so, or of the invoice.
    """

    book_date: int
    number: str
    supplier: str
    sku: str
    name: str
    before_micro: int
    after_micro: int


def price_changes(connection: Connection, *, days: tuple[int, int]) -> list[PriceChange]:
    """The changes of cost in a stretch of book dates; free goods, and what was taken back, left out."""
    return [PriceChange(*row) for row in connection.execute(_PRICE_CHANGES, days)]


# Goods that came at several costs at once are of one price together: no line of a delivery is beside another one of it.
_PRICE_CHANGES = f"""
SELECT book_date, number, supplier, sku, name, before_micro, after_micro FROM (
    SELECT came_with, id, line_no, book_date, number, supplier, sku, name, after_micro,
        lag(after_micro) OVER (PARTITION BY product_id, supplier ORDER BY came_with, id) AS before_micro
    FROM (
        SELECT {CAME_WITH} AS came_with, charging.id, min(line.line_no) AS line_no, charging.book_date,
            charging.number, supplier.code AS supplier, line.product_id, product.sku, product.name,
            CAST(round(sum(line.unit_cost_micro * 1.0 * line.quantity_milli) / sum(line.quantity_milli)) AS INTEGER)
                AS after_micro
        FROM document AS charging JOIN stock_document ON stock_document.document_id = charging.id
        JOIN supplier ON supplier.id = stock_document.supplier_id
        JOIN stock_line AS line ON line.document_id = charging.id JOIN product ON product.id = line.product_id
        WHERE charging.kind IN ('delivery', 'supplier_invoice') AND {IS_CHARGE}
        GROUP BY 1, charging.id, line.product_id
    )
) WHERE before_micro <> after_micro AND book_date BETWEEN ? AND ? ORDER BY came_with, id, line_no
"""  # noqa: S608 -- put together from what is written here
