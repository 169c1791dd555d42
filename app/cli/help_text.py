"""`tillbook help`: the grammar of documents, and every code with its sentence."""

from __future__ import annotations

import argparse

from app.cli.grammar import GRAMMAR
from app.domain.refusal import Refusal
from app.domain.wording import SENTENCES

_START = """\
tillbook                     open the till
tillbook sample              open the till on the sample shop
tillbook init                make a new book             tillbook init --help
tillbook import KIND FILE    products or opening stock   tillbook import --help
tillbook export products F   the price list, CSV or XLSX
tillbook post FILE|-         documents as JSON Lines     tillbook help post
tillbook report NAME         what the book says          tillbook report --list
tillbook labels              labels on sheets and rolls    tillbook labels --help
tillbook verify              prove that the book is right
tillbook total FILE|-        what baskets cost           (no book needed)
tillbook scan TEXT|-         what a scan means           (no book needed)
tillbook demo --out DIR      play a day in the sample shop
tillbook help codes          every code of a refusal with its sentence
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `help` to the commands."""
    parser = subparsers.add_parser("help", help="the commands, the grammar of documents, all codes")
    parser.add_argument("topic", nargs="?", default="start", metavar="TOPIC", help="post or codes")


def run(namespace: argparse.Namespace) -> int:
    """Print a topic.

    Raises:
        Refusal: `unknown_topic`.
    """
    topics = {"start": _START, "post": GRAMMAR, "codes": _codes()}
    if namespace.topic not in topics:
        raise Refusal("unknown_topic", text=namespace.topic[:40], known="post, codes")
    print(topics[namespace.topic], end="")
    return 0


def _codes() -> str:
    width = max(map(len, SENTENCES))
    return "".join(f"{code:{width}}  {text}\n" for code, text in sorted(SENTENCES.items()))
