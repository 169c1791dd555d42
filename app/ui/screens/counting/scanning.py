"""From a scan, a typed code or words to an entry of the sheet. Nothing here stops the next scan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from app.base.trouble import Trouble
from app.domain.count_called import named
from app.domain.count_sheet import Entry, Find, Note, goods_of
from app.domain.figures import PIECE_MILLI
from app.domain.product import Tracking
from app.domain.refusal import Refusal
from app.ui.course import Course
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.screens.counting.answering import Answering
from app.ui.screens.counting.in_hand import CountInHand
from app.ui.screens.counting.noted import goods_in, is_code, name_of, note
from app.ui.screens.counting.outside import raw_of
from app.ui.screens.counting.pieces import Pieces
from app.ui.screens.counting.starless import counted, found, without
from app.ui.screens.counting.state import Figure, PieceAsked, WhichAsked
from app.ui.screens.counting.untaken import Unsure, Untaken
from app.ui.screens.counting.view import CountingView
from app.ui.sound import Tone
from app.ui.tasks import Failed, Workers
from app.ui.turns import Turn, Turns

if TYPE_CHECKING:
    from app.domain.codes.scan import Scan
    from app.domain.count_sheet import Goods
    from app.domain.product import Item
    from app.reports.lookups import Found

_NOBODYS = "no_match"  # the scan is whole, and no product has it
_LONGEST_CODE = 80
_VERY_MUCH = 5000  # entries: more of them take a while


@dataclass(frozen=True, slots=True)
class Bench:
    """What the parts of the presenter work with."""

    parts: Parts
    workers: Workers
    view: CountingView
    hand: CountInHand
    turns: Turns

    def refuse(self, error: Refusal | Trouble) -> None:
        """Say why something was not done, with the low tone."""
        self.complain("error" if isinstance(error, Trouble) else "warn", error.code, **error.facts)

    def complain(self, kind: str, code: str, /, **facts: object) -> None:
        """Say something that needs a look, with the low tone."""
        self.view.say(Said(kind, code, facts))
        self.view.sound(Tone.REFUSED)

    def ask(self, job: Callable[[], object], done: Callable[[object], None]) -> None:
        """Let the store thread do something when its turn comes; what is done next waits for it."""
        self.turns.do(partial(self.run, job, done))

    def run(self, job: Callable[[], object], done: Callable[[object], None]) -> None:
        """The same for an act whose turn has come."""
        turn = self.turns.hold()
        self.workers.store.submit(job, partial(self._done, turn, done), partial(self._failed, turn))

    def for_eyes(self, done: Callable[..., None], *more: object) -> Callable[..., None]:
        """What shows an answer that not everybody may see: whoever came to the till meanwhile does not see it.

        Args:
            done: Called with `more` and what there is behind it.
        """
        user = self.parts.user

        def shown(*answer: object) -> None:
            if self.parts.user == user:
                done(*more, *answer)

        return shown

    def ask_long(
        self, code: str, job: Callable[[Course], object], done: Callable[[object], None], many: int = 0
    ) -> None:
        """The same for what may take long: how far it is is shown, and Esc stops it.

        Args:
            code: Of the sentence that says how far it is; with `_stopped` behind it of the one that it was stopped.
            job: Tells how far it is.
            done: Gets its answer.
            many: How much it is about, where that is known: if it is very much, that is shown before it begins.
        """
        self.turns.do(partial(self._run_long, code, job, done, many))

    def _run_long(self, code: str, job: Callable[[Course], object], done: Callable[[object], None], many: int) -> None:
        turn, course = self.turns.hold(), Course(many if many > _VERY_MUCH else 0)
        self.view.busy(course, code)
        ends = partial(self._done_long, turn, done), partial(self._failed_long, turn, code)
        if course.total:
            # The pool waits until that is painted: beside the work it would keep the keys waiting.
            begin = partial(self._begin_long, partial(job, course), *ends)
            self.workers.pool.submit(_nothing, begin, self.refuse)
        else:
            self.workers.store.submit(partial(job, course), *ends)

    def _begin_long(
        self, job: Callable[[], object], done: Callable[[object], None], failed: Failed, _painted: object
    ) -> None:
        self.workers.store.submit(job, done, failed)

    def _done_long(self, turn: Turn, done: Callable[[object], None], answer: object) -> None:
        self.view.busy(None)
        self._done(turn, done, answer)

    def _failed_long(self, turn: Turn, code: str, error: Refusal | Trouble) -> None:
        self.view.busy(None)
        if error.code == "stopped":
            turn.over()
            self.view.answered(None)
            self.view.changed()
            self.view.say(Said("info", f"{code}_stopped"))
        else:
            self._failed(turn, error)

    def leave(self) -> None:
        """Somebody is about to go elsewhere, behind what was scanned before."""
        self.turns.do(self.hand.leaving)

    def go(self, job: Callable[[], object], done: Callable[[object], None]) -> None:
        """Ask the store thread for what leads elsewhere."""
        self.leave()
        self.ask(job, done)

    def behind_all(self, then: Callable[[object], None]) -> None:
        """Do something once all that was scanned is in the book; while that fails, stay and try again."""
        self.go(_nothing, partial(self._if_saved, then))

    def _if_saved(self, then: Callable[[object], None], done: object) -> None:
        if self.hand.is_failing:
            self.hand.retry()
            self.complain("error", "not_saved", count=self.hand.unsaved)
        else:
            then(done)

    def _done(self, turn: Turn, done: Callable[[object], None], answer: object) -> None:
        done(answer)
        turn.over()

    def _failed(self, turn: Turn, error: Refusal | Trouble) -> None:
        turn.over()
        self.refuse(error)
        # What it was about may have been read again.
        self.view.changed()


class _Read(NamedTuple):
    """What was scanned or typed, and when; behind the text as `WhichAsked` has it."""

    text: str
    quantity_milli: int | None
    at_us: int
    is_search: bool
    beside: Figure | None


class Scanning:
    """Takes goods onto the sheet.

    Attributes:
        untaken: What was scanned and not counted.
        unknown: Codes that stood for no goods.
        answering: What is answered, and by whom.
        pieces: Serial numbers that are scanned while it is asked for one.
        look_again: Called when what stands there may have changed.
    """

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self.unknown: frozenset[str] = frozenset()
        self.look_again: Callable[[], None] = _nothing
        self.untaken = Untaken(bench.view)
        self.pieces = Pieces(bench, self)
        self._last: tuple[str, Goods | None, int] = ("", None, 0)  # scanned last, its goods, how much one scan is
        self.answering = Answering(bench, self)

    def look_up(
        self, text: str, quantity_milli: int | None, *, is_typed: bool = False, beside: Figure | None = None
    ) -> None:
        """Something was scanned or typed; what comes behind it waits for its look-up.

        Args:
            beside: A number that stood in the box without a star.
        """
        at_us = self._bench.parts.now().utc_us
        if self.untaken.next_scan(text, at_us):
            self.note_unfolded(text)
        turn = self._bench.turns.join()
        parts = self._bench.parts
        take = self._take if is_typed else self._take_scan
        read = _Read(text, quantity_milli, at_us, is_typed and not is_code(text), beside)
        self._bench.workers.store.submit(
            partial(parts.stocktakes.find, text, location=self._bench.hand.location, is_typed=is_typed),
            partial(self._on_held, turn, text) if self.untaken.holds else partial(self._on_found, turn, take, read),
            partial(self._on_failed, turn, text),
        )

    def take(self, asked: WhichAsked, item: Item) -> None:
        """Goods were found: by their code alone, or chosen among several."""
        try:
            goods = goods_of(item)
        except Refusal as refusal:
            self.enter(Note(refusal.code, named(item), counted(asked, item) or 0), raw=raw_of(asked, item))
            self._bench.refuse(refusal)
            self.look_again()
            return
        self._last = (asked.text, goods, asked.of_one_milli)
        raw = raw_of(asked, item)
        if self._bench.hand.is_outside(goods):
            self.enter(Note("outside", goods, counted(asked, item) or 0), raw=raw, tone=Tone.REFUSED)
            self.answering.asked()
            self.untaken.outside.add(asked, item)
            self.untaken.show()
            self.look_again()
            return
        scan, counted_milli = asked.scan, counted(asked, item)
        if counted_milli is None and self._ask_star(asked, item, 0):
            return
        if counted_milli is None:
            if not asked.is_search:
                self.enter(Note("no_weight", goods, 0), raw=raw)
            self._bench.complain("warn", "no_weight", name=goods.name)
            self.look_again()
            return
        lines = self._bench.hand.sheet.lines_of(goods.product_id)
        if not counted_milli and any(line.found_milli for line in lines):
            self.enter(Note("zero_of_counted"), raw=raw)
            self._bench.complain("warn", "zero_of_counted", name=goods.name)
            return
        if goods.tracking is Tracking.SERIAL and not scan.serial and counted_milli and not counted_milli % PIECE_MILLI:
            self.ask_pieces(goods, counted_milli, asked.at_us, text=raw, scan=scan)
            return
        entry = found(asked, item, counted_milli)
        is_unnamed = goods.tracking is Tracking.LOT and not (scan.lot or scan.last_day) and counted_milli > 0
        # The first piece of an unknown lot is heard; whoever scans the whole shelf before they say the lot knows it.
        tone = Tone.REFUSED if is_unnamed and all(line.lot for line in lines) else Tone.TAKEN
        is_told = self.enter(entry, raw=raw, tone=tone) and not self._ask_star(asked, item, counted_milli)
        if is_told and is_unnamed and not self.untaken.show():
            self._bench.view.say(Said("warn", "lot_unnamed", {"name": goods.name}))

    def _ask_star(self, asked: WhichAsked, item: Item, counted_milli: int) -> bool:
        """Say that a number in front of a scan was not its quantity. Returns whether there was one."""
        one = without(asked, item, counted_milli)
        if one is None or not self.enter(one.note, raw=one.raw, tone=Tone.REFUSED):
            return False
        self.answering.asked()
        self.untaken.starless.waiting.append(one)
        self.untaken.show()
        self.look_again()
        return True

    def ask_pieces(
        self, goods: Goods, quantity_milli: int, at_us: int, *, text: str = "", scan: Scan | None = None
    ) -> None:
        """Ask which pieces lie there: each has a serial number of its own, and that is what is counted."""
        many, step_milli = abs(quantity_milli) // PIECE_MILLI, PIECE_MILLI if quantity_milli > 0 else -PIECE_MILLI
        code, gtin = ("", None) if scan is None else (scan.text[:_LONGEST_CODE], scan.gtin)
        self._bench.view.sound(Tone.REFUSED)
        self._bench.view.ask_piece(
            PieceAsked(goods, text or goods.sku, at_us, code, gtin, step_milli=step_milli, many=many)
        )

    def fold(self, text: str) -> None:
        """A scanner sent the same again, faster than a hand can: it is not taken, but can be accepted."""
        if text == self.pieces.last:
            self._bench.view.sound(Tone.REPEAT)
            return
        before, goods, of_one_milli = self._last
        known = goods if before == text else None
        self._bench.hand.enter(Note("folded") if known is None else Note("folded", known, of_one_milli), raw=text)
        self.answering.asked()
        self.untaken.fold(text, text if known is None else known.name, self._bench.parts.now().utc_us)
        self._bench.view.sound(Tone.REPEAT)
        self.look_again()

    def accept_all_folded(self) -> None:
        """All that came twice on the sheet in hand were second pieces."""
        for text in self.untaken.take_all_folded() if self._bench.hand.uid else ():
            self.note_unfolded(text)
            self.look_up(text, None)

    def note_unfolded(self, text: str) -> None:
        """What came twice is counted after all, behind all that was scanned before."""

        def note() -> None:
            self.enter(Note("unfolded"), raw=text)

        self._bench.turns.do(note)

    def enter(self, entry: Entry, *, raw: str = "", tone: Tone | None = None) -> bool:
        """Let something happen to the sheet; a refusal is said. Returns whether it happened."""
        bench = self._bench
        if not bench.hand.uid:
            bench.complain("warn", "no_zone")
            return False
        only = bench.hand.goods
        if only is not None and isinstance(entry, Find) and entry.goods.sku != only.sku:
            # It would take the place of what was counted of it: the sheet is not for that.
            bench.hand.enter(Note("other_goods", entry.goods, entry.quantity_milli), raw=raw)
            self.untaken.other_goods(entry.goods, only, raw)
            bench.view.sound(Tone.REFUSED)
            self.look_again()
            return False
        try:
            bench.hand.enter(entry, raw=raw, tone=tone)
        except Refusal as refusal:
            self._refuse_entry(entry, refusal, raw)
            return False
        if isinstance(entry, Find):
            self.untaken.taken(entry.goods)
            if raw in self.unknown:
                self.look_again()
        bench.view.hush()
        bench.view.changed()
        return True

    def _refuse_entry(self, entry: Entry, refusal: Refusal, raw: str) -> None:
        """The journal has a scan that was refused; what was typed for a line of the sheet is none, and is only told."""
        bench, goods = self._bench, goods_in(entry, self._bench.hand.sheet)
        if isinstance(entry, Find):
            bench.hand.enter(Note(refusal.code, entry.goods, entry.quantity_milli), raw=raw)
            self.look_again()
        bench.complain("warn", refusal.code, **{**({} if goods is None else {"name": goods.name}), **refusal.facts})

    def _on_found(
        self, turn: Turn, take: Callable[..., None], read: _Read, answer: tuple[Found, tuple[Item, ...]]
    ) -> None:
        turn.ready(partial(take, read, *answer))

    def _on_held(self, turn: Turn, text: str, answer: tuple[Found, tuple[Item, ...]]) -> None:
        turn.ready(partial(self._hold, text, *answer))

    def _hold(self, text: str, found: Found, by_words: tuple[Item, ...]) -> None:
        """It may be what was typed in front of it, and nobody has said yet whether that is meant."""
        goods = found.items or by_words
        item = goods[0] if len(goods) == 1 else None
        note = Note("unsure", None if item is None else named(item))
        self.untaken.hold(Unsure(name_of(text, goods), text, note))
        self._bench.view.sound(Tone.REFUSED)

    def _on_failed(self, turn: Turn, text: str, error: Refusal | Trouble) -> None:
        turn.ready(partial(self._refuse, text, error))

    def _refuse(self, text: str, error: Refusal | Trouble) -> None:
        """What lies there cannot be counted like this; the journal of the sheet has the scan."""
        if self._bench.hand.uid and isinstance(error, Refusal):
            self.enter(Note(error.code), raw=text)
        self._bench.refuse(error)

    def _take_scan(self, read: _Read, found: Found, by_words: tuple[Item, ...]) -> None:
        """A scan may be the number of the piece that is asked for."""
        otherwise = partial(self._take, read, found, by_words)
        if not self.pieces.take(read.text, found, otherwise):
            otherwise()

    def _take(self, read: _Read, found: Found, by_words: tuple[Item, ...]) -> None:
        text, quantity_milli = read.text, read.quantity_milli
        if not self._bench.hand.uid or self.untaken.question:
            self.untaken.refuse(name_of(text, found.items or by_words))
            self._bench.view.sound(Tone.REFUSED)
            return
        scan = found.scan
        goods = found.items or by_words
        if goods:
            of_one_milli = found.quantity_milli if found.items else PIECE_MILLI
            asked = WhichAsked(text, scan, goods, of_one_milli, *read[1:])
            if len(goods) == 1:
                self.take(asked, goods[0])
            elif read.is_search or self.enter(note("several", quantity_milli), raw=text):
                self._bench.view.sound(Tone.REFUSED)
                self._bench.view.ask_which(asked)
            return
        if not read.is_search:
            self.enter(note(scan.error or _NOBODYS, quantity_milli), raw=text)
            self.look_again()
        if scan.error and scan.error != _NOBODYS:
            self._bench.complain("warn", f"scan_{scan.error}", **scan.facts)
        else:
            self._bench.complain("warn", "not_found", code=text[:_LONGEST_CODE])


def _nothing() -> None:
    """Nothing is to be done; on the store thread, behind all that is on its way."""
