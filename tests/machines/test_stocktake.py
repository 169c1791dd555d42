"""A stocktake with the shop open, in any order: sales, deliveries, returns and baskets go on while two people count
three zones, count again and post; deliveries that never came are typed and taken back. Whatever was posted, on hand is
what lies in the shop in the test's own model.

The model is plain Python: what lies in each zone, in each open basket, and what the book has missed (goods that were
stolen or never noted). People count what lies in a zone; what they find is never told by the book.
Fifty orders every day; `TILLBOOK_SEARCH=examples` looks at more.
"""

from __future__ import annotations

import os
from collections import Counter as Tally
from contextlib import ExitStack
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import hypothesis.strategies as st
import pytest
from hypothesis import event, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.domain.basket import AddItem
from app.domain.count_plan import Plan, Scope
from app.domain.count_review import State, Tolerance
from app.domain.count_sheet import Find, Undo, goods_of
from app.domain.requests import Asking
from tests.books import counted_right, passing_counter, refused

ZONES = ("Z1", "Z2", "Z3")
SKUS = ("A", "B", "C")
PEOPLE = ("owner", "ben")
BERLIN = ZoneInfo("Europe/Berlin")

zones, skus, people = st.sampled_from(ZONES), st.sampled_from(SKUS), st.sampled_from(PEOPLE)
ways = st.sampled_from(["", "add", "replace"])
pieces = st.integers(1, 3)
tolerances = st.sampled_from([Tolerance(0), Tolerance(0), Tolerance(1000), Tolerance()])


class Stocktake(RuleBasedStateMachine):
    """A shop that never closes."""

    def __init__(self):
        super().__init__()
        self.stack = ExitStack()
        self.shop = self.stack.enter_context(passing_counter())
        self.now = datetime(2026, 3, 2, 9, tzinfo=BERLIN)
        self.number = 0
        self.last: tuple[str, str] | None = None
        self.shelf = Tally()  # by zone and SKU
        self.missed = Tally()  # what the book has too much of, by SKU
        self.baskets: dict[str, Tally] = {}
        self.sold: list[tuple[str, str, int]] = []
        self.unseen: list[tuple[str, str, int]] = []  # zone, SKU, and what the book has too much of since
        self.many: dict[str, int] = {}
        # Deliveries that never came: SKU, place among what is unseen, pieces, and whether the book has too much by it.
        self.mistakes: dict[str, tuple[str, int, int, bool]] = {}

    @initialize(tolerance=tolerances, second=st.booleans())
    def open_shop(self, tolerance, second):
        self.tolerance, self.second = tolerance, second
        self.tick()
        for code in ("ben", "eve"):
            self.shop.post("user", code=code, name=code.title())
        for sku in SKUS:
            self.shop.product(sku, cost="1.00", negative_stock="allow")
            self.shop.deliver(f"d{sku}", sku, "9", "1.00")
            for zone in ZONES:
                self.shelf[zone, sku] = 3
        self.goods = {sku: self.shop.lookups.item(sku, location="shop") for sku in SKUS}
        self.begin()

    def tick(self) -> int:
        self.now += timedelta(seconds=7)
        self.shop.clock.put(self.now.isoformat())
        return self.shop.clock.now_us()

    def next_uid(self) -> str:
        self.number += 1
        return f"u{self.number}"

    def take(self, zone: str, sku: str, quantity: int) -> int:
        """Goods leave a zone, as many as lie there."""
        taken = min(quantity, self.shelf[zone, sku])
        self.shelf[zone, sku] -= taken
        return taken

    # The shop goes on.

    @rule(zone=zones, sku=skus, quantity=pieces)
    def sell(self, zone, sku, quantity):
        if taken := self.take(zone, sku, quantity):
            uid = self.next_uid()
            self.tick()
            self.shop.sell(uid, sku, str(taken))
            self.sold.append((uid, sku, taken))

    @rule(zone=zones, sku=skus, quantity=pieces)
    def deliver(self, zone, sku, quantity):
        self.tick()
        self.shop.deliver(self.next_uid(), sku, str(quantity), "1.10")
        self.shelf[zone, sku] += quantity

    @precondition(lambda self: self.sold)
    @rule(zone=zones)
    def take_back(self, zone):
        of, sku, quantity = self.sold.pop()
        self.tick()
        self.shop.take_back(self.next_uid(), of, quantity=str(-quantity))
        self.shelf[zone, sku] += quantity

    @rule(zone=zones, sku=skus, quantity=pieces, into=st.integers(0, 1))
    def put_into_a_basket(self, zone, sku, quantity, into):
        taken = self.take(zone, sku, quantity)
        if not taken:
            return
        self.tick()
        live = list(self.baskets)
        basket = live[into] if into < len(live) else self.shop.selling.begin(till="T1", user=None)
        self.shop.selling.record(basket, AddItem(self.goods[sku], taken * 1000))
        self.baskets.setdefault(basket, Tally())[sku] += taken

    @precondition(lambda self: self.baskets)
    @rule(is_paid=st.booleans(), zone=zones)
    def end_a_basket(self, is_paid, zone):
        basket, goods = self.baskets.popitem()
        self.tick()
        if is_paid:
            lines = [{"sku": sku, "quantity": str(many)} for sku, many in goods.items()]
            self.shop.selling.sell(self.shop.wish("sale", basket, lines=lines), draft=basket)
        else:
            self.shop.selling.abandon(basket)
            for sku, many in goods.items():
                self.shelf[zone, sku] += many

    @rule(zone=zones, sku=skus, is_stolen=st.booleans())
    def something_happens_that_nobody_writes_down(self, zone, sku, is_stolen):
        gone = self.take(zone, sku, 1) if is_stolen else -1
        self.shelf[zone, sku] += 0 if is_stolen else 1
        self.missed[sku] += gone
        self.unseen.append((zone, sku, gone))

    @rule(sku=skus, quantity=pieces)
    def type_a_delivery_that_never_came(self, sku, quantity):
        self.tick()
        uid = self.next_uid()
        self.shop.deliver(uid, sku, str(quantity), "1.30")
        self.mistakes[uid] = (sku, len(self.unseen), quantity, True)
        self.missed[sku] += quantity
        self.unseen.append((ZONES[0], sku, quantity))

    @precondition(lambda self: self.mistakes)
    @rule(pick=st.integers(0, 9))
    def take_back_what_never_came(self, pick):
        uid = sorted(self.mistakes)[pick % len(self.mistakes)]
        sku, place, quantity, is_there = self.mistakes.pop(uid)
        self.tick()
        self.shop.post("reversal", self.next_uid(), of=uid, reason="never came")
        self.unseen[place] = (ZONES[0], sku, 0)
        self.missed[sku] -= quantity if is_there else 0

    # Two people count.

    def begin(self):
        """There is always something to count; another stocktake begins when one is posted."""
        self.last = None
        self.counted: dict[str, dict[str, int]] = {sku: {} for sku in SKUS}
        self.zones: set[str] = set()
        self.tick()
        plan = Plan("", "All", Scope.FULL, tolerance=self.tolerance, second_person=self.second)
        self.uid = self.shop.stocktaking.begin(plan, till="T1", user=None)

    @rule(zone=zones, who=people, how=ways, some=st.sets(skus, min_size=1), disturbed=st.booleans())
    def count_a_zone(self, zone, who, how, some, disturbed):
        """Some goods of a zone, or what is left of them; to count it again is to count all of it."""
        was_counted = zone in self.zones
        self.tick()
        if was_counted and not how:
            asked = (self.uid, zone)
            assert refused(self.shop.stocktaking.open_sheet, *asked, till="T1", user=who).code == "zone_counted"
            return
        sheet = self.shop.stocktaking.open_sheet(self.uid, zone, how=how, till="T1", user=who)
        if how == "replace" and was_counted:
            for places in self.counted.values():
                places.pop(zone, None)
            some = set(SKUS)
        self.count(sheet, zone, who, [sku for sku in SKUS if sku in some and zone not in self.counted[sku]], disturbed)

    def count(self, sheet: str, zone: str, who: str, goods: list[str], disturbed: bool = False) -> None:
        for sku in goods:
            left = self.shelf[zone, sku]
            for place in range(max(left, 1)):
                if disturbed and 0 < place < self.shelf[zone, sku]:
                    # A customer takes the last one, which nobody has counted yet.
                    disturbed = False
                    self.sell(zone, sku, 1)
                    left -= 1
                if place < max(left, 1):
                    self.scan(sheet, sku, 1 if left else 0, who)
            self.counted[sku][zone] = len(self.unseen)
            self.zones.add(zone)
        self.shop.stocktaking.finish_sheet(sheet)
        self.last = (sheet, who)

    def scan(self, sheet: str, sku: str, many: int, who: str) -> None:
        self.record(sheet, Find(goods_of(self.goods[sku]), many * 1000, self.tick()), who)

    def record(self, sheet: str, entry: object, who: str) -> None:
        many = self.many.get(sheet, 0)
        self.many[sheet] = self.shop.stocktaking.record(sheet, [(entry, "")], many=many, till="T1", user=who)

    @precondition(lambda self: self.last)
    @rule()
    def scan_one_too_many_and_take_it_back(self):
        sheet, who = self.last
        self.tick()
        self.shop.stocktaking.resume_sheet(sheet, till="T1", user=who)
        self.scan(sheet, "A", 1, who)
        self.record(sheet, Undo(), who)
        self.shop.stocktaking.finish_sheet(sheet)

    @rule(sku=skus, who=people)
    def count_goods_again(self, sku, who):
        """All zones together, in a moment."""
        self.tick()
        sheet = self.shop.stocktaking.open_sheet(self.uid, "", how="goods", goods=sku, till="T1", user=who)
        self.scan(sheet, sku, sum(self.shelf[zone, sku] for zone in ZONES), who)
        self.counted[sku] = {"all": len(self.unseen)}
        self.shop.stocktaking.finish_sheet(sheet)

    @rule(recounted_by=people)
    def post(self, recounted_by):
        """What nobody counted is counted first; what is beyond tolerance is counted again, or accepted then."""
        for zone in ZONES:
            left = [sku for sku in SKUS if zone not in self.counted[sku] and "all" not in self.counted[sku]]
            if left:
                self.tick()
                sheet = self.shop.stocktaking.open_sheet(self.uid, zone, how="add", till="T1", user=None)
                self.count(sheet, zone, "owner", left)
        for line in self.shop.stocktakes.review(self.uid).lines:
            if line.state is State.RECOUNT and recounted_by == "ben":
                self.count_goods_again(line.goods.sku, "ben")
        for line in self.shop.stocktakes.review(self.uid).lines:
            if line.state is State.RECOUNT:
                event("accepted")
                self.shop.stocktaking.decide(self.uid, line.goods.sku, accept=True, user="eve")
        review = self.shop.stocktakes.review(self.uid)
        states = {line.goods.sku: line.state for line in review.lines}
        self.tick()
        asked = self.shop.stocktakes.count_asked(review, Asking(self.uid))
        posted = self.shop.counting.count(asked, stocktake=self.uid, many=review.many)
        again = {sku for sku, state in states.items() if state in {State.MOVED, State.UNCLEAR}}
        assert {warning.facts["sku"] for warning in posted.warnings if warning.code == "recount"} == again
        for sku, state in states.items():
            event(f"posted {state}")
            if sku not in again:
                self.missed[sku] = self.unseen_since(self.counted[sku], sku)
                counted = self.counted[sku].get("all", self.counted[sku].get(ZONES[0], 0))
                self.mistakes = {
                    uid: (other, place, quantity, is_there and (other != sku or place >= counted))
                    for uid, (other, place, quantity, is_there) in self.mistakes.items()
                }
        self.begin()

    def unseen_since(self, counted: dict[str, int], sku: str) -> int:
        """What nobody wrote down after the goods were counted where they lay."""
        return sum(
            delta
            for place, (zone, gone, delta) in enumerate(self.unseen)
            if gone == sku and place >= counted.get("all", counted.get(zone, 0))
        )

    @invariant()
    def what_is_on_hand_is_in_the_shop(self):
        if not hasattr(self, "goods"):
            return
        for sku in SKUS:
            lies = sum(self.shelf[zone, sku] for zone in ZONES) + sum(one[sku] for one in self.baskets.values())
            assert self.shop.stock(sku)[0] == (lies + self.missed[sku]) * 1000, sku

    def teardown(self):
        with self.stack:
            if hasattr(self, "goods"):
                self.post("owner")
                self.what_is_on_hand_is_in_the_shop()
                counted_right(self.shop)


SEARCH = os.environ.get("TILLBOOK_SEARCH")
TestStocktake = Stocktake.TestCase
if SEARCH:  # a search takes as long as it is told to; the short run keeps to the limit of every test
    TestStocktake = pytest.mark.timeout(0)(TestStocktake)
TestStocktake.settings = settings(max_examples=int(SEARCH or 50), stateful_step_count=40, deadline=None)
