"""What was counted again in posted counts: the journals of all sheets are kept, also of those that count no more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from app.domain.count_passes import before
from app.domain.count_standing import Found, standing
from app.domain.moment import next_day
from app.store.database import Connection
from app.store.queries import count_sheets, stocktakes
from app.store.queries.stocktakes import Stocktake


class Recounted(NamedTuple):
    """The goods of a posted count that were counted again.

    Attributes:
        open_day: The first day that was open when it was posted; 0 where none was closed.
        is_reversed: It was taken back, as far as is known by then.
        found: By product.
    """

    document_id: int
    open_day: int
    is_reversed: bool
    stocktake: Stocktake
    found: Mapping[int, Found]


class Before(NamedTuple):
    """What had been found of goods before they were counted again last, and the names of who had counted that."""

    found: Found
    names: Mapping[str, str]

    def of(self, lot: str) -> tuple[int, str]:
        """That of a lot, or of all of them where it is ""; the names with commas between."""
        milli, people = before(self.found, lot)
        return milli, ", ".join(self.names.get(code, code) for code in people)


def recounted(
    connection: Connection, *, days: tuple[int, int], last_document: int, location_id: int | None
) -> list[Recounted]:
    """The counts of a stretch of book dates in which anything was counted again, in the order of their posting."""
    rows = list(connection.execute(_RECOUNTED, (*days, last_document, location_id)))
    made = []
    for document_id, through, is_reversed, uid in rows:
        known = stocktakes.stocktake(connection, uid)
        every = standing(stocktakes.sheets(connection, known.stocktake_id))
        found = {product_id: one for product_id, one in every.items() if one.replaced}
        made.append(Recounted(document_id, next_day(through) if through else 0, is_reversed == 1, known, found))
    return made


_RECOUNTED = """
SELECT document.id, coalesce((SELECT max(through) FROM period WHERE document_id < document.id), 0),
    EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal' AND back.id <= ?3),
    stocktake.uid
FROM stocktake JOIN document ON document.id = stocktake.document_id
WHERE book_date BETWEEN ?1 AND ?2 AND document.id <= ?3 AND (?4 IS NULL OR document.location_id = ?4) AND EXISTS (
    SELECT 1 FROM count_sheet JOIN draft ON draft.id = draft_id
    WHERE stocktake_id = stocktake.id AND replaces <> '' AND draft.state <> 'abandoned'
)
ORDER BY document.id
"""


def found_before(
    connection: Connection, *, days: tuple[int, int], last_document: int, location_id: int | None
) -> dict[tuple[int, int], Before]:
    """What had been found before, by document and product."""
    names = count_sheets.names(connection)
    counts = recounted(connection, days=days, last_document=last_document, location_id=location_id)
    return {
        (one.document_id, product_id): Before(found, names) for one in counts for product_id, found in one.found.items()
    }


def moved_between(connection: Connection, count: Recounted, product_id: int, moments: tuple[int, int]) -> int:
    """What of a product came in or went out after a moment and up to another one, as was known when it was posted."""
    asked = (product_id, count.stocktake.location_id, *moments, count.document_id)
    return int(connection.execute(_MOVED_BETWEEN, asked).get)


_MOVED_BETWEEN = """
SELECT coalesce(sum(quantity_milli), 0) FROM movement
WHERE product_id = ? AND location_id = ? AND happened_us > ? AND happened_us <= ? AND document_id < ?
"""
