"""Lets reports be made by themselves while the till is open, when it opens, and once more when it closes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.domain.wording import sentence
from app.ui.tasks import Worker

if TYPE_CHECKING:
    from app.domain.changes import Changes
    from app.jobs.scheduled_papers import Made

_EVERY_MS = 5 * 60_000


class ReportStart(QObject):
    """Writes what is due now and then; what could not be written is told, and tried again the next time.

    Args:
        write: Writes what is due, that of today too where it is called `with_today`; called on the pool.
        pool: The pool.
        parent: Who owns it.
    """

    told = Signal(str)  # why something was not written, or "" once all is

    def __init__(self, write: Callable[..., Made], pool: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._write, self._pool = write, pool
        self._is_at_work = self._has_ended = False
        self._is_in_doubt = True  # nobody knows yet whether anything can be written where it is to go
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look at once, and then every few minutes."""
        if not self._has_ended:
            self.look()
            self._timer.start()

    def end_day(self) -> None:
        """The till closes: what the day came to is written before the program ends."""
        self._timer.stop()
        if not self._has_ended:
            self._has_ended = True
            self._pool.submit(self._write_today, self._on_last, self._on_last)

    def on_changed(self, changes: Changes) -> None:
        """A period was closed: what is due of it is written at once."""
        if "periods" in changes.what and not self._has_ended:
            self.look()

    def look(self) -> None:
        """Write what is due."""
        if not self._is_at_work:
            self._is_at_work = True
            self._pool.submit(self._write_due, self._on_made, self._on_failed)

    def _write_due(self) -> Made:
        return self._write(with_today=False, tries_folder=self._is_in_doubt)

    def _write_today(self) -> Made:
        return self._write(with_today=True)

    def _on_made(self, made: Made) -> None:
        self._is_at_work, self._is_in_doubt = False, bool(made.failed)
        self.told.emit(self._why(made.failed[0]) if made.failed else "")

    def _on_failed(self, error: Refusal | Trouble) -> None:
        self._is_at_work = False
        self.told.emit(self._why(error))

    def _on_last(self, _done: object) -> None:
        """Nobody is there any more; what could not be written is told when the till opens again, and due then."""

    @staticmethod
    def _why(error: Refusal | Trouble) -> str:
        return f"{sentence('schedule_not_written', {})} {sentence(error.code, error.facts)}"
