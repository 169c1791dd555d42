"""What posted counts hold to when a document before them is taken back.

A count is a fact at its moment. A document that was typed wrong never moved the shelf; a count that was posted after it
has found the opposite of the mistake missing, or too much. So whoever takes the document back gives that part of the
count's difference back, too: what lay there when it was counted stays what it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Went(NamedTuple):
    """Goods of one product that a wrong document has moved.

    Attributes:
        at_us: When, microseconds since 1970 UTC.
        lot: The lot's or serial number, "" for none.
        quantity_milli: As stock saw it: positive came in.
        behind: Counts that were posted after the document with this number know of it.
    """

    at_us: int
    lot: str
    quantity_milli: int
    behind: int


@dataclass(frozen=True, slots=True)
class Truth:
    """What a posted count says of one product.

    Attributes:
        document_id, number: The count.
        line_no: Of its last line: what the count booked belongs there.
        at_us: The moment at which it holds.
        found_milli: All that was found.
        lots: The lots or serial numbers that were named, "" among them where a line named none.
        is_by_piece: Serial numbers were named: whichever was not found was not there.
        booked: By lot: what the count has booked, with what was given back of it since.
    """

    document_id: int
    number: str
    line_no: int
    at_us: int
    found_milli: int
    lots: frozenset[str]
    is_by_piece: bool
    booked: Mapping[str, int]

    def settle(self, gaps: Mapping[str, int]) -> Iterator[tuple[str, int]]:
        """What of the gaps, by lot, is given back at this count.

        A count that named no lot holds of all of them together: what it had booked is given back where it had been
        booked, the rest where the gap is.
        """
        if not self.is_by_piece and self.lots == _NO_LOT and self.found_milli:
            yield from self._together(gaps)
            return
        for lot, gap_milli in gaps.items():
            if self.is_by_piece and not lot:
                # Pieces without a number are in no count of numbers, unless they were missing.
                part_milli = against(gap_milli, self.booked.get(lot, 0))
                yield lot, part_milli
            elif self.is_by_piece or lot in self.lots or self.lots == _NO_LOT:
                yield lot, gap_milli

    def _together(self, gaps: Mapping[str, int]) -> Iterator[tuple[str, int]]:
        rest_milli = sum(gaps.values())
        settled: dict[str, int] = {}
        for lots, of_lot in ((gaps, self.booked), (self.booked, self.booked)):
            for lot in lots:
                part_milli = against(rest_milli, of_lot.get(lot, 0) + settled.get(lot, 0))
                settled[lot] = settled.get(lot, 0) + part_milli
                rest_milli -= part_milli
        for lot, gap_milli in gaps.items():
            part_milli = against(rest_milli, -gap_milli)
            settled[lot] = settled.get(lot, 0) + part_milli
            rest_milli -= part_milli
        yield from settled.items()


_NO_LOT = frozenset({""})


def against(gap_milli: int, booked_milli: int) -> int:
    """As much of a gap as was booked the other way."""
    if gap_milli * booked_milli >= 0:
        return 0
    part_milli = min(abs(gap_milli), abs(booked_milli))
    return part_milli if gap_milli > 0 else -part_milli


class Mended(NamedTuple):
    """What is given back of one lot at the moment of a count."""

    truth: Truth
    lot: str
    quantity_milli: int

    def is_beyond(self) -> bool:
        """Whether it is of what the count had booked nothing of: it has found, or missed, other goods than those."""
        return self.quantity_milli * (self.truth.booked.get(self.lot, 0) + self.quantity_milli) > 0


def mended(went: Iterable[Went], truths: Iterable[Truth]) -> Iterator[Mended]:
    """What each count gives back as a wrong document is taken back, so that it holds as it did, count by count.

    Args:
        went: What the document had moved of one product at one place.
        truths: The counts of it that stand.
    """
    moved = list(went)
    given: dict[str, int] = {}
    for truth in sorted(truths, key=lambda one: (one.at_us, one.document_id)):
        gaps = {lot: -milli for lot, milli in given.items()}
        for one in moved:
            gaps.setdefault(one.lot, 0)
            if one.at_us <= truth.at_us and one.behind < truth.document_id:
                gaps[one.lot] += one.quantity_milli
        for lot, milli in truth.settle(gaps):
            if milli:
                given[lot] = given.get(lot, 0) + milli
                yield Mended(truth, lot, milli)
