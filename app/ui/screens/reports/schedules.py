"""Which reports are made by themselves: read by the pool, and set by the store thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.base.trouble import Trouble
    from app.domain.refusal import Refusal
    from app.domain.schedule import Scheduled
    from app.ui.parts import Parts
    from app.ui.screens.reports.state import Rhythm
    from app.ui.tasks import Workers

Failed = Callable[["Refusal | Trouble"], None]


class Schedules:
    """The reports that are made by themselves.

    Args:
        changed: Called when they are others.

    Attributes:
        by_name: How each of them is made.
    """

    def __init__(self, parts: Parts, workers: Workers, changed: Callable[[], None]) -> None:
        self._parts, self._workers, self._changed = parts, workers, changed
        self.by_name: dict[str, Scheduled] = {}

    def read(self, failed: Failed) -> None:
        """Read them."""
        self._workers.pool.submit(self._parts.report_papers.schedule, self._on_read, failed)

    def folder(self) -> str:
        """Where they go."""
        return self._parts.settings.machine.scheduled_folder or str(self._parts.report_papers.scheduled_folder())

    def plan(self, name: str, rhythm: Rhythm, planned: Callable[[], None], refused: Failed) -> None:
        """Let a report be made by itself, or no longer."""

        def done(schedule: tuple[Scheduled, ...]) -> None:
            self._on_read(schedule)
            planned()

        self._workers.store.submit(partial(self._plan, name, rhythm), done, refused)

    def _plan(self, name: str, rhythm: Rhythm) -> tuple[Scheduled, ...]:
        """Runs on the store thread."""
        papers, settings = self._parts.report_papers, self._parts.settings
        papers.plan(name, rhythm.each, rhythm.written_as, user=self._parts.user, folder=rhythm.folder)
        if rhythm.folder != self.folder():
            settings.change(scheduled_folder=rhythm.folder)
        return papers.schedule()

    def _on_read(self, schedule: tuple[Scheduled, ...]) -> None:
        self.by_name = {one.report: one for one in schedule}
        self._changed()
