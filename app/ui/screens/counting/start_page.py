"""Where counting begins: stocktakes to go on with, plans to begin one, and what was posted last."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from app.ui.screens.counting.state import StartKind, StartRow
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import KeyMap, PickTable
from app.ui.widgets.labels import PlainLabel
from app.ui.widgets.panels import Card
from app.ui.widgets.tables import Column, RowsModel

_STATE = 160  # px
_TONES = {StartKind.STOCKTAKE: "accent", StartKind.POSTED: "muted"}


class StartPage(Card):
    """The page.

    Attributes:
        table: What can be counted.
    """

    picked = Signal(object)  # StartRow

    def __init__(self) -> None:
        super().__init__(name="countStart", margin=12)
        self._model: RowsModel[StartRow] = RowsModel(
            [
                Column("title", self.tr("What is counted"), _title, detail=_detail, tone=_tone),
                Column("state", self.tr("Begun"), _state, tone=_tone, width=_STATE),
            ],
            self,
        )
        self.column.setSpacing(8)
        self.column.addWidget(PlainLabel(self.tr("Count"), name="countStartTitle", role="title"))
        self.table = PickTable(name="countStartTable", accessible_name=self.tr("What can be counted"), keys=KeyMap())
        self.table.show_model(self._model)
        self.column.addWidget(self.table, 1)
        self._open = ActionButton(
            self.tr("Count"), name="countOpen", icon="clipboard-check", key=self.tr("Enter"), variant="primary"
        )
        self._open.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        foot = QHBoxLayout()
        foot.addWidget(self._open)
        foot.addStretch(1)
        self.column.addLayout(foot)
        self.table.picked.connect(self._on_picked)
        self._open.clicked.connect(self._on_picked)

    def show_rows(self, rows: Sequence[StartRow]) -> None:
        """Show these rows; the first is chosen."""
        if tuple(rows) != self._model.rows():
            self._model.show_rows(rows)
            if rows:
                self.table.choose_row(0)

    def _on_picked(self) -> None:
        row = self._model.row_at(self.table.currentIndex())
        if row is not None and row.kind is not StartKind.POSTED:
            self.picked.emit(row)


def _title(row: StartRow) -> str:
    return row.title


def _detail(row: StartRow) -> str:
    return row.detail


def _state(row: StartRow) -> str:
    return row.state


def _tone(row: StartRow) -> str:
    return _TONES.get(row.kind, "")
