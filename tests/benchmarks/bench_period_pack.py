"""What the pack of a period costs beside its roll-forward alone, its paper beside bare text, and the day at a glance.

The book has some million movements of a thousand products; the glance is asked of all of it.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from bench_past import DAY_US, DAYS, FIRST_US, SHOP, large_book, nth_day
from side_by_side import Verdicts

from app.base.clock import Clock
from app.printing.fonts import latin
from app.printing.page import new_canvas
from app.printing.period_pack import PackPaper, period_pack_pdf
from app.reports.asked import Asked
from app.reports.dashboard import Dashboard
from app.reports.period_end import period_end
from app.reports.period_pack import period_pack_of

PERIODS = int(sys.argv[1]) if len(sys.argv) > 1 else 10
PACK_BUDGET = 1.6  # of the roll-forward alone
GLANCE_BUDGET_MS = 1000.0
ROWS_OF_A_PRODUCT = 3  # quantity, value, cost of goods


class LastDay(Clock):
    """Shows a moment of the day after the last period."""

    def now_us(self) -> int:
        return FIRST_US + PERIODS * DAYS * DAY_US + DAY_US // 2


def cpu_s(way: Callable[[], object]) -> float:
    before = time.thread_time()
    way()
    return time.thread_time() - before


def bare(rows: int) -> None:
    """As many lines of six figures as the pack has, by plain text calls."""
    canvas = new_canvas(io.BytesIO(), title="Bare", author="Bare", language="en")
    face = latin(bold=False).name
    for row in range(rows):
        if row % 50 == 0:
            canvas.setFont(face, 8)
        for column in range(8):
            canvas.drawString(40 + column * 90, 560 - row % 50 * 10, "1,234.50")
        if row % 50 == 49:
            canvas.showPage()
    canvas.save()


def main() -> None:
    verdicts = Verdicts()
    with tempfile.TemporaryDirectory() as folder:
        book = large_book(Path(folder) / "large.book", PERIODS)
        asked = Asked(first=nth_day(0), last=nth_day(PERIODS * DAYS - 1))
        with book.reading() as connection:
            alone = cpu_s(lambda: period_end(connection, SHOP, asked))
            whole = cpu_s(lambda: period_pack_of(connection, SHOP, asked))
            pack = period_pack_of(connection, SHOP, asked)
        detail = f"({whole:.2f} against {alone:.2f} s)"
        verdicts.compare("the pack of all movements, CPU", whole, alone, budget=PACK_BUDGET, detail=detail)
        rows = ROWS_OF_A_PRODUCT * len(pack.period_end.rows)
        floor = cpu_s(lambda: bare(rows))
        ours = cpu_s(lambda: period_pack_pdf(PackPaper(pack, "en", "", ())))
        verdicts.compare("its paper against bare text, CPU", ours, floor, budget=1.3, detail=f"({rows} lines)")
        dashboard = Dashboard(book, LastDay(ZoneInfo(SHOP.timezone)))
        glance_ms = 1000 * cpu_s(dashboard.glance)
        verdicts.limit("the day at a glance, CPU", glance_ms, "ms", budget=GLANCE_BUDGET_MS)
    verdicts.leave()


if __name__ == "__main__":
    main()
