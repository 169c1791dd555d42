"""What there was and what moved at each place, in each unit of goods: what a period is told by beside its products."""

from __future__ import annotations

from typing import NamedTuple

from app.store.database import Connection
from app.store.queries import past

Place = tuple[str, str]
"""A location's code, and a unit."""


class PlaceSum(NamedTuple):
    """What the movements of one kind come to at a place, of the goods of one unit."""

    location: str
    unit: str
    kind: str
    quantity_milli: int
    value_minor: int
    variance_minor: int


def moved(connection: Connection, days: tuple[int, int]) -> list[PlaceSum]:
    """What moved in a stretch of book dates, both ends included."""
    return [PlaceSum(*row) for row in connection.execute(_MOVED, days)]


_MOVED = """
SELECT location.code, product.unit, one.kind, sum(quantity_milli), sum(value_minor), sum(variance_minor) FROM (
    SELECT product_id, location_id, kind, sum(quantity_milli) AS quantity_milli, sum(value_minor) AS value_minor,
        sum(variance_minor) AS variance_minor
    FROM movement WHERE book_date BETWEEN ? AND ? GROUP BY product_id, location_id, kind
) AS one JOIN product ON product.id = product_id JOIN location ON location.id = location_id
GROUP BY location_id, product.unit, one.kind
"""


def there(connection: Connection, last_day: int) -> dict[Place, past.Balance]:
    """What there was at each place at the end of a day, as it is known now."""
    begin = past.start(connection, last_day, past.EVERY_DOCUMENT)
    return {
        (location, unit): past.Balance(quantity, value)
        for location, unit, quantity, value in connection.execute(_THERE, begin)
    }


_THERE = f"""
SELECT location.code, product.unit, sum(quantity_milli), sum(value_minor)
FROM ({past.BALANCES}) AS one JOIN product ON product.id = product_id JOIN location ON location.id = location_id
GROUP BY location_id, product.unit
"""  # noqa: S608 -- a statement made of statements, written here
