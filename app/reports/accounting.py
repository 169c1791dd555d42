"""The accounting view of the book: the journal, and what its accounts must come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.accounting import DRAWER, Account, Chart, Word
from app.domain.moment import write_date
from app.reports.asked import EVERYTHING, Asked, iso_day, read_known
from app.reports.report import Column, Report, Row, Unit
from app.store.database import Book, Connection
from app.store.queries import accounting, drawer, shelf

_JOURNAL = (
    Column("at", "At", Unit.MOMENT),
    Column("book_date", "Book date", Unit.DATE),
    Column("document", "Document"),
    Column("number", "Number"),
    Column("kind", "Kind"),
    Column("account", "Account"),
    Column("debit", "Debit", Unit.MONEY),
    Column("credit", "Credit", Unit.MONEY),
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
            chart = accounting.chart(connection)
            last_document = known.last_document(connection)
            rows = _rows(accounting.entries(connection, days=asked.days, last_document=last_document), chart)
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

    def account_book(self, asked: Asked = EVERYTHING) -> AccountBook:
        """The journal with what was on the accounts before it and what must be there after it.

        Args:
            asked: `first`, `last`, `known`.

        Raises:
            Refusal: `days_backwards`, `bad_known`, `then_when`.
        """
        journal = self.journal(asked)
        known = read_known(asked, self._book.shop)
        first, last = asked.days
        with self._book.reading() as connection:
            chart = accounting.chart(connection)
            last_document = known.last_document(connection)
            before = accounting.entries(connection, days=(shelf.FIRST_DAY, first - 1), last_document=last_document)
            forward = _balances(before, chart)
            held = _held(connection, chart, last_day=last, last_document=last_document)
        return AccountBook(journal, forward, held)


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


def _held(connection: Connection, chart: Chart, *, last_day: int, last_document: int) -> Balances:
    held: Counter[str] = Counter()
    for row in shelf.on_hand(connection, last_day=last_day, last_document=last_document, location_id=None):
        held[chart.name(Account(Word.INVENTORY, row.location))] += row.value_minor
    for flow in drawer.flows(connection, last_day=last_day, last_document=last_document):
        held[chart.name(DRAWER)] += flow.amount_minor
    return dict(held)
