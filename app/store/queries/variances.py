"""What counts have found, beside what the book had expected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from app.domain.figures import PIECE_MILLI
from app.domain.moment import Moment
from app.store.database import Connection


class Variance(NamedTuple):
    """What a count found of one product, or of one lot of it where somebody named lots.

    Attributes:
        at: The moment of the product's last scan, at which the count holds.
        zones: Where it was found, with commas between.
        counted_milli: In all zones together.
        difference_milli, value_minor: What the count brought in or took out.
        is_recount: It moved while it was counted, so that nothing of it was posted.
        is_opening: The count is the product's opening stock.
        is_reversed: The count was taken back.
        lot: The lot's or serial number, "" for goods without one.
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
    lot: str
    is_serial: bool


class _Line(NamedTuple):
    """A line of a count."""

    document_id: int
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
    is_reversed: int


class _Moved(NamedTuple):
    """What a count moved of a lot at one moment."""

    lot: str
    is_serial: int
    quantity_milli: int
    value_minor: int
    is_opening: int


@dataclass(slots=True)
class _Found:
    """What was found of a lot."""

    counted_milli: int = 0
    difference_milli: int = 0
    value_minor: int = 0
    is_serial: bool = False
    zones: set[str] = field(default_factory=set)


# Product by product in the order of their first lines.
_LINES = """
SELECT document_id, product_id, at_us, offset_minutes, number, location.code, sku, stock_line.name, zone,
    quantity_milli, state, lot, serials,
    EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal')
FROM document CROSS JOIN stock_line ON document_id = document.id JOIN location ON location.id = document.location_id
WHERE document.kind = 'count' AND book_date BETWEEN ? AND ? AND document.id <= ? AND (? IS NULL OR location_id = ?)
ORDER BY document_id, min(line_no) OVER (PARTITION BY document_id, product_id), line_no
"""
_MOVED = """
SELECT movement.document_id, movement.product_id, movement.happened_us, lot.number, lot.serial,
    sum(movement.quantity_milli), sum(movement.value_minor), max(movement.kind = 'opening_stock')
FROM document CROSS JOIN movement ON document_id = document.id JOIN lot ON lot.id = lot_id
WHERE document.kind = 'count' AND document.book_date BETWEEN ? AND ? AND document.id <= ?
    AND (? IS NULL OR document.location_id = ?) AND movement.quantity_milli <> 0
GROUP BY movement.document_id, movement.product_id, movement.happened_us, lot.id ORDER BY min(seq)
"""


def variances(
    connection: Connection, *, days: tuple[int, int], last_document: int, location_id: int | None
) -> list[Variance]:
    """What the counts of a stretch of book dates have found, count by count, in the order of their lines."""
    asked = (*days, last_document, location_id, location_id)
    moved: dict[tuple[int, int, int], list[_Moved]] = {}
    for document_id, product_id, happened_us, *of_lot in connection.execute(_MOVED, asked):
        moved.setdefault((document_id, product_id, happened_us), []).append(_Moved(*of_lot))
    lines = map(_Line._make, connection.execute(_LINES, asked))
    found: list[Variance] = []
    for (document_id, product_id), group in groupby(lines, key=attrgetter("document_id", "product_id")):
        own = list(group)
        # What a later count gives back because of this one stands in the same document, at that count's moment.
        at_us = max(line.at_us for line in own)
        found += _variances(own, at_us, moved.get((document_id, product_id, at_us), ()))
    return found


def _variances(lines: list[_Line], at_us: int, moved: Iterable[_Moved]) -> Iterator[Variance]:
    """A row for each lot, or one where nobody named any: whatever lots its difference is of."""
    by_lot: dict[str, _Found] = {}
    is_opening = False
    for line in lines:
        for lot, milli in _counted(line):
            one = by_lot.setdefault(lot, _Found(is_serial=bool(line.serials)))
            one.counted_milli += milli
            one.zones.add(line.zone)
    is_whole = set(by_lot) == {""}
    for part in moved:
        one = by_lot.setdefault("" if is_whole else part.lot, _Found(is_serial=part.is_serial == 1))
        one.difference_milli += part.quantity_milli
        one.value_minor += part.value_minor
        is_opening = is_opening or part.is_opening == 1
    first = lines[0]
    for lot, one in by_lot.items():
        yield Variance(
            Moment(at_us, first.offset_minutes),
            first.number,
            first.location,
            first.sku,
            first.name,
            ", ".join(sorted(one.zones - {""})),
            one.counted_milli,
            one.difference_milli,
            one.value_minor,
            any(line.state == "recount" for line in lines),
            is_opening,
            first.is_reversed == 1,
            lot,
            one.is_serial,
        )


def _counted(line: _Line) -> list[tuple[str, int]]:
    """What a line says of each lot or piece."""
    if line.serials:
        return [(serial, PIECE_MILLI) for serial in line.serials.split("\n")]
    return [(line.lot, line.quantity_milli)]
