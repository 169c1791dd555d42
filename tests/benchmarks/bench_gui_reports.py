"""How long the GUI thread keeps the keys waiting at most while reports, their papers and files are made behind it.

A generated year of a shop is asked: the day at a glance, sales by day, every movement of the year as a table, on paper
and as a workbook, the end of a period. A timer on the GUI thread beats every 2 ms, as in `heart`; the figure
is the median of the longest gaps of some runs, each a fresh program.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from heart import Heart, fresh_runs, judge
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from real_till import Counter, KeyTimes, parts_on

from app.domain.changes import Changes
from app.domain.stretch import Stretch
from app.ui.demo.patience import wait_until
from app.ui.window import running_till, show_on_screen
from tests.books import counter_at
from tests.generated_year import Year

PRODUCTS, LINES, RUNS = 1_000, 6_000, 3
_PATIENCE_MS = 120_000


def play(book: Path) -> dict[str, tuple[float, float]]:
    """Ask one report after another."""
    application, heart, times = QApplication(sys.argv), Heart(), KeyTimes()
    with running_till(parts_on(book, book.parent), application, event_time=times.event_time) as window:
        counter = Counter(window, times)
        settled: list[None] = []
        window.settled.connect(lambda: settled.append(None))
        window.first_seen.connect(window.start, Qt.ConnectionType.QueuedConnection)
        show_on_screen(window)
        counter.waits("settled", lambda: bool(settled))
        with heart.during("the day at a glance"):
            window.go_to("reports")
            screen = window._screens["reports"]
            counter.waits("the tiles", lambda: bool(screen.side.overview.buttons))
            heart.next(beats=50)
        with heart.during("the day at a glance, read again as something is sold"):
            window.bus.publish(Changes(frozenset({"sales"})))
            counter.waits("the tiles", lambda: not (screen.glances._is_wanted or screen.glances._is_reading))
            heart.next(beats=50)
        for name in ("sales-by-day", "margins", "stock-turn", "movements"):
            with heart.during(name):
                screen.presenter.ask_whole(name, Stretch.ALL)
                counter.waits(name, lambda name=name: _is_answered(screen, name))
                heart.next(beats=50)
        with heart.during("the paper of the movements"):
            screen.look_at_paper()
            counter.waits("the paper", lambda: not screen.side.is_busy())
            heart.next(beats=50)
        for ending in ("xlsx", "json"):
            path = book.with_name(f"kept.{ending}")
            path.unlink(missing_ok=True)
            with heart.during(f"the movements as {ending}"):
                screen.presenter.save(path)
                if not wait_until(path.exists, limit_ms=_PATIENCE_MS):
                    raise RuntimeError(f"nothing was written to {path}")
        with heart.during("the end of a period"):
            screen.end_period()
            period = screen._period.side()
            counter.waits("the pack", lambda: bool(period.presenter._pdf))
            heart.next(beats=50)
        window.close()
    return heart.gaps


def _is_answered(screen: object, name: str) -> bool:
    answer = screen.presenter.answer
    return answer is not None and answer.report.name == name and not screen.side.is_busy()


def main() -> None:
    """Play in fresh programs and compare the median of their longest gaps with the budget."""
    with tempfile.TemporaryDirectory() as name:
        book = Path(name) / "year.book"
        counter = counter_at(book)
        Year(counter, PRODUCTS, LINES).live()
        print(f"     a year of {counter.one('SELECT count(*) FROM movement'):,} movements")
        counter.book.finish()
        runs = fresh_runs(__file__, book, RUNS)
    judge(runs)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(play(Path(sys.argv[1]))))
    else:
        main()
