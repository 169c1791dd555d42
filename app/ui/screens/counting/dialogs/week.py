"""The week as a calendar: how much is sold in each open hour, and which hours are proposed for counting."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.domain.count_plan import DAYS_OF_WEEK
from app.domain.figures import half_up
from app.ui.screens.counting.listing import QUIET_SHOWN
from app.ui.screens.counting.state import Week
from app.ui.screens.counting.texts import CountingTexts
from app.ui.theme import FOCUS_RING, current_theme
from app.ui.widgets.dialogs import ENTER_KEYS, KeyMap, ScreenDialog
from app.ui.widgets.labels import PlainLabel, isolate

_SIZE = QSize(1040, 620)  # px
_LEAST = 32  # px of an hour
_GAP, _RADIUS, _DOT = 2, 6, 6  # px
DARKEST = 0.5
"""How much of the accent is in the busiest hour: the figure in it is read all the same."""
_TEN_MILLI, _ONE_MILLI = 10_000, 1000
_NOWHERE = QModelIndex()
_SHADE, _IS_QUIET = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
_Index = QModelIndex | QPersistentModelIndex


class _WeekModel(QAbstractTableModel):
    """Days from above to below, hours beside each other; an hour in which nothing is ever sold is empty."""

    def __init__(self, week: Week, texts: CountingTexts, parent: QWidget) -> None:
        super().__init__(parent)
        self._week, self._texts = week, texts
        hours = [hour for _, hour in week.averages_milli]
        self.hours = range(min(hours), max(hours) + 1)
        self._most_milli = max(1, *week.averages_milli.values())

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else DAYS_OF_WEEK

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.hours)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        hour = index.row(), self.hours[index.column()]
        milli = self._week.averages_milli.get(hour)
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if milli is None else self._figure(milli)
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.sentence(*hour)
        if role == _SHADE:
            return None if milli is None else milli / self._most_milli
        return hour in self._week.quietest if role == _IS_QUIET else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self._texts.weekday(section)
        return isolate(self._texts.clock(self.hours[section]).replace(":00", ""))

    def place(self, hour: tuple[int, int]) -> QModelIndex:
        """Where an hour of the week stands."""
        return self.index(hour[0], hour[1] - self.hours.start)

    def sentence(self, weekday: int, hour: int) -> str:
        """What is known of an hour of the week, in words."""
        texts, milli = self._texts, self._week.averages_milli.get((weekday, hour))
        if milli is None:
            words = self.tr("{weekday} {hours}: nothing is sold then")
        elif milli == _ONE_MILLI:
            words = self.tr("{weekday} {hours}: 1 sale an hour on average")
        else:
            words = self.tr("{weekday} {hours}: {count} sales an hour on average")
        if (weekday, hour) in self._week.quietest:
            words = self.tr("{hour}. One of the quietest hours.").format(hour=words)
        hours = isolate(f"{texts.clock(hour)}\N{EN DASH}{texts.clock(hour + 1)}")
        return words.format(weekday=texts.weekday(weekday), hours=hours, count=isolate(self._figure(milli or 0)))

    def _figure(self, milli: int) -> str:
        """To a tenth; where there are many, whole."""
        whole_milli = half_up(milli, _ONE_MILLI) * _ONE_MILLI
        return self._texts.figure(whole_milli if milli >= _TEN_MILLI else milli)


class _HourDelegate(QStyledItemDelegate):
    """An hour: the more is sold the fuller its colour; a proposed one has a frame and a dot."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, shade = current_theme(), index.data(_SHADE)
        box = QRectF(option.rect).adjusted(_GAP, _GAP, -_GAP, -_GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if shade is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mixed(theme.colour("hover"), theme.colour("accent"), shade * DARKEST))
            painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if index.data(_IS_QUIET):
            painter.setPen(QPen(theme.colour("ok"), FOCUS_RING))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), _RADIUS - 1, _RADIUS - 1)
            dot = QRectF(box.left() + _DOT, box.top() + _DOT, _DOT, _DOT)
            if option.direction == Qt.LayoutDirection.RightToLeft:
                dot.moveLeft(box.right() - 2 * _DOT)
            painter.setBrush(theme.colour("ok"))
            painter.drawEllipse(dot)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(theme.colour("text"), FOCUS_RING))
            painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        painter.setPen(theme.colour("text"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(index.data() or ""))
        painter.restore()


class _WeekTable(QTableView):
    """The grid: arrows go from hour to hour."""

    def __init__(self, model: _WeekModel, words: str, keys: KeyMap) -> None:
        super().__init__()
        self._keys = keys
        self.setObjectName("week_table")
        self.setAccessibleName(words)
        self.setModel(model)
        self.setItemDelegate(_HourDelegate(self))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        for heads in (self.horizontalHeader(), self.verticalHeader()):
            heads.setSectionsClickable(False)
            heads.setHighlightSections(False)
            heads.setMinimumSectionSize(_LEAST)
            heads.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
            heads.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            event.accept()  # nothing is picked here
        elif not self._keys.press(event):
            super().keyPressEvent(event)


class WeekDialog(ScreenDialog):
    """When it is quiet."""

    wished = Signal()  # it is put on paper

    def __init__(self, week: Week, texts: CountingTexts, *, parent: QWidget | None = None) -> None:
        title = texts.at_place(week.place, self.tr("When it is quiet"))
        super().__init__(title, name="week_dialog", modal=False, parent=parent)
        self._model = _WeekModel(week, texts, self)
        about = self.tr("Sales an hour, on average. The quietest hours have a frame and a dot: count then.")
        if not week.quietest:
            about = self.tr("Sales an hour, on average. None of these hours is quieter than the others.")
            if len(week.averages_milli) < QUIET_SHOWN:
                about = self.tr("Sales an hour, on average. Too few hours to say which are the quietest.")
        self.column.addWidget(PlainLabel(about, name="week_about", role="muted", wraps=True))
        self.table = _WeekTable(self._model, self.tr("Sales an hour, by day and hour"), self.keys)
        self.column.addWidget(self.table, 1)
        self.says = PlainLabel(name="week_says", role="strong", wraps=True)
        self.column.addWidget(self.says)
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Back"), answer=self.tr("On paper"), icon="printer", key=self.tr("F8"))
        self.answer_button.clicked.connect(self._on_paper)
        self.keys.bind("F8", self._on_paper)
        self.table.selectionModel().currentChanged.connect(self._on_moved)
        self.resize(_SIZE)
        self.table.setCurrentIndex(self._model.place(next(iter(week.averages_milli))))
        self.table.setFocus()

    def _on_moved(self) -> None:
        at = self.table.currentIndex()
        words = self._model.sentence(at.row(), self._model.hours[at.column()])
        self.says.setText(words)
        self.table.setAccessibleDescription(words)

    def _on_paper(self) -> None:
        if not self.is_locked():
            self._lock()
            self.wished.emit()


def mixed(ground: QColor, ink: QColor, share: float) -> QColor:
    """A share of one colour over another."""
    pairs = ((ground.red(), ink.red()), (ground.green(), ink.green()), (ground.blue(), ink.blue()))
    return QColor(*(round(of_ground + (of_ink - of_ground) * share) for of_ground, of_ink in pairs))
