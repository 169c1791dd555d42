"""What several screens do alike: hold one dialog at a time, and bring what is typed to one field."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.ui.widgets.dialogs import ScreenDialog


class DialogScreen(QWidget):
    """A screen that has one dialog open, or none (`_dialog`)."""

    def __init__(self) -> None:
        super().__init__()
        self._dialog: ScreenDialog | None = None

    def open_dialog(self, dialog: ScreenDialog) -> None:
        """Show a dialog; it goes when it is left."""
        self._dialog = dialog
        dialog.left.connect(self._on_left)
        dialog.open()

    def close_dialog(self) -> None:
        """What the dialog was for is done; the screen has the keyboard again."""
        if self._dialog is not None:
            self._dialog.accept()
            self._on_left()

    def _on_left(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
            self.activateWindow()


def bind_shortcuts(owner: QWidget, keys: Iterable[tuple[str, Callable[[], None]]]) -> None:
    """Let keys call what belongs to them, once for each press, wherever the focus is in the window."""
    for key, slot in keys:
        shortcut = QShortcut(QKeySequence(key), owner)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(slot)


def type_into(field: QLineEdit, event: QKeyEvent) -> bool:
    """Let a letter or digit that no other widget wanted go to a field. Returns whether it did."""
    if field.hasFocus() or not (event.text() and event.text().isprintable()):
        return False
    field.setFocus()
    QApplication.sendEvent(field, event)
    return True


def seek(field: QLineEdit) -> None:
    """Bring the keys to a field; what stands there is typed over."""
    field.setFocus()
    field.selectAll()
