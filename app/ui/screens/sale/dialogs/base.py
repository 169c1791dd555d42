"""What all dialogs and inline entries of the sale screen share: where a scan goes, and the slim row above the lines.

None of them does anything by itself. A result goes out once by signal; until the screen has taken the widget away or
called `show_refusal`, it is locked, so that a second Enter does nothing.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import TARGET
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import KeyMap, PickTable, ScreenDialog, TypedField
from app.ui.widgets.labels import PlainLabel, ShrinkingLabel
from app.ui.widgets.messages import InlineBar

__all__ = [
    "InlineEntry",
    "KeyMap",
    "PickTable",
    "SaleDialog",
    "ScanPolicy",
    "ShrinkingLabel",
    "TypedField",
]


class ScanPolicy(StrEnum):
    """Where a scan goes that arrives while a dialog or entry is open. It never goes into one of its fields.

    BASKET: into the basket, as if nothing were open. SELF: to `take_scan`. REFUSE: nowhere; `show_refusal` says why.
    """

    BASKET = "basket"
    SELF = "self"
    REFUSE = "refuse"


class SaleDialog(ScreenDialog):
    """A dialog over the sale screen. Its arguments are those of `ScreenDialog`."""

    scan_policy: ClassVar[ScanPolicy] = ScanPolicy.REFUSE


class InlineEntry(QFrame):
    """A slim row above the lines: what it is for, a field or a question, buttons, and one sentence below.

    The screen shows it, calls `begin`, and takes it away after `entered` or `left`.

    Args:
        title: What it is for, translated already.
        name: The object name.
        parent: The screen.
        wraps: Whether the title takes two lines where it must; else it is cut with an ellipsis.
    """

    entered = Signal(object)
    left = Signal()
    scan_policy: ClassVar[ScanPolicy] = ScanPolicy.BASKET

    def __init__(self, title: str, *, name: str, parent: QWidget | None, wraps: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setProperty("role", "card")
        self.keys = KeyMap()
        self.keys.bind("Esc", self._on_left)
        self._locked = False
        self.page = QWidget()
        self.page.setObjectName(f"{name}_page")
        self.row = QHBoxLayout(self.page)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(12)
        self.bar = InlineBar(name=f"{name}_bar")
        label = PlainLabel if wraps else ShrinkingLabel
        self.title = label(title, name=f"{name}_title", role="strong")
        self.title.setWordWrap(wraps)
        self.row.addWidget(self.title, int(wraps))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 8, 8, 8)
        self._column.setSpacing(8)
        self._column.addWidget(self.page)
        self._column.addWidget(self.bar)
        self.setMinimumHeight(TARGET + 16)

    def add_buttons(self, answer: str, *, key: str = "") -> None:
        """Add the buttons at the end of the row: `answer_button` (Enter), and the one that goes back (Esc)."""
        name = self.objectName()
        self.answer_button = ActionButton(
            answer, name=f"{name}_answer", icon="check", key=key or self.tr("Enter"), variant="primary"
        )
        self.back_button = ActionButton(self.tr("Back"), name=f"{name}_back", key=self.tr("Esc"))
        self.back_button.clicked.connect(self._on_left)
        self.row.addWidget(self.answer_button)
        self.row.addWidget(self.back_button)

    def add_below(self, widget: QWidget) -> None:
        """Add a second row, above the sentence."""
        self._column.insertWidget(1, widget)

    def begin(self) -> None:
        """Take the focus. Called by the screen when the entry is shown."""
        raise NotImplementedError

    def show_refusal(self, sentence: str) -> None:
        """Say why it was refused. What was typed stays, and the entry takes keys again."""
        self._locked = False
        self.bar.say("warn", sentence)
        self.begin()

    def clear_refusal(self) -> None:
        """Take the sentence away."""
        self.bar.clear()

    def _answer(self, result: object) -> None:
        """Give the answer, once."""
        # The field is not disabled meanwhile: the focus would move on to a button of the screen, and Enter press it.
        if not self._locked:
            self._locked = True
            self.entered.emit(result)

    def _on_left(self) -> None:
        if not self._locked:
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        # The screen's own shortcuts (Esc, F5 ...) are asked first; while the focus is in here, these keys are ours.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.keys.has(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keys.press(event):
            super().keyPressEvent(event)
