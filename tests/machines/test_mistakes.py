"""Mistakes around counts: documents that never happened are posted, counted over and taken back, in any order.

The model is plain Python: what really came and went, and when; which mistakes stand; which count was the last word. A
mistake never moves the shelf, and a count is the truth at its moment: so on hand is what lies there, with the mistakes
that stand and that the last count did not know of. `TILLBOOK_SEARCH=examples` looks at more.
"""

from __future__ import annotations

import os
from collections import Counter as Tally
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import hypothesis.strategies as st
import pytest
from hypothesis import event, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.domain.refusal import Refusal
from tests.books import counted_right, passing_counter
from tests.machines.second_bookkeeper import Bookkeeper
from tests.periods import Ledger

PLACES = ("shop", "back")
METHODS = {"F": "fifo", "A": "average", "I": "lifo", "T": "standard", "L": "fifo", "P": "specific"}
LOTS = {"L": ("L1", "L2")}
BERLIN = ZoneInfo("Europe/Berlin")

skus, places = st.sampled_from(sorted(METHODS)), st.sampled_from(PLACES)
pieces, picks = st.integers(1, 4), st.integers(0, 10**6)
costs = st.sampled_from(["1", "2.50", "0.33333", "7"])
# Hours ago; mostly it is posted when it is said to have happened.
lateness = st.sampled_from([0, 0, 0, 1, 3, 30])

Goods = tuple[str, str, str]
"""SKU, place and lot."""


@dataclass
class Posted:
    """A document that can be taken back."""

    uid: str
    order: int
    at: datetime
    moves: dict[Goods, int]
    is_counted: bool = False


@dataclass
class Count:
    """What was said to be found of one product at one place, and by how much that was wrong."""

    uid: str
    order: int
    at: datetime
    off: Tally


class Mistakes(RuleBasedStateMachine):
    """A shop in which people type what never happened, count what is there, and take back what they typed."""

    def __init__(self):
        super().__init__()
        self.stack = ExitStack()
        self.counter = self.stack.enter_context(passing_counter())
        self.now = datetime(2026, 3, 2, 9, tzinfo=BERLIN)
        self.number = 0
        self.happened: list[tuple[datetime, Goods, int]] = []
        self.mistakes: list[Posted] = []
        self.counts: dict[tuple[str, str], list[Count]] = {}
        self.untold: list[Posted] = []

    @initialize()
    def open_shop(self):
        self.bookkeeper = Bookkeeper(self.counter)
        self.counter.clock.put(self.now.isoformat())
        self.counter.post("location", code="back", name="Back room")
        for sku, method in METHODS.items():
            tracking = "lot" if sku in LOTS else "serial" if sku == "P" else "none"
            keys = {"standard_cost": "1.50"} if sku == "T" else {}
            self.counter.product(sku, costing=method, tracking=tracking, negative_stock="allow", cost="1.00", **keys)
        for place in PLACES:
            for sku in METHODS:
                self.deliver(sku, place, 4, "1", 0, 0)

    # The model.

    def shelf(self, at: datetime | None = None) -> Tally:
        """What lies there, or lay there at a moment."""
        lies: Tally = Tally()
        for when, goods, quantity in self.happened:
            if at is None or when <= at:
                lies[goods] += quantity
        return lies

    def last_count(self, sku: str, place: str) -> Count | None:
        return max(self.counts.get((sku, place), ()), key=lambda one: (one.at, one.order), default=None)

    def on_hand(self) -> Tally:
        """What the book must say."""
        held = self.shelf()
        for one in self.mistakes:
            for goods, quantity in one.moves.items():
                held[goods] += 0 if self.is_known(one, goods) else quantity
        for one in self.untold:
            for goods, quantity in one.moves.items():
                count = self.last_count(*goods[:2])
                held[goods] -= quantity if count is None or count.at < one.at else 0
        for sku, place in self.counts:
            count = self.last_count(sku, place)
            for goods, quantity in count.off.items() if count else ():
                held[goods] += quantity
        return held

    def is_known(self, mistake: Posted, goods: Goods) -> bool:
        """Whether the last count has put a mistake right, or somebody has said that it was counted already."""
        count = self.last_count(*goods[:2])
        if count is None or mistake.at > count.at:
            return False
        return mistake.order < count.order or mistake.is_counted

    # What every rule does.

    def do(self, kind: str, **keys: object) -> str | None:
        self.now += timedelta(minutes=7)
        self.counter.clock.put(self.now.isoformat())
        self.number += 1
        uid = f"u{self.number}"
        try:
            self.counter.post(kind, uid, **keys)
        except Refusal as refusal:
            event(f"{kind} refused: {refusal.code}")
            return None
        event(kind)
        return uid

    def lot(self, sku: str, place: str, pick: int, *, is_new: bool) -> str | None:
        """A lot or piece that somebody names: one that is there, or a new one; None where there is none."""
        if sku in LOTS:
            return LOTS[sku][pick % 2]
        if sku != "P":
            return ""
        if is_new:
            return f"S{self.number}"
        there = sorted(
            lot for (one, where, lot), milli in self.shelf().items() if milli and (one, where) == (sku, place)
        )
        return there[pick % len(there)] if there else None

    def line(self, sku: str, lot: str, quantity: int, **keys: object) -> dict[str, object]:
        named = {"serials": [lot]} if sku == "P" else {"lot": lot} if lot else {}
        return {"sku": sku, "quantity": str(quantity), **named, **keys}

    def when(self, hours: int, goods: list[Goods], *, is_in: bool, is_there: bool) -> tuple[datetime, dict, bool]:
        """When it is said to have happened, the keys that say so, and whether a count that stands knows of it."""
        if not hours:
            return self.now + timedelta(minutes=7), {}, False
        at = self.now + timedelta(minutes=7) - timedelta(hours=hours)
        later = any(one.at > at for sku, place, _ in goods for one in self.counts.get((sku, place), ()))
        return at, {"at": at.isoformat()} | ({"counted": is_there} if later else {}), later and is_there == is_in

    # What really happens.

    @rule(sku=skus, place=places, quantity=pieces, cost=costs, hours=lateness, pick=picks)
    def deliver(self, sku, place, quantity, cost, hours, pick):
        """Goods come; now and then the delivery is entered hours later, and whoever counted has counted them."""
        lot = self.lot(sku, place, pick, is_new=True)
        quantity = 1 if sku == "P" else quantity
        goods = (sku, place, lot)
        if hours:
            at = self.now + timedelta(minutes=1)
            self.now += timedelta(minutes=7)
            self.number += 1
            self.happened.append((at, goods, quantity))
            self.untold.append(Posted(cost, 0, at, {goods: quantity}))
        elif self.do("delivery", location=place, lines=[self.line(sku, lot, quantity, unit_cost=cost)]):
            self.happened.append((self.now, goods, quantity))

    @precondition(lambda self: self.untold)
    @rule(pick=picks)
    def enter_what_came_before(self, pick):
        one = self.untold[pick % len(self.untold)]
        ((sku, place, lot), quantity) = next(iter(one.moves.items()))
        counted = {"counted": True} if any(c.at > one.at for c in self.counts.get((sku, place), ())) else {}
        lines = [self.line(sku, lot, quantity, unit_cost=one.uid)]
        if self.do("delivery", location=place, at=one.at.isoformat(), lines=lines, **counted):
            self.untold.remove(one)

    @rule(sku=skus, quantity=pieces, pick=picks)
    def sell(self, sku, quantity, pick):
        lot = self.lot(sku, "shop", pick, is_new=False)
        quantity = 1 if sku == "P" else min(quantity, self.shelf()[sku, "shop", lot])
        if lot is not None and quantity > 0 and self.do("sale", lines=[self.line(sku, lot, quantity)]):
            self.happened.append((self.now, (sku, "shop", lot), -quantity))

    # What never happened.

    @rule(sku=skus, place=places, quantity=pieces, cost=costs, late=st.tuples(lateness, st.booleans()), pick=picks)
    def type_a_delivery_that_never_came(self, sku, place, quantity, cost, late, pick):
        hours, is_there = late
        lot = self.lot(sku, place, pick, is_new=True)
        quantity = 1 if sku == "P" else quantity
        goods = (sku, place, lot)
        at, said, is_counted = self.when(hours, [goods], is_in=True, is_there=is_there)
        uid = self.do("delivery", location=place, lines=[self.line(sku, lot, quantity, unit_cost=cost)], **said)
        if uid:
            self.mistakes.append(Posted(uid, self.number, at, {goods: quantity}, is_counted))

    @rule(sku=skus, place=places, quantity=pieces, hours=lateness, is_there=st.booleans(), pick=picks)
    def adjust_what_was_never_broken(self, sku, place, quantity, hours, is_there, pick):
        lot = self.lot(sku, place, pick, is_new=False)
        if lot is None:
            return
        quantity = 1 if sku == "P" else quantity
        goods = (sku, place, lot)
        at, said, is_counted = self.when(hours, [goods], is_in=False, is_there=is_there)
        uid = self.do("adjustment", location=place, lines=[self.line(sku, lot, -quantity, reason="damaged")], **said)
        if uid:
            self.mistakes.append(Posted(uid, self.number, at, {goods: -quantity}, is_counted))

    @rule(sku=skus, place=places, quantity=pieces, pick=picks)
    def carry_what_was_never_carried(self, sku, place, quantity, pick):
        lot = self.lot(sku, place, pick, is_new=False)
        if lot is None:
            return
        quantity, other = 1 if sku == "P" else quantity, PLACES[place == PLACES[0]]
        uid = self.do("transfer", **{"from": place, "to": other}, lines=[self.line(sku, lot, quantity)])
        if uid:
            moves = {(sku, place, lot): -quantity, (sku, other, lot): quantity}
            self.mistakes.append(Posted(uid, self.number, self.now, moves))

    # What is counted.

    @rule(
        place=places, some=st.sets(skus, min_size=1), hours=lateness, off=st.sampled_from([0, 0, 0, -1, 2]), pick=picks
    )
    def count(self, place, some, hours, off, pick):
        """Some goods at a place, at a moment; now and then somebody is wrong with the first of them."""
        at = self.now + timedelta(minutes=7) - timedelta(hours=hours)
        lies, lines, wrong = self.shelf(at), [], Tally()
        for sku in sorted(some):
            lots = {
                lot
                for one, where, lot in lies
                if (one, where) == (sku, place) and (lies[one, where, lot] or sku != "P")
            }
            if sku == "P" or not lots:
                named = {"serials": sorted(lots)} if lots else {}
                lines.append({"sku": sku, "counted": str(len(lots)), **named})
                continue
            for lot in sorted({*lots, *LOTS.get(sku, ())}):
                found = lies[sku, place, lot]
                if off and not lines and found + off >= 0:
                    wrong[sku, place, lot] = off
                    found += off
                lines.append({"sku": sku, "counted": str(found)} | ({"lot": lot} if lot else {}))
        for line in lines:
            line["at"] = at.isoformat()
        if uid := self.do("count", location=place, lines=lines):
            for sku in some:
                own = Tally({goods: quantity for goods, quantity in wrong.items() if goods[0] == sku})
                self.counts.setdefault((sku, place), []).append(Count(uid, self.number, at, own))

    # What is taken back.

    @precondition(lambda self: self.mistakes)
    @rule(pick=picks)
    def take_a_mistake_back(self, pick):
        one = self.mistakes[pick % len(self.mistakes)]
        if self.do("reversal", of=one.uid, reason="never happened"):
            self.mistakes.remove(one)

    @precondition(lambda self: any(self.counts.values()))
    @rule(pick=picks)
    def take_a_count_back(self, pick):
        uids = sorted({one.uid for counts in self.counts.values() for one in counts})
        of = uids[pick % len(uids)]
        if self.do("reversal", of=of, reason="the wrong shelf"):
            self.counts = {goods: [one for one in counts if one.uid != of] for goods, counts in self.counts.items()}

    @rule()
    def close_the_period(self):
        """Everything through the day before yesterday."""
        through = (self.now - timedelta(days=2, hours=4)).date()
        self.do("period_close", through=through.isoformat())

    @rule(hours=st.integers(1, 40))
    def wait(self, hours):
        self.now += timedelta(hours=hours)

    # What holds after every step.

    @invariant()
    def on_hand_is_what_lies_there_with_the_mistakes_that_no_count_knows(self):
        levels = Tally()
        for sku, place, lot, milli in self.counter.rows(_LEVELS):
            levels[sku, place, lot] = milli / 1000
        wanted = {goods: quantity for goods, quantity in self.on_hand().items() if quantity}
        assert {goods: quantity for goods, quantity in levels.items() if quantity} == wanted

    @invariant()
    def values_are_what_the_second_bookkeeper_says(self):
        if hasattr(self, "bookkeeper"):
            self.bookkeeper.catch_up()

    def teardown(self):
        """When all mistakes are taken back and all is counted, the book is right in every respect."""
        with self.stack:
            counted_right(self.counter)
            ledger = Ledger(self.counter)
            days = sorted({row[3] for row in ledger.rows})
            for first, last in ((days[0], days[-1]), (days[len(days) // 2], days[-1])) if days else ():
                ledger.holds(first, last)


_LEVELS = """
SELECT sku, location.code, lot.number, quantity_milli FROM level JOIN product ON product.id = level.product_id
JOIN location ON location.id = location_id JOIN lot ON lot.id = lot_id WHERE quantity_milli <> 0
"""

SEARCH = os.environ.get("TILLBOOK_SEARCH")
TestMistakes = Mistakes.TestCase
if SEARCH:  # a search takes as long as it is told to; the short run keeps to the limit of every test
    TestMistakes = pytest.mark.timeout(0)(TestMistakes)
TestMistakes.settings = settings(max_examples=int(SEARCH or 40), stateful_step_count=40, deadline=None)
