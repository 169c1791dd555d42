"""All commands of the headless door: how each is called, and what runs it."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from app.base.paths import default_book
from app.cli import (
    batch,
    code_sheets,
    export_lists,
    help_text,
    import_lists,
    init,
    labels,
    order,
    pack,
    post,
    report,
    safekeeping,
    scan,
    total,
    verify,
)
from app.cli.doors import Doors, named_book
from app.version import VERSION


def chosen(arguments: Sequence[str], doors: Doors) -> Callable[[], int]:
    """What runs the command that is asked for; a call that cannot be read ends the program with its usage."""
    namespace = _parser().parse_args(_joined(arguments))
    book = getattr(namespace, "book", None) or default_book()
    return _commands(namespace, doors, book)[namespace.command or "till"]


def _joined(arguments: Sequence[str]) -> list[str]:
    """The call with `--by -net` as one word: the minus is the column's, not that of another option."""
    joined: list[str] = []
    for one in arguments:
        if joined and joined[-1] == "--by" and one.startswith("-") and not one.startswith("--"):
            joined[-1] = f"--by={one}"
        else:
            joined.append(one)
    return joined


def _commands(namespace: argparse.Namespace, doors: Doors, book: Path) -> dict[str, Callable[[], int]]:
    return {
        "till": lambda: doors.open_till(book, namespace.till),
        "sample": doors.open_sample,
        "demo": lambda: doors.play_demo(Path(namespace.out)),
        "init": lambda: init.run(namespace, doors, book),
        "import": lambda: import_lists.run(namespace, doors.open_book(book)),
        "export": lambda: export_lists.run(namespace, doors.open_book(book)),
        "batch": lambda: batch.run(namespace, doors.open_book(book)),
        "labels": lambda: labels.run(namespace, doors.open_book(book)),
        "post": lambda: post.run(namespace, doors.open_book(book)),
        "report": lambda: report.run(namespace, lambda: doors.open_book(book)),
        "backup": lambda: safekeeping.run_backup(namespace, book),
        "restore": lambda: safekeeping.run_restore(namespace, book),
        "migrate": lambda: safekeeping.run_migrate(doors.open_book(book)),
        "order": lambda: order.run(namespace, doors.open_book(book)),
        "pack": lambda: pack.run(namespace, doors.open_book(book)),
        "verify": lambda: verify.run(namespace, doors.open_book(book)),
        "total": lambda: total.run(namespace),
        "scan": lambda: scan.run(namespace, doors.open_book(book) if getattr(namespace, "book", None) else None),
        **{name: lambda: code_sheets.run(namespace) for name in code_sheets.SHEETS},
        "help": lambda: help_text.run(namespace),
        "version": _say_version,
    }


def _parser() -> argparse.ArgumentParser:
    # `--book` may stand before or after the command: a default there would overwrite what stood before it.
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument(
        "--book", type=named_book, metavar="FILE", help="the shop's book (default: in the user's data folder)"
    )
    parser = argparse.ArgumentParser(
        prog="tillbook",
        description="A till and stock book for a shop. Without a command the till opens.",
        parents=[shared],
    )
    parser.add_argument("--till", metavar="CODE", default="", help="which till to open (default: T1)")
    parser.set_defaults(command=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    commands.add_parser("sample", help="open the till on the sample shop")
    demo = commands.add_parser("demo", help="play a day in the sample shop; leaves receipts and pictures")
    demo.add_argument("--out", metavar="DIR", default="demo-day", help="where to leave them (default: demo-day)")
    modules = (
        init,
        import_lists,
        export_lists,
        batch,
        post,
        report,
        order,
        pack,
        labels,
        safekeeping,
        verify,
        total,
        scan,
        help_text,
    )
    for module in modules:
        module.add_parser(commands)
    code_sheets.add_parsers(commands)
    commands.add_parser("version", help="the version of the program")
    for command in set(commands.choices.values()):
        command.add_argument("--book", type=named_book, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return parser


def _say_version() -> int:
    print(f"tillbook {VERSION}")
    return 0
