"""What 10,000 labels with their own EAN-13 cost, beside drawing the grids of their modules and their texts alone.

The bare way knows every place and text beforehand: one rectangle for each bar under one `cm`, and `drawString` for
name, price and digits, 24 on a page. The labels are fitted, checked, snapped to the printer's dots and written by
the same values a shop gives. Bytes are those of the whole file, its fonts too; memory is what the peak of the
process grows by.
"""

from __future__ import annotations

import io
import re
import resource
import subprocess
import sys
import time

from barcode.ean import EAN13

from app.domain.codes.digits import check_digit
from app.printing.fonts import latin
from app.printing.labels.drawing import LabelData
from app.printing.labels.sheets import Label, Layout, labels_pdf
from app.printing.labels.stock import find_stock
from app.printing.labels.symbols import SymbolKind
from tests.benchmarks.side_by_side import Verdicts

ROUNDS = 5
GOODS = ("Apple juice, cloudy, 1 l", "Bananas", "Sourdough rye loaf", "Olive oil, extra virgin", "Crème fraîche 200 g")
STOCK = "Herma 4614"


def values(count: int) -> list[tuple[str, str, str]]:
    """Name, price and code of each label, no two codes alike."""
    made = []
    for number in range(count):
        payload = f"4006{number:08}"
        name = f"{GOODS[number % len(GOODS)]} {number}"
        made.append((name, f"€{number % 90 + 1}.{number % 100:02}", f"{payload}{check_digit(payload)}"))
    return made


def bare(labels: list[tuple[str, str, str]]) -> bytes:
    """Grids and texts at fixed places."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0
    buffer = io.BytesIO()
    plain, bold = latin(bold=False).name, latin(bold=True).name
    canvas = Canvas(buffer, pageCompression=1, invariant=1, initialFontName=plain)
    for start in range(0, len(labels), 24):
        for place, (name, price, code) in enumerate(labels[start : start + 24]):
            x, y = 20 + place % 3 * 187, 750 - place // 3 * 96
            canvas.saveState()
            canvas.transform(0.96, 0, 0, 55, x + 10, y + 12)
            path = canvas.beginPath()
            for bar in re.finditer("1+", EAN13(code).build()[0]):
                path.rect(bar.start(), 0, bar.end() - bar.start(), 1)
            canvas.drawPath(path, stroke=0, fill=1)
            canvas.restoreState()
            canvas.setFont(plain, 8)
            canvas.drawString(x, y, code[0])
            canvas.drawString(x + 13, y, code[1:7])
            canvas.drawString(x + 58, y, code[7:])
            canvas.setFont(bold, 10)
            canvas.drawString(x, y + 72, name)
            canvas.setFont(bold, 18)
            canvas.drawString(x + 120, y + 30, price)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def ours(labels: list[tuple[str, str, str]]) -> bytes:
    """The same as a shop prints it."""
    data = (Label(LabelData(name, price, kind=SymbolKind.EAN13, content=code)) for name, price, code in labels)
    return labels_pdf(data, Layout(find_stock(STOCK))).pdf


def cpu(call: object) -> float:
    """CPU seconds of one call."""
    began = time.process_time()
    call()
    return time.process_time() - began


def peak_mb() -> float:
    """The most memory this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def memory(count: int) -> None:
    """Print by how much so many labels raise the peak of a fresh process."""
    labels = values(count)
    ours(labels[:240])
    before = peak_mb()
    ours(labels)
    sys.stdout.write(f"{peak_mb() - before:.1f}\n")


def main() -> None:
    """Print the ratio, the bytes and the memory beside their budgets."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 10_000
    if "--memory" in sys.argv:
        memory(count)
        return
    # First, while this process is small: a new process starts with its parent's peak as its own.
    command = [sys.executable, __file__, str(count), "--memory"]
    grown = float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    labels = values(count)
    few = labels[:24]
    ours(few)
    bare(few)
    floor = made = float("inf")
    for _ in range(ROUNDS):
        floor = min(floor, cpu(lambda: bare(labels)))
        made = min(made, cpu(lambda: ours(labels)))
    each = len(ours(labels)) / count
    verdicts = Verdicts()
    verdicts.compare(
        f"{count:,} EAN labels, CPU", made, floor, budget=1.5, detail=f"{made:.2f} s, bare grids {floor:.2f} s"
    )
    verdicts.limit("a label", each, "bytes", budget=250)
    verdicts.limit("memory grows by", grown, "MB", budget=40)
    verdicts.leave()


if __name__ == "__main__":
    main()
