"""Sums for each group of goods, supplier, month or count, in the reports that have natural groups.

What is ranked, or told in the order in which it happened, keeps its order and has one sum at the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from app.reports.report import Cell, Chart, ChartOf, Column, Report, Row
from app.store.database import Connection
from app.store.queries import narrowing

GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "stock-on-hand": "category",
        "lots": "category",
        "valuation-layers": "category",
        "dead-stock": "category",
        "low-stock": "supplier",
        "orders": "supplier",
        "deliveries": "supplier",
        "goods-received-not-invoiced": "supplier",
        "count-variance": "number",
        "shrinkage": "month",
        "adjustments": "reason",
    }
)
"""By which column each report is grouped; reports that are made in groups are not here."""
_NAMED = ("name",)  # what stands beside a supplier's code and belongs to the supplier, not to goods
_GROUP_CHARTS: Mapping[str, Chart] = MappingProxyType(
    {"dead-stock": Chart("category", ("value",), most=10, of=ChartOf.GROUPS)}
)


def with_groups(connection: Connection, report: Report) -> Report:
    """A report with a sum for each group, where it has more than one; the groups by name, those without one last.

    Rows keep their order and their columns, as programs read them; people see those of a group together. The category
    of goods stands in the rows of sums, where no column tells it.
    """
    name = GROUPS.get(report.name, "")
    if not name or report.group_by or not report.rows or not report.totals:
        return report
    names = [column.name for column in report.columns]
    if name in names:
        place = names.index(name)
        told = [str(row[place] or "") for row in report.rows]
    else:
        categories, place = narrowing.categories_by_sku(connection), names.index("sku")
        told = [categories.get(str(row[place]), "") for row in report.rows]
    groups: dict[str, list[Row]] = {}
    for row, group in zip(report.rows, told, strict=True):
        groups.setdefault(group, []).append(row)
    if len(groups) < 2:
        return report
    ordered = sorted(groups, key=_by_name)
    summed = [(column.name, at) for at, column in enumerate(report.columns) if _is_summed(report, column)]
    subtotals = {group: _sums(groups[group], summed) for group in ordered}
    if name == "supplier" and "sku" in names:
        # Beside goods a supplier's code alone says little.
        known = dict(narrowing.suppliers(connection))
        for group in ordered:
            subtotals[group]["name"] = known.get(group, "")
    elif "sku" not in names:
        for group in ordered:
            subtotals[group] |= {one: groups[group][0][names.index(one)] for one in _NAMED if one in names}
    chart = _GROUP_CHARTS.get(report.name, report.chart)
    return replace(report, group_by=name, groups=told, subtotals=subtotals, chart=chart)


def _is_summed(report: Report, column: Column) -> bool:
    return column.unit.is_figure and report.totals.get(column.name) is not None


def _sums(rows: list[Row], summed: list[tuple[str, int]]) -> dict[str, Cell]:
    return {name: sum(int(row[place] or 0) for row in rows) for name, place in summed}


def _by_name(group: str) -> tuple[bool, str, str]:
    return (not group, group.casefold(), group)
