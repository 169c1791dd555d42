"""The left side of the reports screen: the reports, grouped, with a search above them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from app.ui.screens.reports.state import ListRow
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import KeyMap, PickTable
from app.ui.widgets.labels import PlainLabel
from app.ui.widgets.panels import Card
from app.ui.widgets.tables import Column, RowsModel
from app.ui.widgets.typed_box import TypedBox

_WIDTH = 328  # px
_ROW, _HEADING, _WITH_DETAIL = 44, 32, 52  # px
_STAR = "\u2605 "


class _ListModel(RowsModel[ListRow]):
    """The rows; headings cannot be chosen."""

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        row = self.row_at(index)
        return Qt.ItemFlag.NoItemFlags if row is None or row.heading else super().flags(index)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if row is not None and role == Qt.ItemDataRole.FontRole and row.heading:
            font = QFont()
            font.setPixelSize(13)
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if row is not None and role == Qt.ItemDataRole.ToolTipRole and row.listed is not None:
            return row.listed.title
        return super().data(index, role)


class _ReportsTable(PickTable):
    """The list; what is typed on it belongs to the search."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Home:
            # The first row is a heading.
            self.choose_row(1 if self.model().rowCount() > 1 else 0)
            self.scrollToTop()
        elif event.text().strip() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)


class ReportList(Card):
    """The list.

    Attributes:
        search: The field above it.
        table: The reports.
        today: Leads to the day at a glance.
        period: Leads to the end of a period.
    """

    chosen = Signal(object)  # ListRow: Enter or a click on it

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(name="reportsListCard", margin=8)
        self.setFixedWidth(_WIDTH)
        self.search = TypedBox(
            name="reportsSearch", accessible_name=self.tr("Find a report"), hint=self.tr("Find a report   F2")
        )
        self.period = ActionButton(
            self.tr("Period end"), name="reportsPeriod", icon="lock", key=self.tr("F7"), variant="primary"
        )
        self.period.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.today = ActionButton(self.tr("Today"), name="reportsToday", icon="calendar", key=self.tr("F3"))
        self.today.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._model = _ListModel(
            [Column("report", self.tr("Report"), _label, detail=_detail, tone=_tone)],
            self,
        )
        self.table = _ReportsTable(name="reportsList", accessible_name=self.tr("Reports"), keys=KeyMap())
        self.table.horizontalHeader().hide()
        self.table.show_model(self._model)
        self._none = PlainLabel(self._no_report(), name="reportsListNone", role="muted", wraps=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._none.hide()
        self._asked = ""
        self.column.setSpacing(8)
        self.column.addWidget(self.search)
        self.column.addWidget(self._none)
        self.column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.today)
        row.addWidget(self.period, 1)
        self.column.addLayout(row)
        self.search.list_key.connect(self._on_list_key)
        self.search.submitted.connect(self._on_submitted)
        self.table.picked.connect(self._on_picked)
        self.table.clicked.connect(self._on_clicked)

    def show_rows(self, rows: Sequence[ListRow], *, from_top: bool, asked: str) -> None:
        """Show these rows; the first is chosen (`from_top`), or the report that is asked anew, or the one that was."""
        before = None if from_top else self._model.row_at(self.table.currentIndex())
        is_new, self._asked = asked not in {"", self._asked}, asked
        if is_new and (before is None or before.listed is None or before.listed.name != asked):
            before = next((row for row in rows if row.run < 0 and row.listed and row.listed.name == asked), before)
        was_seen = self.table.visualRect(self.table.currentIndex()).intersects(self.table.viewport().rect())
        self._none.setVisible(not rows)
        self._model.show_rows(rows)
        for place, row in enumerate(rows):
            height = _HEADING if row.heading else _WITH_DETAIL if row.detail else _ROW
            if self.table.rowHeight(place) != height:
                self.table.setRowHeight(place, height)
        place = _place_of(before, rows)
        if place < 0:
            return
        if place != self.table.chosen_row():
            self.table.choose_row(place)
        if is_new or was_seen:
            # Rows that came above it push it out of sight.
            self.table.scrollTo(self.table.currentIndex())
        if place <= 1:
            self.table.scrollToTop()

    def _no_report(self) -> str:
        return self.tr("No report has these words in its name. F2 shows all of them.")

    def _on_list_key(self, event: QKeyEvent) -> None:
        self.table.keyPressEvent(event)

    def _on_submitted(self, _text: str) -> None:
        self._on_picked()

    def _on_picked(self) -> None:
        row = self._model.row_at(self.table.currentIndex())
        if row is not None and not row.heading:
            self.chosen.emit(row)

    def _on_clicked(self, _index: QModelIndex) -> None:
        self._on_picked()


def _place_of(before: ListRow | None, rows: Sequence[ListRow]) -> int:
    """Where the row that was chosen stands now, or its report, or else the first; -1 where there is none."""
    if before is not None and before.listed is not None:
        for place, row in enumerate(rows):
            if row == before:
                return place
        for place, row in enumerate(rows):
            if row.listed is not None and row.listed.name == before.listed.name:
                return place
    return next((place for place, row in enumerate(rows) if not row.heading), -1)


def _label(row: ListRow) -> str:
    if row.listed is None:
        return row.heading
    return f"{_STAR if row.is_favourite else ''}{row.listed.label}"


def _detail(row: ListRow) -> str:
    return row.detail


def _tone(row: ListRow) -> str:
    return "muted" if row.heading else ""
