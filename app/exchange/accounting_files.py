"""The journal as a text file for bookkeeping programs: beancount and hledger.

Accounts are opened, the currency is declared, each document is a transaction with its number and uid, and the file
ends with assertions: what the stock, the drawers and the deliveries say must be on their accounts. A journal that
begins in the middle begins with what was on the accounts before.

Source: https://beancount.github.io/docs/beancount_language_syntax.html, https://hledger.org/hledger.html (journal)
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import IO, TextIO

from app.reports.accounting import AccountBook, Balances

_FORWARD = "Brought forward"
# Where each column of the report stands.
_DAY, _UID, _NUMBER, _KIND, _ACCOUNT, _DEBIT, _CREDIT = range(1, 8)
_EMPTY_DAY = date(1970, 1, 1)


def to_beancount(books: AccountBook, stream: IO[bytes]) -> None:
    """Write a journal for beancount: UTF-8, LF.

    Args:
        books: The journal, with what stands before and after it.
        stream: Where to.
    """
    _write(books, stream, _beancount)


def to_hledger(books: AccountBook, stream: IO[bytes]) -> None:
    """Write a journal for hledger, fit for `hledger check --strict`: UTF-8, LF.

    Args:
        books: The journal, with what stands before and after it.
        stream: Where to.
    """
    _write(books, stream, _hledger)


def _write(books: AccountBook, stream: IO[bytes], writer: Callable[[AccountBook, TextIO], None]) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="\n", write_through=False)
    try:
        writer(books, text)
    finally:
        text.detach()  # flushes, and leaves the stream to its owner


def _beancount(books: AccountBook, text: TextIO) -> None:
    currency = books.journal.currency
    write, code = currency.write, currency.code
    first, last = _days(books)
    text.write(f'option "title" {_quoted(books.journal.shop)}\noption "operating_currency" "{code}"\n\n')
    text.write(f"{first} commodity {code}\n")
    text.writelines(f"{first} open {name} {code}\n" for name in _accounts(books))
    for day, uid, title, postings in _transactions(books, first):
        text.write(f"\n{day} * {_quoted(title)}\n")
        if uid:
            text.write(f"  document: {_quoted(uid)}\n")
        text.writelines(f"  {name}  {write(amount)} {code}\n" for name, amount in postings)
    text.write("\n")
    # A balance is that of the morning, and of an account with all below it; without tolerance it would let a cent pass.
    closing = {**_closing(books), **books.held}
    for name in books.held:
        whole = sum(amount for other, amount in closing.items() if f"{other}:".startswith(f"{name}:"))
        text.write(f"{last + timedelta(days=1)} balance {name}  {write(whole)} ~ {write(0)} {code}\n")


def _hledger(books: AccountBook, text: TextIO) -> None:
    currency = books.journal.currency
    write, code = currency.write, currency.code
    first, last = _days(books)
    text.write(f"; {_one_line(books.journal.shop)}\ndecimal-mark .\ncommodity 1000.{'0' * currency.digits} {code}\n\n")
    text.writelines(f"account {name}\n" for name in _accounts(books))
    for day, uid, title, postings in _transactions(books, first):
        text.write(f"\n{day} * {title}\n")
        if uid:
            text.write(f"    ; document: {_one_line(uid)}\n")
        text.writelines(f"    {name}  {write(amount)} {code}\n" for name, amount in postings)
    if books.held:
        text.write(f"\n{last} * Balances\n")
        text.writelines(
            f"    {name}  {write(0)} {code} = {write(amount)} {code}\n" for name, amount in books.held.items()
        )


Transaction = tuple[str, str, str, list[tuple[str, int]]]
"""Day, uid (or ""), title, and what is posted."""


def _transactions(books: AccountBook, first: date) -> Iterator[Transaction]:
    if books.forward:
        yield first.isoformat(), "", _FORWARD, list(books.forward.items())
    for (day, uid, number, kind), rows in groupby(books.journal.rows, key=lambda row: row[_DAY : _KIND + 1]):
        postings = [(str(row[_ACCOUNT]), int(row[_DEBIT] or 0) - int(row[_CREDIT] or 0)) for row in rows]
        yield str(day), str(uid), f"{str(kind).replace('_', ' ').capitalize()} {number}", postings


def _days(books: AccountBook) -> tuple[date, date]:
    """The first and the last day of the file."""
    journal = books.journal
    days = [str(row[_DAY]) for row in (*journal.rows[:1], *journal.rows[-1:])]
    first = journal.from_date or (days[0] if days else None)
    last = journal.to_date or (days[-1] if days else first)
    opened = date.fromisoformat(first) if first else _EMPTY_DAY
    return opened, date.fromisoformat(last) if last else opened


def _accounts(books: AccountBook) -> list[str]:
    return sorted({str(row[_ACCOUNT]) for row in books.journal.rows} | books.forward.keys() | books.held.keys())


def _closing(books: AccountBook) -> Balances:
    closing = dict(books.forward)
    for row in books.journal.rows:
        name = str(row[_ACCOUNT])
        closing[name] = closing.get(name, 0) + int(row[_DEBIT] or 0) - int(row[_CREDIT] or 0)
    return closing


def _one_line(text: str) -> str:
    """Text without what would end a line or begin another field."""
    return "".join(character if character.isprintable() else " " for character in text)


def _quoted(text: str) -> str:
    escaped = _one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
