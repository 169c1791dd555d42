"""Cost pools: what stock is worth, and what leaves it when goods go.

A pool holds the value of one product at one location. Its layers stand in order of arrival under every method, so
that "what is left of this delivery" always has one meaning; under `average` they carry quantities, while
value leaves from the pool as a whole. All value is whole minor units. It leaves by cumulative rounding: round(V x
taken so far / Q) less what was taken before, so that the last piece takes the rest and zero quantity has zero value.

What is sold below zero leaves at last known cost and is remembered as a shortage. Goods that come in later cover it
first; the difference between what they cost and what had left is a correction, part of the cost of sales.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.figures import amount_minor, share_so_far, unit_micro
from app.domain.shop import Costing


@dataclass(slots=True)
class Layer:
    """What came in at one time, and how much of it is gone.

    Attributes:
        layer_id: The sequence of the movement that brought it in; None for one that is being made.
        quantity_milli, value_minor: As it came in.
        taken_milli, taken_minor: Gone so far.
        touched: Whether it is new or something was taken from it: the ledger has to save it.
    """

    quantity_milli: int
    value_minor: int
    taken_milli: int = 0
    taken_minor: int = 0
    layer_id: int | None = None
    touched: bool = False

    @property
    def left_milli(self) -> int:
        """What is left of it."""
        return self.quantity_milli - self.taken_milli

    def take(self, quantity_milli: int) -> int:
        """Take so much (at most what is left) and say what it was worth, in minor units."""
        self.touched = True
        self.taken_milli += quantity_milli
        gone_minor = share_so_far(self.value_minor, self.taken_milli, self.quantity_milli)
        worth_minor, self.taken_minor = gone_minor - self.taken_minor, gone_minor
        return worth_minor


@dataclass(slots=True)
class Shortage:
    """What was sold below zero by one movement, and how much of it has been covered since.

    Attributes:
        movement_seq: The movement that went below zero; None for one that is being made.
        touched: Whether it is new or was covered: the ledger has to save it.
        happened_us, book_date: Of the movement that went below zero; zero for one that is being made.
    """

    quantity_milli: int
    value_minor: int
    covered_milli: int = 0
    covered_minor: int = 0
    movement_seq: int | None = None
    touched: bool = False
    happened_us: int = 0
    book_date: int = 0

    @property
    def left_milli(self) -> int:
        """What is still uncovered."""
        return self.quantity_milli - self.covered_milli

    def cover(self, quantity_milli: int) -> int:
        """Cover so much (at most what is left) and say at what value it had left, in minor units."""
        self.touched = True
        self.covered_milli += quantity_milli
        so_far_minor = share_so_far(self.value_minor, self.covered_milli, self.quantity_milli)
        had_left_minor, self.covered_minor = so_far_minor - self.covered_minor, so_far_minor
        return had_left_minor


@dataclass(frozen=True, slots=True)
class Cover:
    """A shortage that goods coming in have covered: value has to move by `-extra_minor` (a correction)."""

    shortage: Shortage
    extra_minor: int


@dataclass(slots=True)
class Pool:
    """The value of one product at one location. Changed in place by `receive` and `issue`; the ledger saves it.

    Attributes:
        method: How cost leaves it.
        quantity_milli, value_minor: What it holds; below zero the uncovered shortages.
        base_milli, base_minor: Under `average`: what it held after the last arrival; value leaves as its share.
        last_cost_micro: Unit cost of the last receipt, or None if nothing ever came in.
        listed_cost_micro: The cost that the product names, for a pool where nothing ever came in.
        layers: In order of arrival, the open ones.
        shortages: Oldest first, the open ones.
        counted: Whether anything ever came in here.
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

    def known_cost_micro(self) -> int | None:
        """Last known unit cost in millionths, or None: then goods leave at nothing and are listed as without cost."""
        return self.listed_cost_micro if self.last_cost_micro is None else self.last_cost_micro

    def current_cost_micro(self) -> int | None:
        """Current unit cost in millionths: of the pool under `average`, of the newest layer else; else last known."""
        if self.quantity_milli > 0 and self.method is Costing.AVERAGE:
            return unit_micro(self.value_minor, self.quantity_milli, self.digits)
        if self.method in {Costing.FIFO, Costing.LIFO}:
            for layer in reversed(self.layers):
                if layer.left_milli > 0:
                    return unit_micro(layer.value_minor, layer.quantity_milli, self.digits)
        return self.known_cost_micro()


def receive(pool: Pool, quantity_milli: int, value_minor: int, *, is_receipt: bool = True) -> tuple[Cover, ...]:
    """Goods come in: shortages are covered first, the rest is a new layer at the tail.

    Args:
        pool: Changed in place.
        quantity_milli: More than zero.
        value_minor: What all of it is worth.
        is_receipt: Whether its unit cost becomes the last known cost (a customer's return does not).

    Returns:
        The shortages covered, each with what it cost more (or less) than had left; value moves by minus that.
    """
    pool.counted = True
    if is_receipt:
        pool.last_cost_micro = unit_micro(value_minor, quantity_milli, pool.digits)
    arriving = Layer(quantity_milli, value_minor, touched=True)
    covers = []
    for shortage in pool.shortages:
        covered_milli = min(shortage.left_milli, arriving.left_milli)
        if covered_milli == 0:
            continue  # covered by an earlier line of this document, or nothing is left of what arrives
        extra_minor = arriving.take(covered_milli) - shortage.cover(covered_milli)
        covers.append(Cover(shortage, extra_minor))
    pool.quantity_milli += quantity_milli
    pool.value_minor += value_minor - sum(cover.extra_minor for cover in covers)
    pool.layers.append(arriving)
    _rebase(pool)
    return tuple(covers)


def issue(pool: Pool, quantity_milli: int) -> int:
    """Goods go out, oldest layers first (newest under `lifo`); what is not there is a shortage at last known cost.

    Args:
        pool: Changed in place; a shortage made here stands last in `pool.shortages`, without a movement.
        quantity_milli: How much goes out, more than zero.

    Returns:
        What it was worth, in minor units.
    """
    there_milli = min(quantity_milli, max(pool.quantity_milli, 0))
    worth_minor = _draw(pool, there_milli)
    if pool.method is Costing.AVERAGE and there_milli:
        left_milli = pool.quantity_milli - there_milli
        gone_minor = share_so_far(pool.base_minor, pool.base_milli - left_milli, pool.base_milli)
        worth_minor = pool.value_minor - (pool.base_minor - gone_minor)
    missing_milli = quantity_milli - there_milli
    if missing_milli:
        short_minor = amount_minor(pool.known_cost_micro() or 0, missing_milli, pool.digits)
        pool.shortages.append(Shortage(missing_milli, short_minor, touched=True))
        worth_minor += short_minor
    pool.quantity_milli -= quantity_milli
    pool.value_minor -= worth_minor
    return worth_minor


def _draw(pool: Pool, quantity_milli: int) -> int:
    """Take from the layers, in the method's order; their own worth in minor units."""
    worth_minor = 0
    layers = reversed(pool.layers) if pool.method is Costing.LIFO else pool.layers
    for layer in layers:
        if quantity_milli == 0:
            break
        part_milli = min(layer.left_milli, quantity_milli)
        if part_milli > 0:
            worth_minor += layer.take(part_milli)
            quantity_milli -= part_milli
    return worth_minor


def _rebase(pool: Pool) -> None:
    """After an arrival value leaves as a share of what the pool holds now."""
    pool.base_milli = max(pool.quantity_milli, 0)
    pool.base_minor = pool.value_minor if pool.quantity_milli > 0 else 0
