"""`tillbook backup`, `restore` and `migrate`: copies of the book, the way back, and the way up."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from app.base.clock import wall_clock
from app.cli.doors import OpenBook
from app.services.safekeeping import back_up, restore


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `backup`, `restore` and `migrate` to the commands."""
    parser = subparsers.add_parser("backup", help="a whole copy of the book, also while others sell")
    parser.add_argument("file", type=Path, metavar="FILE", help="the copy, or a folder for one named after the moment")
    parser = subparsers.add_parser("restore", help="let a copy take the book's place, once it has proved itself")
    parser.add_argument("file", type=Path, metavar="FILE", help="a copy that backup made")
    subparsers.add_parser("migrate", help="bring a book of an older program up to date; opening it does so, too")


def run_backup(namespace: argparse.Namespace, path: Path) -> int:
    """Copy the book and say where the copy is.

    Raises:
        Refusal: `copy_exists`.
        Trouble: those of `back_up`.
    """
    copy = back_up(path, namespace.file, wall_clock())
    print(f"{copy}: copied and checked.")
    return 0


def run_restore(namespace: argparse.Namespace, path: Path) -> int:
    """Put a copy in the book's place and say what was proved, and where the book lies that was there.

    Raises:
        Refusal: `copy_not_right`, `copy_is_the_book`.
        Trouble: those of `restore`.
    """
    done = restore(namespace.file, path)
    print(done.proof.told())
    print(f"{path}: restored. From now on numbers begin again in a new series, so that none is given twice.")
    if done.aside is not None:
        print(f"The book that was there is kept as {done.aside}.", file=sys.stderr)
    return 0


def run_migrate(book: OpenBook) -> int:
    """Say that the book is up to date: opening it has made a checked copy and carried out what was missing."""
    print(f"{book.path}: up to date.")
    return 0
