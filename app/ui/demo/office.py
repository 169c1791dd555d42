"""After closing time: the reports on paper, the proof of the book, and a page that tells what the day was like."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.reports.asked import EVERYTHING
from app.reports.findings import Findings
from app.reports.offered import Reports
from app.reports.verification import Verification
from app.ui.demo.folder import DemoFolder
from app.ui.parts import Parts
from app.version import VERSION

_REPORTS = ("stock-on-hand", "sales", "day-end", "best-sellers")


@dataclass(frozen=True, slots=True)
class SampleBook:
    """The open book of the sample shop, for the window and for the office. Bootstrap makes it.

    Attributes:
        finish: Closes the book, with everything in its one file.
    """

    parts: Parts
    reports: Reports
    verification: Verification
    finish: Callable[[], None]


def print_reports(book: SampleBook, folder: DemoFolder) -> None:
    """Leave the reports and the pack of the period as PDF.

    Raises:
        Trouble: `unwritable_file`.
    """
    # The first report loads fonts and the PDF library: not before the window is gone.
    from app.printing.report_pdf import report_pdf  # noqa: PLC0415

    stamp = book.reports.stamp(book.parts.user)
    for name in _REPORTS:
        report = book.reports.ask(name, EVERYTHING)
        folder.write(f"{name}.pdf", report_pdf(report, book.parts.shop.language, stamp=stamp).pdf)
    # The day is not over, so its period cannot be closed yet; its pack says so.
    packs, papers = book.parts.period_packs, book.parts.period_papers
    told = packs.open(book.parts.reports.today())
    folder.write("period.pdf", papers.pdf(told, packs.person(book.parts.user)).pdf)


def prove(book: SampleBook, folder: DemoFolder) -> Findings:
    """Prove the book and leave the answer as text.

    Raises:
        Trouble: `unwritable_file`.
    """
    findings = book.verification.run()
    folder.write("verify.txt", f"{findings.told()}\n")
    return findings


def tell(folder: DemoFolder, stories: Sequence[str], *, sales: int, findings: Findings) -> str:
    """Leave a page that says what was done and where things are, and return it.

    Args:
        folder: The folder.
        stories: What happened, in order.
        sales: How many were made.
        findings: The outcome of the proof.

    Raises:
        Trouble: `unwritable_file`.
    """
    receipts, copies = (len(list(folder.receipts.glob(f"*[0-9]{end}.pdf"))) for end in ("", "-copy"))
    pictures = len(list(folder.pictures.glob("[0-9][0-9]-*.png")))
    happened = "\n".join(f"  - {story}" for story in stories)
    page = f"""\
A day in the sample shop, played by Tillbook {VERSION} through its real window by real key events.

{happened}

{sales} sales. {findings.told()}

Where things are, in {folder.path}
  pictures/           {pictures} pictures of the screen, in the order of the day
  receipts/           {receipts} receipts, and printed again: {copies}
  sample-deliveries/  what a van brought, with a line to sign on, and its labels
  sample-counts/      the label of a zone, a sheet to count with, and what the count found, with lines to sign on
  sample-labels/      the shelf label of a price that was changed, and one of the shop's own design
  best-sellers.pdf    what sold best, with a chart
  day-end.pdf         the end of the day: takings, the drawer, numbers and digest
  period.pdf          what the period came to so far: the pack that closing it would keep
  sales.pdf           the sales of the day
  stock-on-hand.pdf   what is left, and what it is worth
  verify.txt          the proof of the book
  sample.book         the book itself; to open it: tillbook --book {shlex.quote(str(folder.book))}
"""
    folder.write("day.txt", page)
    return page
