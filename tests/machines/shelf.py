"""Shelves of the second bookkeeper: what one product at one place is worth, in fractions, by the five cost methods."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import NamedTuple

RECEIPTS = {"opening_stock", "delivery", "transfer_in"}


def rounded(exact: Fraction) -> int:
    """Half away from zero."""
    whole = floor(abs(exact) + Fraction(1, 2))
    return whole if exact >= 0 else -whole


def running(worth: int, so_far: int, of: int) -> int:
    """What the first `so_far` of `of` are worth of `worth`."""
    return rounded(Fraction(worth * so_far, of))


def per_unit(worth: int, quantity: int, millionths: int) -> Fraction:
    """The cost of one unit in minor units, kept to the millionth of the currency unit: so many are one minor unit."""
    return Fraction(rounded(Fraction(worth * 1000 * millionths, quantity)), millionths)


def shared(worth: int, weights: list[int]) -> list[int]:
    """Whole shares by weight: cut, and the missing units one each to those that lost most, the first of equals."""
    whole = sum(weights)
    exact = [Fraction(abs(worth) * weight, whole) for weight in weights]
    shares = [floor(one) for one in exact]
    order = sorted(range(len(weights)), key=lambda place: shares[place] - exact[place])
    for place in order[: abs(worth) - sum(shares)]:
        shares[place] += 1
    return shares if worth >= 0 else [-one for one in shares]


@dataclass
class Part:
    """So much came (or was missing) at one time, worth so much; `gone` of it has left (or has been covered)."""

    seq: int
    quantity: int
    worth: int
    lot: int = 0
    origin: int = 0
    gone: int = 0

    @property
    def left(self) -> int:
        return self.quantity - self.gone

    @property
    def left_worth(self) -> int:
        return self.worth - running(self.worth, self.gone, self.quantity)

    def give(self, quantity: int) -> int:
        before, self.gone = self.left_worth, self.gone + quantity
        return before - self.left_worth

    def becomes(self, worth: int) -> None:
        self.quantity, self.worth, self.gone = self.left, worth, 0


class Given(NamedTuple):
    """What one arrival gave."""

    quantity: int
    worth: int
    origin: int


@dataclass
class Shelf:
    """One product at one place."""

    method: str
    standard: Fraction
    listed: Fraction | None
    millionths: int
    arrivals: list[Part] = field(default_factory=list)
    missing: list[Part] = field(default_factory=list)
    heap: Part | None = None
    last: Fraction | None = None
    # What has a say in the last known cost: receipts (0) and revaluations (their cost), by movement, in order.
    words: dict[int, Fraction | int] = field(default_factory=dict)
    standard_worth: int = 0
    # Those of the same product, this one among them: where it never came in, what it last cost elsewhere is known.
    everywhere: list[Shelf] = field(default_factory=list, repr=False, compare=False)

    @property
    def quantity(self) -> int:
        return sum(one.left for one in self.arrivals) - sum(one.left for one in self.missing)

    @property
    def worth(self) -> int:
        if self.method == "standard":
            return self.standard_worth
        if self.method == "average" and self.quantity > 0:
            return self.heap.left_worth
        return sum(one.left_worth for one in self.arrivals) - sum(one.left_worth for one in self.missing)

    def known(self) -> Fraction:
        if self.method == "standard":
            return self.standard
        if self.last is not None:
            return self.last
        told = [one for one in self.everywhere if one.last is not None]
        return max(told, key=lambda one: max(one.words)).last if told else self.listed or Fraction()

    def current(self, lot: int) -> Fraction:
        if self.method == "average" and self.quantity > 0:
            return per_unit(self.worth, self.quantity, self.millionths)
        if self.method in {"fifo", "lifo", "specific"}:
            for one in reversed(self.arrivals):
                if one.left and (self.method != "specific" or one.lot == lot):
                    return per_unit(one.worth, one.quantity, self.millionths)
        return self.known()

    def in_order(self, lot: int) -> list[Part]:
        if self.method == "lifo":
            return self.arrivals[::-1]
        if self.method == "specific":
            return [one for one in self.arrivals if one.lot == lot]
        return self.arrivals

    def short_of(self, lot: int) -> list[Part]:
        """What goods of a lot cover: under `specific` each lot is a heap of its own."""
        return [one for one in self.missing if self.method != "specific" or one.lot == lot]

    def at_standard(self) -> int:
        return rounded(self.standard * self.quantity / 1000)

    def settle(self) -> None:
        """After anything but goods that leave: tidy up, and the average starts anew."""
        worth = self.worth
        self.arrivals = [one for one in self.arrivals if one.left]
        self.missing = [one for one in self.missing if one.left]
        if self.method == "average":
            self.heap = Part(0, self.quantity, worth) if self.quantity > 0 else None

    def come_in(self, part: Part, kind: str) -> tuple[int, list[tuple[int, int]]]:
        """The value at which goods enter, and the corrections that follow: of which movement, and how much."""
        cost, before = part.worth, self.worth
        if kind in RECEIPTS:
            self.last = per_unit(cost, part.quantity, self.millionths)
            self.words[part.seq] = 0
        new, corrections = Part(part.seq, part.quantity, part.worth, part.lot, part.origin), []
        entered = cost
        if self.method == "standard":
            entered = rounded(self.standard * (self.quantity + part.quantity) / 1000) - before
            new.worth = entered
        for short in self.short_of(part.lot):
            covered = min(short.left, new.left)
            if covered:
                extra = new.give(covered) - short.give(covered)
                if self.method != "standard" and extra:
                    corrections.append((short.seq, -extra))
        self.arrivals.append(new)
        self.standard_worth += entered
        worth = before + entered + sum(value for _, value in corrections)
        if self.method == "average":
            self.heap = Part(0, self.quantity, worth) if self.quantity > 0 else None
        self.alike(part.lot)
        self.settle()
        assert self.worth == worth
        return entered, corrections

    def alike(self, lot: int) -> None:
        """Pieces of one lot have one cost under `specific`."""
        same = [one for one in self.arrivals if one.lot == lot and one.left]
        if self.method == "specific" and lot and len(same) > 1:
            self.spread(same, sum(one.left_worth for one in same))

    @staticmethod
    def spread(parts: list[Part], worth: int) -> None:
        for one, share in zip(parts, shared(worth, [one.left for one in parts]), strict=True):
            one.becomes(share)

    def go_out(self, quantity: int, lot: int, seq: int, given: list[Given] | None = None) -> int:
        held = sum(one.left for one in self.in_order(lot)) if self.method == "specific" else max(self.quantity, 0)
        worth, there = 0, min(quantity, held)
        heap_worth = self.heap.give(there) if self.method == "average" and there else 0
        rest, parts = there, []
        for one in self.in_order(lot):
            taken = min(one.left, rest)
            if taken:
                parts.append(Given(taken, one.give(taken), one.origin))
                rest -= taken
        worth = heap_worth if self.method == "average" else sum(part.worth for part in parts)
        if quantity > there:
            short = Part(seq, quantity - there, rounded(self.known() * (quantity - there) / 1000), lot)
            self.missing.append(short)
            worth += short.worth
        if self.method == "standard":
            worth = self.standard_worth - self.at_standard()
            self.standard_worth -= worth
        if self.method in {"average", "standard"} and given is not None:
            shares = shared(worth, [part.quantity for part in parts])
            parts = [part._replace(worth=share) for part, share in zip(parts, shares, strict=True)]
        if given is not None:
            given += parts
        self.arrivals = [one for one in self.arrivals if one.left]
        return worth

    def own(self, origin: int, lot: int, first: int | None = None) -> list[Part]:
        """What is left of an arrival, and behind it of what came into the shop with it."""
        held = [one for one in self.arrivals if one.left and (self.method != "specific" or one.lot == lot)]
        of_it = [one for one in held if origin in {one.seq, one.origin}]
        return of_it + [one for one in held if first in {one.seq, one.origin} and one not in of_it]

    def carried_worth(self, quantity: int, named: int, origin: int, lot: int, first: int) -> int:
        """What was carried here is worth now: what is left with all that was booked to it, the rest as it came."""
        if self.method == "standard":
            return self.standard_worth - rounded(self.standard * (self.quantity - quantity) / 1000)
        worth, missing = 0, quantity
        for one in self.own(origin, lot, first):
            taken = min(one.left, missing)
            worth += one.left_worth - (one.worth - running(one.worth, one.gone + taken, one.quantity))
            missing -= taken
        return worth + running(named, missing, quantity)

    def go_back(self, quantity: int, named: int, origin: int, lot: int, seq: int, *, first: int | None = None) -> int:
        """Goods of a known arrival go out again."""
        own = self.own(origin, lot, first)
        alike = self.method == "average" or (self.method == "specific" and lot)
        if alike and sum(one.left for one in own) >= quantity:
            same = [one for one in self.arrivals if self.method == "average" or one.lot == lot]
            rest = sum(one.left for one in same) - quantity
            whole = self.worth if self.method == "average" else sum(one.left_worth for one in same)
            if whole - named >= 0 and (rest or whole == named):
                self._take_own(own, quantity)
                if self.method == "average":
                    self.heap = Part(0, self.quantity, whole - named) if rest else None
                elif rest:
                    self.spread([one for one in same if one.left], whole - named)
                self.settle()
                return named
        worth = 0
        if self.method in {"fifo", "lifo", "specific"}:
            there = min(sum(one.left for one in own), quantity)
            worth, quantity = self._take_own(own, there), quantity - there
            self.settle()
        return worth + (self.go_out(quantity, lot, seq) if quantity else 0)

    @staticmethod
    def _take_own(own: list[Part], quantity: int) -> int:
        worth = 0
        for one in own:
            taken = min(one.left, quantity)
            worth += one.give(taken) if taken else 0
            quantity -= taken
        return worth

    def set_unit(self, cost: Fraction) -> int:
        """Each unit is worth this, what is missing too; by how much that is more."""
        there, missing = (sum(one.left for one in parts) for parts in (self.arrivals, self.missing))
        before = self.worth
        if self.method != "specific":
            return self.set_worth(rounded(cost * self.quantity / 1000))
        for parts, quantity in ((self.arrivals, there), (self.missing, missing)):
            if quantity:
                self.spread([one for one in parts if one.left], rounded(cost * quantity / 1000))
        return self.worth - before

    def leave_lots(self, method: str) -> list[tuple[int, int]]:
        """Another method than `specific`: what there is covers what is missing, whatever lot it is of."""
        corrections = []
        if self.method == "specific" != method:
            for one in self.arrivals:
                for short in self.missing:
                    covered = min(short.left, one.left)
                    extra = one.give(covered) - short.give(covered) if covered else 0
                    corrections += [(short.seq, -extra)] if extra else []
            self.settle()
        return corrections

    def set_worth(self, worth: int) -> int:
        """Everything is worth this together; by how much that is more."""
        changed = worth - self.worth
        if self.quantity > 0:
            self.spread([one for one in self.arrivals if one.left], worth)
        elif self.quantity < 0:
            self.spread([one for one in self.missing if one.left], -worth)
        self.standard_worth = worth
        if self.method == "average":
            self.heap = Part(0, self.quantity, worth) if self.quantity > 0 else None
        return changed

    def take_cost(self, part: Part, cost: int) -> None:
        """What is left of an arrival takes a later cost, and never becomes worth less than nothing."""
        same = [one for one in self.arrivals if one.left and (self.method == "average" or one.lot == part.lot)]
        is_alike = self.method == "average" or (self.method == "specific" and part.lot)
        whole = self.worth
        held = (whole if self.method == "average" else sum(one.left_worth for one in same)) if is_alike else None
        held = part.left_worth if held is None else held
        taken = max(cost, min(-held, 0))
        part.becomes(part.left_worth + taken)
        self.alike(part.lot)
        if self.method == "average":
            self.heap = Part(0, self.quantity, whole + taken) if self.quantity > 0 else None
