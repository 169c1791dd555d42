"""Reports as files and on paper: for whoever wants one in a folder, on the printer, or on the screen."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

from app.base.trouble import Trouble
from app.devices.printer import print_pdf
from app.domain.schedule import FORMATS
from app.domain.shop import Shop
from app.reports.report import Report

__all__ = ["FORMATS", "ReportPapers", "keep"]


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

    def pdf(self, report: Report, is_stopped: Callable[[], bool] | None = None) -> bytes:
        """A report as PDF.

        Args:
            report: The report.
            is_stopped: Says that nobody wants it any more; it is asked after each page.

        Raises:
            Trouble: `stopped`.
        """
        from app.printing.report_pdf import report_pdf  # noqa: PLC0415 -- fonts and PDF only for those who print

        def look(_page: int, _pages: int) -> None:
            if is_stopped is not None and is_stopped():
                raise Trouble("stopped")

        return report_pdf(report, self._rules().language, on_page=look).pdf

    def path(self, report: Report, ending: str) -> Path:
        """Where a report goes that nobody has named another place for."""
        days = report.at or "_".join(dict.fromkeys(filter(None, (report.from_date, report.to_date))))
        name = _NOT_IN_NAMES.sub("-", "-".join(filter(None, (report.name, days))))
        return self._folder / f"{name}.{ending}"

    def save(self, report: Report, path: Path) -> Path:
        """Write a report as what its file's name ends in; one of `FORMATS`.

        Raises:
            Trouble: `unwritable_file`.
        """
        stream = io.BytesIO()
        self._write(report, path.suffix.removeprefix(".").lower(), stream)
        return keep(path, stream.getvalue())

    def print(self, report: Report) -> None:
        """Print a report on the printer that the system prefers.

        Raises:
            Trouble: those of `print_pdf`.
        """
        print_pdf(self.pdf(report), None, title=report.title)

    def _write(self, report: Report, ending: str, stream: IO[bytes]) -> None:
        from app.exchange import report_files  # noqa: PLC0415 -- only who saves needs a writer

        match ending:
            case "csv":
                # Opened by a person in a spreadsheet: Excel knows UTF-8 by its mark.
                report_files.to_csv(report, stream, byte_order_mark=True)
            case "xlsx":
                report_files.to_xlsx(report, stream)
            case "json":
                report_files.to_json(report, stream)
            case _:
                stream.write(self.pdf(report))


def keep(path: Path, content: bytes) -> Path:
    """Write a file whole or not at all, with the folder that it lies in.

    Raises:
        Trouble: `unwritable_file`.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        raise Trouble("unwritable_file", path=str(path), reason=error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return path
