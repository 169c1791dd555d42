"""Sheets of codes for the counter, as PDF files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from app.base.trouble import Trouble
from app.services.sparing import spare_books


class CodeSheet(StrEnum):
    """Which sheet."""

    SCANNER = "scanner"
    COMMANDS = "commands"


def keep_sheet(sheet: CodeSheet, path: Path) -> Path:
    """Make a sheet and keep it. Takes a moment: never call it on the window's thread.

    Raises:
        Trouble: `unwritable_file`.
    """
    # reportlab takes a while to load, and few ever need it here.
    from app.printing.code_sheets import command_sheet_pdf, scanner_sheet_pdf  # noqa: PLC0415

    pdf = scanner_sheet_pdf() if sheet is CodeSheet.SCANNER else command_sheet_pdf()
    spare_books(path)
    part = path.with_name(f"{path.name}.part")
    try:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(pdf)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise Trouble("unwritable_file", path=str(path), reason=error.strerror or str(error)) from error
    return path
