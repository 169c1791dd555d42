"""F6 in the review: why goods differ, from a list of all that can be."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from app.ui.screens.counting.state import ReasonAsked
from app.ui.screens.counting.texts import CountingTexts
from app.ui.widgets.dialogs import PickTable, ScreenDialog
from app.ui.widgets.labels import PlainLabel, isolate_name
from app.ui.widgets.tables import Column, RowsModel

_SIZE = QSize(520, 660)  # px
_KEY = 48  # px
_DIGITS = 9


class _Row(NamedTuple):
    """A reason, and the digit that chooses it."""

    digit: str
    reason: str


class ReasonDialog(ScreenDialog):
    """A digit chooses one at once; the arrows or F6 go down the list, and Enter takes what is chosen there."""

    wished = Signal(str)  # the code of a reason, "" for none; once, until it is refused

    def __init__(self, asked: ReasonAsked, texts: CountingTexts, *, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Why does it differ?"), name="reason_dialog", modal=False, parent=parent)
        self._texts, self._asked = texts, asked
        self._model: RowsModel[_Row] = RowsModel(
            [Column("digit", self.tr("Key"), _digit, width=_KEY), Column("reason", self.tr("Reason"), self._words)],
            self,
        )
        about = texts.differ_by(asked.lines)
        self.column.addWidget(PlainLabel(about, name="reason_about", role="strong", wraps=True))
        self.table = PickTable(name="reason_table", accessible_name=self.tr("Reasons to choose from"), keys=self.keys)
        self.table.show_model(self._model)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.bar)
        rows = [
            _Row(str(place) if place <= _DIGITS else "", reason) for place, reason in enumerate(asked.reasons, start=1)
        ]
        self._model.show_rows([*rows, _Row("0", "")])
        for row in self._model.rows():
            if row.digit:
                self.keys.bind(row.digit, partial(self._take, row.reason))
        self.keys.bind("F6", self._next)
        reasons = [*asked.reasons, ""]
        known = {line.reason for line in asked.lines}
        self.table.choose_row(
            next((reasons.index(one) for one in known if len(known) == 1 and one in asked.reasons), 0)
        )
        self.resize(_SIZE)
        self.add_footer(back=self.tr("Back"), answer=self.tr("Take it"), icon="check")
        self.table.picked.connect(self._on_picked)
        self.answer_button.clicked.connect(self._on_picked)
        self.table.setFocus()

    def _words(self, row: _Row) -> str:
        if not row.reason:
            return self.tr("no reason")
        words, many = isolate_name(self._texts.reason(row.reason)), self._asked.fits[row.reason]
        if many == len(self._asked.lines):
            return words
        # What is missing and what is too much can be chosen together, and have not the same reasons.
        return self.tr("{reason} (fits {count} of them)").format(reason=words, count=self._texts.number(many))

    def _next(self) -> None:
        self.table.choose_row((self.table.chosen_row() + 1) % self._model.rowCount())

    def _on_picked(self) -> None:
        row = self._model.row_at(self.table.currentIndex())
        if row is not None:
            self._take(row.reason)

    def _take(self, reason: str) -> None:
        if not self.is_locked():
            self._lock()
            self.wished.emit(reason)


def _digit(row: _Row) -> str:
    return row.digit
