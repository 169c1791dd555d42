"""What the ledger says of goods at the moment at which they were counted."""

from __future__ import annotations

from collections.abc import Sequence

from app.store.database import Connection

Place = tuple[int, int]
"""A product and a location."""


def expected(connection: Connection, place: Place, at_us: int, day: int) -> dict[str, int]:
    """What of each lot should be there at a moment, in thousandths, as it is known now; "" is no lot.

    What there is now, less what has moved since. What happened after a moment never has an earlier book date than
    that moment's own, so the index on days leads to it.

    Args:
        place: Product and location.
        at_us: Microseconds since 1970 UTC; what happened in it counts as before.
        day: The business day of the moment.
    """
    levels = {row[0]: row[1] for row in connection.execute(_LEVELS, place)}
    for number, moved_milli in connection.execute(_SINCE, (*place, day, at_us)):
        levels[number] = levels.get(number, 0) - moved_milli
    return {number: milli for number, milli in levels.items() if milli}


_LEVELS = """
SELECT lot.number, quantity_milli FROM level JOIN lot ON lot.id = lot_id
WHERE level.product_id = ? AND location_id = ?
"""
_SINCE = """
SELECT lot.number, sum(quantity_milli) FROM movement JOIN lot ON lot.id = lot_id
WHERE movement.product_id = ? AND location_id = ? AND book_date >= ? AND happened_us > ? GROUP BY lot.id
"""


def has_come_in(connection: Connection, place: Place, at_us: int | None = None) -> bool:
    """Whether anything of a product had come in at a location by a moment, or ever.

    What a customer brings back says nothing of it, and what was taken back is as if it had never been.
    """
    return bool(connection.execute(_HAS_COME_IN, (*place, at_us)).get)


_HAS_COME_IN = """
SELECT EXISTS (
    SELECT 1 FROM movement JOIN document ON document.id = document_id
    WHERE product_id = ? AND movement.location_id = ? AND quantity_milli > 0
        AND movement.happened_us <= coalesce(?, movement.happened_us)
        AND movement.kind <> 'customer_return' AND document.kind <> 'reversal'
        AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal')
)
"""


def moved_between(connection: Connection, location_id: int, spans: Sequence[tuple[int, int, int]]) -> frozenset[int]:
    """The products that moved at a location after a first moment and up to a last one.

    Args:
        spans: Product, first and last moment.
    """
    return frozenset(
        product_id
        for product_id, first_us, last_us in spans
        if connection.execute(_MOVED, (product_id, location_id, first_us, last_us)).get
    )


_MOVED = """
SELECT EXISTS (
    SELECT 1 FROM movement WHERE product_id = ? AND location_id = ? AND happened_us > ? AND happened_us <= ?
        AND quantity_milli <> 0
)
"""


def skus_with_stock(connection: Connection, location_id: int) -> list[str]:
    """The SKUs of which the book has anything at a location, or less than nothing."""
    return [row[0] for row in connection.execute(_WITH_STOCK, (location_id,))]


_WITH_STOCK = """
SELECT sku FROM pool JOIN product ON product.id = product_id
WHERE location_id = ? AND quantity_milli <> 0 AND stocked = 1 ORDER BY product_id
"""
