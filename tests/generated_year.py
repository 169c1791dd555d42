"""A year of a shop, made up day by day and posted through the door's own verbs.

    python -m tests.generated_year [PRODUCTS LINES]      13,000 products and 40,000 sale lines if nothing is said

Sales every day, a delivery each Monday with its freight and, later, its invoice, goods that are damaged, come back or
go back, a count at the end of each month that finds some gone, and a close for each month. After each month every
identity of the period-end figures is held to the last cent, for each product, place and total, and against the
reports; at the end the whole book is proven.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter as Tally
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from app.reports.verification import Verification
from tests.books import Counter, passing_counter
from tests.periods import Ledger

ZONE = ZoneInfo("Europe/Berlin")
METHODS = ("fifo", "fifo", "fifo", "average", "average", "standard", "specific", "lifo")
FIRST = date(2026, 1, 1)


@dataclass
class Year:
    """A shop that lives through a year.

    Attributes:
        lines: Sale lines of the whole year.
        posted: Documents by kind.
    """

    counter: Counter
    products: int
    lines: int
    chance: Random = field(default_factory=lambda: Random(2026))
    posted: Tally = field(default_factory=Tally)
    month_seconds: list[float] = field(default_factory=list)
    delivered: list[tuple[str, list[tuple[str, int, int]]]] = field(default_factory=list)
    sold: list[tuple[str, int]] = field(default_factory=list)
    wanted: Tally = field(default_factory=Tally)
    today: date = FIRST
    minute: int = 0

    def live(self) -> None:
        """Twelve months, each closed on the first day of the next."""
        self._open()
        for month in range(1, 13):
            began = time.perf_counter()
            first = date(2026, month, 1)
            after = date(2026 + month // 12, month % 12 + 1, 1)
            while self.today < after:
                self._day()
                self.today += timedelta(days=1)
                self.minute = 0
            self._close(first, after - timedelta(days=1))
            self.month_seconds.append(time.perf_counter() - began)
        found = [str(one) for one in Verification(self.counter.book).run().found]
        assert found == [], found

    def _post(self, kind: str, /, **keys: object) -> str:
        self.minute += 1
        moment = datetime.combine(self.today, datetime.min.time(), ZONE) + timedelta(hours=8, seconds=20 * self.minute)
        self.counter.clock.put(moment.isoformat())
        self.posted[kind] += 1
        uid = f"{kind}-{self.posted[kind]}"
        self.counter.post(kind, uid, **keys)
        return uid

    def _open(self) -> None:
        self.counter.post("location", code="back", name="Back room")
        self.counter.post("supplier", code="S1", name="Supplier")
        self.counter.post("supplier", code="S2", name="Carrier")
        self.counter.post("user", code="anna", name="Anna")
        for number in range(9):
            self.counter.post("customer", code=f"C{number}", name=f"Customer {number}")
        costs = {}
        for number in range(self.products):
            method = METHODS[number % len(METHODS)]
            costs[f"P{number}"] = 40 + number * 7919 % 900
            self.counter.product(
                f"P{number}", f"{costs[f'P{number}'] * 2 / 100:.2f}", tax=("7" if number % 3 else "19"),
                tax_code=("R" if number % 3 else "S"), costing=method, category=f"Category {number % 7}",
                supplier="S1", reorder_point="4",
                standard_cost=f"{costs[f'P{number}'] / 100:.2f}" if method == "standard" else None,
                tracking="lot" if method == "specific" else "none",
            )  # fmt: skip
        self.costs = costs
        for skus in in_parts(sorted(costs), 1000):
            lines = [{"sku": sku, "quantity": "6", "unit_cost": f"{costs[sku] / 100:.2f}"} for sku in skus]
            self._post("opening_stock", lines=lines)

    def _sku(self) -> str:
        """A few products sell often, most of them seldom."""
        return f"P{int(self.products * self.chance.random() ** 3)}"

    def _day(self) -> None:
        left = round(self.lines / 365 * (0.6 + 0.8 * self.chance.random()))
        if self.today.weekday() == 0:
            self._deliver()
            self._pay_the_invoice()
        while left > 0:
            many = min(self.chance.choice((1, 1, 2, 3, 4, 6, 9)), left)
            left -= many
            goods = [(self._sku(), self.chance.choice((1, 1, 1, 2, 3))) for _ in range(many)]
            for sku, pieces in goods:
                self.wanted[sku] += pieces
            lines = [{"sku": sku, "quantity": str(pieces)} for sku, pieces in goods]
            uid = self._post("sale", lines=lines, **self._at_the_counter())
            self.sold.append((uid, goods[0][1]))
        if self.chance.random() < 0.3:
            self._after_hours()

    def _at_the_counter(self) -> dict[str, object]:
        """Anna sells each third time, and one customer in five is known."""
        said: dict[str, object] = {}
        if self.chance.random() < 0.33:
            said["cashier"] = "anna"
        if self.chance.random() < 0.2:
            said["customer"] = f"C{self.chance.randrange(9)}"
        return said

    def _after_hours(self) -> None:
        reason = self.chance.choice(("damaged", "expired", "own_use", "found"))
        quantity = "1" if reason == "found" else "-1"
        self._post("adjustment", lines=[{"sku": self._sku(), "quantity": quantity, "reason": reason}])
        if self.sold:
            uid, pieces = self.sold.pop(self.chance.randrange(len(self.sold)))
            state = self.chance.choice(("sellable", "sellable", "damaged"))
            self._post("refund", of=uid, lines=[{"line": 1, "quantity": str(pieces), "state": state}])

    def _deliver(self) -> None:
        """What was sold since comes in again, at costs that move; at most sixty lines to a delivery."""
        goods = [(sku, pieces + self.chance.randrange(3)) for sku, pieces in self.wanted.items()]
        self.wanted.clear()
        for part in in_parts(goods, 60):
            lines, rows = [], []
            for sku, pieces in part:
                self.costs[sku] = max(self.costs[sku] + self.chance.randrange(-3, 5), 1)
                line = {"sku": sku, "quantity": str(pieces), "unit_cost": f"{self.costs[sku] / 100:.2f}"}
                if METHODS[int(sku[1:]) % len(METHODS)] == "specific":
                    line["lot"] = f"W{self.today.isocalendar().week % 5}"
                    line["expiry"] = f"2027-0{1 + self.today.isocalendar().week % 5}-15"
                lines.append(line)
                rows.append((sku, pieces, self.costs[sku]))
            landed = [{"amount": f"{self.chance.randrange(1, 2000) / 100:.2f}", "by": "value"}]
            uid = self._post("delivery", supplier="S1", cost="provisional", lines=lines, landed_costs=landed)
            self.delivered.append((uid, rows))

    def _pay_the_invoice(self) -> None:
        """The supplier bills what came weeks ago, some of it at another price; the carrier has forgotten something."""
        while len(self.delivered) > 6:
            uid, rows = self.delivered.pop(0)
            lines = []
            for sku, pieces, cost in rows:
                billed = cost + self.chance.choice((0, 0, 1))
                lines.append({"sku": sku, "quantity": str(pieces), "unit_cost": f"{billed / 100:.2f}"})
            number = f"{self.posted['supplier_invoice']}"
            if self.chance.random() < 0.3:
                sku, *_ = rows[0]
                self._post("supplier_return", of=uid, lines=[{"line": 1, "sku": sku, "quantity": "1"}])
            self._post("supplier_invoice", supplier="S1", number=number, deliveries=[uid], lines=lines, tax="0.00")
            if self.chance.random() < 0.5:
                self._post("landed_cost", of=uid, amount="4.99", by="quantity", supplier="S2")

    def _close(self, first: date, last: date) -> None:
        """Count, write something down, carry something to the back room and home again; close, and hold the figures."""
        self.today, self.minute = last, 3000
        there = {
            sku: milli // 1000
            for sku, milli in self.counter.rows(
                "SELECT sku, sum(quantity_milli) FROM level JOIN product ON product.id = product_id"
                " JOIN location ON location.id = location_id WHERE location.code = 'shop' GROUP BY sku"
            )
        }
        counted = self.chance.sample(sorted(there), min(len(there), max(self.products // 12, 5)))
        off = (0,) * 9 + (1, 1, -1)
        lines = [{"sku": sku, "counted": str(max(there[sku] - self.chance.choice(off), 0))} for sku in counted]
        for part in in_parts(lines, 500):
            self._post("count", lines=part)
        self._post("cash_movement", kind="opened")
        self._post("cash_count", counted="100.00")
        sku = counted[0]
        self._post("revaluation", lines=[{"sku": sku, "unit_cost": f"{self.costs[sku] * 0.008:.4f}"}])
        plenty = [one for one in counted[1:] if there[one] > 3][:20]
        if plenty:
            lines = [{"sku": one, "quantity": "2"} for one in plenty]
            sent = self._post("transfer", **{"from": "shop"}, to="back", step="send", lines=lines)
            if first.month % 2:
                self._post("transfer_receipt", of=sent)
        self.today, self.minute = last + timedelta(days=1), 0
        self._post("period_close", through=last.isoformat())
        Ledger(self.counter).holds(int(f"{first:%Y%m%d}"), int(f"{last:%Y%m%d}"))


def in_parts(whole: list, size: int) -> Iterator[list]:
    """A list in parts of at most that size."""
    return (whole[start : start + size] for start in range(0, len(whole), size))


def main(arguments: list[str]) -> None:
    products, lines = (int(arguments[0]), int(arguments[1])) if arguments else (13_000, 40_000)
    began = time.perf_counter()
    with passing_counter() as counter:
        year = Year(counter, products, lines)
        year.live()
        megabytes = counter.book.path.stat().st_size / 2**20
        sale_lines, movements = counter.rows(
            "SELECT (SELECT count(*) FROM sale_line WHERE quantity_milli > 0), (SELECT count(*) FROM movement)"
        )[0]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    documents = ", ".join(f"{kind} {many}" for kind, many in sorted(year.posted.items()))
    months = " ".join(f"{one:.0f}" for one in year.month_seconds)
    sys.stdout.write(
        f"{products} products, {sale_lines} sale lines, {movements} movements; {documents}\n"
        f"{time.perf_counter() - began:.0f} s in all; book {megabytes:.0f} MB, memory {peak:.0f} MB at the most\n"
        f"seconds for each month with its close and proofs: {months}\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
