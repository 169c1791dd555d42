"""The posted counts after a document that is taken back, and what they give back with it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.domain.changes import Warned
from app.domain.count_truth import Mended, Truth, Went, mended
from app.domain.moment import business_day, write_date
from app.domain.movement import Step
from app.domain.shop import Shop
from app.store.database import Connection
from app.store.queries import count_anew
from app.store.queries.counts import counted_after
from app.store.queries.reversals import Moved


class GivenBack(NamedTuple):
    """What counts give back with a document that is taken back.

    Attributes:
        coming: The steps that bring goods back, before the mistake goes.
        going: Those that come after it: gains that go, and what counts book of what is left then.
        warnings: Of goods that a count has found although what they came with never was, or that it has missed.
    """

    coming: list[Step]
    going: list[Step]
    warnings: list[Warned]


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
    """What the counts after a wrong document give back as it is taken back, at the value at which they booked it.

    Args:
        document_id: The wrong document.
        moved: What it has moved, and what was given back at its moment if it is a count itself.
        book_date: The day on which it is taken back.
    """
    goods = sorted((one for one in moved if one.quantity_milli), key=attrgetter("product_id", "location_id"))
    first_us = min((one.happened_us for one in goods), default=0)
    later = counted_after(connection, {one.product_id for one in goods}, first_us - 1)
    found = GivenBack([], [], [])
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
        due: dict[int, list[Mended]] = {}
        for one in mended(went, truths):
            due.setdefault(one.truth.document_id, []).append(one)
        of = count_anew.Mistake(connection, place, document_id, rows, book_date, shop)
        told = [truth for truth in truths if of.mend(truth, due.get(truth.document_id, ()))]
        found.coming.extend(of.coming())
        found.going.extend(of.going())
        found.warnings.extend(_beyond(connection, product_id, truth, shop) for truth in told)
    return found


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
                count_anew.booked_milli(connection, place, at_us),
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
