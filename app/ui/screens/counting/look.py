"""A button that waits until what it is about was painted and has stood there for a moment.

So a key that is pressed twice, or held down, answers nothing that nobody has seen. Not every desktop says of a key that
it is held: while one that answers is pressed, the moment begins anew.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.ui.widgets.buttons import ActionButton

_ANSWERS = frozenset({Qt.Key.Key_F9, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete})
LOOK_MS = 600
"""How long a figure has to stand before somebody can have read it; two presses of one key are a fifth of a second."""


class Look(QObject):
    """Lets a button wait.

    Args:
        button: What is dead meanwhile.
    """

    def __init__(self, button: ActionButton) -> None:
        super().__init__(button)
        self._button = button
        self._is_new = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._on_seen)

    def begin(self) -> None:
        """Something new is shown next."""
        self._is_new = True
        self._timer.stop()
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self._button.setEnabled(False)

    def painted(self) -> None:
        """It is in sight now."""
        if self._is_new:
            self._is_new = False
            self._timer.start()
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # where windows are, there is one

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is not QEvent.Type.KeyRelease and event.key() in _ANSWERS:
            self._timer.start()
        return super().eventFilter(watched, event)

    def _on_seen(self) -> None:
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self._button.setEnabled(True)
