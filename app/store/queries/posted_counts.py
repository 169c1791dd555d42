"""Counts that were posted, however that was done: at the shelf, from a file, by a program."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.refusal import Refusal
from app.store import dialect_sqlite as dialect
from app.store.database import Connection


class PostedCount(NamedTuple):
    """A count that was posted.

    Attributes:
        name: Of the stocktake that it ends, or of the plan that it carries out; "" where there is neither.
        book_date: The shop's business day of it.
        by: The name of who posted it.
        back: The number of what took it back, "" while it stands.
        stocktake: The uid of the stocktake that it ends, "" for none.
        why: What whoever took it back said was wrong, "" for nothing.
    """

    document_id: int
    uid: str
    number: str
    name: str
    location: str
    book_date: int
    by: str
    back: str
    stocktake: str
    why: str = ""


def newest(connection: Connection, *, limit: int) -> list[PostedCount]:
    """The counts of the last days on which there were any, the newest first."""
    return _with_stocktakes(connection, [PostedCount(*row) for row in connection.execute(_NEWEST, (limit,))])


def posted_count(connection: Connection, uid: str) -> PostedCount:
    """The count with that uid.

    Raises:
        Refusal: `unknown_document`.
    """
    row = connection.execute(_ONE, (uid,)).fetchone()
    if row is None:
        raise Refusal("unknown_document", uid=uid[:64])
    return _with_stocktakes(connection, [PostedCount(*row)])[0]


def how_many_lines(connection: Connection, count: PostedCount) -> int:
    """How many lines a count has."""
    return int(connection.execute("SELECT count(*) FROM stock_line WHERE document_id = ?", (count.document_id,)).get)


def skus(connection: Connection, document_id: int) -> dict[int, str]:
    """The SKUs of the goods of a count, by product."""
    return dict(connection.execute("SELECT product_id, sku FROM stock_line WHERE document_id = ?", (document_id,)))


def _with_stocktakes(connection: Connection, counts: list[PostedCount]) -> list[PostedCount]:
    """The same with the stocktakes that they end; all of these are looked through once."""
    ended = {
        document_id: (name, uid)
        for document_id, name, uid in connection.execute(_ENDED, (dialect.each(one.document_id for one in counts),))
    }
    return [
        one._replace(name=ended[one.document_id][0], stocktake=ended[one.document_id][1])
        if one.document_id in ended
        else one
        for one in counts
    ]


_ENDED = dialect.in_words("""
SELECT document_id, name, uid FROM stocktake WHERE document_id IN (SELECT value FROM $EACH)
""")
_COUNTS = """
SELECT document.id, document.uid, document.number, coalesce(count_plan.name, ''), location.code,
    document.book_date, person.name,
    coalesce((SELECT back.number FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal'), ''),
    '',
    coalesce((SELECT reference FROM document AS back JOIN stock_document ON stock_document.document_id = back.id
        WHERE back.of_id = document.id AND back.kind = 'reversal'), '')
FROM document JOIN location ON location.id = document.location_id JOIN person ON person.id = document.person_id
LEFT JOIN count_of_plan ON count_of_plan.document_id = document.id
LEFT JOIN count_plan ON count_plan.id = count_of_plan.plan_id
"""
# Day by day: a shop has a hundred thousand sales for each of its counts, and few days.
_NEWEST = f"""
WITH RECURSIVE day (book_date) AS (
    SELECT max(book_date) FROM document
    UNION ALL
    SELECT (SELECT max(document.book_date) FROM document WHERE document.book_date < day.book_date) FROM day
    WHERE day.book_date IS NOT NULL
)
{_COUNTS} WHERE document.id IN (
    SELECT document.id FROM day CROSS JOIN document ON document.book_date = day.book_date AND document.kind = 'count'
    ORDER BY document.book_date DESC, document.id DESC LIMIT ?
) ORDER BY document.book_date DESC, document.id DESC
"""  # noqa: S608 -- a statement made of statements, written here
_ONE = f"{_COUNTS} WHERE document.uid = ? AND document.kind = 'count'"
