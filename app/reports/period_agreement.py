"""What has to agree before a period is believed: products, places, accounts, the period before, each beside the other.

The roll-forward says what a period came to; here stands what else in the book says the same, read in another way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from app.domain.accounting import Account, Valued, Word, invoice_postings, stock_postings
from app.domain.moment import day_before, write_date
from app.domain.period_end import PeriodFigures, unexplained_milli
from app.domain.refusal import Refusal
from app.reports.packs import read_pack
from app.reports.period_groups import Groups, PlaceSum, joined
from app.reports.report import Column, Report, Row, Unit
from app.store.database import Connection
from app.store.queries import accounting, past, period_pack, received

_COLUMNS = (
    Column("identity", "Identity"),
    Column("title", "What agrees"),
    Column("checked", "Looked at", Unit.INTEGER),
    Column("failing", "Not equal", Unit.INTEGER),
    Column("figure", "Figure", Unit.MONEY),
    Column("equals", "Equals", Unit.MONEY),
    Column("difference", "Difference", Unit.MONEY),
)


class _Agreed(NamedTuple):
    """Two figures that have to be one.

    Attributes:
        checked: How many pairs they are the sums of, or 1.
        failing: In how many of those the two differ, in value or in quantity.
    """

    identity: str
    title: str
    figure_minor: int
    equals_minor: int
    checked: int = 1
    failing: int | None = None

    def row(self) -> Row:
        """As it stands in the section."""
        difference = self.figure_minor - self.equals_minor
        failing = int(difference != 0) if self.failing is None else self.failing
        return (
            self.identity, self.title, self.checked, failing, self.figure_minor, self.equals_minor, difference,
        )  # fmt: skip


class Told(NamedTuple):
    """What a period is told by, beside its report.

    Attributes:
        products, places: The figures of each product, and of each place and unit.
        moved: What moved at each place.
        owed: What is not invoiced at its end.
        paid_minor, gross_minor: What sales less refunds were paid with, without cash rounding; what they came to.
    """

    products: Sequence[PeriodFigures]
    places: Groups
    moved: Sequence[PlaceSum]
    owed: Sequence[received.Owed]
    paid_minor: int
    gross_minor: int


def agreement(connection: Connection, report: Report, days: tuple[int, int], told: Told) -> Report:
    """The section of a pack that says what agrees with what.

    Args:
        report: The period-end report.
        days: Its book dates, both named.
        told: What else is known of the period.
    """
    posted = _posted(connection, days, told.moved)
    rows = [
        *_footing(report, told.products, told.places),
        *_accounts(connection, report, joined(told.places, 0), posted),
        _opening(connection, report, days[0]),
        *_owed(connection, days[0], told.owed, posted),
        _Agreed("paid", "Paid, without cash rounding: sales less refunds, with tax", told.paid_minor, told.gross_minor),
    ]
    return replace(
        report, name="agreement", title="What agrees", columns=_COLUMNS, rows=[one.row() for one in rows], totals={}
    )


def _footing(report: Report, products: Sequence[PeriodFigures], places: Groups) -> Iterator[_Agreed]:
    closing_minor = _total(report, "closing_value")
    what = "its opening and moves"
    for identity, title, rows in (
        ("products", f"Closing of each product: {what}", products),
        ("locations", f"Closing of each location and unit: {what}", list(places.values())),
    ):
        explained = sum(row.closing_value + row.tie_out for row in rows)
        failing = sum(bool(row.tie_out or unexplained_milli(row)) for row in rows)
        yield _Agreed(identity, title, closing_minor, explained, len(rows), failing)


def _accounts(
    connection: Connection, report: Report, places: dict[str, PeriodFigures], posted: Counter[Account]
) -> Iterator[_Agreed]:
    named = accounting.chart(connection).name
    cost = Account(Word.COST_OF_SALES)
    title = f"Perpetual cost of goods: account {named(cost)}"
    yield _Agreed("cost_of_sales", title, _total(report, "perpetual_cogs"), posted[cost])
    stock_minor = sum(minor for account, minor in posted.items() if account.word is Word.INVENTORY)
    title = "Closing, goods on the way included: the inventory accounts"
    opening_minor = _total(report, "opening_value")
    yield _Agreed("inventory", title, _total(report, "closing_value"), opening_minor + stock_minor)
    for code, row in places.items() if len(places) > 1 else ():
        account = Account(Word.INVENTORY, code)
        title = f"Closing at {code}: account {named(account)}"
        yield _Agreed(f"inventory:{code}", title, row.closing_value, row.opening_value + posted[account])


def _opening(connection: Connection, report: Report, first_day: int) -> _Agreed:
    """What the pack of the period before says at its end; before the first there was nothing."""
    opening_minor, before = _total(report, "opening_value"), day_before(first_day)
    text = period_pack.pack_of(connection, before)
    if text is None:
        return _Agreed("opening", "Opening: no period was closed before", opening_minor, 0)
    try:
        closed_minor = _total(read_pack(text).period_end, "closing_value")
    except (ValueError, Refusal):
        # `verify` says what has become of it; nobody is kept from closing the month.
        title = f"Opening: the pack through {write_date(before)} cannot be read"
        return _Agreed("opening", title, opening_minor, 0, failing=1)
    return _Agreed("opening", f"Opening: closing of the pack through {write_date(before)}", opening_minor, closed_minor)


def _owed(
    connection: Connection, first_day: int, owed: Sequence[received.Owed], posted: Counter[Account]
) -> Iterator[_Agreed]:
    """The lists of what is not invoiced beside their accounts: what was brought forward, and what was posted."""
    named = accounting.chart(connection).name
    earlier = received.not_invoiced(connection, last_day=day_before(first_day), last_document=past.EVERY_DOCUMENT)
    before, after = _by_account(earlier), _by_account(owed)
    for word, title in ((Word.GRNI, "Received, not invoiced"), (Word.CARRIERS, "Landed cost, not invoiced")):
        account = Account(word)
        if word is Word.GRNI or before[word] or after[word] or posted[account]:
            said = f"{title}: account {named(account)}"
            yield _Agreed(word.value, said, after[word], before[word] - posted[account])


def _by_account(owed: Iterable[received.Owed]) -> Counter[Word]:
    sums: Counter[Word] = Counter()
    for one in owed:
        sums[Word.CARRIERS if one.kind == "landed" else Word.GRNI] += one.open_minor
    return sums


def _posted(connection: Connection, days: tuple[int, int], moved: Iterable[PlaceSum]) -> Counter[Account]:
    """What the journal of a stretch of days comes to on the accounts of stock, of its cost, and of what is owed."""
    sums: Counter[Account] = Counter()
    for one in moved:
        for account, minor in stock_postings(Valued(one.kind, one.location, one.value_minor, one.variance_minor)):
            sums[account] += minor
    for goods_minor, landed_minor, tax_minor in accounting.bills(connection, days):
        for account, minor in invoice_postings(goods_minor, landed_minor, tax_minor):
            sums[account] += minor
    return sums


def _total(report: Report, name: str) -> int:
    return int(report.totals.get(name) or 0)
