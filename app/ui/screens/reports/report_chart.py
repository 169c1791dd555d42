"""The chart above a report's table, in the colours of the screen. The table below it says the same in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.ui.theme import current_theme

if TYPE_CHECKING:
    from app.printing.chart import ChartPlan, Mark

_HEIGHT = 168  # px
_ABOVE, _BELOW, _LINE = 22, 20, 15  # px: the legend, the labels, each further line of theirs
_SMALL_PX = 12
_WIDEST, _GAP = 110, 6  # px of a label, and to the next
_EDGE = 4  # px to the right of the last bar
_COLOURS = ("accent", "muted")


class ReportChart(QWidget):
    """The chart; it hides itself where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reportsChart")
        self.setFixedHeight(_HEIGHT)
        self._plan: ChartPlan | None = None
        self.hide()

    def show_plan(self, plan: ChartPlan | None) -> None:
        """Show another chart, or none."""
        self._plan = plan
        self.setVisible(plan is not None)
        if plan is not None:
            names = ", ".join(plan.series)
            self.setAccessibleName(self.tr("Chart of {names}; the table below has its figures").format(names=names))
            self._make_room(plan)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._plan is not None and event.oldSize().width() != self.width():
            self._make_room(self._plan)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._plan is None:
            return
        painter = QPainter(self)
        painter.setFont(self._small_font())
        plan, edge = self._broken(self._plan)
        below = _BELOW + _LINE * _further_lines(plan)
        room = QRectF(edge, _ABOVE, self.width() - edge - _EDGE, self.height() - _ABOVE - below)
        self._draw_lines(painter, plan, room)
        theme = current_theme()
        for bar in plan.bars:
            height = bar.height * room.height()
            top = room.bottom() - bar.bottom * room.height() - height
            place = QRectF(room.left() + bar.left * room.width(), top, bar.width * room.width(), height)
            painter.fillRect(place, theme.colour(_COLOURS[bar.series % len(_COLOURS)]))
        self._draw_labels(painter, plan, room)
        self._draw_legend(painter, plan)

    def _small_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(_SMALL_PX)
        return font

    def _broken(self, plan: ChartPlan) -> tuple[ChartPlan, int]:
        """The chart with its names on as many lines as they need, and how wide the figures on its left are."""
        from app.printing.chart import with_broken_names  # noqa: PLC0415 -- a chart is here: it is loaded

        metrics = QFontMetrics(self._small_font())
        edge = max(metrics.horizontalAdvance(line.text) for line in plan.lines) + 10
        wide = self.width() - edge - _EDGE
        return with_broken_names(plan, wide, lambda line: metrics.horizontalAdvance(line) + _GAP), edge

    def _make_room(self, plan: ChartPlan) -> None:
        """Names on many lines make the chart higher, not its bars lower."""
        self.setFixedHeight(_HEIGHT + _LINE * max(_further_lines(self._broken(plan)[0]) - 1, 0))

    @staticmethod
    def _draw_lines(painter: QPainter, plan: ChartPlan, room: QRectF) -> None:
        theme = current_theme()
        for line in plan.lines:
            y = room.bottom() - line.at * room.height()
            painter.setPen(theme.colour("hairline" if line.at != plan.zero else "muted"))
            painter.drawLine(round(room.left()), round(y), round(room.right()), round(y))
            painter.setPen(theme.colour("muted"))
            flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(QRectF(0, y - 8, room.left() - 6, 16), flags, line.text)

    @staticmethod
    def _draw_labels(painter: QPainter, plan: ChartPlan, room: QRectF) -> None:
        from app.printing.chart import every, label_room  # noqa: PLC0415 -- a chart is here: it is loaded

        metrics = painter.fontMetrics()
        lines = [line for label in plan.labels for line in label.text.split("\n")]
        # A few bars leave more room than any label is given otherwise.
        most = max(_WIDEST, int(room.width() / len(plan.labels)) - _GAP)
        widest = min(max(map(metrics.horizontalAdvance, lines)), most) + _GAP

        def cut(text: str, width: float) -> str:
            most, end = int(width) - _GAP // 2, Qt.TextElideMode.ElideRight
            return "\n".join(metrics.elidedText(line, end, most) for line in text.split("\n"))

        widest = int(label_room(plan, widest, room.width(), cut))
        painter.setPen(current_theme().colour("muted"))
        taken = 0.0
        for label in sorted(plan.labels[:: every(plan.labels, widest, room.width())], key=_at):
            text = cut(label.text, widest)
            left = min(room.left() + label.at * room.width() - widest / 2, room.right() + _EDGE - widest)
            if left < taken - 1:
                continue  # the last is moved to the left where it would hang over the edge
            taken = left + widest
            # Line by line: the letters of another script must not push them apart.
            for at, line in enumerate(text.split("\n")):
                place = QRectF(left, room.bottom() + 3 + at * _LINE, widest, _LINE + 1)
                painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), line)

    def _draw_legend(self, painter: QPainter, plan: ChartPlan) -> None:
        theme, metrics = current_theme(), painter.fontMetrics()
        right = self.width() - 4
        for series in reversed(range(len(plan.series))):
            wide = metrics.horizontalAdvance(plan.series[series])
            right -= wide
            painter.setPen(theme.colour("text"))
            painter.drawText(right, 14, plan.series[series])
            right -= 16
            painter.fillRect(right, 5, 10, 10, theme.colour(_COLOURS[series % len(_COLOURS)]))
            right -= 18


def _further_lines(plan: ChartPlan) -> int:
    return max(label.text.count("\n") for label in plan.labels)


def _at(label: Mark) -> float:
    return label.at
