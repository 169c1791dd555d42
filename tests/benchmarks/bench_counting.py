"""What a count of 100,000 lines costs beside writing its rows by hand; every tenth product is not as the book has it.

The lines come from a batch scanner: they are entered on a sheet, reviewed, and posted as one count. The floor writes
the very rows that posting makes (and those of the sheet's entries), with prepared statements in durable transactions.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from zoneinfo import ZoneInfo

from bench_documents import Floor, opened
from side_by_side import Verdicts, cpu_s

from app.base.clock import Clock
from app.domain.changes import Posted
from app.domain.count_plan import Plan, Scope
from app.domain.count_sheet import Find, Goods
from app.domain.requests import Asking, OpeningStockAsked, ProductAsked, StockLineAsked
from app.domain.stock_requests import CountAsked, CountLineAsked
from tests.books import Counter, counter_at

LINES = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
A_BATCH = 1000
CPU_BUDGET = 4.0


def furnished(path: Path) -> None:
    """A book with ten of each product."""
    counter = counter_at(path, Clock(ZoneInfo("Europe/Berlin")))
    counter.cataloguing.import_products(
        ProductAsked(f"P{n}", name=f"Product {n}", price_micro=1_490_000, rate_milli=19_000) for n in range(LINES)
    )
    lines = tuple(StockLineAsked(f"P{n}", 10_000, 800_000) for n in range(LINES))
    counter.receiving.enter_opening_stock(OpeningStockAsked(Asking("o1"), lines))
    counter.book.close_thread()


def found_milli(number: int) -> int:
    return 10_000 if number % 10 else 9000


class Batch:
    """The whole way of a batch: onto a sheet, through the review, into the book."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self.uid = counter.stocktaking.begin(Plan("", "All", Scope.FULL), till="T1", user=None)
        self._sheet = counter.stocktaking.open_sheet(self.uid, "", till="T1", user=None)
        ids = dict(counter.rows("SELECT sku, id FROM product"))
        now_us = counter.clock.now_us()
        goods = [Goods(ids[f"P{n}"], f"P{n}", f"Product {n}") for n in range(LINES)]
        self._entries = [(Find(one, found_milli(n), now_us + n), one.sku) for n, one in enumerate(goods)]

    def enter(self) -> None:
        many = 0
        while many < LINES:
            part = self._entries[many : many + A_BATCH]
            many = self._counter.stocktaking.record(self._sheet, part, many=many, till="T1", user=None)
        self._counter.stocktaking.finish_sheet(self._sheet)

    def review(self) -> None:
        self._review = self._counter.stocktakes.review(self.uid)

    def post(self) -> Posted:
        asked = self._counter.stocktakes.count_asked(self._review, Asking(self.uid))
        return self._counter.counting.count(asked, stocktake=self.uid, many=self._review.many)


def main() -> None:
    verdicts = Verdicts()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        furnished(folder / "ready.book")
        source, bare, verb, batch = (folder / f"{one}.book" for one in ("source", "bare", "verb", "batch"))
        for copy in (source, bare, verb, batch):
            shutil.copyfile(folder / "ready.book", copy)
        wish = CountAsked(Asking("c1"), tuple(CountLineAsked(f"P{n}", found_milli(n)) for n in range(LINES)))
        floor = Floor(opened(source), [wish], bare)
        floor_s = cpu_s(lambda: floor.write(0))
        posting = opened(verb)
        ours_s = cpu_s(lambda: posting.carry_out(wish))
        detail = f"({floor.rows(0)} rows; {ours_s:.2f} against {floor_s:.2f} s)"
        verdicts.compare(f"a count of {LINES} lines, CPU", ours_s, floor_s, budget=CPU_BUDGET, detail=detail)
        way = Batch(opened(batch))
        for what in (way.enter, way.review, way.post):
            print(f"     batch, {what.__name__}: {cpu_s(what):.2f} s of CPU")
    verdicts.leave()


if __name__ == "__main__":
    main()
