"""Who counted goods: a posted line names who found most of it, the sheets know who else did, and some nobody saw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from app.domain.count_sheet import Goods
from app.domain.count_standing import Found, standing
from app.store.database import Connection
from app.store.queries import count_sheets, stocktakes

Shared = Mapping[tuple[int, str], tuple[str, ...]]
"""The names of who counted goods, by product and lot; of "" all who counted the product."""
ASIDE = "(counted_by.person_id IS NULL AND zone = 'counter')"
"""Whether a line has what lies in baskets: whoever parked one, or posts the count, has not counted that."""
UNSEEN = """(
    counted_by.person_id IS NULL AND (stock_line.quantity_milli = 0 OR zone = 'counter') AND (
        (SELECT uncounted FROM stock_document WHERE stock_document.document_id = stock_line.document_id) = 'zero'
        OR stock_line.document_id IN (
            SELECT document_id FROM stocktake WHERE uncounted = 'zero' AND document_id IS NOT NULL
        )
    )
)"""
"""Whether nobody counted what a line has of goods, where the uncounted are set to zero: the rest lies in baskets."""


def people_of(found: Iterable[Found], names: Mapping[str, str]) -> Iterator[tuple[Goods, str, tuple[str, ...]]]:
    """The names of who counted goods, who found most first: all of them ("" as the lot), and lot by lot."""
    for one in found:
        for lot in ("", *{part.lot for part in one.parts if part.lot}):
            codes = dict.fromkeys(code for part in one.parts if lot in {"", part.lot} for code in part.people)
            yield one.goods, lot, tuple(names.get(code, code) for code in codes)


def shared(
    connection: Connection, *, days: tuple[int, int], last_document: int, location_id: int | None
) -> dict[int, Shared]:
    """Who counted what in those counts of a stretch of book dates in which several people counted one zone.

    The journals of their sheets are read for that; of all other counts the posted lines say it.
    """
    names = count_sheets.names(connection)
    rows = list(connection.execute(_SHARED, (*days, last_document, location_id, location_id)))
    return {
        document_id: {
            (goods.product_id, lot): people
            for goods, lot, people in people_of(standing(stocktakes.sheets(connection, stocktake_id)).values(), names)
        }
        for document_id, stocktake_id in rows
    }


_SHARED = """
SELECT DISTINCT document.id, stocktake.id
FROM stocktake JOIN document ON document.id = stocktake.document_id
JOIN count_sheet ON count_sheet.stocktake_id = stocktake.id
JOIN draft ON draft.id = count_sheet.draft_id AND draft.state <> 'abandoned'
JOIN draft_entry ON draft_entry.draft_id = draft.id
WHERE document.book_date BETWEEN ? AND ? AND document.id <= ? AND (? IS NULL OR document.location_id = ?)
    AND meaning NOT LIKE '{"entry":"Note"%'
GROUP BY document.id, zone HAVING count(DISTINCT draft_entry.person_id) > 1
"""
