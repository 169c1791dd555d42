"""Price lists on the products screen: a file is told before it is taken, and what is listed goes out as a file.

The pool does the work, so that scans are looked up meanwhile; one list at a time.
"""

from __future__ import annotations

from array import array
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.base.trouble import Trouble
from app.domain.changes import Changes
from app.domain.refusal import Refusal
from app.ui.course import Course
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.screens.products.state import ListWish
from app.ui.sound import Tone
from app.ui.tasks import Workers

if TYPE_CHECKING:
    from app.domain.product_row import HalfTaken
    from app.jobs.product_lists import ProductLists, ToldList

# Where the first rows of a list are in the book all the same.
_HALF = frozenset({"list_half_taken", "list_stopped"})


class ListingView(Protocol):
    """The screen, or a test in its place."""

    def say(self, said: Said) -> None:
        """Say something; a dialog that is open says it there."""

    def list_told(self, told: ToldList) -> None:
        """This is what a list would do."""

    def list_taken(self, told: ToldList) -> None:
        """This is what a list has done."""

    def busy(self, course: Course | None) -> None:
        """Work has begun that takes a while; None: it is over."""

    def sound(self, tone: Tone) -> None:
        """Let a tone be heard."""

    def published(self, changes: Changes) -> None:
        """The book has changed."""


class Listing:
    """Takes lists and writes them."""

    def __init__(self, parts: Parts, workers: Workers, view: ListingView) -> None:
        self._parts, self._workers, self._view = parts, workers, view
        self._told: ToldList | None = None
        self._course: Course | None = None
        self._has_looked_back = False

    def look_back(self) -> None:
        """Tell once of a list that was not taken to its end: the window may have been closed, or the machine."""
        if not self._has_looked_back:
            self._has_looked_back = True
            self._workers.pool.submit(self._half, self._on_half, self._on_refused)

    def take(self, wish: ListWish) -> None:
        """Tell what a list would do, or do it."""
        course = self._begin()
        if course is not None:
            self._workers.pool.submit(partial(self._take, wish, course), self._on_taken, self._on_failed)

    def keep_refused(self, path: Path) -> None:
        """Write the refused rows of the list that was told last into a file."""
        if self._told is not None:
            job = partial(self._keep, self._told, path)
            self._workers.pool.submit(job, partial(self._on_kept, path), self._on_refused)

    def export(self, path: Path, product_ids: array[int]) -> None:
        """Write these products into a file."""
        course = self._begin()
        if course is not None:
            job = partial(self._export, path, product_ids, course)
            self._workers.pool.submit(job, partial(self._on_exported, path), self._on_failed)

    def stop(self) -> bool:
        """Nobody wants any more what is worked at. Returns whether there is such work."""
        if self._course is None:
            return False
        self._course.stop()
        return True

    # On the pool

    def _lists(self) -> ProductLists:
        return self._parts.verbs().product_lists

    def _half(self) -> HalfTaken | None:
        return self._lists().half_taken()

    def _take(self, wish: ListWish, course: Course) -> ToldList:
        user = self._parts.user
        return self._lists().take(wish.path, tax=wish.tax, user=user, dry_run=wish.dry_run, on_row=course.step)

    def _keep(self, told: ToldList, path: Path) -> int:
        return self._lists().keep_refused(told, path)

    def _export(self, path: Path, product_ids: array[int], course: Course) -> int:
        return self._lists().export(path, product_ids, course.step)

    # Answers

    def _begin(self) -> Course | None:
        """One at a time: a second wish while there is work does nothing."""
        if self._course is not None:
            return None
        self._course = Course()
        self._view.busy(self._course)
        return self._course

    def _end(self) -> None:
        self._course = None
        self._view.busy(None)

    def _on_half(self, half: HalfTaken | None) -> None:
        if half is not None and self._course is None:
            self._view.say(Said("warn", "list_left_half", half._asdict()))

    def _on_taken(self, told: ToldList) -> None:
        self._end()
        self._told = told
        if told.is_done:
            self._view.list_taken(told)
            self._view.published(told.changes)
        else:
            self._view.list_told(told)

    def _on_kept(self, path: Path, count: int) -> None:
        self._view.say(Said("ok", "refused_kept", {"count": count, "path": str(path)}))

    def _on_exported(self, path: Path, count: int) -> None:
        self._end()
        self._view.say(Said("ok", "list_kept", {"count": count, "path": str(path)}))

    def _on_failed(self, error: Refusal | Trouble) -> None:
        self._end()
        self._on_refused(error)
        if error.code in _HALF:
            self._view.published(Changes(frozenset({"products"})))

    def _on_refused(self, error: Refusal | Trouble) -> None:
        is_stopped = error.code in ("stopped", "list_stopped")
        kind = "info" if is_stopped else "error" if isinstance(error, Trouble) else "warn"
        self._view.say(Said(kind, error.code, error.facts))
        if not is_stopped:
            self._view.sound(Tone.REFUSED)
