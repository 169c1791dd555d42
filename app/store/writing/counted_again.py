"""A count that was taken back is opened again: a stocktake in progress, with all that was counted, at its moments.

Everything here runs inside the transaction of the verb that asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from app.domain.count_journal import write_entry
from app.domain.count_plan import Plan, Scope
from app.domain.count_review import Tolerance, seen_of
from app.domain.count_sheet import Entry, Find, Goods, Making, Note
from app.domain.count_standing import standing
from app.domain.figures import PIECE_MILLI
from app.domain.moment import Moment
from app.domain.product import Tracking
from app.domain.refusal import Refusal
from app.store.database import Connection
from app.store.queries import count_sheets, stocktakes
from app.store.queries.count_shared import UNSEEN
from app.store.queries.parties import Desk
from app.store.queries.posted_counts import PostedCount
from app.store.queries.stocktakes import Stocktake
from app.store.writing import count_decisions as decisions
from app.store.writing import drafts
from app.store.writing import stocktakes as writing

NewUid = Callable[[], str]


def open_again(
    connection: Connection, count: PostedCount, uid: str, *, desk: Desk, now: Moment, new_uid: NewUid
) -> None:
    """Open what was counted as a stocktake; what nobody counted is asked about anew where it was set to zero.

    Args:
        connection: The transaction.
        count: What was taken back.
        uid: Of the stocktake.
        desk: Who opens it, and where.
        now: When.
        new_uid: Makes the identities of its sheets.
    """
    if count.stocktake:
        _from_sheets(connection, count.stocktake, uid, desk=desk, now=now, new_uid=new_uid)
    else:
        _from_lines(connection, count, uid, desk=desk, now=now, new_uid=new_uid)


def is_there(connection: Connection, uid: str) -> bool:
    """Whether there is a stocktake with that uid."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM stocktake WHERE uid = ?)", (uid,)).get)


def counted_already(connection: Connection, uid: str) -> Stocktake | None:
    """Another stocktake that goes on and counts the same as one: what is found in two of them does not add up."""
    own = stocktakes.stocktake(connection, uid)
    plan, goods = Plan(own.plan, own.name, Scope(own.scope)), stocktakes.covered(connection, own) or frozenset()
    others = (one for one in stocktakes.opened(connection) if one.uid != uid)
    return count_sheets.the_same(connection, others, plan, own.location_id, goods)


def _from_sheets(connection: Connection, before: str, uid: str, *, desk: Desk, now: Moment, new_uid: NewUid) -> None:
    """Of a stocktake: its sheets scan by scan, with who has counted what, and all that was decided."""
    row = (uid, desk.person_id, now.utc_us, now.offset_minutes, before)
    new_id, old_id = connection.execute(_STOCKTAKE, row).get
    for copy in (_GOODS, _DECISIONS, _RULES):
        connection.execute(copy, (new_id, old_id))
    for (draft_id,) in list(connection.execute(_SHEETS, (old_id,))):
        copied: int = connection.execute(_DRAFT, (new_uid(), draft_id)).get
        connection.execute(_SHEET, (copied, new_id, draft_id))
        connection.execute(_ENTRIES, (copied, draft_id))


_STOCKTAKE = """
INSERT INTO stocktake (uid, name, plan_id, scope, location_id, person_id, begun_us, offset_minutes, first_draft_id,
    tolerance_milli, tolerance_rate_milli, tolerance_minor, second_person, uncounted)
SELECT ?, name, plan_id, scope, location_id, ?, ?, ?, first_draft_id, tolerance_milli, tolerance_rate_milli,
    tolerance_minor, second_person, CASE uncounted WHEN 'zero' THEN '' ELSE uncounted END
FROM stocktake WHERE uid = ? RETURNING id, (SELECT old.id FROM stocktake AS old WHERE old.uid = ?5)
"""
_GOODS = "INSERT INTO stocktake_goods SELECT ?, product_id FROM stocktake_goods WHERE stocktake_id = ?"
_DECISIONS = """
INSERT INTO count_decision (stocktake_id, product_id, accepted, reason, person_id, difference_milli, lots, found_milli,
    counted_us, round, again)
SELECT ?, product_id, accepted, reason, person_id, difference_milli, lots, found_milli, counted_us, round, again
FROM count_decision WHERE stocktake_id = ?
"""
_RULES = """
INSERT INTO count_rule (stocktake_id, place, tolerance_milli, tolerance_rate_milli, tolerance_minor, second_person,
    person_id, at_us)
SELECT ?, place, tolerance_milli, tolerance_rate_milli, tolerance_minor, second_person, person_id, at_us
FROM count_rule WHERE stocktake_id = ?
"""
_SHEETS = """
SELECT draft_id FROM count_sheet JOIN draft ON draft.id = draft_id
WHERE stocktake_id = ? AND state = 'posted' ORDER BY draft_id
"""
# Posting has ended all of them at once; each was counted when its last entry was made.
_DRAFT = """
INSERT INTO draft (uid, kind, state, till_id, person_id, label, changed_us, offset_minutes)
SELECT ?, kind, 'parked', till_id, person_id, label,
    coalesce((SELECT max(at_us) FROM draft_entry WHERE draft_entry.draft_id = draft.id), changed_us), offset_minutes
FROM draft WHERE id = ? RETURNING id
"""
_SHEET = "INSERT INTO count_sheet SELECT ?, ?, zone, round, replaces FROM count_sheet WHERE draft_id = ?"
_ENTRIES = """
INSERT INTO draft_entry (draft_id, place, at_us, person_id, raw, meaning)
SELECT ?, place, at_us, person_id, raw, meaning FROM draft_entry WHERE draft_id = ?
"""


class _Line(NamedTuple):
    """A line of a count, and who counted it.

    Attributes:
        is_aside: Nothing of its goods was posted, they have to be counted again.
        has_moved: Its lot had a difference that was posted.
    """

    zone: str
    person_id: int
    product_id: int
    quantity_milli: int
    lot: str
    expiry: int | None
    serials: str
    reason: str
    at_us: int
    is_aside: bool
    has_moved: bool


def _from_lines(
    connection: Connection, count: PostedCount, uid: str, *, desk: Desk, now: Moment, new_uid: NewUid
) -> None:
    """Of a count that a file or a program has posted: a sheet for each zone and counter."""
    plan_id, scope, *tolerance, second_person = connection.execute(_PLAN, (count.document_id,)).get
    lines = [_Line(*row) for row in connection.execute(_LINES, (count.document_id,))]
    ids = {line.product_id for line in lines}
    name = count.name or count.number
    head = writing.Head(uid, name, scope, desk.location_id, plan_id, Tolerance(*tolerance), bool(second_person))
    writing.begin(connection, head, () if scope == Scope.FULL else ids, desk, now)
    stocktake_id = connection.execute("SELECT id FROM stocktake WHERE uid = ?", (uid,)).get
    goods = stocktakes.goods(connection, ids)
    for (zone, person_id), group in groupby(lines, key=lambda line: (line.zone, line.person_id)):
        own = [line for line in group if line.product_id in goods]
        if own:
            last = Moment(max(line.at_us for line in own), now.offset_minutes)
            counter = desk._replace(person_id=person_id)
            sheet = writing.NewSheet(new_uid(), stocktake_id, zone, 1, "")
            writing.add_sheet(connection, sheet, counter, last)
            entries = [drafts.DraftEntry("", write_entry(one)) for one in _entries(own, goods)]
            drafts.append_behind(connection, sheet.uid, entries, last, many=0, desk=counter)
            drafts.move(connection, sheet.uid, to="parked", now=last)
    said = _reasons(line for line in lines if line.product_id in goods)
    connection.executemany(_REASON, [(stocktake_id, one, reason, desk.person_id) for one, reason in said.items()])
    aside = {line.product_id for line in lines if line.is_aside}
    if aside:
        _keep_aside(connection, stocktake_id, aside, desk)


def _reasons(lines: Iterable[_Line]) -> dict[int, str]:
    """Why goods differed, by product: a review has one reason for all of them, lots of several are asked about anew."""
    said: dict[int, set[str]] = {}
    for line in lines:
        if line.reason or line.has_moved:
            said.setdefault(line.product_id, set()).add(line.reason)
    return {product_id: min(reasons) for product_id, reasons in said.items() if len(reasons) == 1 and min(reasons)}


def _keep_aside(connection: Connection, stocktake_id: int, aside: set[int], desk: Desk) -> None:
    """Of what nothing was posted nothing is now, before it is counted again or somebody says that it is right.

    How much it differs is not known here, and is not asked: it is of this count, whatever the book says.
    """
    counts = standing(stocktakes.sheets(connection, stocktake_id))
    wanted = {product_id: seen_of(one, 0, ()) for product_id, one in counts.items() if product_id in aside}
    decisions.want_again(connection, stocktake_id, wanted, is_wanted=True, person_id=desk.person_id)


def _entries(lines: Iterable[_Line], goods: dict[int, Goods]) -> Iterator[Entry]:
    """What makes these lines. What its goods do not take any more stays in the journal, as a scan in no count."""
    making = Making()
    for line in lines:
        item = goods[line.product_id]
        serials = line.serials.split("\n") if line.serials and item.tracking is Tracking.SERIAL else [""]
        milli = line.quantity_milli if serials == [""] else PIECE_MILLI
        lot = line.lot if item.tracking is Tracking.LOT else ""
        for serial in serials:
            found = Find(item, milli, line.at_us, lot=lot, serial=serial, expiry=line.expiry if lot or serial else None)
            try:
                making.take(found)
            except Refusal as refusal:
                yield Note(refusal.code, item, milli)
            else:
                yield found


# Without a plan a count is of what stands in it, and of all that there is where the rest was set to zero.
_PLAN = """
SELECT count_plan.id, CASE WHEN stock_document.uncounted = 'zero' THEN 'full' ELSE coalesce(scope, 'spot') END,
    tolerance_milli, tolerance_rate_milli, tolerance_minor, coalesce(second_person, 0)
FROM stock_document LEFT JOIN count_of_plan ON count_of_plan.document_id = stock_document.document_id
LEFT JOIN count_plan ON count_plan.id = plan_id WHERE stock_document.document_id = ?
"""
_LINES = f"""
SELECT zone, coalesce(counted_by.person_id, document.person_id), product_id, quantity_milli, lot, expiry, serials,
    reason, at_us, state = 'recount', (product_id, lot) IN (
        SELECT movement.product_id, number FROM movement JOIN lot ON lot.id = lot_id WHERE movement.document_id = ?1)
FROM document JOIN stock_line ON stock_line.document_id = document.id
LEFT JOIN counted_by ON counted_by.document_id = stock_line.document_id AND counted_by.line_no = stock_line.line_no
WHERE document.id = ?1 AND NOT {UNSEEN}
ORDER BY zone, coalesce(counted_by.person_id, document.person_id), stock_line.line_no
"""  # noqa: S608 -- put together from what is written here
_REASON = "INSERT INTO count_decision (stocktake_id, product_id, reason, person_id) VALUES (?, ?, ?, ?)"
