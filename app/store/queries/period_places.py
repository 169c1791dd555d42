"""What there was and what moved of each product at each place: read once, for all that a period is told by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import NamedTuple, TypeVar

from app.store.database import Connection, Row
from app.store.queries import past
from app.store.queries.past import Balance, KindSum

Key = TypeVar("Key")
Pool = tuple[int, int]
"""A product and a location, by their numbers."""


class PoolSum(NamedTuple):
    """What the movements of one kind come to, of a product at a location."""

    product_id: int
    location_id: int
    kind: str
    quantity_milli: int
    value_minor: int
    variance_minor: int


class Period(NamedTuple):
    """What there was before and after a stretch of book dates, and what moved in it, as it is known now."""

    opening: Mapping[Pool, Balance]
    moved: list[PoolSum]
    closing: Mapping[Pool, Balance]

    def kinds(self) -> frozenset[str]:
        """Of the movements: what there is none of need not be looked for among all of them."""
        return frozenset(one.kind for one in self.moved)

    def by_product(self) -> tuple[dict[int, Balance], list[KindSum], dict[int, Balance]]:
        """The same by product, all places together."""
        sums: defaultdict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0, 0])
        for product_id, _, kind, quantity_milli, value_minor, variance_minor in self.moved:
            kept = sums[product_id, kind]
            kept[0] += quantity_milli
            kept[1] += value_minor
            kept[2] += variance_minor
        moved = [KindSum(*key, *sums[key]) for key in sums]
        return _together(self.opening), moved, _together(self.closing)


def read(connection: Connection, days: tuple[int, int], before: int) -> Period:
    """What a stretch of book dates is told by.

    Args:
        days: Both ends, included.
        before: The day before it.
    """
    moved = list(map(_NEW_SUM, connection.execute(_MOVED, days)))
    return Period(_there(connection, before), moved, _there(connection, days[1]))


# Made by name they would take longer than the statement.
_NEW_SUM: Callable[[Row], PoolSum] = partial(tuple.__new__, PoolSum)
_MOVED = """
SELECT product_id, location_id, kind, sum(quantity_milli), sum(value_minor), sum(variance_minor)
FROM movement WHERE book_date BETWEEN ? AND ? GROUP BY product_id, location_id, kind
"""


def _there(connection: Connection, last_day: int) -> dict[Pool, Balance]:
    rows = connection.execute(past.BALANCES, past.start(connection, last_day, past.EVERY_DOCUMENT))
    return {(product_id, location_id): Balance(quantity, value) for product_id, location_id, quantity, value in rows}


def _together(pools: Mapping[Pool, Balance]) -> dict[int, Balance]:
    return summed((product_id, balance) for (product_id, _), balance in pools.items())


def summed(parts: Iterable[tuple[Key, Balance]]) -> dict[Key, Balance]:
    """Balances added up by their keys."""
    sums: dict[Key, Balance] = {}
    for key, balance in parts:
        before = sums.get(key)
        sums[key] = balance if before is None else Balance(before[0] + balance[0], before[1] + balance[1])
    return sums


def locations(connection: Connection) -> dict[int, str]:
    """The code of each location."""
    return dict(connection.execute("SELECT id, code FROM location"))
