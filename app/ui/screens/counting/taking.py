"""What comes onto the sheet in hand from elsewhere: the file of a batch scanner, and what stands on a printed sheet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from app.domain.count_sheet import Entry, Find, Goods, Note, SetFound
from app.domain.count_why import NOBODYS
from app.domain.figures import PIECE_MILLI
from app.domain.moment import moment_of
from app.domain.product import Tracking
from app.jobs.batch_count import Counts
from app.ui.said import Said
from app.ui.screens.counting.naming import Naming
from app.ui.screens.counting.scanning import Bench, Scanning
from app.ui.screens.counting.shelf import Shelf
from app.ui.screens.counting.state import Written
from app.ui.screens.counting.sure import Sure
from app.ui.screens.counting.undoing import Undoing
from app.ui.sound import Tone

if TYPE_CHECKING:
    from app.base.trouble import Trouble
    from app.domain.count_sheet import Sheet
    from app.domain.product import Item
    from app.domain.refusal import Refusal
    from app.jobs.batch_count import BatchWork, TakenIn
    from app.reports.lookups import Found
    from app.reports.stocktakes import Printed

Wanted = tuple[int, str]
"""A product, and which lot or piece of it where the scan said that."""
_LONGEST_CODE = 80
_SHOWN = 8  # codes that are named
_PIECE = 500  # lines that are looked up at a stretch


class Taking:
    """Takes it in.

    Args:
        bench: What it works with.
        shelf: Asks the book.
        scanning: Lets something happen to the sheet.
        sure: Asks about very many.
        naming: Asks which pieces lie there.

    Attributes:
        undoing: Takes it back.
        is_reading: Whether a file is on its way; scans go on meanwhile.
    """

    def __init__(
        self,
        bench: Bench,
        shelf: Shelf,
        scanning: Scanning,
        sure: Sure,
        naming: Naming,
    ) -> None:
        self._bench, self._shelf, self._scanning, self._sure, self._naming = bench, shelf, scanning, sure, naming
        self.undoing = Undoing(bench, shelf, scanning)
        self.is_reading = False
        self._asked: Note | None = None

    def file(self, path: Path) -> None:
        """Count what a batch scanner's file says. One that was counted already is asked about: it is taken again."""
        sheet = self._bench.hand.uid
        if sheet and not self.is_reading:
            self.is_reading = True
            hand = self._bench.hand
            job = partial(self._shelf.read_file, path, sheet, Counts(hand.only, hand.covered), hand.location)
            self._bench.workers.store.submit(job, self._on_first_read, self._on_not_read)

    def stop(self) -> None:
        """Esc: nothing of the file is counted."""
        if self.is_reading:
            self.is_reading = False
            self._bench.view.say(Said("info", "file_stopped"))

    def ask_printed(self, stocktake: str) -> None:
        """Ask line by line what stands on the printed sheet of the zone."""
        hand = self._bench.hand
        if hand.uid:
            job = partial(self._shelf.printed, stocktake, hand.zone, hand.only)
            self._bench.ask(job, self._bench.for_eyes(self._on_printed))

    def on_paper(self, text: str, go: Callable[[list[Wanted]], Said | None]) -> None:
        """Something was scanned while figures are typed in from paper: it goes to its line, and counts nothing.

        What has no line there stands among the scans in no count until it is scanned at the shelf.

        Args:
            go: Chooses the line of one of these; what it says is why it does not.
        """
        job = partial(self._bench.parts.stocktakes.find, text, location=self._bench.hand.location)
        self._bench.ask(job, partial(self._on_paper, text, go))

    def tell(self, said: Said) -> None:
        """Say that a scan was left, with the low tone."""
        self._bench.complain(said.kind, said.code, **said.facts)

    def written(self, said: Written) -> None:
        """A figure stands on the printed sheet; it takes the place of what is on the sheet in hand of these goods."""
        self._bench.turns.do(partial(self._write, said))

    def _write(self, said: Written) -> None:
        printed, at_us = said.line, moment_of(said.at).utc_us
        goods, lot = printed.goods, printed.lot
        is_by_piece = goods.tracking is Tracking.SERIAL and said.quantity_milli
        if is_by_piece and lot:
            if said.quantity_milli == PIECE_MILLI:
                self._enter(Find(goods, PIECE_MILLI, at_us, printed.code, serial=lot), printed.code)
            else:
                self._bench.complain("warn", "piece_by_piece", name=goods.name)
            return
        if not self._sure.is_sure((goods.sku, lot, said.quantity_milli), said.quantity_milli, goods.unit):
            return
        if is_by_piece and not said.quantity_milli % PIECE_MILLI:
            self._naming.find_pieces(goods, said.quantity_milli, at_us, printed.code)
            return
        for line in self._bench.hand.sheet.lines_of(goods.product_id):
            if line.lot == lot:
                self._enter(SetFound(line.key, said.quantity_milli, at_us), printed.code)
                return
        self._enter(Find(goods, said.quantity_milli, at_us, printed.code, lot), printed.code)

    def _enter(self, entry: Entry, raw: str) -> None:
        self._scanning.enter(entry, raw=raw, tone=Tone.TAKEN)

    def _on_first_read(self, work: BatchWork) -> None:
        before, asked = work.before, self._asked
        self._asked = None
        if before is None or asked == work.note:
            self._on_read(work)
        elif self.is_reading:
            self.is_reading, self._asked = False, work.note
            facts = {"zone": before.zone, "name": before.counter_name, "day": before.at.local().date()}
            self._bench.complain("warn", "file_before", **facts)

    def _on_read(self, work: BatchWork) -> None:
        """The next piece of the file, unless somebody has stopped it or put the sheet down."""
        if not self.is_reading:
            return
        bench = self._bench
        if not bench.hand.uid:
            self.stop()
        elif work.is_over:
            # Behind all that was scanned meanwhile, and with nothing between it and the sheet that it makes.
            bench.turns.do(partial(self._keep, work))
        else:
            if work.many > _PIECE:
                bench.view.say(Said("info", "file_read", {"done": work.done, "lines": work.many}))
            bench.workers.store.submit(partial(_next_piece, work), self._on_read, self._on_not_read)

    def _keep(self, work: BatchWork) -> None:
        self.is_reading, hand = False, self._bench.hand
        job = partial(self._shelf.take_file, work, hand.uid, hand.sheet.entries)
        self._bench.run(job, partial(self._on_file, work.name, hand.sheet.depth))

    def _on_not_read(self, error: Refusal | Trouble) -> None:
        self.is_reading = False
        self._bench.refuse(error)

    def _on_file(self, name: str, begins: int, answer: object) -> None:
        taken, sheet = cast("tuple[TakenIn, Sheet]", answer)
        bench, hand = self._bench, self._bench.hand
        hand.take_up(hand.uid, hand.zone, sheet, hand.goods, hand.covered)
        self.undoing.file_taken(name, taken.lines, begins)
        bench.view.changed()
        left = taken.left_out
        if left:
            code = "file_left_out" if hand.goods is None else "file_left_out_only"
            only = "" if hand.goods is None else hand.goods.name
            shown = ", ".join([*left[:_SHOWN], *(["\N{HORIZONTAL ELLIPSIS}"] if len(left) > _SHOWN else [])])
            self._scanning.look_again()
            if taken.apart and hand.goods is None:
                code, only = "file_left_out_apart", ", ".join(taken.apart[:_SHOWN])
            bench.complain("warn", code, lines=taken.lines, left=len(left), code=shown, name=only)
        else:
            bench.view.say(Said("ok", "file_taken", {"lines": taken.lines}))
            bench.view.sound(Tone.TAKEN)

    def _on_paper(self, text: str, go: Callable[[list[Wanted]], Said | None], answer: object) -> None:
        found, _ = cast("tuple[Found, tuple[Item, ...]]", answer)
        if not found.items:
            if self._scanning.enter(Note(found.scan.error or NOBODYS), raw=text):
                self._scanning.look_again()
            self.tell(Said("warn", "not_found", {"code": text[:_LONGEST_CODE]}))
            return
        number = {Tracking.LOT: found.scan.lot, Tracking.SERIAL: found.scan.serial}
        said = go([(item.product_id, number.get(item.tracking) or "") for item in found.items])
        if said is None:
            return
        if said.code == "not_on_sheet":
            (name, *others), item = [one.name for one in found.items], found.items[0]
            said = Said(said.kind, said.code, {"name": name})
            known = None if others else Goods(item.product_id, item.sku, item.name, item.unit, item.tracking)
            if self._scanning.enter(Note("not_on_paper", known, found.quantity_milli), raw=text):
                self._scanning.look_again()
        self.tell(said)

    def _on_printed(self, lines: object) -> None:
        if lines:
            self._bench.view.show_printed(cast("tuple[Printed, ...]", lines))
        else:
            self._bench.view.say(Said("info", "sheet_empty"))


def _next_piece(work: BatchWork) -> BatchWork:
    """Runs on the store thread."""
    work.go_on(_PIECE)
    return work
