"""What reports can be narrowed to, such as locations, suppliers and customers; and how accounts are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from app.domain.accounting import Account, Chart, Word
from app.store.database import Book
from app.store.queries import accounting, narrowing
from app.store.queries.stock import STANDING_REASONS

Named = tuple[str, str]
"""A code and the name that people know it by."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from, by name.

    Attributes:
        first_day: The first day of the book, None in an empty one.
    """

    locations: tuple[Named, ...] = ()
    categories: tuple[Named, ...] = ()
    suppliers: tuple[Named, ...] = ()
    cashiers: tuple[Named, ...] = ()
    customers: tuple[Named, ...] = ()
    first_day: int | None = None


class AccountOf(NamedTuple):
    """An account of the shop, a way to pay or a reason of adjustments, with the account that it goes to.

    Attributes:
        kind: `account`, `tender` or `reason`.
        code: Of the tender or reason; of an account what it is for, a `Word`.
        name: As the shop says it; "" where it has not.
        account: As the shop has named it, "" where it has not.
        full_name: As it stands in the journal and in files for bookkeeping programs.
    """

    kind: str
    code: str
    name: str
    account: str
    full_name: str


class ReportChoices:
    """Answers what there is to choose from. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def choices(self) -> Choices:
        """The places where goods are, the categories that have goods, the suppliers, who sells, and who has bought."""
        with self._book.reading() as connection:
            return Choices(
                tuple(narrowing.locations(connection)),
                tuple((name, name) for name in narrowing.categories(connection)),
                tuple(narrowing.suppliers(connection)),
                tuple(narrowing.cashiers(connection)),
                tuple(narrowing.customers(connection)),
                narrowing.first_day(connection),
            )

    def accounts(self) -> tuple[AccountOf, ...]:
        """How the accounts are called, then those of the ways to pay and of the reasons for adjustments."""
        with self._book.reading() as connection:
            chart = accounting.chart(connection)
            tenders, reasons = accounting.owners(connection)
        known = {code: (name, account) for code, name, account in reasons}
        every = [*STANDING_REASONS, *(code for code in known if code not in STANDING_REASONS)]
        own = chart.own_names()
        return (
            *(AccountOf("account", word, "", own.get(word, ""), chart.name(Account(word))) for word in Word),
            *(_owner(chart, Word.TENDER, "tender", *one) for one in tenders),
            *(_owner(chart, Word.WRITE_OFF, "reason", code, *known.get(code, ("", ""))) for code in every),
        )


def _owner(chart: Chart, word: Word, kind: str, code: str, name: str, account: str) -> AccountOf:
    return AccountOf(kind, code, name, account, chart.name(Account(word, code)))
