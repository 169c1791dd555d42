"""How long the GUI thread keeps the keys waiting while a shop of 100,000 products is counted from a batch file.

By real keys: a stocktake is begun, the file is taken in, stopped once, taken in again; a scan beside it; the review is
opened and scrolled, lines are decided, and the count is posted, looked at and taken back. Every tenth product is not
as the book has it. The figures are as in `bench_products`: the longest gap of each, the median of the runs, and how
long the answer took.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from heart import Heart, PatientCounter, fresh_runs, judge
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton
from real_till import KeyTimes, code_of, make_book, parts_on

from app.base.clock import Clock
from app.bootstrap import calm_collector
from app.domain.requests import Asking, OpeningStockAsked, StockLineAsked
from app.services.receiving import Receiving
from app.store import database
from app.ui.screens.counting.screen import CountingScreen
from app.ui.screens.counting.state import Page
from app.ui.window import running_till, show_on_screen

PRODUCTS = int(os.environ.get("COUNTED", "100000"))
RUNS = 3
_ALT = Qt.KeyboardModifier.AltModifier
_PATIENCE_MS = 120_000
_SCANS = 20


def furnished(folder: Path) -> None:
    """A book with ten of each product, and the file of whoever counted them."""
    book = folder / "bench.book"
    make_book(book, PRODUCTS)
    opened = database.open_book(book)
    lines = tuple(StockLineAsked(f"P{n}", 10_000, 800_000) for n in range(PRODUCTS))
    Receiving(opened, Clock(ZoneInfo("Europe/Berlin"))).enter_opening_stock(OpeningStockAsked(Asking("o1"), lines))
    opened.finish()
    scans = "".join(f"{code_of(n)},{10 if n % 10 else 9}\n" for n in range(PRODUCTS))
    (folder / "scans.txt").write_text(scans, encoding="utf-8")


class CountingHands:
    """Hands in front of the counting screen, which note gaps and answer times."""

    def __init__(self, counter: PatientCounter, heart: Heart) -> None:
        self._counter, self._heart = counter, heart
        self._window = counter.window
        self.answers_ms: dict[str, float] = {}

    @property
    def screen(self) -> CountingScreen:
        screen = self._window._screens["counting"]
        assert isinstance(screen, CountingScreen)
        return screen

    def key(self, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick((QApplication.activeWindow() or self._window).windowHandle(), key, modifiers)
            self._heart.next()

    def does(self, what: str, act: Callable[[], None], is_there: Callable[[], bool]) -> None:
        """Do something and wait until its answer is on the screen."""
        began = time.perf_counter_ns()
        with self._heart.during(what):
            act()
            self.waits(what, is_there)
            self.answers_ms[what] = (time.perf_counter_ns() - began) / 1e6
            self._heart.next(beats=20)

    def waits(self, what: str, is_there: Callable[[], bool]) -> None:
        until = time.monotonic() + _PATIENCE_MS / 1000
        while not is_there():
            if time.monotonic() > until:
                raise RuntimeError(f"the till did not come to: {what}; {self.said()}")
            self._heart.next()

    def said(self) -> str:
        return self.screen.bar.sentence()

    def is_on(self, page: Page) -> bool:
        return self.screen.presenter.page is page

    def lines(self) -> int:
        return len(self.screen.presenter.sheet.lines)

    def begins(self) -> None:
        """Everything, in the shop as one zone."""
        self.key(Qt.Key.Key_5, modifiers=_ALT)
        self.waits("the screen", lambda: "counting" in self._window._screens)
        starting = self.screen.presenter.starting
        self.waits("the list", lambda: bool(starting.listing.rows))
        titles = [row.title for row in starting.listing.rows]
        self.key(*[Qt.Key.Key_Down] * titles.index("Count everything"), Qt.Key.Key_Return)
        self.waits("the zones", lambda: self.is_on(Page.COUNT))
        self.key(Qt.Key.Key_Return)
        self.waits("a sheet", lambda: self.screen.presenter.has_sheet)

    def takes_file(self) -> None:
        self.key(Qt.Key.Key_F10)

    def stops_file(self) -> None:
        self.takes_file()
        self.waits("progress", lambda: self.said().startswith("Lines read: "))
        self.key(Qt.Key.Key_Escape)

    def may_post(self) -> bool:
        """Whether it is asked, and somebody can have read what."""
        dialog = self._window.findChild(QDialog, "post_dialog")
        answer = dialog and dialog.findChild(QPushButton, "post_dialog_answer")
        return answer is not None and answer.isEnabled()

    def may_take_back(self) -> bool:
        """Whether it is asked, and somebody can have read what."""
        dialog = self._window.findChild(QDialog, "take_back")
        answer = dialog and dialog.findChild(QPushButton, "take_back_answer")
        return answer is not None and answer.isEnabled()

    def looks_at_it(self) -> None:
        """Open what was posted, take it back, and go on with what was counted."""
        starting = self.screen.presenter.starting
        with self._heart.during("list again"):
            self.key(Qt.Key.Key_Escape)
            self.waits("the posted count", lambda: any(row.posted is not None for row in starting.listing.rows))
        # Behind scans whose moments are made up, Enter would be the end of one.
        opens = self.screen.start_page.buttons["open"]
        self.does("look at it", opens.click, lambda: self.is_on(Page.POSTED))
        self.does("scroll it", self.scrolls, lambda: True)
        control = Qt.KeyboardModifier.ControlModifier
        self.does("ask back", lambda: self.key(Qt.Key.Key_Delete, modifiers=control), self.may_take_back)
        self.does("take back", lambda: self.key(Qt.Key.Key_F9), lambda: self.is_on(Page.COUNT))

    def scrolls(self) -> None:
        self.key(*[Qt.Key.Key_PageDown] * 40, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home)


def play(folder: Path) -> dict[str, tuple[float, float, float]]:
    """Count the shop."""
    calm_collector()  # as the program does
    application, heart, times = QApplication(sys.argv), Heart(), KeyTimes()
    book, scans = folder / "played.book", str(folder / "scans.txt")
    book.write_bytes((folder / "bench.book").read_bytes())
    # The dialog that asks for a file belongs to the desktop.
    QFileDialog.getOpenFileName = staticmethod(lambda *_: (scans, ""))  # type: ignore[method-assign]
    with running_till(parts_on(book, folder), application, event_time=times.event_time) as window:
        counter = PatientCounter(window, times, heart)
        warm: list[None] = []
        window.warm_up.finished.connect(lambda: warm.append(None))
        window.first_seen.connect(window.start, Qt.ConnectionType.QueuedConnection)
        show_on_screen(window)
        counter.waits("warm", lambda: bool(warm))
        hands = CountingHands(counter, heart)
        with heart.during("begin"):
            hands.begins()
        screen = hands.screen
        reviewing = screen.presenter.reviewing
        hands.does("stop a file", hands.stops_file, lambda: "the file was left" in hands.said().lower())
        hands.does("take a file", hands.takes_file, lambda: hands.lines() == PRODUCTS)
        entries = screen.presenter.sheet.entries + _SCANS
        with heart.during("scan into it"):
            for n in range(_SCANS):
                counter.scan(code_of(n * 4000 % PRODUCTS))
            hands.waits("the scans", lambda: screen.presenter.sheet.entries == entries)
        hands.does("zone done", lambda: hands.key(Qt.Key.Key_F8), lambda: not screen.presenter.has_sheet)
        hands.does("review", lambda: hands.key(Qt.Key.Key_F9), lambda: hands.is_on(Page.REVIEW))
        hands.does("scroll", hands.scrolls, lambda: True)

        def accepts() -> None:
            before = screen.review_page._model.row_at(screen.review_page.table.currentIndex())
            hands.key(Qt.Key.Key_F5)
            hands.waits("accepted", lambda: reviewing.line is not None and reviewing.line != before)

        hands.does("accept", accepts, lambda: True)

        def reasons() -> None:
            hands.key(Qt.Key.Key_F6)
            hands.waits("the list of reasons", lambda: screen.desk._dialog is not None)
            hands.key(Qt.Key.Key_1)
            hands.waits("a reason", lambda: reviewing.line is not None and bool(reviewing.line.reason))

        hands.does("reason", reasons, lambda: True)
        hands.does("uncounted", lambda: hands.key(Qt.Key.Key_F8), lambda: reviewing.uncounted == "leave")
        hands.waits("a look at it", screen.review_page.buttons["post"].isEnabled)
        hands.does("ask", lambda: hands.key(Qt.Key.Key_F9), hands.may_post)
        hands.does("post", lambda: hands.key(Qt.Key.Key_F9), lambda: "is posted" in hands.said())
        hands.looks_at_it()
        window.close()
    return {what: (*gap, hands.answers_ms.get(what, 0.0)) for what, gap in heart.gaps.items()}


def main() -> None:
    """Play the runs, each in a program of its own, and judge the median of the longest gaps."""
    with tempfile.TemporaryDirectory() as folder:
        furnished(Path(folder))
        runs = fresh_runs(__file__, Path(folder), RUNS)
    judge(runs)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(play(Path(sys.argv[1]))))
    else:
        main()
