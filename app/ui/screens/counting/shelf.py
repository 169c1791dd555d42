"""What counting asks of the book and tells it; every method runs on the store thread."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.domain.count_sheet import Goods, Line, Sheet, Undo, replay
from app.domain.count_zone import zone_key
from app.domain.refusal import Refusal
from app.domain.rights import Right
from app.jobs.batch_count import Counts, Desk
from app.ui.parts import Parts
from app.ui.screens.counting.state import ZoneAsked

if TYPE_CHECKING:
    from app.domain.changes import Changes
    from app.domain.product import Item
    from app.jobs.batch_count import BatchWork, TakenIn
    from app.reports.stocktakes import Again, Printed, SheetHead
    from app.ui.course import Course


class Opened(NamedTuple):
    """A sheet that is taken in hand.

    Attributes:
        goods: Of a recount, what alone is counted on it; None is whatever lies there.
        covered: The products that are counted, None for whatever lies there.
    """

    uid: str
    zone: str
    sheet: Sheet
    goods: Goods | None = None
    covered: frozenset[int] | None = None


class Gone(NamedTuple):
    """What was found in a zone before and is not on the sheet that counts it again.

    Attributes:
        value_minor: What that was worth at its selling prices: counting is blind.
    """

    lines: tuple[Line, ...]
    value_minor: int


class Shelf:
    """Opens sheets, takes files in, and reads what stands around the sheet in hand."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._asked = ""  # the sheet of somebody else that was asked about last

    def open_zone(self, stocktake: str, zone: str, how: str, goods: Goods | None = None) -> ZoneAsked | Opened:
        """Open a sheet for a zone; one that was counted before is asked about.

        Args:
            how: See `Stocktaking.open_sheet`.
            goods: What alone is counted again on it.

        Raises:
            Refusal: As `Stocktaking.open_sheet`.
        """
        parts = self._parts
        try:
            sku = "" if goods is None else goods.sku
            sheet = parts.stocktaking.open_sheet(stocktake, zone, how=how, goods=sku, till=parts.till, user=parts.user)
        except Refusal as refusal:
            if refusal.code == "zone_counted":
                return ZoneAsked(zone, refusal.facts)
            raise
        head = next(one for one in self.sheets(stocktake) if one.uid == sheet)
        return Opened(sheet, head.zone, self._sheet(sheet), goods, parts.stocktakes.covers(sheet))

    def resume(self, sheet: SheetHead) -> Opened:
        """Go on with a sheet; one that was given up comes back.

        Raises:
            Refusal: As `Stocktaking.resume_sheet`; `sheet_of_other` once where somebody else is counting on it, and
                `sheet_done_by_other` where they have finished it.
        """
        parts = self._parts
        code = {"open": "sheet_of_other", "parked": "sheet_done_by_other"}.get(sheet.state)
        if code is not None and sheet.counter != parts.user and self._asked != sheet.uid:
            self._asked = sheet.uid
            raise Refusal(code, name=sheet.counter_name, entries=sheet.entries)
        self._asked = ""
        if sheet.state != "open":
            parts.stocktaking.resume_sheet(sheet.uid, till=parts.till, user=parts.user)
        goods, covered = parts.stocktakes.goods(sheet.goods), parts.stocktakes.covers(sheet.uid)
        return Opened(sheet.uid, sheet.zone, self._sheet(sheet.uid), goods, covered)

    def sheets(self, stocktake: str) -> tuple[SheetHead, ...]:
        """Who counted what."""
        return self._parts.stocktakes.sheets(stocktake)

    def finish(self, stocktake: str, uid: str, sheet: Sheet) -> Changes | Gone:
        """Finish a sheet; where it counts a zone again and has not all of what was found there, the rest instead.

        Raises:
            Refusal: As `Stocktaking.finish_sheet`.
        """
        before = self._counted_before(stocktake, uid)
        gone = tuple(line for line in before if not sheet.lines_of(line.goods.product_id))
        if not gone:
            return self._parts.stocktaking.finish_sheet(uid)
        found = Counter[str]()
        for line in gone:
            found[line.goods.sku] += line.found_milli
        return Gone(
            gone, self._parts.lookups.at_prices(found, location=self._parts.stocktakes.head(stocktake).location)
        )

    def _counted_before(self, stocktake: str, uid: str) -> tuple[Line, ...]:
        """What the sheets have that a sheet takes the place of: those of its zone, if it counts that again."""
        every = self.sheets(stocktake)
        mine = next((one for one in every if one.uid == uid), None)
        if mine is None or mine.replaces != "zone":
            return ()
        lines: dict[tuple[int, str], tuple[int, Line]] = {}
        for one in every:
            if zone_key(one.zone) == zone_key(mine.zone) and one.round < mine.round and one.state != "abandoned":
                for line in self._sheet(one.uid).lines:
                    key = line.goods.product_id, line.lot
                    last, known = lines.get(key, (0, line))
                    # Sheets of one pass add up, a later pass takes their place.
                    added_milli = known.found_milli if last == one.round else 0
                    lines[key] = one.round, replace(line, found_milli=line.found_milli + added_milli)
        return tuple(line for _, line in lines.values())

    def read_file(self, path: Path, sheet: str, counts: Counts, location: str) -> BatchWork:
        """Read what a batch scanner's file says.

        Args:
            counts: What is counted on the sheet.
            location: Where.

        Raises:
            Refusal: As `BatchCount.begin`.
        """
        parts = self._parts
        desk = Desk(location, parts.till, parts.user)
        return parts.batch_count.begin(path, sheet, desk, parts.now(), counts=counts)

    def take_file(self, work: BatchWork, sheet: str, many: int) -> tuple[TakenIn, Sheet]:
        """Count what a file says, all of it at once.

        Args:
            many: How many entries the sheet has.

        Raises:
            Refusal: As `BatchCount.finish`.
        """
        taken = self._parts.batch_count.finish(work, sheet, many=many)
        return taken, self._sheet(sheet)

    def undo_file(self, sheet: str, many: int, entries: int) -> Sheet:
        """Take back all that came with a file.

        Args:
            many: How much that is.
            entries: How many entries the sheet has.

        Raises:
            Refusal: As `Stocktaking.record`.
        """
        parts = self._parts
        parts.stocktaking.record(sheet, [(Undo(many), "")], many=entries, till=parts.till, user=parts.user)
        return self._sheet(sheet)

    def _sheet(self, uid: str) -> Sheet:
        """A sheet as its entries make it; a long one takes a while, which is not the window's."""
        return replay(self._parts.stocktakes.entries(uid))

    def book_says(self, sku: str, location: str) -> Item | None:
        """What the book has of a product at a location.

        Raises:
            Refusal: `not_allowed`.
        """
        self._parts.stocktakes.require(self._parts.user, Right.SEE_EXPECTED)
        return self._parts.lookups.item(sku, location=location)

    def again(self, stocktake: str, course: Course) -> tuple[Again, ...]:
        """What is to be counted again.

        Args:
            stocktake: Its uid.
            course: Is told how far it is.

        Raises:
            Refusal: `not_allowed`.
            Trouble: `stopped`.
        """
        self._parts.stocktakes.require(self._parts.user, Right.COUNT)
        return self._parts.stocktakes.recounts(stocktake, user=self._parts.user, progress=course.step)

    def printed(self, stocktake: str, zone: str, only: str) -> tuple[Printed, ...]:
        """The lines of a stocktake's printed sheet for a zone; all of them where it has none of its own.

        Args:
            only: The SKU of what alone is counted, "" for whatever lies there.
        """
        stocktakes = self._parts.stocktakes
        sees = stocktakes.may(self._parts.user, Right.SEE_EXPECTED)
        lines = next(filter(None, (stocktakes.listed(stocktake, one, with_pieces=sees) for one in (zone, ""))), ())
        return tuple(line for line in lines if only in {"", line.goods.sku})
