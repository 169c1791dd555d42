"""`tillbook order`: one order for its supplier, as a PDF, or as a list for another program."""

from __future__ import annotations

import argparse
import sys

from app.cli.doors import OpenBook
from app.cli.report import output, written_format
from app.domain.refusal import Refusal
from app.domain.wording import sentence

FORMATS = ("pdf", "csv", "xlsx", "json")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `order` to the commands."""
    parser = subparsers.add_parser("order", help="an order for its supplier, as PDF, CSV, XLSX or JSON")
    parser.add_argument("order", metavar="ORDER", help="its uid or its number, such as T0-PO000001")
    parser.add_argument("--format", choices=FORMATS, help="default: by the end of FILE's name, else json")
    parser.add_argument("--out", metavar="FILE|-", default="-", help="where to (default: standard output)")


def run(namespace: argparse.Namespace, book: OpenBook) -> int:
    """Write an order.

    Raises:
        Refusal: `unknown_order`, `unknown_format`, `binary_to_screen`.
        Trouble: `unwritable_file`.
    """
    written_as = written_format(namespace, FORMATS)
    if namespace.out == "-" and written_as in ("pdf", "xlsx") and sys.stdout.isatty():
        raise Refusal("binary_to_screen", format=written_as.upper())
    if written_as == "pdf":
        printout = book.order_papers.pdf(namespace.order)
        with output(namespace.out) as stream:
            stream.write(printout.pdf)
        for missing in printout.missing:
            print(sentence(missing.code, missing.facts), file=sys.stderr)
        return 0
    from app.exchange import report_files  # noqa: PLC0415 -- the paper needs no writer

    listed = book.orders.as_list(namespace.order)
    with output(namespace.out) as stream:
        match written_as:
            case "csv":
                report_files.to_csv(listed, stream)
            case "xlsx":
                report_files.to_xlsx(listed, stream, timezone=book.shop().timezone)
            case _:
                report_files.to_json(listed, stream)
    return 0
