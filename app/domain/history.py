"""What happened to one product, as the book has it, and what of it never was in a pool or was taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from app.domain.document import DocumentKind
from app.domain.movement import MovementKind

BOOKED_BY_COUNTS = frozenset(
    {MovementKind.OPENING_STOCK, MovementKind.COUNT_GAIN, MovementKind.COUNT_LOSS, MovementKind.USAGE}
)
"""The kinds of movements by which counts book what they differ by."""
_MAY_BE_BROKEN = frozenset({MovementKind.CUSTOMER_RETURN, MovementKind.DELIVERY, MovementKind.SUPPLIER_RETURN})
_BOOKING_COUNTS = frozenset({DocumentKind.COUNT, DocumentKind.REVERSAL})
_PASSING = BOOKED_BY_COUNTS | {MovementKind.ADJUSTMENT}
_OF_SALES = frozenset({DocumentKind.SALE, DocumentKind.REFUND})


class Happened(NamedTuple):
    """A movement of the product as the book has it.

    Attributes:
        filed_as, of_id: Of its document: the kind, and the document that it, or this line of it, refers to.
        of_line: Of goods that come back: the line of the sale on which they were sold.
        unit_cost_micro: What its line of the document names, in millionths; None where it names none.
    """

    seq: int
    document_id: int
    filed_as: str
    of_id: int | None
    of_line: int | None
    line_no: int
    kind: str
    location_id: int
    lot_id: int
    quantity_milli: int
    value_minor: int
    cause_seq: int | None
    happened_us: int
    unit_cost_micro: int | None


class Counted(NamedTuple):
    """A count of the product that stands, at its moment.

    Attributes:
        has_found: Whether it has found any: that has come in then, whether the count moved anything or not.
    """

    document_id: int
    location_id: int
    at_us: int
    has_found: bool = False


class Spot(NamedTuple):
    """What a count has booked: where, at which moment, of which lot."""

    location_id: int
    at_us: int
    lot_id: int


class Worth(NamedTuple):
    """So much, at this value, both as stock sees them."""

    quantity_milli: int
    value_minor: int

    def plus(self, quantity_milli: int, value_minor: int) -> Worth:
        """Both together."""
        return Worth(self.quantity_milli + quantity_milli, self.value_minor + value_minor)


@dataclass(frozen=True, slots=True)
class History:
    """All that happened to a product.

    Attributes:
        rows: In the order of the ledger.
        counts: Those that stand.
        voided: The documents that were taken back, and those that did so.
        due: What counts give back beside what is in the rows.
    """

    rows: Collection[Happened]
    counts: Collection[Counted]
    voided: frozenset[int]
    due: Mapping[Spot, int]


def passing(rows: Iterable[Happened]) -> frozenset[int]:
    """The movements that go and come back at one value and never were in a pool.

    They came broken, or a later count has taken them over.
    """
    by_seq = {row.seq: row for row in rows}
    found: set[int] = set()
    for row in by_seq.values():
        if row.kind not in _PASSING:
            continue
        is_of_sale = row.kind == MovementKind.ADJUSTMENT and row.filed_as in _OF_SALES
        first = by_seq.get(row.seq - 1 if is_of_sale else row.cause_seq or 0)
        if first is None or first.document_id != row.document_id:
            continue
        is_broken = row.kind == MovementKind.ADJUSTMENT and first.kind in _MAY_BE_BROKEN
        is_shifted = {row.kind, first.kind} <= BOOKED_BY_COUNTS and row.happened_us != first.happened_us
        if (is_broken or is_shifted) and row.quantity_milli == -first.quantity_milli:
            found |= {row.seq, first.seq}
    return frozenset(found)


def taken_back(rows: Iterable[Happened]) -> frozenset[int]:
    """The documents that were taken back, and those that took them back."""
    pairs = ((row.document_id, row.of_id) for row in rows if row.filed_as == DocumentKind.REVERSAL)
    return frozenset(document_id for pair in pairs for document_id in pair if document_id is not None)


def of_counts(
    rows: Collection[Happened], voided: Collection[int], skipped: Collection[int]
) -> dict[Spot, list[Happened]]:
    """What counts have booked at each spot, with what reversals and late documents that are voided gave back of it.

    Args:
        skipped: The movements that never were in a pool.
    """
    found = dict[Spot, list[Happened]]()
    for row in rows:
        if row.kind not in BOOKED_BY_COUNTS or row.seq in skipped:
            continue
        if row.filed_as in _BOOKING_COUNTS or row.document_id in voided:
            found.setdefault(Spot(row.location_id, row.happened_us, row.lot_id), []).append(row)
    return found
