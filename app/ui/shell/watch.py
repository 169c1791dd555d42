"""Notices what other programs do to the same book, and tells the views."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.ui.bus import Bus
from app.ui.tasks import Worker

_EVERY_MS = 2000
_ANYTHING = frozenset({"products", "stock", "sales", "drafts", "parties", "settings"})


class BookWatch(QObject):
    """Asks now and then whether the book has another version. What this program writes does not count as another.

    Args:
        ask: Asks the book; called on the store thread.
        store: The store thread.
        bus: Who is told.
        parent: Who owns it.
    """

    def __init__(self, ask: Callable[[], int], store: Worker, bus: Bus, parent: QObject) -> None:
        super().__init__(parent)
        self._ask, self._store, self._bus = ask, store, bus
        self._version: int | None = None
        self._is_asking = False
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to watch."""
        self.look()
        self._timer.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()

    def look(self) -> None:
        """Ask once; always on the store thread, whose own connection is the one to compare."""
        if not self._is_asking:
            self._is_asking = True
            self._store.submit(self._ask, self._on_version, self._on_failed)

    def _on_version(self, version: int) -> None:
        self._is_asking = False
        before, self._version = self._version, version
        if before is not None and before != version:
            from app.domain.changes import Changes  # noqa: PLC0415 -- the window is painted without it

            self._bus.publish(Changes(_ANYTHING))

    def _on_failed(self, _error: Refusal | Trouble) -> None:
        """Whoever wants something of the book is told of the trouble; here it is only asked again."""
        self._is_asking = False
