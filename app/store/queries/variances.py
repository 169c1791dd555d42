"""What counts have found, beside what the book had expected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from app.domain.count_wish import COUNTER
from app.domain.count_zone import zone_key
from app.domain.figures import PIECE_MILLI
from app.domain.moment import Moment, day_number, from_us
from app.store.database import Connection
from app.store.queries import count_passes, count_shared
from app.store.queries.count_shared import ASIDE, UNSEEN


class Variance(NamedTuple):
    """What a count found of one product, or of one lot of it where somebody named lots.

    Attributes:
        at: The moment of the product's last scan, at which the count holds.
        zones: Where it was found, with commas between.
        counted_milli: In all zones together.
        difference_milli, value_minor: What the count brought in or took out.
        losses_minor, gains_minor, opening_minor: That value apart: gone, too much, and opening stock; each above zero.
        is_recount: It moved while it was counted, so that nothing of it was posted.
        is_opening: The count is the product's opening stock.
        is_reversed: The count was taken back, as far as is known by then.
        is_unseen: Nobody counted it, and it was set to zero.
        lot: The lot's or serial number, "" for goods without one.
        reason, people: Why there is a difference, as far as somebody said it, and the names of who counted it, with
            commas between.
        before_milli, before_people: Of goods that were counted again, what had lain on the shelves before by the last
            count of them, None for others; and the names of who had counted that.
        sold_since_milli: What was sold of the product between its count and the posting, as far as that moved stock.
    """

    at: Moment
    number: str
    location: str
    sku: str
    name: str
    zones: str
    counted_milli: int
    difference_milli: int
    value_minor: int
    is_recount: bool
    is_opening: bool
    is_reversed: bool
    is_unseen: bool
    lot: str
    is_serial: bool
    reason: str
    people: str
    sold_since_milli: int
    losses_minor: int = 0
    gains_minor: int = 0
    opening_minor: int = 0
    before_milli: int | None = None
    before_people: str = ""


class _Line(NamedTuple):
    """A line of a count."""

    document_id: int
    location_id: int
    product_id: int
    at_us: int
    offset_minutes: int
    number: str
    location: str
    sku: str
    name: str
    zone: str
    quantity_milli: int
    state: str
    lot: str
    serials: str
    reason: str
    person: str
    is_unseen: int
    is_aside: int
    is_reversed: int


class _Moved(NamedTuple):
    """What a count moved of a lot at one moment."""

    lot: str
    is_serial: int
    quantity_milli: int
    value_minor: int
    is_opening: int
    losses_minor: int
    gains_minor: int
    opening_minor: int


@dataclass(slots=True)
class _Found:
    """What was found of a lot."""

    counted_milli: int = 0
    difference_milli: int = 0
    value_minor: int = 0
    losses_minor: int = 0
    gains_minor: int = 0
    opening_minor: int = 0
    is_serial: bool = False
    is_unseen: bool = False
    reason: str | None = None
    zones: dict[str, str] = field(default_factory=dict)  # by key, as they were written first
    people: set[str] = field(default_factory=set)


# Product by product in the order of their first lines.
_LINES = f"""
SELECT stock_line.document_id, location_id, product_id, at_us, offset_minutes, number, location.code, sku,
    stock_line.name, zone, quantity_milli, state, lot, serials, reason, coalesce(counter.name, person.name), {UNSEEN},
    {ASIDE},
    EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal' AND back.id <= ?3)
FROM document CROSS JOIN stock_line ON stock_line.document_id = document.id
JOIN location ON location.id = document.location_id JOIN person ON person.id = document.person_id
LEFT JOIN counted_by ON counted_by.document_id = stock_line.document_id AND counted_by.line_no = stock_line.line_no
LEFT JOIN person AS counter ON counter.id = counted_by.person_id
WHERE document.kind = 'count' AND book_date BETWEEN ?1 AND ?2 AND document.id <= ?3 AND (?4 IS NULL OR location_id = ?4)
ORDER BY stock_line.document_id, min(stock_line.line_no) OVER (PARTITION BY stock_line.document_id, product_id),
    stock_line.line_no
"""  # noqa: S608 -- put together from what is written here
_MOVED = """
SELECT movement.document_id, movement.product_id, movement.happened_us, lot.number, lot.serial,
    sum(movement.quantity_milli), sum(movement.value_minor), max(movement.kind = 'opening_stock'),
    -sum(CASE WHEN movement.kind <> 'opening_stock' AND quantity_milli < 0 THEN value_minor ELSE 0 END),
    sum(CASE WHEN movement.kind <> 'opening_stock' AND quantity_milli > 0 THEN value_minor ELSE 0 END),
    sum(CASE WHEN movement.kind = 'opening_stock' THEN value_minor ELSE 0 END)
FROM document CROSS JOIN movement ON document_id = document.id JOIN lot ON lot.id = lot_id
WHERE document.kind = 'count' AND document.book_date BETWEEN ?1 AND ?2 AND document.id <= ?3
    AND (?4 IS NULL OR document.location_id = ?4) AND movement.quantity_milli <> 0
GROUP BY movement.document_id, movement.product_id, movement.happened_us, lot.id ORDER BY min(seq)
"""


def variances(
    connection: Connection, *, days: tuple[int, int], last_document: int, location_id: int | None
) -> list[Variance]:
    """What the counts of a stretch of book dates have found, count by count, in the order of their lines."""
    asked = (*days, last_document, location_id)
    moved: dict[tuple[int, int, int], list[_Moved]] = {}
    for document_id, product_id, happened_us, *of_lot in connection.execute(_MOVED, asked):
        moved.setdefault((document_id, product_id, happened_us), []).append(_Moved(*of_lot))
    together = count_shared.shared(connection, days=days, last_document=last_document, location_id=location_id)
    again = count_passes.found_before(connection, days=days, last_document=last_document, location_id=location_id)
    found: list[Variance] = []
    every = [_Line._make(row) for row in connection.execute(_LINES, asked)]
    for document_id, of_count in groupby(every, key=attrgetter("document_id")):
        lines = list(of_count)
        sold = _sold(connection, lines)
        for product_id, group in groupby(lines, key=attrgetter("product_id")):
            own = list(group)
            # What a later count gives back because of this one stands in the same document, at that count's moment.
            at_us = max(line.at_us for line in own)
            since_milli = sum(milli for when_us, milli in sold.get(product_id, ()) if when_us > at_us)
            others = together.get(document_id, {})
            rows = _variances(own, at_us, moved.get((document_id, product_id, at_us), ()), since_milli, others)
            early = again.get((document_id, product_id))
            found += rows if early is None else (_with_before(one, early) for one in rows)
    return found


def _with_before(one: Variance, early: count_passes.Before) -> Variance:
    before_milli, people = early.of(one.lot)
    return one._replace(before_milli=before_milli, before_people=people)


def _sold(connection: Connection, lines: Sequence[_Line]) -> dict[int, list[tuple[int, int]]]:
    """What was sold from the first line of a count until it was posted: moments and quantities, by product."""
    first_us = min(line.at_us for line in lines)
    # A business day may begin hours after midnight, and anywhere on earth.
    since = day_number(from_us(first_us).date() - timedelta(days=2))
    sold: dict[int, list[tuple[int, int]]] = {}
    for product_id, *one in connection.execute(_SOLD, (since, lines[0].document_id, lines[0].location_id, first_us)):
        sold.setdefault(product_id, []).append((one[0], one[1]))
    return sold


_SOLD = """
SELECT product_id, happened_us, -quantity_milli FROM movement
WHERE book_date >= ? AND document_id < ? AND location_id = ? AND kind = 'sale' AND happened_us > ?
"""


def _variances(
    lines: list[_Line], at_us: int, moved: Iterable[_Moved], sold_since_milli: int, together: count_shared.Shared
) -> Iterator[Variance]:
    """A row for each lot, or one where nobody named any: whatever lots its difference is of.

    Pieces with serial numbers of which none is there are named all the same.
    """
    by_lot: dict[str, _Found] = {}
    is_opening = False
    seen = [line for line in lines if not line.is_unseen]
    # What lies in baskets was counted by nobody, unless nothing of the goods lies anywhere else.
    named = [line for line in seen if not line.is_aside] or seen
    for line in lines:
        for lot, milli in _counted(line):
            one = by_lot.setdefault(lot, _Found(is_serial=bool(line.serials), is_unseen=True))
            one.counted_milli += milli
            one.zones.setdefault(zone_key(line.zone), line.zone)
            one.reason = line.reason
            # What lies in baskets is of goods that were counted, though nobody counted it there.
            one.is_unseen = one.is_unseen and line.is_unseen == 1 and not (seen and line.zone == COUNTER)
            if line in named:
                one.people |= {line.person, *together.get((line.product_id, line.lot), ())}
    whole = by_lot[""] if set(by_lot) == {""} else None
    for part in moved:
        is_piece = part.is_serial == 1 and (whole is None or not whole.counted_milli)
        lot = "" if whole is not None and not is_piece else part.lot
        one = by_lot.setdefault(lot, _Found(is_serial=part.is_serial == 1, is_unseen=bool(whole and whole.is_unseen)))
        one.difference_milli += part.quantity_milli
        one.value_minor += part.value_minor
        one.losses_minor += part.losses_minor
        one.gains_minor += part.gains_minor
        one.opening_minor += part.opening_minor
        is_opening = is_opening or part.is_opening == 1
    if len(by_lot) > 1 and whole is not None and not whole.difference_milli:
        del by_lot[""]
    # What is of no line of its own, such as a piece that nobody found, has the reason of the last one.
    first, last = lines[0], lines[-1]
    every = {line.person for line in named}
    is_recount = any(line.state == "recount" for line in lines)
    for lot, one in by_lot.items():
        has_reason = one.difference_milli or whole is not None or is_recount
        yield Variance(
            Moment(at_us, first.offset_minutes),
            first.number,
            first.location,
            first.sku,
            first.name,
            ", ".join(sorted(zone for zone in one.zones.values() if zone)),
            one.counted_milli,
            one.difference_milli,
            one.value_minor,
            is_recount,
            is_opening,
            first.is_reversed == 1,
            one.is_unseen,
            lot,
            one.is_serial,
            _reason(one, lot, last) if has_reason else "",
            "" if one.is_unseen else ", ".join(sorted(one.people or every)),
            sold_since_milli,
            one.losses_minor,
            one.gains_minor,
            one.opening_minor,
        )


def _reason(found: _Found, lot: str, last: _Line) -> str:
    if found.reason is None or not lot:
        return found.reason or last.reason
    return found.reason


def _counted(line: _Line) -> list[tuple[str, int]]:
    """What a line says of each lot or piece."""
    if line.serials:
        return [(serial, PIECE_MILLI) for serial in line.serials.split("\n")]
    return [(line.lot, line.quantity_milli)]
