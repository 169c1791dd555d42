"""What a period's pack says beside its roll-forward: categories, sales, value by method, and what is still open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from app.domain.moment import Moment
from app.store import dialect_sqlite as dialect
from app.store.database import Connection
from app.store.queries import past


def categories(connection: Connection, product_ids: Iterable[int]) -> dict[int, str]:
    """The category of each product, "" for none."""
    return dict(connection.execute(_CATEGORIES, (dialect.each(product_ids),)))


_CATEGORIES = dialect.in_words("""
SELECT product.id, coalesce(category.name, '') FROM $EACH AS one CROSS JOIN product ON product.id = one.value
LEFT JOIN category ON category.id = product.category_id
""")


def written_down(connection: Connection, days: tuple[int, int]) -> tuple[int, int]:
    """What stock was written down in a stretch of book dates, and what it was written up again; both not negative."""
    down_minor, up_minor = connection.execute(_WRITTEN_DOWN, days).fetchone() or (0, 0)
    return down_minor, up_minor


_WRITTEN_DOWN = """
SELECT coalesce(sum(max(-value_minor, 0)), 0), coalesce(sum(max(value_minor, 0)), 0) FROM movement
WHERE book_date BETWEEN ? AND ? AND kind = 'revaluation'
"""


class ByMethod(NamedTuple):
    """What there is of the goods that one cost formula values."""

    method: str
    category: str
    products: int
    value_minor: int


def by_method(connection: Connection, last_day: int) -> list[ByMethod]:
    """The stock at the end of a day by category and cost formula, as it was then."""
    begin = past.start(connection, last_day, past.EVERY_DOCUMENT)
    return [ByMethod(*row) for row in connection.execute(_BY_METHOD, (last_day, *begin))]


# The next change of a formula tells what it was before; without one it is still that.
_BY_METHOD = f"""
WITH changed (product_id, before, place) AS MATERIALIZED (
    SELECT product_id, reason, row_number() OVER (PARTITION BY product_id ORDER BY book_date, document.id)
    FROM document CROSS JOIN stock_line ON document_id = document.id
    WHERE book_date > ? AND kind = 'method_change' AND reason <> ''
)
SELECT coalesce(before, method), coalesce(category.name, ''), count(DISTINCT there.product_id), sum(there.value_minor)
FROM ({past.BALANCES}) AS there
JOIN pool ON pool.product_id = there.product_id AND pool.location_id = there.location_id
JOIN product ON product.id = there.product_id LEFT JOIN category ON category.id = product.category_id
LEFT JOIN changed ON changed.product_id = there.product_id AND place = 1
WHERE there.quantity_milli <> 0 OR there.value_minor <> 0
GROUP BY 1, 2 ORDER BY 1, 2
"""  # noqa: S608 -- a statement made of statements, written here


UNFINISHED = ("open_deliveries", "open_counts", "parked_sales", "open_sales", "late")


def unfinished(connection: Connection, days: tuple[int, int]) -> dict[str, int]:
    """What somebody may want to finish before a period is closed: how many of each, by the names of `UNFINISHED`.

    `late` is the period's documents that came after their day was closed; what is in progress is so now, of any day.
    """
    found = connection.execute(_UNFINISHED, {"first": days[0], "last": days[1]}).get
    return dict(zip(UNFINISHED, found, strict=True))


# An open basket that nothing is in yet is nothing unfinished.
_UNFINISHED = """
SELECT
    (SELECT count(*) FROM draft WHERE kind = 'delivery' AND state IN ('open', 'parked')),
    (SELECT count(*) FROM stocktake WHERE state = 'open'),
    (SELECT count(*) FROM draft WHERE kind = 'sale' AND state = 'parked'),
    (SELECT count(*) FROM draft WHERE kind = 'sale' AND state = 'open'
        AND EXISTS (SELECT 1 FROM draft_entry WHERE draft_id = draft.id)),
    (SELECT count(*) FROM document WHERE book_date BETWEEN :first AND :last AND late = 1)
"""


class Ended(NamedTuple):
    """A period that was closed, with what is kept of it.

    Attributes:
        at: When it was closed.
        person: Who closed it, by name.
    """

    number: str
    first_day: int
    through: int
    at: Moment
    person: str
    digest: str


def ended(connection: Connection) -> list[Ended]:
    """The closed periods, the newest first."""
    return [
        Ended(number, first, through, Moment(us, offset), person, digest)
        for number, first, through, us, offset, person, digest in connection.execute(_ENDED)
    ]


_ENDED = """
SELECT number, first_day, through, recorded_us, offset_minutes, person.name, pack_digest
FROM period JOIN document ON document.id = document_id JOIN person ON person.id = person_id ORDER BY through DESC
"""


def pack_of(connection: Connection, through: int) -> str | None:
    """The text of the pack of the period that ended on a day."""
    found: str | None = connection.execute("SELECT pack FROM period WHERE through = ?", (through,)).get
    return found
