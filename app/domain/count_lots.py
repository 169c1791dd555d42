"""Which lots and pieces of a product a count has found other than the book has them: pure arithmetic.

As many pieces may be there as the book has, and not the same ones: one is missing then, and another is there instead.
"""

from __future__ import annotations

from typing import NamedTuple

from app.domain.count_book import BookSays
from app.domain.count_standing import Found
from app.domain.count_worth import each_worth, each_worth_by_layers
from app.domain.figures import PIECE_MILLI
from app.domain.product import Tracking


class LotOff(NamedTuple):
    """A lot, or a piece by its serial number, that is not there as the book has it.

    Attributes:
        lot: "" is what the book has without a number.
        value_minor: What the difference is worth, about.
        never_came: The book has never had it.
    """

    lot: str
    difference_milli: int
    value_minor: int
    never_came: bool = False


def differences(found: Found, says: BookSays) -> dict[str, int]:
    """By lot, what was found less what is expected, as posting takes it; nothing where nobody named a lot.

    What was found of goods by lot without one is taken for lots that are short, in their order.
    """
    lies: dict[str, int] = {}
    for part in found.parts:
        for lot in part.serials or (part.lot,):
            lies[lot] = lies.get(lot, 0) + (PIECE_MILLI if part.serials else part.found_milli)
    for one in says.on_counter:
        lot = one.serial or one.lot
        lies[lot] = lies.get(lot, 0) + one.quantity_milli
    if lies.keys() <= {""}:
        return {}
    if found.goods.tracking is Tracking.LOT and lies.get(""):
        for lot, milli in sorted(says.expected.items()):
            taken_milli = min(lies[""], milli - lies.get(lot, 0))
            if lot and taken_milli > 0:
                lies[lot] = lies.get(lot, 0) + taken_milli
                lies[""] -= taken_milli
    every = {lot: lies.get(lot, 0) - says.expected.get(lot, 0) for lot in {**lies, **says.expected}}
    return {lot: milli for lot, milli in every.items() if milli}


def lots_off(by_lot: dict[str, int], says: BookSays) -> tuple[LotOff, ...]:
    """The lots that differ, those that are missing first. What the book has without a number may be any of those found.

    Args:
        by_lot: The differences.
    """
    if says.is_new or not by_lot:
        return ()
    unnamed_milli = max(-by_lot.get("", 0), 0)
    left = {}
    for lot, milli in by_lot.items():
        named_milli = min(milli, unnamed_milli) if milli > 0 else 0
        unnamed_milli -= named_milli
        left[lot] = milli - named_milli
    if "" in left and left[""] < 0:
        left[""] = -unnamed_milli
    values = each_worth_by_layers(left, says.layers, says.cost) if says.layers else each_worth(left, says.cost)
    off = [LotOff(lot, milli, values[lot], lot in says.never_came) for lot, milli in left.items() if milli]
    return tuple(sorted(off, key=lambda one: (one.difference_milli > 0, one.lot)))
