"""What was sold before any cost of it was known: its margin is not known, and is in no sum of margins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from app.domain.figures import amount_minor, share_milli
from app.reports.report import Cell, Column, Report, Row, Unit
from app.store.database import Connection
from app.store.queries import bare_sales
from app.store.queries.bare_sales import BareLine
from app.store.queries.trading import Days, Of

COLUMN = Column("without_cost", "Cost not known", Unit.MONEY)
"""What of the net figure has no known cost."""
NOTE = "Of some goods nobody knew the cost when they were sold: what they brought is in no margin."
_Key = TypeVar("_Key")


class Bare(NamedTuple):
    """What has no known cost: what it brought without tax, and what else of it had a cost, such as parts of a kit."""

    net_minor: int = 0
    cost_minor: int = 0


def bare_lines(connection: Connection, days: Days, of: Of, digits: int) -> list[BareLine]:
    """The lines of sales without a known cost, each once.

    What is worth so little that its cost is rounded to nothing has a known cost.

    Args:
        connection: An open transaction.
        days: The first and the last book date.
        of: Whose sales.
        digits: Those of the currency.
    """
    found = {
        (one.document_id, one.line_no): one
        for one in bare_sales.lines(connection, days, of)
        if not one.known_micro or amount_minor(one.known_micro, one.quantity_milli, digits)
    }
    return list(found.values())


def by_key(lines: Iterable[BareLine], key: Callable[[BareLine], _Key]) -> dict[_Key, Bare]:
    """What has no known cost of each product, cashier, hour or customer."""
    sums: defaultdict[_Key, Bare] = defaultdict(Bare)
    for one in lines:
        before = sums[key(one)]
        sums[key(one)] = Bare(before.net_minor + one.net_minor, before.cost_minor + one.cost_minor)
    return dict(sums)


def whole(lines: Iterable[BareLine]) -> Bare | None:
    """All that has no known cost, None for nothing."""
    return by_key(lines, lambda _line: "").get("")


def of_product(one: BareLine) -> int:
    """The product that was sold."""
    return one.product_id


class Earned(NamedTuple):
    """What something cost and left; None is not known."""

    cost_minor: int | None
    margin_minor: int | None
    percent_milli: int | None


def earned(net_minor: int, cost_minor: int, bare: Bare | None) -> Earned:
    """What is left of what has a known cost; nothing is known where none of it has."""
    if bare is None:
        return Earned(cost_minor, net_minor - cost_minor, share_milli(net_minor - cost_minor, net_minor))
    known_minor, known_cost_minor = net_minor - bare.net_minor, cost_minor - bare.cost_minor
    if not known_minor and not known_cost_minor:
        return Earned(cost_minor or None, None, None)
    margin_minor = known_minor - known_cost_minor
    return Earned(cost_minor, margin_minor, share_milli(margin_minor, known_minor))


def with_bare(report: Report, nets: Sequence[int]) -> Report:
    """A report with what of each row's net figure has no known cost, where anything has none, and what that means.

    Percentages of sums are of what is known.

    Args:
        report: It has columns `net` and `cost`, and sums; it is not grouped yet.
        nets: What has no known cost, row by row.
    """
    if not any(nets):
        return report
    # Last, so that the other columns keep their places in files.
    columns = (*report.columns, COLUMN)
    rows: list[Row] = [(*row, bare_minor or None) for row, bare_minor in zip(report.rows, nets, strict=True)]
    totals: dict[str, Cell] = {**report.totals, COLUMN.name: sum(nets)}
    return replace(report, columns=columns, rows=rows, totals=with_percent(totals), note=NOTE)


def with_percent(sums: dict[str, Cell]) -> dict[str, Cell]:
    """Sums whose margin is a percentage of what has a known cost."""
    if COLUMN.name in sums and "percent" in sums:
        known_minor = int(sums["net"] or 0) - int(sums[COLUMN.name] or 0)
        sums["percent"] = share_milli(int(sums["margin"] or 0), known_minor)
    return sums
