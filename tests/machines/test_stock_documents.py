"""All documents of stock in any order: all cost methods, several places, lots and serial numbers, kits, stock below
zero, transfers on their way, counts, late documents, invoices, landed costs, returns, reversals, and a book that is
closed and opened again in between.

A second bookkeeper figures every value anew; quantities, periods and counts are held against plain Python.
`TILLBOOK_SEARCH=examples` makes the search longer than the short one of every day.
"""

from __future__ import annotations

import json
import os
from collections import Counter as Tally
from contextlib import ExitStack
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import hypothesis.strategies as st
import pytest
from hypothesis import event, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.domain.costing import Pool
from app.domain.history import History, taken_back
from app.domain.refusal import Refusal
from app.domain.retelling import tell
from app.domain.shop import Costing
from app.store import database
from app.store.queries import histories
from tests.books import counted_right, passing_counter
from tests.machines.second_bookkeeper import Bookkeeper
from tests.periods import Ledger

METHODS = {"F": "fifo", "A": "average", "S": "standard", "L": "lifo", "P": "specific", "E": "fifo", "N": "specific"}
BY_WEIGHT = "FASL"
WITH_LOTS = "PE"
PLACES = ("shop", "back")
ZONE = ZoneInfo("Europe/Berlin")
LOTS = ("L1", "L2", "L3")

skus = st.sampled_from(sorted(METHODS))
places = st.sampled_from(PLACES)
costs = st.one_of(st.integers(0, 20).map(lambda units: f"{units}"), st.integers(0, 10**5).map(lambda n: f"0.{n:05}"))
lots = st.sampled_from((*LOTS, None))
bases = st.sampled_from(["value", "quantity", "weight"])
lateness = st.tuples(st.sampled_from([0, 0, 1]), st.booleans())
picks = st.integers(0, 10**6)
# Small whole quantities meet each other exactly, odd ones round.
arrivals = st.integers(1, 9).map(lambda pieces: pieces * 2000) | st.integers(1, 20_000)
amounts = st.one_of(st.integers(1, 4).map(lambda pieces: pieces * 1000), st.integers(1, 5000))


def milli(quantity: int) -> str:
    sign, quantity = ("-" if quantity < 0 else ""), abs(quantity)
    return f"{sign}{quantity // 1000}.{quantity % 1000:03}"


class StockDocuments(RuleBasedStateMachine):
    """A shop in which anything may happen next."""

    def __init__(self):
        super().__init__()
        self.stack = ExitStack()
        self.number = 0
        self.now = datetime(2026, 2, 1, 12, tzinfo=ZONE)
        self.days = [20260201]
        # What the documents have moved, as a plain list would say it: by SKU and place, in thousandths.
        self.there = Tally()
        self.sold: list[tuple[str, int, str, int]] = []  # uid, line, SKU, quantity
        self.deliveries: list[tuple[str, str, tuple]] = []
        self.sent: list[str] = []
        self.landed: list[str] = []
        self.returned: list[str] = []
        self.gone_back: Tally[tuple[str, int]] = Tally()
        self.posted: list[str] = []
        # Moment, uid, SKU and place, and the lots that it was of; none is all of them.
        self.counts: list[tuple[datetime, str, tuple[str, str], set[str]]] = []
        self.closed: list[tuple[int, int, dict]] = []  # first and last day, and the figures at its close
        self.refused: str | None = None

    @initialize(listed=st.sampled_from([None, "1.23456"]), currency=st.sampled_from(["EUR", "EUR", "JPY", "KWD"]))
    def open_shop(self, listed, currency):
        self.counter = self.stack.enter_context(passing_counter(currency=currency))
        self.bookkeeper = Bookkeeper(self.counter)
        self.counter.clock.put(self.now.isoformat())
        self.counter.post("location", code="back", name="Back room")
        self.counter.post("supplier", code="S1", name="Supplier")
        for sku, method in METHODS.items():
            tracking = "lot" if sku in WITH_LOTS else "serial" if sku == "N" else "none"
            self.counter.product(
                sku,
                "0.10",
                unit="kg" if sku in BY_WEIGHT else "each",
                costing=method,
                tracking=tracking,
                negative_stock="allow",
                cost=listed,
                standard_cost="2.3456" if method == "standard" else None,
                weight="0.5",
            )
        self.counter.product("BAG", "0.10", stocked=False, cost="0.02")
        parts = {"F": "0.25", "A": "1", "BAG": "1"}
        self.counter.product("K", "1.00", kit=[{"sku": sku, "quantity": of_one} for sku, of_one in parts.items()])

    # What every rule does.

    def money(self, minor: int | None) -> str | None:
        """An amount as the door takes it."""
        return None if minor is None else self.counter.book.shop.currency.write(minor)

    def uid(self) -> str:
        self.number += 1
        return f"u{self.number}"

    def do(self, kind: str, uid: str, **keys: object) -> bool:
        """Post a document; one that is refused leaves no trace. A day is some twenty documents long."""
        self.now += timedelta(minutes=71)
        self.counter.clock.put(self.now.isoformat())
        try:
            self.counter.post(kind, uid, **keys)
        except Refusal as refusal:
            event(f"{kind} refused: {refusal.code}")
            assert self.counter.one("SELECT count(*) FROM document WHERE uid = ?", uid) == 0
            self.refused = refusal.code
            return False
        event(kind)
        self.refused = None
        self.posted.append(uid)
        return True

    def quantity(self, sku: str, amount: int) -> int:
        """So much of a product, whole pieces where it comes in pieces."""
        return amount if sku in BY_WEIGHT else max(amount // 1000, 1) * 1000

    def late(self, days: int, counted: bool | None = None) -> dict[str, object]:
        """Of a document that comes days late, and was or was not on the shelf when somebody counted."""
        if not days:
            return {}
        said = {} if counted is None else {"counted": counted}
        return {"at": (self.now - timedelta(days=days)).isoformat()} | said

    def moves(self, sku: str, place: str, quantity: int, keys: dict, lot: str | None = None) -> None:
        """A document moves goods, unless a count that came after has them already."""
        at = datetime.fromisoformat(keys["at"]) if "at" in keys else self.now
        is_counted = any(
            moment > at and goods == (sku, place) and (not lot or not lots or lot in lots)
            for moment, _, goods, lots in self.counts
        )
        if not (is_counted and keys.get("counted") == (quantity > 0)):
            self.there[sku, place] += quantity

    def lots_there(self, sku: str, place: str) -> list[str]:
        return [
            number
            for (number,) in self.counter.rows(
                "SELECT number FROM level JOIN lot ON lot.id = lot_id JOIN product ON product.id = level.product_id"
                " JOIN location ON location.id = location_id WHERE sku = ? AND location.code = ? AND lot_id > 0"
                " AND quantity_milli > 0 ORDER BY number",
                sku,
                place,
            )
        ]

    def named(self, sku: str, place: str, pick: int, pieces: int = 1, *, may_lack: bool = True) -> dict:
        """The lot or the serial numbers that somebody names, every second time; now and then one that is not there."""
        there = self.lots_there(sku, place)
        if sku in "PN" and pick % 14 == 1:
            # One that the book does not have, or not so much of.
            self.number += 1
            unknown = {"lot": LOTS[pick % 3]} if sku == "P" else {"serials": [f"X{self.number}"], "quantity": "1"}
            return unknown if may_lack else {}
        if not there or pick % 2:
            return {}
        if sku == "N":
            return {"serials": there[:pieces], "quantity": str(len(there[:pieces]))}
        return {"lot": there[pick % len(there)]}

    # Goods come in.

    @rule(
        place=places,
        goods=st.lists(st.tuples(skus, arrivals, costs, lots), min_size=1, max_size=3, unique_by=lambda one: one[::3]),
        landed=st.none() | st.tuples(st.sampled_from([7, 100]), st.sampled_from(["value", "quantity", "weight"])),
        late=st.tuples(st.sampled_from([0, 0, 0, 1, 5]), st.sampled_from([None, True, False])),
        discount=st.sampled_from([None, None, "3%"]),
        parts=st.tuples(st.sampled_from([0, 0, 0, 2, 1]), st.sampled_from([0, 2, 1, 0])),
    )
    def deliver(self, place, goods, landed, late, discount, parts):
        uid, lines, whole = self.uid(), [], []
        for number, (sku, amount, cost, lot) in enumerate(goods):
            quantity = self.quantity(sku, amount)
            line = {"sku": sku, "quantity": milli(quantity), "unit_cost": cost}
            free, broken = (self.part(sku, quantity, by) for by in parts)
            line |= {"free": milli(free), "damaged": milli(broken)}
            whole.append((sku, quantity - broken))
            if sku in WITH_LOTS and lot:
                line |= {"lot": lot, "expiry": f"2026-02-{3 + 9 * LOTS.index(lot):02}"}
            if sku == "N" and lot:
                line["serials"] = [f"{uid}-{number}-{piece}" for piece in range(quantity // 1000)]
            lines.append(line)
        keys = {"location": place, "lines": lines, "discount": discount, "supplier": "S1", **self.late(*late)}
        if landed:
            keys["landed_costs"] = [{"amount": self.money(landed[0]), "by": landed[1]}]
        if self.do("delivery", uid, **keys):
            for (sku, quantity), line in zip(whole, lines, strict=True):
                if quantity:
                    self.moves(sku, place, quantity, keys, line.get("lot"))
            self.landed += [uid] if landed else []
            if all(quantity for _, quantity in whole):
                self.deliveries.append((uid, place, tuple(whole)))

    @staticmethod
    def part(sku: str, quantity: int, by: int) -> int:
        """A half of it, or all, or nothing; of pieces with serial numbers nothing."""
        if not by or sku == "N":
            return 0
        return quantity // by if sku in BY_WEIGHT else quantity // by // 1000 * 1000

    @rule(place=places, sku=skus, amount=amounts, cost=costs)
    def open_stock(self, place, sku, amount, cost):
        quantity = self.quantity(sku, amount)
        lines = [{"sku": sku, "quantity": milli(quantity), "unit_cost": cost}]
        if self.do("opening_stock", self.uid(), location=place, lines=lines):
            self.there[sku, place] += quantity

    # Goods are sold and come back.

    @rule(
        place=places,
        goods=st.lists(st.tuples(st.one_of(skus, st.just("K")), amounts, picks), min_size=1, max_size=3),
        days=st.sampled_from([0, 0, 0, 2]),
    )
    def sell(self, place, goods, days):
        uid, lines = self.uid(), []
        for sku, amount, pick in goods:
            quantity = self.quantity(sku, amount)
            lines.append({"sku": sku, "quantity": milli(quantity)} | self.named(sku, place, pick, quantity // 1000))
        if self.do("sale", uid, location=place, lines=lines, **self.late(days)):
            for number, line in enumerate(lines, start=1):
                quantity = round(float(line["quantity"]) * 1000)
                self.sold.append((uid, number, line["sku"], quantity))
                self._sold(line["sku"], place, -quantity)

    def _sold(self, sku: str, place: str, quantity: int) -> None:
        if sku == "K":
            self.there["F", place] += quantity // 4
            self.there["A", place] += quantity
        else:
            self.there[sku, place] += quantity

    @precondition(lambda self: self.sold)
    @rule(
        pick=picks, amount=amounts, place=places, state=st.sampled_from(["sellable", "sellable", "sellable", "damaged"])
    )
    def take_back(self, pick, amount, place, state):
        uid, line, sku, left = self.sold.pop(pick % len(self.sold))
        quantity = min(self.quantity("F" if sku in BY_WEIGHT else "K", amount), left)
        lines = [{"line": line, "quantity": milli(quantity), "state": state}]
        if self.do("refund", self.uid(), of=uid, location=place, lines=lines):
            if quantity < left:
                self.sold.append((uid, line, sku, left - quantity))
            if state == "sellable":
                self._sold(sku, place, quantity)

    @rule(place=places, sku=skus, amount=amounts, state=st.sampled_from(["sellable", "damaged"]))
    def take_back_without_receipt(self, place, sku, amount, state):
        quantity = self.quantity(sku, amount)
        lines = [{"sku": sku, "quantity": milli(quantity), "price": "0.10", "state": state}]
        if self.do("refund", self.uid(), location=place, lines=lines) and state == "sellable":
            self.there[sku, place] += quantity

    # Goods go back to their supplier, are found, are gone, change their place.

    @precondition(lambda self: self.deliveries)
    @rule(pick=picks, amount=amounts, credit=st.none() | costs, late=lateness)
    def send_back(self, pick, amount, credit, late):
        uid, place, goods = self.deliveries[pick % len(self.deliveries)]
        line = pick // 7 % len(goods)
        sku, whole = goods[line]
        # What came broken goes back out of the write-off and moves no stock: `test_received` knows that. What was
        # reversed stays counted as gone back here, which only asks for less.
        quantity = min(self.quantity(sku, amount), whole - self.gone_back[uid, line])
        if quantity <= 0:
            return
        said = {"line": line + 1, "sku": sku, "quantity": milli(quantity), "unit_credit": credit}
        serials = self.counter.one("SELECT serials FROM stock_line JOIN document ON document.id = document_id"
                                   " WHERE uid = ? AND line_no = ?", uid, line + 1)  # fmt: skip
        if serials:
            said["serials"] = [f"{uid}-{line}-{piece}" for piece in range(quantity // 1000)]
        keys = {"of": uid, "lines": [said], **self.late(*late)}
        back = self.uid()
        if self.do("supplier_return", back, **keys):
            self.gone_back[uid, line] += quantity
            self.moves(sku, place, -quantity, keys, keys["lines"][0].get("lot"))
            self.returned.append(back)

    @rule(place=places, sku=skus, amount=amounts, credit=st.none() | costs, pick=picks)
    def send_back_of_no_delivery(self, place, sku, amount, credit, pick):
        quantity = self.quantity(sku, amount)
        line = {"sku": sku, "quantity": milli(quantity), "unit_credit": credit}
        line |= self.named(sku, place, pick, quantity // 1000)
        back = self.uid()
        if self.do("supplier_return", back, location=place, lines=[line]):
            self.returned.append(back)
            self.there[sku, place] -= round(float(line["quantity"]) * 1000)

    @rule(
        place=places,
        sku=skus,
        amount=amounts,
        found=st.none() | st.tuples(st.none() | costs, lots),
        pick=picks,
        late=lateness,
    )
    def adjust(self, place, sku, amount, found, pick, late):
        uid, quantity = self.uid(), self.quantity(sku, amount)
        line = {"sku": sku, "quantity": milli(quantity), "reason": "other"}
        if found is not None:
            line["unit_cost"], lot = found
            if sku in WITH_LOTS and lot:
                line["lot"] = lot
            if sku == "N" and lot:
                line["serials"] = [f"{uid}-{piece}" for piece in range(quantity // 1000)]
        else:
            line |= self.named(sku, place, pick, quantity // 1000)
            line["quantity"] = f"-{line['quantity']}"
        keys = {"location": place, "lines": [line], **self.late(*late)}
        if self.do("adjustment", uid, **keys):
            self.moves(sku, place, round(float(line["quantity"]) * 1000), keys, line.get("lot"))

    @rule(place=places, goods=st.lists(st.tuples(skus, amounts, picks), min_size=1, max_size=2), send=st.booleans())
    def transfer(self, place, goods, send):
        uid, other = self.uid(), PLACES[place == PLACES[0]]
        lines = []
        kept = sorted(sku for (sku, where), quantity in self.there.items() if where == place and quantity > 0)
        for any_sku, amount, pick in goods:
            sku = kept[pick % len(kept)] if kept and pick % 11 else any_sku
            there = self.there[sku, place]
            quantity = self.quantity(sku, min(amount, there) if there > 0 and pick % 5 else amount)
            lines.append({"sku": sku, "quantity": milli(quantity)} | self.named(sku, place, pick, quantity // 1000))
        keys = {"from": place, "to": other, "lines": lines} | ({"step": "send"} if send else {})
        if self.do("transfer", uid, **keys):
            for line in lines:
                quantity = round(float(line["quantity"]) * 1000)
                self.there[line["sku"], place] -= quantity
                self.there[line["sku"], "transit" if send else other] += quantity
            if send:
                self.sent.append(uid)

    @precondition(lambda self: self.sent)
    @rule(pick=picks, part=st.booleans())
    def receive_transfer(self, pick, part):
        of, uid = self.sent[pick % len(self.sent)], self.uid()
        target, sku, quantity = self.counter.rows(_SENT, of)[0]
        keys = {"of": of}
        if part:
            some = quantity if sku not in BY_WEIGHT else max(quantity // 2, 1)
            keys["lines"] = [{"sku": sku, "quantity": milli(some)}]
        if self.do("transfer_receipt", uid, **keys):
            for one, moved in self.counter.rows(
                "SELECT sku, sum(quantity_milli) FROM stock_line JOIN document ON document.id = document_id"
                " WHERE uid = ? GROUP BY sku",
                uid,
            ):
                self.there[one, "transit"] -= moved
                self.there[one, target] += moved

    # Counts.

    @rule(
        place=places,
        goods=st.lists(
            st.tuples(skus, st.integers(-2, 3), picks), min_size=1, max_size=3, unique_by=lambda one: one[0]
        ),
        uncounted=st.sampled_from(["leave", "leave", "leave", "zero"]),
        hours=st.sampled_from([0, 0, 30]),
    )
    def count(self, place, goods, uncounted, hours):
        uid, lines = self.uid(), []
        for sku, off, pick in goods:
            found = max(self.there[sku, place] + off * 1000, 0)
            line = {"sku": sku, "counted": milli(found), "zone": "Z1" if pick % 3 else ""}
            if sku in WITH_LOTS and pick % 4 == 0:
                line["lot"] = LOTS[pick % 3]
            if sku == "N" and pick % 4 == 0:
                line["serials"] = self.lots_there("N", place)[off > 0 :]
                line["counted"] = str(len(line["serials"]))
            if hours:
                line["at"] = (self.now - timedelta(hours=hours)).isoformat()
            lines.append(line)
        if not self.do("count", uid, location=place, lines=lines, uncounted=uncounted):
            return
        for sku, *_ in self.counter.rows(
            "SELECT DISTINCT sku FROM stock_line JOIN document ON document.id = document_id WHERE uid = ?", uid
        ):
            is_late = hours and sku in {line["sku"] for line in lines}
            at = self.now - timedelta(hours=hours) if is_late else self.now
            rows = self.counter.rows(_COUNTED, uid, sku)
            if all(state for *_, state in rows):
                # Pieces without their numbers move nothing, nor does what moved between the count of one lot long ago
                # and that of the others now.
                assert sku == "N" or (uncounted == "zero" and is_late and {state for *_, state in rows} == {"recount"})
                continue
            lots = set() if any(serials or not lot for lot, serials, _ in rows) else {lot for lot, *_ in rows}
            self.counts.append((at, uid, (sku, place), lots))
            self._found(uid, sku, place, [line for line in lines if line["sku"] == sku], is_now=at == self.now)

    def _found(self, uid: str, sku: str, place: str, lines: list[dict], *, is_now: bool) -> None:
        """A count of the whole makes the level what was found; for other counts the levels are read from the book."""
        level = self.level(sku, place)
        whole = not lines or (len(lines) == 1 and "lot" not in lines[0] and not lines[0].get("serials"))
        if is_now and whole and not (lines and "serials" in lines[0]):
            assert level == (round(float(lines[0]["counted"]) * 1000) if lines else 0), f"{uid} {sku}"
        elif is_now and lines and lines[0].get("serials"):
            assert self.lots_there(sku, place) == sorted(lines[0]["serials"])
        self.there[sku, place] = level

    # Costs that come later, other values, other methods.

    @precondition(lambda self: self.deliveries)
    @rule(pick=picks, amount=st.integers(1, 500), by=bases)
    def add_landed_cost(self, pick, amount, by):
        uid, *_ = self.deliveries[pick % len(self.deliveries)]
        cost = self.uid()
        if self.do("landed_cost", cost, of=uid, amount=self.money(amount), by=by):
            self.landed.append(cost)

    @precondition(lambda self: self.deliveries)
    @rule(pick=picks, cost=costs, part=st.booleans())
    def take_invoice(self, pick, cost, part):
        uid, _, goods = self.deliveries[pick % len(self.deliveries)]
        sku, quantity = goods[pick // 5 % len(goods)]
        quantity = quantity if part or sku not in BY_WEIGHT else max(quantity // 3, 1)
        lines = [{"sku": sku, "quantity": milli(quantity), "unit_cost": cost}]
        self.do("supplier_invoice", self.uid(), supplier="S1", number=f"{pick}", deliveries=[uid], lines=lines)

    @precondition(lambda self: self.landed)
    @rule(pick=picks, amount=st.none() | st.integers(0, 500))
    def bill_landed_cost(self, pick, amount):
        costs_ = [{"of": self.landed[pick % len(self.landed)], "amount": self.money(amount)}]
        self.do("supplier_invoice", self.uid(), supplier="S1", landed_costs=costs_)

    @precondition(lambda self: self.returned)
    @rule(pick=picks, amount=st.none() | st.integers(0, 2000))
    def take_credit_note(self, pick, amount):
        of = self.returned[pick % len(self.returned)]
        self.do("credit_note", self.uid(), of=of, amount=self.money(amount), tax=self.money(19))

    @rule(place=places, sku=skus, cost=costs)
    def revalue(self, place, sku, cost):
        self.do("revaluation", self.uid(), location=place, lines=[{"sku": sku, "unit_cost": cost}])

    @rule(sku=skus, method=st.sampled_from(sorted(set(METHODS.values()))))
    def change_method(self, sku, method):
        self.do("method_change", self.uid(), lines=[{"sku": sku, "costing": method}])

    # Mistakes, and nights.

    @precondition(lambda self: self.posted)
    @rule(pick=picks, days=st.sampled_from((0, 0, 0, 0.05, 0.2, 1)))
    def reverse(self, pick, days):
        of, uid = self.posted[-1 - pick % min(len(self.posted), 6)], self.uid()
        if not self.do("reversal", uid, of=of, reason="typed wrong", **self.late(days)):
            return
        # What counts give back with it is no part of it: the second bookkeeper has said which that is.
        self.bookkeeper.catch_up()
        reversal = self.counter.one("SELECT id FROM document WHERE uid = ?", uid)
        given = json.dumps([row.seq for document, row in self.bookkeeper.given_back if document == reversal])
        taken = json.dumps([row.seq for row in self.bookkeeper.given_up.get(reversal, ())])
        both = self.counter.rows(_LEFT_BEHIND, of, uid, taken, given)
        if self.counter.one("SELECT kind FROM document WHERE uid = ?", of) in {"landed_cost", "supplier_invoice"}:
            # What was sold in between is cost of sales, and what moved on has it somewhere else.
            both = [(*row[:4], 0, sum(one[5] for one in both if one[3] != "landed_sold")) for row in both]
        # What was booked to goods where they had been carried goes back with them.
        carried = {(row[0], row[2]): 0 for row in both}
        for row in both:
            carried[row[0], row[2]] += row[5] if row[3].startswith("transfer") else 0
        both = [(*row[:5], carried[row[0], row[2]] if row[3].startswith("transfer") else row[5]) for row in both]
        assert all(row[4:] == (0, 0) for row in both), f"A reversal leaves nothing behind but corrections: {both}"
        for sku, place, moved in self.counter.rows(
            "SELECT sku, location.code, sum(quantity_milli) FROM movement JOIN document ON document.id = document_id"
            " JOIN product ON product.id = product_id JOIN location ON location.id = movement.location_id"
            " WHERE uid = ? GROUP BY 1, 2",
            uid,
        ):
            self.there[sku, place] += moved
        self.deliveries = [one for one in self.deliveries if one[0] != of]
        self.sent = [one for one in self.sent if one != of]
        self.counts = [one for one in self.counts if one[1] != of]

    @rule()
    def close_the_period(self):
        """Close everything through yesterday: its figures stay what they are, whatever comes later."""
        through = (self.now - timedelta(days=1, hours=4)).date()
        if self.do("period_close", self.uid(), through=through.isoformat()):
            first, last = self.counter.rows("SELECT first_day, through FROM period ORDER BY through DESC LIMIT 1")[0]
            self.closed.append((first, last, Ledger(self.counter).period_end(first, last)))

    @rule(hours=st.integers(1, 60))
    def wait(self, hours):
        self.now += timedelta(hours=hours)
        self.counter.clock.put(self.now.isoformat())

    @rule()
    def open_the_book_again(self):
        path, clock = self.counter.book.path, self.counter.clock
        self.counter.book.close_thread()
        self.counter.__init__(database.open_book(path), clock)

    # What holds after every step.

    def level(self, sku: str, place: str) -> int:
        return self.counter.one(
            "SELECT coalesce(sum(quantity_milli), 0) FROM level JOIN product ON product.id = product_id"
            " JOIN location ON location.id = location_id WHERE sku = ? AND location.code = ?",
            sku,
            place,
        )

    @invariant()
    def levels_are_what_the_documents_say(self):
        levels = {
            row[:2]: row[2]
            for row in self.counter.rows(
                "SELECT sku, location.code, sum(quantity_milli) FROM level JOIN product ON product.id = product_id"
                " JOIN location ON location.id = location_id GROUP BY 1, 2 HAVING sum(quantity_milli) <> 0"
            )
        }
        assert levels == {goods: quantity for goods, quantity in self.there.items() if quantity}

    @invariant()
    def values_are_what_the_second_bookkeeper_says(self):
        self.bookkeeper.catch_up()

    @invariant()
    def zero_stock_is_worth_zero(self):
        """In the ledger's order, document by document."""
        held: dict[tuple[int, int], list[int]] = {}
        with_lots = {one for (one,) in self.counter.rows("SELECT id FROM product WHERE tracking <> 'none'")}
        rows = self.counter.rows(
            "SELECT product_id, location_id, sum(quantity_milli), sum(value_minor) FROM movement"
            " GROUP BY document_id, product_id, location_id ORDER BY document_id"
        )
        for product, place, quantity, value in rows:
            sums = held.setdefault((product, place), [0, 0])
            sums[0] += quantity
            sums[1] += value
            # By lots each is a pool of its own: the second bookkeeper has those.
            assert sums[0] or not sums[1] or product in with_lots

    @invariant()
    def what_is_there_is_worth_at_least_nothing(self):
        # By lots each is a pool of its own: a dear one may be short while more of a cheap one is there.
        worthless = "SELECT * FROM pool WHERE quantity_milli > 0 AND value_minor < 0 AND method <> 'specific'"
        assert self.counter.rows(worthless) == []
        below = (
            "SELECT * FROM layer JOIN pool USING (product_id, location_id)"
            " WHERE method IN ('fifo', 'lifo', 'specific') AND layer.value_minor < taken_minor"
        )
        assert self.counter.rows(below) == []

    def teardown(self):
        try:
            counted_right(self.counter)
            self._hold_periods()
            self._tell_what_had_no_mistakes()
        finally:
            self.stack.close()

    def _tell_what_had_no_mistakes(self) -> None:
        """Where nothing was taken back, the history as it is told again is what the book holds."""
        digits = self.counter.book.shop.currency.digits
        products = self.counter.rows("SELECT id FROM product WHERE stocked AND costing <> 'standard'")
        with self.counter.book.reading() as connection:
            for product in histories.can_be_told(connection, [one for (one,) in products], is_counted=True):
                rows = histories.happened(connection, product)
                if taken_back(rows):
                    continue
                kept = {row[0]: row[1:] for row in connection.execute(_KEPT, (product,))}
                pools = {
                    place: Pool(Costing(method), digits, listed_cost_micro=listed)
                    for place, (_, _, method, listed) in kept.items()
                }
                counts = histories.counted(connection, product)
                history = History(rows, counts, frozenset(), {})
                tell(history, pools.__getitem__)
                found = {place: (pool.quantity_milli, pool.value_minor) for place, pool in pools.items()}
                assert found == {place: row[:2] for place, row in kept.items()}

    def _hold_periods(self) -> None:
        ledger = Ledger(self.counter)
        days = sorted({row[3] for row in ledger.rows})
        if days:
            ledger.holds(days[0], days[-1])
            ledger.holds(days[len(days) // 3], days[len(days) * 2 // 3])
            ledger.holds(days[-1], days[-1])
        for first, last, figures in self.closed:
            ledger.holds(first, last)
            again = ledger.period_end(first, last)
            assert {sku: dict(row) for sku, row in again.items()} == {sku: dict(row) for sku, row in figures.items()}


_KEPT = """
SELECT location_id, quantity_milli, value_minor, method, cost_micro
FROM pool JOIN product ON product.id = product_id WHERE product_id = ?
"""
_SENT = """
SELECT location.code, sku, quantity_milli FROM document
JOIN stock_document ON stock_document.document_id = document.id JOIN location ON location.id = to_location_id
JOIN stock_line ON stock_line.document_id = document.id WHERE uid = ? ORDER BY line_no
"""
_COUNTED = """
SELECT lot, serials, state FROM stock_line JOIN document ON document.id = document_id WHERE uid = ? AND sku = ?
"""
# Under standard cost goods come back at what the standard is by then: those are left out, also of a changed method.
_LEFT_BEHIND = """
SELECT pool.product_id, pool.location_id, lot_id, movement.kind, sum(movement.quantity_milli), sum(movement.value_minor)
FROM movement JOIN document ON document.id = document_id
JOIN pool ON pool.product_id = movement.product_id AND pool.location_id = movement.location_id
WHERE (uid IN (?, ?) OR movement.seq IN (SELECT value FROM json_each(?)))
    AND movement.kind <> 'correction' AND method <> 'standard' AND pool.product_id NOT IN (
        SELECT product_id FROM stock_line JOIN document AS changing ON changing.id = stock_line.document_id
        WHERE changing.kind = 'method_change')
    AND movement.seq NOT IN (SELECT value FROM json_each(?)) GROUP BY 1, 2, 3, 4
"""

SEARCH = os.environ.get("TILLBOOK_SEARCH")
TestStockDocuments = StockDocuments.TestCase
if SEARCH:  # a search takes as long as it is told to; the short run keeps to the limit of every test
    TestStockDocuments = pytest.mark.timeout(0)(TestStockDocuments)
TestStockDocuments.settings = settings(max_examples=int(SEARCH or 60), stateful_step_count=40)
