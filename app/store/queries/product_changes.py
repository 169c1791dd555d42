"""What was changed of products, what is planned, and which changes of many can be undone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from app.store import dialect_sqlite as dialect
from app.store.database import Connection


class Changed(NamedTuple):
    """One figure of a product that was changed; `what` is its name, `before` and `after` are texts or None."""

    at_us: int
    book_date: int
    person: str
    what: str
    before: str | None
    after: str | None


class Planned(NamedTuple):
    """A price that begins on a later day."""

    product_id: int
    sku: str
    name: str
    before_micro: int
    starts: int
    price_micro: int
    person: str
    person_id: int


class Repriced(NamedTuple):
    """A price that was changed on a day, with who did it."""

    book_date: int
    sku: str
    name: str
    before_micro: int
    after_micro: int
    person: str


class Batch(NamedTuple):
    """A change of many products at once."""

    batch_id: int
    at_us: int
    person: str
    what: str
    products: int


_OF = """
SELECT at_us, book_date, person.name, what, before, after
FROM product_change JOIN person ON person.id = person_id WHERE product_id = ? ORDER BY product_change.id DESC LIMIT ?
"""
_PLANNED = """
SELECT product.id, sku, product.name, product.price_micro, starts, planned_price.price_micro, person.name, person.id
FROM planned_price JOIN product ON product.id = product_id JOIN person ON person.id = person_id
WHERE starts BETWEEN ? AND ? AND (? IS NULL OR product.id = ?) ORDER BY starts, sku
"""
_REPRICED = """
SELECT book_date, sku, product.name, CAST(before AS INTEGER), CAST(after AS INTEGER), person.name
FROM product_change JOIN product ON product.id = product_id JOIN person ON person.id = person_id
WHERE what = 'price_micro' AND book_date BETWEEN ? AND ? ORDER BY product_change.id
"""
_NEWEST_BATCH = """
SELECT product_batch.id, at_us, person.name, what,
    (SELECT count(*) FROM product_change WHERE batch_id = product_batch.id)
FROM product_batch JOIN person ON person.id = person_id WHERE undone = 0 ORDER BY product_batch.id DESC LIMIT 1
"""
_IN_BATCH = """
SELECT product_id, CAST(before AS INTEGER), CAST(after AS INTEGER) FROM product_change
WHERE batch_id = ? AND what = 'price_micro' ORDER BY id
"""
_PRICES = dialect.in_words("""
SELECT product.id, price_micro FROM $EACH AS one CROSS JOIN product ON product.id = one.value WHERE open_price = 0
""")
_LAST_DAY = 22001231


def of_product(connection: Connection, product_id: int, *, limit: int) -> list[Changed]:
    """What was changed of a product, the newest first."""
    return [Changed(*row) for row in connection.execute(_OF, (product_id, limit))]


def planned(
    connection: Connection, *, first: int = 0, last: int = _LAST_DAY, product_id: int | None = None
) -> list[Planned]:
    """The prices that begin in a stretch of days, in that order; of one product, if it is named."""
    return [Planned(*row) for row in connection.execute(_PLANNED, (first, last, product_id, product_id))]


def is_due(connection: Connection, today: int) -> bool:
    """Whether a planned price begins today or should have begun before."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM planned_price WHERE starts <= ?)", (today,)).get)


def repriced(connection: Connection, *, days: tuple[int, int]) -> list[Repriced]:
    """The changes of selling prices in a stretch of book dates, in the order in which they were made."""
    return [Repriced(*row) for row in connection.execute(_REPRICED, days)]


def newest_batch(connection: Connection) -> Batch | None:
    """The change of many that was made last and not undone."""
    row = connection.execute(_NEWEST_BATCH).fetchone()
    return None if row is None else Batch(*row)


def in_batch(connection: Connection, batch_id: int) -> list[tuple[int, int, int]]:
    """Product, price before and price after of each price that was changed together."""
    return [(row[0], row[1], row[2]) for row in connection.execute(_IN_BATCH, (batch_id,))]


def prices(connection: Connection, product_ids: Iterable[int]) -> dict[int, int]:
    """The prices of these products by their number; those whose price is asked at each sale are left out."""
    return dict(connection.execute(_PRICES, (dialect.each(product_ids),)))
