"""Of which lot goods are that were scanned without it, and which pieces lie there of those with serial numbers.

The book is asked whether it knows a lot with another day.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from app.domain.count_sheet import Find, Note, SetFound
from app.domain.figures import PIECE_MILLI
from app.domain.product import Tracking
from app.domain.refusal import Refusal
from app.ui.screens.counting.scanning import Bench, Scanning
from app.ui.sound import Tone

if TYPE_CHECKING:
    from app.domain.count_sheet import Goods, Line, SetLot
    from app.ui.screens.counting.state import PieceAsked


class Naming:
    """Names lots and pieces.

    Args:
        bench: What it works with.
        scanning: Lets something happen to the sheet.
    """

    def __init__(self, bench: Bench, scanning: Scanning) -> None:
        self._bench, self._scanning = bench, scanning
        scanning.pieces.name = self._take_piece

    def ask(self, line: Line | None) -> None:
        """Ask of which lot a line is."""
        if line is None:
            self._bench.complain("warn", "no_line")
        elif line.goods.tracking is Tracking.SERIAL:
            self._ask_unnamed(line)
        elif line.goods.tracking is not Tracking.LOT:
            self._bench.refuse(Refusal("not_by_lot", sku=line.goods.sku, name=line.goods.name))
        else:
            self._bench.view.ask_lot(line)

    def set_lot(self, said: SetLot) -> None:
        """A line is of a lot."""
        self._bench.turns.do(partial(self._check, said))

    def set_found(self, entry: SetFound, text: str) -> None:
        """So much is there of a line, as it was typed; of pieces with serial numbers it is said which."""
        line = self._line(entry.line)
        if line is None:
            return
        more_milli = entry.quantity_milli - len(line.serials) * PIECE_MILLI
        if line.goods.tracking is not Tracking.SERIAL or not entry.quantity_milli or more_milli % PIECE_MILLI:
            self._scanning.enter(entry, raw=text, tone=Tone.TAKEN)
        elif more_milli > 0:
            self._scanning.ask_pieces(line.goods, more_milli, entry.at_us)
        else:
            self._bench.complain("warn", "pieces_named" if not more_milli else "piece_goes", name=line.goods.name)

    def find_pieces(self, goods: Goods, quantity_milli: int, at_us: int, code: str) -> None:
        """So many pieces stand on a line of paper: which, is asked of those that are not on the sheet in hand yet."""
        line = next(iter(self._bench.hand.sheet.lines_of(goods.product_id)), None)
        if line is None or not line.serials:
            self._scanning.ask_pieces(goods, quantity_milli, at_us, text=code)
        elif quantity_milli == len(line.serials) * PIECE_MILLI:
            self._bench.view.sound(Tone.TAKEN)
        else:
            self.set_found(SetFound(line.key, quantity_milli, at_us), code)

    def take_piece(self, asked: PieceAsked, serial: str) -> None:
        """It was said which piece lies there; the next one is asked for."""
        self._bench.turns.do(partial(self._take_piece, asked, serial))

    def leave_piece(self, asked: PieceAsked) -> None:
        """Nobody says which piece it is: it is not counted, and that stays in sight."""
        self._bench.turns.do(partial(self._leave_piece, asked))

    def _take_piece(self, asked: PieceAsked, serial: str) -> None:
        entry = Find(asked.goods, asked.step_milli, asked.at_us, asked.code, serial=serial)
        if self._scanning.enter(entry, raw=asked.text, tone=Tone.TAKEN):
            if asked.place < asked.many:
                self._bench.view.ask_piece(replace(asked, place=asked.place + 1))
            self._bench.view.answered(None)
            self._scanning.pieces.named(serial)

    def _leave_piece(self, asked: PieceAsked) -> None:
        self._scanning.pieces.forget()
        if self._scanning.enter(Note("no_serial", asked.goods), raw=asked.text):
            left = asked.many - asked.place + 1
            self._scanning.untaken.leave_pieces(asked.goods, left)
            self._bench.view.sound(Tone.REFUSED)
            self._scanning.look_again()

    def _ask_unnamed(self, line: Line) -> None:
        """Pieces that were counted without their numbers are named one by one."""
        many_milli, at_us = line.found_milli, self._bench.parts.now().utc_us
        if line.serials or not many_milli:
            self._bench.complain("warn", "pieces_named", name=line.goods.name)
        elif self._scanning.enter(SetFound(line.key, 0, at_us), raw=line.goods.sku):
            self._scanning.ask_pieces(line.goods, many_milli, at_us)

    def _check(self, said: SetLot) -> None:
        line = self._line(said.line)
        if line is not None:
            check = self._bench.parts.stocktakes.check_lot
            job = partial(check, line.goods.product_id, said.lot, said.expiry)
            self._bench.run(job, partial(self._on_checked, said))

    def _line(self, number: int) -> Line | None:
        """A line of the sheet in hand; None where it is gone, which is said."""
        try:
            return self._bench.hand.sheet.line(number)
        except Refusal as refusal:
            self._bench.refuse(refusal)
            return None

    def _on_checked(self, said: SetLot, _done: object) -> None:
        if self._scanning.enter(said, raw=said.lot, tone=Tone.TAKEN):
            self._bench.view.answered(None)
