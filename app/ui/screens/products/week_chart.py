"""How a product went: three small pictures above one another, sold, stock and cost, week by week.

A screen reader hears the figures of the newest weeks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.screens.products.texts import ProductsTexts
from app.ui.theme import current_theme
from app.ui.widgets.labels import isolate

if TYPE_CHECKING:
    from app.reports.product_record import Week

_LANE = 44  # px
_GAP = 8
_WORDS = 132  # px: what a lane shows, and its newest figure
_SMALL_PX = 13
_SPOKEN = 4  # weeks
_LINE = 2


class WeekChart(QWidget):
    """The picture."""

    def __init__(self, texts: ProductsTexts) -> None:
        super().__init__()
        self.setObjectName("productWeeks")
        self._texts = texts
        self._weeks: tuple[Week, ...] = ()
        self._unit = "each"
        self.setAccessibleName(self.tr("The last weeks"))
        self.setFixedHeight(3 * _LANE + 2 * _GAP)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_weeks(self, weeks: Sequence[Week], unit: str) -> None:
        """Show these weeks, the oldest first."""
        self._weeks, self._unit = tuple(weeks), unit
        self.setAccessibleDescription("; ".join(self._spoken(week) for week in reversed(self._weeks[-_SPOKEN:])))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._weeks:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        newest = self._weeks[-1]
        quantity, unit = self._texts.quantity, self._unit
        lanes: tuple[tuple[str, str, Sequence[int | None], Callable[..., None], str], ...] = (
            (
                self.tr("Sold"),
                quantity(sum(week.sold_milli for week in self._weeks), unit),
                [week.sold_milli for week in self._weeks],
                self._draw_bars,
                "accent",
            ),
            (
                self.tr("On hand"),
                quantity(newest.stock_milli, unit),
                [week.stock_milli for week in self._weeks],
                self._draw_line,
                "ok",
            ),
            (
                self.tr("Unit cost"),
                self._texts.price(newest.cost_micro) or "\N{EN DASH}",
                [week.cost_micro for week in self._weeks],
                self._draw_line,
                "warn",
            ),
        )
        for number, (words, figure, figures, draw, colour) in enumerate(lanes):
            top = number * (_LANE + _GAP)
            self._write(painter, top, words, figure)
            room = self._mirrored(QRect(_WORDS, top + 2, self.width() - _WORDS, _LANE - 4))
            painter.setPen(QPen(current_theme().colour("hairline"), 1))
            painter.drawLine(room.left(), room.bottom(), room.right(), room.bottom())
            draw(painter, room, figures, colour)

    def _spoken(self, week: Week) -> str:
        return self.tr("Week of {day}: {sold} sold, {stock} on hand").format(
            day=isolate(self._texts.day(week.first)),
            sold=isolate(self._texts.quantity(week.sold_milli, self._unit)),
            stock=isolate(self._texts.quantity(week.stock_milli, self._unit)),
        )

    def _mirrored(self, place: QRect) -> QRect:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            place.moveLeft(self.width() - place.right() - 1)
        return place

    def _write(self, painter: QPainter, top: int, words: str, figure: str) -> None:
        small = QFont(self.font())
        small.setPixelSize(_SMALL_PX)
        side = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        half = self._mirrored(QRect(0, top, _WORDS - 12, _LANE // 2))
        painter.setFont(small)
        painter.setPen(current_theme().colour("muted"))
        painter.drawText(half, int(side), words)
        painter.setFont(self.font())
        painter.setPen(current_theme().colour("text"))
        painter.drawText(half.translated(0, _LANE // 2), int(side), isolate(figure))

    def _draw_bars(self, painter: QPainter, room: QRect, figures: Sequence[int], colour: str) -> None:
        most = max((abs(figure) for figure in figures), default=0)
        step = room.width() / len(figures)
        for place, figure in enumerate(figures):
            if most and figure:
                high = max(2.0, room.height() * abs(figure) / most)
                ink = current_theme().colour(colour if figure > 0 else "error")
                bar = QRectF(room.left() + place * step + 1, room.bottom() - high, max(1.0, step - 2), high)
                painter.fillRect(bar, ink)

    def _draw_line(self, painter: QPainter, room: QRect, figures: Sequence[int | None], colour: str) -> None:
        known = [figure for figure in figures if figure is not None]
        if not known:
            return
        least, most = min(0, *known, 0), max(*known, 1)
        step, line = room.width() / len(figures), QPolygonF()
        painter.setPen(QPen(current_theme().colour(colour), _LINE))
        for place, figure in enumerate([*figures, None]):
            if figure is None:
                painter.drawPolyline(line)
                line = QPolygonF()
                continue
            high = room.height() * (figure - least) / (most - least)
            line.append(QPointF(room.left() + place * step, room.bottom() - high))
            line.append(QPointF(room.left() + (place + 1) * step, room.bottom() - high))
