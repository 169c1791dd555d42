"""The posted counts after a document that is taken back, and what they give back with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.domain.changes import Warned
from app.domain.count_truth import Mended, Truth, Went, against, mended
from app.domain.moment import business_day, write_date
from app.domain.movement import Due, MovementKind, Step, Wanted, When
from app.domain.shop import Shop
from app.store.database import Connection
from app.store.queries import histories
from app.store.queries.counts import counted_after, difference_kind
from app.store.queries.reversals import Moved


class GivenBack(NamedTuple):
    """What counts give back with a document that is taken back.

    Attributes:
        retold: By product whose history is told again without the document: what is due at its counts.
        coming, going: Of other products: the steps that bring goods back, before the mistake goes, and those after it.
        warnings: Of goods that a count has found although what they came with never was, or that it has missed.
    """

    retold: dict[int, list[Due]]
    coming: list[Step]
    going: list[Step]
    warnings: list[Warned]


class Change(NamedTuple):
    """What taking a document back changes of one lot.

    Attributes:
        whole_milli: If no later count held.
        left_milli: As the later counts hold; 0 where all of it stays as it was counted then.
    """

    whole_milli: int
    left_milli: int


class _Line(NamedTuple):
    """A line of a count that stands."""

    document_id: int
    number: str
    line_no: int
    at_us: int
    quantity_milli: int
    lot: str
    serials: str


def given_back(
    connection: Connection, document_id: int, moved: Iterable[Moved], *, book_date: int, shop: Shop
) -> GivenBack:
    """What the counts after a wrong document give back as it is taken back.

    Args:
        document_id: The wrong document.
        moved: What it has moved, and what was given back at its moment if it is a count itself.
        book_date: The day on which it is taken back.
    """
    goods = sorted((one for one in moved if one.quantity_milli), key=attrgetter("product_id", "location_id"))
    first_us = min((one.happened_us for one in goods), default=0)
    later = counted_after(connection, {one.product_id for one in goods}, first_us - 1)
    found = GivenBack({}, [], [], [])
    products = {one.product_id for one in goods}
    moved_only = histories.moved_since(connection, products, document_id) - later
    told = histories.can_be_told(connection, later, is_counted=True)
    told |= histories.can_be_told(connection, moved_only, is_counted=False)
    for place, of_place in groupby(goods, key=attrgetter("product_id", "location_id")):
        if place[0] not in later:
            found.retold.update({place[0]: []} if place[0] in told else {})
            continue
        rows = list(of_place)
        due = _due(connection, place, document_id, rows)
        if place[0] in told:
            dues = [Due(place[1], one.truth.at_us, one.lot, one.quantity_milli) for one in due]
            found.retold.setdefault(place[0], []).extend(dues)
        else:
            for one in due:
                when = When(one.truth.at_us, book_date)
                step = Wanted(rows[0].line_no, MovementKind.USAGE, place[0], 0, location_id=place[1], when=when)
                _give(found, one, step, shop)
        beyond = {one.truth.document_id: one.truth for one in due if one.is_beyond()}
        found.warnings.extend(_beyond(connection, place[0], truth, shop) for truth in beyond.values())
    return found


def comes_to(connection: Connection, document_id: int, moved: Iterable[Moved]) -> dict[tuple[int, str], Change]:
    """What taking a document back changes in stock, by product and lot, as far as no later count holds.

    Args:
        document_id: The document.
        moved: As for `given_back`.
    """
    goods = sorted((one for one in moved if one.quantity_milli), key=attrgetter("product_id", "location_id"))
    first_us = min((one.happened_us for one in goods), default=0)
    later = counted_after(connection, {one.product_id for one in goods}, first_us - 1)
    mirrored: Counter[tuple[int, str]] = Counter()
    given: Counter[tuple[int, str]] = Counter()
    for place, of_place in groupby(goods, key=attrgetter("product_id", "location_id")):
        rows = list(of_place)
        for row in rows:
            mirrored[place[0], row.lot] -= row.quantity_milli
        if place[0] in later:
            for one in _due(connection, place, document_id, rows):
                given[place[0], one.lot] += one.quantity_milli
    return {key: Change(mirrored[key], mirrored[key] + given[key]) for key in {*mirrored, *given}}


def _due(connection: Connection, place: tuple[int, int], document_id: int, rows: list[Moved]) -> list[Mended]:
    # What was given back at the moment of a count that is taken back itself is due at the next one.
    went = [
        Went(one.happened_us, one.lot, one.quantity_milli, document_id if one.document_id == document_id else 0)
        for one in rows
    ]
    return list(mended(went, _truths(connection, place, document_id, min(one.at_us for one in went))))


def _give(found: GivenBack, one: Mended, step: Wanted, shop: Shop) -> None:
    """Give back at current cost: as much as the count had booked the other way of that, the rest of its own."""
    booked_milli = one.truth.booked.get(one.lot, 0)
    back_milli = against(one.quantity_milli, booked_milli)
    for quantity_milli, as_booked_milli in ((back_milli, booked_milli), (one.quantity_milli - back_milli, 0)):
        if quantity_milli:
            kind = difference_kind(as_booked_milli or quantity_milli, shop)
            given = step._replace(kind=kind, quantity_milli=quantity_milli, lot=one.lot)
            (found.coming if quantity_milli > 0 else found.going).append(given)


def _beyond(connection: Connection, product_id: int, truth: Truth, shop: Shop) -> Warned:
    day = business_day(truth.at_us, ZoneInfo(shop.timezone), shop.day_cut_minutes)
    sku, name = connection.execute("SELECT sku, name FROM product WHERE id = ?", (product_id,)).get
    facts = {"sku": sku, "name": name, "count": truth.number, "day": write_date(day)}
    return Warned("taken_back_after_count", facts)


def _truths(connection: Connection, place: tuple[int, int], document_id: int, since_us: int) -> list[Truth]:
    """The counts of a product at a place that stand and hold at a moment or later."""
    rows = [_Line._make(row) for row in connection.execute(_LINES, (*place, document_id, since_us))]
    truths = []
    for count_id, of_count in groupby(rows, key=attrgetter("document_id")):
        lines: list[_Line] = list(of_count)
        at_us = max(line.at_us for line in lines)
        truths.append(
            Truth(
                count_id,
                lines[0].number,
                max(line.line_no for line in lines),
                at_us,
                sum(line.quantity_milli for line in lines),
                frozenset(lot for line in lines for lot in (line.serials.split("\n") if line.serials else [line.lot])),
                any(line.serials for line in lines),
                _booked(connection, place, at_us),
            )
        )
    return truths


def _booked(connection: Connection, place: tuple[int, int], at_us: int) -> dict[str, int]:
    """By lot: what counts have booked at a moment, with what was given back of it since."""
    rows: list[tuple[str, int]] = list(connection.execute(_BOOKED, (*place, at_us)))
    return dict(rows)


_BOOKED = """
SELECT lot.number, sum(quantity_milli) FROM movement JOIN lot ON lot.id = lot_id
WHERE movement.product_id = ? AND location_id = ? AND happened_us = ? AND quantity_milli <> 0
    AND kind IN ('count_gain', 'count_loss', 'usage')
GROUP BY lot.number
"""
_LINES = """
SELECT line.document_id, document.number, line.line_no, line.at_us, line.quantity_milli, line.lot, line.serials
FROM stock_line AS line JOIN document ON document.id = line.document_id
WHERE line.product_id = ? AND document.location_id = ? AND document.kind = 'count' AND document.id <> ?
    AND line.at_us IS NOT NULL AND line.state = ''
    AND EXISTS (SELECT 1 FROM stock_line AS own WHERE own.document_id = line.document_id
        AND own.product_id = line.product_id AND own.at_us >= ?)
    AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal')
ORDER BY line.document_id, line.line_no
"""
