"""Asks once more before a period is closed: nothing in it can be changed afterwards."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.widgets.dialogs import ScreenDialog
from app.ui.widgets.labels import PlainLabel


class ClosePeriodDialog(ScreenDialog):
    """One question; Enter closes the period.

    Args:
        days: The first and the last day, written.
        figures: What it came to, written: that is what will be closed.
        open_points: How many points of the checklist are open.
        rest: The days of the month that come after it, written; "" where it ends with the month.
        parent: The window it belongs to.
    """

    wished = Signal()

    def __init__(self, days: str, figures: str, open_points: int, rest: str, *, parent: QWidget) -> None:
        super().__init__(self.tr("Close the period"), name="close_period", modal=True, parent=parent)
        words = self.tr("{days} will be closed. Nothing in it can be changed any more, and its pack is kept.")
        text = PlainLabel(words.format(days=days), name="close_period_text", wraps=True)
        text.setMinimumWidth(520)
        self.column.addWidget(text)
        self.column.addWidget(PlainLabel(figures, name="close_period_figures", role="strong", wraps=True))
        if rest:
            self.column.addWidget(self._warning("close_period_rest", self._of_the_rest(rest)))
        if open_points:
            words = self.tr("Points of the checklist that are open: {count}. The period can be closed all the same.")
            self.column.addWidget(self._warning("close_period_open", words.format(count=open_points)))
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Back"), answer=self.tr("Close period"), icon="lock")
        self.answer_button.clicked.connect(self._on_answer)
        self.keys.bind("Enter", self._on_answer)
        self.answer_button.setFocus()

    def _of_the_rest(self, rest: str) -> str:
        words = self.tr(
            "The month is not over with that. What comes on {rest} will be a period of its own, with a pack of its "
            "own, and no pack has the whole month. To wait for its end, go back."
        )
        return words.format(rest=rest)

    @staticmethod
    def _warning(name: str, words: str) -> PlainLabel:
        return PlainLabel(words, name=name, role="warn", wraps=True)

    def _on_answer(self) -> None:
        if not self.is_locked():
            self._lock()
            self.wished.emit()
