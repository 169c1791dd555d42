"""What a count is held against: what the book knows of a product, and what of it lies on the counter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from app.domain.count_worth import Piled


class Aside(NamedTuple):
    """Goods in a basket that is not paid yet: they lie on the counter."""

    quantity_milli: int
    lot: str = ""
    serial: str = ""


class BookSays(NamedTuple):
    """What the book knows of a product at the moment at which it was counted.

    Attributes:
        expected: What should be there of each lot, "" for no lot.
        is_new: Nothing of it had come in: the count is its opening stock.
        has_moved: It moved between its first and its last scan.
        since_milli: What has been sold since then.
        cost: A quantity and what it is worth (thousandths, minor units), for the money effect.
        on_counter: What lay in open and parked baskets.
        layers: Where cost goes by layers and several are open: these, in the order in which cost leaves them.
        never_came: Lots and serial numbers that were found and that the book has never had.
        was_off: Of what was found before it was counted again, by how much it differed and what was expected then.
    """

    expected: Mapping[str, int]
    is_new: bool = False
    has_moved: bool = False
    since_milli: int = 0
    cost: tuple[int, int] = (0, 0)
    on_counter: tuple[Aside, ...] = ()
    was_off: tuple[tuple[int, int], ...] = ()
    layers: tuple[Piled, ...] = ()
    never_came: frozenset[str] = frozenset()


def wants_serials(expected: Mapping[str, int], found_milli: int) -> bool:
    """Whether pieces that were counted without their serial numbers have to be named.

    The book knows them by number, and neither all nor none of them are there: which ones, nobody has said.

    Args:
        expected: By serial number, "" for pieces without one.
    """
    has_numbers = any(milli for lot, milli in expected.items() if lot)
    return has_numbers and found_milli not in (0, sum(expected.values()))
