"""Which lots goods leave from when nobody names one: first expired, first out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

NO_LOT = 0


class LotLevel(NamedTuple):
    """What there is of a lot at a location.

    Attributes:
        expiry: The last day on which it may be sold, as a day number; None for never.
    """

    lot_id: int
    quantity_milli: int
    expiry: int | None = None


class Picked(NamedTuple):
    """So much of a lot.

    Attributes:
        is_expired: Whether nothing else was left to take.
    """

    lot_id: int
    quantity_milli: int
    is_expired: bool = False


def pick(levels: Iterable[LotLevel], quantity_milli: int, *, day: int) -> list[Picked]:
    """Take goods from lots, first expired first; expired ones only when nothing else is left, the freshest first.

    Lots without an expiry come last of those that may be sold, in order of arrival. What no lot has is taken from
    "no lot", below zero: the till sells what lies on the counter.

    Args:
        levels: Of every lot at the location.
        quantity_milli: How much, more than zero.
        day: The day of the sale: a lot may be sold on its last day.

    Returns:
        At least one, their quantities sum to what is wanted.
    """
    there = [level for level in levels if level.quantity_milli > 0]
    fresh = [level for level in there if level.expiry is None or level.expiry >= day]
    expired = [level for level in there if level.expiry is not None and level.expiry < day]
    fresh.sort(key=lambda level: (level.expiry is None, level.expiry or 0, level.lot_id))
    expired.sort(key=lambda level: (-(level.expiry or 0), level.lot_id))
    picked: list[Picked] = []
    for level in (*fresh, *expired):
        if quantity_milli == 0:
            break
        part_milli = min(level.quantity_milli, quantity_milli)
        picked.append(Picked(level.lot_id, part_milli, level in expired))
        quantity_milli -= part_milli
    if quantity_milli:
        picked.append(Picked(NO_LOT, quantity_milli))
    return picked
