"""The box of a screen on which goods are scanned: for what is typed. Scans never pass through it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from app.ui.widgets.dialogs import ENTER_KEYS

_HEIGHT = 48  # px
_LONGEST = 200  # characters; a code that long is typed by nobody
_LIST_KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_CLIPBOARD = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.SelectAll,
)
_CHORDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class TypedBox(QLineEdit):
    """A field whose arrow keys move in the list below it. Ctrl+Z and the like are the screen's, not the text's.

    Args:
        name: The object name.
        accessible_name, hint: What is typed here, translated already.
    """

    submitted = Signal(str)  # Enter: what stands there
    star_typed = Signal(str)  # a quantity with its star: "12*"
    list_key = Signal(object)  # QKeyEvent of an arrow or page key

    def __init__(self, *, name: str, accessible_name: str, hint: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "scan")
        self.setAccessibleName(accessible_name)
        self.setPlaceholderText(hint)
        self.setMaxLength(_LONGEST)
        self.setFixedHeight(_HEIGHT)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_chord = bool(event.modifiers() & _CHORDS)
            if is_chord and not any(event.matches(one) for one in _CLIPBOARD):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            event.accept()
            if not event.isAutoRepeat():
                self.submitted.emit(self.text().strip())
        elif event.key() in _LIST_KEYS:
            event.accept()
            self.list_key.emit(event)
        elif event.text() == "*" and self.text() and not any(one.isalpha() for one in self.text()):
            event.accept()
            self.star_typed.emit(f"{self.text()}*")
        else:
            super().keyPressEvent(event)
