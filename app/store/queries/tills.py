"""The tills of a shop, and where their days begin and end: their numbers and the digest of their chains."""

from __future__ import annotations

from typing import NamedTuple

from app.store.database import Connection
from app.store.settings import OFFICE_TILL


class Till(NamedTuple):
    """A till: its code, and the code of the location where it stands."""

    code: str
    location: str


def tills_to_open(connection: Connection) -> list[Till]:
    """The tills that a window can be opened on, by code: all but the office's."""
    found = connection.execute(
        "SELECT till.code, location.code FROM till JOIN location ON location.id = till.location_id"
        " WHERE till.code <> ? ORDER BY till.code",
        (OFFICE_TILL,),
    )
    return [Till(*row) for row in found]


class End(NamedTuple):
    """The end of a day at a till.

    Attributes:
        first_number, last_number: Of the sales of the day, or "".
        first_refund, last_refund: The numbers of its refunds, or "".
        digest: Of the newest document of the day in the till's chain: to keep on paper.
    """

    first_number: str
    last_number: str
    first_refund: str
    last_refund: str
    digest: str


_ENDS = """
SELECT till.code, day.book_date, coalesce(first.number, ''), coalesce(last.number, ''),
    coalesce(first_refund.number, ''), coalesce(last_refund.number, ''), head.chain_digest
FROM (
    SELECT till_id, book_date, max(id) AS head_id,
        min(iif(kind = 'sale', id, NULL)) AS first_id, max(iif(kind = 'sale', id, NULL)) AS last_id,
        min(iif(kind = 'refund', id, NULL)) AS first_refund_id, max(iif(kind = 'refund', id, NULL)) AS last_refund_id
    FROM document WHERE book_date BETWEEN ? AND ? AND id <= ? GROUP BY till_id, book_date
) AS day JOIN till ON till.id = day.till_id JOIN document AS head ON head.id = day.head_id
LEFT JOIN document AS first ON first.id = day.first_id LEFT JOIN document AS last ON last.id = day.last_id
LEFT JOIN document AS first_refund ON first_refund.id = day.first_refund_id
LEFT JOIN document AS last_refund ON last_refund.id = day.last_refund_id
"""


def ends(connection: Connection, *, days: tuple[int, int], last_document: int) -> dict[tuple[str, int], End]:
    """The ends of a stretch of book dates, by the till's code and the day."""
    rows = connection.execute(_ENDS, (*days, last_document))
    return {(till, day): End(*rest) for till, day, *rest in rows}
