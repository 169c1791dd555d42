"""Price lists on screen: what a file would do is told first, then taken; what is listed goes out as a file."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.changes import Changes
from app.domain.product_row import HalfTaken, ListTax, Outcome, ProductRow, RowNote, RowOutcome
from app.domain.refusal import Refusal
from app.domain.shop import Shop
from app.jobs.whole_file import whole_file
from app.reports.price_list import PriceList
from app.services.importing import Importing, OnRow

if TYPE_CHECKING:
    from app.exchange.catalogue.reading import Reading

ENDINGS = (".xlsx", ".csv")
_NO_CHANGES = Changes()


Reason = tuple[str, str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class ToldRow:
    """What becomes of a row of a list, or would.

    Attributes:
        number: The row as a spreadsheet numbers it.
        changes: Names of what changes, each with its text before and after.
        reasons: Why it is refused: the title of a column or "", and the code and facts of the refusal.
    """

    number: int
    sku: str
    name: str
    outcome: Outcome
    changes: tuple[tuple[str, str, str], ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldList:
    """What a list would do, or has done.

    Attributes:
        path: The file.
        tax: The tax of rows that name none, as it was typed.
        rows: What becomes of each: the refused first, then what changes, what is new, and what is as it was.
        counts: How many rows there are of each kind.
        notes: What a person should know of rows that are taken, with what these are called.
        is_done: Whether it was done.
    """

    path: Path
    tax: str
    rows: tuple[ToldRow, ...]
    counts: dict[Outcome, int]
    notes: tuple[tuple[RowNote, list[str]], ...]
    is_done: bool = False
    changes: Changes = _NO_CHANGES


class ProductLists:
    """Reads and writes them. Takes a while: never call it on the window's thread."""

    def __init__(self, importing: Importing, price_list: PriceList, rules: Callable[[], Shop]) -> None:
        self._importing, self._price_list, self._rules = importing, price_list, rules

    def take(self, path: Path, *, tax: str, user: str, dry_run: bool, on_row: OnRow) -> ToldList:
        """Do what a list says, or only tell what it would do.

        Args:
            path: CSV, XLSX, XLS or ODS.
            tax: The tax in percent of rows that name none; "" where nobody says.
            user: Who does it.
            dry_run: Only tell.
            on_row: Told of each row.

        Raises:
            Refusal: as `read_products` and `read_asked_rate`, `not_allowed`; nothing is changed.
            Trouble: as `read_products` and `Importing.import_products`.
        """
        asked, reading = _tax(tax), self._read(path)
        outcomes, changes = self._importing.import_products(
            reading.rows, tax=asked, dry_run=dry_run, user=user, name=path.name, on_row=on_row
        )
        return _told(path, tax, reading, outcomes, changes)

    def half_taken(self) -> HalfTaken | None:
        """The list of which only the first rows are in the book."""
        return self._importing.half_taken()

    def keep_refused(self, told: ToldList, path: Path) -> int:
        """Write the rows that were refused into a file of their own, to mend and import again. Returns how many.

        Raises:
            Refusal: as `read_products`.
            Trouble: `unwritable_file`, and as `read_products`.
        """
        from app.exchange.catalogue.refused_file import write_refused  # noqa: PLC0415 -- see `_read`

        reading = self._read(told.path)
        outcomes, _ = self._importing.import_products(reading.rows, tax=_tax(told.tax), dry_run=True)
        refusals = {one.number: one.refusal for one in outcomes if one.refusal is not None}
        stream = io.BytesIO()
        count = write_refused(reading, stream, refusals)
        _write(path, stream.getvalue())
        return count

    def export(self, path: Path, product_ids: Iterable[int], on_row: OnRow) -> int:
        """Write products into a file that can be imported again. Returns how many.

        Args:
            path: Ending in one of `ENDINGS`.
            product_ids: Which.
            on_row: Told of each.

        Raises:
            Refusal: `export_ending`.
            Trouble: `unwritable_file`, and what `on_row` raises; there is no file then.
        """
        from app.exchange.catalogue.own_list import write_products_csv, write_products_xlsx  # noqa: PLC0415 -- seldom

        ending = path.suffix.lower()
        if ending not in ENDINGS:
            raise Refusal("export_ending", name=path.name)
        writer = write_products_csv if ending == ".csv" else write_products_xlsx
        products = self._price_list.products(product_ids, on_row)
        stream = io.BytesIO()
        writer(products, stream, self._rules().currency, self._price_list.beside())
        on_row(len(products), len(products))
        _write(path, stream.getvalue())
        return len(products)

    def _read(self, path: Path) -> Reading[ProductRow]:
        # Readers of other programs' lists are loaded with the first list.
        from app.exchange.catalogue.products import read_products  # noqa: PLC0415

        return read_products(path, mapping={}, prices_include_tax=self._rules().prices_include_tax)


def _tax(text: str) -> ListTax | None:
    from app.exchange.catalogue.values import read_asked_rate  # noqa: PLC0415 -- see `_read`

    return ListTax(*read_asked_rate(text)) if text.strip() else None


def _told(
    path: Path, tax: str, reading: Reading[ProductRow], outcomes: Sequence[RowOutcome], changes: Changes
) -> ToldList:
    from app.exchange.catalogue.row_notes import LOUD, QUIET, noted  # noqa: PLC0415 -- see `_read`

    known = {one.number: one for one in outcomes}
    reasons: dict[int, list[Reason]] = {}
    for problem in reading.problems:
        reasons.setdefault(problem.number, []).append((problem.column, problem.code, problem.facts))
    for number, one in known.items():
        if one.refusal is not None:
            reasons.setdefault(number, []).append(("", one.refusal.code, one.refusal.facts))
    rows = [
        ToldRow(row.number, row.asked.sku, row.asked.name or "", known[row.number].outcome, known[row.number].changes)
        for row in reading.rows
        if row.number not in reasons
    ]
    names = {row.number: (row.asked.sku, row.asked.name or "") for row in reading.rows}
    rows += [
        ToldRow(number, *names.get(number, ("", "")), Outcome.REFUSED, reasons=tuple(why))
        for number, why in reasons.items()
    ]
    order = (Outcome.REFUSED, Outcome.CHANGED, Outcome.NEW, Outcome.UNCHANGED)
    rows.sort(key=lambda row: (order.index(row.outcome), row.number))
    notes = tuple(noted(reading, known, (*LOUD, *QUIET)))
    counts = Counter(row.outcome for row in rows)
    return ToldList(path, tax, tuple(rows), dict(counts), notes, bool(changes.what), changes)


def _write(path: Path, data: bytes) -> None:
    with whole_file(path) as stream:
        stream.write(data)
