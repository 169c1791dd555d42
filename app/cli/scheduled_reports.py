"""Reports that are made by themselves, without a screen: `tillbook report NAME --each month`, `report --scheduled`."""

from __future__ import annotations

import sys
from pathlib import Path

from app.base.trouble import Trouble
from app.cli.doors import OpenBook
from app.domain.schedule import FORMATS, Each
from app.domain.wording import sentence

NEVER = "never"
RHYTHMS = (*(each.value for each in Each), NEVER)


def plan(book: OpenBook, report: str, each: str, written_as: str | None) -> int:
    """Let a report be made by itself from now on, or no longer.

    Raises:
        Refusal: `unknown_report`, `unknown_format`, `not_allowed`.
    """
    book.scheduled_papers.plan(report, None if each == NEVER else Each(each), written_as or FORMATS[0])
    return 0


def write_due(book: OpenBook, out: str) -> int:
    """Write what is due into a folder, else into the one that is set. Each file is named on a line of its own.

    Returns:
        3 when the machine could not write one of them, 1 when one was refused, else 0.
    """
    made = book.scheduled_papers.write_due(None if out in {"-", ""} else Path(out))
    for path in made.paths:
        print(path)
    for error in made.failed:
        print(sentence(error.code, error.facts), file=sys.stderr)
    if any(isinstance(error, Trouble) for error in made.failed):
        return 3
    return 1 if made.failed else 0
