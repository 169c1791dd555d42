"""How long the GUI thread keeps the keys waiting while somebody works with a catalogue of 100,000 products.

The products screen is opened, scrolled, sorted, filtered and searched by real keys; all of them are chosen, and the
window goes to another place and back. The figures are as in `heart`: the longest gap of each, the median of
the runs. Beside them: how long until what was asked for is on the screen.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from heart import Heart, PatientCounter, fresh_runs, judge
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from real_till import KeyTimes, make_book, parts_on

from app.reports.product_list import ProductFilter, ProductSort
from app.ui.screens.products.screen import ProductsScreen
from app.ui.window import running_till, show_on_screen

PRODUCTS = 100_000
RUNS = 3
_ALT, _CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class Browser:
    """Hands in front of the products screen, which notes gaps and answer times."""

    def __init__(self, counter: PatientCounter, heart: Heart) -> None:
        self._counter, self._heart = counter, heart
        self._window = counter.window
        self.answers_ms: dict[str, float] = {}
        self.screen: ProductsScreen | None = None

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick((QApplication.activeWindow() or self._window).windowHandle(), key, modifiers)
        self._heart.next()

    def does(self, what: str, act: Callable[[], None], is_there: Callable[[], bool]) -> None:
        """Do something and wait until its answer is on the screen."""
        began = time.perf_counter_ns()
        with self._heart.during(what):
            act()
            self._counter.waits(what, is_there)
            self.answers_ms[what] = (time.perf_counter_ns() - began) / 1e6
            self._heart.next(beats=20)

    def opens(self) -> None:
        self.key(Qt.Key.Key_6, _ALT)
        self.screen = self._window._screens["products"]

    def goes_away_and_back(self) -> None:
        self.key(Qt.Key.Key_1, _ALT)
        self.key(Qt.Key.Key_6, _ALT)

    def is_listed(self) -> bool:
        """Whether the list that was asked for last is there, and the rows in sight are read."""
        screen = self.screen
        assert screen is not None
        presenter, model = screen.presenter, screen.list.model
        row = max(0, screen.list.table.rowAt(1))
        return presenter._listed == presenter.question and (
            not model.keys() or model.row_at(model.index(row, 0)) is not None
        )

    def scrolls(self) -> None:
        for key in (*[Qt.Key.Key_PageDown] * 40, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home):
            self.key(key)

    def types(self, words: str) -> None:
        for letter in words:
            self.key(Qt.Key(ord(letter.upper())) if letter != " " else Qt.Key.Key_Space)

    def chooses(self, box: str, data: str) -> None:
        assert self.screen is not None
        one = getattr(self.screen.list, box)
        one.setCurrentIndex(one.findData(data))


def play(book: Path) -> dict[str, tuple[float, float, float]]:
    """Work with the catalogue."""
    application, heart, times = QApplication(sys.argv), Heart(), KeyTimes()
    with running_till(parts_on(book, book.parent), application, event_time=times.event_time) as window:
        counter = PatientCounter(window, times, heart)
        warm: list[None] = []
        window.warm_up.finished.connect(lambda: warm.append(None))
        window.first_seen.connect(window.start, Qt.ConnectionType.QueuedConnection)
        show_on_screen(window)
        counter.waits("warm", lambda: bool(warm))
        hands = Browser(counter, heart)
        hands.does("open", hands.opens, lambda: hands.is_listed() and bool(hands.screen.list.model.keys()))
        hands.does("scroll", hands.scrolls, hands.is_listed)
        hands.does("sort by stock", lambda: hands.chooses("sort", ProductSort.MOST), hands.is_listed)
        hands.does("sort by category", lambda: hands.chooses("sort", ProductSort.CATEGORY), hands.is_listed)
        hands.does("filter", lambda: hands.chooses("filters", ProductFilter.UNCODED), hands.is_listed)
        hands.does("no filter", lambda: hands.chooses("filters", ProductFilter.ALL), hands.is_listed)
        hands.does("search", lambda: hands.types("apple br"), hands.is_listed)
        hands.does("search over", lambda: hands.key(Qt.Key.Key_Escape), hands.is_listed)
        hands.screen.list.table.setFocus()
        hands.does("choose all", lambda: hands.key(Qt.Key.Key_A, _CTRL), hands.is_listed)
        hands.does("go and come back", hands.goes_away_and_back, hands.is_listed)
        window.close()
    return {what: (*gap, hands.answers_ms[what]) for what, gap in heart.gaps.items()}


def main() -> None:
    """Play the runs, each in a program of its own, and judge the median of the longest gaps."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "bench.book"
        make_book(book, PRODUCTS)
        runs = fresh_runs(__file__, book, RUNS)
    judge(runs)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(play(Path(sys.argv[1]))))
    else:
        main()
