"""Whether what each cash count expected is what the documents before it come to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.accounting import Payment, drawer_minor
from app.domain.document import CashDocument, Sale, Tender, TenderChange
from app.domain.figures import Currency
from app.reports.findings import Finding
from app.store.queries.asserted import Filed


class DrawerWalk:
    """Follows the drawer of one till, document by document in the order of its chain."""

    def __init__(self, money: Currency) -> None:
        self._money = money
        self._there_minor = 0
        # The last sale: how much of its payment is in the drawer, "" once that was counted.
        self._last_sale = ""
        self._last_cash_minor = 0

    def findings(self, filed: Filed) -> Iterator[Finding]:
        """Take a document; say what is wrong with it."""
        match filed.document:
            case Sale() as sale:
                cash_minor = _cash(sale.tenders, sale.change_minor, sale.gross_minor)
                self._last_sale, self._last_cash_minor = sale.heading.uid, cash_minor
                self._there_minor += cash_minor
            case TenderChange() as change:
                if change.heading.of != self._last_sale:
                    yield Finding("verify_tender_change", number=filed.number)
                cash_minor = _cash(change.tenders, change.change_minor, filed.of_gross_minor or 0)
                self._there_minor += cash_minor - self._last_cash_minor
                self._last_cash_minor = cash_minor
            case CashDocument() as cash if cash.what == "counted":
                if cash.expected_minor != self._there_minor:
                    write = self._money.write
                    facts = {"kept": write(cash.expected_minor), "expected": write(self._there_minor)}
                    yield Finding("verify_cash_expected", number=filed.number, **facts)
                self._there_minor = cash.amount_minor
                self._last_sale = ""
            case CashDocument() as cash:
                self._there_minor += drawer_minor(cash.what, cash.amount_minor)


def _cash(tenders: Sequence[Tender], change_minor: int, gross_minor: int) -> int:
    signed_minor = -change_minor if gross_minor < 0 else change_minor
    return Payment(tuple(tenders), 0, signed_minor).cash_minor
