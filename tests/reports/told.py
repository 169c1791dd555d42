"""Reports as tests read them."""

from __future__ import annotations

from app.reports.report import Report


def rows_of(report: Report, *names: str) -> list[tuple]:
    """The named columns of each row; totals are checked to be the sums of their columns."""
    places = {column.name: place for place, column in enumerate(report.columns)}
    for name, figure in report.totals.items():
        cells = [row[places[name]] for row in report.rows]
        assert (figure or 0) == sum(cell or 0 for cell in cells), name
    return [tuple(row[places[name]] for name in names) for row in report.rows]


def columns_of(report: Report) -> str:
    """The names of its columns, in order."""
    return " ".join(column.name for column in report.columns)
