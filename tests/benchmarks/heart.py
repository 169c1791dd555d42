"""What the benchmarks of the GUI thread share: a heart that tells how long it was kept waiting, hands, verdicts.

A timer on the GUI thread beats every 2 ms. A beat that comes late tells how long the thread was not there: busy, or
waiting for Python while a worker had it. Each run is a fresh program; the figure is the median of the longest gaps of
the runs, so that one hiccup of the machine is none of ours. What the whole program computed in that gap is printed
beside it, and what else a run tells.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from real_till import Counter, KeyTimes
from side_by_side import Verdicts

from app.ui.window import TillWindow

BUDGET_MS = 50
_BEAT_MS = 2
_A_LETTER = 40  # beats
_A_SCAN_MS, _A_KEY_MS = 300, 5  # between two scans and the keys of one, as the scan filter is told

Gaps = dict[str, Sequence[float]]
"""Of each thing: the longest gap, what was computed in it, and how long the answer took where that is told."""


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


def fresh_runs(file: str, argument: Path, runs: int) -> list[Gaps]:
    """What a benchmark tells that is called with its argument, each time in a program of its own."""
    told = []
    for _ in range(runs):
        command = [sys.executable, file, str(argument)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        told.append(json.loads(done.stdout.splitlines()[-1]))
    return told


def judge(runs: Sequence[Gaps]) -> None:
    """Compare the medians with the budget, and leave."""
    verdicts = Verdicts()
    for what in runs[0]:
        figures = [statistics.median(run[what][place] for run in runs) for place in range(len(runs[0][what]))]
        worst = max(run[what][0] for run in runs)
        detail = f"computed in it {figures[1]:.0f} ms; of {len(runs)} runs the worst {worst:.0f} ms"
        if len(figures) > 2:
            detail += f"; on the screen after {figures[2]:.0f} ms"
        verdicts.limit(
            f"GUI thread kept busy at most, {what}", figures[0], "ms", budget=BUDGET_MS, detail=f"({detail})"
        )
    verdicts.leave()
