"""Which shelf labels were printed."""

from __future__ import annotations

from collections.abc import Iterable

from app.store import dialect_sqlite as dialect
from app.store.database import Connection

_NOTE = dialect.in_words("""
INSERT INTO shelf_label (product_id, name, price_micro, printed_us)
SELECT product.id, product.name, product.price_micro, ? FROM $EACH AS one CROSS JOIN product ON product.id = one.value
WHERE true
ON CONFLICT (product_id) DO UPDATE
SET name = excluded.name, price_micro = excluded.price_micro, printed_us = excluded.printed_us
""")


def note_shelf_labels(connection: Connection, product_ids: Iterable[int], *, at_us: int) -> None:
    """Note that these products have a label with today's name and price."""
    connection.execute(_NOTE, (at_us, dialect.each(sorted(set(product_ids)))))
