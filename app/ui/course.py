"""How far work on another thread is, and whether anybody still wants it."""

from __future__ import annotations

from app.base.trouble import Trouble


class Course:
    """How far it is, and whether it is still wanted; both sides may look at any time."""

    def __init__(self) -> None:
        self.done = self.total = 0
        self._is_stopped = False

    def step(self, done: int, total: int) -> None:
        """So much is done.

        Raises:
            Trouble: `stopped`, where nobody wants it any more.
        """
        if self._is_stopped:
            raise Trouble("stopped")
        self.done, self.total = done, total

    @property
    def facts(self) -> dict[str, object]:
        """How far it is, for a sentence."""
        return {"done": self.done, "total": self.total}

    def stop(self) -> None:
        """Nobody wants it any more."""
        self._is_stopped = True
