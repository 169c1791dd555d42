"""Keys of the labels screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

Slot = Callable[[], None]


def bind(owner: QWidget, keys: Mapping[str, Slot], *, alone: bool = False) -> None:
    """Let keys call slots wherever the focus is in the screen; with `alone`, only while the owner has it itself."""
    for key, slot in keys.items():
        shortcut = QShortcut(QKeySequence(key), owner)
        shortcut.setAutoRepeat(False)
        if alone:
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(slot)
