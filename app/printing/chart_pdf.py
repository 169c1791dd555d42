"""A chart on paper, drawn from its plan."""

from __future__ import annotations

from typing import Any

from app.printing.chart import ChartPlan, every
from app.printing.text import Align, Style, draw, fit, measure

CHART_HEIGHT = 150.0  # with its labels and the gap to the table, in points
_BARS = 108.0
_BELOW = 14.0  # for the labels
_SMALL = Style(7, gray=0.35)
_WIDEST = 74.0  # of a label
# Those of the screen in its light theme: the accent, and beside it the muted colour.
_COLOURS = ((0x0B / 255, 0x5F / 255, 0xFF / 255), (0x52 / 255, 0x60 / 255, 0x6D / 255))


def draw_chart(canvas: Any, chart: ChartPlan, left: float, bottom: float, room: float) -> None:
    """Draw a chart with its lower left corner at a place; it is `CHART_HEIGHT` high at the most.

    Args:
        canvas: What is drawn on.
        chart: Its plan.
        left, bottom: The corner.
        room: How wide it may be.
    """
    edge = max(measure(line.text, _SMALL) for line in chart.lines) + 6
    base, wide = bottom + _BELOW, room - edge
    canvas.saveState()
    canvas.setLineWidth(0.35)
    canvas.setStrokeGray(0.85)
    for line in chart.lines:
        y = base + line.at * _BARS
        canvas.line(left + edge, y, left + room, y)
        draw(canvas, left + edge - 4, y - 2.5, line.text, _SMALL, align=Align.RIGHT)
    for bar in chart.bars:
        canvas.setFillColorRGB(*_COLOURS[bar.series % len(_COLOURS)])
        canvas.rect(
            left + edge + bar.left * wide,
            base + bar.bottom * _BARS,
            bar.width * wide,
            bar.height * _BARS,
            stroke=0,
            fill=1,
        )
    canvas.setFillGray(0)
    canvas.setStrokeGray(0)
    canvas.line(left + edge, base + chart.zero * _BARS, left + room, base + chart.zero * _BARS)
    widest = min(max(measure(label.text, _SMALL) for label in chart.labels), _WIDEST) + 8
    step = every(chart.labels, widest, wide)
    for label in chart.labels[::step]:
        text = fit(label.text, _SMALL, widest)
        draw(canvas, left + edge + label.at * wide, bottom + 3, text, _SMALL, align=Align.CENTRE)
    _draw_legend(canvas, chart, left + room, base + _BARS + 8)
    canvas.restoreState()


def _draw_legend(canvas: Any, chart: ChartPlan, right: float, y: float) -> None:
    """The names of the series, at the upper right, each behind its colour."""
    for series in reversed(range(len(chart.series))):
        name = chart.series[series]
        right -= measure(name, _SMALL)
        draw(canvas, right, y, name, _SMALL)
        right -= 11
        canvas.setFillColorRGB(*_COLOURS[series % len(_COLOURS)])
        canvas.rect(right, y - 1, 7, 7, stroke=0, fill=1)
        canvas.setFillGray(0)
        right -= 12
