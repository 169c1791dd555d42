"""What the paper of a posted count says beside its lines: who posted it, and how its lines came about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from app.domain.count_review import Decision, seen_of
from app.domain.count_standing import Found, standing
from app.store.database import Connection
from app.store.queries import count_shared, count_sheets, past, stocktakes
from app.store.queries.stocktakes import Stocktake


class Posted(NamedTuple):
    """A count as it was posted.

    Attributes:
        uid: Of its stocktake, None for a count without one.
        by: The name of who posted it.
        book_date: The shop's business day on which it was posted.
        back: The number of what took it back, "" while it stands.
        why: What whoever took it back said was wrong, "" for nothing.
    """

    document_id: int
    location_id: int
    uid: str | None
    by: str
    book_date: int
    back: str
    why: str


def posted(connection: Connection, number: str) -> Posted | None:
    """The count with a number."""
    row = connection.execute(_POSTED, (number,)).fetchone()
    if row is None:
        return None
    return Posted(*row)


_POSTED = """
SELECT document.id, document.location_id, stocktake.uid, person.name, book_date,
    coalesce((SELECT back.number FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal'), ''),
    coalesce((SELECT reference FROM document AS back JOIN stock_document ON stock_document.document_id = back.id
        WHERE back.of_id = document.id AND back.kind = 'reversal'), '')
FROM document JOIN person ON person.id = document.person_id LEFT JOIN stocktake ON document_id = document.id
WHERE document.number = ? AND document.kind = 'count'
"""


def units(connection: Connection, count: Posted) -> dict[str, str]:
    """The units of the goods of a count, by SKU."""
    return dict(connection.execute(_UNITS, (count.document_id,)))


_UNITS = """
SELECT sku, unit FROM product WHERE id IN (SELECT product_id FROM stock_line WHERE document_id = ?)
"""


class CameAbout(NamedTuple):
    """How the lines of a count came about, by SKU.

    Attributes:
        found, again: What somebody counted, what was counted a second time.
        accepted: What was accepted, and as which difference; None where nobody has noted that.
        people: The names of who counted it, by SKU and lot; "" is of no lot, or all of them.
    """

    found: frozenset[str]
    again: frozenset[str]
    accepted: Mapping[str, int | None]
    people: Mapping[tuple[str, str], tuple[str, ...]]


def came_about(connection: Connection, known: Stocktake) -> CameAbout:
    """How the lines of a stocktake's count came about."""
    found = standing(stocktakes.sheets(connection, known.stocktake_id))
    decided = stocktakes.decisions(connection, known.stocktake_id)
    return CameAbout(
        frozenset(one.goods.sku for one in found.values()),
        frozenset(one.goods.sku for one in found.values() if one.is_recounted),
        {
            one.goods.sku: decision.of and decision.of.difference_milli
            for product_id, one in found.items()
            if (decision := decided.get(product_id)) is not None and _is_accepted(decision, one)
        },
        {
            (goods.sku, lot): people
            for goods, lot, people in count_shared.people_of(found.values(), count_sheets.names(connection))
        },
    )


def _is_accepted(decision: Decision, found: Found) -> bool:
    """Whether the count of goods that was posted is the one that somebody accepted."""
    seen = decision.of
    return decision.is_accepted and (seen is None or seen.is_of_count(seen_of(found, 0, ())))


class Left(NamedTuple):
    """Goods that nobody counted, and that stayed as the book had them."""

    sku: str
    name: str
    unit: str
    quantity_milli: int


def left(connection: Connection, count: Posted, known: Stocktake) -> list[Left]:
    """The goods of a stocktake that nobody counted, as the book had them when it was posted, by SKU."""
    there = past.by_product(connection, last_day=None, last_document=count.document_id, location_id=count.location_id)
    lines = connection.execute("SELECT product_id FROM stock_line WHERE document_id = ?", (count.document_id,))
    counted = {product_id for (product_id,) in lines}
    covered = stocktakes.covered(connection, known)
    ids = [
        product_id
        for product_id, balance in there.items()
        if balance.quantity_milli and product_id not in counted and (covered is None or product_id in covered)
    ]
    return [
        Left(goods.sku, goods.name, goods.unit.value, there[product_id].quantity_milli)
        for product_id, goods in stocktakes.goods(connection, ids).items()
    ]
