"""What customers have bought, product by product; stored figures are added up, what came back counts against it."""

from __future__ import annotations

from typing import NamedTuple

from app.store.database import Connection
from app.store.queries.trading import Days, Of


class Purchase(NamedTuple):
    """What a customer has bought of a product.

    Attributes:
        cost_minor: What the goods cost when they were sold, with what was corrected later.
        last_day: Of the last sale, None where something came back alone.
    """

    customer_id: int
    customer: str
    customer_name: str
    product_id: int
    quantity_milli: int
    net_minor: int
    cost_minor: int
    last_day: int | None


def purchases(connection: Connection, days: Days, of: Of, customer_id: int | None) -> list[Purchase]:
    """What each known customer, or one of them, has bought of each product."""
    return [Purchase(*row) for row in connection.execute(_PURCHASES, (*days, *of, customer_id))]


_PURCHASES = """
SELECT customer.id, customer.code, customer.name, sale_line.product_id, sum(sale_line.quantity_milli),
    sum(sale_line.net_minor), -sum(coalesce((
        SELECT sum(movement.value_minor + coalesce((
            SELECT sum(later.value_minor) FROM movement AS later
            WHERE later.cause_seq = movement.seq AND later.kind = 'correction'
        ), 0))
        FROM movement WHERE movement.document_id = document.id AND movement.line_no = sale_line.line_no
            AND movement.kind IN ('sale', 'customer_return')
    ), 0)), max(document.book_date) FILTER (WHERE sale_line.quantity_milli > 0)
FROM document CROSS JOIN sale ON sale.document_id = document.id JOIN customer ON customer.id = sale.customer_id
JOIN sale_line ON sale_line.document_id = document.id
WHERE document.book_date BETWEEN ?1 AND ?2 AND document.kind IN ('sale', 'refund')
    AND (?3 IS NULL OR document.location_id = ?3) AND (?4 IS NULL OR sale.cashier_id = ?4)
    AND (?5 IS NULL OR sale.customer_id = ?5)
GROUP BY customer.id, sale_line.product_id
"""
