"""Notices what has come in since the report that is shown was made: said quietly, and nothing else moves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.domain.changes import Changes
    from app.ui.bus import Bus
    from app.ui.parts import Parts
    from app.ui.screens.reports.state import Answer
    from app.ui.tasks import Workers

PAUSE_MS = 1000
"""Between two looks: a till that sells and sells keeps no worker busy."""


class Newer(QObject):
    """Asks the pool whenever something has changed while the report is in sight, never twice at once.

    Args:
        shown: The report that is shown, or None.
        page: What it is shown on.
    """

    noticed = Signal()

    def __init__(
        self, parts: Parts, workers: Workers, bus: Bus, shown: Callable[[], Answer | None], page: QWidget
    ) -> None:
        super().__init__(page)
        self._parts, self._workers, self._shown, self._page = parts, workers, shown, page
        self._is_asking = self._is_wanted = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._follow)
        bus.changed.connect(self._on_changes)

    def look(self) -> None:
        """Ask, as soon as nothing is asked any more."""
        self._is_wanted = True
        self._follow()

    def _on_changes(self, _changes: Changes) -> None:
        self.look()

    def _follow(self) -> None:
        answer = self._shown()
        if answer is None or not self._is_wanted or self._is_asking or self._pause.isActive():
            return
        if self._page.isVisible():
            self._is_asking, self._is_wanted = True, False
            self._pause.start()
            ask = partial(self._parts.reports.has_newer, answer.newest, answer.question.last)
            self._workers.pool.submit(ask, partial(self._on_told, answer), self._on_failed)

    def _on_told(self, answer: Answer, has_newer: bool) -> None:
        self._is_asking = False
        if has_newer and self._shown() is answer:
            self.noticed.emit()

    def _on_failed(self, _error: object) -> None:
        """Nobody has asked: whoever makes the report again is told."""
        self._is_asking = False
