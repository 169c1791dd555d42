"""A button that waits until what it is about was painted and has stood there for a moment.

So a key that is pressed twice, or held down, answers nothing that nobody has seen.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from app.ui.widgets.buttons import ActionButton

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
        self._button.setEnabled(False)

    def painted(self) -> None:
        """It is in sight now."""
        if self._is_new:
            self._is_new = False
            self._timer.start()

    def _on_seen(self) -> None:
        self._button.setEnabled(True)
