"""What comes onto the sheet in hand from elsewhere: the file of a batch scanner, and what stands on a printed sheet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from app.domain.count_sheet import Entry, Find, SetFound
from app.domain.moment import moment_of
from app.ui.screens.counting.scanning import Bench
from app.ui.screens.counting.shelf import Shelf
from app.ui.screens.counting.state import Said, Written
from app.ui.sound import Tone

if TYPE_CHECKING:
    from app.jobs.batch_count import TakenIn
    from app.reports.stocktakes import Printed

_SHOWN = 8  # codes that are named


class Taking:
    """Takes it in.

    Args:
        bench: What it works with.
        shelf: Asks the book.
        enter: Lets something happen to the sheet.
    """

    def __init__(self, bench: Bench, shelf: Shelf, enter: Callable[[Entry, str], None]) -> None:
        self._bench, self._shelf, self._enter = bench, shelf, enter

    def file(self, path: Path) -> None:
        """Count what a batch scanner's file says."""
        hand = self._bench.hand
        if hand.uid:
            self._bench.ask(partial(self._shelf.take_file, path, hand.uid), self._on_file)

    def ask_printed(self) -> None:
        """Ask line by line what stands on the printed sheet of the zone."""
        hand = self._bench.hand
        if hand.uid:
            self._bench.ask(partial(self._shelf.printed, hand.zone), self._on_printed)

    def written(self, said: Written) -> None:
        """A figure stands on the printed sheet; it takes the place of what is on the sheet in hand of these goods."""
        self._bench.turns.do(partial(self._write, said))

    def _write(self, said: Written) -> None:
        printed, at_us = said.line, moment_of(said.at).utc_us
        goods, lot = printed.goods, printed.lot
        for line in self._bench.hand.sheet.lines:
            if (line.goods.product_id, line.lot) == (goods.product_id, lot):
                self._enter(SetFound(line.key, said.quantity_milli, at_us), printed.code)
                return
        self._enter(Find(goods, said.quantity_milli, at_us, printed.code, lot), printed.code)

    def _on_file(self, answer: object) -> None:
        taken, entries = cast("tuple[TakenIn, tuple[Entry, ...]]", answer)
        bench, hand = self._bench, self._bench.hand
        hand.take_up(hand.uid, hand.zone, entries)
        bench.view.changed()
        left = taken.left_out
        if left:
            bench.complain("warn", "file_left_out", lines=taken.lines, left=len(left), code=", ".join(left[:_SHOWN]))
        else:
            bench.view.say(Said("ok", "file_taken", {"lines": taken.lines}))
            bench.view.sound(Tone.TAKEN)

    def _on_printed(self, lines: object) -> None:
        if lines:
            self._bench.view.show_printed(cast("tuple[Printed, ...]", lines))
        else:
            self._bench.view.say(Said("info", "sheet_empty"))
