"""Quantities have a unit: beside goods that are weighed it is told, and pieces and kilograms are never added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.reports.report import Cell, Column, Report, Row, Unit
from app.store.database import Connection
from app.store.queries import units
from app.store.queries.units import PIECES

UNIT = Column("unit", "Unit")
NO_SUM = "Quantities have no sum: some goods are counted in pieces, others weighed or measured."


def with_units(connection: Connection, report: Report) -> Report:
    """A report with the unit of each of its goods, and without sums of quantities whose units differ.

    The unit stands behind the goods' name. A report of goods that are all counted in pieces has no such column.
    """
    places = {column.name: place for place, column in enumerate(report.columns)}
    if "sku" not in places or not any(column.unit is Unit.QUANTITY for column in report.columns):
        return report
    if UNIT.name in places:
        return _summed(report)
    sku, behind = places["sku"], places.get("name", places["sku"]) + 1
    measured = {one.sku: one.unit for one in units.measured(connection)}
    if not any(row[sku] in measured for row in report.rows):
        return report

    def unit_of(row: Row) -> str:
        return measured.get(str(row[sku]), PIECES) if row[sku] else ""

    rows: list[Row] = [(*row[:behind], unit_of(row), *row[behind:]) for row in report.rows]
    columns = (*report.columns[:behind], UNIT, *report.columns[behind:])
    return _summed(replace(report, columns=columns, rows=rows))


def _summed(report: Report) -> Report:
    """A report that tells the unit of its goods, without sums of quantities that have none, and with the reason."""
    if report.subtotals:
        sums = {name: of_one_unit(report.columns, rows, report.subtotals[name]) for name, rows in report.by_group()}
        report = replace(report, subtotals=sums)
    totals = of_one_unit(report.columns, report.rows, report.totals)
    if len(totals) == len(report.totals):
        return report
    return replace(report, totals=totals, note=" ".join(filter(None, (report.note, NO_SUM))))


def of_one_unit(columns: Sequence[Column], rows: Sequence[Row], sums: Mapping[str, Cell]) -> Mapping[str, Cell]:
    """The sums of rows that have a column `unit`, without those of quantities if it differs."""
    place = next(place for place, column in enumerate(columns) if column.name == UNIT.name)
    if len({row[place] for row in rows if row[place]}) <= 1:
        return sums
    quantities = {column.name for column in columns if column.unit is Unit.QUANTITY}
    return {name: cell for name, cell in sums.items() if name not in quantities}
