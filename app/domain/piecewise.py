"""Goods that leave a pool arrival by arrival."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.costing import BY_LAYER, Pool, in_order


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
