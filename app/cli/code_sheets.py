"""`tillbook scanner-sheet` and `command-sheet`: the codes that lie beside a scanner, as PDF. No book is needed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from app.jobs.code_sheets import CodeSheet, keep_sheet

SHEETS = {"scanner-sheet": CodeSheet.SCANNER, "command-sheet": CodeSheet.COMMANDS}


def add_parsers(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add both to the commands."""
    helps = {
        "scanner-sheet": "the codes that a scanner is set up with, as PDF",
        "command-sheet": "the codes by which a scanner pays, parks and takes back, as PDF",
    }
    for name, words in helps.items():
        parser = subparsers.add_parser(name, help=words)
        parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="the PDF")


def run(namespace: argparse.Namespace) -> int:
    """Make the sheet.

    Raises:
        Trouble: `unwritable_file`.
    """
    keep_sheet(SHEETS[namespace.command], namespace.out)
    print(f"{namespace.out}: print it at 100 %.", file=sys.stderr)
    return 0
