"""What a close keeps: what there was of each product at each place, so that later questions start there."""

from __future__ import annotations

from app.store.database import Connection
from app.store.queries import past


def keep_closing(connection: Connection, document_id: int, through: int) -> None:
    """Keep what there was at the end of a day, with the products' names as they are now.

    Args:
        document_id: Of the period close.
        through: Its last day.
    """
    begin = past.start(connection, through, document_id - 1)
    connection.execute(_KEEP, (document_id, *begin))


_KEEP = f"""
INSERT INTO closing (document_id, product_id, location_id, sku, name, quantity_milli, value_minor)
SELECT ?, product_id, location_id, sku, name, quantity_milli, value_minor
FROM ({past.BALANCES}) JOIN product ON product.id = product_id
WHERE quantity_milli <> 0 OR value_minor <> 0
ORDER BY product_id, location_id
"""  # noqa: S608 -- a statement made of statements, written here
