"""The posted counts after a document that is taken back, and what they give back with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.domain.changes import Warned
from app.domain.count_truth import Mended, Truth, Went, mended
from app.domain.figures import share_so_far
from app.domain.moment import business_day, write_date
from app.domain.movement import MovementKind, Step, Wanted, When, Withdrawn
from app.domain.shop import Shop
from app.store.database import Connection
from app.store.queries.counts import counted_after, difference_kind
from app.store.queries.reversals import Moved


class GivenBack(NamedTuple):
    """What counts give back with a document that is taken back.

    Attributes:
        coming, going: The steps that bring goods in, and those that take them out.
        warnings: Of goods that a count has found although what they came with never was, or that it has missed.
    """

    coming: Sequence[Step]
    going: Sequence[Step]
    warnings: Sequence[Warned]


class _Line(NamedTuple):
    """A line of a count that stands."""

    document_id: int
    number: str
    line_no: int
    at_us: int
    quantity_milli: int
    lot: str
    serials: str


class _Booked(NamedTuple):
    """What counts have booked of a lot at one moment, with what was given back of it since.

    Attributes:
        seq: The last movement that brought any in.
        origin_seq: Where all that was missing had come by one movement: that one.
    """

    lot: str
    quantity_milli: int
    value_minor: int
    seq: int | None
    origin_seq: int | None


def given_back(
    connection: Connection, document_id: int, moved: Iterable[Moved], *, book_date: int, shop: Shop
) -> GivenBack:
    """What the counts after a wrong document give back as it is taken back, at the value at which they booked it.

    Args:
        document_id: The wrong document.
        moved: What it has moved, and what was given back at its moment if it is a count itself.
        book_date: The day on which it is taken back.
    """
    goods = sorted((one for one in moved if one.quantity_milli), key=attrgetter("product_id", "location_id"))
    first_us = min((one.happened_us for one in goods), default=0)
    later = counted_after(connection, {one.product_id for one in goods}, first_us - 1)
    coming: list[Step] = []
    going: list[Step] = []
    warnings: list[Warned] = []
    for (product_id, location_id), of_place in groupby(goods, key=attrgetter("product_id", "location_id")):
        if product_id not in later:
            continue
        rows = list(of_place)
        # What was given back at the moment of a count that is taken back itself is due at the next one.
        went = [
            Went(one.happened_us, one.lot, one.quantity_milli, document_id if one.document_id == document_id else 0)
            for one in rows
        ]
        place = (product_id, location_id)
        truths = _truths(connection, place, document_id, min(one.at_us for one in went))
        told = set[str]()
        for one in mended(went, truths):
            for step in _back(connection, place, one, rows[0].line_no, book_date, shop):
                (coming if isinstance(step, Wanted) and step.quantity_milli > 0 else going).append(step)
                if one.truth.number not in told and _is_beyond(step):
                    told.add(one.truth.number)
                    warnings.append(_beyond(connection, product_id, one.truth, shop))
    return GivenBack(coming, going, warnings)


def _is_beyond(step: Step) -> bool:
    """Whether the count had booked nothing of the kind: it has found, or missed, what the document says."""
    return isinstance(step, Wanted) and step.value_minor is None


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
                {one.lot: one.quantity_milli for one in _booked(connection, place, at_us).values()},
            )
        )
    return truths


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


def _booked(connection: Connection, place: tuple[int, int], at_us: int) -> dict[str, _Booked]:
    rows = connection.execute(_BOOKED, (*place, at_us))
    return {row[0]: _Booked(*row) for row in rows}


_BOOKED = """
SELECT lot.number, sum(quantity_milli), sum(value_minor), max(CASE WHEN quantity_milli > 0 THEN seq END),
    CASE WHEN count(CASE WHEN quantity_milli < 0 THEN 1 END)
            = count(CASE WHEN quantity_milli < 0 THEN cause_seq END)
        AND min(CASE WHEN quantity_milli < 0 THEN cause_seq END) = max(CASE WHEN quantity_milli < 0 THEN cause_seq END)
    THEN min(CASE WHEN quantity_milli < 0 THEN cause_seq END) END
FROM movement JOIN lot ON lot.id = lot_id
WHERE movement.product_id = ? AND location_id = ? AND happened_us = ? AND quantity_milli <> 0
    AND kind IN ('count_gain', 'count_loss', 'usage')
GROUP BY lot.id
"""


def _back(
    connection: Connection, place: tuple[int, int], one: Mended, line_no: int, book_date: int, shop: Shop
) -> Iterator[Wanted | Withdrawn]:
    """The steps that give a lot's part of a count's difference back; what it had not booked is a difference of its own.

    They stand at the count's moment, on the day on which the document is taken back: until then it was in the book.
    """
    product_id, location_id = place
    truth, lot, quantity_milli = one
    when = When(truth.at_us, book_date)
    kind = connection.execute(_COUNT_KIND, (truth.document_id, truth.line_no)).get
    booked = _booked(connection, place, truth.at_us).get(lot)
    if booked and quantity_milli * booked.quantity_milli < 0 and kind != MovementKind.OPENING_STOCK:
        part_milli = min(abs(quantity_milli), abs(booked.quantity_milli))
        part_minor = share_so_far(abs(booked.value_minor), part_milli, abs(booked.quantity_milli))
        own_kind = MovementKind.USAGE if kind == MovementKind.USAGE else difference_kind(booked.quantity_milli, shop)
        given = (line_no, own_kind, product_id, part_milli, part_minor)
        if booked.quantity_milli > 0:
            yield Withdrawn(*given, booked.seq, lot, location_id=location_id, when=when)
            quantity_milli += part_milli
        else:
            # As goods of the delivery that they came with: it may be this one that is taken back.
            back = Wanted(*given, lot, location_id=location_id, when=when, origin_seq=booked.origin_seq)
            yield back._replace(is_given_back=True)
            quantity_milli -= part_milli
    if quantity_milli:
        is_opening = kind == MovementKind.OPENING_STOCK
        rest_kind = MovementKind.OPENING_STOCK if is_opening else difference_kind(quantity_milli, shop)
        yield Wanted(line_no, rest_kind, product_id, quantity_milli, lot=lot, location_id=location_id, when=when)


_COUNT_KIND = """
SELECT kind FROM movement WHERE document_id = ? AND line_no = ? AND kind <> 'correction' ORDER BY seq LIMIT 1
"""
