"""Stocktakes as they stand, their sheets, and what the book knows of the goods that were counted."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

from app.domain.count_journal import read_entry
from app.domain.count_people import replay_by
from app.domain.count_plan import WHOLE_SCOPES
from app.domain.count_review import Decision, Seen, Tolerance
from app.domain.count_sheet import Goods, replay
from app.domain.count_standing import CountedSheet
from app.domain.moment import Moment
from app.domain.product import Tracking, Unit
from app.domain.progress import Progress, share, told
from app.domain.refusal import Refusal
from app.store import dialect_sqlite as dialect
from app.store.database import Connection, Row


class Stocktake(NamedTuple):
    """A stocktake without its sheets.

    Attributes:
        uncounted: What becomes of goods that nobody counted: `leave`, `zero`, or "" where nobody has said yet.
        state: `open posted abandoned`.
        number: Of the count that it was posted as, "" for none.
    """

    stocktake_id: int
    uid: str
    name: str
    plan: str
    scope: str
    location_id: int
    location: str
    user: str
    begun: Moment
    first_draft_id: int
    tolerance: Tolerance
    second_person: bool
    uncounted: str
    state: str
    number: str


_STOCKTAKE = """
SELECT stocktake.id, stocktake.uid, stocktake.name, coalesce(count_plan.code, ''), stocktake.scope,
    stocktake.location_id, location.code, person.name, begun_us, stocktake.offset_minutes, first_draft_id,
    stocktake.tolerance_milli, stocktake.tolerance_rate_milli, stocktake.tolerance_minor, stocktake.second_person,
    uncounted, stocktake.state, coalesce(document.number, '')
FROM stocktake JOIN location ON location.id = stocktake.location_id JOIN person ON person.id = stocktake.person_id
LEFT JOIN count_plan ON count_plan.id = plan_id LEFT JOIN document ON document.id = document_id
"""
_ONE = f"{_STOCKTAKE} WHERE stocktake.uid = ?"
_OPEN = f"{_STOCKTAKE} WHERE stocktake.state = 'open' ORDER BY stocktake.id"


def stocktake(connection: Connection, uid: str) -> Stocktake:
    """The stocktake with that uid, whatever became of it.

    Raises:
        Refusal: `unknown_stocktake`.
    """
    row = connection.execute(_ONE, (uid,)).fetchone()
    if row is None:
        raise Refusal("unknown_stocktake", uid=uid[:64])
    return _read(row)


def open_stocktake(connection: Connection, uid: str) -> Stocktake:
    """A stocktake that is going on.

    Raises:
        Refusal: `unknown_stocktake`, `stocktake_closed`.
    """
    found = stocktake(connection, uid)
    if found.state != "open":
        raise Refusal("stocktake_closed")
    return found


def opened(connection: Connection) -> list[Stocktake]:
    """The stocktakes that are going on, the one that was begun first first."""
    return [_read(row) for row in connection.execute(_OPEN)]


def _read(row: Row) -> Stocktake:
    *head, begun_us, offset, first_draft_id, milli, rate_milli, minor, second, uncounted, state, number = row
    values: Row = (
        *head,
        Moment(begun_us, offset),
        first_draft_id,
        Tolerance(milli, rate_milli, minor),
        bool(second),
        uncounted,
        state,
        number,
    )
    return Stocktake(*values)


class SheetHead(NamedTuple):
    """A sheet without its entries.

    Attributes:
        state: `open` while it is counted, `parked` when it is finished, `abandoned` when it counts no more,
            `posted` with its stocktake.
        goods, goods_name: Of a recount of goods, the SKU and the name of those that it is for; "" is whatever is on it.
        at: When somebody last began or finished it.
        is_replaced: Its zone was counted again by another sheet, and nothing of this one counts.
    """

    draft_id: int
    uid: str
    zone: str
    round: int
    replaces: str
    counter: str
    counter_name: str
    state: str
    at: Moment
    entries: int
    goods: str = ""
    goods_name: str = ""
    is_replaced: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether it was opened and nothing was done on it: it counts nothing, and nobody waits for it."""
        return self.state in {"open", "abandoned"} and not self.entries


def sheet_heads(connection: Connection, stocktake_id: int, *, every: bool = False) -> list[SheetHead]:
    """The sheets of a stocktake, in the order in which they were begun.

    Args:
        every: Also those on which nothing was done before they were left.
    """
    found = []
    for *head, at_us, offset, entries, goods, goods_name, again in list(connection.execute(_SHEETS, (stocktake_id,))):
        values: Row = (*head, Moment(at_us, offset), entries, goods, goods_name, bool(again))
        found.append(SheetHead(*values))
    return [one for one in found if every or one.state != "abandoned" or one.entries]


def reviewed_heads(connection: Connection, known: Stocktake) -> tuple[SheetHead, ...]:
    """The sheets that are reviewed: one that was opened, and nothing done on it, holds nobody up."""
    return tuple(one for one in sheet_heads(connection, known.stocktake_id) if not one.is_blank)


COUNTS = """(other.state <> 'abandoned' AND (
    other.state <> 'open' OR EXISTS (SELECT 1 FROM draft_entry WHERE draft_entry.draft_id = other.id)
))"""
"""Whether the sheet of a draft `other` takes the place of anything: not before something was done on it."""
# A sheet is known by its zone, and a recount of goods by their SKU.
_SHEETS = """
SELECT draft.id, draft.uid, zone, round, replaces, person.code, person.name, draft.state, changed_us, offset_minutes,
    coalesce((SELECT max(place) FROM draft_entry WHERE draft_entry.draft_id = draft.id), 0),
    CASE WHEN replaces = 'goods' AND label <> zone THEN label ELSE '' END,
    CASE WHEN replaces = 'goods' AND label <> zone THEN coalesce((SELECT name FROM product WHERE sku = label), label)
        ELSE '' END,
    replaces <> 'goods' AND EXISTS (
        SELECT 1 FROM count_sheet AS later JOIN draft AS other ON other.id = later.draft_id
        WHERE later.stocktake_id = count_sheet.stocktake_id AND later.zone = count_sheet.zone
            AND later.replaces = 'zone' AND later.round > count_sheet.round AND $COUNTS)
FROM count_sheet JOIN draft ON draft.id = count_sheet.draft_id JOIN person ON person.id = draft.person_id
WHERE stocktake_id = ? ORDER BY draft.id
""".replace("$COUNTS", COUNTS)


def noted_on(connection: Connection, sheet: str, note: str) -> SheetHead | None:
    """The sheet of the same stocktake whose journal has a note, as it is written there; it still counts."""
    found = connection.execute(_NOTED_ON, (sheet, note)).fetchone()
    if found is None:
        return None
    stocktake_id, draft_id = found
    return next(one for one in sheet_heads(connection, stocktake_id) if one.draft_id == draft_id)


_NOTED_ON = """
SELECT one.stocktake_id, one.draft_id FROM draft AS own JOIN count_sheet AS mine ON mine.draft_id = own.id
JOIN count_sheet AS one ON one.stocktake_id = mine.stocktake_id
JOIN draft ON draft.id = one.draft_id AND draft.state <> 'abandoned'
JOIN draft_entry ON draft_entry.draft_id = one.draft_id
WHERE own.uid = ? AND draft_entry.meaning = ? LIMIT 1
"""


def sheets(connection: Connection, stocktake_id: int, progress: Progress | None = None) -> list[CountedSheet]:
    """The sheets of a stocktake as their entries make them, in the order in which they were begun.

    Those that count no more are left out.

    Args:
        progress: Is told how many entries are read.
    """
    made = []
    heads = sheet_heads(connection, stocktake_id)
    many, done = sum(head.entries for head in heads), 0
    for head in heads:
        begin, done = done, done + head.entries
        if head.state == "abandoned" or head.is_blank:
            continue
        tell = share(progress, many, 100 * begin // (many or 1), 100 * done // (many or 1))
        people = [code for (code,) in connection.execute(_PEOPLE, (head.draft_id,))]
        by_line, counter = None, people[0] if len(people) == 1 else head.counter
        if len(people) > 1:
            entries = told(connection.execute(_MEANINGS_BY, (head.draft_id,)), head.entries, tell)
            sheet, by_line = replay_by((read_entry(meaning), code) for meaning, code in entries)
        else:
            meanings = told(connection.execute(_MEANINGS, (head.draft_id,)), head.entries, tell)
            sheet = replay(read_entry(meaning) for (meaning,) in meanings)
        values = (head.uid, head.zone, head.round, head.replaces, counter, head.state == "open", sheet, head.goods)
        made.append(CountedSheet(*values, by_line))
    return made


_PEOPLE = """
SELECT code FROM person WHERE id IN (SELECT person_id FROM draft_entry WHERE draft_id = ?)
"""
_MEANINGS = "SELECT meaning FROM draft_entry WHERE draft_id = ? ORDER BY place"
_MEANINGS_BY = """
SELECT meaning, code FROM draft_entry JOIN person ON person.id = person_id WHERE draft_id = ? ORDER BY place
"""


def decisions(connection: Connection, stocktake_id: int) -> dict[int, Decision]:
    """What was said of differences, by product."""
    rows = connection.execute(_DECISIONS, (stocktake_id,))
    return {
        product_id: Decision(bool(accepted), reason, by, _seen(*seen), bool(again))
        for product_id, accepted, reason, by, again, *seen in rows
    }


def _seen(difference_milli: int | None, lots: str, found_milli: int, counted_us: int, number: int) -> Seen | None:
    if difference_milli is None:
        return None
    off = tuple((lot, milli) for lot, milli in json.loads(lots or "[]"))
    return Seen(difference_milli, off, found_milli, counted_us, number)


_DECISIONS = """
SELECT product_id, accepted, reason, person.code, again, difference_milli, lots, found_milli, counted_us, round
FROM count_decision JOIN person ON person.id = person_id
WHERE stocktake_id = ?
"""


def has_counted(connection: Connection, stocktake_id: int, person_id: int, product_id: int) -> bool:
    """Whether a person has found any of a product on a sheet that counts."""
    goods = f'"product_id":{product_id},'
    return bool(connection.execute(_HAS_COUNTED, (stocktake_id, person_id, goods, product_id)).get)


_HAS_COUNTED = """
SELECT EXISTS (
    SELECT 1 FROM count_sheet JOIN draft ON draft.id = count_sheet.draft_id
    JOIN draft_entry ON draft_entry.draft_id = draft.id
    WHERE stocktake_id = ? AND draft.state <> 'abandoned' AND draft_entry.person_id = ?
        AND instr(meaning, ?) > 0 AND (replaces <> 'goods' OR label = zone
            OR label = (SELECT sku FROM product WHERE product.id = ?))
)
"""


def with_stock(connection: Connection, location_id: int) -> list[int]:
    """The stocked products of which the book has anything at a location, or less than nothing."""
    return [row[0] for row in connection.execute(_WITH_STOCK, (location_id,))]


_WITH_STOCK = """
SELECT product_id FROM pool JOIN product ON product.id = product_id
WHERE location_id = ? AND quantity_milli <> 0 AND stocked = 1
"""


def goods(connection: Connection, product_ids: Iterable[int]) -> dict[int, Goods]:
    """Products as far as counting them needs, stocked ones that are no kits, by SKU."""
    rows = connection.execute(_GOODS, (dialect.each(product_ids),))
    return {row[0]: Goods(row[0], row[1], row[2], _UNITS[row[3]], _TRACKING[row[4]]) for row in rows}


def goods_by_sku(connection: Connection, skus: Iterable[str]) -> dict[str, Goods]:
    """The same of those with these SKUs; what is not known, not stocked or a kit is missing."""
    rows = connection.execute(_GOODS_BY_SKU, (dialect.storable(dialect.each_text(skus)),))
    return {row[1]: Goods(row[0], row[1], row[2], _UNITS[row[3]], _TRACKING[row[4]]) for row in rows}


_GOODS = dialect.in_words("""
SELECT product.id, sku, name, unit, tracking FROM $EACH AS one CROSS JOIN product ON product.id = one.value
WHERE stocked = 1 AND NOT EXISTS (SELECT 1 FROM kit_part WHERE kit_part.product_id = product.id) ORDER BY sku
""")
_GOODS_BY_SKU = dialect.in_words("""
SELECT product.id, sku, name, unit, tracking FROM $EACH AS one CROSS JOIN product ON sku = one.value
WHERE stocked = 1 AND NOT EXISTS (SELECT 1 FROM kit_part WHERE kit_part.product_id = product.id)
""")
# A look-up in a plain dict costs a fifth of asking the enumeration.
_UNITS = {unit.value: unit for unit in Unit}
_TRACKING = {tracking.value: tracking for tracking in Tracking}


def covered(connection: Connection, known: Stocktake) -> frozenset[int] | None:
    """The products that a stocktake covers; None is all."""
    if known.scope in WHOLE_SCOPES:
        return None
    rows = connection.execute("SELECT product_id FROM stocktake_goods WHERE stocktake_id = ?", (known.stocktake_id,))
    return frozenset(row[0] for row in rows)


class BasketAside(NamedTuple):
    """A basket that may have held goods at the moment of a count.

    Attributes:
        entries: Moments and meanings, in order.
        until_us: When it was over; None while it is live.
    """

    entries: tuple[tuple[int, str], ...]
    until_us: int | None


def baskets(
    connection: Connection, location_id: int, first_draft_id: int, at_us: int, last_us: int | None = None
) -> list[BasketAside]:
    """The baskets at a location's tills that were not over at a moment.

    Args:
        first_draft_id: Drafts before it were over then.
        last_us: What was begun after that is left out; None is all of them.
    """
    found = []
    end = None if last_us is None else connection.execute(_BEGUN_AFTER, (first_draft_id, last_us)).get
    for draft_id, until_us in list(connection.execute(_BASKETS, (first_draft_id, end, location_id))):
        if until_us is None or until_us > at_us:
            entries: list[Row] = connection.execute(_BASKET_ENTRIES, (draft_id,)).fetchall()
            found.append(BasketAside(tuple((row[0], row[1]) for row in entries), until_us))
    return found


# What was paid was on the counter until the sale's own moment, what was given up until it was given up.
_BASKETS = """
SELECT draft.id, CASE draft.state WHEN 'posted' THEN coalesce(document.happened_us, changed_us)
    WHEN 'abandoned' THEN changed_us END
FROM draft JOIN till ON till.id = draft.till_id LEFT JOIN document ON document.uid = draft.uid
WHERE draft.id >= ?1 AND (?2 IS NULL OR draft.id < ?2) AND draft.kind = 'sale' AND till.location_id = ?3
"""
# A basket is begun with what is put into it first.
_BEGUN_AFTER = """
SELECT draft_id FROM draft_entry JOIN draft ON draft.id = draft_id
WHERE draft_id >= ? AND place = 1 AND draft_entry.at_us > ? AND draft.kind = 'sale' ORDER BY draft_id LIMIT 1
"""
_BASKET_ENTRIES = "SELECT at_us, meaning FROM draft_entry WHERE draft_id = ? ORDER BY place"
