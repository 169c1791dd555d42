"""A report in another order: by one of its columns, groups kept together, ranks counted anew."""

from __future__ import annotations

from dataclasses import replace

from app.domain.refusal import Refusal
from app.reports.report import Cell, Report, Row

BACKWARDS = "-"
# Columns that say how far it is down to their row: in another order they would say nothing.
_RUNNING = frozenset({"cumulative"})


def sorted_report(report: Report, by: str) -> Report:
    """The rows by a column: the largest figures first, texts and days from the first on; what is empty stands last.

    Args:
        report: The report.
        by: The name of the column; with `-` in front the other way round.

    Raises:
        Refusal: `unknown_column`, `order_is_fixed` for a report that adds up from row to row.
    """
    name, is_backwards = by.removeprefix(BACKWARDS), by.startswith(BACKWARDS)
    names = [column.name for column in report.columns]
    shown = [column.name for column in report.columns if not column.is_key]
    if name not in names:
        raise Refusal("unknown_column", text=name[:40], report=report.name, known=", ".join(shown))
    if _RUNNING & set(names):
        raise Refusal("order_is_fixed", report=report.name)
    place = names.index(name)
    is_figure = report.columns[place].unit.is_figure
    groups = report.groups or [group for group, own in report.by_group() for _ in own]
    pairs = list(zip(report.rows, groups, strict=True))
    full = [pair for pair in pairs if not _is_empty(pair[0][place])]
    full.sort(key=lambda pair: _key(pair[0][place]), reverse=is_figure is not is_backwards)
    pairs = [*full, *(pair for pair in pairs if _is_empty(pair[0][place]))]
    if report.group_by and not report.groups:
        order = {group: at for at, (group, _) in enumerate(report.by_group())}
        pairs.sort(key=lambda pair: order[pair[1]])
    rows = [row for row, _ in pairs]
    if "rank" in names and name != "rank":
        rank = names.index("rank")
        rows = [_ranked(row, rank, number) for number, row in enumerate(rows, start=1)]
    return replace(report, rows=rows, groups=[group for _, group in pairs] if report.groups else (), sorted_by=by)


def _is_empty(cell: Cell) -> bool:
    return cell is None or cell == ""


def _key(cell: Cell) -> int | str:
    return cell if isinstance(cell, int) else str(cell).casefold()


def _ranked(row: Row, place: int, number: int) -> Row:
    return (*row[:place], number, *row[place + 1 :])
