"""Which periods are closed, and what was there when they were."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from app.store.database import Connection
from app.store.queries import past


class Closed(NamedTuple):
    """A period that was closed."""

    document_id: int
    number: str
    first_day: int
    through: int
    pack_digest: str
    pack: str


def closed(connection: Connection) -> Iterator[Closed]:
    """The closed periods, the first in front."""
    return (Closed(*row) for row in connection.execute(_CLOSED))


_CLOSED = """
SELECT document_id, coalesce(number, ''), first_day, through, pack_digest, pack
FROM period LEFT JOIN document ON document.id = document_id ORDER BY through
"""


class ToKeep(NamedTuple):
    """What a close keeps of a product at a location, with what the product is called then."""

    product_id: int
    location_id: int
    sku: str
    name: str
    quantity_milli: int
    value_minor: int


def to_keep(connection: Connection, through: int) -> list[ToKeep]:
    """What there was at the end of a day, as it is known now: what a close through that day keeps."""
    begin = past.start(connection, through, past.EVERY_DOCUMENT)
    return [ToKeep(*row) for row in connection.execute(_TO_KEEP, begin)]


_TO_KEEP = f"""
SELECT product_id, location_id, sku, name, quantity_milli, value_minor
FROM ({past.BALANCES}) JOIN product ON product.id = product_id
WHERE quantity_milli <> 0 OR value_minor <> 0
ORDER BY product_id, location_id
"""  # noqa: S608 -- a statement made of statements, written here


class Mark(NamedTuple):
    """How far the book had come at a moment: the last document and the last movement."""

    document_id: int
    seq: int


def mark(connection: Connection) -> Mark:
    """How far the book has come."""
    return Mark(*connection.execute(_MARK).get)


_MARK = """
SELECT coalesce((SELECT max(id) FROM document), 0), coalesce((SELECT max(seq) FROM movement), 0)
"""


def is_touched(connection: Connection, through: int, since: Mark) -> bool:
    """Whether anything has come after a mark that belongs to a day or to one before it, or a period was closed."""
    return bool(connection.execute(_IS_TOUCHED, {"day": through, "document": since.document_id, "seq": since.seq}).get)


# What is new is little, and stands at the end of both tables: the plus keeps the day out of the choice of index.
_IS_TOUCHED = """
SELECT EXISTS (SELECT 1 FROM movement WHERE seq > :seq AND +book_date <= :day)
    OR EXISTS (SELECT 1 FROM document WHERE id > :document AND (+book_date <= :day OR kind = 'period_close'))
"""


class Kept(NamedTuple):
    """What a close kept of a product at a location, where its movements make something else."""

    sku: str
    location: str
    kept_milli: int
    expected_milli: int
    kept_minor: int
    expected_minor: int


def wrongly_kept(connection: Connection, document_id: int, through: int, before: past.Close) -> list[Kept]:
    """What a close kept that is not what the close before it and the movements since make.

    Args:
        document_id, through: The close.
        before: The one before it.
    """
    rows = connection.execute(_WRONGLY_KEPT, (*before, through, document_id, document_id))
    return [Kept(*row) for row in rows]


_WRONGLY_KEPT = f"""
WITH summed AS MATERIALIZED ({past.BALANCES}), kept AS MATERIALIZED (
    SELECT product_id, location_id, quantity_milli, value_minor FROM closing WHERE document_id = ?
), both AS (
    SELECT product_id, location_id, coalesce(kept.quantity_milli, 0) AS kept_milli,
        coalesce(summed.quantity_milli, 0) AS expected_milli, coalesce(kept.value_minor, 0) AS kept_minor,
        coalesce(summed.value_minor, 0) AS expected_minor
    FROM summed FULL JOIN kept USING (product_id, location_id)
)
SELECT coalesce(sku, ''), coalesce(code, ''), kept_milli, expected_milli, kept_minor, expected_minor
FROM both LEFT JOIN product ON product.id = product_id LEFT JOIN location ON location.id = location_id
WHERE kept_milli <> expected_milli OR kept_minor <> expected_minor ORDER BY product_id, location_id
"""  # noqa: S608 -- a statement made of statements, written here


def moved_when_closed(connection: Connection) -> list[tuple[str, int]]:
    """The documents that have moved something on a day that was closed before they were filed, with the day."""
    return [(number, day) for number, day in connection.execute(_MOVED_WHEN_CLOSED)]


_MOVED_WHEN_CLOSED = """
SELECT DISTINCT coalesce(number, ''), movement.book_date
FROM period CROSS JOIN movement ON movement.book_date BETWEEN first_day AND through
LEFT JOIN document ON document.id = movement.document_id
WHERE movement.document_id > period.document_id ORDER BY movement.document_id
"""


def last_closed(connection: Connection) -> int | None:
    """The last day that is closed, None before the first close."""
    day: int | None = connection.execute("SELECT max(through) FROM period").get
    return day


def first_day(connection: Connection) -> int | None:
    """The first business day that a document or a movement belongs to, None in an empty book."""
    day: int | None = connection.execute(_FIRST_DAY).get
    return day


# A count can find on Monday what is posted on Tuesday: its movements may be older than any document.
_FIRST_DAY = """
SELECT min(day) FROM (
    SELECT (SELECT min(book_date) FROM document) AS day UNION ALL SELECT (SELECT min(book_date) FROM movement)
)
"""
