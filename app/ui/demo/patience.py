"""Waiting for something to hold while the program works, without a sleep and without asking over and over."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QTimer


def wait_until(holds: Callable[[], bool], *, limit_ms: int) -> bool:
    """Let the program work until something holds; it is looked at whenever there is nothing left to do.

    Args:
        holds: Whether it does; must not raise.
        limit_ms: How long to wait at most.

    Returns:
        Whether it came to hold.
    """
    return holds() or _Wait(holds).run(limit_ms)


def settle() -> None:
    """Let everything be painted that was asked for."""
    for _ in range(2):
        loop = QEventLoop()
        # A timer of no time has its turn when all events that were there are through.
        QTimer.singleShot(0, loop.quit)
        loop.exec()


class _Wait:
    def __init__(self, holds: Callable[[], bool]) -> None:
        self._holds = holds
        self._loop = QEventLoop()
        self._came = False

    def run(self, limit_ms: int) -> bool:
        limit = QTimer()
        limit.setSingleShot(True)
        limit.timeout.connect(self._loop.quit)
        limit.start(limit_ms)
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.aboutToBlock.connect(self._look)
        try:
            self._loop.exec()
        finally:
            dispatcher.aboutToBlock.disconnect(self._look)
        return self._came

    def _look(self) -> None:
        if not self._came and self._holds():
            self._came = True
            self._loop.quit()
