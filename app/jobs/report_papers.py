"""Reports as files and on paper: for whoever wants one in a folder, on the printer, or on the screen."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from app.devices.printer import print_pdf
from app.domain.schedule import FORMATS
from app.domain.shop import Shop
from app.jobs.whole_file import whole_file
from app.reports.report import Report, Row, Stamp

__all__ = ["FORMATS", "ReportPapers", "keep"]


Look = Callable[[int, int], None]
"""Is told how much is done, and of how much; what it raises ends the work."""

# What the first report and the first pack of a period are drawn and shown with.
_ON_PAPER = ("app.printing.report_pdf", "app.printing.chart", "app.printing.period_pack", "app.printing.preview")
_LOOK_ROWS = 500  # after which somebody is told how far it is
_LONGEST_NAME = 80  # of a file, without its ending
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")


class ReportPapers:
    """Puts reports on paper and into files. Loads fonts and waits for printers: never call it on the window's thread.

    Args:
        rules: The rules that the book goes by.
        folder: Where files go that nobody has named another place for.
    """

    def __init__(self, rules: Callable[[], Shop], folder: Path) -> None:
        self._rules = rules
        self._folder = folder

    @staticmethod
    def rehearse() -> None:
        """Load what paper is drawn with: else it is loaded while the answer is painted, and keys wait for both."""
        for name in _ON_PAPER:
            import_module(name)

    def pdf(self, report: Report, look: Look | None = None, stamp: Stamp | None = None) -> bytes:
        """A report as PDF.

        Args:
            report: The report.
            look: Is told after each page how many are done, and of how many; what it raises ends the work.
            stamp: When it is printed and by whom.
        """
        from app.printing.report_pdf import report_pdf  # noqa: PLC0415 -- fonts and PDF only for those who print

        return report_pdf(report, self._rules().language, on_page=look, stamp=stamp).pdf

    def path(self, report: Report, ending: str) -> Path:
        """Where a report goes that nobody has named another place for."""
        days = report.at or "_".join(dict.fromkeys(filter(None, (report.from_date, report.to_date))))
        parts = (report.name, days, *(part.code for part in report.narrowed))
        name = _NOT_IN_NAMES.sub("-", "-".join(filter(None, parts)))[:_LONGEST_NAME]
        return self._folder / f"{name}.{ending}"

    def save(self, report: Report, path: Path, look: Look | None = None, stamp: Stamp | None = None) -> Path:
        """Write a report as what its file's name ends in; one of `FORMATS`.

        Args:
            report: The report.
            path: The file.
            look: Is told now and then how many pages or rows are done, and of how many; what it raises ends the work.
            stamp: When it is printed and by whom, for a PDF.

        Raises:
            Trouble: `unwritable_file`.
        """
        stream = io.BytesIO()
        self._write(report, path.suffix.removeprefix(".").lower(), stream, look, stamp)
        return keep(path, stream.getvalue())

    def print(self, report: Report, look: Look | None = None, stamp: Stamp | None = None) -> None:
        """Print a report on the printer that the system prefers.

        Args:
            report: The report.
            look, stamp: As with `pdf`.

        Raises:
            Trouble: those of `print_pdf`.
        """
        print_pdf(self.pdf(report, look, stamp), None, title=report.title)

    def _write(self, report: Report, ending: str, stream: IO[bytes], look: Look | None, stamp: Stamp | None) -> None:
        from app.exchange import report_files  # noqa: PLC0415 -- only who saves needs a writer

        if look is not None and ending != "pdf":
            report = replace(report, rows=_Watched(report.rows, look))
        match ending:
            case "csv":
                # Opened by a person in a spreadsheet: Excel knows UTF-8 by its mark.
                report_files.to_csv(report, stream, byte_order_mark=True)
            case "xlsx":
                report_files.to_xlsx(report, stream, timezone=self._rules().timezone)
            case "json":
                report_files.to_json(report, stream)
            case _:
                stream.write(self.pdf(report, look, stamp))


class _Watched(Sequence[Row]):
    """Rows that tell how far somebody is who goes through them."""

    def __init__(self, rows: Sequence[Row], look: Look) -> None:
        self._rows, self._look = rows, look

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, place: Any) -> Any:
        return self._rows[place]

    def __iter__(self) -> Iterator[Row]:
        for done, row in enumerate(self._rows):
            if done % _LOOK_ROWS == 0:
                self._look(done, len(self._rows))
            yield row


def keep(path: Path, content: bytes) -> Path:
    """Write a file whole or not at all, with the folder that it lies in.

    Raises:
        Refusal: `file_is_a_book`.
        Trouble: `unwritable_file`.
    """
    with whole_file(path, make_folder=True) as stream:
        stream.write(content)
    return path
