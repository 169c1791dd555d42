"""Cash in the drawers: what each document moved, and what should be there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from app.domain.refusal import Refusal
from app.store.database import Connection


class Flow(NamedTuple):
    """What a document moved in the drawer of its till.

    Attributes:
        kind: Of the document.
        amount_minor: Above zero into the drawer; of a count, what it found over (or short).
        counted_minor: Of a count: what was found; else None.
        what: Of a cash document: `float paid_in paid_out banked counted opened`; else "".
    """

    till: str
    book_date: int
    document_id: int
    kind: str
    amount_minor: int
    counted_minor: int | None = None
    what: str = ""


# Cash that stays: the tenders in cash less the change, which has the sign of the sale.
_CASH_OF = """
    coalesce((SELECT sum(amount_minor) FROM tender WHERE tender.document_id = {0}.document_id AND kind = 'cash'), 0)
    - {0}.change_minor * iif(sale.gross_minor < 0, -1, 1)
"""
# What a mended payment moves is what it says now, less what the payment before it had said.
_MOVED = f"""
SELECT document.id AS id, document.till_id, document.book_date, document.kind,
    {_CASH_OF.format("sale")} AS amount_minor, NULL AS counted_minor, '' AS what
FROM document JOIN sale ON sale.document_id = document.id WHERE $WHICH
UNION ALL
SELECT document.id, document.till_id, document.book_date, document.kind,
    {_CASH_OF.format("tender_change")} - coalesce((
        SELECT {_CASH_OF.format("earlier")} FROM document AS mend JOIN tender_change AS earlier
            ON earlier.document_id = mend.id
        WHERE mend.of_id = document.of_id AND mend.id < document.id ORDER BY mend.id DESC LIMIT 1
    ), {_CASH_OF.format("sale")}), NULL, ''
FROM document JOIN tender_change ON tender_change.document_id = document.id
JOIN sale ON sale.document_id = document.of_id
WHERE $WHICH
UNION ALL
SELECT document.id, document.till_id, document.book_date, document.kind,
    CASE WHEN what IN ('float', 'paid_in') THEN amount_minor WHEN what = 'counted' THEN amount_minor - expected_minor
        ELSE -amount_minor END,
    iif(what = 'counted', amount_minor, NULL), what
FROM document JOIN cash_document ON document_id = document.id WHERE $WHICH
"""  # noqa: S608 -- names of tables, written here
_LAST_COUNT = """
SELECT document.id, amount_minor FROM document JOIN cash_document ON document_id = document.id
WHERE till_id = ? AND what = 'counted' ORDER BY document.id DESC LIMIT 1
"""
_OVER = """
SELECT coalesce(sum(amount_minor - expected_minor), 0) FROM document JOIN cash_document ON document_id = document.id
WHERE till_id = ? AND book_date = ? AND what = 'counted'
"""
_SINCE = "SELECT coalesce(sum(amount_minor), 0) FROM ({})".format(  # noqa: S608 -- the same
    _MOVED.replace("$WHICH", "document.till_id = ?1 AND document.id > ?2")
)


def expected_minor(connection: Connection, till_id: int) -> int:
    """What should be in the drawer of a till: what was counted last, with all that has moved since."""
    last_id, counted_minor = _last_count(connection, till_id)
    moved: int = connection.execute(_SINCE, (till_id, last_id)).get
    return counted_minor + moved


def over_minor(connection: Connection, till_id: int, book_date: int) -> int:
    """What the counts of a day have found over in the drawer of a till so far; below zero what they found short."""
    over: int = connection.execute(_OVER, (till_id, book_date)).get
    return over


def expected_in_all(connection: Connection) -> dict[str, int]:
    """What should be in each drawer, by the till's code; a till that never had cash is left out."""
    tills: list[Any] = connection.execute("SELECT id, code FROM till ORDER BY code").fetchall()
    expected: dict[str, int] = {}
    for till_id, code in tills:
        last_id, counted_minor = _last_count(connection, till_id)
        moved: int = connection.execute(_SINCE, (till_id, last_id)).get
        if last_id or moved:
            expected[code] = counted_minor + moved
    return expected


def check_open(connection: Connection, till_id: int, document_id: int, number: str) -> None:
    """Refuse to touch a payment that was counted with the drawer: its cash session is over.

    Raises:
        Refusal: `session_closed`.
    """
    last_id, _ = _last_count(connection, till_id)
    if last_id > document_id:
        raise Refusal("session_closed", number=number)


def _last_count(connection: Connection, till_id: int) -> tuple[int, int]:
    row = connection.execute(_LAST_COUNT, (till_id,)).fetchone()
    return (0, 0) if row is None else (row[0], row[1])


_FLOWS = """
SELECT till.code, book_date, flow.id, kind, amount_minor, counted_minor, what
FROM ({}) AS flow JOIN till ON till.id = flow.till_id ORDER BY till.code, book_date, flow.id
""".format(_MOVED.replace("$WHICH", "document.book_date BETWEEN ?1 AND ?2 AND document.id <= ?3"))
_SUMS = """
SELECT till.code, sum(amount_minor) FROM ({}) AS flow JOIN till ON till.id = flow.till_id GROUP BY till.code
""".format(_MOVED.replace("$WHICH", "document.book_date <= ?1 AND document.id <= ?2"))


def flows(connection: Connection, *, days: tuple[int, int], last_document: int) -> Iterator[Flow]:
    """What moved in each drawer in a stretch of book dates, till by till and day by day."""
    return (Flow(*row) for row in connection.execute(_FLOWS, (*days, last_document)))


def balances_minor(connection: Connection, *, last_day: int, last_document: int) -> dict[str, int]:
    """What the book has in each drawer at the end of a day, by the till's code."""
    return dict(connection.execute(_SUMS, (last_day, last_document)))


_OPENINGS = """
SELECT till.code, book_date, count(*)
FROM document JOIN cash_document ON document_id = document.id JOIN till ON till.id = document.till_id
WHERE book_date BETWEEN ? AND ? AND document.id <= ? AND what = 'opened' GROUP BY till_id, book_date
"""


def openings(connection: Connection, *, days: tuple[int, int], last_document: int) -> dict[tuple[str, int], int]:
    """How often each drawer was opened without a sale, by the till's code and the day; never is left out."""
    rows = connection.execute(_OPENINGS, (*days, last_document))
    return {(till, day): many for till, day, many in rows}
