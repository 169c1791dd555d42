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

    def ask(self, uid: str, _done: object) -> None:
        """Show what of a stocktake is to be counted again."""
        self._bench.ask_long("review_far", partial(self._shelf.again, uid), self._on_again)

    def begin(self, uid: str, goods: Goods, *, is_for_others: bool) -> None:
        """Count goods again; whoever has counted them is told first where somebody else settles that."""
        code = "recount_for_others" if is_for_others else "recount_begins"
        done = partial(self._on_sheet, goods, code)
        self._bench.ask(partial(self._shelf.open_zone, uid, "", "goods", goods), done)

    def _on_again(self, goods: object) -> None:
        if goods:
            self._bench.view.show_again(cast("tuple[Again, ...]", goods))
        else:
            self._bench.view.say(Said("info", "nothing_again"))

    def _on_sheet(self, goods: Goods, code: str, answer: object) -> None:
        self._bench.view.answered(None)
        self._opened(answer)
        self._bench.view.say(Said("info" if code == "recount_begins" else "warn", code, {"name": goods.name}))
