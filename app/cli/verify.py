"""`tillbook verify`: the proof that the book is right."""

from __future__ import annotations

import argparse
import sys

from app.cli.doors import OpenBook


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `verify` to the commands."""
    parser = subparsers.add_parser("verify", help="prove that the book is right")
    parser.add_argument("--anchor", metavar="DIGEST", help="a digest kept on paper: its document must still be there")


def run(namespace: argparse.Namespace, book: OpenBook) -> int:
    """Prove the book; say each finding in a line on standard error, or that there is none on standard output.

    Returns:
        The exit status: 0 the book is right, 1 it is not.

    Raises:
        Refusal: `bad_digest`.
        Trouble: of the machine.
    """
    findings = book.verification.run(namespace.anchor)
    print(findings.told(), file=sys.stdout if findings.is_clean else sys.stderr)
    return 0 if findings.is_clean else 1
