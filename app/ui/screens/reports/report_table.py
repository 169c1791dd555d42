"""A report as a table on the screen, with its totals below it. Enter on a row leads to its document or product."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from app.reports.report import Part
from app.ui.screens.reports.report_chart import ReportChart
from app.ui.screens.reports.table_layout import Layout, Measured, Panel, lay_out
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import KeyMap, PickTable
from app.ui.widgets.labels import PlainLabel, ShrinkingLabel, isolate, isolate_name
from app.ui.widgets.tables import DETAIL_ROLE, CellDelegate, ModelTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.reports.report import Column, Report, Row
    from app.ui.screens.reports.state import Answer

_NOWHERE = QModelIndex()
_DOWN, _UP = " \u25bc", " \u25b2"
_HEAD_PX = 13
_LOW, _HIGH, _HIGHEST = 36, 48, 66  # px of a row, of one with a second line, and with a name on two above that
_PADDING = 16  # px of a cell, both sides together
_TOTAL_HEIGHT = 52
_SCROLL_BAR = 20
# Where a row leads, by the first of these columns that it has something in.
_LEADS = (
    ("document", "document"),
    ("product", "sku"),
    ("document", "number"),
    ("customer", "customer"),
    ("days", "book_date"),
    ("days", "first_day"),
    ("document", "last_number"),
)
_OF_SALES = frozenset({"tax"})  # what has its figures from the sales of its days, row by row
# Bare numbers: Qt asks for each of them with every cell that it paints.
_SHOWN, _SPOKEN = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)
_DETAIL, _TIP = int(DETAIL_ROLE), int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT, _FONT = int(Qt.ItemDataRole.TextAlignmentRole), int(Qt.ItemDataRole.FontRole)
_FIGURE = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_WORDS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

Index = QModelIndex | QPersistentModelIndex


class ReportModel(QAbstractTableModel):
    """The rows of an answer, or its totals alone."""

    def __init__(self, *, totals: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._totals = totals
        self._answer: Answer | None = None
        self._word = ""
        self._sides: list[int] = []
        self._layout = Layout((), ())
        self._measure = QFontMetrics(parent.font()).horizontalAdvance
        self._bold = QFont(parent.font())
        self._bold.setWeight(QFont.Weight.DemiBold)

    def show_answer(self, answer: Answer | None, word: str) -> None:
        """Show another answer, or none; `word` stands before the totals."""
        self.beginResetModel()
        self._answer, self._word = answer, word
        columns = () if answer is None else answer.report.columns
        self._sides = [_FIGURE if column.unit.is_figure else _WORDS for column in columns]
        self._layout = Layout(tuple(column.title for column in columns), (1,) * len(columns))
        self.endResetModel()

    def lay_out(self, layout: Layout) -> None:
        """Show the columns so from now on."""
        self._layout = layout
        if layout.heads:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(layout.heads) - 1)

    def row_at(self, index: Index) -> Row | None:
        """The row behind an index."""
        if self._answer is None or self._totals or not index.isValid() or index.row() >= len(self._answer.rows):
            return None
        return self._answer.rows[index.row()]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if parent.isValid() or self._answer is None:
            return 0
        return int(bool(self._answer.report.totals)) if self._totals else len(self._answer.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self._answer is None else len(self._answer.report.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._answer is None or not index.isValid():
            return None
        if role == _SHOWN:
            return self._text(index.row(), index.column())
        if role == _DETAIL:
            return self._detail(index.row(), index.column()) or None
        if role == _SPOKEN:
            return ", ".join(filter(None, (ask(index.row(), index.column()) for ask in (self._text, self._detail))))
        if role == _ALIGNMENT:
            return self._sides[index.column()]
        if role == _TIP:
            return self._tip(index.row(), index.column())
        if role == _FONT and (self._totals or index.row() in self._answer.sums):
            return self._bold
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or self._answer is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._layout.heads[section]
        return self._sides[section] if role == _ALIGNMENT else None

    def _text(self, row: int, column: int) -> str:
        answer = self._answer
        if answer is None:
            return ""
        if not self._totals:
            text = answer.writers[column](answer.rows[row][column])
            # A row of sums has no name: it is called by its group.
            return text or self._below(row, column)
        cell = answer.report.total_row()[column]
        is_first = not any(self._layout.widths[:column]) and bool(self._layout.widths[column])
        return self._word if cell is None and is_first else answer.writers[column](cell)

    def _tip(self, row: int, column: int) -> str | None:
        """The whole of a text that is cut, or that takes two lines; markup in it is shown as it is written."""
        texts = [text for text in (self._text(row, column), self._detail(row, column)) if text]
        room = self._layout.widths[column] - _PADDING
        if not texts or all(self._measure(text) <= room for text in texts):
            return None
        return f"<qt>{'<br>'.join(escape(isolate_name(text)) for text in texts)}</qt>"

    def _detail(self, row: int, column: int) -> str:
        """What stands below a text, unless that is the text itself."""
        answer = self._answer
        if answer is None or self._totals or column not in self._layout.below:
            return ""
        return self._below(row, column) if answer.writers[column](answer.rows[row][column]) else ""

    def _below(self, row: int, column: int) -> str:
        answer, below = self._answer, self._layout.below.get(column, ())
        if answer is None:
            return ""
        cells = answer.rows[row]
        return " \u00b7 ".join(filter(None, (answer.writers[place](cells[place]) for place in below)))


class PanelBar(QWidget):
    """Says which columns of a wide table are seen, and leads to the others."""

    turned = Signal(int)  # the panel that is wished for

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reportsPanels")
        self._panel, self._count = 0, 1
        left, right = ("chevron-left", "\u2190"), ("chevron-right", "\u2192")
        back, on = (right, left) if self.isRightToLeft() else (left, right)
        self.before = self._button(self.tr("Before"), "reportsPanelBefore", *back)
        self.after = self._button(self.tr("Next"), "reportsPanelAfter", *on)
        self.where = ShrinkingLabel(name="reportsPanel", role="muted")
        self.where.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.before)
        row.addWidget(self.where, 1)
        row.addWidget(self.after)
        self.before.clicked.connect(self.turn_back)
        self.after.clicked.connect(self.turn_on)

    def show_panel(self, panels: Sequence[Panel], panel: int) -> None:
        """Show which of the panels is seen; with one alone there is nothing to turn."""
        self._panel, self._count = panel, len(panels)
        self.setVisible(len(panels) > 1)
        if len(panels) > 1:
            words = self.tr("{title} \u00b7 {place} of {all}")
            place, count = isolate(str(panel + 1)), isolate(str(len(panels)))
            self.where.setText(words.format(title=panels[panel].title, place=place, all=count))
            self.before.setEnabled(panel > 0)
            self.after.setEnabled(panel + 1 < len(panels))

    def turn_back(self) -> None:
        """Wish for the columns before."""
        if self._panel > 0:
            self.turned.emit(self._panel - 1)

    def turn_on(self) -> None:
        """Wish for the next columns."""
        if self._panel + 1 < self._count:
            self.turned.emit(self._panel + 1)

    @staticmethod
    def _button(label: str, name: str, icon: str, key: str) -> ActionButton:
        button = ActionButton(label, name=name, icon=icon, key=key, variant="quiet")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button


class ReportTable(QWidget):
    """Both tables, scrolled together.

    Attributes:
        chart: What is drawn above them.
        panels: Says which columns are seen, where not all of them have room.
        rows: The rows.
    """

    sort_wished = Signal(str)  # by the column of that name
    # `document`, `product`, `customer` or `days`, and its uid, SKU, code, or first and last day with a space between
    # ("" for those of the report); both "" for a row that leads nowhere.
    led = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reportsTablePage")
        self.panels = PanelBar()
        self.rows = PickTable(name="reportsRows", accessible_name=self.tr("The report"), keys=self._keys())
        self.totals = ModelTable(name="reportsTotals", accessible_name=self.tr("Totals"))
        self.chart = ReportChart()
        self._none = PlainLabel(self.tr("Nothing to report."), name="reportsNone", role="muted")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.hide()
        self._rows_model = ReportModel(totals=False, parent=self)
        self._totals_model = ReportModel(totals=True, parent=self)
        self.rows.setItemDelegate(CellDelegate(self.rows, wraps=True))
        self.rows.setModel(self._rows_model)
        self.totals.setModel(self._totals_model)
        self.rows.verticalHeader().setDefaultSectionSize(36)
        self.totals.horizontalHeader().hide()
        self.totals.setFixedHeight(_TOTAL_HEIGHT)
        self.totals.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.totals.setSelectionMode(ModelTable.SelectionMode.NoSelection)
        self.totals.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.totals.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.totals.setProperty("role", "totals")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.chart)
        column.addWidget(self.panels)
        column.addWidget(self.rows, 1)
        column.addWidget(self._none, 4)
        column.addWidget(self.totals)
        self.rows.horizontalScrollBar().valueChanged.connect(self.totals.horizontalScrollBar().setValue)
        self.rows.horizontalHeader().sectionResized.connect(self._on_resized)
        self.rows.picked.connect(self._on_picked)
        self.rows.horizontalHeader().setSectionsClickable(True)
        self.rows.horizontalHeader().setToolTip(self.tr("A click sorts by a column, F12 by the next of figures"))
        self.rows.horizontalHeader().sectionClicked.connect(self._on_head)
        self.panels.turned.connect(self._on_turned)
        self._answer: Answer | None = None
        self._columns: list[Measured] = []
        self._layout = Layout((), ())

    def show_answer(self, answer: Answer) -> None:
        """Show an answer from its top."""
        self._answer = answer
        self._rows_model.show_answer(answer, "")
        self._totals_model.show_answer(answer, self.tr("Total"))
        self.totals.setVisible(bool(answer.report.totals))
        self._none.setVisible(not answer.rows)
        self.chart.show_plan(answer.chart)
        self._share_room(answer)
        self.rows.scrollToTop()
        if answer.report.rows:
            self.rows.choose_row(0)

    def clear(self) -> None:
        """Show no answer."""
        self._answer = None
        for model in (self._rows_model, self._totals_model):
            model.show_answer(None, "")
        self.chart.show_plan(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._answer is not None and event.size().width() != event.oldSize().width():
            self._share_room(self._answer)

    def _share_room(self, answer: Answer) -> None:
        """Give each column its room; rows are higher where codes stand below the names."""
        # The scroll bar takes its room before it is there.
        room, measure = self.width() - _SCROLL_BAR, self._head_metrics().horizontalAdvance
        self._columns = self._measured(answer)
        parts, glance = answer.report.parts, answer.report.glance
        if glance:
            parts = (Part(self.tr("At a glance"), glance), *parts)
        self._layout = lay_out(self._columns, room, measure, parts)
        for model in (self._rows_model, self._totals_model):
            model.lay_out(self._layout)
        self._on_turned(0)

    def _on_turned(self, panel: int) -> None:
        """Show other columns of the same rows."""
        self.panels.show_panel(self._layout.panels, panel)
        widths = self._layout.panels[panel].widths
        # A name that is wider than its column goes on on a second line, above its code where one stands below it.
        cut = [
            place
            for place, (width, one) in enumerate(zip(widths, self._columns, strict=True))
            if one.is_name and 0 < width < one.needs + _PADDING
        ]
        height = _HIGH if self._layout.below or cut else _LOW
        _set_sizes(self.rows, widths, _HIGHEST if set(cut) & self._layout.below.keys() else height)
        _set_sizes(self.totals, widths, height)

    def _keys(self) -> KeyMap:
        keys = KeyMap()
        keys.bind("Left", self._on_left)
        keys.bind("Right", self._on_right)
        return keys

    def _on_left(self) -> None:
        (self.panels.turn_on if self.isRightToLeft() else self.panels.turn_back)()

    def _on_right(self) -> None:
        (self.panels.turn_back if self.isRightToLeft() else self.panels.turn_on)()

    def _head_metrics(self) -> QFontMetrics:
        head = QFont(self.rows.font())
        head.setWeight(QFont.Weight.DemiBold)
        head.setPixelSize(_HEAD_PX)
        return QFontMetrics(head)

    def _measured(self, answer: Answer) -> list[Measured]:
        """What each column needs for its texts and its total."""
        bold = QFont(self.rows.font())
        bold.setWeight(QFont.Weight.DemiBold)
        # The sums of groups are as bold as the total.
        fonts = [QFontMetrics(font) for font in (bold if answer.sums else self.rows.font(), bold)]
        totals = [write(cell) for write, cell in zip(answer.writers, answer.report.total_row(), strict=True)]
        return [
            Measured(
                column,
                _head(answer.report, column),
                max(font.horizontalAdvance(text) for font, text in zip(fonts, texts, strict=True)),
            )
            for column, *texts in zip(answer.report.columns, answer.longest, totals, strict=True)
        ]

    def _on_head(self, section: int) -> None:
        if self._answer is not None:
            self.sort_wished.emit(self._answer.report.columns[section].name)

    def _on_resized(self, section: int, _old: int, new: int) -> None:
        self.totals.setColumnWidth(section, new)

    def _on_picked(self) -> None:
        row = self._rows_model.row_at(self.rows.currentIndex())
        if row is None or self._answer is None:
            return
        self.led.emit(*_lead(self._answer, row, is_sum=self.rows.chosen_row() in self._answer.sums))


def _lead(answer: Answer, row: Row, *, is_sum: bool) -> tuple[str, str]:
    """Where a row leads."""
    report = answer.report
    cells = {column.name: str(cell or "") for column, cell in zip(report.columns, row, strict=True)}
    for kind, name in _LEADS:
        if cells.get(name):
            is_stretch = name == "first_day" and cells.get("last_day")
            return kind, f"{cells[name]} {cells['last_day']}" if is_stretch else cells[name]
    return ("days" if report.name in _OF_SALES and not is_sum else ""), ""


def _set_sizes(table: ModelTable, widths: Sequence[int], height: int) -> None:
    """Make all columns and rows as large as they are to be at once: told of each, the table would be painted twice."""
    heads, rows = table.horizontalHeader(), table.verticalHeader()
    with QSignalBlocker(heads), QSignalBlocker(rows):
        rows.setDefaultSectionSize(height)
        for place, width in enumerate(widths):
            table.setColumnHidden(place, not width)
            if width:
                heads.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
                table.setColumnWidth(place, width)
    table.doItemsLayout()


def _head(report: Report, column: Column) -> str:
    """The title of a column, with an arrow if the rows go by it."""
    mark = {column.name: _DOWN, f"-{column.name}": _UP}.get(report.sorted_by, "")
    return f"{column.title}{mark}"
