"""A chart of a report's columns: bars side by side, laid out in fractions of its room, for paper and screen alike.

It shows what the table below it says; whoever cannot see it loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from app.printing.broken import broken
from app.printing.format import runs_right_to_left
from app.printing.report_columns import cell_writers
from app.reports.report import Cell, Chart, ChartOf, Report, Unit

COLOURS = ("#0B5FFF", "#52606D")
"""Of the series on paper: those that the screen has in its light theme, the accent and the muted colour."""
CHART_HEIGHT = 150.0
"""On paper, in points, with its labels and the gap to the table."""
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
    """The bars, the labels below them, the lines across, where zero is, what each series is called.

    Names below the bars (`is_named`) are cut rather than left out: a day can be told from its neighbours.
    """

    bars: tuple[Bar, ...]
    labels: tuple[Mark, ...]
    lines: tuple[Mark, ...]
    zero: float
    series: tuple[str, ...]
    is_named: bool = False


def plan_chart(report: Report, language: str) -> ChartPlan | None:
    """Lay the chart of a report out; None where it has none, or nothing to show."""
    chart = report.chart
    if chart is None or not report.rows:
        return None
    places = {column.name: place for place, column in enumerate(report.columns)}
    writers = cell_writers(report, language)
    names, values, series = _BARS[chart.of](report, chart, writers[places[chart.label]])
    low, high = _range([value for row in values for value in row])
    if low == high or len(values) == 1:
        # One bar beside nothing says nothing.
        return None
    values, series = _with_figures(values, series)
    slot = 1 / len(values)
    thick = slot * (1 - _GAP) / len(series)
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
    labels = [Mark((at + 0.5) * slot, name) for at, name in enumerate(names)]
    if runs_right_to_left(language):
        # The first stands where the page begins.
        bars = [bar._replace(left=1 - bar.left - bar.width) for bar in bars]
        labels = [label._replace(at=1 - label.at) for label in labels]
    write = writers[places[chart.values[0]]]
    lines = [Mark((value - low) / (high - low), write(value)) for value in _ticks(low, high)]
    is_named = report.columns[places[chart.label]].unit is Unit.TEXT
    return ChartPlan(tuple(bars), tuple(labels), tuple(lines), -low / (high - low), series, is_named)


def _with_figures(values: list[list[int]], series: tuple[str, ...]) -> tuple[list[list[int]], tuple[str, ...]]:
    """Without the series of which there is nothing, as there is of a year before the shop: the first always stays."""
    there = [at for at in range(len(series)) if not at or any(row[at] for row in values)]
    return [[row[at] for at in there] for row in values], tuple(series[at] for at in there)


_Bars = tuple[list[str], list[list[int]], tuple[str, ...]]
_Write = Callable[[Cell], str]


def _of_rows(report: Report, chart: Chart, write: _Write) -> _Bars:
    """The first rows; or all of them, neighbours joined to one bar where there are too many."""
    places = {column.name: place for place, column in enumerate(report.columns)}
    share = -(-len(report.rows) // chart.most) if chart.joined else 1
    starts = range(0, min(len(report.rows), chart.most * share), share)
    parts = [[report.rows[at] for at in range(start, min(start + share, len(report.rows)))] for start in starts]
    names = [write(rows[0][places[chart.label]]) for rows in parts]
    values = [[sum(int(row[places[name]] or 0) for row in rows) for name in chart.values] for rows in parts]
    series = _titles(report, chart.values)
    if share > 1:
        series = (*series[:-1], f"{series[-1]} \u00b7 {share} {chart.joined} to a bar")
    return names, values, series


def _of_groups(report: Report, chart: Chart, write: _Write) -> _Bars:
    """All groups; or the greatest and what all others come to, where there are too many."""
    bars = [
        (write(sums.get(chart.label, group)) or "\u2013", [int(sums.get(name) or 0) for name in chart.values])
        for group, sums in report.subtotals.items()
    ]
    series = _titles(report, chart.values)
    if len(bars) > chart.most:
        bars.sort(key=lambda bar: bar[1][0], reverse=True)
        shown, others = bars[: chart.most - 1], bars[chart.most - 1 :]
        bars = [
            *shown,
            (f"Others ({len(others)})", [sum(column) for column in zip(*(bar[1] for bar in others), strict=True)]),
        ]
        series = (*series[:-1], f"{series[-1]} \u00b7 the {len(shown)} greatest, others together")
    return [name for name, _ in bars], [values for _, values in bars], series


def _of_totals(report: Report, chart: Chart, _write: _Write) -> _Bars:
    values = [[int(report.totals.get(name) or 0)] for name in chart.values]
    return list(_titles(report, chart.values)), values, _titles(report, (chart.label,))


def _titles(report: Report, names: Sequence[str]) -> tuple[str, ...]:
    titles = {column.name: column.title for column in report.columns}
    return tuple(titles[name] for name in names)


_BARS: dict[ChartOf, Callable[[Report, Chart, _Write], _Bars]] = {
    ChartOf.ROWS: _of_rows,
    ChartOf.GROUPS: _of_groups,
    ChartOf.TOTALS: _of_totals,
}


def with_broken_names(plan: ChartPlan, room: float, measure: Callable[[str], float]) -> ChartPlan:
    """The chart with its names on some lines, where one is wider than the share of its bars; days stay on one.

    Args:
        plan: The chart.
        room: The width of the chart.
        measure: How wide a line is, with the gap to the next.
    """
    share = room / len(plan.labels)
    if not plan.is_named:
        return plan
    return plan._replace(
        labels=tuple(
            label
            if measure(label.text) <= share
            else label._replace(text=broken(label.text, share, measure, splits_words=False))
            for label in plan.labels
        )
    )


def label_room(plan: ChartPlan, widest: float, room: float, cut: Callable[[str, float], str]) -> float:
    """How wide a label may be: names have their bars' share, as long as they can be told apart then.

    Args:
        plan: The chart.
        widest: The width of its widest label.
        room: The width of the chart.
        cut: As much of a text as fits into a width.
    """
    share = room / len(plan.labels)
    if not plan.is_named or share >= widest:
        return widest
    names = {label.text for label in plan.labels}
    return share if len({cut(name, share) for name in names}) == len(names) else widest


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
