"""Work away from the GUI thread: one thread that touches the book in order, and a pool for reading and for paper.

A job is a plain callable without widgets. Its answer comes back to the GUI thread by a queued signal, so a slow disk
or printer never holds up the keys. Jobs handed in are never dropped, also not when the program ends: closing waits
until the last of them is done. The answer is not delivered when the widget that asked is gone by then.
"""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import count
from queue import SimpleQueue
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.base.trouble import Trouble
from app.domain.refusal import Refusal

Answer = TypeVar("Answer")
Failed = Callable[[Refusal | Trouble], None]

_POOL_THREADS = 2
# How long one thread keeps Python while another wants it. Drawing asks for it again with every cell, and behind three
# busy workers it waits for three such turns each time: with Python's own 5 ms that came to 200 ms and more.
_TURN_S = 0.0005
# A table that gets other rows lays them out in one turn of the event loop, and paints them in the next.
_TURNS_TO_PAINT = 2


class Worker(Protocol):
    """What takes a job: the store thread, the pool, or the inline worker of a test."""

    def submit(self, job: Callable[[], Answer], done: Callable[[Answer], None], failed: Failed) -> None:
        """Run the job elsewhere; one of `done` and `failed` is called on the GUI thread afterwards."""


@dataclass(frozen=True, slots=True)
class Workers:
    """Who does the work that the GUI thread does not.

    Attributes:
        store: Look-ups of scans, entries, sales: in order.
        pool: Lists and searches.
        paper: Receipts, one after another, so that they come out in the order of the sales.
    """

    store: Worker
    pool: Worker
    paper: Worker

    @property
    def are_at_rest(self) -> bool:
        """Whether everything that was asked for is answered."""
        return all(one.is_at_rest for one in (self.store, self.pool, self.paper) if isinstance(one, Pool))


@dataclass(frozen=True, slots=True)
class _Report:
    """How a job ended, on its way to the GUI thread."""

    ticket: int
    answer: object = None
    no: Refusal | Trouble | None = None
    bug: Exception | None = None


class _Postman(QObject):
    """Carries reports from any thread to the GUI thread, in the order in which they were handed in.

    Who asked is kept here, by ticket, and never travels: the last reference to a widget must not end on another thread.
    """

    _posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._askers: dict[int, tuple[Callable[[Any], None], Failed]] = {}
        self._tickets = count()
        self._posted.connect(self._on_posted, Qt.ConnectionType.QueuedConnection)

    def expect(self, done: Callable[[Any], None], failed: Failed) -> int:
        """Remember who asked, on the GUI thread. Returns the ticket of the job."""
        ticket = next(self._tickets)
        self._askers[ticket] = (done, failed)
        return ticket

    @property
    def is_expecting(self) -> bool:
        """Whether anybody has no answer yet."""
        return bool(self._askers)

    def run(self, ticket: int, job: Callable[[], object]) -> None:
        """Do the job on this thread and post how it ended."""
        try:
            report = _Report(ticket, answer=job())
        except (Refusal, Trouble) as error:
            report = _Report(ticket, no=error)
        except Exception as error:  # noqa: BLE001 -- a bug goes to the crash handler, on the GUI thread
            report = _Report(ticket, no=Trouble("program_fault", what=type(error).__name__), bug=error)
        self._posted.emit(report)

    def _on_posted(self, report: _Report) -> None:
        done, failed = self._askers.pop(report.ticket)
        try:
            if report.no is None:
                if not _is_gone(done):
                    done(report.answer)
            elif not _is_gone(failed):
                failed(report.no)
        finally:
            if report.bug is not None:
                # The asker has its answer and can go on; the crash handler gets the fault with its own traceback.
                raise report.bug


class Pool:
    """A few threads for what may take long and changes nothing: lists, searches, receipts.

    Args:
        threads: With one of them the jobs are done in order.
        name: What the threads are called.
    """

    def __init__(self, threads: int = _POOL_THREADS, *, name: str = "pool") -> None:
        sys.setswitchinterval(_TURN_S)
        self._postman = _Postman()
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._closed = False
        self._threads = [threading.Thread(target=self._work, name=f"{name}-{number}") for number in range(threads)]
        for thread in self._threads:
            thread.start()

    def submit(self, job: Callable[[], Answer], done: Callable[[Answer], None], failed: Failed) -> None:
        """Queue a job behind all that were asked before it.

        Args:
            job: Runs on one of the threads.
            done: Gets the answer on the GUI thread.
            failed: Gets the refusal or trouble on the GUI thread; `program_fault` for a bug, which also goes to
                the crash handler.

        Raises:
            RuntimeError: After `close`.
        """
        if self._closed:
            raise RuntimeError("the threads are closed")
        self._queue(partial(self._postman.run, self._postman.expect(done, failed), job))

    @property
    def is_at_rest(self) -> bool:
        """Whether everything that was asked for is answered."""
        return not self._postman.is_expecting

    def close(self) -> None:
        """Take no more jobs and wait until those that were taken are done: a receipt asked for is still made."""
        self._closed = True
        for _ in self._threads:
            self._jobs.put(None)
        while self._threads:
            self._threads.pop().join()

    def _queue(self, job: Callable[[], None]) -> None:
        self._jobs.put(job)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()
            del job  # not held while waiting for the next


class PatientPool(Pool):
    """A pool that begins when the window has painted what was just asked for.

    Python lets one thread work at a time: beside a busy worker, a picture takes twice as long and more. And it is the
    picture that somebody looks at while the worker is at work.
    """

    def __init__(self, threads: int = _POOL_THREADS) -> None:
        super().__init__(threads)
        self._waiting: deque[Callable[[], None]] = deque()
        self._turns = 0
        # Of no time: it has its turn when all that was to be painted in this turn is painted.
        self._painted = QTimer()
        self._painted.setInterval(0)
        self._painted.timeout.connect(self._on_painted)

    def close(self) -> None:
        """As of any pool: also what has not begun yet is done."""
        self._begin()
        super().close()

    def _queue(self, job: Callable[[], None]) -> None:
        self._waiting.append(job)
        self._turns = _TURNS_TO_PAINT
        self._painted.start()

    def _on_painted(self) -> None:
        self._turns -= 1
        if not self._turns:
            self._begin()

    def _begin(self) -> None:
        self._painted.stop()
        while self._waiting:
            super()._queue(self._waiting.popleft())


class StoreThread(Pool):
    """The one thread that looks up and writes, in the order in which things were asked."""

    def __init__(self) -> None:
        super().__init__(1, name="store")


def _is_gone(asker: Callable[..., None]) -> bool:
    """Whether the widget whose method would be called has been deleted by Qt in the meantime."""
    method = getattr(asker, "func", asker)  # of a partial
    owner = getattr(method, "__self__", None)
    return isinstance(owner, QObject) and not shiboken6.isValid(owner)
