"""What counts have found, beside what the book had expected."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.moment import Moment
from app.store.database import Connection


class Variance(NamedTuple):
    """What a count found of one product.

    Attributes:
        at: The moment of its last scan, at which the count holds.
        zones: Where it was found, with commas between.
        counted_milli: In all zones together.
        difference_milli, value_minor: What the count brought in or took out.
        is_recount: It moved while it was counted, so that nothing of it was posted.
        is_opening: The count is the product's opening stock.
        is_reversed: The count was taken back.
    """

    at: Moment
    number: str
    location: str
    sku: str
    name: str
    zones: str
    counted_milli: int
    difference_milli: int
    value_minor: int
    is_recount: bool
    is_opening: bool
    is_reversed: bool


# What a later count gives back because of this one stands in the same document, at that count's moment.
_VARIANCES = """
WITH found AS (
    SELECT document_id, product_id, min(line_no) AS first_line, max(at_us) AS at_us, max(sku) AS sku,
        max(name) AS name, sum(quantity_milli) AS counted_milli, max(state) AS state
    FROM document CROSS JOIN stock_line ON document_id = document.id
    WHERE kind = 'count' AND book_date BETWEEN ? AND ? AND document.id <= ? AND (? IS NULL OR location_id = ?)
    GROUP BY document_id, product_id
)
SELECT found.at_us, offset_minutes, number, location.code, found.sku, found.name, (
        SELECT coalesce(group_concat(zone, ', '), '') FROM (
            SELECT DISTINCT zone FROM stock_line
            WHERE stock_line.document_id = found.document_id AND stock_line.product_id = found.product_id AND zone <> ''
            ORDER BY zone
        )
    ), counted_milli, coalesce(sum(movement.quantity_milli), 0), coalesce(sum(movement.value_minor), 0),
    found.state = 'recount', coalesce(max(movement.kind = 'opening_stock'), 0),
    EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal')
FROM found JOIN document ON document.id = found.document_id JOIN location ON location.id = document.location_id
LEFT JOIN movement ON movement.document_id = found.document_id AND movement.product_id = found.product_id
    AND movement.happened_us = found.at_us AND movement.quantity_milli <> 0
GROUP BY found.document_id, found.product_id ORDER BY found.document_id, found.first_line
"""


def variances(
    connection: Connection, *, days: tuple[int, int], last_document: int, location_id: int | None
) -> list[Variance]:
    """What the counts of a stretch of book dates have found, count by count, in the order of their lines."""
    rows = connection.execute(_VARIANCES, (*days, last_document, location_id, location_id))
    found = []
    for us, offset, number, location, sku, name, zones, counted, difference, value, *flags in rows:
        goods = (number, location, sku, name, zones, counted, difference, value)
        found.append(Variance(Moment(us, offset), *goods, *map(bool, flags)))
    return found
