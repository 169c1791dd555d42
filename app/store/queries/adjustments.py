"""What was written off, used in the shop or found: each change of stock for a reason, with the document behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from app.store.database import Connection


class Adjusted(NamedTuple):
    """What one line of a document adjusted.

    Attributes:
        kind: Of the document: goods also leave for a reason with a refund of what came back broken, or with a delivery.
        quantity_milli, value_minor: With the sign that stock sees.
    """

    day: int
    uid: str
    number: str
    kind: str
    location: str
    reason: str
    category: str
    sku: str
    name: str
    unit: str
    quantity_milli: int
    value_minor: int


# A reversal takes back what the document had that it reverses: the reason stands there. What has none came broken, or
# goes back broken. The accounts are named by the same rule.
_ADJUSTED = """
SELECT movement.book_date, document.uid, document.number, document.kind, location.code,
    coalesce(nullif(own.reason, ''), nullif(reversed.reason, ''), 'damaged'), coalesce(category.name, ''),
    product.sku, product.name, product.unit, sum(movement.quantity_milli), sum(movement.value_minor)
FROM movement JOIN document ON document.id = movement.document_id JOIN location ON location.id = movement.location_id
JOIN product ON product.id = movement.product_id LEFT JOIN category ON category.id = product.category_id
LEFT JOIN stock_line AS own ON own.document_id = document.id AND own.line_no = movement.line_no
LEFT JOIN stock_line AS reversed ON reversed.document_id = document.of_id AND reversed.line_no = movement.line_no
WHERE movement.kind = 'adjustment' AND movement.book_date BETWEEN ? AND ? AND movement.document_id <= ?
    AND (? IS NULL OR movement.location_id = ?)
GROUP BY movement.book_date, document.id, movement.line_no, movement.product_id, location.id
ORDER BY movement.book_date, document.id, movement.line_no
"""


def adjusted(
    connection: Connection, *, days: tuple[int, int], last_document: int, location_id: int | None
) -> Iterator[Adjusted]:
    """What was adjusted in a stretch of book dates, document by document."""
    rows = connection.execute(_ADJUSTED, (*days, last_document, location_id, location_id))
    return (Adjusted(*row) for row in rows)
