"""A chart of a report's columns: bars side by side, laid out in fractions of its room, for paper and screen alike.

It shows what the table below it says; whoever cannot see it loses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.printing.report_columns import cell_writers
from app.reports.report import Report

_GAP = 0.3  # of the room of a row, between its bars and the next
_STEPS = (1, 2, 5)


class Bar(NamedTuple):
    """One bar: fractions of the width and of the height, from the left and from below; `series` 0 is the first."""

    left: float
    width: float
    bottom: float
    height: float
    series: int


class Mark(NamedTuple):
    """A text at a fraction of the width (of a label) or of the height (of a line across)."""

    at: float
    text: str


class ChartPlan(NamedTuple):
    """The bars, the labels below them, the lines across, where zero is, and what each series is called."""

    bars: tuple[Bar, ...]
    labels: tuple[Mark, ...]
    lines: tuple[Mark, ...]
    zero: float
    series: tuple[str, ...]


def plan_chart(report: Report, language: str) -> ChartPlan | None:
    """Lay the chart of a report out; None where it has none, or nothing to show."""
    chart = report.chart
    if chart is None or not report.rows:
        return None
    places = {column.name: place for place, column in enumerate(report.columns)}
    rows = [report.rows[at] for at in range(min(len(report.rows), chart.most))]
    values = [[int(row[places[name]] or 0) for name in chart.values] for row in rows]
    low, high = _range([value for row in values for value in row])
    if low == high:
        return None
    writers = cell_writers(report, language)
    label = places[chart.label]
    slot = 1 / len(rows)
    thick = slot * (1 - _GAP) / len(chart.values)
    bars = [
        Bar(
            at * slot + slot * _GAP / 2 + series * thick,
            thick,
            (min(value, 0) - low) / (high - low),
            abs(value) / (high - low),
            series,
        )
        for at, row in enumerate(values)
        for series, value in enumerate(row)
        if value
    ]
    labels = [Mark((at + 0.5) * slot, writers[label](row[label])) for at, row in enumerate(rows)]
    write = writers[places[chart.values[0]]]
    lines = [Mark((value - low) / (high - low), write(value)) for value in _ticks(low, high)]
    names = tuple(report.columns[places[name]].title for name in chart.values)
    return ChartPlan(tuple(bars), tuple(labels), tuple(lines), -low / (high - low), names)


def every(labels: Sequence[Mark], widest: float, room: float) -> int:
    """How many labels are passed over so that none runs into the next: each n-th is written.

    Args:
        labels: All of them.
        widest: The width of the widest, with the gap to the next.
        room: The width of the chart.
    """
    return max(1, -(-int(widest * len(labels)) // max(int(room), 1)))


def _range(values: Sequence[int]) -> tuple[int, int]:
    """From the lowest to the highest, zero included, on round figures."""
    low, high = min(0, *values), max(0, *values)
    if low == high:
        return low, high
    step = _step(high - low)
    return low // step * step, -(-high // step) * step


def _ticks(low: int, high: int) -> range:
    step = _step(high - low)
    return range(low, high + 1, step)


def _step(span: int) -> int:
    """A round step of which some four make the span."""
    power = 1
    while True:
        for one in _STEPS:
            if one * power * 5 >= span:
                return one * power
        power *= 10
