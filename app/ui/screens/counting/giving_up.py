"""What people have counted is given up: asked about first, and brought back where it was one sheet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from app.ui.said import Said
from app.ui.screens.counting.scanning import Bench
from app.ui.screens.counting.state import GiveUpAsked
from app.ui.screens.counting.texts import CountingTexts

if TYPE_CHECKING:
    from app.domain.changes import Changes
    from app.reports.stocktakes import SheetHead


class GivingUp:
    """Asks, and gives up.

    Args:
        bench: What it works with.
        texts: The words.
        put_down: Called when a sheet counts no more.
        left: Called when a stocktake is over.
    """

    def __init__(
        self, bench: Bench, texts: CountingTexts, put_down: Callable[[], None], left: Callable[[], None]
    ) -> None:
        self._bench, self._texts, self._put_down, self._left = bench, texts, put_down, left

    def ask_sheet(self, sheet: SheetHead) -> None:
        """Ask whether a sheet is given up."""
        if sheet.state == "abandoned":
            self._bench.complain("warn", "counts_no_more")
        else:
            self._bench.view.ask_give_up(GiveUpAsked((sheet,)), partial(self._give_up_sheet, sheet))

    def ask_stocktake(self, uid: str, name: str, sheets: tuple[SheetHead, ...]) -> None:
        """Ask whether a whole stocktake is given up."""
        self._bench.view.ask_give_up(GiveUpAsked(sheets, name), partial(self._give_up_stocktake, uid))

    def _give_up_sheet(self, sheet: SheetHead) -> None:
        parts = self._bench.parts
        job = partial(parts.stocktaking.discard_sheet, sheet.uid, user=parts.user)
        self._bench.ask(job, partial(self._on_sheet, sheet))

    def _give_up_stocktake(self, uid: str) -> None:
        parts = self._bench.parts
        self._bench.ask(partial(parts.stocktaking.abandon, uid, user=parts.user), self._on_stocktake)

    def _on_sheet(self, sheet: SheetHead, changes: object) -> None:
        view = self._bench.view
        view.answered(None)
        self._put_down()
        view.say(Said("info", "sheet_given_up", {"zone": self._texts.place(sheet.zone, sheet.goods_name)}))
        view.published(cast("Changes", changes))

    def _on_stocktake(self, changes: object) -> None:
        view = self._bench.view
        view.answered(None)
        self._left()
        view.say(Said("info", "given_up"))
        view.published(cast("Changes", changes))
