"""What a cost pool is made of: layers, what came in at one time; shortages, what was sold before it came."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from app.domain.figures import share_so_far


@dataclass(slots=True)
class Layer:
    """What came in at one time, and how much of it is gone.

    Attributes:
        layer_id: The sequence of the movement that brought it in; None for one that is being made.
        quantity_milli, value_minor: As it came in, or what was left of it when its value was last changed.
        taken_milli, taken_minor: Gone since.
        lot_id: The lot, 0 for none.
        origin_id: The movement that first brought the goods into the shop, if this one carried them on; else None.
        touched: Whether it is new or something was taken from it: the ledger has to save it.
    """

    quantity_milli: int
    value_minor: int
    taken_milli: int = 0
    taken_minor: int = 0
    layer_id: int | None = None
    touched: bool = False
    lot_id: int = 0
    origin_id: int | None = None

    @property
    def left_milli(self) -> int:
        """What is left of it."""
        return self.quantity_milli - self.taken_milli

    @property
    def left_minor(self) -> int:
        """What the rest of it is worth."""
        return self.value_minor - self.taken_minor

    def take(self, quantity_milli: int) -> int:
        """Take so much (at most what is left) and say what it was worth, in minor units."""
        self.touched = True
        self.taken_milli += quantity_milli
        gone_minor = share_so_far(self.value_minor, self.taken_milli, self.quantity_milli)
        worth_minor, self.taken_minor = gone_minor - self.taken_minor, gone_minor
        return worth_minor

    def revalue(self, value_minor: int) -> None:
        """What is left of it is worth this from now on."""
        self.touched = True
        self.quantity_milli, self.value_minor = self.left_milli, value_minor
        self.taken_milli = self.taken_minor = 0


@dataclass(slots=True)
class Shortage:
    """What was sold below zero by one movement, and how much of it has been covered since.

    Attributes:
        movement_seq: The movement that went below zero; None for one that is being made.
        touched: Whether it is new or was covered: the ledger has to save it.
        happened_us, book_date: Of the movement that went below zero; zero for one that is being made.
        lot_id: The lot, 0 for none.
    """

    quantity_milli: int
    value_minor: int
    covered_milli: int = 0
    covered_minor: int = 0
    movement_seq: int | None = None
    touched: bool = False
    happened_us: int = 0
    book_date: int = 0
    lot_id: int = 0

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

    def revalue(self, value_minor: int) -> None:
        """What is still uncovered had left at this, from now on."""
        self.touched = True
        self.quantity_milli, self.value_minor = self.left_milli, value_minor
        self.covered_milli = self.covered_minor = 0


class Cover(NamedTuple):
    """A shortage that goods coming in have covered: value has to move by `-extra_minor` (a correction)."""

    shortage: Shortage
    extra_minor: int


class Arrival(NamedTuple):
    """What came of goods that came in.

    Attributes:
        entered_minor: The value at which they entered the pool.
        variance_minor: What they cost beyond it (`standard` alone).
        covers: The shortages covered, each with what it cost more (or less) than had left.
    """

    entered_minor: int
    variance_minor: int
    covers: tuple[Cover, ...]


class Part(NamedTuple):
    """A part of what left a pool: what one layer gave, and its share of what left."""

    quantity_milli: int
    value_minor: int
    lot_id: int
    origin_id: int | None


def take_from(layers: Iterable[Layer], quantity_milli: int) -> int:
    """Take from layers one after another, at most what is left in them; what it was worth, in minor units."""
    worth_minor = 0
    for layer in layers:
        part_milli = min(layer.left_milli, quantity_milli)
        if part_milli:
            worth_minor += layer.take(part_milli)
            quantity_milli -= part_milli
    return worth_minor
