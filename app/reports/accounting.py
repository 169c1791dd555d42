"""The accounting view of the book: the journal, and what its accounts must come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.accounting import DRAWER, Account, Chart, Word
from app.domain.moment import write_date
from app.reports.asked import EVERYTHING, Asked, Known, iso_day, read_known
from app.reports.report import Column, Report, Row, Unit
from app.store.database import Book, Connection
from app.store.queries import accounting, drawer, received, shelf

_JOURNAL = (
    Column("at", "At", Unit.MOMENT),
    Column("book_date", "Book date", Unit.DATE),
    Column("document", "Document", is_key=True),
    Column("number", "Number"),
    Column("kind", "Kind", is_code=True),
    Column("account", "Account"),
    Column("debit", "Debit", Unit.MONEY),
    Column("credit", "Credit", Unit.MONEY),
)
_NOT_INVOICED = (
    Column("at", "At", Unit.MOMENT),
    Column("document", "Document", is_key=True),
    Column("number", "Number"),
    Column("supplier", "Supplier"),
    Column("kind", "Kind", is_code=True),
    Column("line", "Line", Unit.INTEGER),
    Column("sku", "SKU"),
    Column("name", "Name"),
    Column("received_quantity", "Received", Unit.QUANTITY),
    Column("returned_quantity", "Sent back", Unit.QUANTITY),
    Column("invoiced_quantity", "Invoiced", Unit.QUANTITY),
    Column("open_quantity", "Open", Unit.QUANTITY),
    Column("received_value", "Received value", Unit.MONEY),
    Column("returned_value", "Credit", Unit.MONEY),
    Column("invoiced_value", "Invoiced value", Unit.MONEY),
    Column("value", "Value", Unit.MONEY),
)

Balances = dict[str, int]
"""What accounts hold, by their names; below zero a credit."""


@dataclass(frozen=True, slots=True)
class AccountBook:
    """A journal as a bookkeeping program wants it.

    Attributes:
        journal: The report; the rows of one document on one day stand together.
        forward: What was on the accounts before its first day.
        held: What some accounts must hold at its end, read from the stock, the drawers and the deliveries: not from
            the journal, so that a program that compares them proves both.
    """

    journal: Report
    forward: Balances
    held: Balances


class Accounting:
    """Answers about accounts. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def journal(self, asked: Asked = EVERYTHING) -> Report:
        """What each document moves on accounts, day by day; each document balances alone.

        Args:
            asked: `first`, `last`, `known`.

        Raises:
            Refusal: `days_backwards`, `bad_known`, `then_when`.
        """
        asked.check()
        known = read_known(asked, self._book.shop)
        with self._book.reading() as connection:
            return self._journal(connection, accounting.chart(connection), asked, known)

    def _journal(self, connection: Connection, chart: Chart, asked: Asked, known: Known) -> Report:
        last_document = known.last_document(connection)
        entries = accounting.entries(connection, days=asked.days, last_document=last_document)
        rows = _rows(entries, chart)
        debit, credit = (sum(int(row[place] or 0) for row in rows) for place in (6, 7))
        return Report(
            "journal",
            "Journal",
            self._book.shop.name,
            self._book.shop.currency,
            _JOURNAL,
            rows,
            {"debit": debit, "credit": credit},
            from_date=iso_day(asked.first),
            to_date=iso_day(asked.last),
            known_at=known.text,
        )

    def not_invoiced(self, asked: Asked = EVERYTHING) -> Report:
        """What was received and is neither invoiced nor sent back, by delivery line; what is owed for landed cost.

        Its total is what the accounts of goods received, not invoiced, hold: those of suppliers and of carriers.

        Args:
            asked: `at`, `known`.

        Raises:
            Refusal: `bad_known`, `then_when`.
        """
        known = read_known(asked, self._book.shop)
        with self._book.reading() as connection:
            last_day = EVERYTHING.days[1] if asked.at is None else asked.at
            found = received.not_invoiced(connection, last_day=last_day, last_document=known.last_document(connection))
        rows: list[Row] = [
            (
                one.at.iso(),
                one.uid,
                one.number,
                one.supplier,
                one.kind,
                one.line_no or None,
                one.sku,
                one.name,
                one.received_milli,
                one.returned_milli,
                one.invoiced_milli,
                one.open_milli,
                one.received_minor,
                one.returned_minor,
                one.invoiced_minor,
                one.open_minor,
            )
            for one in found
        ]
        totals = {
            column.name: sum(int(row[place] or 0) for row in rows)
            for place, column in enumerate(_NOT_INVOICED)
            if column.unit is Unit.MONEY
        }
        return Report(
            "goods-received-not-invoiced",
            "Received, not invoiced",
            self._book.shop.name,
            self._book.shop.currency,
            _NOT_INVOICED,
            rows,
            totals,
            at=iso_day(asked.at),
            known_at=known.text,
        )

    def account_book(self, asked: Asked = EVERYTHING) -> AccountBook:
        """The journal with what was on the accounts before it and what must be there after it.

        Args:
            asked: `first`, `last`, `known`.

        Raises:
            Refusal: `days_backwards`, `bad_known`, `then_when`.
        """
        asked.check()
        known = read_known(asked, self._book.shop)
        first, last = asked.days
        with self._book.reading() as connection:
            chart = accounting.chart(connection)
            journal = self._journal(connection, chart, asked, known)
            last_document = known.last_document(connection)
            before = accounting.entries(connection, days=(EVERYTHING.days[0], first - 1), last_document=last_document)
            forward = _balances(before, chart)
            held = _held(connection, last_day=last, last_document=last_document)
        return AccountBook(journal, forward, _named(held, chart))


def _rows(entries: Iterable[accounting.Entry], chart: Chart) -> list[Row]:
    rows: list[Row] = []
    for entry in entries:
        front = (entry.at.iso(), write_date(entry.book_date), entry.uid, entry.number, entry.kind)
        for account, amount_minor in entry.postings:
            debit, credit = (amount_minor, None) if amount_minor > 0 else (None, -amount_minor)
            rows.append((*front, chart.name(account), debit, credit))
    return rows


def _balances(entries: Iterable[accounting.Entry], chart: Chart) -> Balances:
    sums: Counter[str] = Counter()
    for entry in entries:
        for account, amount_minor in entry.postings:
            sums[chart.name(account)] += amount_minor
    return {name: amount for name, amount in sorted(sums.items()) if amount}


def _held(connection: Connection, *, last_day: int, last_document: int) -> dict[Account, int]:
    held: Counter[Account] = Counter()
    for row in shelf.on_hand(connection, last_day=last_day, last_document=last_document, location_id=None):
        held[Account(Word.INVENTORY, row.location)] += row.value_minor
    held[DRAWER] = sum(drawer.balances_minor(connection, last_day=last_day, last_document=last_document).values())
    for owed in received.not_invoiced(connection, last_day=last_day, last_document=last_document):
        held[Account(Word.CARRIERS if owed.kind == "landed" else Word.GRNI)] -= owed.open_minor
    return dict(held)


def _named(held: dict[Account, int], chart: Chart) -> Balances:
    """What accounts must hold, by name; those that a shop calls like another account are left out."""
    taken = {chart.name(account) for account in chart.named() if account not in held}
    sums: Counter[str] = Counter()
    for account, amount_minor in held.items():
        sums[chart.name(account)] += amount_minor
    return {name: amount_minor for name, amount_minor in sums.items() if name not in taken}
