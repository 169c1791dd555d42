"""Lets prices begin on their day while the till is open, and when it opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.ui.bus import Bus
from app.ui.tasks import Worker

if TYPE_CHECKING:
    from app.domain.changes import Changes

_EVERY_MS = 60_000


class PriceStart(QObject):
    """Asks now and then whether a price that was planned begins.

    Args:
        begin: Lets them begin; called on the store thread.
        store: The store thread.
        bus: Who is told.
        parent: Who owns it.
    """

    def __init__(self, begin: Callable[[], Changes], store: Worker, bus: Bus, parent: QObject) -> None:
        super().__init__(parent)
        self._begin, self._store, self._bus = begin, store, bus
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look at once, and then every minute."""
        self.look()
        self._timer.start()

    def stop(self) -> None:
        """Look no longer."""
        self._timer.stop()

    def look(self) -> None:
        """Let begin what is due."""
        self._store.submit(self._begin, self._on_begun, self._on_failed)

    def _on_begun(self, changes: Changes) -> None:
        if changes.what:
            self._bus.publish(changes)

    def _on_failed(self, _error: Refusal | Trouble) -> None:
        """Whoever wants something of the book is told of the trouble; here it is only tried again."""
