"""Cost pools: what stock is worth, and what leaves it when goods go.

A pool holds the value of one product at one location. Its layers stand in order of arrival under every method, so
that "what is left of this delivery" always has one meaning; under `average` and `standard` they carry quantities,
while value leaves from the pool as a whole. All value is whole minor units. It leaves by cumulative rounding:
round(V x taken so far / Q) less what was taken before, so that the last piece takes the rest and zero quantity has
zero value.

What is sold below zero leaves at last known cost and is remembered as a shortage. Goods that come in later cover it
first; the difference between what they cost and what had left is a correction, part of the cost of sales.

Under `standard` a pool is always worth its quantity at standard; what goods cost more is a purchase variance. Under
`specific` each lot is a pool of its own among the layers and shortages, "no lot" too: its goods leave at what they cost
and never take another's. A lot's pieces are alike, so what came of it at several times is averaged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.domain.figures import amount_minor, share_so_far, spread, unit_micro
from app.domain.layers import Arrival, Cover, Layer, Part, Shortage, take_from
from app.domain.shop import Costing

# Python 3.11 takes as long to find a member of an enumeration as to call a function.
_AVERAGE, _STANDARD, _SPECIFIC, _LIFO = Costing.AVERAGE, Costing.STANDARD, Costing.SPECIFIC, Costing.LIFO
BY_LAYER = frozenset({Costing.FIFO, Costing.LIFO, Costing.SPECIFIC})
"""The methods under which a pool is worth what its layers are worth."""


@dataclass(slots=True)
class Pool:
    """The value of one product at one location. Changed in place by the functions below; the ledger saves it.

    Attributes:
        method: How cost leaves it.
        quantity_milli, value_minor: What it holds; below zero the uncovered shortages.
        base_milli, base_minor: Under `average`: what it held after the last arrival; value leaves as its share.
        last_cost_micro: Unit cost of the last receipt or revaluation, or None if nothing ever came in.
        listed_cost_micro: The cost that the product names, for a pool where nothing ever came in.
        layers: In order of arrival, the open ones.
        shortages: Oldest first, the open ones.
        counted: Whether anything ever came in here, customers' returns and what was taken back aside.
        standard_micro: The product's standard cost.
        has_lots: Whether any of it was ever kept by lot or serial number here.
        is_tracked: Whether the product is followed by lot or serial number (or costed by them).
        is_by_piece: Whether it is followed by serial number.
        has_standard: Whether the product has a standard cost, or a cost that stands for it.
    """

    method: Costing
    digits: int
    quantity_milli: int = 0
    value_minor: int = 0
    base_milli: int = 0
    base_minor: int = 0
    last_cost_micro: int | None = None
    listed_cost_micro: int | None = None
    counted: bool = False
    layers: list[Layer] = field(default_factory=list)
    shortages: list[Shortage] = field(default_factory=list)
    standard_micro: int = 0
    has_lots: bool = False
    is_tracked: bool = False
    is_by_piece: bool = False
    has_standard: bool = True

    def known_cost_micro(self) -> int | None:
        """Last known unit cost in millionths, or None: then goods leave at nothing and are listed as without cost."""
        if self.method is _STANDARD:
            return self.standard_micro
        return self.listed_cost_micro if self.last_cost_micro is None else self.last_cost_micro

    def current_cost_micro(self, lot_id: int = 0) -> int | None:
        """Current unit cost in millionths.

        Of the pool under `average`, of the newest open layer under `fifo` and `lifo`, of the lot's under `specific`,
        the standard under `standard`; where there is none of these, last known.
        """
        if self.quantity_milli > 0 and self.method is _AVERAGE:
            return unit_micro(self.value_minor, self.quantity_milli, self.digits)
        if self.method in BY_LAYER:
            for layer in reversed(self.layers):
                if layer.left_milli > 0 and (self.method is not _SPECIFIC or layer.lot_id == lot_id):
                    return unit_micro(layer.value_minor, layer.quantity_milli, self.digits)
        return self.known_cost_micro()

    def at_current_minor(self, quantity_milli: int, lot_id: int = 0) -> int:
        """What goods that come in at current cost are worth, in minor units; at standard what the pool gains."""
        if self.method is _STANDARD:
            return self.at_standard_minor(self.quantity_milli + quantity_milli) - self.value_minor
        return amount_minor(self.current_cost_micro(lot_id) or 0, quantity_milli, self.digits)

    def at_standard_minor(self, quantity_milli: int) -> int:
        """What a quantity is worth at standard, in minor units."""
        return amount_minor(self.standard_micro, quantity_milli, self.digits)


def receive(
    pool: Pool,
    quantity_milli: int,
    value_minor: int,
    *,
    is_receipt: bool = True,
    lot_id: int = 0,
    origin_id: int | None = None,
) -> Arrival:
    """Goods come in: shortages are covered first, the rest is a new layer at the tail.

    Args:
        pool: Changed in place.
        quantity_milli: More than zero.
        value_minor: What all of it cost.
        is_receipt: Whether its unit cost becomes the last known cost (a customer's return does not).
        lot_id: The lot, 0 for none.
        origin_id: The movement that first brought these goods into the shop, if it was another one.
    """
    cost_minor = value_minor
    if pool.method is _STANDARD:
        value_minor = pool.at_standard_minor(pool.quantity_milli + quantity_milli) - pool.value_minor
    if is_receipt:
        pool.last_cost_micro = unit_micro(cost_minor, quantity_milli, pool.digits)
    arriving = Layer(quantity_milli, value_minor, touched=True, lot_id=lot_id, origin_id=origin_id)
    covers = _cover(arriving, [one for one in pool.shortages if _is_of(pool, one, lot_id)]) if pool.shortages else []
    if pool.method is _STANDARD:
        covers = []
    pool.quantity_milli += quantity_milli
    pool.value_minor += value_minor - sum([cover.extra_minor for cover in covers])
    pool.layers.append(arriving)
    _blend(pool, lot_id)
    rebase(pool)
    return Arrival(value_minor, cost_minor - value_minor, tuple(covers))


def issue(pool: Pool, quantity_milli: int, *, lot_id: int = 0, parts: list[Part] | None = None) -> int:
    """Goods go out, oldest layers first (newest under `lifo`, the lot's under `specific`).

    What is not there is a shortage at last known cost.

    Args:
        pool: Changed in place; a shortage made here stands last in `pool.shortages`, without a movement.
        quantity_milli: How much goes out, more than zero.
        lot_id: The lot it is of, 0 for none.
        parts: Where to put what each layer gave: their values sum to what the goods were worth.

    Returns:
        What it was worth, in minor units.
    """
    there_milli = min(quantity_milli, max(_heap(pool, lot_id)[0], 0))
    worth_minor = _draw(pool, there_milli, lot_id, parts) if there_milli else 0
    if pool.method is _AVERAGE and there_milli:
        left_milli = pool.quantity_milli - there_milli
        gone_minor = share_so_far(pool.base_minor, pool.base_milli - left_milli, pool.base_milli)
        worth_minor = pool.value_minor - (pool.base_minor - gone_minor)
    missing_milli = quantity_milli - there_milli
    if missing_milli:
        short_minor = amount_minor(pool.known_cost_micro() or 0, missing_milli, pool.digits)
        pool.shortages.append(Shortage(missing_milli, short_minor, touched=True, lot_id=lot_id))
        worth_minor += short_minor
    if pool.method is _STANDARD:
        worth_minor = pool.value_minor - pool.at_standard_minor(pool.quantity_milli - quantity_milli)
    pool.quantity_milli -= quantity_milli
    pool.value_minor -= worth_minor
    if parts is not None and pool.method not in BY_LAYER:
        shares = spread(worth_minor, [part.quantity_milli for part in parts])
        parts[:] = [
            Part(part.quantity_milli, share, part.lot_id, part.origin_id)
            for part, share in zip(parts, shares, strict=True)
        ]
    return worth_minor


def worth_now(
    pool: Pool, quantity_milli: int, named_minor: int, *, origin_id: int, lot_id: int, first_id: int | None
) -> int:
    """What goods that were carried here are worth now, in minor units.

    What is left of them, with all that was booked to it since; what is gone as it came. Under `standard` what the
    standard says by now: where it has changed since, the revaluation has said what they lost or gained.

    Args:
        named_minor: What they were worth as they came.
        first_id: The movement that first brought them into the shop.
    """
    if pool.method is _STANDARD:
        return pool.value_minor - pool.at_standard_minor(pool.quantity_milli - quantity_milli)
    worth_minor, missing_milli = 0, quantity_milli
    for layer in _own(pool, origin_id, lot_id, first_id):
        part_milli = min(layer.left_milli, missing_milli)
        gone_minor = share_so_far(layer.value_minor, layer.taken_milli + part_milli, layer.quantity_milli)
        worth_minor += gone_minor - layer.taken_minor
        missing_milli -= part_milli
    return worth_minor + share_so_far(named_minor, missing_milli, quantity_milli)


def _own(pool: Pool, origin_id: int, lot_id: int, first_id: int | None) -> list[Layer]:
    """What is left of an arrival; behind it other goods that first came into the shop with it."""
    held = [layer for layer in pool.layers if layer.left_milli > 0 and _is_of(pool, layer, lot_id)]
    own = [layer for layer in held if origin_id in (layer.origin_id, layer.layer_id)]
    if first_id is not None:
        own += [
            layer
            for layer in held
            if first_id in (layer.origin_id, layer.layer_id) and origin_id not in (layer.origin_id, layer.layer_id)
        ]
    return own


def withdraw(
    pool: Pool,
    quantity_milli: int,
    named_minor: int,
    *,
    origin_id: int,
    lot_id: int = 0,
    first_id: int | None = None,
) -> int:
    """Goods of a known arrival go out again, at what it was worth while it is there, else by the method.

    Args:
        pool: Changed in place.
        quantity_milli: More than zero.
        named_minor: What the arrival says they are worth.
        origin_id: The movement that brought them in; 0 where nobody knows it.
        lot_id: The lot they are of, 0 for none.
        first_id: Of goods that were carried here: the movement that first brought them into the shop.

    Returns:
        What they were worth to the pool, in minor units.
    """
    own = _own(pool, origin_id, lot_id, first_id)
    heap_milli, heap_minor = _heap(pool, lot_id)
    rest_milli, rest_minor = heap_milli - quantity_milli, heap_minor - named_minor
    is_there = sum(layer.left_milli for layer in own) >= quantity_milli
    if is_there and (rest_minor >= 0 if rest_milli else rest_minor == 0) and _is_alike(pool, lot_id):
        take_from(own, quantity_milli)
        pool.quantity_milli -= quantity_milli
        pool.value_minor -= named_minor
        if pool.method is _SPECIFIC and rest_milli:
            _share(_of_lot(pool, lot_id), rest_minor)
        rebase(pool)
        return named_minor
    worth_minor = 0
    if pool.method in BY_LAYER:
        there_milli = min(sum(layer.left_milli for layer in own), quantity_milli)
        worth_minor = take_from(own, there_milli)
        pool.quantity_milli -= there_milli
        pool.value_minor -= worth_minor
        quantity_milli -= there_milli
    return worth_minor + (issue(pool, quantity_milli, lot_id=lot_id) if quantity_milli else 0)


def add_cost(pool: Pool, layer: Layer, share_minor: int) -> int:
    """Book a cost that came later to what is left of a layer (not under `standard`, where it is a variance).

    What is left never becomes worth less than nothing: an invoice may say less than a write-down has left of it.

    Returns:
        How much of the share it took, in minor units.
    """
    worth_minor = _heap(pool, layer.lot_id)[1] if _is_alike(pool, layer.lot_id) else layer.left_minor
    taken_minor = max(share_minor, min(-worth_minor, 0))
    layer.revalue(layer.left_minor + taken_minor)
    _blend(pool, layer.lot_id)
    pool.value_minor += taken_minor
    rebase(pool)
    return taken_minor


def revalue(pool: Pool, unit_cost_micro: int) -> int:
    """Everything in the pool is worth this unit cost from now on; it is also the last known cost (or the standard).

    Returns:
        By how much the value has changed, in minor units.
    """
    pool.last_cost_micro = pool.standard_micro = unit_cost_micro
    short_milli = sum(one.left_milli for one in pool.shortages)
    held_minor = amount_minor(unit_cost_micro, pool.quantity_milli + short_milli, pool.digits)
    return _set_value(pool, held_minor, amount_minor(unit_cost_micro, short_milli, pool.digits))


def convert(pool: Pool, method: Costing) -> tuple[int, list[Cover]]:
    """Cost goes by another method from now on: the value stays; to standard it changes.

    Between methods that go by layers each layer keeps its worth, else the value is spread over them by quantity. Where
    lots were pools of their own, what there is of one covers what is short of another.

    Returns:
        By how much the value has changed, in minor units, and the shortages that were covered.
    """
    covers: list[Cover] = []
    before, pool.method = pool.method, method
    if before is _SPECIFIC is not method:
        for layer in pool.layers:
            covers += _cover(layer, pool.shortages)
        pool.value_minor -= sum(cover.extra_minor for cover in covers)
    if {before, method} <= BY_LAYER:
        for lot_id in {layer.lot_id for layer in pool.layers}:
            _blend(pool, lot_id)
        return 0, covers
    worth_minor = pool.at_standard_minor(pool.quantity_milli) if method is _STANDARD else pool.value_minor
    is_there = pool.quantity_milli > 0
    return _set_value(pool, worth_minor if is_there else 0, 0 if is_there else -worth_minor), covers


def _set_value(pool: Pool, held_minor: int, short_minor: int) -> int:
    """Give what is there and what is short a value, spread by quantity."""
    before_minor, pool.value_minor = pool.value_minor, held_minor - short_minor
    _share([one for one in pool.layers if one.left_milli > 0], held_minor)
    _share([one for one in pool.shortages if one.left_milli > 0], short_minor)
    rebase(pool)
    return pool.value_minor - before_minor


def _cover(layer: Layer, shortages: Iterable[Shortage]) -> list[Cover]:
    """Cover shortages with what is left of a layer, one after another."""
    covers = []
    for shortage in shortages:
        covered_milli = min(shortage.left_milli, layer.left_milli)
        # It may be covered by an earlier line of this document, or nothing is left of what covers it.
        if covered_milli:
            covers.append(Cover(shortage, layer.take(covered_milli) - shortage.cover(covered_milli)))
    return covers


def _share(openings: Sequence[Layer | Shortage], value_minor: int) -> None:
    """Give what is open a value together, by quantity."""
    for one, share_minor in zip(openings, spread(value_minor, [one.left_milli for one in openings]), strict=True):
        one.revalue(share_minor)


def _is_of(pool: Pool, one: Layer | Shortage, lot_id: int) -> bool:
    """Whether goods of a lot can be of a layer, or cover a shortage: under `specific` those of the same lot."""
    return pool.method is not _SPECIFIC or one.lot_id == lot_id


def _of_lot(pool: Pool, lot_id: int) -> list[Layer]:
    return [layer for layer in pool.layers if layer.lot_id == lot_id and layer.left_milli > 0]


def _is_alike(pool: Pool, lot_id: int) -> bool:
    """Whether the goods have no cost of their own: those of a pool under `average`, those of a lot under `specific`."""
    return pool.method is _AVERAGE or (pool.method is _SPECIFIC and lot_id != 0)


def _heap(pool: Pool, lot_id: int) -> tuple[int, int]:
    """Quantity and value of the goods among which those of a lot are."""
    if pool.method is not _SPECIFIC:
        return pool.quantity_milli, pool.value_minor
    held = _of_lot(pool, lot_id)
    return sum(layer.left_milli for layer in held), sum(layer.left_minor for layer in held)


def _blend(pool: Pool, lot_id: int) -> None:
    """Pieces of one lot are alike: what came of it at several times has one unit cost under `specific`."""
    if pool.method is _SPECIFIC and lot_id:
        held = _of_lot(pool, lot_id)
        if len(held) > 1:
            _share(held, sum(layer.left_minor for layer in held))


def _draw(pool: Pool, quantity_milli: int, lot_id: int, parts: list[Part] | None) -> int:
    """Take from the layers, in the method's order; their own worth in minor units."""
    worth_minor = 0
    for layer in in_order(pool, lot_id):
        if quantity_milli == 0:
            break
        part_milli = min(layer.left_milli, quantity_milli)
        if part_milli > 0:
            taken_minor = layer.take(part_milli)
            worth_minor += taken_minor
            quantity_milli -= part_milli
            if parts is not None:
                parts.append(Part(part_milli, taken_minor, layer.lot_id, layer.origin_id or layer.layer_id))
    return worth_minor


def in_order(pool: Pool, lot_id: int) -> Iterable[Layer]:
    """The layers in the order in which cost leaves them."""
    if pool.method is _LIFO:
        return reversed(pool.layers)
    return _of_lot(pool, lot_id) if pool.method is _SPECIFIC else pool.layers


def rebase(pool: Pool) -> None:
    """After an arrival value leaves as a share of what the pool holds now."""
    pool.base_milli = max(pool.quantity_milli, 0)
    pool.base_minor = pool.value_minor if pool.quantity_milli > 0 else 0
