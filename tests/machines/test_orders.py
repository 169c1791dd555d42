"""Orders: whatever is ordered, sent, brought, taken back and given up, in any order, they stand as plain counting says.

The model keeps three figures for each line and knows nothing of documents.
"""

from __future__ import annotations

from contextlib import ExitStack

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from app.domain.refusal import Refusal
from app.reports.orders import Orders
from app.store.queries import orders as queries
from tests.books import counted_right, passing_counter

SKUS = ("A", "B")


class OrderMachine(RuleBasedStateMachine):
    """One supplier, two products, any number of orders."""

    orders = Bundle("orders")
    deliveries = Bundle("deliveries")

    def __init__(self):
        super().__init__()
        self.stack = ExitStack()
        self.counter = self.stack.enter_context(passing_counter())
        self.number = 0
        self.lines: dict[str, dict[str, list[int]]] = {}  # ordered, received, given up
        self.sent: set[str] = set()

    @initialize()
    def open_shop(self):
        for sku in SKUS:
            self.counter.product(sku)
        self.counter.post("supplier", code="S1", name="Farm")

    def uid(self, letter):
        self.number += 1
        return f"{letter}{self.number}"

    def open_of(self, order):
        return {sku: max(0, ordered - came - gone) for sku, (ordered, came, gone) in self.lines[order].items()}

    def status(self, order):
        has_come = any(came for _, came, _ in self.lines[order].values())
        if not any(self.open_of(order).values()):
            return "received" if has_come else "cancelled"
        if order not in self.sent:
            return "draft"
        return "part_received" if has_come else "sent"

    @rule(
        target=orders, many=st.dictionaries(st.sampled_from(SKUS), st.integers(1, 9), min_size=1), draft=st.booleans()
    )
    def order(self, many, draft):
        uid = self.uid("po")
        lines = [{"sku": sku, "quantity": str(count), "unit_cost": "1"} for sku, count in many.items()]
        self.counter.post("order", uid, supplier="S1", step="draft" if draft else "send", lines=lines)
        self.lines[uid] = {sku: [count, 0, 0] for sku, count in many.items()}
        if not draft:
            self.sent.add(uid)
        return uid

    def refusal(self, *arguments, **keys):
        try:
            self.counter.post(*arguments, **keys)
        except Refusal as refusal:
            return refusal.code
        return None

    @rule(order=orders)
    def send(self, order):
        is_draft = self.status(order) == "draft"
        assert self.refusal("order_send", self.uid("os"), of=order) == (None if is_draft else "order_not_draft")
        if is_draft:
            self.sent.add(order)

    @rule(order=orders, sku=st.sampled_from((None, *SKUS)), count=st.integers(1, 9))
    def give_up(self, order, sku, count):
        is_over = self.status(order) in ("received", "cancelled")
        open_ = self.open_of(order)
        lines = [] if sku is None else [{"sku": sku, "quantity": str(count)}]
        code = self.refusal("order_cancel", self.uid("x"), of=order, lines=lines)
        if is_over:
            assert code == "order_closed"
        elif sku is not None and sku not in open_:
            assert code == "not_ordered_line"
        elif sku is not None and count > open_[sku]:
            assert code == "more_than_open"
        else:
            assert code is None
            for one, left in open_.items() if sku is None else ((sku, count),):
                self.lines[order][one][2] += left

    @rule(
        target=deliveries, order=orders, many=st.dictionaries(st.sampled_from(SKUS), st.integers(1, 9), min_size=1),
        again=st.booleans(),
    )  # fmt: skip
    def deliver(self, order, many, again):
        status, uid = self.status(order), self.uid("d")
        lines = [{"sku": sku, "quantity": str(count)} for sku, count in many.items()]
        code = self.refusal("delivery", uid, order=order, again=again, lines=lines)
        expected = {"draft": "order_not_sent", "cancelled": "order_cancelled"}.get(status)
        if status == "received" and not again:
            expected = "order_already_received"
        assert code == expected
        if code is None:
            for sku, count in many.items():
                if sku in self.lines[order]:
                    self.lines[order][sku][1] += count
        return uid, order, many if code is None else None

    @rule(delivery=consumes(deliveries))
    def take_back(self, delivery):
        uid, order, many = delivery
        code = self.refusal("reversal", self.uid("z"), of=uid, reason="typed wrong")
        assert code == (None if many else "unknown_document")
        for sku, count in (many or {}).items():
            if sku in self.lines[order]:
                self.lines[order][sku][1] -= count

    @invariant()
    def orders_stand_as_they_are_counted(self):
        told = Orders(self.counter.book)
        for uid in self.lines:
            order = told.expected(uid)
            assert order.status == self.status(uid)
            assert {line.sku: line.open_milli // 1000 for line in order.lines} == self.open_of(uid)

    @invariant()
    def what_is_on_order_is_what_is_open(self):
        opened = {uid for uid in self.lines if any(self.open_of(uid).values())}
        assert {one.uid for one in Orders(self.counter.book).open(with_drafts=True)} == opened
        with self.counter.book.reading() as connection:
            awaited = queries.on_order(connection)
        for product_id, sku in enumerate(SKUS, start=1):
            found = awaited.get(product_id, queries.NOTHING)
            for is_sent, milli in ((True, found.sent_milli), (False, found.drafted_milli)):
                assert milli == 1000 * sum(
                    self.open_of(uid).get(sku, 0) for uid in opened if (uid in self.sent) is is_sent
                )

    def teardown(self):
        counted_right(self.counter)
        self.stack.close()


TestOrders = OrderMachine.TestCase
TestOrders.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
