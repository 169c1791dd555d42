"""A mistake that is taken back after its goods were counted: stock as if it had never been. For the ledger alone.

The document's movements say what the mistake had moved, the other way; what each count would have booked otherwise;
and, as corrections, what other documents had taken at a cost that the mistake had made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from app.domain.costing import Pool
from app.domain.document import DocumentKind
from app.domain.figures import share_so_far, unit_micro
from app.domain.history import Happened, History, Spot, Worth, taken_back
from app.domain.layers import Layer, Shortage
from app.domain.movement import RECEIPTS, Mirrored, Movement, MovementKind, Retold, When
from app.domain.retelling import Told, tell
from app.store.queries import histories
from app.store.writing.ledger_passing import of_value
from app.store.writing.ledger_words import forget_last_cost, renew_last_cost
from app.store.writing.ledger_work import Made, Work


def retell(work: Work, step: Retold) -> None:
    """Take a mistake back, and let the stock of the product be what it would have been without it."""
    first_row = len(work.rows)
    for one in step.mirrored:
        _mirror(work, step, one)
    due = _due(work, step)
    rows = histories.happened(work.connection, step.product_id)
    rows += [_as_happened(one, step.wrong_id) for one in work.made(first_row)]
    counts = [one for one in histories.counted(work.connection, step.product_id) if one.document_id != step.wrong_id]
    voided = taken_back(rows) | {step.wrong_id, work.cause.document_id}
    pools = work.pools.of(step.product_id)
    listed = work.pools.listed[step.product_id]
    told = tell(History(rows, counts, voided, due), lambda place: _blank(pools[place], listed))
    booked = told.booked
    moments = {(one.location_id, one.at_us) for one in counts if one.document_id > step.wrong_id}
    moments |= {spot[:2] for spot in due} | {(one.location_id, one.when.happened_us) for one in step.mirrored}
    moments |= {spot[:2] for spot in told.late}
    _book_counts(work, step, told, moments)
    numbered = {-number: booked.get(spot, []) for number, spot in enumerate(told.spots, start=1)}
    new = {place: told.pools.get(place) or _blank(pool, listed) for place, pool in pools.items()}
    _correct(work, step, rows, new, first_row)
    made = work.made(first_row)
    for place, pool in pools.items():
        _settle(pool, new[place], numbered, [one for one in made if one.location_id == place])
    _keep_origins(work, told, numbered)


def _blank(pool: Pool, listed_cost_micro: int | None) -> Pool:
    """The pool as it was before anything had come in: all that is known is what the product says that it costs."""
    return Pool(
        pool.method,
        pool.digits,
        listed_cost_micro=listed_cost_micro,
        standard_micro=pool.standard_micro,
        has_lots=pool.has_lots,
        is_tracked=pool.is_tracked,
        is_by_piece=pool.is_by_piece,
        has_standard=pool.has_standard,
    )


def _mirror(work: Work, step: Retold, one: Mirrored) -> None:
    lot_id = work.lot_id(step.product_id, one.lot, is_serial=one.is_serial)
    # What a count had taken back of opening stock is there again, and names that: it has no word on cost.
    cause_seq = one.seq if one.quantity_milli <= 0 or one.kind is MovementKind.OPENING_STOCK else None
    moved = (one.quantity_milli, one.value_minor, cause_seq, one.variance_minor)
    goods = Movement(one.line_no, one.kind, step.product_id, lot_id, *moved)
    seq = work.add(goods, one.location_id, one.when)
    if one.landed_minor or one.landed_variance_minor:
        landed_of = cause_seq or seq
        landed = of_value(goods, MovementKind.LANDED, one.landed_minor, landed_of, one.landed_variance_minor)
        work.add(landed, one.location_id, one.when)
    if one.kind in RECEIPTS and one.quantity_milli < 0:
        forget_last_cost(work, one.seq, (step.product_id, one.location_id))
    if one.kind in _LATER_COSTS and not one.quantity_milli:
        came_at = (step.product_id, work.origin(one.seq).location_id)
        renew_last_cost(work, one.seq, one.value_minor + one.variance_minor, came_at)


def _say_cost(work: Work, goods: Movement, place: int) -> None:
    """What comes in as a receipt has the last word on cost."""
    if goods.kind in RECEIPTS and goods.quantity_milli > 0:
        pool = work.pools[goods.product_id, place]
        pool.last_cost_micro = unit_micro(goods.value_minor, goods.quantity_milli, pool.digits)


def _due(work: Work, step: Retold) -> dict[Spot, int]:
    """What counts give back, by lot: what goes out of no named lot is of those that leave first."""
    due: dict[Spot, int] = {}
    for one in step.due:
        place = (step.product_id, one.location_id)
        picked = [(work.lot_id(step.product_id, one.lot), one.quantity_milli)]
        if one.quantity_milli < 0 and not one.lot:
            picked = [(part.lot_id, -part.quantity_milli) for part in work.picks(place, -one.quantity_milli, "")]
        for lot_id, quantity_milli in picked:
            spot = Spot(one.location_id, one.at_us, lot_id)
            due[spot] = due.get(spot, 0) + quantity_milli
    return due


def _as_happened(one: Made, wrong_id: int) -> Happened:
    filed = (one.seq, one.document_id, DocumentKind.REVERSAL, wrong_id, None, one.line_no, one.kind)
    moved = (one.location_id, one.lot_id, one.quantity_milli, one.value_minor, one.cause_seq, one.happened_us)
    return Happened(*filed, *moved, None)


def _book_counts(work: Work, step: Retold, told: Told, moments: Set[tuple[int, int]]) -> None:
    """What each count that was posted after the mistake would have booked, less what it has: by kind.

    What late documents have taken back of it, or found else, is told with it.
    """
    booked = told.booked
    for spot in sorted({spot for spot in (*told.counted, *booked, *told.late) if spot[:2] in moments}):
        have: dict[str, Worth] = {}
        for row in (*booked.get(spot, ()), *told.late.get(spot, ())):
            have[row.kind] = have.get(row.kind, _NOTHING).plus(row.quantity_milli, row.value_minor)
        want = _wanted(step, told, spot)
        for one in sorted({*have, *want}):
            wanted, has = want.get(one, _NOTHING), have.get(one, _NOTHING)
            off = wanted.plus(-has.quantity_milli, -has.value_minor)
            for part in _parts(off, wanted, is_receipt=one in RECEIPTS):
                goods = Movement(step.line_no, MovementKind(one), step.product_id, spot.lot_id, *part)
                work.add(goods, spot.location_id, When(spot.at_us, step.book_date))
                booked.setdefault(spot, []).append(_as_happened(work.made(-1)[0], step.wrong_id))
                _say_cost(work, goods, spot.location_id)


def _wanted(step: Retold, told: Told, spot: Spot) -> dict[str, Worth]:
    """What a count would have booked and late documents would have taken back of it, by kind."""
    counted = told.counted.get(spot, _NOTHING)
    want: dict[str, Worth] = {}
    for sign, worth in ((counted.quantity_milli, counted), *told.given.get(spot, {}).items()):
        kind = _kind(step, sign, is_first=spot in told.first)
        want[kind] = want.get(kind, _NOTHING).plus(*worth)
    return want


def _parts(off: Worth, wanted: Worth, *, is_receipt: bool) -> Iterator[Worth]:
    """The movements of a difference: goods have a word on what they cost, so they come at that; the rest is value."""
    # Where nothing is wanted, what counts had taken back of it comes in as it went.
    if is_receipt and off.quantity_milli > 0 and wanted.quantity_milli > 0:
        value_minor = share_so_far(wanted.value_minor, off.quantity_milli, wanted.quantity_milli)
        yield off._replace(value_minor=value_minor)
        off = Worth(0, off.value_minor - value_minor)
    if off != (0, 0):
        yield off


def _kind(step: Retold, quantity_milli: int, *, is_first: bool) -> MovementKind:
    if is_first:
        return MovementKind.OPENING_STOCK
    if step.is_usage:
        return MovementKind.USAGE
    if quantity_milli < 0:
        return MovementKind.COUNT_LOSS
    return MovementKind.COUNT_GAIN


def _correct(work: Work, step: Retold, rows: Sequence[Happened], told: Mapping[int, Pool], first_row: int) -> None:
    """What others had taken at the cost of the mistake, or had left at it, is a correction at each place.

    Of goods that were carried by mistake, what was booked to them since goes back with them.
    """
    extra = {place: pool.value_minor - work.pools[step.product_id, place].value_minor for place, pool in told.items()}
    moved = work.made(first_row)
    for one in moved:
        extra[one.location_id] -= one.value_minor
    _carry_back(work, moved, extra)
    for place, extra_minor in extra.items():
        if not extra_minor:
            continue
        own = [one.seq for one in step.mirrored if one.location_id == place and one.quantity_milli]
        causes = own or [row.seq for row in rows if row.location_id == place]
        if causes:
            figures = (step.product_id, 0, 0, extra_minor, causes[-1])
            when = work.later(None, work.moment(causes[-1]))
            work.add(Movement(step.line_no, MovementKind.CORRECTION, *figures), place, when)


def _carry_back(work: Work, made: Sequence[Made], extra: dict[int, int]) -> None:
    """Value that one place has too much and another one too little goes with the goods between them."""
    carried = [one for one in made if one.kind in _CARRIED and one.quantity_milli]
    for going in (one for one in carried if one.quantity_milli < 0):
        for coming in (one for one in carried if one.quantity_milli > 0):
            over_minor, under_minor = -extra[going.location_id], extra[coming.location_id]
            if over_minor * under_minor > 0:
                part_minor = min(over_minor, under_minor, key=abs)
                work.change_value(going.seq, -part_minor)
                work.change_value(coming.seq, part_minor)
                extra[going.location_id] += part_minor
                extra[coming.location_id] -= part_minor


_NOTHING = Worth(0, 0)
_LATER_COSTS = frozenset({MovementKind.LANDED, MovementKind.INVOICE})
_CARRIED = frozenset({MovementKind.TRANSFER_IN, MovementKind.TRANSFER_OUT})


class _Open(NamedTuple):
    """What is left of a layer, or is short, as it is told."""

    quantity_milli: int
    value_minor: int
    lot_id: int
    origin_id: int | None = None


def _settle(pool: Pool, told: Pool, booked: Mapping[int, list[Happened]], made: Sequence[Made]) -> None:
    """The pool holds what it is told to, in the layers and shortages of the movements that stand for them.

    Args:
        booked: By the number of a spot: what counts have booked there.
        made: The document's movements at the place.
    """
    pool.quantity_milli, pool.value_minor = told.quantity_milli, told.value_minor
    pool.base_milli, pool.base_minor = told.base_milli, told.base_minor
    dealt = _dealt(_standing(told.layers, booked, 1))
    layers = {seq: one._replace(origin_id=_arrival(one.origin_id, booked)) for seq, one in dealt.items()}
    for layer in pool.layers:
        one = layers.pop(layer.layer_id or 0, None)
        if one is None:
            layer.take(layer.left_milli)
        elif _left(layer) != one:
            layer.touched, layer.quantity_milli, layer.value_minor = True, one.quantity_milli, one.value_minor
            layer.taken_milli = layer.taken_minor = 0
    for seq, one in layers.items():
        figures = (one.quantity_milli, one.value_minor, 0, 0)
        pool.layers.append(Layer(*figures, seq, touched=True, lot_id=one.lot_id, origin_id=one.origin_id))
    # Whatever came in has its layer, also where nothing of it is left.
    for row in made:
        if row.quantity_milli > 0 and row.seq not in layers:
            gone = (row.quantity_milli, 0, row.quantity_milli, 0)
            pool.layers.append(Layer(*gone, row.seq, touched=True, lot_id=row.lot_id))
    pool.layers.sort(key=lambda layer: layer.layer_id or 0)
    _settle_shortages(pool, _dealt(_standing(told.shortages, booked, -1)))


def _arrival(origin_id: int | None, booked: Mapping[int, list[Happened]]) -> int | None:
    """The movement by which goods came in; for what a count has made, the first of its gains that stand there."""
    if origin_id is None or origin_id > 0:
        return origin_id
    return next((row.seq for row in booked.get(origin_id, ()) if row.quantity_milli > 0), None)


def _settle_shortages(pool: Pool, shortages: dict[int, _Open]) -> None:
    for shortage in pool.shortages:
        one = shortages.pop(shortage.movement_seq or 0, None)
        if one is None:
            shortage.cover(shortage.left_milli)
        elif _left(shortage) != one:
            shortage.touched, shortage.quantity_milli, shortage.value_minor = True, one.quantity_milli, one.value_minor
            shortage.covered_milli = shortage.covered_minor = 0
    for seq, one in shortages.items():
        pool.shortages.append(
            Shortage(one.quantity_milli, one.value_minor, movement_seq=seq, touched=True, lot_id=one.lot_id)
        )


def _left(one: Layer | Shortage) -> _Open:
    if isinstance(one, Shortage):
        return _Open(one.left_milli, one.value_minor - one.covered_minor, one.lot_id)
    return _Open(one.left_milli, one.left_minor, one.lot_id, one.origin_id)


def _dealt(parts: Iterable[tuple[int, _Open]]) -> dict[int, _Open]:
    """By movement: what is left. What was carried in several layers is one, as the book has it: of most of it."""
    dealt: dict[int, _Open] = {}
    came: dict[int, dict[int | None, int]] = {}
    for seq, part in parts:
        origins = came.setdefault(seq, {})
        origins[part.origin_id] = origins.get(part.origin_id, 0) + part.quantity_milli
        before = dealt.get(seq, part._replace(quantity_milli=0, value_minor=0))
        figures = (before.quantity_milli + part.quantity_milli, before.value_minor + part.value_minor)
        dealt[seq] = before._replace(quantity_milli=figures[0], value_minor=figures[1])
    return {seq: one._replace(origin_id=max(came[seq], key=came[seq].__getitem__)) for seq, one in dealt.items()}


def _standing(
    openings: Iterable[Layer] | Iterable[Shortage], booked: Mapping[int, list[Happened]], sign: int
) -> Iterator[tuple[int, _Open]]:
    """What is open, by movement; what a count has made is dealt out to what was booked there, one after another."""
    for opening in openings:
        number = opening.layer_id if isinstance(opening, Layer) else opening.movement_seq
        rest = _left(opening)
        if number is not None and number > 0 and rest.quantity_milli:
            yield number, rest
        for row in booked.get(number or 0, []):
            own_milli = min(max(row.quantity_milli * sign, 0), rest.quantity_milli)
            if own_milli:
                own_minor = share_so_far(rest.value_minor, own_milli, rest.quantity_milli)
                yield row.seq, rest._replace(quantity_milli=own_milli, value_minor=own_minor)
                left = (rest.quantity_milli - own_milli, rest.value_minor - own_minor)
                rest = rest._replace(quantity_milli=left[0], value_minor=left[1])


def _keep_origins(work: Work, told: Told, numbered: Mapping[int, list[Happened]]) -> None:
    """Goods that were carried may have come with another delivery than the book had thought."""
    for pool in told.pools.values():
        for seq, one in _dealt(_standing(pool.layers, {}, 1)).items():
            origin_seq = _arrival(one.origin_id, numbered)
            if origin_seq is not None:
                work.first_came[seq] = origin_seq
