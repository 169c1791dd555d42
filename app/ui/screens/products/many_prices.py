"""Many prices at once on the products screen: looked at, changed and taken back, beside the sales.

The pool does the work, one change at a time: the store thread sells meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from app.base.trouble import Trouble
from app.domain.changes import Changes
from app.domain.refusal import Refusal
from app.ui.course import Course
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.screens.products.state import BulkWish
from app.ui.screens.products.view import ProductsView
from app.ui.sound import Tone
from app.ui.tasks import Workers

if TYPE_CHECKING:
    from app.domain.pricing import PriceMoves
    from app.services.pricing import PricesChanged


class ManyPrices:
    """Does it."""

    def __init__(self, parts: Parts, workers: Workers, view: ProductsView) -> None:
        self._parts, self._workers, self._view = parts, workers, view
        self._course: Course | None = None

    def look_at(
        self, product_ids: Sequence[int], wish: BulkWish, shown: Callable[[BulkWish, PriceMoves], None]
    ) -> None:
        """Find out what would become of many prices, and let it be shown."""
        job = partial(self._parts.product_list.moves, tuple(product_ids), wish.change_milli, wish.ending)
        self._workers.pool.submit(job, partial(shown, wish), self._on_refused)

    def change(self, product_ids: Sequence[int], wish: BulkWish) -> None:
        """Change many prices; a second wish while there is work does nothing."""
        self._begin(partial(self._change, tuple(product_ids), wish), "prices_changed")

    def undo(self) -> None:
        """Take the newest change of many prices back."""
        self._begin(self._undo, "prices_back")

    def stop(self) -> bool:
        """Nobody wants any more what is worked at. Returns whether there is such work."""
        if self._course is None:
            return False
        self._course.stop()
        return True

    # On the pool

    def _change(self, product_ids: tuple[int, ...], wish: BulkWish, course: Course) -> PricesChanged:
        return self._parts.pricing.change_prices(
            product_ids, wish.change_milli, wish.ending, user=self._parts.user, on_row=course.step
        )

    def _undo(self, course: Course) -> PricesChanged:
        return self._parts.pricing.undo_change(user=self._parts.user, on_row=course.step)

    # Answers

    def _begin(self, job: Callable[[Course], PricesChanged], code: str) -> None:
        if self._course is None:
            self._course = Course()
            self._view.busy(self._course)
            self._workers.pool.submit(partial(job, self._course), partial(self._on_done, code), self._on_not_done)

    def _end(self) -> None:
        self._course = None
        self._view.busy(None)

    def _on_done(self, code: str, done: PricesChanged) -> None:
        self._end()
        facts = {"count": done.count, "left": done.left}
        said = Said("ok", f"{code}_left" if done.left else code, facts)
        self._view.done(said, undoable=code == "prices_changed" and done.count > 0)
        self._view.published(done.changes)

    def _on_not_done(self, error: Refusal | Trouble) -> None:
        self._end()
        self._on_refused(error)
        if error.code == "prices_half_changed":
            self._view.published(Changes(frozenset({"products"})))

    def _on_refused(self, error: Refusal | Trouble) -> None:
        self._view.say(Said("error" if isinstance(error, Trouble) else "warn", error.code, error.facts))
        self._view.sound(Tone.REFUSED)
