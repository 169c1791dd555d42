"""An order while it is written is kept in the book, change by change: neither Esc nor a power cut loses any of it."""

from __future__ import annotations

from functools import partial

from app.base.identity import uuid7
from app.base.trouble import Trouble
from app.domain.order_sheet import Filled, write_step
from app.domain.refusal import Refusal
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.screens.orders.view import OrdersView
from app.ui.tasks import Workers


class _Kept:
    """What the book has of one form. It works on the store thread alone."""

    def __init__(self, parts: Parts, uid: str, filled: Filled) -> None:
        self._parts, self._uid, self._in_book = parts, uid, filled

    def keep(self, now: Filled) -> None:
        """Bring the book up to date; what could not be kept before comes with it."""
        step = write_step(self._in_book, now)
        if step:
            self._parts.ordering.keep_form(self._uid, step, till=self._parts.till, user=self._parts.user)
            self._in_book = now

    def drop(self) -> None:
        """Nothing of it is wanted any more."""
        self._parts.ordering.drop_form(self._uid)


class Keeping:
    """Keeps the order that is being written.

    Attributes:
        uid: What it will be called, and what it is kept under.
    """

    def __init__(self, parts: Parts, workers: Workers, view: OrdersView) -> None:
        self._parts, self._workers, self._view = parts, workers, view
        self._kept: _Kept | None = None
        self._is_changed = False
        self.uid = ""

    def begin(self, filled: Filled) -> None:
        """A form was opened; what was kept of it before is in it already."""
        self.uid = filled.kept or uuid7(self._parts.now().utc_us)
        self._kept = _Kept(self._parts, self.uid, filled if filled.kept else Filled())
        self._is_changed = bool(filled.kept)

    def changed(self, now: Filled) -> None:
        """Something in the form is another."""
        if self._kept is not None:
            self._is_changed = True
            self._workers.store.submit(partial(self._kept.keep, now), _done, self._on_not_kept)

    def left(self, now: Filled, *, is_thrown: bool) -> Said | None:
        """The form was left. Returns what is to be said about that."""
        if not self._is_changed or self._kept is None:
            return None
        if now.lines and not is_thrown:
            return Said("info", "order_kept")
        self._workers.store.submit(self._kept.drop, _done, self._on_not_kept)
        return Said("info", "order_thrown") if is_thrown else None

    def _on_not_kept(self, error: Refusal | Trouble) -> None:
        self._view.say(Said("error" if isinstance(error, Trouble) else "warn", error.code, error.facts))


def _done(_nothing: object) -> None:
    """It is in the book."""
