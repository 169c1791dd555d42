"""One sheet of a stocktake: whose it is, and whether it may count again; and whether a plan is counted already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.domain.count_plan import NAMED_SCOPES, WHOLE_SCOPES, Plan
from app.domain.count_zone import zone_key
from app.domain.refusal import Refusal
from app.store.database import Connection
from app.store.queries.stocktakes import COUNTS, SheetHead, Stocktake, covered, opened, sheet_heads


def going_on(connection: Connection, plan: Plan, location_id: int, goods: frozenset[int]) -> Stocktake | None:
    """The stocktake that counts what a plan covers at a location already, the newest; None where none does.

    A plan of the shop is known by its code. One that was made for a single count is the same by its name, and by its
    goods where it names them.
    """
    return the_same(connection, reversed(opened(connection)), plan, location_id, goods)


def the_same(
    connection: Connection, among: Iterable[Stocktake], plan: Plan, location_id: int, goods: frozenset[int]
) -> Stocktake | None:
    """The first of some stocktakes that counts what a plan covers; see `going_on`."""
    for one in among:
        if one.location_id != location_id:
            continue
        if plan.scope in WHOLE_SCOPES:
            is_same = one.scope in WHOLE_SCOPES
        elif plan.code:
            is_same = one.plan == plan.code
        else:
            is_same = (one.plan, one.name, one.scope) == ("", plan.name, plan.scope)
            is_same = is_same and (plan.scope not in NAMED_SCOPES or covered(connection, one) == goods)
        if is_same:
            return one
    return None


def with_sheet(connection: Connection, sheet: str) -> tuple[str, SheetHead]:
    """The uid of a sheet's stocktake, and the sheet.

    Raises:
        Refusal: `draft_closed` where there is none.
    """
    found = connection.execute(_WITH_SHEET, (sheet,)).fetchone()
    if found is None:
        raise Refusal("draft_closed")
    stocktake_id, uid = found
    return uid, next(one for one in sheet_heads(connection, stocktake_id, every=True) if one.uid == sheet)


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


def next_round(heads: Sequence[SheetHead], zone: str, how: str, *, was_counted: bool) -> tuple[int, str]:
    """The round of a new sheet, and what it replaces.

    It comes behind those of its zone and what counts goods again everywhere; what counts goods again, behind all.
    """
    last = 0
    for head in heads:
        is_everywhere = head.replaces == "goods" and not head.zone
        if how == "goods" or zone_key(head.zone) == zone_key(zone) or is_everywhere:
            last = max(last, head.round)
    if how == "goods":
        return last + 1, "goods"
    if how == "replace" and was_counted:
        return last + 1, "zone"
    return max(last, 1), ""


def is_replaced(connection: Connection, sheet: str) -> bool:
    """Whether another sheet counts the zone of one again."""
    return bool(connection.execute(_IS_REPLACED, (sheet,)).get)


_IS_REPLACED = f"""
SELECT EXISTS (
    SELECT 1 FROM draft JOIN count_sheet AS own ON own.draft_id = draft.id
    JOIN count_sheet AS later ON later.stocktake_id = own.stocktake_id JOIN draft AS other ON other.id = later.draft_id
    WHERE draft.uid = ? AND own.replaces <> 'goods' AND later.zone = own.zone AND later.replaces = 'zone'
        AND later.round > own.round AND {COUNTS})
"""  # noqa: S608 -- put together from what is written here


def replaced_now(connection: Connection, sheet: str) -> list[SheetHead]:
    """The sheets that are being counted of a zone that one counts again, from its first entry on."""
    stocktake_id = connection.execute(_STOCKTAKE_OF, (sheet,)).get
    every = [] if stocktake_id is None else sheet_heads(connection, stocktake_id)
    return [
        one
        for own in every
        for one in every
        if own.uid == sheet and own.replaces == "zone" and one.state == "open" and one.is_replaced
        if zone_key(one.zone) == zone_key(own.zone)
    ]


_STOCKTAKE_OF = "SELECT stocktake_id FROM draft JOIN count_sheet ON draft_id = draft.id WHERE draft.uid = ?"


def replaced_by(connection: Connection, stocktake_id: int, sheet: SheetHead) -> SheetHead | None:
    """The sheet that counts the zone of another one again, the last; None where that one counts."""
    if not sheet.is_replaced:
        return None
    every = sheet_heads(connection, stocktake_id)
    later = [one for one in every if one.replaces == "zone" and one.zone == sheet.zone and one.state != "abandoned"]
    return max(later, key=lambda one: one.round)


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
WHERE stocktake_id = ? AND meaning <> '{"entry":"Note","text":"settled"}'
GROUP BY draft_entry.draft_id, person.id ORDER BY draft_entry.draft_id, min(place)
"""


def has_counted(connection: Connection, stocktake_id: int, person_id: int) -> bool:
    """Whether a person has found anything on a sheet of a stocktake that counts."""
    return bool(connection.execute(_HAS_COUNTED, (stocktake_id, person_id)).get)


_HAS_COUNTED = """
SELECT EXISTS (
    SELECT 1 FROM count_sheet JOIN draft ON draft.id = count_sheet.draft_id AND draft.state <> 'abandoned'
    JOIN draft_entry ON draft_entry.draft_id = draft.id
    WHERE stocktake_id = ? AND draft_entry.person_id = ?
        AND (meaning LIKE '{"entry":"Find"%' OR meaning LIKE '{"entry":"SetFound"%'))
"""


def goods_found_by(connection: Connection, stocktake_id: int, person_id: int) -> frozenset[int]:
    """The products of which a person has found any on sheets that count; on one of single goods, of these alone."""
    found: set[int] = set()
    for meaning, product_id in connection.execute(_GOODS_FOUND_BY, (stocktake_id, person_id)):
        named = _PRODUCT.search(meaning)
        if named is not None and product_id in {None, int(named[1])}:
            found.add(int(named[1]))
    return frozenset(found)


_PRODUCT = re.compile(r'"product_id":(\d+),', re.ASCII)
_GOODS_FOUND_BY = """
SELECT meaning, CASE WHEN replaces <> 'goods' OR label = zone THEN NULL
    ELSE (SELECT product.id FROM product WHERE sku = label) END
FROM count_sheet JOIN draft ON draft.id = count_sheet.draft_id
JOIN draft_entry ON draft_entry.draft_id = draft.id
WHERE stocktake_id = ? AND draft.state <> 'abandoned' AND draft_entry.person_id = ?
"""


def names(connection: Connection) -> dict[str, str]:
    """The names of all people, by code, also of those who no longer work here."""
    return dict(connection.execute("SELECT code, name FROM person"))


def last_document(connection: Connection) -> int:
    """The document that was posted last, whatever it is; 0 before the first."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM document").get)
