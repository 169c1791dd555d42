"""Of which lot goods are that were scanned without it: the book is asked whether it knows the lot with another day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.domain.product import Tracking
from app.domain.refusal import Refusal
from app.ui.screens.counting.scanning import Bench, Scanning
from app.ui.sound import Tone

if TYPE_CHECKING:
    from app.domain.count_sheet import Line, SetLot


class Naming:
    """Names lots.

    Args:
        bench: What it works with.
        scanning: Lets something happen to the sheet.
    """

    def __init__(self, bench: Bench, scanning: Scanning) -> None:
        self._bench, self._scanning = bench, scanning

    def ask(self, line: Line | None) -> None:
        """Ask of which lot a line is."""
        if line is None:
            self._bench.complain("warn", "no_line")
        elif line.goods.tracking is not Tracking.LOT:
            self._bench.refuse(Refusal("not_by_lot", sku=line.goods.sku, name=line.goods.name))
        else:
            self._bench.view.ask_lot(line)

    def set_lot(self, said: SetLot) -> None:
        """A line is of a lot."""
        self._bench.turns.do(partial(self._check, said))

    def _check(self, said: SetLot) -> None:
        bench = self._bench
        try:
            line = bench.hand.sheet.line(said.line)
        except Refusal as refusal:
            bench.refuse(refusal)
            return
        check = bench.parts.stocktakes.check_lot
        bench.run(partial(check, line.goods.product_id, said.lot, said.expiry), partial(self._on_checked, said))

    def _on_checked(self, said: SetLot, _done: object) -> None:
        if self._scanning.enter(said, raw=said.lot, tone=Tone.TAKEN):
            self._bench.view.answered(None)
