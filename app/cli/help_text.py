"""`tillbook help`: each command with its options, the grammar of documents, every code with its sentence."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from textwrap import fill

from app.cli.grammar import GRAMMAR
from app.cli.topics import TOPICS
from app.domain.refusal import Refusal
from app.domain.wording import SENTENCES

_WIDTH = 100  # characters
_START = """\
tillbook                     open the till
tillbook --till T2           open another till of the same book: a second window, or a second counter
tillbook sample              open the till on the sample shop
tillbook init                make a new book             tillbook init --help
tillbook import KIND FILE    lists from other programs   tillbook import --help
tillbook export KIND FILE    the price list, CSV or XLSX; or the label templates
tillbook batch FILE|-        a batch scanner's file as a delivery or count, for post
tillbook post FILE|-         documents as JSON Lines     tillbook help post
tillbook report NAME         what the book says          tillbook report --list
tillbook pack --through DAY  the pack of a period        tillbook help pack
tillbook order ORDER         an order for its supplier   tillbook order --help
tillbook backup FILE         a whole copy of the book, also while others sell
tillbook restore FILE        let a copy take the book's place, once it has proved itself
tillbook migrate             bring an older book up to date
tillbook labels              labels on sheets and rolls  tillbook labels --help
tillbook scanner-sheet       codes that set a scanner up (no book needed)
tillbook command-sheet       commands for the scanner    (no book needed)
tillbook verify              prove that the book is right
tillbook total FILE|-        what baskets cost           (no book needed)
tillbook scan TEXT|-         what a scan means           (no book needed)
tillbook demo --out DIR      play a day in the sample shop
tillbook version             which version this is
tillbook help COMMAND        what a command does, its options and an example
tillbook help codes          every code of a refusal with its sentence
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `help` to the commands."""
    parser = subparsers.add_parser("help", help="the commands, the grammar of documents, all codes")
    parser.add_argument("topic", nargs="?", default="start", metavar="TOPIC", help="a command, or codes")
    # The same table that the commands are entered in: those that come after this one are in it, too.
    parser.set_defaults(commands=subparsers.choices)


def run(namespace: argparse.Namespace) -> int:
    """Print a topic.

    Raises:
        Refusal: `unknown_topic`.
    """
    commands: Mapping[str, argparse.ArgumentParser] = namespace.commands
    if namespace.topic in commands:
        text = _command(namespace.topic, commands[namespace.topic])
    elif namespace.topic in {"start", "codes"}:
        text = _START if namespace.topic == "start" else _codes()
    else:
        raise Refusal("unknown_topic", text=namespace.topic[:40], known=", ".join((*commands, "codes")))
    print(text, end="")
    return 0


def _command(name: str, parser: argparse.ArgumentParser) -> str:
    """What a command does, an example, and its options; of `post` the grammar as well."""
    topic = TOPICS[name]
    example = "\n".join(f"  {line}" for line in topic.example.splitlines())
    words = f"{fill(topic.words, _WIDTH, break_on_hyphens=False)}\n\nExample:\n{example}\n\n{parser.format_help()}"
    return f"{words}\n{GRAMMAR}" if name == "post" else words


def _codes() -> str:
    width = max(map(len, SENTENCES))
    return "".join(f"{code:{width}}  {text}\n" for code, text in sorted(SENTENCES.items()))
