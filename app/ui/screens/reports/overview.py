"""The day at a glance: tiles with a figure each, and a key that leads to the list behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QStylePainter, QVBoxLayout, QWidget

from app.domain.stretch import Stretch
from app.ui.screens.reports.texts import ReportTexts
from app.ui.theme import current_theme
from app.ui.widgets.buttons import PlainTextButton
from app.ui.widgets.labels import PlainLabel, isolate

if TYPE_CHECKING:
    from app.reports.dashboard import Glance

PERIOD_END, DRAWER, BACKUP = "period", "drawer", "backup"
"""What tiles lead to that lead to no report."""

_PADDING = 16  # px
_SMALL_PX = 13
_FIGURE_PX = (28, 24, 20, 17, 14)  # the largest that fits
_ACROSS, _SHARES = 3, 6
_LONG_AGO = 7  # days without a copy of the book
_HIGHEST = 200  # px


class Tile(NamedTuple):
    """One figure of the day.

    Attributes:
        name: A stable word for it.
        caption, figure, note: What it is of, how much it is, and what it stands beside.
        tone: A colour token of the note, or "".
        report: What it leads to.
        stretch: Of which days.
        key: What leads there beside a click; "" takes the next of Ctrl+1 to Ctrl+9 and Ctrl+0.
    """

    name: str
    caption: str
    figure: str
    note: str
    tone: str
    report: str
    stretch: Stretch = Stretch.TODAY
    key: str = ""


class TileButton(PlainTextButton):
    """A tile. Its key is shown, not bound."""

    def __init__(self, tile: Tile, key: str) -> None:
        super().__init__("", name=f"tile_{tile.name}", variant="plain")
        self._key = key
        self.tile = tile
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMaximumHeight(_HIGHEST)
        self.show_tile(tile)

    def show_tile(self, tile: Tile) -> None:
        """Show another figure; the same one is not painted again."""
        if tile == self.tile and self.accessibleName():
            return
        self.tile = tile
        self.setAccessibleName(f"{tile.caption}: {tile.figure}. {tile.note}")
        self.setAccessibleDescription(self._key)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 112)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        self._draw_box(painter)
        theme = current_theme()
        room = self.rect().adjusted(_PADDING, _PADDING - 4, -_PADDING, -_PADDING + 4)
        start = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._small_font())
        painter.setPen(theme.colour("muted"))
        top = QRect(room.left(), room.top(), room.width(), 20)
        painter.drawText(top, int(start), self._fitted(painter, self.tile.caption, room.width() - 60))
        painter.drawText(top, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._key)
        bottom = QRect(room.left(), room.bottom() - 20, room.width(), 20)
        painter.setPen(theme.colour(self.tile.tone or "muted"))
        painter.drawText(bottom, int(start), self._fitted(painter, self.tile.note, room.width()))
        middle = QRect(room.left(), top.bottom() + 3, room.width(), bottom.top() - top.bottom() - 6)
        painter.setFont(self._figure_font(middle))
        painter.setPen(theme.colour("text"))
        painter.drawText(middle, int(start | Qt.TextFlag.TextWordWrap), self.tile.figure)

    def _figure_font(self, room: QRect) -> QFont:
        """As large as the figure has room for: a long name gets smaller, and two lines."""
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        for size in _FIGURE_PX:
            font.setPixelSize(size)
            around = QFontMetrics(font).boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.tile.figure)
            if around.width() <= room.width() and around.height() <= room.height():
                break
        return font

    @staticmethod
    def _fitted(painter: QStylePainter, text: str, room: int) -> str:
        return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)


class Overview(QWidget):
    """The tiles."""

    led = Signal(object)  # Tile

    def __init__(self, texts: ReportTexts) -> None:
        super().__init__()
        self.setObjectName("reportsOverview")
        self.setAccessibleName(self.tr("Today at a glance"))
        self._texts = texts
        self.buttons: list[TileButton] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        for share in range(_SHARES):
            self._grid.setColumnStretch(share, 1)
        hint = self.tr("Each figure leads to its list. Find a report on the left by typing, and press Enter.")
        self._hint = PlainLabel(hint, name="reportsOverviewHint", role="muted", wraps=True)
        self._hint.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._grid, 1)
        column.addWidget(self._hint)
        column.addStretch(0)

    def show_glance(self, glance: Glance) -> None:
        """Show a day."""
        tiles = self._tiles(glance)
        self._hint.show()
        if not self.buttons:
            for place, tile in enumerate(tiles):
                button = TileButton(tile, tile.key or f"Ctrl+{(place + 1) % 10}")
                button.clicked.connect(self._on_clicked)
                self.buttons.append(button)
            self._lay_out()
        for button, tile in zip(self.buttons, tiles, strict=True):
            button.show_tile(tile)

    def clear(self) -> None:
        """Show no day."""
        for button in self.buttons:
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        self._hint.hide()

    def _lay_out(self) -> None:
        """Rows of three; fewer share the last row."""
        for row, start in enumerate(range(0, len(self.buttons), _ACROSS)):
            part = self.buttons[start : start + _ACROSS]
            span = _SHARES // len(part)
            for place, button in enumerate(part):
                self._grid.addWidget(button, row, place * span, 1, span)

    def press(self, place: int) -> None:
        """Go where a tile leads."""
        if place < len(self.buttons):
            self.buttons[place].click()

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, TileButton):
            self.led.emit(button.tile)

    def _tiles(self, glance: Glance) -> tuple[Tile, ...]:
        return (*self._takings(glance), *self._to_do(glance), *self._goods(glance))

    def _takings(self, glance: Glance) -> tuple[Tile, ...]:
        texts = self._texts
        before = self.tr("a week ago: {amount}").format(amount=texts.inside(texts.money(glance.before_minor)))
        share = texts.percent(glance.margin_milli)
        margin = self.tr("{percent} of the net sales").format(percent=texts.inside(share)) if share else ""
        earned = texts.money(glance.margin_minor)
        if glance.without_cost_minor:
            earned = earned if share else "\u2013"
            unknown = texts.inside(texts.money(glance.without_cost_minor))
            margin = self.tr("{percent}, cost of {amount} unknown").format(percent=texts.inside(share), amount=unknown)
            if not share:
                margin = self.tr("cost of {amount} unknown").format(amount=unknown)
        day = Stretch.TODAY
        return (
            Tile("net", self.tr("Net sales today"), texts.money(glance.net_minor), before, "", "sales-by-day", day),
            Tile("margin", self.tr("Gross margin today"), earned, margin, "", "margins", day),
            Tile("best", self.tr("Best seller this week"), *self._best(glance), "best-sellers", Stretch.THIS_WEEK),
        )

    def _to_do(self, glance: Glance) -> tuple[Tile, ...]:
        return (
            self._counted("low", self.tr("Low stock"), glance.low, "low-stock", self.tr("to be ordered")),
            self._counted("expiring", self.tr("Expiring"), glance.expiring, "expiring", self.tr("lots, or expired")),
            self._counted(
                "negative", self.tr("Below zero"), glance.negative, "negative-stock", self.tr("to be counted")
            ),
        )

    def _goods(self, glance: Glance) -> tuple[Tile, ...]:
        texts = self._texts
        orders = self._counted("orders", self.tr("Open orders"), glance.open_orders, "orders", self.tr("still awaited"))
        worth = (
            self.tr("worth {amount}").format(amount=texts.inside(texts.money(glance.dead_minor))) if glance.dead else ""
        )
        dead = Tile("dead", self.tr("Dead stock"), texts.count(glance.dead), worth, "", "dead-stock", Stretch.TODAY)
        slow = Tile("slow", self.tr("Slowest this month"), *self._slow(glance), "slow-movers", Stretch.THIS_MONTH)
        closed = self.tr("never") if glance.closed_through is None else texts.day(glance.closed_through)
        note = self.tr("the end of a period")
        period = Tile("closed", self.tr("Closed through"), closed, note, "", PERIOD_END, key=self.tr("F7"))
        orders = orders._replace(tone="", stretch=Stretch.ALL)
        return (orders, slow, dead, self._backup(glance), self._drawer(glance), period)

    def _drawer(self, glance: Glance) -> Tile:
        texts, caption, note, tone = self._texts, self.tr("Cash in the drawer"), self.tr("not moved today"), ""
        if glance.uncounted:
            note, tone = self.tr("not counted yet"), "warn"
        elif glance.counted:
            note, tone = self.tr("counted"), "ok"
        if glance.drawers > 1:
            caption = self.tr("Cash in all {count} drawers").format(count=texts.inside(texts.count(glance.drawers)))
            if glance.uncounted:
                tills = ", ".join(map(isolate, glance.uncounted))
                note = self.tr("not counted yet: {tills}").format(tills=tills)
        # Whoever may not see what a count should find is not told it before the count.
        should = "\u2013" if glance.drawer_minor is None else texts.money(glance.drawer_minor)
        return Tile("drawer", caption, should, note, tone, DRAWER, key=self.tr("F11"))

    def _backup(self, glance: Glance) -> Tile:
        if glance.backed_up is None:
            words, note = self.tr("never"), self.tr("make one now")
        else:
            words, days = self._texts.day(glance.backed_up), glance.since_backup
            ago = self.tr("{count} days ago").format(count=self._texts.inside(self._texts.count(days)))
            note = {0: self.tr("today"), 1: self.tr("yesterday")}.get(days, ago)
        is_old = glance.backed_up is None or glance.since_backup > _LONG_AGO
        return Tile("backup", self.tr("Last backup"), words, note, "warn" if is_old else "ok", BACKUP)

    def _slow(self, glance: Glance) -> tuple[str, str, str]:
        name, value_minor = glance.slow
        worth = self.tr("{amount} lie there").format(amount=self._texts.inside(self._texts.money(value_minor)))
        return (name, worth, "") if name else ("\u2013", self.tr("nothing in stock"), "")

    def _best(self, glance: Glance) -> tuple[str, str, str]:
        name, net_minor = glance.best
        return (name, self._texts.money(net_minor), "") if name else ("\u2013", self.tr("nothing sold yet"), "")

    def _counted(self, name: str, caption: str, many: int, report: str, note: str) -> Tile:
        """A number of things that somebody has to look at, or that there are none."""
        says, tone = (note, "warn") if many else (self.tr("nothing to do"), "ok")
        return Tile(name, caption, self._texts.count(many), says, tone, report)
