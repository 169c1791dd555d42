"""Whether the book ties out: what has to hold before a period is closed, asked of the whole book at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from app.domain.accounting import Word, imbalance_minor
from app.domain.moment import write_date
from app.domain.period_end import PeriodFigures, unexplained_milli
from app.domain.shop import Shop
from app.reports.asked import NOW, Asked
from app.reports.findings import Finding
from app.reports.report import Report
from app.reports.verified_stock import part_findings, same_quantity, same_value
from app.store.database import Connection
from app.store.queries import accounting, tie_out
from app.store.queries.verification import PoolRow


def tie_out_findings(connection: Connection, shop: Shop, asked: Asked, period_end: Report) -> Iterator[Finding]:
    """What keeps a period from being closed.

    Levels and pools are the sums of their movements, pools their layers less their shortages, nothing has moved on a
    day that was closed before, no count has bought anything, each row of the period's own report ties out, and its
    journal balances and agrees with it: inventory with what closing has more than opening, cost of sales with the
    perpetual cost of goods.

    Args:
        asked: The period that is to be closed.
        period_end: Its report.
    """
    money = shop.currency
    for one in tie_out.unequal(connection):
        facts = {"sku": one.sku, "location": one.location}
        if one.code == "verify_pool_value":
            yield from same_value(one.code, facts, one.kept, one.expected, money)
        else:
            yield from same_quantity(one.code, facts, one.kept, one.expected)
    for held in tie_out.held(connection):
        facts = {"sku": held.sku, "location": held.location}
        pool = PoolRow(*held[2:7], None, held.standard_micro, is_counted=True)
        layers, shortages = (held.layers_milli, held.layers_minor), (held.short_milli, held.short_minor)
        yield from part_findings(facts, pool, layers=layers, shortages=shortages, money=money)
    for number, line_no, variance_minor in tie_out.counted_variances(connection):
        kept = money.write(variance_minor)
        yield Finding("verify_count_variance", number=number, line=line_no, kept=kept)
    for number, day in tie_out.moved_after_close(connection):
        yield Finding("verify_closed_day", number=number, day=write_date(day))
    yield from _identity_findings(period_end)
    yield from _journal_findings(connection, asked, period_end)


def _identity_findings(period_end: Report) -> Iterator[Finding]:
    """The rows whose opening and movements do not make their closing."""
    begin = next(place for place, column in enumerate(period_end.columns) if column.name == PeriodFigures._fields[0])
    for row in period_end.rows:
        figures = PeriodFigures(*(int(cell or 0) for cell in row[begin : begin + len(PeriodFigures._fields)]))
        facts = {"sku": row[0]}
        explained_milli = figures.closing_quantity - unexplained_milli(figures)
        yield from same_quantity("verify_period_quantity", facts, figures.closing_quantity, explained_milli)
        explained_minor = figures.closing_value + figures.tie_out
        yield from same_value("verify_period_value", facts, figures.closing_value, explained_minor, period_end.currency)


def _journal_findings(connection: Connection, asked: Asked, period_end: Report) -> Iterator[Finding]:
    """The entries of the period that do not balance, and the accounts that are not what its report says."""
    money = period_end.currency
    moved: Counter[Word] = Counter()
    for entry in accounting.entries(connection, days=asked.days, last_document=NOW.last_document(connection)):
        difference_minor = imbalance_minor(entry.postings)
        if difference_minor:
            yield Finding("verify_journal", number=entry.number, difference=money.write(abs(difference_minor)))
        for account, amount_minor in entry.postings:
            moved[account.word] += amount_minor
    totals = {name: int(cell or 0) for name, cell in period_end.totals.items()}
    for word, expected_minor in (
        (Word.INVENTORY, totals["closing_value"] - totals["opening_value"]),
        (Word.COST_OF_SALES, totals["perpetual_cogs"]),
    ):
        facts = {"account": word.replace("_", " ")}
        yield from same_value("verify_account", facts, moved[word], expected_minor, money)
