"""Goods that leave a pool arrival by arrival, and at another worth than the method says."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.costing import BY_LAYER, Pool, in_order, rebase
from app.domain.shop import Costing


def runs(pool: Pool, quantity_milli: int, lot_id: int) -> Iterator[int]:
    """How much of what goes out by layers came by one arrival each, as it goes; what is missing comes last."""
    run_milli, of = 0, None
    for layer in in_order(pool, lot_id) if pool.method in BY_LAYER else ():
        part_milli = min(layer.left_milli, quantity_milli)
        if part_milli <= 0:
            continue
        origin = layer.origin_id or layer.layer_id
        if run_milli and origin != of:
            yield run_milli
            run_milli = 0
        run_milli, of, quantity_milli = run_milli + part_milli, origin, quantity_milli - part_milli
    if run_milli:
        yield run_milli
    if quantity_milli:
        yield quantity_milli


def correct(pool: Pool, extra_minor: int) -> int:
    """What just went out, of goods that are all alike, was worth more (or less) by so much: if the rest can bear it.

    Returns:
        By how much it was.
    """
    rest_minor = pool.value_minor - extra_minor
    if pool.method is not Costing.AVERAGE or pool.quantity_milli <= 0 or rest_minor < 0:
        return 0
    pool.value_minor = rest_minor
    rebase(pool)
    return extra_minor
