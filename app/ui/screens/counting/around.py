"""What stands around the sheet in hand: the stocktake's sheets, codes that nobody knows, and whether it goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from app.domain.count_sheet import SETTLED, UNSETTLED, free, replay
from app.domain.product import Unit
from app.ui.said import Said
from app.ui.screens.counting.scanning import Bench, Scanning
from app.ui.screens.counting.shelf import Shelf
from app.ui.screens.counting.texts import CountingTexts

if TYPE_CHECKING:
    from app.domain.changes import Changes
    from app.domain.count_sheet import Line, Note
    from app.domain.product import Item
    from app.domain.refusal import Refusal
    from app.reports.stocktakes import SheetHead, Stocktake, UnknownCode

_WHY = {"draft_moved": "moved", "sheet_replaced": "replaced"}


class _Looked(NamedTuple):
    head: Stocktake
    sheets: tuple[SheetHead, ...]
    unknown: tuple[UnknownCode, ...]
    names: dict[str, str]
    counted: dict[int, tuple[str, ...]]
    found: dict[int, tuple[int, Mapping[Unit, int]]]


class Around:
    """Looks at it.

    Args:
        bench: What it works with.
        scanning: What was scanned and is not counted is told by it.
        shelf: Asks the book.
        texts: The words; they are told the names of people.
        over: Called when the stocktake was posted or given up elsewhere.

    Attributes:
        uid: Of the stocktake; "" while one is in the list.
        sheets: Those there are.
        unknown: What was scanned and stands for no goods.
    """

    def __init__(
        self, bench: Bench, scanning: Scanning, shelf: Shelf, texts: CountingTexts, over: Callable[[], None]
    ) -> None:
        self._bench, self._scanning, self._shelf, self._texts, self._over = bench, scanning, shelf, texts, over
        scanning.look_again = self.look
        self.uid = ""
        self.sheets: tuple[SheetHead, ...] = ()
        self.unknown: tuple[UnknownCode, ...] = ()

    @property
    def entries(self) -> int:
        """How many entries the sheets have, as far as it is known."""
        return sum(one.entries for one in self.sheets)

    def go_to(self, uid: str) -> None:
        """Another stocktake is worked on, or none."""
        self.uid, self.sheets, self.unknown = uid, (), ()
        self._scanning.untaken.begin()

    def look(self) -> None:
        """Look how things stand by now."""
        if self.uid:
            self._bench.ask(partial(self._look, self.uid), partial(self._on_looked, self.uid))

    def lose(self, error: Refusal) -> None:
        """What was scanned last could not come onto the sheet: somebody else has ended it, or counts on it."""
        untaken = self._scanning.untaken
        untaken.lose(_WHY.get(error.code, "closed"), self._bench.hand.lost())

    def ask_unknown(self) -> None:
        """Show the codes that nobody knows."""
        if self.unknown:
            is_noted = bool(self._bench.hand.uid) or any(one.state == "parked" for one in self.sheets)
            self._bench.view.show_unknown(self.unknown, can_settle=is_noted)

    def settle(self, code: str, *, back: bool = False) -> None:
        """Somebody has looked after a code; the journal of the sheet in hand has it, or of the last finished one.

        Args:
            back: Nobody has after all: it is listed again.
        """
        if self._bench.hand.uid:
            self._bench.turns.do(partial(self._settle, code, UNSETTLED if back else SETTLED))
        else:
            parts = self._bench.parts
            job = partial(parts.stocktaking.settle, self.uid, code, till=parts.till, user=parts.user, back=back)
            self._bench.ask(job, self._on_settled)

    def bring_back(self, code: str) -> None:
        """Nobody has looked after a code after all."""
        self.settle(code, back=True)

    def tell_book(self, line: Line | None) -> None:
        """Say what the book has of a line, to whoever may know."""
        bench = self._bench
        if line is None:
            bench.complain("warn", "no_line")
        else:
            job = partial(self._shelf.book_says, line.goods.sku, bench.hand.location)
            bench.ask(job, bench.for_eyes(self._on_book))

    def let_go(self) -> None:
        """Esc: what is told has been seen, and what was asked is answered: it is left."""
        self._scanning.answering.let_go()

    def see_person(self) -> None:
        """Somebody else may be at the till now: what was asked before is not theirs to answer."""
        self._scanning.answering.see_person()

    def accept_all_folded(self) -> None:
        """F5: all that came twice on the sheet in hand were second pieces."""
        self._scanning.accept_all_folded()

    def _on_book(self, item: object) -> None:
        known = cast("Item", item)
        quantity = self._texts.quantity(known.on_hand_milli or 0, known.unit)
        self._bench.view.say(Said("info", "book_has", {"quantity": quantity, "name": known.name}))

    def _settle(self, code: str, note: Note) -> None:
        if self._scanning.enter(note, raw=code):
            self.look()

    def _on_settled(self, changes: object) -> None:
        self.look()
        self._bench.view.published(cast("Changes", changes))

    def _look(self, uid: str) -> _Looked:
        stocktakes = self._bench.parts.stocktakes
        sheets = stocktakes.sheets(uid)
        # What was entered since is what can have changed: a long stocktake is not walked through for each look.
        unknown, counted = self.unknown, dict(self._texts.counted)
        if sheets != self.sheets:
            unknown, counted = stocktakes.unknown_codes(uid), stocktakes.counted_by(uid)
        return _Looked(stocktakes.head(uid), sheets, unknown, stocktakes.names(), counted, self._found(sheets))

    def _found(self, sheets: tuple[SheetHead, ...]) -> dict[int, tuple[int, Mapping[Unit, int]]]:
        """What is on each sheet by now; while one is in hand nobody sees the others."""
        known, stocktakes = dict(self._texts.found), self._bench.parts.stocktakes
        for one in () if self._bench.hand.uid else sheets:
            if known.get(one.draft_id, (-1, None))[0] != one.entries:
                sheet, many = replay(stocktakes.entries(one.uid)), Counter[Unit]()
                for line in sheet.lines:
                    many[line.goods.unit] += line.found_milli
                known[one.draft_id] = (sheet.entries, many)
                held = [sheet]
                del sheet
                free(held)
        return known

    def _on_looked(self, uid: str, answer: object) -> None:
        if uid != self.uid:
            return
        head, self.sheets, self.unknown, self._texts.names, self._texts.counted, self._texts.found = cast(
            "_Looked", answer
        )
        self._scanning.unknown = frozenset(one.code for one in self.unknown)
        untaken = self._scanning.untaken
        if head.state != "open" and not untaken.ended:
            self._over()
            untaken.end(head.state, head.number)
        self._bench.view.changed()
