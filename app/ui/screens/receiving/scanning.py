"""From a scan, a typed code or words to an entry of the sheet: look-ups, quantities, and what cannot be.

Nothing here stops the next scan: an unknown code waits in the tray, what looks wrong is told and asked when the
delivery is posted, and what cannot be is refused with its reason and written into the journal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from app.base.trouble import Trouble
from app.domain.delivery_entries import AddUnknown, Arrive, Entry, Note
from app.domain.figures import PIECE_MILLI, half_up
from app.domain.moment import read_date
from app.domain.product import Item, Unit
from app.domain.refusal import Refusal
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.screens.receiving.in_hand import SheetInHand
from app.ui.screens.receiving.state import ChoiceAsked
from app.ui.screens.receiving.view import ReceivingView
from app.ui.sound import Tone
from app.ui.tasks import Workers
from app.ui.turns import Turn, Turns
from app.ui.untaken import Untaken

if TYPE_CHECKING:
    from app.domain.codes import Scan
    from app.reports.arrivals import FoundGoods

_NOBODYS = "no_match"  # the scan is whole, and no product has it
_LONGEST_CODE = 80  # characters of an unknown code that are kept; the journal has all of them


@dataclass(frozen=True, slots=True)
class Asked:
    """A look-up on its way; `quantity_milli` is how many of it, or None: one."""

    text: str
    quantity_milli: int | None = None
    is_typed: bool = False


@dataclass(frozen=True, slots=True)
class Bench:
    """What the parts of the presenter work with."""

    parts: Parts
    workers: Workers
    view: ReceivingView
    hand: SheetInHand
    turns: Turns
    untaken: Untaken = field(default_factory=Untaken)

    def refuse(self, error: Refusal | Trouble) -> None:
        """Say why something was not done, with the low tone."""
        self.complain("error" if isinstance(error, Trouble) else "warn", error.code, **error.facts)

    def complain(self, kind: str, code: str, /, **facts: object) -> None:
        """Say something that needs a look, with the low tone."""
        self.view.say(Said(kind, code, facts))
        self.view.sound(Tone.REFUSED)


class Scanning:
    """Takes goods onto the sheet.

    Args:
        bench: What it works with.
        look: Called after a line was changed, to tell what looks wrong about it. Returns whether something does.
    """

    def __init__(self, bench: Bench, look: Callable[[], bool]) -> None:
        self._bench, self._look = bench, look

    def scan(self, text: str, quantity_milli: int | None) -> None:
        """A scanner sent something."""
        self._bench.untaken.next_scan(text)
        self._look_up(Asked(text, quantity_milli))

    def type_code(self, text: str, quantity_milli: int | None) -> None:
        """A code, a SKU or words were typed, and Enter."""
        self._bench.untaken.next_scan(text)
        self._look_up(Asked(text, quantity_milli, is_typed=True))

    def fold(self, text: str) -> None:
        """A scanner sent the same again, faster than a hand can: it is not taken, but can be accepted."""
        untaken = self._bench.untaken
        untaken.folded, untaken.folded_before = text, ""
        self._bench.turns.do(partial(self._tell_folded, text))

    def accept_folded(self) -> bool:
        """It was a second piece after all. Returns whether there was one to accept."""
        folded = self._bench.untaken.folded
        self._bench.untaken.forget_folded()
        if folded:
            self._look_up(Asked(folded))
        return bool(folded)

    def take_found(self, asked: Asked, goods: FoundGoods) -> None:
        """Take onto the sheet what a look-up has found already; called by the turn that opened the sheet."""
        self._take(asked, goods)

    def choose(self, asked: ChoiceAsked, item: Item) -> None:
        """Which of several products is meant was said."""
        for one, of_one_milli in asked.items:
            if one.sku == item.sku:
                quantity_milli = _times(asked.quantity_milli, of_one_milli)
                arrived = Arrive(
                    item, quantity_milli, asked.code, asked.lot, asked.expiry, asked.serial, asked.costs.get(item.sku)
                )
                self._bench.turns.do(partial(self._arrive, arrived, asked.text))
                return

    def _look_up(self, asked: Asked) -> None:
        turn = self._bench.turns.join()
        self._bench.workers.store.submit(
            partial(self._find, asked), partial(self._on_found, turn, asked), partial(self._on_failed, turn)
        )

    def _find(self, asked: Asked) -> FoundGoods:
        parts = self._bench.parts
        supplier = self._bench.hand.sheet.head.supplier
        return parts.arrivals.find(asked.text, location=parts.location, supplier=supplier, is_typed=asked.is_typed)

    def _on_found(self, turn: Turn, asked: Asked, goods: FoundGoods) -> None:
        turn.ready(partial(self._take, asked, goods))

    def _on_failed(self, turn: Turn, error: Refusal | Trouble) -> None:
        turn.ready(partial(self._bench.refuse, error))

    def _take(self, asked: Asked, goods: FoundGoods) -> None:
        """What a look-up found goes onto the sheet."""
        found = goods.found
        scan = found.scan
        expiry = _day(scan)
        if len(found.items) == 1:
            item = found.items[0]
            if goods.serial_at:
                self._refuse_scan(asked, "serial_in_stock", serial=scan.serial, sku=item.sku, location=goods.serial_at)
                return
            arrived = Arrive(
                item,
                _times(asked.quantity_milli, found.quantities[0]),
                scan.text[:_LONGEST_CODE],
                scan.lot or "",
                expiry,
                scan.serial or "",
                goods.costs[item.sku],
            )
            self._arrive(arrived, asked.text)
            if goods.refusal is not None:
                # It stands on the sheet all the same, and is refused with the same words when that is posted.
                self._bench.refuse(goods.refusal)
        elif found.items or goods.by_words:
            items = tuple(zip(found.items, found.quantities, strict=True)) or tuple(
                (item, PIECE_MILLI) for item in goods.by_words
            )
            code = scan.text[:_LONGEST_CODE] if found.items else ""
            self._ask(
                ChoiceAsked(
                    asked.text, items, goods.costs, asked.quantity_milli, code, scan.lot or "", expiry,
                    scan.serial or "",
                )
            )  # fmt: skip
        elif goods.order:
            self._refuse_scan(asked, "other_order", number=goods.order)
        elif scan.error and scan.error != _NOBODYS and not asked.is_typed:
            self._bench.untaken.refused.append(scan.text[:_LONGEST_CODE])
            self._refuse_scan(asked, f"scan_{scan.error}", **scan.facts)
        elif asked.is_typed and not _is_code(asked.text):
            self._bench.complain("warn", "nothing_found", words=asked.text)
        else:
            self._wait(asked, scan, expiry)

    def _ask(self, asked: ChoiceAsked) -> None:
        if len(asked.items) == 1:
            self.choose(asked, asked.items[0][0])
        else:
            self._bench.view.ask_choice(asked)

    def _wait(self, asked: Asked, scan: Scan, expiry: int | None) -> None:
        code = (scan.candidates[0] if scan.candidates else scan.text)[:_LONGEST_CODE]
        quantity_milli = _times(asked.quantity_milli, PIECE_MILLI)
        unknown = AddUnknown(code, quantity_milli, scan.lot or "", expiry, scan.serial or "")
        if self.enter(unknown, raw=asked.text, tone=Tone.REFUSED):
            self._bench.view.say(Said("warn", "code_waits", {"code": code}))

    def _arrive(self, arrived: Arrive, raw: str) -> None:
        item = arrived.item
        if item.unit is Unit.EACH and arrived.quantity_milli % PIECE_MILLI:
            self._bench.complain("warn", "whole_pieces", sku=item.sku)
            return
        is_taken = self.enter(arrived, raw=raw, tone=Tone.TAKEN)
        if is_taken:
            self._bench.untaken.taken(arrived.code or raw)
            self._bench.view.hush()
        if is_taken and self._look() and not self._bench.hand.last_sounds(Tone.REFUSED):
            self._bench.view.sound(Tone.REFUSED)

    def _refuse_scan(self, asked: Asked, code: str, /, **facts: object) -> None:
        """A scan that cannot be is refused; the journal has it all the same."""
        self.enter(Note(code), raw=asked.text)
        self._bench.complain("warn", code, **facts)

    def enter(self, entry: Entry, *, raw: str = "", tone: Tone | None = None) -> bool:
        """Let something happen to the sheet; a refusal is said. Returns whether it happened."""
        bench = self._bench
        if not bench.hand.is_open:
            bench.complain("warn", "no_sheet")
            return False
        try:
            bench.hand.enter(entry, raw=raw, tone=tone)
        except Refusal as refusal:
            bench.hand.enter(Note(refusal.code), raw=raw)
            bench.refuse(refusal)
            return False
        bench.view.hush()
        bench.view.sheet_changed()
        return True

    def _tell_folded(self, text: str) -> None:
        self._bench.view.say(Said("info", "folded", {"code": text[:_LONGEST_CODE]}))
        self._bench.view.sound(Tone.REPEAT)
        if self._bench.hand.is_open:
            self.enter(Note("folded"), raw=text)
            self._bench.view.say(Said("info", "folded", {"code": text[:_LONGEST_CODE]}))


def _times(quantity_milli: int | None, of_one_milli: int) -> int:
    return of_one_milli if quantity_milli is None else half_up(quantity_milli * of_one_milli, PIECE_MILLI)


def _day(scan: Scan) -> int | None:
    """The last day that a scan names: of use, else of best quality."""
    text = (scan.expiry or scan.best_before or "")[:10]
    return read_date(text) if text else None


def _is_code(text: str) -> bool:
    """Whether what was typed is meant as a code: it has a digit and no blank."""
    return " " not in text and any(one.isdigit() for one in text)
