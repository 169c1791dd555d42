"""Goods that are counted again, wherever they lie: from the list of what is to be counted again, or from the review."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from app.ui.said import Said
from app.ui.screens.counting.scanning import Bench
from app.ui.screens.counting.shelf import Shelf

if TYPE_CHECKING:
    from app.domain.count_sheet import Goods
    from app.reports.stocktakes import Again


class Recounting:
    """Lists them, and opens a sheet for one of them.

    Args:
        bench: What it works with.
        shelf: Opens sheets.
        opened: Called with the sheet.
    """

    def __init__(self, bench: Bench, shelf: Shelf, opened: Callable[[object], None]) -> None:
        self._bench, self._shelf, self._opened = bench, shelf, opened
        self._listed: tuple[int, ...] = ()

    def ask(self, uid: str, _done: object) -> None:
        """Show what of a stocktake is to be counted again."""
        self._bench.ask_long("review_far", partial(self._shelf.again, uid), self._on_again)

    def ask_next(self, uid: str, counted: Goods) -> None:
        """Goods were counted again: show what is left for whoever counts, the next one chosen."""
        self._bench.ask_long("review_far", partial(self._shelf.again, uid), partial(self._on_next, counted.product_id))

    def begin(self, uid: str, goods: Goods, *, is_for_others: bool) -> None:
        """Count goods again; whoever has counted them is told first where somebody else settles that."""
        code = "recount_for_others" if is_for_others else "recount_begins"
        done = partial(self._on_sheet, goods, code)
        self._bench.ask(partial(self._shelf.open_zone, uid, "", "goods", goods), done)

    def _on_again(self, goods: object) -> None:
        if goods:
            self._show(cast("tuple[Again, ...]", goods))
        else:
            self._bench.view.say(Said("info", "nothing_again"))

    def _on_next(self, counted: int, answer: object) -> None:
        left = cast("tuple[Again, ...]", answer)
        if any(not one.by_another for one in left):
            behind = self._listed[self._listed.index(counted) + 1 :] if counted in self._listed else ()
            places = {one.goods.product_id: place for place, one in enumerate(left)}
            self._show(left, next((places[one] for one in behind if one in places), 0))

    def _show(self, goods: tuple[Again, ...], place: int = 0) -> None:
        self._listed = tuple(one.goods.product_id for one in goods)
        self._bench.view.show_again(goods, place)

    def _on_sheet(self, goods: Goods, code: str, answer: object) -> None:
        self._bench.view.answered(None)
        self._opened(answer)
        self._bench.view.say(Said("info" if code == "recount_begins" else "warn", code, {"name": goods.name}))
