"""`tillbook scan`: what a scan means, one JSON object each. With a book, which product it is as well."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from app.domain.codes import check_region, parse, read_rule
from app.domain.figures import write_quantity
from app.domain.refusal import Refusal
from app.exchange.json_lines import write_object
from app.exchange.scan_answers import answer

if TYPE_CHECKING:
    from app.cli.doors import OpenBook

# No scan is that long; what comes behind it on the same line is passed over, so that an endless line fills no memory.
_MAX_LINE_BYTES = 64 * 1024
_LOCATION = "shop"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `scan` to the commands."""
    parser = subparsers.add_parser("scan", help="what a scan means; needs no book")
    parser.add_argument("text", metavar="TEXT|-", help="what the scanner sends; - reads one scan a line")
    parser.add_argument(
        "--in-store-pattern",
        dest="patterns",
        action="append",
        default=[],
        metavar="RULE",
        help='own rule, before the region\'s: "weight 21.....{NNDDD}" (weight, price or count); may be given again',
    )
    parser.add_argument("--region", metavar="R", help="whose weight and price codes: dk ee fi de gb lv lt no se")


def run(namespace: argparse.Namespace, book: OpenBook | None = None) -> int:
    """Answer each scan with one line on standard output, in order, as soon as it was read.

    Returns:
        The exit status: 0 all can be read, 1 some cannot; why stands in the answer and on standard error.

    Raises:
        Refusal: `unknown_region`, `bad_pattern`, `unreadable_file`.
    """
    region = check_region(namespace.region) if namespace.region else None
    patterns = tuple(map(read_rule, namespace.patterns))
    if namespace.text == "-" and sys.stdin is None:
        raise Refusal("unreadable_file", path="-", reason="standard input is closed")
    texts = _lines(sys.stdin.buffer) if namespace.text == "-" else iter([namespace.text])
    status = 0
    for number, text in enumerate(texts, start=1):
        bare = answer(parse(text, region=region, patterns=patterns))
        said = _answer_with_book(text, bare, book, is_asked=bool(region or patterns)) if book else bare
        if said["error"] is not None:
            status = 1
            print(f"line {number}: {said['message']}" if namespace.text == "-" else said["message"], file=sys.stderr)
        write_object(sys.stdout, said)
    return status


def _answer_with_book(text: str, bare: dict[str, object], book: OpenBook, *, is_asked: bool) -> dict[str, object]:
    """The answer with the product that the shop knows by this code, and how much of it one scan stands for.

    Args:
        text: The scan.
        bare: Its meaning by the rules that the command names.
        book: The shop; its own rules are in it.
        is_asked: Whether the command names rules: then they count for a code that no product has.
    """
    found = book.lookups.scan(text, location=_LOCATION)
    said = bare if is_asked and not found.items else answer(found.scan)
    sku = found.items[0].sku if found.items else None
    return {**said, "product": sku, "quantity": write_quantity(found.quantity_milli) if found.items else None}


def _lines(stream: BinaryIO) -> Iterator[str]:
    """The lines of a stream, as they come; only LF ends one, and what is not UTF-8 is carried along to be refused."""
    while line := stream.readline(_MAX_LINE_BYTES):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(_MAX_LINE_BYTES)
        yield line.removesuffix(b"\n").decode("utf-8", "surrogateescape")
