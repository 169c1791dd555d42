"""A chart on paper: a drawing made from its plan, in the colours that the screen has for it in its light theme.

The shapes are those of reportlab's own drawings. Its texts are not: they know neither bidi nor fonts for every script,
so texts are drawn as everywhere on paper. This module loads reportlab's graphics: import it inside functions.
"""

from __future__ import annotations

from typing import Any

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import DirectDraw, Drawing, Line, Rect
from reportlab.lib.colors import HexColor

from app.printing.chart import CHART_HEIGHT, COLOURS, ChartPlan, every, label_room, with_broken_names
from app.printing.text import Align, Style, draw, fit, measure

_BARS = 108.0
_BELOW = 14.0  # for the labels
_LINE = 8.0  # for each further line of theirs, which the bars leave to them
_SMALL = Style(7, gray=0.35)
_WIDEST, _GAP = 74.0, 5.0  # of a label, and to the next
_HAIR, _FAINT, _GRAY = 0.35, HexColor("#D9D9D9"), HexColor("#595959")


class _Text(DirectDraw):  # type: ignore[misc]
    """A text in any script."""

    def __init__(self, x: float, y: float, text: str, align: Align = Align.LEFT) -> None:
        self.x, self.y, self.text, self.align = x, y, text, align

    def drawDirectly(self, renderer: Any) -> None:  # noqa: N802 -- reportlab calls it
        draw(renderer._canvas, self.x, self.y, self.text, _SMALL, align=self.align)  # noqa: SLF001 -- as its own shapes do


def draw_chart(canvas: Any, chart: ChartPlan, left: float, bottom: float, room: float) -> None:
    """Draw a chart with its lower left corner at a place; it is `CHART_HEIGHT` high.

    Args:
        canvas: What is drawn on.
        chart: Its plan.
        left, bottom: The corner.
        room: How wide it may be.
    """
    renderPDF.draw(chart_drawing(chart, room), canvas, left, bottom, showBoundary=0)


def chart_drawing(chart: ChartPlan, room: float) -> Any:
    """The chart as a drawing of reportlab, so wide."""
    drawing = Drawing(room, CHART_HEIGHT)
    edge = max(measure(line.text, _SMALL) for line in chart.lines) + 6
    wide = room - edge
    chart = with_broken_names(chart, wide, lambda line: measure(line, _SMALL) + _GAP)
    more = _LINE * max(label.text.count("\n") for label in chart.labels)
    below, high = _BELOW + more, _BARS - more
    for line in chart.lines:
        y = below + line.at * high
        drawing.add(Line(edge, y, room, y, strokeColor=_FAINT, strokeWidth=_HAIR))
        drawing.add(_Text(edge - 4, y - 2.5, line.text, Align.RIGHT))
    for bar in chart.bars:
        x, y = edge + bar.left * wide, below + bar.bottom * high
        drawing.add(_filled(x, y, bar.width * wide, bar.height * high, bar.series))
    zero = below + chart.zero * high
    drawing.add(Line(edge, zero, room, zero, strokeColor=_GRAY, strokeWidth=_HAIR))
    _add_labels(drawing, chart, edge, room, top=3 + more)
    _add_legend(drawing, chart, room)
    return drawing


def _filled(x: float, y: float, width: float, height: float, series: int) -> Any:
    colour = HexColor(COLOURS[series % len(COLOURS)])
    return Rect(x, y, width, height, fillColor=colour, strokeColor=None, strokeWidth=0)


def _add_labels(drawing: Any, chart: ChartPlan, edge: float, room: float, *, top: float) -> None:
    """What the bars are of, below them; none runs into the next or over the edge."""
    # A few bars leave more room than any label is given otherwise.
    most = max(_WIDEST, (room - edge) / len(chart.labels) - _GAP)
    widest = min(max(measure(line, _SMALL) for label in chart.labels for line in label.text.split("\n")), most)
    widest = label_room(chart, widest + _GAP, room - edge, _cut)
    step = every(chart.labels, widest, room - edge)
    for label in chart.labels[::step]:
        lines = _cut(label.text, widest).split("\n")
        half = max(measure(line, _SMALL) for line in lines) / 2
        middle = edge + label.at * (room - edge)
        if middle + half <= room + 1:
            for at, line in enumerate(lines):
                drawing.add(_Text(max(middle, half), top - at * _LINE, line, Align.CENTRE))


def _add_legend(drawing: Any, chart: ChartPlan, right: float) -> None:
    """The names of the series, at the upper right, each behind its colour."""
    y = _BELOW + _BARS + 8
    for series in reversed(range(len(chart.series))):
        name = chart.series[series]
        right -= measure(name, _SMALL)
        drawing.add(_Text(right, y, name))
        right -= 11
        drawing.add(_filled(right, y - 1, 7, 7, series))
        right -= 12


def _cut(text: str, width: float) -> str:
    return "\n".join(fit(line, _SMALL, width - _GAP) for line in text.split("\n"))
