"""Whether the book is the sum of its movements, in a few SELECTs: what a close rests on.

`verification` proves the same row by row from the first day on, and much more; this is what can be asked while the
shop waits, and takes no longer after ten years than after one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from app.store.database import Connection
from app.store.queries import past


class Unequal(NamedTuple):
    """A figure that is kept beside the movements and is not their sum.

    Attributes:
        code: `verify_level`, `verify_pool_quantity` or `verify_pool_value`.
    """

    code: str
    sku: str
    location: str
    kept: int
    expected: int


# What the last close kept has been proven then and cannot change; so only what moved since is summed. By lot nothing
# is kept with a close: of goods that have lots, all movements are.
_UNEQUAL = f"""
WITH summed AS MATERIALIZED ({past.BALANCES}), levelled AS MATERIALIZED (
    SELECT product_id, location_id, sum(quantity_milli) AS quantity_milli FROM level GROUP BY product_id, location_id
), by_lot AS MATERIALIZED (
    SELECT movement.product_id, movement.location_id, lot_id, sum(movement.quantity_milli) AS quantity_milli
    FROM pool CROSS JOIN movement
        ON movement.product_id = pool.product_id AND movement.location_id = pool.location_id
    WHERE pool.lots = 1 GROUP BY movement.product_id, movement.location_id, lot_id
), of_lot AS MATERIALIZED (
    SELECT level.product_id, level.location_id, lot_id, level.quantity_milli FROM level
    JOIN pool ON pool.product_id = level.product_id AND pool.location_id = level.location_id WHERE pool.lots = 1
), unequal (code, product_id, location_id, kept, expected) AS (
    SELECT 'verify_level', product_id, location_id, coalesce(levelled.quantity_milli, 0),
        coalesce(summed.quantity_milli, 0)
    FROM summed FULL JOIN levelled USING (product_id, location_id)
    UNION ALL
    SELECT 'verify_level', product_id, location_id, coalesce(of_lot.quantity_milli, 0),
        coalesce(by_lot.quantity_milli, 0)
    FROM by_lot FULL JOIN of_lot USING (product_id, location_id, lot_id)
    UNION ALL
    SELECT 'verify_pool_quantity', product_id, location_id, coalesce(pool.quantity_milli, 0),
        coalesce(summed.quantity_milli, 0)
    FROM summed FULL JOIN pool USING (product_id, location_id)
    UNION ALL
    SELECT 'verify_pool_value', product_id, location_id, coalesce(pool.value_minor, 0),
        coalesce(summed.value_minor, 0)
    FROM summed FULL JOIN pool USING (product_id, location_id)
)
SELECT unequal.code, sku, location.code, kept, expected FROM unequal
JOIN product ON product.id = product_id JOIN location ON location.id = location_id WHERE kept <> expected
"""  # noqa: S608 -- a statement made of statements, written here


def unequal(connection: Connection) -> Iterator[Unequal]:
    """The levels and pools that are not what the last close kept and the movements since."""
    begin = past.start(connection, past.LAST_DAY, past.EVERY_DOCUMENT)
    return (Unequal(*row) for row in connection.execute(_UNEQUAL, begin))


class Held(NamedTuple):
    """A cost pool beside what is open in it.

    Attributes:
        layers_milli, layers_minor: What is left in its layers.
        short_milli, short_minor: What of its shortages is uncovered.
    """

    sku: str
    location: str
    method: str
    quantity_milli: int
    value_minor: int
    base_milli: int
    base_minor: int
    standard_micro: int
    layers_milli: int
    layers_minor: int
    short_milli: int
    short_minor: int


_HELD = """
WITH held AS MATERIALIZED (
    SELECT product_id, location_id, sum(quantity_milli - taken_milli) AS left_milli,
        sum(value_minor - taken_minor) AS left_minor
    FROM layer WHERE taken_milli < quantity_milli GROUP BY product_id, location_id
), short AS MATERIALIZED (
    SELECT product_id, location_id, sum(quantity_milli - covered_milli) AS left_milli,
        sum(value_minor - covered_minor) AS left_minor
    FROM shortage WHERE covered_milli < quantity_milli GROUP BY product_id, location_id
)
SELECT sku, location.code, method, quantity_milli, value_minor, base_milli, base_minor,
    coalesce(standard_cost_micro, cost_micro, 0), coalesce(held.left_milli, 0), coalesce(held.left_minor, 0),
    coalesce(short.left_milli, 0), coalesce(short.left_minor, 0)
FROM pool JOIN product ON product.id = pool.product_id JOIN location ON location.id = pool.location_id
LEFT JOIN held ON held.product_id = pool.product_id AND held.location_id = pool.location_id
LEFT JOIN short ON short.product_id = pool.product_id AND short.location_id = pool.location_id
"""


def held(connection: Connection) -> Iterator[Held]:
    """Every pool with what is open in it."""
    return (Held(*row) for row in connection.execute(_HELD))


def counted_variances(connection: Connection) -> list[tuple[str, int, int]]:
    """The lines of counts since the last closed day that have a purchase variance, which no count can have."""
    return [(number, line_no, variance) for number, line_no, variance in connection.execute(_COUNTED_VARIANCES)]


_COUNTED_VARIANCES = """
SELECT number, line_no, variance_minor FROM document CROSS JOIN movement ON movement.document_id = document.id
WHERE document.kind = 'count' AND variance_minor <> 0
    AND document.book_date > coalesce((SELECT max(through) FROM period), 0)
ORDER BY seq
"""


def moved_after_close(connection: Connection) -> list[tuple[str, int]]:
    """The documents filed after the last close that have moved something on a closed day, with the day."""
    return [(number, day) for number, day in connection.execute(_MOVED_AFTER_CLOSE)]


_MOVED_AFTER_CLOSE = """
SELECT DISTINCT number, movement.book_date
FROM movement JOIN document ON document.id = movement.document_id
WHERE movement.document_id > (SELECT document_id FROM period ORDER BY through DESC LIMIT 1)
    AND +movement.book_date <= (SELECT max(through) FROM period)
"""
