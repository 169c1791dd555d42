"""Periods against plain sums of the ledger: documents of all kinds in any order, late ones too, and closes between.

However many periods are closed, every past day must be what the movements up to it sum to, what was known at a moment
must be what was answered then, and the period-end report must tie out for every product, location and total.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import ExitStack

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from app.domain.moment import Moment
from app.domain.period_end import PeriodFigures, unexplained_milli
from app.domain.refusal import Refusal
from app.reports.asked import Asked
from app.reports.period_end import PeriodEnd
from app.reports.shelf import Shelf
from tests.books import counted_right, passing_counter

GOODS = {"F": "fifo", "L": "lifo", "M": "average", "N": "standard", "P": "specific"}
PLACES = ("shop", "back", "transit")
DAY_US, MINUTE_US = 86_400_000_000, 60_000_000
skus = st.sampled_from(sorted(GOODS))
places = st.sampled_from(PLACES[:2])
quantities = st.integers(1, 6)
cents = st.integers(0, 400)
days_back = st.integers(0, 4)


def money(figure: int) -> str:
    return f"{figure // 100}.{figure % 100:02d}"


class Periods(RuleBasedStateMachine):
    """A shop of two locations whose clock goes on by a minute with each document."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.counter = self.stack.enter_context(passing_counter())
        self.uids = 0
        self.deliveries: list[str] = []
        self.sales: list[str] = []
        self.sent: list[str] = []
        self.answers: list[tuple[str, int, list[object]]] = []

    @initialize()
    def shop(self) -> None:
        self.counter.post("location", code="back", name="Back room")
        for sku, costing in GOODS.items():
            self.counter.product(sku, costing=costing, standard_cost="1.10", cost="0.90")

    def post(self, kind: str, **keys: object) -> str | None:
        """Post a document; what the shop refuses leaves no trace."""
        self.uids += 1
        self.counter.clock.at_us += MINUTE_US
        try:
            self.counter.post(kind, f"u{self.uids}", **keys)
        except Refusal:
            return None
        return f"u{self.uids}"

    def moment(self, back: int) -> str:
        """So many days ago, a little before now."""
        return Moment(self.counter.clock.at_us - back * DAY_US, 60).iso()

    @rule(days=st.integers(1, 3))
    def another_day(self, days: int) -> None:
        self.counter.clock.at_us += days * DAY_US

    @rule(sku=skus, place=places, quantity=quantities, cost=cents, landed=cents, back=days_back)
    def deliver(self, sku: str, place: str, quantity: int, cost: int, landed: int, back: int) -> None:
        lines = [{"sku": sku, "quantity": str(quantity), "unit_cost": money(cost)}]
        costs = [{"amount": money(landed), "by": "value"}] if landed % 2 else []
        uid = self.post(
            "delivery", lines=lines, landed_costs=costs, location=place, at=self.moment(back), counted=bool(cost % 2)
        )
        self.deliveries += [uid] if uid else []

    @rule(sku=skus, quantity=quantities, back=days_back)
    def sell(self, sku: str, quantity: int, back: int) -> None:
        uid = self.post("sale", lines=[{"sku": sku, "quantity": str(quantity)}], at=self.moment(back))
        self.sales += [uid] if uid else []

    @precondition(lambda self: self.sales)
    @rule(data=st.data(), back=days_back, state=st.sampled_from(["sellable", "damaged"]))
    def take_back(self, data: st.DataObject, back: int, state: str) -> None:
        sold = data.draw(st.sampled_from(self.sales))
        lines = [{"line": 1, "quantity": "1", "state": state}]
        self.post("refund", of=sold, lines=lines, at=self.moment(back))

    @precondition(lambda self: self.deliveries)
    @rule(data=st.data(), amount=cents, what=st.sampled_from(["landed_cost", "supplier_return", "reversal"]))
    def follow_a_delivery(self, data: st.DataObject, amount: int, what: str) -> None:
        of = data.draw(st.sampled_from(self.deliveries))
        sku = str(self.counter.one("SELECT sku FROM stock_line JOIN document ON id = document_id WHERE uid = ?", of))
        keys: dict[str, object] = {
            "landed_cost": {"amount": money(amount + 1), "by": "value"},
            "supplier_return": {"lines": [{"line": 1, "sku": sku, "quantity": "1", "unit_credit": money(amount)}]},
            "reversal": {"reason": "typed wrong"},
        }[what]
        self.post(what, of=of, **keys)

    @rule(sku=skus, place=places, quantity=st.integers(-4, 4).filter(bool), back=days_back)
    def adjust(self, sku: str, place: str, quantity: int, back: int) -> None:
        lines = [{"sku": sku, "quantity": str(quantity), "reason": "other"}]
        self.post("adjustment", lines=lines, location=place, at=self.moment(back), counted=quantity % 2 == 0)

    @rule(sku=skus, place=places, found=st.integers(0, 8), back=days_back)
    def count(self, sku: str, place: str, found: int, back: int) -> None:
        lines = [{"sku": sku, "counted": str(found), "at": self.moment(back)}]
        self.post("count", lines=lines, location=place)

    @rule(sku=skus, places=st.permutations(PLACES[:2]), quantity=quantities, way=st.sampled_from(["", "send"]))
    def transfer(self, sku: str, places: list[str], quantity: int, way: str) -> None:
        keys = {"from": places[0], "to": places[1], "lines": [{"sku": sku, "quantity": str(quantity)}]}
        uid = self.post("transfer", **keys, **({"step": way} if way else {}))
        self.sent += [uid] if uid and way else []

    @precondition(lambda self: self.sent)
    @rule()
    def receive(self) -> None:
        self.post("transfer_receipt", of=self.sent.pop())

    @rule(sku=skus, place=places, cost=cents)
    def revalue(self, sku: str, place: str, cost: int) -> None:
        self.post("revaluation", lines=[{"sku": sku, "unit_cost": money(cost)}], location=place)

    @rule(back=st.integers(1, 5))
    def close(self, back: int) -> None:
        self.post("period_close", through=self.moment(back)[:10])

    @rule(back=days_back)
    def remember(self, back: int) -> None:
        """What is answered now must be answered again to whoever asks what was known now."""
        day = int(self.moment(back)[:10].replace("-", ""))
        now = Moment(self.counter.clock.at_us, 60).iso()
        self.answers.append((now, day, list(Shelf(self.counter.book).stock_on_hand(Asked(at=day)).rows)))
        self.counter.clock.at_us += MINUTE_US

    def teardown(self) -> None:
        try:
            days = sorted(row[0] for row in self.counter.rows("SELECT DISTINCT book_date FROM movement"))
            self.nothing_got_into_a_closed_day()
            for day in days:
                self.stock_is_the_sum_of_movements(day)
            for first, last in zip(days, days[2:], strict=False):
                for place in (None, *PLACES):
                    self.period_ties_out(first, last, place)
            for known, day, answer in self.answers:
                asked = Asked(at=day, known=known)
                assert list(Shelf(self.counter.book).stock_on_hand(asked).rows) == answer
            counted_right(self.counter)
        finally:
            self.stack.close()

    def nothing_got_into_a_closed_day(self) -> None:
        late = (
            "SELECT count(*) FROM movement JOIN period ON book_date <= through"
            " WHERE movement.document_id > period.document_id"
        )
        assert self.counter.one(late) == 0

    def stock_is_the_sum_of_movements(self, day: int) -> None:
        plain = self.counter.rows(
            "SELECT sku, location.code, sum(quantity_milli), sum(value_minor) FROM movement"
            " JOIN product ON product.id = product_id JOIN location ON location.id = location_id"
            " WHERE book_date <= ? GROUP BY product.id, location.id ORDER BY sku, location.id",
            day,
        )
        answer = Shelf(self.counter.book).stock_on_hand(Asked(at=day)).rows
        assert [(row[0], row[2], row[3], row[5]) for row in answer] == plain

    def period_ties_out(self, first: int, last: int, place: str | None) -> None:
        if place is not None and not self.counter.one("SELECT count(*) FROM location WHERE code = ?", place):
            return
        report = PeriodEnd(self.counter.book).period_end(Asked(first=first, last=last, location=place))
        total = PeriodFigures(**{name: int(str(figure)) for name, figure in report.totals.items()})
        for figures in (*(PeriodFigures(*row[2:]) for row in report.rows), total):
            assert figures.tie_out == 0
            assert unexplained_milli(figures) == 0
        by_kind: dict[str, int] = defaultdict(int)
        for kind, value in self.counter.rows(
            "SELECT movement.kind, value_minor FROM movement JOIN location ON location.id = location_id"
            " WHERE book_date BETWEEN ? AND ? AND (? IS NULL OR code = ?)", first, last, place, place,
        ):  # fmt: skip
            by_kind[kind] += value
        of_sales = ("sale", "usage", "customer_return", "landed_sold", "correction")
        assert total.perpetual_cogs == -sum(by_kind[kind] for kind in of_sales)
        assert total.gap == -sum(by_kind[kind] for kind in ("count_loss", "count_gain", "revaluation"))
        assert total.transfers_in_value - total.transfers_out_value == by_kind["transfer_in"] + by_kind["transfer_out"]
        assert total.purchases_value == by_kind["delivery"] + by_kind["invoice"]


Periods.TestCase.settings = settings(max_examples=25, stateful_step_count=30)
test_periods = Periods.TestCase
