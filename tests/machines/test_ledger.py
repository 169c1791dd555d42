"""The ledger against a plain reckoning of the same documents in fractions, written apart from the code under test.

Goods come in and go out at two locations under both methods, below zero too; every movement must have the value that
the reckoning gives it, and the book must be what its movements sum to.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from tests.books import counted_right, passing_counter

FIFO, AVERAGE = "fifo", "average"
GOODS = {"F": FIFO, "M": AVERAGE}
PLACES = ("shop", "back")
# Small round quantities meet each other exactly, odd ones round.
quantities = st.one_of(st.integers(1, 3).map(lambda pieces: pieces * 1000), st.integers(1, 5000))
skus = st.sampled_from(sorted(GOODS))
places = st.sampled_from(PLACES)


def rounded(exact: Fraction) -> int:
    """Half away from zero."""
    whole = floor(abs(exact) + Fraction(1, 2))
    return whole if exact >= 0 else -whole


def running(worth: int, so_far: int, of: int) -> int:
    """What the first `so_far` of `of` are worth of `worth`."""
    return rounded(Fraction(worth * so_far, of))


def per_unit(worth: int, quantity: int) -> Fraction:
    """The cost of one unit in minor units, kept to the millionth of the currency unit."""
    return Fraction(rounded(Fraction(worth, 100) * 1000 / quantity * 10**6), 10**4)


@dataclass
class Part:
    """So much came (or was missing) at one time, worth so much; `gone` of it has left (or has been covered)."""

    quantity: int
    worth: int
    gone: int = 0
    line: SoldLine | None = None

    @property
    def left(self) -> int:
        return self.quantity - self.gone

    def give(self, quantity: int) -> int:
        before, self.gone = self.gone, self.gone + quantity
        return running(self.worth, self.gone, self.quantity) - running(self.worth, before, self.quantity)


@dataclass
class SoldLine:
    """A line of a sale: what it has cost by now, and what of it is back."""

    uid: str
    number: int
    sku: str
    place: str
    quantity: int
    cost: int = 0
    back: int = 0
    back_worth: int = 0


@dataclass
class Shelf:
    """One product at one place, as a bookkeeper would reckon it by hand."""

    method: str
    listed: Fraction | None
    arrivals: list[Part] = field(default_factory=list)
    missing: list[Part] = field(default_factory=list)
    last: Fraction | None = None
    moved: bool = False
    came_in: bool = False
    other: Shelf | None = None

    @property
    def quantity(self) -> int:
        return sum(one.left for one in self.arrivals) - sum(one.left for one in self.missing)

    @property
    def worth(self) -> int:
        """Under the average the arrivals are one heap."""
        rest = [one.worth - running(one.worth, one.gone, one.quantity) for one in self.arrivals]
        short = [one.worth - running(one.worth, one.gone, one.quantity) for one in self.missing]
        return sum(rest) - sum(short)

    def known(self) -> Fraction:
        """What it cost last here, else at the other place, else what the catalogue says."""
        if self.last is None and self.other is not None and self.other.last is not None:
            return self.other.last
        return self.last if self.last is not None else self.listed or Fraction()

    def current(self) -> Fraction:
        there = [one for one in self.arrivals if one.left]
        if self.method == AVERAGE and there:
            return per_unit(self.worth, self.quantity)
        return per_unit(there[-1].worth, there[-1].quantity) if there else self.known()

    def come_in(self, quantity: int, worth: int, *, receipt: bool) -> list[int]:
        """The corrections that follow, in order."""
        self.moved = self.came_in = True
        if receipt:
            self.last = per_unit(worth, quantity)
        new, corrections = Part(quantity, worth), []
        for short in self.missing:
            covered = min(short.left, new.left)
            if covered:
                extra = new.give(covered) - short.give(covered)
                if short.line is not None:
                    short.line.cost += extra
                if extra:
                    corrections.append(-extra)
        self.missing = [short for short in self.missing if short.left]
        self.arrivals.append(new)
        if self.method == AVERAGE:
            heap = Part(self.quantity, self.worth)
            self.arrivals = [heap] if heap.quantity > 0 else []
        return corrections

    def go_out(self, quantity: int, line: SoldLine) -> int:
        self.moved = True
        worth = 0
        for one in self.arrivals:
            taken = min(one.left, quantity)
            worth += one.give(taken) if taken else 0
            quantity -= taken
        if quantity:
            short = Part(quantity, rounded(self.known() * quantity / 1000), line=line)
            self.missing.append(short)
            worth += short.worth
        line.cost += worth
        return worth


class Ledger(RuleBasedStateMachine):
    """Documents of all kinds in any order."""

    sold = Bundle("sold")

    def __init__(self):
        super().__init__()
        self.stack = ExitStack()
        self.counter = self.stack.enter_context(passing_counter())
        self.shelves: dict[tuple[str, str], Shelf] = {}
        self.documents = 0

    @initialize(costs=st.fixed_dictionaries({sku: st.none() | st.integers(0, 10**5) for sku in GOODS}))
    def open_shop(self, costs):
        self.counter.post("location", code="back", name="Back room")
        for sku, method in GOODS.items():
            cost = None if costs[sku] is None else f"{Fraction(costs[sku], 10**4).__float__():.4f}"
            listed = None if cost is None else Fraction(costs[sku], 100)
            self.counter.product(sku, "0.10", unit="kg", costing=method, negative_stock="allow", cost=cost)
            shop, back = (Shelf(method, listed) for _ in PLACES)
            shop.other, back.other = back, shop
            self.shelves |= dict(zip(((sku, place) for place in PLACES), (shop, back), strict=True))

    def uid(self) -> str:
        self.documents += 1
        return f"u{self.documents}"

    def moved(self, uid: str, wanted: list[tuple[str, str, int, int]]) -> None:
        assert self.counter.movements(uid) == wanted

    @rule(
        place=places,
        lines=st.lists(
            st.tuples(st.sampled_from(sorted(GOODS)), st.integers(1, 5000), st.integers(0, 10**5)),
            min_size=1,
            max_size=3,
        ),
        landed=st.sampled_from([0, 0, 7, 100]),
    )
    def deliver(self, place, lines, landed):
        uid = self.uid()
        worths = [rounded(Fraction(cost, 10**4) * Fraction(quantity, 1000) * 100) for _, quantity, cost in lines]
        # The landed cost goes by quantity, each share cut, the odd cents to those who lost most, the first of equals.
        whole = sum(quantity for _, quantity, _ in lines)
        exact = [Fraction(landed * quantity, whole) for _, quantity, _ in lines]
        shares = [floor(share) for share in exact]
        for place_ in sorted(range(len(lines)), key=lambda one: shares[one] - exact[one])[: landed - sum(shares)]:
            shares[place_] += 1
        self.counter.post(
            "delivery", uid, location=place,
            lines=[{"sku": sku, "quantity": milli(quantity), "unit_cost": f"{cost // 10**4}.{cost % 10**4:04}"}
                   for sku, quantity, cost in lines],
            landed_costs=[{"amount": f"{landed // 100}.{landed % 100:02}", "by": "quantity"}] if landed else None,
        )  # fmt: skip
        wanted = []
        for (sku, quantity, _), worth, share in zip(lines, worths, shares, strict=True):
            corrections = self.shelves[sku, place].come_in(quantity, worth + share, receipt=True)
            wanted.append((sku, "delivery", quantity, worth))
            wanted += [(sku, "landed", 0, share)] if share else []
            wanted += [(sku, "correction", 0, value) for value in corrections]
        self.moved(uid, wanted)

    @rule(place=places, sku=skus, quantity=quantities)
    def open_stock(self, place, sku, quantity):
        shelf = self.shelves[sku, place]
        if shelf.came_in:
            return
        uid = self.uid()
        lines = [{"sku": sku, "quantity": milli(quantity), "unit_cost": "1.2345"}]
        self.counter.post("opening_stock", uid, location=place, lines=lines)
        worth = rounded(Fraction(12345, 10**4) * quantity / 10)
        corrections = shelf.come_in(quantity, worth, receipt=True)
        self.moved(
            uid, [(sku, "opening_stock", quantity, worth), *((sku, "correction", 0, one) for one in corrections)]
        )

    @rule(
        target=sold,
        place=places,
        lines=st.lists(st.tuples(skus, quantities), min_size=1, max_size=3),
    )
    def sell(self, place, lines):
        uid = self.uid()
        said = [{"sku": sku, "quantity": milli(quantity)} for sku, quantity in lines]
        self.counter.post("sale", uid, location=place, lines=said)
        records, wanted = [], []
        for number, (sku, quantity) in enumerate(lines, start=1):
            line = SoldLine(uid, number, sku, place, quantity)
            wanted.append((sku, "sale", -quantity, -self.shelves[sku, place].go_out(quantity, line)))
            records.append(line)
        self.moved(uid, wanted)
        return multiple(*records)

    @rule(target=sold, line=consumes(sold), part=quantities, place=places)
    def take_back(self, line, part, place):
        quantity = min(part, line.quantity - line.back)
        uid = self.uid()
        self.counter.take_back(uid, line.uid, line.number, f"-{milli(quantity)}", location=place)
        line.back += quantity
        worth = max(running(line.cost, line.back, line.quantity) - line.back_worth, 0)
        line.back_worth += worth
        corrections = self.shelves[line.sku, place].come_in(quantity, worth, receipt=False)
        self.moved(
            uid,
            [(line.sku, "customer_return", quantity, worth)]
            + [(line.sku, "correction", 0, one) for one in corrections],
        )
        return line if line.back < line.quantity else multiple()

    @rule(place=places, sku=skus, quantity=quantities)
    def take_back_without_receipt(self, place, sku, quantity):
        uid = self.uid()
        shelf = self.shelves[sku, place]
        worth = rounded(shelf.current() * quantity / 1000)
        self.counter.post(
            "sale", uid, location=place, lines=[{"sku": sku, "quantity": f"-{milli(quantity)}", "price": "0.10"}]
        )
        corrections = shelf.come_in(quantity, worth, receipt=False)
        self.moved(
            uid, [(sku, "customer_return", quantity, worth), *((sku, "correction", 0, one) for one in corrections)]
        )

    @invariant()
    def pools_are_shelves(self):
        for (sku, place), shelf in self.shelves.items():
            found = self.counter.stock(sku, place)
            assert found == (shelf.quantity, shelf.worth)
            assert found[0] or not found[1]

    def teardown(self):
        try:
            counted_right(self.counter)
        finally:
            self.stack.close()


def milli(quantity: int) -> str:
    return f"{quantity // 1000}.{quantity % 1000:03}"


TestLedger = Ledger.TestCase
TestLedger.settings = settings(max_examples=50, stateful_step_count=25)
