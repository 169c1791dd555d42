"""What a count says of each product, all its lines together, and how that differs from the book: pure arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.count_sheet import Goods
from app.domain.document import StockLine
from app.domain.figures import PIECE_MILLI
from app.domain.stock_lines import check_one_day

NO_LOT = frozenset({""})
"""What goods of which nobody names a lot are counted by."""


@dataclass(slots=True)
class Gathered:
    """All that was found of one product.

    Attributes:
        line_no: Of its last line: what follows from the count belongs there.
        by_lot: Counted, by lot or serial number; "" where nobody named one.
        days: The last day of sale that stands on a lot or piece; None where nobody has said one.
    """

    item: Goods
    line_no: int
    first_us: int
    last_us: int
    by_lot: dict[str, int]
    serials: frozenset[str] = frozenset()
    days: dict[str, int] | None = None


def gathered(lines: Iterable[StockLine], goods: Iterable[Goods], begun_us: Iterable[int | None]) -> list[Gathered]:
    """What was found of each product: its lines in several zones add up.

    Args:
        begun_us: When counting each line began, None for a line that was counted in a moment.
    """
    found: dict[int, Gathered] = {}
    for line, item, first_us in zip(lines, goods, begun_us, strict=True):
        at_us = line.at_us or 0
        one = found.get(item.product_id)
        if one is None:
            one = found[item.product_id] = Gathered(item, line.line_no, at_us, at_us, {})
        else:
            one.first_us, one.last_us = min(one.first_us, at_us), max(one.last_us, at_us)
        one.line_no = line.line_no
        if first_us is not None:
            one.first_us = min(one.first_us, first_us)
        if line.serials:
            one.by_lot.update(dict.fromkeys(line.serials, PIECE_MILLI))
            one.serials |= frozenset(line.serials)
        else:
            one.by_lot[line.lot] = one.by_lot.get(line.lot, 0) + line.quantity_milli
        if line.expiry is not None:
            one.days = days = {} if one.days is None else one.days
            for lot in line.serials or (line.lot,):
                check_one_day(item, lot, line.expiry, days.setdefault(lot, line.expiry))
    return list(found.values())


def differences(found: Gathered, expected: dict[str, int]) -> list[tuple[str, int]]:
    """By lot, what was found less what was expected; where nobody named a lot, of the product as a whole.

    Serial numbers that were not found are gone: whoever counts serial numbers counts all of them. What was sold without
    its number, below zero, is one of those.
    """
    if len(found.by_lot) == 1 and "" in found.by_lot:
        return _of_the_whole(found.by_lot[""], expected)
    missing = [lot for lot in expected if found.serials and lot not in found.by_lot and (lot or expected[lot] < 0)]
    off = [(lot, milli - expected.get(lot, 0)) for lot, milli in found.by_lot.items()]
    off += [(lot, -expected[lot]) for lot in missing]
    return [(lot, milli) for lot, milli in off if milli]


def _of_the_whole(found_milli: int, expected: dict[str, int]) -> list[tuple[str, int]]:
    """The differences of goods of which nobody named a lot.

    None there is none of any lot. Else no lot can be below zero: those that are come to zero first, and the rest is of
    whatever lot the ledger takes, or of none. Of numbered pieces that were not named all are there.
    """
    if expected.keys() <= NO_LOT:
        # Most goods of most shops: the book knows of no lot, either.
        difference_milli = found_milli - expected.get("", 0)
        return [("", difference_milli)] if difference_milli else []
    level = {lot: milli for lot, milli in expected.items() if lot and milli < 0} if found_milli else expected
    off = sorted(((lot, -milli) for lot, milli in level.items() if milli), key=_comes_in_last)
    rest_milli = found_milli - sum(expected.values()) - sum(milli for _, milli in off)
    return [*off, ("", rest_milli)] if rest_milli else off


def _comes_in_last(difference: tuple[str, int]) -> bool:
    """What goes out comes behind what comes in: so nothing is below zero in between."""
    return difference[1] < 0
