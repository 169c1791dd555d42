"""Keeps the day at a glance as the book is, while somebody looks at it: read by the pool, never twice at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.base.trouble import Trouble
from app.ui.said import Said
from app.ui.screens.reports.rights import require_right

if TYPE_CHECKING:
    from app.domain.changes import Changes
    from app.domain.refusal import Refusal
    from app.reports.dashboard import Glance
    from app.ui.bus import Bus
    from app.ui.parts import Parts
    from app.ui.screens.reports.day_desk import DeskScreen
    from app.ui.screens.reports.overview import Overview
    from app.ui.tasks import Workers

PAUSE_MS = 1000
"""Between two readings that nobody asked for: a till that sells and sells keeps no worker busy."""


class Glances(QObject):
    """Reads it, and shows it."""

    def __init__(
        self, parts: Parts, workers: Workers, bus: Bus, overview: Overview, screen: DeskScreen, first_weekday: int
    ) -> None:
        super().__init__(overview)
        self._parts, self._workers, self._overview, self._screen = parts, workers, overview, screen
        self._first_weekday = first_weekday
        self._turn = 0  # what was asked before somebody else came to the till is not shown any more
        self._is_reading = self._is_wanted = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._follow)
        bus.changed.connect(self._on_changes)

    def read(self) -> None:
        """Read the day; while it is read, once more behind that."""
        self._start(is_asked=True)

    def forget(self) -> None:
        """What is read is not shown any more."""
        self._turn += 1
        self._is_reading = self._is_wanted = False

    def _start(self, *, is_asked: bool) -> None:
        self._is_wanted = self._is_reading
        if not self._is_reading:
            self._is_reading = True
            self._pause.start()
            failed = partial(self._on_failed, self._turn, is_asked)
            self._workers.pool.submit(self._ask, partial(self._on_read, self._turn), failed)

    def _ask(self) -> Glance:
        """Runs on the pool."""
        require_right(self._parts)
        return self._parts.verbs().dashboard.glance(self._first_weekday, user=self._parts.user)

    def _on_changes(self, _changes: Changes) -> None:
        """Something came in, here or from another program."""
        self._is_wanted = True
        self._follow()

    def _follow(self) -> None:
        """Read it again where something came in and somebody looks; whoever comes back to it asks anyway."""
        if self._is_wanted and not self._is_reading and not self._pause.isActive() and self._overview.isVisible():
            self._start(is_asked=False)

    def _on_read(self, turn: int, glance: Glance) -> None:
        if turn == self._turn:
            self._is_reading = False
            self._overview.show_glance(glance)
            self._follow()

    def _on_failed(self, turn: int, is_asked: bool, error: Refusal | Trouble) -> None:
        if turn == self._turn:
            self._is_reading = False
            if is_asked:
                self._screen.say(Said("error" if isinstance(error, Trouble) else "warn", error.code, error.facts))
