"""Costs that come after the goods: what is left of them takes its share, wherever it is."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from operator import itemgetter
from typing import TypeVar

from app.domain.costing import Pool, add_cost
from app.domain.figures import share_so_far, spread

_Key = TypeVar("_Key", bound=Hashable)


def add_shares(pools: Mapping[_Key, Pool], origin_id: int, quantity_milli: int, amount_minor: int) -> dict[_Key, int]:
    """Book a cost that came later to what is left of the goods of one arrival, wherever it is.

    Args:
        pools: Those of the product, by whatever they are known by; changed in place. Of equal shares the first by that
            takes the odd unit.
        origin_id: The movement that brought the goods in.
        quantity_milli: How much it brought.
        amount_minor: The cost, of either sign: the share of what is gone is left out.

    Returns:
        What each pool took, in minor units.
    """
    held = [
        (key, layer)
        for key, pool in sorted(pools.items(), key=itemgetter(0))
        for layer in pool.layers
        if layer.left_milli > 0 and origin_id in (layer.origin_id, layer.layer_id)
    ]
    if not held:
        return {}
    weights = [layer.left_milli for _, layer in held]
    # Goods of two arrivals that were carried as one are known by that of most of them: so more can seem to be left.
    gone_milli = max(quantity_milli - sum(weights), 0)
    gone_minor = share_so_far(amount_minor, gone_milli, quantity_milli)
    taken: dict[_Key, int] = {}
    for (key, layer), share_minor in zip(held, spread(amount_minor - gone_minor, weights), strict=True):
        taken[key] = taken.get(key, 0) + add_cost(pools[key], layer, share_minor)
    return taken
