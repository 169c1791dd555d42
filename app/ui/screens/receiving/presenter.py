"""What the receiving screen does, without Qt: what can be received, the sheet in hand, and how it is posted.

What a person does takes effect in the order in which it was done: a scan waits for its look-up, and what comes behind
it waits for the scan. The book is asked by the store thread, lists are read by the pool.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.base.trouble import Trouble
from app.domain.changes import Changes
from app.domain.delivery_doubts import COST_DOUBTS, DoubtKind, line_doubts
from app.domain.delivery_entries import Edit, Entry, SetCost, SetHead, Undo
from app.domain.delivery_line import Line
from app.domain.delivery_sheet import Sheet
from app.domain.moment import day_number
from app.domain.refusal import Refusal
from app.domain.typed import check_whole, read_typed
from app.reports.arrivals import FoundGoods
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.screens.receiving.batching import Batching
from app.ui.screens.receiving.in_hand import SheetInHand
from app.ui.screens.receiving.opening import Opening
from app.ui.screens.receiving.posting import SheetPosting
from app.ui.screens.receiving.resolving import Resolving
from app.ui.screens.receiving.scanning import Asked, Bench, Scanning
from app.ui.screens.receiving.settling import Settling
from app.ui.screens.receiving.state import StartRow, Summary
from app.ui.screens.receiving.summing import Summing, rules_of
from app.ui.screens.receiving.texts import ReceivingTexts
from app.ui.screens.receiving.view import ReceivingView
from app.ui.sound import Tone
from app.ui.tasks import Workers
from app.ui.turns import Turn, Turns
from app.ui.untaken import Untaken


class ReceivingPresenter:
    """The presenter.

    Attributes:
        opening: What can be received.
        scanning: Scans and typed codes.
        resolving: Codes that nobody knows.
        posting: From the sheet to the delivery, and back.
        settling: Invoices and goods that go back.
        batching: What batch scanners bring.
        quantity_milli: The quantity that was typed for whatever comes next, or None.
    """

    def __init__(self, parts: Parts, workers: Workers, view: ReceivingView, texts: ReceivingTexts) -> None:
        self._parts, self._workers, self._view = parts, workers, view
        self._hand, self._summing = SheetInHand(parts, workers.store), Summing()
        self._hand.on_saved = self._on_saved
        self._hand.on_unsaved = self._on_unsaved
        self._bench = Bench(parts, workers, view, self._hand, Turns())
        self.opening = Opening(self._bench, texts, self._take_found)
        self.scanning = Scanning(self._bench, self._look)
        self.resolving = Resolving(self._bench, self.scanning)
        self.posting = SheetPosting(self._bench, self.opening, self._on_overtaken)
        self.settling = Settling(self._bench)
        self.batching = Batching(self._bench, self.scanning)
        self.quantity_milli: int | None = None
        self._refused_typed = ""

    @property
    def untaken(self) -> Untaken:
        """Scans that are not on the sheet."""
        return self._bench.untaken

    @property
    def sheet(self) -> Sheet:
        """The sheet as it is painted."""
        return self._hand.sheet

    @property
    def has_sheet(self) -> bool:
        """Whether one is open."""
        return self._hand.is_open

    @property
    def unsaved(self) -> int:
        """How many entries could not be saved yet; 0 while saving goes well."""
        return self._hand.unsaved if self._hand.is_failing else 0

    def summary(self) -> Summary:
        """How the sheet stands."""
        return self._summing.summary(self._hand.sheet, self._parts.shop, self._today())

    def doubts_on(self, line: Line) -> list[str]:
        """What stands on a line that looks wrong, codes of `texts`.

        That goods were not ordered stands there already, as their difference.
        """
        return [kind.value for kind in self._doubts_of(line) if kind is not DoubtKind.NOT_ORDERED]

    def scanned(self, text: str) -> None:
        """A scanner sent something: goods for the sheet, or what a sheet begins with."""
        if self._view.take_scan(text):
            return
        if self.has_sheet or len(self._bench.turns):
            self.scanning.scan(text, self._take_quantity())
        else:
            self.opening.scanned(text, self._take_quantity())

    def folded(self, text: str) -> None:
        """A scanner sent the same again, faster than a hand can."""
        if self.has_sheet:
            self.scanning.fold(text)

    def turned_away(self, text: str, box: str) -> bool:
        """Whether a scan is not taken: the quantity that was typed for it was none, and stands in the box still."""
        if not self._refused_typed or not self.has_sheet or self._refused_typed != box:
            return False
        self._bench.untaken.refused.append(text)
        self._bench.complain("warn", "not_with_that", code=text, typed=box)
        return True

    def typed(self, text: str) -> bool:
        """Something was typed into the scan box, and Enter. Returns whether it is taken, and the box is free again."""
        is_taken = self._type(text)
        self._refused_typed = "" if is_taken else text.removesuffix("*")
        return is_taken

    def _type(self, text: str) -> bool:
        try:
            said = read_typed(text, point=self._point())
            if said.quantity_milli is not None:
                check_whole(text.partition("*")[0])
        except Refusal as refusal:
            self._bench.refuse(refusal)
            return False
        if said.quantity_milli is not None:
            if said.quantity_milli < 0:
                self._bench.complain("warn", "quantity_below_zero", sku=text)
                return False
            self.quantity_milli = said.quantity_milli
            self._view.sheet_changed()
        if said.text:
            self.scanning.type_code(said.text, self._take_quantity())
        elif said.quantity_milli is None and not self.scanning.accept_folded():
            self._view.hush()
        return True

    def forget_quantity(self) -> bool:
        """Let go of the quantity for the next scan. Returns whether there was one."""
        had = self.quantity_milli is not None
        self.quantity_milli = None
        self._view.sheet_changed()
        return had

    def edit(self, entry: Edit | SetHead) -> None:
        """A form was filled in."""
        self._bench.turns.do(partial(self._edit, entry, self._hand.uid))

    def undo(self) -> None:
        """Take the last entry back."""
        if self.has_sheet:
            self._bench.turns.do(self._undo)

    def leave(self) -> None:
        """Go back to the list; the sheet stays open for whoever comes next."""
        self._bench.turns.do(self._leave)

    def abandon(self) -> None:
        """Give the sheet up."""
        self._bench.turns.do(self._abandon)

    def behind_scans(self, act: Callable[[Callable[[Line], None]], None], with_line: Callable[[Line], None]) -> None:
        """Do something once everything that was scanned before is on the sheet."""
        self._bench.turns.do(partial(act, with_line))

    def begin(self, row: StartRow) -> None:
        """Something of the start list was picked."""
        self.opening.pick(row)

    def retry(self) -> None:
        """Try again to save what could not be saved."""
        self._hand.retry()

    def refresh(self) -> None:
        """Read the start list again."""
        self.opening.refresh()

    def today(self) -> int:
        """This day, as a day number."""
        return self._today()

    def _today(self) -> int:
        return day_number(self._parts.now().local())

    def _point(self) -> str:
        return self.opening.point

    def _take_quantity(self) -> int | None:
        quantity_milli, self.quantity_milli = self.quantity_milli, None
        return quantity_milli

    def _take_found(self, text: str, quantity_milli: int | None, goods: FoundGoods) -> None:
        self.scanning.take_found(Asked(text, quantity_milli), goods)

    def _doubts_of(self, line: Line) -> list[DoubtKind]:
        found = line_doubts(line, self._hand.sheet, rules_of(self._parts.shop), self._today())
        return [one.kind for one in found]

    def _look(self, *, at_cost: bool = False) -> bool:
        """Tell what looks wrong about the line that was just changed.

        Args:
            at_cost: Its cost was changed: that is told before anything else.
        """
        sheet = self._hand.sheet
        if sheet.last is None:
            return False
        line = sheet.line(sheet.last)
        kinds = self._doubts_of(line)
        if kinds:
            kind = next((one for one in kinds if at_cost and one in COST_DOUBTS), kinds[0])
            self._view.say(Said("warn", f"doubt_{kind.value}", {"name": line.item.name, "sku": line.item.sku}))
        return bool(kinds)

    def _edit(self, entry: Entry, uid: str) -> None:
        if uid != self._hand.uid or not uid:
            self._view.answered(None)
            return
        try:
            self._hand.enter(entry)
        except Refusal as refusal:
            self._view.answered(Said("warn", refusal.code, refusal.facts))
            return
        self._view.hush()
        self._view.answered(None)
        self._view.sheet_changed()
        if isinstance(entry, SetHead):
            self.opening.rename(self._hand.uid, self._hand.sheet)
        else:
            self._look(at_cost=isinstance(entry, SetCost))

    def _undo(self) -> None:
        self.scanning.enter(Undo())

    def _leave(self) -> None:
        if self._hand.unsaved and self._hand.is_failing:
            self._hand.retry()
            self._bench.complain("error", "not_saved", count=self._hand.unsaved)
            return
        turn = self._bench.turns.hold()
        # Behind all that is on its way to the book.
        self._workers.store.submit(_nothing, partial(self._on_left, turn), partial(self._on_left, turn))

    def _on_left(self, turn: Turn, _done: object) -> None:
        self._hand.put_down()
        self._bench.untaken.forget()
        self.quantity_milli = None
        self._view.sheet_changed()
        self.opening.refresh()
        turn.over()

    def _abandon(self) -> None:
        uid = self._hand.uid
        if uid:
            turn = self._bench.turns.hold()
            job = partial(self._parts.unloading.abandon, uid)
            self._workers.store.submit(job, partial(self._on_abandoned, turn), partial(self._on_not_abandoned, turn))

    def _on_abandoned(self, turn: Turn, changes: Changes) -> None:
        self._on_left(turn, None)
        self._view.published(changes)
        self._view.say(Said("info", "given_up"))

    def _on_not_abandoned(self, turn: Turn, error: Refusal | Trouble) -> None:
        turn.over()
        self._bench.refuse(error)

    def _on_saved(self, tone: Tone | None, is_over: bool) -> None:
        if tone is not None:
            self._view.sound(tone)
        if is_over:
            self._view.say(Said("ok", "saved_again"))
            self._view.sheet_changed()

    def _on_unsaved(self, error: Refusal | Trouble) -> None:
        if error.code in ("draft_moved", "draft_closed"):
            self._on_overtaken(error.code)
        else:
            self._bench.refuse(error)
            self._view.sheet_changed()

    def _on_overtaken(self, code: str) -> None:
        """Somebody else was quicker: with more entries, or with the end of the sheet."""
        if code == "draft_moved":
            uid = self._hand.uid
            job = partial(self._parts.arrivals.sheet, uid)
            self._workers.store.submit(job, partial(self._on_read_again, uid), self._bench.refuse)
        else:
            self._on_closed()

    def _on_closed(self) -> None:
        """Somebody else has posted the sheet, or given it up: what was scanned since comes onto a new one."""
        ended, behind = self._hand.sheet, self._hand.behind()
        self._hand.put_down()
        if behind:
            self.opening.go_on(ended, behind)
            return
        self._bench.complain("warn", "sheet_closed")
        self._view.sheet_changed()
        self.opening.refresh()

    def _on_read_again(self, uid: str, sheet: Sheet) -> None:
        if uid == self._hand.uid:
            self._hand.take_up_again(sheet)
            self._view.sheet_changed()
            self._bench.complain("warn", "draft_moved")


def _nothing() -> None:
    """Runs on the store thread."""
