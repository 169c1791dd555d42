"""`tillbook import`: price lists, address lists and opening stock from CSV and spreadsheets."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.cli.doors import OpenBook
from app.domain.product_row import ListTax, OpeningRow, Outcome, RowOutcome
from app.domain.refusal import Refusal
from app.domain.wording import sentence
from app.exchange.catalogue.dry_run import dry_run_lines
from app.exchange.catalogue.opening import read_opening
from app.exchange.catalogue.parties import read_parties
from app.exchange.catalogue.products import read_products
from app.exchange.catalogue.reading import Reading, Row
from app.exchange.catalogue.refused_file import problem_sentences, write_refused
from app.exchange.catalogue.row_notes import LOUD, QUIET, note_sentences
from app.exchange.catalogue.values import read_asked_rate
from app.jobs.whole_file import never_a_book, whole_file

KINDS = ("products", "suppliers", "customers", "opening-stock")

_SHEETS = frozenset({".xlsx", ".xls", ".ods"})


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `import` to the commands."""
    parser = subparsers.add_parser(
        "import", help="products, suppliers, customers or opening stock from CSV or a spreadsheet"
    )
    parser.add_argument("kind", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV, XLSX, XLS or ODS")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
    parser.add_argument(
        "--errors", type=Path, metavar="FILE", help="write the refused rows here (CSV), with the reasons"
    )
    parser.add_argument(
        "--map", action="append", default=[], metavar="TITLE=FIELD", help="what a column is, if its title does not say"
    )
    parser.add_argument(
        "--tax", metavar="RATE", help="products: the tax in percent of rows that name no rate, such as 19"
    )
    parser.add_argument("--tax-code", metavar="CODE", help="the tax code that goes with --tax, such as S")


def run(namespace: argparse.Namespace, book: OpenBook) -> int:
    """Import a list: what can be taken is taken, a few rows at a time; every other row is said with its reason.

    Returns:
        The exit status: 0 all rows taken, 1 some refused.

    Raises:
        Refusal: the file is no list, or its columns are not clear (nothing was taken); `errors_are_csv`,
            `file_is_a_book`.
        Trouble: of the machine; nothing was taken, or the sentence says how far it came.
    """
    half = book.importing.half_taken()
    if half is not None:
        print(sentence("list_left_half", half._asdict()), file=sys.stderr)
    mapping, tax = _mapping(namespace.map), _tax(namespace)
    if namespace.errors is not None and namespace.errors.suffix.lower() in _SHEETS:
        raise Refusal("errors_are_csv", name=namespace.errors.name)
    if namespace.errors is not None:
        never_a_book(namespace.errors)
    if namespace.kind == "products":
        inclusive = book.shop().prices_include_tax
        prices = read_products(namespace.file, mapping=mapping, prices_include_tax=inclusive)
        done = book.importing.import_products(prices.rows, tax=tax, dry_run=namespace.dry_run, name=prices.name)[0]
        return _told(prices, done, namespace, book)
    if namespace.kind == "opening-stock":
        goods = read_opening(namespace.file, mapping=mapping)
        return _told(goods, _open_stock(goods.rows, namespace, book), namespace, book)
    people = read_parties(namespace.file, namespace.kind.removesuffix("s"), mapping=mapping)
    done = book.importing.import_parties(people.rows, dry_run=namespace.dry_run, name=people.name)[0]
    return _told(people, done, namespace, book)


def _mapping(pairs: Sequence[str]) -> dict[str, str]:
    mapping = {}
    for pair in pairs:
        title, equals, field = pair.rpartition("=")
        if not equals or not title:
            raise Refusal("bad_map", text=pair[:40])
        mapping[title] = field
    return mapping


def _tax(namespace: argparse.Namespace) -> ListTax | None:
    if namespace.tax is None and namespace.tax_code is None:
        return None
    if namespace.tax is None or namespace.kind != "products":
        raise Refusal("tax_not_used")
    rate_milli, code = read_asked_rate(namespace.tax)
    return ListTax(rate_milli, namespace.tax_code or code)


def _open_stock(rows: Sequence[OpeningRow], namespace: argparse.Namespace, book: OpenBook) -> tuple[RowOutcome, ...]:
    wishes, outcomes = book.importing.opening_stock(rows)
    for wish in () if namespace.dry_run else wishes:
        book.receiving.enter_opening_stock(wish)
    return outcomes


def _told(reading: Reading[Row], done: Iterable[RowOutcome], namespace: argparse.Namespace, book: OpenBook) -> int:
    """Say what was done, or would be; keep the refused rows where somebody wants them."""
    outcomes = {outcome.number: outcome for outcome in done}
    refusals = {number: one.refusal for number, one in outcomes.items() if one.refusal is not None}
    if namespace.dry_run:
        for line in dry_run_lines(reading, outcomes, book.shop().currency):
            print(line)
    else:
        counts = Counter(one.outcome for one in outcomes.values() if one.outcome is not Outcome.REFUSED)
        told = ", ".join(f"{count} {outcome.value}" for outcome, count in sorted(counts.items()))
        print(f"{reading.name}: {told or 'nothing taken'}.")
        for text in note_sentences(reading, outcomes, QUIET):
            print(text)
        for number, text in problem_sentences(reading, refusals):
            print(f"row {number}: {text}", file=sys.stderr)
    refused = bool(refusals or reading.problems)
    if namespace.errors is not None and refused:
        _keep_refused(namespace.errors, reading, refusals)
        print(f"The refused rows are in {namespace.errors}: mend them there and import that file.", file=sys.stderr)
    for text in note_sentences(reading, outcomes, LOUD):
        print(text, file=sys.stderr)
    return 1 if refused else 0


def _keep_refused(path: Path, reading: Reading[Row], refusals: dict[int, Refusal]) -> None:
    with whole_file(path) as stream:
        write_refused(reading, stream, refusals)
