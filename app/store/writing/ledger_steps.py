"""What each step of a document does to stock: its cost, and the movements it becomes. For the ledger alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from app.domain import costing, piecewise
from app.domain.added_costs import add_shares
from app.domain.costing import Pool
from app.domain.figures import MAX_QUANTITY_MILLI, amount_minor, share_between
from app.domain.layers import Arrival, Part
from app.domain.movement import (
    RECEIPTS,
    Added,
    Carried,
    Converted,
    Found,
    Movement,
    MovementKind,
    Passing,
    Retold,
    Revalued,
    Shifted,
    Step,
    Varied,
    Wanted,
    Withdrawn,
)
from app.domain.picking import Picked
from app.domain.shop import Costing
from app.store.queries import counts, pieces, stock
from app.store.writing.ledger_passing import of_value, pass_through, shift
from app.store.writing.ledger_retold import retell
from app.store.writing.ledger_words import forget_last_cost, renew_last_cost
from app.store.writing.ledger_work import Note, Work
from app.store.writing.pools import Place

# Which goods can cost more than the value at which they enter: under `standard` purchases, what rounding moves, and
# what a reversal takes in again.
_WITH_VARIANCE = RECEIPTS | {MovementKind.TRANSFER_OUT, MovementKind.SUPPLIER_RETURN}


def places(work: Work, step: Step) -> tuple[Place, ...]:
    """The pools that a step touches."""
    match step:
        case Wanted() | Withdrawn() | Passing() | Shifted():
            return ((step.product_id, step.location_id or work.cause.location_id),)
        case Found():
            return ((step.product_id, work.cause.location_id),)
        case Carried():
            return (step.product_id, step.from_id), (step.product_id, step.to_id)
        case Added():
            origin = work.origin(step.origin_seq)
            open_places: list[Any] = work.connection.execute(_OPEN_PLACES, (step.origin_seq,)).fetchall()
            return (origin.product_id, origin.location_id), *open_places
        case Revalued() | Converted():
            return ((step.product_id, step.location_id),)
        case Retold():
            return tuple((step.product_id, place) for place in stock.places_of(work.connection, step.product_id))
        case Varied():
            return ()


_OPEN_PLACES = """
SELECT DISTINCT product_id, location_id FROM layer WHERE origin_seq = ? AND taken_milli < quantity_milli
"""


def take(work: Work, step: Step) -> None:
    """Take one step: change its pools and add its movements."""
    _TAKE[type(step)](work, step)


def _want(work: Work, step: Wanted) -> None:
    place = (step.product_id, step.location_id or work.cause.location_id)
    pool = work.pools[place]
    if step.quantity_milli < 0:
        _note_unheld(work, step, place, -step.quantity_milli)
        for picked in work.picks(place, -step.quantity_milli, step.lot):
            parts = [picked.quantity_milli]
            # What may be put back is written by arrival: then it is known where it came from. No figure is too large.
            if step.kind in _TAKEN_BACK and picked.quantity_milli <= MAX_QUANTITY_MILLI:
                parts = list(piecewise.runs(pool, picked.quantity_milli, picked.lot_id))
            for part_milli in parts:
                _issue(work, step, place, picked._replace(quantity_milli=part_milli))
        return
    if pool.method is _STANDARD and not pool.has_standard and step.kind in _BOUGHT:
        work.notes.append(Note("standard_cost_needed", step.line_no, step.product_id))
    lot = step.lot if step.kind is not _BROUGHT_BACK or pool.is_tracked or pool.has_lots else ""
    lot_id = work.lot_id(step.product_id, lot, step.expiry, is_serial=step.is_serial) if lot else 0
    cost_minor = step.value_minor
    if step.carried_seq is not None:
        cost_minor = work.carried_back[step.carried_seq]
    if cost_minor is None and step.unit_cost_micro is None:
        cost_minor = pool.at_current_minor(step.quantity_milli, lot_id)
    elif cost_minor is None:
        cost_minor = amount_minor(step.unit_cost_micro or 0, step.quantity_milli, pool.digits)
    arrival = costing.receive(
        pool,
        step.quantity_milli,
        cost_minor + step.landed_minor,
        is_receipt=step.kind in RECEIPTS and step.again_seq is None,
        lot_id=lot_id,
        origin_id=step.origin_seq,
    )
    _arrive(work, step, place, lot_id, arrival)


# Python 3.11 takes as long to find a member of an enumeration as to call a function.
_STANDARD, _BROUGHT_BACK = Costing.STANDARD, MovementKind.CUSTOMER_RETURN
_BOUGHT = frozenset({MovementKind.OPENING_STOCK, MovementKind.DELIVERY})
# What goes out because somebody says so, with the lot that is said.
_SAID = frozenset({MovementKind.SALE, MovementKind.ADJUSTMENT, MovementKind.SUPPLIER_RETURN})


def _note_unheld(work: Work, step: Wanted | Withdrawn, place: Place, quantity_milli: int) -> None:
    """Note a lot or serial number of which more goes out than there is, of goods that ever came in and have lots."""
    pool = work.pools[place]
    if not step.lot or step.kind not in _SAID or not (pool.is_tracked and pool.counted):
        return
    level = work.levels(place).get(work.lot_id(step.product_id, step.lot))
    if level is None or level.quantity_milli < quantity_milli:
        code, *facts = _why_unheld(work, step) if pool.is_by_piece else ("unknown_lot",)
        work.notes.append(Note(code, step.line_no, step.product_id, step.lot, tuple(facts)))


def _why_unheld(work: Work, step: Wanted | Withdrawn) -> tuple[Any, ...]:
    """The code and the facts of a piece that goes out and is not here by the book."""
    location = counts.serial_location(work.connection, step.product_id, step.lot)
    if location:
        return "serial_elsewhere", ("location", location)
    gone = pieces.gone_by(work.connection, step.product_id, step.lot)
    if gone is None:
        return ("unknown_serial",)
    code = "serial_not_counted" if gone.is_count else "serial_gone"
    return code, ("count" if gone.is_count else "number", gone.number), ("day", gone.day)


def _issue(work: Work, step: Wanted, place: Place, picked: Picked) -> None:
    pool = work.pools[place]
    lot_id, quantity_milli, is_expired = picked
    short_before = len(pool.shortages)
    parts: list[Part] | None = [] if step.kind in _TAKEN_BACK else None
    worth_minor = costing.issue(pool, quantity_milli, lot_id=lot_id, parts=parts)
    origin = None if parts is None else _only_origin(parts, quantity_milli)
    movement = Movement(step.line_no, step.kind, step.product_id, lot_id, -quantity_milli, -worth_minor, origin)
    _own_shortage(pool, short_before, work.add(movement, place[1], step.when))
    if is_expired and step.kind is MovementKind.SALE:
        number = work.connection.execute("SELECT number FROM lot WHERE id = ?", (lot_id,)).get
        work.notes.append(Note("expired_sold", step.line_no, step.product_id, number))


# What a reversal may put back where it came from.
_TAKEN_BACK = frozenset({MovementKind.ADJUSTMENT, MovementKind.COUNT_LOSS, MovementKind.USAGE})


def _only_origin(parts: Sequence[Part], quantity_milli: int) -> int | None:
    """The movement by which goods first came in, where all of them were there and came by one."""
    origins = {part.origin_id for part in parts}
    is_whole = sum(part.quantity_milli for part in parts) == quantity_milli
    return origins.pop() if is_whole and len(origins) == 1 else None


def _own_shortage(pool: Pool, short_before: int, seq: int) -> None:
    """A shortage that was just made belongs to the movement that made it."""
    if len(pool.shortages) > short_before:
        pool.shortages[-1].movement_seq = seq


def _arrive(work: Work, step: Wanted, place: Place, lot_id: int, arrival: Arrival) -> None:
    """The movements of goods that came in: the goods, the landed cost in them, the shortages they cover."""
    pool = work.pools[place]
    pool.has_lots = pool.has_lots or lot_id != 0
    # What a customer brings back says nothing of what there was before.
    pool.counted = pool.counted or step.kind is not _BROUGHT_BACK
    landed_minor = step.landed_minor if pool.method is not _STANDARD else 0
    variance_minor = step.variance_minor
    if step.kind in _WITH_VARIANCE and (step.value_minor is not None or step.carried_seq is not None):
        variance_minor += arrival.variance_minor - (step.landed_minor - landed_minor)
    is_back = step.kind is MovementKind.CUSTOMER_RETURN and step.value_minor is not None
    goods = Movement(
        step.line_no,
        step.kind,
        step.product_id,
        lot_id,
        step.quantity_milli,
        (step.value_minor or 0) if is_back else arrival.entered_minor - landed_minor,
        step.again_seq,
        variance_minor,
    )
    seq = work.add(goods, place[1], step.when)
    pool.layers[-1].layer_id = seq
    if is_back and arrival.variance_minor:
        # They come back at what they left at, and are worth what the standard is by now (decision 0019).
        work.add(of_value(goods, MovementKind.CORRECTION, -arrival.variance_minor, seq), place[1], step.when)
    if step.landed_minor:
        landed = of_value(goods, MovementKind.LANDED, landed_minor, seq, step.landed_minor - landed_minor)
        work.add(landed, place[1], step.when)
    if arrival.covers:
        work.cover(step.line_no, place, lot_id, arrival.covers, step.when)


def _withdraw(work: Work, step: Withdrawn) -> None:
    place = (step.product_id, step.location_id or work.cause.location_id)
    if step.origin_seq is not None:
        # Goods of a known arrival are of its lot, or of none.
        _note_unheld(work, step, place, step.quantity_milli)
        _withdraw_lot(work, step, place, work.lot_id(step.product_id, step.lot))
        return
    gone_milli = 0
    _note_unheld(work, step, place, step.quantity_milli)
    for picked in work.picks(place, step.quantity_milli, step.lot):
        after_milli = gone_milli + picked.quantity_milli
        credit_minor = share_between(step.credit_minor or 0, gone_milli, after_milli, step.quantity_milli)
        part = step._replace(quantity_milli=picked.quantity_milli, credit_minor=credit_minor)
        _withdraw_lot(work, part, place, picked.lot_id)
        gone_milli = after_milli


def _withdraw_lot(work: Work, step: Withdrawn, place: Place, lot_id: int) -> None:
    pool = work.pools[place]
    if step.first_seq is not None and step.origin_seq is not None:
        step = _as_it_is_now(work, step, pool, lot_id)
    short_before = len(pool.shortages)
    worth_minor = costing.withdraw(
        pool,
        step.quantity_milli,
        step.named_minor,
        origin_id=step.origin_seq or 0,
        lot_id=lot_id,
        first_id=step.first_seq,
    )
    value_minor, variance_minor = step.named_minor - step.landed_minor, -step.variance_minor
    if step.credit_minor is not None:
        value_minor, variance_minor = worth_minor, worth_minor - step.credit_minor
    goods = Movement(
        step.line_no,
        step.kind,
        step.product_id,
        lot_id,
        -step.quantity_milli,
        -value_minor,
        step.origin_seq or None,
        variance_minor,
    )
    _own_shortage(pool, short_before, work.add(goods, place[1], step.when))
    if step.credit_minor is not None:
        return
    if step.landed_minor or step.landed_variance_minor:
        landed = of_value(goods, MovementKind.LANDED, -step.landed_minor, step.origin_seq, -step.landed_variance_minor)
        work.add(landed, place[1], step.when)
    if step.named_minor != worth_minor:
        difference_minor = step.named_minor - worth_minor
        correction = of_value(goods, MovementKind.CORRECTION, difference_minor, step.origin_seq)
        when: tuple[int, int] | None = step.when
        if step.origin_seq is not None:
            came = work.origin(step.origin_seq)
            when = work.later(when, (came.happened_us, came.book_date))
        work.add(correction, place[1], when)
    if step.kind in RECEIPTS and step.origin_seq is not None:
        forget_last_cost(work, step.origin_seq, place)


def _as_it_is_now(work: Work, step: Withdrawn, pool: Pool, lot_id: int) -> Withdrawn:
    """What was carried here goes back at what it is worth now, and comes in there at that."""
    origin_seq = step.origin_seq or 0
    now_minor = costing.worth_now(
        pool, step.quantity_milli, step.named_minor, origin_id=origin_seq, lot_id=lot_id, first_id=step.first_seq
    )
    work.carried_back[origin_seq] = now_minor + step.variance_minor
    return step._replace(named_minor=now_minor)


def _carry(work: Work, step: Carried) -> None:
    from_place, to_place = (step.product_id, step.from_id), (step.product_id, step.to_id)
    source, target = work.pools[from_place], work.pools[to_place]
    for picked in work.picks(from_place, step.quantity_milli, step.lot):
        parts: list[Part] = []
        worth_minor = costing.issue(source, picked.quantity_milli, lot_id=picked.lot_id, parts=parts)
        out = Movement(
            step.line_no,
            MovementKind.TRANSFER_OUT,
            step.product_id,
            picked.lot_id,
            -picked.quantity_milli,
            -worth_minor,
        )
        work.add(out, step.from_id)
        for part in parts:
            arrival = costing.receive(
                target,
                part.quantity_milli,
                part.value_minor,
                lot_id=picked.lot_id,
                origin_id=part.origin_id,
            )
            arriving = Wanted(
                step.line_no, MovementKind.TRANSFER_IN, step.product_id, part.quantity_milli, part.value_minor
            )
            _arrive(work, arriving, to_place, picked.lot_id, arrival)


def _add(work: Work, step: Added) -> None:
    origin = work.origin(step.origin_seq)
    place = (origin.product_id, origin.location_id)
    goods = Movement(step.line_no, step.kind, origin.product_id, origin.lot_id, 0, 0)
    pool = work.pools[place]
    if pool.method is Costing.STANDARD:
        work.add(of_value(goods, step.kind, 0, step.origin_seq, step.amount_minor), place[1])
        return
    pools = {other: one for other, one in work.pools.items() if other[0] == origin.product_id}
    taken = add_shares(pools, step.origin_seq, origin.quantity_milli, step.amount_minor)
    for other, taken_minor in taken.items():
        if taken_minor:
            work.add(of_value(goods, step.kind, taken_minor, step.origin_seq), other[1])
    gone_minor = step.amount_minor - sum(taken.values())
    if gone_minor:
        work.add(of_value(goods, step.kind, gone_minor, step.origin_seq), place[1])
        work.add(of_value(goods, MovementKind.LANDED_SOLD, -gone_minor, step.origin_seq), place[1])
    renew_last_cost(work, step.origin_seq, step.amount_minor, place)


def _revalue(work: Work, step: Revalued) -> None:
    place = (step.product_id, step.location_id)
    changed_minor = costing.revalue(work.pools[place], step.unit_cost_micro)
    work.add(Movement(step.line_no, MovementKind.REVALUATION, step.product_id, 0, 0, changed_minor), step.location_id)


def _find(work: Work, step: Found) -> None:
    # Of what is taken back the ledger looks at the whole book once all steps are taken.
    work.pools[step.product_id, work.cause.location_id].counted = True


def _convert(work: Work, step: Converted) -> None:
    place = (step.product_id, step.location_id)
    changed_minor, covers = costing.convert(work.pools[place], step.method)
    work.pools.stored.discard(place)
    work.cover(step.line_no, place, 0, tuple(covers), None)
    if changed_minor:
        work.add(
            Movement(step.line_no, MovementKind.REVALUATION, step.product_id, 0, 0, changed_minor), step.location_id
        )


def _vary(work: Work, step: Varied) -> None:
    origin = work.origin(step.cause_seq)
    goods = Movement(step.line_no, step.kind, step.product_id, origin.lot_id, 0, 0)
    work.add(of_value(goods, step.kind, 0, step.cause_seq, step.variance_minor), origin.location_id)


_TAKE: dict[type, Callable[[Work, Any], None]] = {
    Wanted: _want,
    Withdrawn: _withdraw,
    Carried: _carry,
    Added: _add,
    Revalued: _revalue,
    Converted: _convert,
    Varied: _vary,
    Found: _find,
    Passing: pass_through,
    Shifted: shift,
    Retold: retell,
}
