"""Sheets of codes for the counter, as PDF files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from app.jobs.whole_file import whole_file


class CodeSheet(StrEnum):
    """Which sheet."""

    SCANNER = "scanner"
    COMMANDS = "commands"


def keep_sheet(sheet: CodeSheet, path: Path) -> Path:
    """Make a sheet and keep it. Takes a moment: never call it on the window's thread.

    Raises:
        Refusal: `file_is_a_book`.
        Trouble: `unwritable_file`.
    """
    # reportlab takes a while to load, and few ever need it here.
    from app.printing.code_sheets import command_sheet_pdf, scanner_sheet_pdf  # noqa: PLC0415

    pdf = scanner_sheet_pdf() if sheet is CodeSheet.SCANNER else command_sheet_pdf()
    with whole_file(path, make_folder=True) as stream:
        stream.write(pdf)
    return path
