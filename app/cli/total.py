"""`tillbook total`: what baskets cost, one JSON object a line, without a book."""

from __future__ import annotations

import argparse
import sys

from app.domain.refusal import Refusal
from app.domain.wording import sentence
from app.exchange.baskets import price_basket
from app.exchange.json_lines import read_lines, read_object, write_object


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `total` to the commands."""
    parser = subparsers.add_parser("total", help="what baskets cost, without recording anything")
    parser.add_argument("file", metavar="FILE|-", help="JSON Lines, one basket a line; - reads standard input")


def run(namespace: argparse.Namespace) -> int:
    """Answer each basket with one line on standard output, in order, as soon as it was read.

    A basket that is refused gets `{"line", "error": {"code", "message"}}` and a sentence on standard error; the
    next ones go on.

    Returns:
        The exit status: 0 all answered, 1 some refused.

    Raises:
        Refusal: `unreadable_file`.
    """
    status = 0
    for number, line in read_lines(namespace.file):
        try:
            answer = price_basket(read_object(line))
        except Refusal as refusal:
            status = 1
            message = sentence(refusal.code, refusal.facts)
            answer = {"line": number, "error": {"code": refusal.code, "message": message}}
            print(f"line {number}: {message}", file=sys.stderr)
        write_object(sys.stdout, answer)
    return status
