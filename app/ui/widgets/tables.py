"""Tables: one model over frozen rows, and one way to show it.

A row is a frozen value made by a report or a service. A screen says what its columns are and hands over the rows; the
model finds out what changed, so that the chosen line and the scroll position stay where they were.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Generic, TypeVar
from unicodedata import combining

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.ui.theme import TARGET, current_theme
from app.ui.widgets.labels import isolate_name

T = TypeVar("T")

DETAIL_ROLE = Qt.ItemDataRole.UserRole + 1  # the small second line of a cell
SORT_ROLE = Qt.ItemDataRole.UserRole + 2  # the value to sort by, not its text
_HEIGHT_WITH_DETAIL = 52
_TWO_LINES, _THREE_LINES = 48, 66
_PADDING = 8
_SPARE = 2  # px: a text that just fits is cut where its width is no whole number
_LINE = 21  # px at most, where a row has more room than its lines need
_DETAIL_PX = 13
_MARK = 4
_AT_START = (
    QStyleOptionViewItem.ViewItemPosition.Beginning,
    QStyleOptionViewItem.ViewItemPosition.OnlyOne,
)
_NOWHERE = QModelIndex()
# Bare numbers, reckoned once: they are asked of every cell that is painted, and Python's flags are slow.
_SELECTED, _UNFOCUSED = QStyle.StateFlag.State_Selected, ~QStyle.StateFlag.State_HasFocus
_SEEN = (_SELECTED | QStyle.StateFlag.State_MouseOver).value
_ONE_LINE = Qt.TextFlag.TextSingleLine.value
_AT_LEFT = (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value
_AT_RIGHT = (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value
_SHOWN, _FONT = Qt.ItemDataRole.DisplayRole.value, Qt.ItemDataRole.FontRole.value
_ALIGNMENT, _FOREGROUND = Qt.ItemDataRole.TextAlignmentRole.value, Qt.ItemDataRole.ForegroundRole.value

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column of a table.

    Attributes:
        name: A stable word for it.
        title: What stands in its head, translated already.
        text: The text of a row's cell.
        figure: Whether the cell is a number, an amount or a date: aligned at its end, and never reordered.
        detail: A second line under the text, in small letters (the code under a product's name).
        tone: A colour token for the text of a row (`warn`), or "" for the usual one; the words must say it, too.
        sort: The value to sort by, if the text is not.
        width: In pixels; 0 takes what room is left.
    """

    name: str
    title: str
    text: Callable[[T], str]
    figure: bool = False
    detail: Callable[[T], str] | None = None
    tone: Callable[[T], str] | None = None
    sort: Callable[[T], object] | None = None
    width: int = 0


class RowsModel(QAbstractTableModel, Generic[T]):
    """A table of frozen rows. `show_rows` is the only way in; nothing is edited here."""

    def __init__(self, columns: Sequence[Column[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: tuple[T, ...] = ()
        self._readers: dict[int, Callable[[Column[T], T], object]] = {
            Qt.ItemDataRole.DisplayRole: _text,
            Qt.ItemDataRole.TextAlignmentRole: _alignment,
            Qt.ItemDataRole.ForegroundRole: _foreground,
            Qt.ItemDataRole.AccessibleTextRole: _spoken,
            DETAIL_ROLE: _detail,
            SORT_ROLE: _sort_value,
        }

    def columns(self) -> tuple[Column[T], ...]:
        """The columns, in the order of the screen."""
        return self._columns

    def call_column(self, name: str, title: str) -> None:
        """Give a column another head, translated already."""
        place = next(place for place, one in enumerate(self._columns) if one.name == name)
        if self._columns[place].title != title:
            renamed = replace(self._columns[place], title=title)
            self._columns = (*self._columns[:place], renamed, *self._columns[place + 1 :])
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, place, place)

    def rows(self) -> tuple[T, ...]:
        """The rows that are shown now."""
        return self._rows

    def row_at(self, index: Index) -> T | None:
        """The row behind an index; None if it is no longer there."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def show_rows(self, rows: Sequence[T]) -> None:
        """Show these rows from now on. Rows equal at both ends stay; what lies between is changed, added or removed."""
        old, new = self._rows, tuple(rows)
        if new is old:
            return
        head = _equal_at_start(old, new)
        tail = _equal_at_end(old, new, head)
        old_end, new_end = len(old) - tail, len(new) - tail
        changed = min(old_end, new_end)
        if new_end > old_end:
            self.beginInsertRows(_NOWHERE, old_end, new_end - 1)
            self._rows = (*old[:old_end], *new[old_end:new_end], *old[old_end:])
            self.endInsertRows()
        elif new_end < old_end:
            self.beginRemoveRows(_NOWHERE, new_end, old_end - 1)
            self._rows = (*old[:new_end], *old[old_end:])
            self.endRemoveRows()
        self._rows = new
        if changed > head:
            self.dataChanged.emit(self.index(head, 0), self.index(changed - 1, len(self._columns) - 1))

    def tell_again(self) -> None:
        """The rows are as they were, and their cells are to be asked anew: something beside them has changed."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        reader = self._readers.get(role)
        row = self.row_at(index)
        if reader is None or row is None:
            return None
        return reader(self._columns[index.column()], row)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        return _alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None


_AT_ONCE = 512  # rows: what is the same piece of a tuple is seen so at the speed of the machine, not of the language


def _equal_at_start(old: tuple[T, ...], new: tuple[T, ...]) -> int:
    most = min(len(old), len(new))
    count = 0
    while count < most and old[count : count + _AT_ONCE] == new[count : count + _AT_ONCE]:
        count += _AT_ONCE
    while count < most and old[count] == new[count]:
        count += 1
    return min(count, most)


def _equal_at_end(old: tuple[T, ...], new: tuple[T, ...], head: int) -> int:
    """How many rows are equal at the end, those at the head left out."""
    most = min(len(old), len(new)) - head
    old_end, new_end, count = len(old), len(new), 0
    while (
        count + _AT_ONCE <= most
        and old[old_end - count - _AT_ONCE : old_end - count] == new[new_end - count - _AT_ONCE : new_end - count]
    ):
        count += _AT_ONCE
    while count < most and old[old_end - count - 1] == new[new_end - count - 1]:
        count += 1
    return count


def _text(column: Column[T], row: T) -> str:
    return column.text(row)


def _alignment(column: Column[T], _row: T | None = None) -> int:
    return _AT_RIGHT if column.figure else _AT_LEFT


def _foreground(column: Column[T], row: T) -> object:
    tone = column.tone(row) if column.tone else ""
    return current_theme().colour(tone) if tone else None


def _detail(column: Column[T], row: T) -> str | None:
    return column.detail(row) if column.detail else None


def _spoken(column: Column[T], row: T) -> str:
    detail = column.detail(row) if column.detail else ""
    return f"{column.text(row)}, {detail}" if detail else column.text(row)


def _sort_value(column: Column[T], row: T) -> object:
    return column.sort(row) if column.sort else column.text(row)


class CellDelegate(QStyledItemDelegate):
    """Draws a cell: its ground, its text and, where there is one, the small second line. No frame around one cell.

    Args:
        parent: The table.
        wraps: Whether words that have no room on one line go on on a second, where nothing else stands there.
    """

    def __init__(self, parent: QObject, *, wraps: bool = False) -> None:
        super().__init__(parent)
        self._wraps = wraps

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if option.state.value & _SEEN:
            # Of any other cell there is nothing but its text: the ground is the table's.
            self._draw_ground(painter, option, index)
        theme, rect, direction = current_theme(), option.rect, option.direction
        text, detail, font = index.data(_SHOWN), index.data(DETAIL_ROLE), index.data(_FONT)
        ink = index.data(_FOREGROUND) or theme.colour("text")
        side = _side(index.data(_ALIGNMENT) or _AT_LEFT, direction)
        painter.save()
        painter.setFont(option.font if font is None else font.resolve(option.font))
        inner = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        if detail or text:
            lines = self._lines(painter, inner, text, _THREE_LINES if detail else _TWO_LINES)
            many = len(lines) + bool(detail)
            high = min((inner.height() - 10) // many, _LINE) if many > 1 else inner.height()
            line = QRect(inner.left(), inner.top() + (inner.height() - high * many) // 2, inner.width(), high)
            for words in lines:
                _write(painter, line, words, side, ink)
                line.translate(0, high)
            if detail:
                painter.setFont(_small(painter.font()))
                _write(painter, line, detail, side, theme.colour("muted"))
        painter.restore()

    def _lines(self, painter: QPainter, room: QRect, text: str, height: int) -> tuple[str, ...]:
        """The text on one line, or where it is cut there and two have room, on two; `height` is what they need."""
        measure = painter.fontMetrics().horizontalAdvance
        if self._wraps and room.height() >= height and _fitted(painter, text, room) != text:
            words = text.split(" ")
            for count in range(len(words) - 1, 0, -1):
                first = " ".join(words[:count])
                if measure(first) <= room.width():
                    return first, " ".join(words[count:])
            # A first word that is too long by itself, or a script without spaces.
            for count in range(len(text) - 1, 0, -1):
                if not combining(text[count]) and measure(text[:count]) <= room.width():
                    return text[:count], text[count:].lstrip()
        return (text,)

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        cell.text, state = "", cell.state
        cell.state = state & _UNFOCUSED
        QApplication.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        if state & _SELECTED and cell.viewItemPosition in _AT_START:
            painter.fillRect(self._mark(cell), current_theme().colour("accent"))

    @staticmethod
    def _mark(cell: QStyleOptionViewItem) -> QRect:
        """The bar at the start of the chosen row: its ground alone would be told by colour only."""
        return QStyle.visualRect(
            cell.direction, cell.rect, QRect(cell.rect.topLeft(), QSize(_MARK, cell.rect.height()))
        )


@cache
def _side(alignment: int, direction: Qt.LayoutDirection) -> int:
    """On which side a text of one line stands, as a painter wants it."""
    return QStyle.visualAlignment(direction, Qt.AlignmentFlag(alignment)).value | _ONE_LINE


def _write(painter: QPainter, place: QRect, text: str, side: int, ink: object) -> None:
    painter.setPen(ink)
    painter.drawText(place, side, isolate_name(_fitted(painter, text, place)))


def _fitted(painter: QPainter, text: str, room: QRect) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(_DETAIL_PX)
    return small


class ModelTable(QTableView):
    """A table for the keyboard: whole rows, one chosen at a time, Tab leaves it, Enter activates the row.

    Args:
        name: The object name.
        accessible_name: What is listed ("Lines of the sale"), translated already.
    """

    def __init__(self, *, name: str, accessible_name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(CellDelegate(self))
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setSectionsClickable(False)
        heads.setMinimumSectionSize(TARGET)

    def show_model(self, model: RowsModel[T]) -> None:
        """Show a model, with its columns as wide as they say; rows are higher where a column has a second line."""
        self.setModel(model)
        columns = model.columns()
        detailed = any(column.detail for column in columns)
        self.verticalHeader().setDefaultSectionSize(_HEIGHT_WITH_DETAIL if detailed else TARGET)
        heads = self.horizontalHeader()
        for section, column in enumerate(columns):
            mode = QHeaderView.ResizeMode.Interactive if column.width else QHeaderView.ResizeMode.Stretch
            heads.setSectionResizeMode(section, mode)
            if column.width:
                heads.resizeSection(section, column.width)

    def make_room(self, model: RowsModel[T], widest: Sequence[T]) -> None:
        """Make columns of figures as wide as these rows need, at least as wide as they say; the rest is the names'."""
        measure, heads = QFontMetrics(self.font()).horizontalAdvance, self.horizontalHeader()
        for section, column in enumerate(model.columns()):
            if column.figure and column.width:
                needed = max((measure(column.text(row)) for row in widest), default=0)
                heads.resizeSection(section, max(column.width, needed + 2 * _PADDING + _SPARE))

    def height_of_rows(self) -> int:
        """How high it is with all its rows in sight."""
        rows = self.verticalHeader().defaultSectionSize() * self.model().rowCount()
        return rows + self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()

    def chosen_row(self) -> int:
        """The number of the chosen row, -1 if there is none."""
        index = self.currentIndex()
        return index.row() if index.isValid() else -1

    def choose_row(self, row: int) -> None:
        """Choose a row and bring it into sight."""
        index = self.model().index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)
