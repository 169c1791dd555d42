"""The words of the counting screen, and how it writes figures: in the shop's own way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.count_review import State
from app.domain.moment import business_day
from app.ui.shop_texts import ShopTexts
from app.ui.widgets.labels import isolate, isolate_name

if TYPE_CHECKING:
    from app.domain.count_review import ReviewLine
    from app.domain.count_sheet import Line
    from app.domain.moment import Moment
    from app.reports.stocktakes import SheetHead


class CountingTexts(ShopTexts):
    """Writes what the counting screen shows."""

    FIGURES = frozenset({"code", "lot", "number", "sku", "serial", "day", "quantity"})

    def begun_on(self, at: Moment) -> str:
        """The business day of a moment as a date."""
        from zoneinfo import ZoneInfo  # noqa: PLC0415 -- only lists of stocktakes want it

        day = business_day(at.utc_us, ZoneInfo(self._shop.timezone), self._shop.day_cut_minutes)
        return self.day(day)

    def zone(self, zone: str) -> str:
        """What people call a zone."""
        return isolate_name(zone) if zone else self.tr("Whole shop")

    def plan_words(self, scope: str) -> str:
        """What a scope covers."""
        return {
            "full": self.tr("everything"),
            "opening": self.tr("opening stock"),
            "zone": self.tr("by zone"),
            "category": self.tr("by category"),
            "supplier": self.tr("by supplier"),
            "cycle": self.tr("what is due today, by class"),
            "doubtful": self.tr("where the book looks wrong"),
            "spot": self.tr("single products"),
        }[scope]

    def standing_plan(self, scope: str) -> str:
        """What a shop can count without a plan of its own."""
        return {
            "full": self.tr("Count everything"),
            "cycle": self.tr("Count what is due"),
            "doubtful": self.tr("Count what looks wrong"),
        }[scope]

    def more(self, line: Line) -> str:
        """What stands below a counted product's name."""
        parts = [isolate(line.goods.sku)]
        if line.lot:
            parts.append(self.tr("lot {lot}").format(lot=isolate(line.lot)))
        if line.serials:
            parts.append(", ".join(isolate(one) for one in line.serials))
        return " \N{MIDDLE DOT} ".join(parts)

    def sheet_state(self, sheet: SheetHead) -> str:
        """How a sheet stands, in words."""
        words = {
            "open": self.tr("being counted"),
            "parked": self.tr("done"),
            "abandoned": self.tr("counts no more"),
            "posted": self.tr("posted"),
        }[sheet.state]
        return self.tr("{state}, again").format(state=words) if sheet.replaces else words

    def state(self, line: ReviewLine, uncounted: str) -> str:
        """How a line of the review stands, in words."""
        if line.state is State.UNCOUNTED:
            return {
                "leave": self.tr("not counted: left as it is"),
                "zero": self.tr("not counted: set to zero"),
            }.get(uncounted, self.tr("not counted"))
        words = {
            State.RIGHT: self.tr("right"),
            State.WITHIN: self.tr("within tolerance"),
            State.OPENING: self.tr("opening stock"),
            State.RECOUNT: self.tr("count again"),
            State.MOVED: self.tr("moved meanwhile: count again"),
            State.UNCLEAR: self.tr("not clear: count again"),
            State.RECOUNTED: self.tr("counted again"),
            State.ACCEPTED: self.tr("accepted"),
        }[line.state]
        return self.tr("count again, by somebody else") if line.same_person else words

    def reason(self, reason: str) -> str:
        """A reason in words; the shop's own ones are their own words."""
        return {
            "damaged": self.tr("damaged"),
            "expired": self.tr("expired"),
            "stolen": self.tr("stolen"),
            "own_use": self.tr("own use"),
            "found": self.tr("found"),
            "other": self.tr("other"),
        }.get(reason, reason)

    def found_by(self, line: ReviewLine) -> str:
        """Where a product was found and by whom, what is on the counter, and what was sold since."""
        parts = [isolate(line.goods.sku)]
        if line.found is not None:
            zones = dict.fromkeys(self.zone(part.zone) for part in line.found.parts)
            people = dict.fromkeys(part.counter for part in line.found.parts)
            parts += [", ".join(zones), ", ".join(isolate_name(one) for one in people)]
        if line.counter_milli:
            on_counter = self.quantity(line.counter_milli, line.goods.unit)
            parts.append(self.tr("{quantity} on the counter").format(quantity=isolate(on_counter)))
        if line.says.since_milli:
            sold = self.quantity(line.says.since_milli, line.goods.unit)
            parts.append(self.tr("{quantity} sold since").format(quantity=isolate(sold)))
        return " \N{MIDDLE DOT} ".join(parts)

    def _own_words(self) -> dict[str, str]:
        return {
            "not_found": self.tr("No product has {code}. Put it aside and go on; nothing was counted."),
            "several": self.tr("Several goods are meant: {names}. Type the SKU of the one that lies there."),
            "folded": self.tr("{code} came twice, faster than a hand can. Press Enter if it is a second piece."),
            "zone_finished": self.tr("{zone} is counted. Scan or type the next zone, or review."),
            "zone_question": self.tr(
                "{zone} was counted on {day} by {name}. F5 goes on and adds to it, F6 counts it again instead."
            ),
            "book_has": self.tr("The book has {quantity} of {name}."),
            "no_line": self.tr("No line is chosen. Scan something first."),
            "no_zone": self.tr("Scan a zone label first, or type the zone; Enter alone is the whole shop."),
            "posted": self.tr("{number} is posted. The difference comes to {value}."),
            "file_taken": self.tr("{lines} lines of the file are on the sheet."),
            "file_left_out": self.tr("{lines} lines were read, {left} codes left out: {code}. Count those by hand."),
            "sheet_closed": self.tr(
                "This sheet was finished, posted or given up meanwhile. Scans that are not on it: {count}."
            ),
            "not_saved": self.tr("{count} scans could not be saved yet. They are tried again; do not close the till."),
            "given_up": self.tr("The stocktake was given up. Nothing of it was posted."),
            "recount_begins": self.tr("Count all of {name} again, wherever it lies."),
        }
