"""A question that is answered once, and only after it has stood there for a moment."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.screens.counting.look import Look
from app.ui.widgets.dialogs import ScreenDialog


class Question(ScreenDialog):
    """The key that asks is often the one that answers: held down, it would do what nobody has read."""

    wished = Signal()  # once, until it is refused

    def __init__(self, title: str, *, name: str, modal: bool, width: int, parent: QWidget | None) -> None:
        super().__init__(title, name=name, modal=modal, parent=parent)
        self.setMinimumWidth(width)

    def add_answer(self, *, back: str, answer: str, icon: str, key: str) -> None:
        """Add the lowest row, as `add_footer` does; the answer waits from now on."""
        self.column.addStretch(1)
        self.column.addWidget(self.bar)
        self.add_footer(back=back, answer=answer, icon=icon, key=key)
        self.answer_button.clicked.connect(self.answer)
        self._look = Look(self.answer_button)
        self._look.begin()

    def answer(self) -> None:
        """What is asked about is wished for."""
        if not self.is_locked() and self.answer_button.isEnabled():
            self._lock()
            self.wished.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._look.painted()
