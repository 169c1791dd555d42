"""What is scanned while it is asked which piece lies there: its serial number, other goods, or what may be either."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.domain.codes import parse
from app.domain.count_piece import has_fields, may_be_goods, piece_number
from app.domain.count_sheet import ANSWERED, Note

if TYPE_CHECKING:
    from app.reports.lookups import Found
    from app.ui.screens.counting.scanning import Bench, Scanning
    from app.ui.screens.counting.state import PieceAsked

_LONGEST = 64


class Pieces:
    """Tells them apart. What may be the code of goods is no number of a piece before a hand says so.

    To scan it once more says nothing: two boxes of the same goods may lie there.

    Args:
        bench: What it works with.
        scanning: Lets something happen to the sheet.

    Attributes:
        name: Called with what is asked and the number of the piece.
        last: What named a piece last, as it was scanned, or was doubted: a scanner that sends it again says nothing.
    """

    def __init__(self, bench: Bench, scanning: Scanning) -> None:
        self._bench, self._scanning = bench, scanning
        self.name: Callable[[PieceAsked, str], None] = _nobody
        self.last = ""
        self._doubted = self._doubted_raw = ""

    def take(self, text: str, found: Found, otherwise: Callable[[], None]) -> bool:
        """Something was scanned, and its turn has come. Returns whether it is looked after here.

        Args:
            found: The goods that it may be.
            otherwise: Called where it is nothing but goods after all.
        """
        asked = self._bench.view.piece_asked()
        if asked is None:
            self.last = ""
            return False
        scan = parse(text)
        is_code, number = may_be_goods(scan), piece_number(scan, asked.gtin)
        if is_code:
            number = scan.candidates[0]
        if not number:
            return False
        if has_fields(scan) or not (is_code or found.items):
            self._name(asked, number, text)
        else:
            job = partial(self._bench.parts.stocktakes.has_piece, asked.goods.product_id, number)
            is_goods = is_code and bool(found.items)
            self._bench.run(job, partial(self._on_known, asked, (number, text), otherwise if is_goods else None))
        return True

    def named(self, number: str) -> None:
        """A piece has its number; if that was doubted, nobody has to look after it any more."""
        if number == self._doubted:
            self._scanning.enter(ANSWERED, raw=self._doubted_raw)
            self._scanning.look_again()
        self.forget()

    def forget(self) -> None:
        """What was doubted belongs to a question that is over."""
        self._doubted = self._doubted_raw = ""

    def _on_known(
        self, asked: PieceAsked, said: tuple[str, str], otherwise: Callable[[], None] | None, is_known: object
    ) -> None:
        number, text = said
        if is_known and self._bench.view.piece_asked() == asked:
            self._name(asked, number, text)
        elif otherwise is not None:
            otherwise()
        elif self._scanning.enter(Note("maybe_piece"), raw=text):
            self.last, self._doubted, self._doubted_raw = text, number, text
            self._bench.complain("warn", "piece_doubted", code=number, name=asked.goods.name)
            self._scanning.look_again()

    def _name(self, asked: PieceAsked, number: str, text: str) -> None:
        self.last = text
        self._bench.view.name_piece(number[:_LONGEST])
        self.name(asked, number[:_LONGEST])


def _nobody(_asked: PieceAsked, _number: str) -> None:
    """Nobody counts pieces."""
