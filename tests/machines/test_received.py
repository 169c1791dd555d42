"""Goods received, not invoiced: whatever comes, is billed, goes back and is taken back, the list equals its account.

The model keeps what each delivery and all carriers are owed by plain additions; it knows nothing of movements.
"""

from __future__ import annotations

from contextlib import ExitStack

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.reports.accounting import Accounting
from app.reports.asked import EVERYTHING
from tests.books import counted_right, passing_counter

SKUS = {"F": "fifo", "M": "average"}
pieces = st.integers(1, 12)
cents = st.integers(1, 999)
picks = st.integers(0, 1000)
parts = st.integers(0, 12)


def money(minor: int) -> str:
    return f"{minor // 100}.{minor % 100:02d}"


def share(whole: int, start: int, end: int, of: int) -> int:
    """What lies between two quantities of a line, each end rounded once, halves up."""
    return (2 * whole * end + of) // (2 * of) - (2 * whole * start + of) // (2 * of)


class ReceivedMachine(RuleBasedStateMachine):
    """One supplier, one carrier, goods by FIFO and by average."""

    def __init__(self):
        super().__init__()
        self.stack = ExitStack()
        self.counter = self.stack.enter_context(passing_counter())
        self.number = 0
        self.lines: dict[str, dict[str, object]] = {}  # by delivery
        self.owed: dict[str, int] = {}  # to the supplier, by delivery
        self.carriers = 0
        self.bills: list[tuple[str, str, int, int, int]] = []
        self.returns: list[tuple[str, str, int, int, int]] = []

    @initialize()
    def open_shop(self):
        for sku, costing in SKUS.items():
            self.counter.product(sku, costing=costing)
        for code in ("S1", "C1"):
            self.counter.post("supplier", code=code, name=code)

    def uid(self, letter):
        self.number += 1
        return f"{letter}{self.number}"

    def pick(self, pick):
        return list(self.lines)[pick % len(self.lines)]

    @rule(sku=st.sampled_from(list(SKUS)), quantity=pieces, apart=st.tuples(parts, parts), cost=cents, freight=parts)
    def deliver(self, sku, quantity, apart, cost, freight):
        uid = self.uid("d")
        free, damaged = (min(part, quantity) for part in apart)
        line = {"sku": sku, "quantity": str(quantity), "unit_cost": money(cost)}
        line |= {"free": str(free)} if free else {}
        line |= {"damaged": str(damaged)} if damaged else {}
        landed = [{"amount": money(freight)}] if freight else []
        cost_word = "provisional" if cost % 2 else "final"
        self.counter.post("delivery", uid, supplier="S1", cost=cost_word, lines=[line], landed_costs=landed)
        value = cost * (quantity - free)
        self.lines[uid] = {
            "sku": sku, "quantity": quantity, "charged": quantity - free, "damaged": damaged, "value": value,
            "price": value, "invoiced": 0, "back": 0, "broken": 0, "rests": 0,
            "freight": freight,
        }  # fmt: skip
        self.owed[uid] = value
        self.carriers += freight

    @precondition(lambda self: self.lines)
    @rule(pick=picks, amount=cents)
    def land(self, pick, amount):
        of = self.pick(pick)
        self.counter.post("landed_cost", self.uid("l"), of=of, amount=money(amount), by="quantity", supplier="C1")
        self.lines[of]["rests"] += 1
        self.carriers += amount

    @precondition(lambda self: self.lines)
    @rule(pick=picks, quantity=pieces, cost=cents, discount=parts)
    def bill(self, pick, quantity, cost, discount):
        of = self.pick(pick)
        line = self.lines[of]
        before = line["invoiced"]
        quantity = min(quantity, line["charged"] - before)
        if quantity <= 0:
            return
        uid = self.uid("i")
        billed = [{"sku": line["sku"], "quantity": str(quantity), "unit_cost": money(cost)}]
        whole = quantity * cost
        off = min(discount, whole)
        keys = {"discount": money(off)} if off else {}
        self.counter.post("supplier_invoice", uid, supplier="S1", number=uid, deliveries=[of], lines=billed, **keys)
        received = share(line["value"], before, before + quantity, line["charged"])
        line["invoiced"] += quantity
        line["price"] += whole - off - received
        line["rests"] += 1
        self.owed[of] -= received
        self.bills.append((uid, of, quantity, received, whole - off))

    @precondition(lambda self: self.bills)
    @rule()
    def take_the_last_bill_back(self):
        uid, of, quantity, received, billed = self.bills[-1]
        self.bills.pop()
        self.counter.post("reversal", self.uid("z"), of=uid, reason="wrong")
        line = self.lines[of]
        line["invoiced"] -= quantity
        line["price"] -= billed - received
        line["rests"] -= 1
        self.owed[of] += received

    @precondition(lambda self: self.lines)
    @rule(pick=picks, quantity=pieces, damaged=parts, credit=st.none() | cents)
    def send_back(self, pick, quantity, damaged, credit):
        of = self.pick(pick)
        line = self.lines[of]
        quantity = min(quantity, line["quantity"] - line["back"])
        if quantity <= 0:
            return
        came_broken = max(0, line["damaged"] - line["broken"])
        named = min(damaged, quantity, came_broken)
        broken = max(named, quantity - (line["quantity"] - line["back"] - came_broken))
        uid = self.uid("b")
        said = {"sku": line["sku"], "quantity": str(quantity), "damaged": str(named)}
        said |= {} if credit is None else {"unit_credit": money(credit)}
        self.counter.post("supplier_return", uid, of=of, lines=[said])
        back = line["back"]
        given = (
            credit * quantity if credit is not None else share(line["price"], back, back + quantity, line["quantity"])
        )
        line["back"] += quantity
        line["broken"] += broken
        line["rests"] += 1
        self.owed[of] -= given
        self.returns.append((uid, of, quantity, broken, given))

    @precondition(lambda self: self.returns)
    @rule(amount=st.none() | cents, last=st.booleans())
    def settle_or_take_back_a_return(self, amount, last):
        uid, of, quantity, broken, given = self.returns.pop(-1 if last else 0)
        if amount is None:
            self.counter.post("reversal", self.uid("z"), of=uid, reason="wrong")
            line = self.lines[of]
            line["back"] -= quantity
            line["broken"] -= broken
            line["rests"] -= 1
        else:
            self.counter.post("credit_note", self.uid("n"), of=uid, number=uid, amount=money(amount))
        self.owed[of] += given

    @precondition(lambda self: self.lines)
    @rule(pick=picks)
    def take_a_delivery_back(self, pick):
        of = self.pick(pick)
        line = self.lines[of]
        if line["rests"]:
            return
        self.counter.post("reversal", self.uid("z"), of=of, reason="wrong")
        self.carriers -= line["freight"]
        del self.lines[of], self.owed[of]

    @rule(sku=st.sampled_from(list(SKUS)), quantity=pieces)
    def sell(self, sku, quantity):
        self.counter.sell(self.uid("s"), sku, str(quantity))

    @rule(sku=st.sampled_from(list(SKUS)), quantity=pieces)
    def break_some(self, sku, quantity):
        lines = [{"sku": sku, "quantity": f"-{quantity}", "reason": "damaged"}]
        self.counter.post("adjustment", self.uid("a"), lines=lines)

    @invariant()
    def the_list_is_what_is_owed_and_what_its_accounts_hold(self):
        accounting = Accounting(self.counter.book)
        report = accounting.not_invoiced()
        names = [column.name for column in report.columns]
        rows = [dict(zip(names, row, strict=True)) for row in report.rows]
        listed: dict[str, int] = {}
        for row in rows:
            if row["kind"] == "goods":
                listed[row["document"]] = listed.get(row["document"], 0) + row["value"]
        assert listed == {uid: owed for uid, owed in self.owed.items() if owed or uid in listed}
        assert sum(row["value"] for row in rows if row["kind"] != "goods") == self.carriers
        balances: dict[str, int] = {}
        journal = accounting.journal(EVERYTHING)
        places = [column.name for column in journal.columns]
        for row in journal.rows:
            one = dict(zip(places, row, strict=True))
            balances[one["account"]] = balances.get(one["account"], 0) + (one["debit"] or 0) - (one["credit"] or 0)
        assert -balances.get("Liabilities:GRNI", 0) == sum(self.owed.values())
        assert -balances.get("Liabilities:GRNI:Carriers", 0) == self.carriers

    def teardown(self):
        counted_right(self.counter)
        self.stack.close()


TestReceived = ReceivedMachine.TestCase
TestReceived.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
