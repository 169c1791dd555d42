"""Which periods are closed, and what was there when they were."""

from __future__ import annotations

from app.store.database import Connection


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
