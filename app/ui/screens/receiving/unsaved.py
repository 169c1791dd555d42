"""What could not be saved: it is tried again by itself, and said as long as nothing else is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_AGAIN_MS = 3000


class Unsaved(QObject):
    """Tries again every few seconds while something waits.

    Args:
        retry: Tries to save it.
        say: Says how much waits, where nothing else is said.
        parent: Of the timer.
    """

    def __init__(self, retry: Callable[[], None], say: Callable[[int], None], parent: QObject) -> None:
        super().__init__(parent)
        self._retry, self._say = retry, say
        self._count = 0
        self.timer = QTimer(self)
        self.timer.setInterval(_AGAIN_MS)
        self.timer.timeout.connect(self._on_time_over)

    def mind(self, count: int) -> None:
        """So many entries wait now."""
        self._count = count
        if not count:
            self.timer.stop()
            return
        if not self.timer.isActive():
            self.timer.start()
        self._say(count)

    def _on_time_over(self) -> None:
        self._say(self._count)
        self._retry()
