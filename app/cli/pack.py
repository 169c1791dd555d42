"""`tillbook pack`: the pack of a period, as its paper or as its own text."""

from __future__ import annotations

import argparse
import sys

from app.cli.doors import OpenBook
from app.cli.report import output, written_format
from app.domain.moment import read_date
from app.domain.refusal import Refusal
from app.domain.wording import sentence
from app.jobs.period_papers import PACK_FORMATS


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `pack` to the commands."""
    parser = subparsers.add_parser("pack", help="the pack of a period, as PDF or JSON")
    parser.add_argument(
        "--through", metavar="DAY", required=True, help="the last day of the period, closed or still to be closed"
    )
    parser.add_argument("--user", metavar="CODE", default="owner", help="who prints it (default: owner)")
    parser.add_argument("--format", choices=PACK_FORMATS, help="default: by the end of FILE's name, else json")
    parser.add_argument("--out", metavar="FILE|-", default="-", help="where to (default: standard output)")


def run(namespace: argparse.Namespace, book: OpenBook) -> int:
    """Write the pack of the period that ended on a day, or of the open one as it would end on it.

    Raises:
        Refusal: `bad_date`, `unknown_user`, `not_allowed`, `binary_to_screen`, `no_such_period` for a day inside a
            closed period, `no_pack_yet` for one that is not over, `before_the_book`, `unknown_format`.
        Trouble: `unwritable_file`.
    """
    written_as = written_format(namespace, PACK_FORMATS)
    if namespace.out == "-" and written_as == "pdf" and sys.stdout.isatty():
        raise Refusal("binary_to_screen", format="PDF")
    book.reports.require(namespace.user)
    told = book.period_packs.through(read_date(namespace.through))
    if written_as == "json":
        with output(namespace.out) as stream:
            # To the letter: the digest on the paper is that of the file.
            stream.write(book.period_papers.text(told).encode())
        return 0
    printout = book.period_papers.pdf(told, book.period_packs.person(namespace.user))
    with output(namespace.out) as stream:
        stream.write(printout.pdf)
    for missing in printout.missing:
        print(sentence(missing.code, missing.facts), file=sys.stderr)
    return 0
