"""From the key that ends a scan to the painted line, beside the same window that looks codes up in a dictionary.

The real window on a real book, real key events to its native window, the scan filter in front. What counts is the
processor time of the GUI thread, from the event of Enter to the end of the paint event of the lines; the time by the
clock is printed beside it.
"""

from __future__ import annotations

import dataclasses
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication
from real_till import Counter, code_of, make_book, open_till, parts_on
from side_by_side import Verdicts

from app.reports.lookups import Found, Lookups
from app.ui.parts import Parts
from app.ui.screens.sale.lines import LinesTable
from app.ui.screens.sale.state import Row
from app.ui.widgets.tables import ModelTable

PRODUCTS = 50_000
BLOCKS = 6
SCANS = 60
A_SALE = 10  # scans


class DictLookups(Lookups):
    """Knows its codes by heart."""

    def __init__(self, known: dict[str, Found]) -> None:
        self._known = known

    def scan(self, text: str, *, location: str) -> Found:
        return self._known[text]


class Painted:
    """Notes when lines have been painted, and which.

    Attributes:
        rows: The lines of the last picture.
        cpu_ns, wall_ns: When it was finished, by both clocks.
    """

    def __init__(self) -> None:
        self.rows: tuple[Row, ...] = ()
        self.cpu_ns = 0
        self.wall_ns = 0

    def watch(self) -> None:
        """From now on, of every table of lines that is made."""

        def paint(table: LinesTable, event: QPaintEvent) -> None:
            ModelTable.paintEvent(table, event)
            self.cpu_ns, self.wall_ns = time.thread_time_ns(), time.perf_counter_ns()
            self.rows = table.model().rows()

        LinesTable.paintEvent = paint


def knowing(made: Parts, codes: list[str]) -> Parts:
    """The same, with a dictionary in place of the book's look-up of codes."""
    verbs = made.verbs()
    known = {code: verbs.lookups.scan(code, location=made.location) for code in codes}

    class Known(DictLookups):
        categories = staticmethod(verbs.lookups.categories)
        tiles = staticmethod(verbs.lookups.tiles)

    by_heart = dataclasses.replace(verbs, lookups=Known(known))
    return dataclasses.replace(made, verbs=lambda: by_heart)


def scans(counter: Counter, painted: Painted, codes: list[str]) -> list[tuple[int, int]]:
    """Scan these, paying now and then; processor and clock time of each, in nanoseconds."""
    found = []
    for number, code in enumerate(codes):
        before = painted.rows
        counter.scan(code)
        cpu_ns, wall_ns = time.thread_time_ns(), time.perf_counter_ns()
        counter.end_scan()
        counter.waits("a painted line", lambda before=before: painted.rows != before)
        found.append((painted.cpu_ns - cpu_ns, painted.wall_ns - wall_ns))
        counter.hears()
        if number % A_SALE == A_SALE - 1:
            counter.pays()
            painted.rows = ()
    return found


def main() -> None:
    """Scan in blocks, by turns with the book and with the dictionary."""
    application = QApplication(sys.argv)
    painted, chance = Painted(), random.Random(1)
    painted.watch()
    codes = [code_of(number) for number in chance.sample(range(PRODUCTS), SCANS)]
    spent: dict[str, list[tuple[int, int]]] = {"book": [], "dict": []}
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "bench.book"
        make_book(path, PRODUCTS)
        made = parts_on(path, Path(name))
        ways = {"book": made, "dict": knowing(made, codes)}
        for block in range(-1, BLOCKS):
            for way, its_parts in ways.items():
                with open_till(its_parts, application) as counter:
                    found = scans(counter, painted, codes)
                    if block >= 0:
                        spent[way] += found
    cpu_us = {way: statistics.median(cpu for cpu, _ in found) / 1000 for way, found in spent.items()}
    verdicts = Verdicts()
    detail = f"({cpu_us['book']:,.0f} us against {cpu_us['dict']:,.0f} us)"
    verdicts.compare(
        f"scan to painted line, {PRODUCTS:,} products, CPU of the GUI thread", cpu_us["book"], cpu_us["dict"],
        budget=1.2, detail=detail,
    )  # fmt: skip
    for way, found in spent.items():
        wall_ms = statistics.quantiles([wall / 1e6 for _, wall in found], n=20)
        print(f"     by the clock, {way}: p50 {wall_ms[9]:.1f} ms, p95 {wall_ms[18]:.1f} ms (target 100 ms)")
    verdicts.leave()


if __name__ == "__main__":
    main()
