"""What a stock report of 100,000 lines costs on paper, beside drawing its already formatted cells and nothing else.

The plain way knows every text and place beforehand and calls `drawString` for each; the report formats, measures,
aligns, wraps, rules and numbers. Memory is what the peak of the process grows by while the report is made.
"""

from __future__ import annotations

import io
import random
import resource
import subprocess
import sys
import time

from app.domain.figures import currency
from app.printing import format as form
from app.printing.fonts import latin
from app.printing.report_pdf import report_pdf
from app.reports.report import Column, Report, Stamp, Unit

STAMP = Stamp("2026-02-03T10:05:00+01:00", "Anna Berg")
BUDGET_RATIO = 1.3
BUDGET_MB = 100
ROUNDS = 3
GOODS = (
    "Apple juice, cloudy, 1 l",
    "Bananas",
    "Sourdough rye loaf, sliced, 750 g",
    "Mineral water, sparkling, 6 x 1.5 l",
    "Olive oil, extra virgin, 500 ml",
    "Crème fraîche 200 g",
    "Toothpaste",
)


def stock_report(count: int) -> Report:
    """A stock report as a shop with `count` products has it."""
    chance = random.Random(1)
    columns = (
        Column("sku", "SKU"),
        Column("name", "Name"),
        Column("location", "Location"),
        Column("quantity", "Quantity", Unit.QUANTITY),
        Column("unit_cost", "Unit cost", Unit.UNIT_COST),
        Column("value", "Value", Unit.MONEY),
    )
    rows = [
        (
            f"A{index:06}",
            f"{chance.choice(GOODS)} {index}",
            chance.choice(("shop", "back")),
            chance.randrange(0, 400) * 1000,
            chance.randrange(1, 9000) * 10_000,
            chance.randrange(0, 10**7),
        )
        for index in range(count)
    ]
    totals = {"value": sum(row[5] for row in rows)}
    # With a sum for each of twenty categories, as a shop has them.
    groups = [f"Category {index * 7 % 20}" for index in range(count)]
    subtotals = {
        name: {"value": sum(row[5] for row, group in zip(rows, groups, strict=True) if group == name)}
        for name in sorted(set(groups))
    }
    return Report(
        "stock-on-hand", "Stock on hand", "Corner Shop", currency("EUR"), columns, rows, totals, at="2026-01-31",
        group_by="category", groups=groups, subtotals=subtotals,
    )  # fmt: skip


def formatted(report: Report) -> list[list[str]]:
    """The cells as they stand on paper."""
    quantity, cost, value = (
        form.number_pattern(digits, least, "en").write for digits, least in ((3, 0), (6, 2), (2, 2))
    )
    return [[*row[:3], quantity(row[3]), cost(row[4]), value(row[5])] for row in report.rows]


def plain_drawing(cells: list[list[str]]) -> bytes:
    """The cells and nothing else, 55 lines to a page."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    name = latin(bold=False).name
    canvas = Canvas(buffer, pageCompression=1, invariant=1, initialFontName=name)
    places = (40, 90, 300, 380, 440, 500)
    for start in range(0, len(cells), 55):
        canvas.setFont(name, 8.5)
        for line, row in enumerate(cells[start : start + 55]):
            y = 790 - 13.5 * line
            for x, text in zip(places, row, strict=True):
                canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def cpu(call: object) -> float:
    """CPU seconds of one call."""
    began = time.process_time()
    call()
    return time.process_time() - began


def peak_mb() -> float:
    """The most memory this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def memory(count: int) -> None:
    """Print by how much making the report raises the peak of a fresh process."""
    report = stock_report(count)
    report_pdf(stock_report(200))
    before = peak_mb()
    report_pdf(report, stamp=STAMP)
    sys.stdout.write(f"{peak_mb() - before:.1f}\n")


def main() -> int:
    """Print the ratio and the memory beside their budgets; 1 when one is over."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    if "--memory" in sys.argv:
        memory(count)
        return 0
    # First, while this process is small: a new process starts with its parent's peak as its own.
    command = [sys.executable, __file__, str(count), "--memory"]
    grown = float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    report = stock_report(count)
    cells = formatted(report)
    report_pdf(stock_report(200))
    plain = made = float("inf")
    for _ in range(ROUNDS):
        plain = min(plain, cpu(lambda: plain_drawing(cells)))
        made = min(made, cpu(lambda: report_pdf(report, stamp=STAMP)))
    sys.stdout.write(
        f"report of {count:,} lines: {made:.2f} s CPU, drawString of the ready cells {plain:.2f} s,"
        f" ratio {made / plain:.2f} (budget {BUDGET_RATIO})\n"
        f"memory grows by {grown:.0f} MB (budget {BUDGET_MB})\n"
    )
    return 0 if made <= BUDGET_RATIO * plain and grown < BUDGET_MB else 1


if __name__ == "__main__":
    sys.exit(main())
