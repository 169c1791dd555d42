"""Stocktakes: what is counted together, its sheets, what was decided, and its end.

Everything here runs inside the transaction of the verb that asks for it. A sheet is a draft of kind `count`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from app.domain.count_review import Tolerance
from app.domain.count_rule import Rule
from app.domain.moment import Moment
from app.domain.refusal import Refusal
from app.store import dialect_sqlite as dialect
from app.store.database import Connection
from app.store.queries.parties import Desk
from app.store.writing import drafts

SHEET_KIND = "count"


class Head(NamedTuple):
    """What a stocktake is begun with.

    Attributes:
        scope: Which goods it covers, see `count_plan.Scope`.
        plan_id: The plan that it follows, or None.
    """

    uid: str
    name: str
    scope: str
    location_id: int
    plan_id: int | None = None
    tolerance: Tolerance = Tolerance()
    second_person: bool = False


def begin(connection: Connection, head: Head, goods: Iterable[int], desk: Desk, now: Moment) -> None:
    """Open a stocktake of those products; none is all that the location has."""
    stocktake_id: int = connection.execute(
        _BEGIN,
        (
            head.uid,
            dialect.storable(head.name),
            head.plan_id,
            head.scope,
            head.location_id,
            desk.person_id,
            now.utc_us,
            now.offset_minutes,
            *head.tolerance,
            int(head.second_person),
        ),
    ).get
    connection.executemany(
        "INSERT INTO stocktake_goods VALUES (?, ?)", [(stocktake_id, product_id) for product_id in sorted(set(goods))]
    )


# Drafts before the first live one were over when it began: only later ones can hold goods that were on the counter.
_BEGIN = """
INSERT INTO stocktake (uid, name, plan_id, scope, location_id, person_id, begun_us, offset_minutes, first_draft_id,
    tolerance_milli, tolerance_rate_milli, tolerance_minor, second_person)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, coalesce(
    (SELECT min(id) FROM draft WHERE kind = 'sale' AND state IN ('open', 'parked')),
    (SELECT max(id) + 1 FROM draft), 1
), ?, ?, ?, ?) RETURNING id
"""


class NewSheet(NamedTuple):
    """A sheet that is begun; see `count_review.CountedSheet`."""

    uid: str
    stocktake_id: int
    zone: str
    round: int
    replaces: str
    goods: str = ""


def add_sheet(connection: Connection, sheet: NewSheet, desk: Desk, now: Moment) -> None:
    """Begin a sheet."""
    drafts.begin(connection, sheet.uid, SHEET_KIND, desk, now, label=sheet.goods or sheet.zone)
    connection.execute(
        "INSERT INTO count_sheet SELECT id, ?, ?, ?, ? FROM draft WHERE uid = ?",
        (sheet.stocktake_id, dialect.storable(sheet.zone), sheet.round, sheet.replaces, sheet.uid),
    )


def settle(connection: Connection, stocktake_id: int, entry: drafts.DraftEntry, desk: Desk, now: Moment) -> bool:
    """Note on the last finished sheet that a code was looked after; nobody else writes on one that is being counted.

    Returns:
        Whether there is one.
    """
    raw, meaning = dialect.storable(entry.raw), dialect.storable(entry.meaning)
    return connection.execute(_SETTLE, (now.utc_us, desk.person_id, raw, meaning, stocktake_id)).get is not None


_SETTLE = """
INSERT INTO draft_entry (draft_id, place, at_us, person_id, raw, meaning)
SELECT draft.id, 1 + coalesce((SELECT max(place) FROM draft_entry WHERE draft_id = draft.id), 0), ?, ?, ?, ?
FROM count_sheet JOIN draft ON draft.id = draft_id WHERE stocktake_id = ? AND state = 'parked'
ORDER BY draft.id DESC LIMIT 1 RETURNING place
"""


def set_uncounted(connection: Connection, stocktake_id: int, uncounted: str) -> None:
    """Say what becomes of goods that nobody counted."""
    connection.execute("UPDATE stocktake SET uncounted = ? WHERE id = ?", (uncounted, stocktake_id))


def set_rule(connection: Connection, stocktake_id: int, rule: Rule, *, person_id: int, now: Moment) -> None:
    """Say from which difference on goods are counted again, and whether by somebody else; what it was is kept."""
    connection.execute(_KEEP_RULE, (stocktake_id, person_id, now.utc_us, stocktake_id))
    connection.execute(_SET_RULE, (*rule.tolerance, int(rule.second_person), stocktake_id))


_KEEP_RULE = """
INSERT INTO count_rule
SELECT id, (SELECT coalesce(max(place), 0) + 1 FROM count_rule WHERE stocktake_id = ?), tolerance_milli,
    tolerance_rate_milli, tolerance_minor, second_person, ?, ? FROM stocktake WHERE id = ?
"""
_SET_RULE = """
UPDATE stocktake SET tolerance_milli = ?, tolerance_rate_milli = ?, tolerance_minor = ?, second_person = ? WHERE id = ?
"""


def abandon(connection: Connection, stocktake_id: int, now: Moment) -> None:
    """Give a stocktake up; its sheets stay in the journal."""
    _end_sheets(connection, stocktake_id, "abandoned", now)
    connection.execute("UPDATE stocktake SET state = 'abandoned' WHERE id = ?", (stocktake_id,))


def post(connection: Connection, uid: str, *, count: str, many: int, now: Moment) -> None:
    """A stocktake ends as a count, with all its sheets.

    Args:
        count: The uid of the count.
        many: How many entries its sheets have, as far as the asker knows.

    Raises:
        Refusal: `stocktake_closed`, `draft_moved` where somebody has counted on meanwhile.
    """
    row = connection.execute("SELECT id FROM stocktake WHERE uid = ? AND state = 'open'", (uid,)).fetchone()
    if row is None:
        raise Refusal("stocktake_closed")
    (stocktake_id,) = row
    if connection.execute(_ENTRIES, (stocktake_id,)).get != many:
        raise Refusal("draft_moved")
    _end_sheets(connection, stocktake_id, "posted", now)
    connection.execute(_POSTED, (count, stocktake_id))


_ENTRIES = """
SELECT count(*) FROM count_sheet CROSS JOIN draft_entry ON draft_entry.draft_id = count_sheet.draft_id
WHERE stocktake_id = ?
"""
_POSTED = """
UPDATE stocktake SET state = 'posted', document_id = (SELECT id FROM document WHERE uid = ?) WHERE id = ?
"""


def _end_sheets(connection: Connection, stocktake_id: int, state: str, now: Moment) -> None:
    connection.execute(_END_SHEETS, (state, now.utc_us, now.offset_minutes, stocktake_id))


_END_SHEETS = """
UPDATE draft SET state = ?, changed_us = ?, offset_minutes = ?
WHERE id IN (SELECT draft_id FROM count_sheet WHERE stocktake_id = ?) AND state IN ('open', 'parked')
"""


def keep_counters(connection: Connection, count: str, counters: Mapping[int, int]) -> None:
    """Keep who counted which line of a count that was just posted.

    Args:
        count: Its uid.
        counters: People, by line.
    """
    document_id = connection.execute("SELECT id FROM document WHERE uid = ?", (count,)).get
    connection.executemany(
        "INSERT INTO counted_by VALUES (?, ?, ?)",
        [(document_id, line_no, person_id) for line_no, person_id in counters.items()],
    )
