"""Goods that never go through a pool: what comes and goes at one value. For the ledger alone."""

from __future__ import annotations

from copy import deepcopy

from app.domain import costing
from app.domain.figures import amount_minor
from app.domain.movement import Movement, MovementKind, Passing, Shifted
from app.domain.picking import Picked
from app.store.writing.ledger_work import Work


def of_value(
    goods: Movement, kind: MovementKind, value_minor: int, cause_seq: int | None, variance_minor: int = 0
) -> Movement:
    """A movement of value alone, for goods that the movement `cause_seq` brought in."""
    return Movement(goods.line_no, kind, goods.product_id, goods.lot_id, 0, value_minor, cause_seq, variance_minor)


def pass_through(work: Work, step: Passing) -> None:
    """Damaged goods: in and out at one value."""
    place = (step.product_id, step.location_id or work.cause.location_id)
    pool = work.pools[place]
    pool.counted = pool.counted or step.kind is not MovementKind.CUSTOMER_RETURN
    lot_id = work.lot_id(step.product_id, step.lot, step.expiry, is_serial=step.is_serial)
    value_minor = step.value_minor
    if value_minor is None:
        value_minor = amount_minor(pool.current_cost_micro(lot_id) or 0, step.quantity_milli, pool.digits)
    moved = (step.quantity_milli, value_minor, step.origin_seq, step.variance_minor)
    coming = Movement(step.line_no, step.kind, step.product_id, lot_id, *moved)
    seq = work.add(coming, place[1])
    if step.landed_minor:
        landed_of = step.origin_seq or seq
        work.add(of_value(coming, MovementKind.LANDED, step.landed_minor, landed_of), place[1])
    # Of a delivery the way out names the way in, so that a reversal takes back both; a supplier's return likewise.
    cause_seq = seq if step.kind is not MovementKind.CUSTOMER_RETURN else None
    worth_minor = value_minor + step.landed_minor
    going = Movement(
        step.line_no, MovementKind.ADJUSTMENT, step.product_id, lot_id, -step.quantity_milli, -worth_minor, cause_seq
    )
    work.add(going, place[1])


def shift(work: Work, step: Shifted) -> None:
    """What a later count takes over: as the method has it, lot by lot, and the same the other way round."""
    place = (step.product_id, step.location_id or work.cause.location_id)
    pool = work.pools[place]
    pool.counted = True
    lot_id = work.lot_id(step.product_id, step.lot, is_serial=step.is_serial)
    pool.has_lots = pool.has_lots or lot_id != 0
    parts = [Picked(lot_id, abs(step.quantity_milli))]
    if step.quantity_milli < 0 and step.value_minor is None:
        parts = work.picks(place, -step.quantity_milli, step.lot)
    for picked in parts:
        quantity_milli, value_minor = picked.quantity_milli, step.value_minor
        if step.quantity_milli < 0:
            quantity_milli = -quantity_milli
        if value_minor is None and quantity_milli > 0:
            value_minor = pool.at_current_minor(quantity_milli, picked.lot_id)
        elif value_minor is None:
            value_minor = -costing.issue(deepcopy(pool), -quantity_milli, lot_id=picked.lot_id)
        goods = Movement(step.line_no, step.kind, step.product_id, picked.lot_id, quantity_milli, value_minor)
        seq = work.add(goods, place[1], step.when)
        back = goods._replace(
            kind=step.back_kind, quantity_milli=-quantity_milli, value_minor=-value_minor, cause_seq=seq
        )
        work.add(back, place[1], step.back_when)
