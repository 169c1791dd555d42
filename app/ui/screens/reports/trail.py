"""From which row of which report one has come to the report that is shown: Esc goes back there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.ui.screens.reports.state import Answer


class Step(NamedTuple):
    """One row that was followed: the report as it was shown, and where the row stood in it."""

    answer: Answer
    row: int


class Trail:
    """The rows that were followed, one after the other."""

    def __init__(self) -> None:
        self._steps: list[tuple[Step, str]] = []
        self._next: Step | None = None

    def follow(self, step: Step) -> None:
        """A row is followed: it leads to the report that is shown next."""
        self._next = step

    def keep(self, shown: str) -> None:
        """This report is shown now: if no row has led to it, nothing leads back from it."""
        if self._next is not None:
            self._steps.append((self._next, shown))
            self._next = None
        elif self._steps and self._steps[-1][1] != shown:
            self._steps.clear()

    def clear(self) -> None:
        """Something else was chosen."""
        self._steps.clear()

    def back(self) -> Step | None:
        """The last row that was followed, which is forgotten; None where none was."""
        return self._steps.pop()[0] if self._steps else None
