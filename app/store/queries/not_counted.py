"""What no count of some days has looked at: zones that were counted once, and goods that are in stock."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.count_zone import zone_key
from app.store.database import Connection
from app.store.queries import count_zones, past


class Zone(NamedTuple):
    """A zone.

    Attributes:
        location: Its location's code.
        last_day: The book date of its last count, None for one that was never posted.
    """

    location: str
    zone: str
    last_day: int | None


def zones(connection: Connection, days: tuple[int, int]) -> list[Zone]:
    """The zones of counts, posted or going on, that no posted count of a stretch of book dates has looked at."""
    first, last = days
    spelled = count_zones.spelled(connection)
    looked_at: dict[tuple[str, str], int | None] = {}
    counted: set[tuple[str, str]] = set()
    for location, zone, last_day, is_counted in connection.execute(_ZONES, {"first": first, "last": last}):
        place = (location, spelled[zone_key(zone)])
        looked_at[place] = max((day for day in (looked_at.get(place), last_day) if day is not None), default=None)
        counted |= {place} if is_counted else set()
    return [Zone(*place, day) for place, day in sorted(looked_at.items()) if place not in counted]


_ZONES = """
SELECT location.code, zone, max(book_date), coalesce(max(book_date BETWEEN :first AND :last), 0) FROM (
    SELECT location_id, zone, book_date FROM stock_line JOIN document ON document.id = document_id
    WHERE at_us IS NOT NULL AND document.kind = 'count' AND zone NOT IN ('', 'counter')
    UNION ALL
    SELECT location_id, zone, NULL FROM count_sheet JOIN stocktake ON stocktake.id = stocktake_id WHERE zone <> ''
) JOIN location ON location.id = location_id
GROUP BY location_id, zone
"""


class Goods(NamedTuple):
    """Goods in stock.

    Attributes:
        last_day: The book date of their last count, None for never.
    """

    sku: str
    name: str
    quantity_milli: int
    value_minor: int
    last_day: int | None


def goods(connection: Connection, days: tuple[int, int]) -> list[Goods]:
    """The goods that were in stock at the end of a stretch of book dates and that no count of it has looked at."""
    begin = past.start(connection, days[1], past.EVERY_DOCUMENT)
    return [Goods(*row) for row in connection.execute(_GOODS, (*begin, *days))]


_GOODS = f"""
WITH there AS MATERIALIZED (
    SELECT product_id, sum(quantity_milli) AS quantity_milli, sum(value_minor) AS value_minor
    FROM ({past.BALANCES}) GROUP BY product_id HAVING max(quantity_milli) > 0
), counted AS MATERIALIZED (
    SELECT product_id, max(book_date) AS last_day, max(book_date BETWEEN ? AND ?) AS is_counted
    FROM stock_line JOIN document ON document.id = document_id
    WHERE at_us IS NOT NULL AND document.kind = 'count' GROUP BY product_id
)
SELECT sku, name, quantity_milli, value_minor, last_day
FROM there JOIN product ON product.id = there.product_id
LEFT JOIN counted ON counted.product_id = there.product_id WHERE coalesce(is_counted, 0) = 0 ORDER BY sku
"""  # noqa: S608 -- a statement made of statements, written here
