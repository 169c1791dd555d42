"""`tillbook import`: price lists, address lists and opening stock from CSV and spreadsheets."""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.base.trouble import Trouble
from app.cli.doors import OpenBook
from app.domain.product_row import OpeningRow, Outcome, PartyRow, ProductRow, RowOutcome
from app.domain.refusal import Refusal
from app.domain.wording import sentence
from app.exchange.catalogue.opening import read_opening
from app.exchange.catalogue.parties import read_parties
from app.exchange.catalogue.products import read_products
from app.exchange.catalogue.reading import Reading

KINDS = ("products", "suppliers", "customers", "opening-stock")
_SHOWN = 20

AnyReading = Reading[ProductRow] | Reading[OpeningRow] | Reading[PartyRow]


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `import` to the commands."""
    parser = subparsers.add_parser("import", help="products or opening stock from CSV or a spreadsheet")
    parser.add_argument("kind", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV, XLSX, XLS or ODS")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
    parser.add_argument("--errors", type=Path, metavar="FILE", help="write the refused rows here, with the reasons")
    parser.add_argument(
        "--map", action="append", default=[], metavar="TITLE=FIELD", help="what a column is, if its title does not say"
    )


def run(namespace: argparse.Namespace, book: OpenBook) -> int:
    """Import a list: what can be taken is taken in one transaction, every other row is said with its reason.

    Returns:
        The exit status: 0 all rows taken, 1 some refused.

    Raises:
        Refusal: the file is no list, or its columns are not clear; nothing was taken.
        Trouble: of the machine; nothing was taken.
    """
    reading = _read(namespace.kind, namespace.file, _mapping(namespace.map))
    outcomes = _take(reading, namespace, book)
    _say(reading, outcomes, dry_run=namespace.dry_run)
    reasons = _reasons(reading, outcomes)
    if namespace.errors is not None and reasons:
        _write_errors(namespace.errors, reading, reasons)
        print(f"The refused rows are in {namespace.errors}: mend them there and import that file.", file=sys.stderr)
    return 1 if reasons else 0


def _mapping(pairs: Sequence[str]) -> dict[str, str]:
    mapping = {}
    for pair in pairs:
        title, equals, field = pair.rpartition("=")
        if not equals or not title:
            raise Refusal("bad_map", text=pair[:40])
        mapping[title] = field
    return mapping


def _read(kind: str, path: Path, mapping: dict[str, str]) -> AnyReading:
    if kind == "products":
        return read_products(path, mapping=mapping)
    if kind == "opening-stock":
        return read_opening(path, mapping=mapping)
    return read_parties(path, kind.removesuffix("s"), mapping=mapping)


def _take(reading: AnyReading, namespace: argparse.Namespace, book: OpenBook) -> tuple[RowOutcome, ...]:
    if namespace.kind == "products":
        return book.importing.import_products(reading.rows, dry_run=namespace.dry_run)[0]  # type: ignore[arg-type]
    if namespace.kind != "opening-stock":
        return book.importing.import_parties(reading.rows, dry_run=namespace.dry_run)[0]  # type: ignore[arg-type]
    wish, outcomes = book.importing.opening_stock(reading.rows)  # type: ignore[arg-type]
    if wish is not None and not namespace.dry_run:
        book.receiving.enter_opening_stock(wish)
    return outcomes


def _say(reading: AnyReading, outcomes: Iterable[RowOutcome], *, dry_run: bool) -> None:
    counts = Counter(outcome.outcome for outcome in outcomes)
    counts[Outcome.REFUSED] += len(reading.refused)
    print(f"{reading.name}: {reading.layout.format_name or 'columns found by their titles'}.")
    print("Nothing was changed; this is what would happen:" if dry_run else "Done:")
    print(", ".join(f"{counts[outcome]} {outcome.value}" for outcome in Outcome) + f", {len(reading.skipped)} skipped.")
    shown = [one for one in outcomes if one.outcome is Outcome.CHANGED][:_SHOWN] if dry_run else []
    for one in shown:
        told = "; ".join(f"{what}: {old or 'nothing'} -> {new or 'nothing'}" for what, old, new in one.changes)
        print(f"row {one.number} changes {told}")


def _reasons(reading: AnyReading, outcomes: Iterable[RowOutcome]) -> dict[int, str]:
    """The reason for each refused row, said on standard error as well."""
    said: dict[int, list[str]] = {}
    for problem in reading.problems:
        text = sentence(problem.code, problem.facts)
        said.setdefault(problem.number, []).append(f"{problem.column}: {text}" if problem.column else text)
    for outcome in outcomes:
        if outcome.refusal is not None:
            said.setdefault(outcome.number, []).append(sentence(outcome.refusal.code, outcome.refusal.facts))
    reasons = {number: " ".join(texts) for number, texts in sorted(said.items())}
    for number, text in reasons.items():
        print(f"row {number}: {text}", file=sys.stderr)
    return reasons


def _write_errors(path: Path, reading: AnyReading, reasons: dict[int, str]) -> None:
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*reading.titles, "Row", "Reason"])
            for number, reason in reasons.items():
                for cells in reading.sources.get(number, ()):
                    writer.writerow([*cells, number, reason])
    except OSError as error:
        raise Trouble("cannot_write", path=str(path), reason=error.strerror or str(error)) from error
