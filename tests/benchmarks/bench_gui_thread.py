"""How long the GUI thread keeps the keys waiting at most, from the first picture of the window on.

Each run starts, scans, pays and searches by real keys; how its gaps are found is told in `heart`.
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from heart import Heart, PatientCounter, fresh_runs, judge
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from real_till import KeyTimes, code_of, make_book, parts_on

from app.ui.screens.sale.dialogs.tender import TenderDialog
from app.ui.window import running_till, show_on_screen

PRODUCTS = 50_000
RUNS = 5
SEARCHES = ("apple br", "grape 12", "cheese", "oat pear", "sa le")


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
    with tempfile.TemporaryDirectory() as name:
        book = Path(name) / "bench.book"
        make_book(book, PRODUCTS)
        runs = fresh_runs(__file__, book, RUNS)
    judge(runs)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(play(Path(sys.argv[1]))))
    else:
        main()
