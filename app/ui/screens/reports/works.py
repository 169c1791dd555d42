"""What is worked at on other threads for the reports screen: how far it is, and that nobody wants to know any more."""

from __future__ import annotations

from app.base.trouble import Trouble

_WHOLE = 100


class Work:
    """One thing that is worked at. Its two sides are on different threads."""

    def __init__(self) -> None:
        self._is_stopped = False
        self._share: tuple[int, int] = (0, 0)

    def stop(self) -> None:
        """Nobody wants to know any more."""
        self._is_stopped = True

    def is_stopped(self) -> bool:
        """Whether that was said."""
        return self._is_stopped

    def look(self, done: int, whole: int) -> None:
        """So much is done of the whole.

        Raises:
            Trouble: `stopped`.
        """
        if self._is_stopped:
            raise Trouble("stopped")
        self._share = (done, whole)

    def percent(self) -> int | None:
        """How much of it is done, or None while nobody knows."""
        done, whole = self._share
        return min(done * _WHOLE // whole, _WHOLE) if whole else None


class Works:
    """All that is worked at; the newest stands last."""

    def __init__(self) -> None:
        self._works: list[Work] = []

    def begin(self) -> Work:
        """Something else is worked at."""
        work = Work()
        self._works.append(work)
        return work

    def end(self, work: Work) -> None:
        """It is done, or nobody wants to know any more."""
        work.stop()
        if work in self._works:
            self._works.remove(work)

    def end_all(self) -> None:
        """Nobody wants to know any more of any of them."""
        for work in tuple(self._works):
            self.end(work)

    def has(self, work: Work) -> bool:
        """Whether it is still worked at."""
        return work in self._works

    def percent(self) -> int | None:
        """How much is done of the newest, or None while nobody knows."""
        return self._works[-1].percent() if self._works else None

    def __bool__(self) -> bool:
        return bool(self._works)


def unheard(_told: object) -> None:
    """How it went is not worth a word."""
