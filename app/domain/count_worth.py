"""What a difference of a count is worth before it is posted, as the shop's costing method would have it.

A loss leaves by the method, a gain comes in at current cost: of the newest layer where cost goes by layers, of what is
there on the whole elsewhere. Whatever is sold or comes in until the count is posted may change it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from app.domain.figures import share_between

Cost = tuple[int, int]
"""A quantity and what it is worth: thousandths, minor units."""


class Piled(NamedTuple):
    """An open cost layer.

    Attributes:
        quantity_milli, value_minor: As it came in.
        taken_milli: Gone of it since.
        lot: Where each lot has a cost of its own, its number; else "".
        seq: In the order in which layers came in.
    """

    quantity_milli: int
    value_minor: int
    taken_milli: int
    lot: str = ""
    seq: int = 0


def worth(difference_milli: int, cost: Cost) -> int:
    """What a difference is worth at the cost of what is there, rounded half away from zero."""
    of_milli, of_minor = cost
    if of_milli == 0:
        return 0
    product = difference_milli * of_minor
    rounded = (2 * abs(product) + abs(of_milli)) // (2 * abs(of_milli))
    return rounded if (product < 0) == (of_milli < 0) else -rounded


def each_worth(by_lot: Mapping[str, int], cost: Cost) -> dict[str, int]:
    """What the difference of each lot is worth at the cost of what is there; together they are what all of it is."""
    values: dict[str, int] = {}
    sum_milli = sum_minor = 0
    for lot, difference_milli in by_lot.items():
        sum_milli += difference_milli
        values[lot] = worth(sum_milli, cost) - sum_minor
        sum_minor += values[lot]
    return values


def worth_by_layers(by_lot: Mapping[str, int], layers: Sequence[Piled], cost: Cost) -> int:
    """What differences are worth where cost goes by layers; the figures are those of `each_worth_by_layers`."""
    return sum(each_worth_by_layers(by_lot, layers, cost).values())


def each_worth_by_layers(by_lot: Mapping[str, int], layers: Sequence[Piled], cost: Cost) -> dict[str, int]:
    """What the difference of each lot is worth where cost goes by layers.

    Args:
        by_lot: The difference of each lot; "" is of whatever lot.
        layers: In the order in which cost leaves them.
        cost: Of what is beyond the layers.
    """
    values: dict[str, int] = {}
    taken = [layer.taken_milli for layer in layers]
    for lot, difference_milli in by_lot.items():
        own = [place for place, layer in enumerate(layers) if not lot or layer.lot in {"", lot}]
        if difference_milli > 0:
            newest = max((layers[place] for place in own), key=lambda layer: layer.seq, default=None)
            unit = cost if newest is None else (newest.quantity_milli, newest.value_minor)
            values[lot] = worth(difference_milli, unit)
            continue
        value_minor, left_milli = 0, -difference_milli
        for place in own:
            layer = layers[place]
            end_milli = min(layer.quantity_milli, taken[place] + left_milli)
            value_minor -= share_between(layer.value_minor, taken[place], end_milli, layer.quantity_milli)
            left_milli -= end_milli - taken[place]
            taken[place] = end_milli
        values[lot] = value_minor + worth(-left_milli, cost)
    return values
