"""The search above a list: what is typed narrows the list, and the keys that a list knows go to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from app.ui.widgets.dialogs import ENTER_KEYS

_LIST_KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_LONGEST = 200  # characters


class ListSearch(QLineEdit):
    """A field whose arrow keys move in the list below it, and whose Enter takes what is chosen there.

    Args:
        name: The object name.
        accessible_name, hint: What is looked for, translated already.
    """

    list_key = Signal(object)  # QKeyEvent of an arrow or page key
    entered = Signal()

    def __init__(self, *, name: str, accessible_name: str, hint: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setPlaceholderText(hint)
        self.setMaxLength(_LONGEST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _LIST_KEYS:
            event.accept()
            self.list_key.emit(event)
        elif event.key() in ENTER_KEYS:
            event.accept()
            # A key held down is pressed once.
            if not event.isAutoRepeat():
                self.entered.emit()
        else:
            super().keyPressEvent(event)
