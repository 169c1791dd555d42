"""One sheet of a stocktake: whose it is, and whether it may count again."""

from __future__ import annotations

from app.domain.count_zone import zone_key
from app.domain.refusal import Refusal
from app.store.database import Connection
from app.store.queries.stocktakes import SheetHead, sheet_heads


def with_sheet(connection: Connection, sheet: str) -> tuple[str, SheetHead]:
    """The uid of a sheet's stocktake, and the sheet.

    Raises:
        Refusal: `draft_closed` where there is none.
    """
    found = connection.execute(_WITH_SHEET, (sheet,)).fetchone()
    if found is None:
        raise Refusal("draft_closed")
    stocktake_id, uid = found
    return uid, next(one for one in sheet_heads(connection, stocktake_id) if one.uid == sheet)


_WITH_SHEET = """
SELECT stocktake.id, stocktake.uid FROM draft JOIN count_sheet ON draft_id = draft.id
JOIN stocktake ON stocktake.id = stocktake_id WHERE draft.uid = ?
"""


def counted_instead(connection: Connection, stocktake_id: int, given_up: SheetHead) -> SheetHead | None:
    """The sheet that has counted the same, begun after one was given up; None where nobody has."""
    since = given_up.at.utc_us
    for one in sheet_heads(connection, stocktake_id):
        is_there = one.state != "abandoned" and _what(one) == _what(given_up)
        if is_there and (connection.execute(_BEGUN, (one.draft_id,)).get or 0) >= since:
            return one
    return None


def _what(sheet: SheetHead) -> tuple[str, str, bool]:
    """What a sheet counts."""
    return zone_key(sheet.zone), sheet.goods, sheet.replaces == "goods"


_BEGUN = "SELECT min(at_us) FROM draft_entry WHERE draft_id = ? AND place = 1"


def counted_by(connection: Connection, stocktake_id: int) -> dict[int, tuple[str, ...]]:
    """The names of those who have entered anything on a stocktake's sheets, by draft, in the order in which they came.

    Whoever has a sheet in hand last has not counted what was on it before.
    """
    found: dict[int, tuple[str, ...]] = {}
    for draft_id, name in connection.execute(_COUNTED_BY, (stocktake_id,)):
        found[draft_id] = (*found.get(draft_id, ()), name)
    return found


_COUNTED_BY = """
SELECT draft_entry.draft_id, person.name FROM count_sheet
JOIN draft_entry ON draft_entry.draft_id = count_sheet.draft_id JOIN person ON person.id = draft_entry.person_id
WHERE stocktake_id = ? GROUP BY draft_entry.draft_id, person.id ORDER BY draft_entry.draft_id, min(place)
"""


def names(connection: Connection) -> dict[str, str]:
    """The names of all people, by code, also of those who no longer work here."""
    return dict(connection.execute("SELECT code, name FROM person"))


def last_document(connection: Connection) -> int:
    """The document that was posted last, whatever it is; 0 before the first."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM document").get)
