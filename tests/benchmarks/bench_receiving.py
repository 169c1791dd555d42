"""A delivery of 5,000 lines: how long its scans and its posting keep the keys waiting, and what posting costs.

The window is the real one and the scans are keys. As in `heart` a beat that comes late tells how long the
GUI thread was not there. The floor of posting writes the very rows by prepared statements in one durable transaction.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench_documents import Floor, opened
from heart import BUDGET_MS, Heart
from PySide6.QtWidgets import QApplication
from real_till import code_of, make_book, open_till, parts_on
from side_by_side import Verdicts, cpu_s

from app.domain.delivery_wish import delivery_asked
from app.domain.order_requests import OrderAsked, OrderLineAsked
from app.domain.requests import Asking, PartyAsked
from app.services.cataloguing import Cataloguing
from app.services.ordering import Ordering
from app.store import database
from tests.books import StandingClock

LINES, SCANS, TURNS = 5000, 300, 9
POST_BUDGET = 4.0
_PATIENCE_S = 30


def ordered_book(path: Path) -> str:
    """A book with an order of so many lines; returns its number."""
    make_book(path, LINES)
    book = database.open_book(path)
    Cataloguing(book).set_party(PartyAsked("supplier", "S1", "Supplier"))
    lines = tuple(OrderLineAsked(f"P{number}", 2000, unit_cost_micro=850_000) for number in range(LINES))
    number = Ordering(book, StandingClock()).place(OrderAsked(Asking("o1"), "S1", lines)).number
    book.finish()
    return number


def measure_window(verdicts: Verdicts, folder: Path, number: str) -> None:
    """Open the order, scan goods all over it, fill the rest in as a terminal would, post."""
    application, heart, chance = QApplication(sys.argv), Heart(), random.Random(3)
    made = parts_on(folder / "shop.book", folder)
    with open_till(made, application) as counter:
        window = counter.window
        window.go_to("receiving")
        screen = window._screens["receiving"]
        screen.tone.connect(counter._on_tone)  # type: ignore[attr-defined]
        presenter = screen.presenter  # type: ignore[attr-defined]

        def until(holds: object) -> None:
            limit = time.monotonic() + _PATIENCE_S
            while not holds():  # type: ignore[operator]
                heart.next()
                dialog = screen.desk.dialog()  # type: ignore[attr-defined]
                shown = dialog.objectName() if dialog else screen.messages.bar.sentence()  # type: ignore[attr-defined]
                assert time.monotonic() < limit, shown

        with heart.during("the screen is made"):
            heart.next(beats=50)
        del heart.gaps["the screen is made"]  # once in a day, before anything is scanned
        with heart.during("opening the order"):
            window.on_scanned(_scan(number))
            until(lambda: presenter.has_sheet)
            heart.next(beats=20)
        with heart.during("scanning"):
            for place in chance.sample(range(LINES), SCANS):
                before = presenter.sheet.entries
                window.on_scanned(_scan(code_of(place)))
                until(lambda before=before: presenter.sheet.entries > before)
        with heart.during("fifty scans at once"):
            for place in chance.sample(range(LINES), 50):
                window.on_scanned(_scan(code_of(place)))
            until(lambda: not len(presenter._bench.turns))
        with heart.during("posting"):
            presenter.posting.post()
            until(lambda: presenter.posting.last is not None)
            heart.next(beats=50)
    for what, (gap_ms, cpu_ms) in heart.gaps.items():
        verdicts.limit(f"GUI thread away while {what}", gap_ms, "ms", budget=BUDGET_MS, detail=f"({cpu_ms:.0f} ms CPU)")


def _scan(code: str) -> object:
    from app.devices.scanner import RawScan

    return RawScan(code, started_ms=0, ended_ms=20, keys=len(code) + 1, longest_gap_ms=2, ended=True)


def measure_posting(verdicts: Verdicts, folder: Path) -> None:
    """Post all 5,000 lines through the service, beside the same rows written by hand."""
    ratios = []
    for turn in range(TURNS):
        copies = folder / str(turn)
        copies.mkdir()
        for name in ("source", "bare", "verb"):
            shutil.copyfile(folder / "ready.book", copies / f"{name}.book")
        source, verb = opened(copies / "source.book"), opened(copies / "verb.book")
        sheet = _filled(verb)
        asked = delivery_asked(sheet, Asking(f"d{turn}"))
        floor = Floor(source, [asked], copies / "bare.book")
        bare_s = cpu_s(partial(floor.write, 0))
        ours_s = cpu_s(partial(verb.receiving.accept_delivery, asked))
        ratios.append((ours_s / bare_s, ours_s, bare_s, floor.rows(0)))
        source.book.close_thread()
        verb.book.close_thread()
    _, ours_s, bare_s, rows = sorted(ratios)[TURNS // 2]
    detail = f"({rows} rows; {ours_s * 1000:.0f} against {bare_s * 1000:.0f} ms)"
    verdicts.compare(f"posting {LINES} lines, CPU", ours_s, bare_s, budget=POST_BUDGET, detail=detail)


def _filled(counter: object) -> object:
    """A sheet on which all of the order came."""
    from app.domain.delivery_entries import Arrive, Begin, Expected, Head
    from app.domain.delivery_sheet import replay
    from app.reports.arrivals import Arrivals

    items = Arrivals(counter.book).items([f"P{number}" for number in range(LINES)], location="shop")  # type: ignore[attr-defined]
    begun = Begin(Head("S1"), Expected("o1", "o1", ()))
    return replay([begun, *(Arrive(item, 2000, cost_micro=850_000) for item in items.values())])


def main() -> None:
    verdicts = Verdicts()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        number = ordered_book(folder / "shop.book")
        shutil.copyfile(folder / "shop.book", folder / "ready.book")
        measure_posting(verdicts, folder)
        measure_window(verdicts, folder, number)
    verdicts.leave()


if __name__ == "__main__":
    main()
