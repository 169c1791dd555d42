"""`tillbook verify`: the proof that the book is right."""

from __future__ import annotations

import argparse
import sys

from app.cli.doors import OpenBook
from app.reports.findings import Findings


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
    if findings.is_clean:
        print(f"The book is right: {findings.documents} documents, {findings.movements} movements.{_heads(findings)}")
        return 0
    for finding in findings.found:
        print(finding, file=sys.stderr)
    if findings.unsaid:
        print(f"And {findings.unsaid} more of the same kinds.", file=sys.stderr)
    many = len(findings.found) + findings.unsaid
    print(
        f"The book is not right ({many} found). Keep it as it is, and compare it with the last good copy.",
        file=sys.stderr,
    )
    return 1


def _heads(findings: Findings) -> str:
    """The heads of the chains: a person writes them down, to hold the book to them later."""
    return "".join(f"\n{head.till}: {head.documents} documents, digest {head.digest}" for head in findings.heads)
