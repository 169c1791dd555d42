"""What many prices would become, before they are changed: figured off the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.ui.said import Said
from app.ui.screens.products.state import BulkWish

if TYPE_CHECKING:
    from app.domain.pricing import PriceMoves
    from app.ui.parts import Parts
    from app.ui.screens.products.view import ProductsView
    from app.ui.tasks import Workers


class PriceLook:
    """Finds it out."""

    def __init__(self, parts: Parts, workers: Workers, view: ProductsView) -> None:
        self._parts, self._workers, self._view = parts, workers, view

    def look(self, product_ids: Sequence[int], wish: BulkWish, shown: Callable[[BulkWish, PriceMoves], None]) -> None:
        """Find out what would become of these prices, and let it be shown."""
        job = partial(self._parts.product_list.moves, tuple(product_ids), wish.change_milli, wish.ending)
        self._workers.pool.submit(job, partial(shown, wish), self._on_refused)

    def _on_refused(self, error: Refusal | Trouble) -> None:
        self._view.say(Said("error" if isinstance(error, Trouble) else "warn", error.code, error.facts))
