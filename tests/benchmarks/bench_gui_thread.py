"""How long the GUI thread keeps the keys waiting at most, from the first picture of the window on.

A timer on the GUI thread beats every 2 ms. A beat that comes late tells how long the thread was not there: busy, or
waiting for Python while a worker had it. Each run is a fresh program that starts, scans, pays and searches by real
keys; the figure is the median of the longest gaps of the runs, so that one hiccup of the machine is none of ours. What
the whole program computed in that gap is printed beside it.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from real_till import Counter, KeyTimes, code_of, make_book, parts_on
from side_by_side import Verdicts

from app.ui.screens.sale.dialogs.tender import TenderDialog
from app.ui.window import TillWindow, running_till, show_on_screen

PRODUCTS = 50_000
RUNS = 5
BUDGET_MS = 50
_BEAT_MS = 2
_A_LETTER = 40  # beats
_A_SCAN_MS, _A_KEY_MS = 300, 5  # between two scans and the keys of one, as the scan filter is told
SEARCHES = ("apple br", "grape 12", "cheese", "oat pear", "sa le")


class Heart(QObject):
    """Beats, and notes the longest gap of what is going on."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: dict[str, tuple[float, float]] = {}
        self._going_on = ""
        self._wall_ns = self._cpu_ns = 0
        self._loop: QEventLoop | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._beat)

    @contextmanager
    def during(self, what: str) -> Iterator[None]:
        """Note the gaps of what goes on inside."""
        self._going_on = what
        self._wall_ns, self._cpu_ns = time.perf_counter_ns(), time.process_time_ns()
        self._timer.start()
        yield
        self.next()
        self._timer.stop()

    def next(self, beats: int = 1) -> None:
        """Let the program work until the next beat."""
        for _ in range(beats):
            self._loop = QEventLoop()
            self._loop.exec()

    def _beat(self) -> None:
        wall_ns, cpu_ns = time.perf_counter_ns(), time.process_time_ns()
        gap_ms = (wall_ns - self._wall_ns) / 1e6 - _BEAT_MS
        if gap_ms > self.gaps.get(self._going_on, (-1.0, 0.0))[0]:
            self.gaps[self._going_on] = gap_ms, (cpu_ns - self._cpu_ns) / 1e6
        self._wall_ns, self._cpu_ns = wall_ns, cpu_ns
        if self._loop is not None:
            self._loop.quit()


class PatientCounter(Counter):
    """Hands that give the program a turn after each key, as even a scanner does."""

    def __init__(self, window: TillWindow, times: KeyTimes, heart: Heart) -> None:
        super().__init__(window, times)
        self._heart = heart

    def press(self, key: Qt.Key | str) -> None:
        super().press(key)
        self._heart.next()

    def scan(self, code: str) -> None:
        self._times.pass_by(_A_SCAN_MS)
        for key in (*code, Qt.Key.Key_Return):
            self._times.pass_by(_A_KEY_MS)
            QTest.keyClick((QApplication.activeWindow() or self.window).windowHandle(), key)
            self._heart.next()

    def type(self, words: str) -> None:
        """Letter by letter, slower than any scanner."""
        for letter in words:
            self.press(letter)
            self._heart.next(beats=_A_LETTER)


def play(book: Path) -> dict[str, tuple[float, float]]:
    """Start, scan, pay and search."""
    application, heart, chance = QApplication(sys.argv), Heart(), random.Random(2)
    codes = [code_of(number) for number in chance.sample(range(PRODUCTS), 400)]
    times = KeyTimes()
    with running_till(parts_on(book, book.parent), application, event_time=times.event_time) as window:
        counter = PatientCounter(window, times, heart)
        warm: list[None] = []
        window.warm_up.finished.connect(lambda: warm.append(None))
        window.first_seen.connect(window.start, Qt.ConnectionType.QueuedConnection)
        show_on_screen(window)
        with heart.during("start"):
            counter.waits("warm", lambda: bool(warm) and bool(window.sale.presenter.tiles))
            heart.next(beats=250)  # the first receipt is rehearsed, garbage is looked for
        with heart.during("scanning"):
            for code in codes[:50]:
                counter.scan(code)
                counter.hears()
        with heart.during("F9"):
            counter.pays()
            for place in range(50, 100, 5):
                for code in codes[place : place + 5]:
                    counter.scan(code)
                counter.pays()
        with heart.during("searching"):
            for words in SEARCHES:
                counter.type(words)
                counter.waits("a list", window.sale.results.is_open)
                heart.next(beats=20)
                counter.press(Qt.Key.Key_Escape)
        with heart.during("F12"):
            for code in codes[100:105]:
                counter.scan(code)
                counter.press(Qt.Key.Key_F12)
                counter.waits("the tender dialog", lambda: isinstance(window.sale.desk.dialog(), TenderDialog))
                heart.next(beats=20)
                counter.press(Qt.Key.Key_Escape)
                counter.waits("no dialog", lambda: window.sale.desk.dialog() is None)
        with heart.during("scanning into 300 lines"):
            for code in codes[100:]:
                counter.scan(code)
            counter.hears()
        window.close()
    return heart.gaps


def main() -> None:
    """Play in fresh programs and compare the median of their longest gaps with the budget."""
    gaps: dict[str, list[tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory() as name:
        book = Path(name) / "bench.book"
        make_book(book, PRODUCTS)
        for _ in range(RUNS):
            command = [sys.executable, __file__, str(book)]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            for what, gap in json.loads(done.stdout).items():
                gaps.setdefault(what, []).append(tuple(gap))
    verdicts = Verdicts()
    for what, found in gaps.items():
        wall_ms = statistics.median(wall for wall, _ in found)
        cpu_ms = statistics.median(cpu for _, cpu in found)
        detail = f"(computed in it {cpu_ms:.0f} ms; of {len(found)} runs the worst {max(found)[0]:.0f} ms)"
        verdicts.limit(f"GUI thread kept busy at most, {what}", wall_ms, "ms", budget=BUDGET_MS, detail=detail)
    verdicts.leave()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(play(Path(sys.argv[1]))))
    else:
        main()
