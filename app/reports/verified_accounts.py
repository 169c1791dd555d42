"""Whether the journal balances, document by document, and its accounts are what the lists say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from app.domain.accounting import Account, Word, imbalance_minor
from app.domain.figures import Currency
from app.reports.asked import EVERYTHING, NOW
from app.reports.findings import Finding
from app.store.database import Connection
from app.store.queries import accounting, bills, received


def journal_findings(connection: Connection, money: Currency) -> Iterator[Finding]:
    """What is wrong with the journal: entries that do not balance, goods not invoiced that are not their account."""
    held: Counter[Account] = Counter()
    days, last_document = EVERYTHING.days, NOW.last_document(connection)
    for entry in accounting.entries(connection, days=days, last_document=last_document):
        difference_minor = imbalance_minor(entry.postings)
        if difference_minor:
            yield Finding("verify_journal", number=entry.number, difference=money.write(abs(difference_minor)))
        for account, amount_minor in entry.postings:
            if account.word in (Word.GRNI, Word.CARRIERS):
                held[account] -= amount_minor
    owed: Counter[Account] = Counter()
    for one in received.not_invoiced(connection, last_day=days[1], last_document=last_document):
        owed[Account(Word.CARRIERS if one.kind == "landed" else Word.GRNI)] += one.open_minor
    for account in sorted({*held, *owed}):
        if held[account] != owed[account]:
            facts = {
                "account": account.word,
                "kept": money.write(held[account]),
                "expected": money.write(owed[account]),
            }
            yield Finding("verify_not_invoiced", **facts)
    yield from _bill_findings(connection, money)


def _bill_findings(connection: Connection, money: Currency) -> Iterator[Finding]:
    """Whether what a bill says is what it has settled, and what it has moved."""
    for one in bills.unequal(connection):
        figures = {"kept": money.write(one.kept_minor), "expected": money.write(one.expected_minor)}
        yield Finding("verify_bill", number=one.number, line=one.line_no or "-", **figures)
