"""What a batch scanner has counted comes onto a sheet: its file is read, codes are looked up, all is saved at once.

A long file is looked up in pieces, so that whoever waits sees how far it is and may stop: until the last piece nothing
of it is on the sheet.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from app.domain.count_called import named
from app.domain.count_sheet import Entry, Find, Note, goods_of
from app.domain.figures import PIECE_MILLI, half_up
from app.domain.in_pieces import Held
from app.domain.moment import Moment
from app.domain.product import Item, Tracking, Unit, check_quantity
from app.domain.refusal import Refusal
from app.exchange.batch_scans import Batch, BatchLine, read_batch_file
from app.reports.stocktakes import SheetHead, Stocktakes
from app.services.stocktaking import Stocktaking


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a file is taken in, and by whom."""

    location: str
    till: str
    user: str


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a file.

    Attributes:
        lines: How many lines the file had.
        left_out: What could not be counted: unreadable rows, codes that no product or several have or that lack a
            weight or a serial number, and those of goods that are not part of the count. The journal of the sheet has
            all of it, too, with its rows.
        apart: The names of those that nobody can count by hand either: of kits, and of goods that keep no stock.
    """

    lines: int
    left_out: tuple[str, ...]
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted on a sheet.

    Attributes:
        only: The SKU of what alone is counted, "" for whatever lies there.
        covered: The products that are counted, None for whatever lies there.
    """

    only: str = ""
    covered: frozenset[int] | None = None

    def takes(self, item: Item) -> bool:
        """Whether goods are counted."""
        if self.only:
            return self.only == item.sku
        return self.covered is None or item.product_id in self.covered


ALL = Counts()
"""Whatever lies there is counted."""


class BatchWork:
    """A file on its way onto a sheet; `go_on` until it is over. Made by `BatchCount.begin`.

    Attributes:
        name: Of the file.
        note: What the journal of a sheet says of the file: so it is known again.
        before: The sheet of the same stocktake that has the file already, or None.
        unread: The rows that say no code or no clear quantity, for the journal of the sheet.
    """

    def __init__(
        self,
        batch: Batch,
        note: Note,
        stocktakes: Stocktakes,
        desk: Desk,
        now: Moment,
        *,
        counts: Counts,
    ) -> None:
        self._counts, self._unweighed, self._weightless = counts, set[str](), set[str]()
        self._lines, self._stocktakes, self._now = list(batch.lines), stocktakes, now
        self._found: dict[str, Find | Note] = {}
        self.note, self.name = note, ""
        self.before: SheetHead | None = None
        self.desk = desk
        self.entries: list[tuple[Entry, str]] = []
        self.unread = [(Note(one.refusal.code, quantity_milli=0, row=one.row), one.text) for one in batch.bad]
        self.left_out = [text for _, text in self.unread]
        self.apart: dict[str, str] = {}

    @property
    def many(self) -> int:
        """How many lines the file has."""
        return len(self._lines)

    @property
    def done(self) -> int:
        """How many of them were looked up."""
        return len(self.entries)

    @property
    def is_over(self) -> bool:
        """Whether all of them were looked up."""
        return self.done == self.many

    def go_on(self, many: int) -> None:
        """Look up so many more lines."""
        for line in self._lines[self.done : self.done + many]:
            if line.code not in self._found:
                self._found[line.code] = self._find(line.code)
            entry = self._counted(self._found[line.code], line)
            if isinstance(entry, Note):
                self.left_out.append(line.code)
            self.entries.append((entry, line.code))

    def let_go(self) -> None:
        """It is on the sheet: free what it was made of a piece at a time, for whoever waits for a key."""
        held = Held()
        held.keep(self._lines, self.entries, self.unread, self._found.values())
        self._lines, self.entries, self.unread, self._found = [], [], [], {}
        held.let_go()

    def _counted(self, find: Find | Note, line: BatchLine) -> Find | Note:
        """What a line says of goods.

        A whole number behind weighed goods is how often they were scanned. Behind a label for a weight that says none
        it is the weight, as it is at the shelf; one alone is how scanners write a scan.
        """
        quantity_milli = half_up(find.quantity_milli * line.quantity_milli, PIECE_MILLI)
        if isinstance(find, Note):
            return find._replace(quantity_milli=quantity_milli, row=line.row)
        is_a_scan = line.quantity_milli == PIECE_MILLI
        if is_a_scan if line.code in self._weightless else self._is_how_often(line):
            return Note("no_weight", find.goods, 0, line.row)
        try:
            if quantity_milli:
                check_quantity(quantity_milli, find.goods.unit, sku=find.goods.sku)
        except Refusal as refusal:
            return Note(refusal.code, find.goods, quantity_milli, line.row)
        return find._replace(quantity_milli=quantity_milli)

    def _is_how_often(self, line: BatchLine) -> bool:
        return line.code in self._unweighed and not line.quantity_milli % PIECE_MILLI

    def _find(self, code: str) -> Find | Note:
        """One scan of a code, or why it is left to the hand."""
        try:
            found, _ = self._stocktakes.find(code, location=self.desk.location)
        except Refusal:
            return Note("not_found")
        if len(found.items) != 1:
            return Note("not_found")
        item, scan = found.items[0], found.scan
        if not item.has_stock:
            self.apart[item.sku] = item.name
            code = "kit_counted_in_parts" if item.is_kit else "not_stocked"
            return Note(code, named(item), found.quantity_milli)
        if not self._counts.takes(item):
            return Note("outside", goods_of(item), found.quantity_milli)
        goods = goods_of(item)
        if item.tracking is Tracking.SERIAL and not scan.serial:
            return Note("no_serial", goods, found.quantity_milli)
        if not found.quantity_milli:
            self._weightless.add(code)
        if (
            item.unit is not Unit.EACH
            and found.quantity_milli == PIECE_MILLI
            and not (scan.weight or scan.price or scan.count)
        ):
            self._unweighed.add(code)
        said = (scan.text, scan.lot or "", scan.serial or "", scan.last_day)
        return Find(goods, found.quantity_milli or PIECE_MILLI, self._now.utc_us, *said)


class BatchCount:
    """Takes files of batch scanners onto count sheets."""

    def __init__(self, stocktaking: Stocktaking, stocktakes: Stocktakes) -> None:
        self._stocktaking, self._stocktakes = stocktaking, stocktakes

    def begin(
        self,
        path: Path,
        sheet: str,
        desk: Desk,
        now: Moment,
        *,
        counts: Counts = ALL,
    ) -> BatchWork:
        """Read a file; its lines are counted at this moment: such files seldom say when.

        Args:
            counts: What is counted on the sheet: other codes are left out.

        Raises:
            Refusal: `unreadable_file` and the like of the file.
        """
        batch = read_batch_file(path)
        note = Note(f"file {hashlib.sha256(path.read_bytes()).hexdigest()}")
        work = BatchWork(batch, note, self._stocktakes, desk, now, counts=counts)
        work.name = path.name
        work.before = self._stocktakes.file_before(sheet, note)
        return work

    def finish(self, work: BatchWork, sheet: str, *, many: int) -> TakenIn:
        """Save all that a file says on a sheet, in one transaction.

        Args:
            many: How many entries the sheet has, as far as the asker knows.

        Raises:
            Refusal: `draft_closed`, `draft_moved`, `not_allowed`.
        """
        # What was left out stands last: goods that the same file counts elsewhere say nothing of it.
        entries = [(work.note, ""), *sorted(work.entries, key=_is_note), *work.unread]
        self._stocktaking.record(sheet, entries, many=many, till=work.desk.till, user=work.desk.user)
        many = work.many + len(work.unread)
        taken = TakenIn(many, tuple(dict.fromkeys(work.left_out)), tuple(work.apart.values()))
        del entries
        work.let_go()
        return taken


def _is_note(entered: tuple[Entry, str]) -> bool:
    return isinstance(entered[0], Note)
