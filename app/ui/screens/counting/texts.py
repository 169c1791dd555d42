"""The words of the counting screen, and how it writes figures: in the shop's own way."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.domain.count_plan import Scope
from app.domain.count_review import State
from app.domain.moment import day_number, from_us
from app.domain.product import Tracking, Unit
from app.printing import format as written
from app.ui.said import Said
from app.ui.screens.counting.deciding_words import DecidingWords
from app.ui.screens.counting.no_count import NoCountTexts
from app.ui.widgets.labels import isolate, isolate_name

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from app.domain.count_lots import LotOff
    from app.domain.count_plan import Hour, Plan
    from app.domain.count_review import ReviewLine
    from app.domain.count_sheet import Line
    from app.domain.moment import Moment
    from app.reports.count_planning import DuePlan
    from app.reports.posted_counts import PostedCount
    from app.reports.stocktakes import Again, Printed, SheetHead, Stocktake

_LOTS_SHOWN, _ZONES_SHOWN, _HOURS_SHOWN = 8, 3, 3


class CountingTexts(DecidingWords, NoCountTexts):
    """Writes what the counting screen shows."""

    def begun_at(self, at: Moment) -> str:
        """A moment, with its time of day."""
        return written.moment_apart(at.local(), self._shop.language)

    def at_work(self, stocktake: Stocktake, sheets: Sequence[SheetHead]) -> str:
        """What a stocktake covers, and who is counting which zones of it now; where nobody is, who began it."""
        zones: dict[str, list[str]] = {}
        for one in sheets:
            if one.state == "open":
                words = one.zone or self.tr("everything")
                zones.setdefault(one.counter_name, []).append(isolate_name(one.goods_name or words))
        people = [
            self.tr("{name}: {zones}").format(name=isolate_name(name), zones=", ".join(dict.fromkeys(names)))
            for name, names in zones.items()
        ]
        if not people:
            people = [self.tr("begun by {name}").format(name=isolate_name(stocktake.user))]
        return " \N{MIDDLE DOT} ".join([self.scope(stocktake.scope), *people])

    def place(self, zone: str, only: str) -> str:
        """What people call a zone, and what alone is counted there; "" for whatever lies there."""
        if not only:
            return self.zone(zone)
        return self.tr("{zone}, only {name}").format(zone=self.zone(zone), name=isolate_name(only))

    def some_places(self, sheets: Sequence[SheetHead]) -> str:
        """Where sheets are counted: the first three, and how many more there are."""
        names = list(dict.fromkeys(self.place(one.zone, one.goods_name) for one in sheets))
        zones = ", ".join(names[:_ZONES_SHOWN])
        more = len(names) - _ZONES_SHOWN
        return self.tr("{zones} and {count} more").format(zones=zones, count=more) if more > 0 else zones

    def scope(self, scope: str) -> str:
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

    def scopes(self) -> list[tuple[str, str]]:
        """All scopes, with their words."""
        return [(scope.value, self.scope(scope)) for scope in Scope]

    def which_ones(self, scope: str) -> str:
        """What is named where a scope says which ones."""
        return {
            "zone": self.tr("zones, with commas between"),
            "category": self.tr("categories, with commas between"),
            "supplier": self.tr("codes, with commas between; all that is bought there"),
            "spot": self.tr("SKUs, with commas between"),
        }.get(scope, "")

    def plan_words(self, plan: Plan) -> str:
        """What a plan covers, how often, what is tolerated, and whether somebody else counts again."""
        parts = [self.scope(plan.scope)]
        if plan.subjects:
            parts.append(", ".join(isolate_name(one) for one in plan.subjects))
        if plan.every_days is not None:
            often = self.tr("every day") if plan.every_days == 1 else self.tr("every {days} days")
            parts.append(often.format(days=plan.every_days))
        if plan.scope is Scope.CYCLE:
            parts.append(self.tr("A {a}, B {b}, C {c} days").format(**dict(zip("abc", plan.class_days, strict=True))))
        if any(one is not None for one in plan.tolerance):
            parts.append(self.tr("again if more than {limits} off").format(limits=self.limits(plan.tolerance)))
        parts += [self.tr("somebody else counts again")] if plan.second_person else []
        return " \N{MIDDLE DOT} ".join(parts)

    def due_words(self, due: DuePlan) -> str:
        """What of a plan is to be done today."""
        if due.many is not None:
            words = self.tr("{count} to count today").format(count=self.number(due.many))
            return words if due.many else self.tr("nothing today")
        if due.due_day is None:
            return ""
        return self.tr("due today") if due.is_due else self.tr("next {day}").format(day=isolate(self.day(due.due_day)))

    def notes(self, quiet: Sequence[Hour]) -> str:
        """When it is quiet, and how a shop that lives by counts alone works."""
        said = []
        if self.is_usage:
            said.append(
                self.tr("This shop lives by counts: what a count finds gone was used, and is the cost of sales.")
            )
        if quiet:
            names, more = [self._hour(one) for one in quiet[:_HOURS_SHOWN]], len(quiet) - _HOURS_SHOWN
            words = self.tr("Quietest: {hours}")
            if more > 0:
                words = self.tr("Quietest: {hours}, and {count} more just as quiet")
            said.append(words.format(hours=", ".join(names), count=more))
        return " ".join(said)

    def _hour(self, hour: Hour) -> str:
        words = self.tr("{weekday} {clock}")
        return words.format(weekday=self.weekday(hour.weekday), clock=isolate(self.clock(hour.hour)))

    def standing_plan(self, scope: str) -> str:
        """What a shop can count without a plan of its own."""
        return {
            "opening": self.tr("Count the opening stock"),
            "full": self.tr("Count everything"),
            "cycle": self.tr("Count what is due"),
            "doubtful": self.tr("Count what looks wrong"),
        }[scope]

    def more(self, line: Line) -> str:
        """What stands below a counted product's name."""
        parts = [isolate(line.goods.sku)]
        if line.lot:
            parts.append(self.tr("lot {lot}").format(lot=isolate(line.lot)))
        elif line.goods.tracking is Tracking.LOT:
            parts.append(self.tr("lot?"))
        if line.serials:
            parts.append(", ".join(isolate(one) for one in line.serials))
        days = sorted({day for _, day in line.days})
        parts += [self.tr("until {day}").format(day=isolate(self.day(day))) for day in days]
        return " \N{MIDDLE DOT} ".join(parts)

    def counted_by(self, sheet: SheetHead) -> str:
        """Who counted a sheet, and when it was begun or finished."""
        at = isolate(written.moment_apart(sheet.at.local(), self._shop.language))
        parts = [self.counters(sheet), at]
        if sheet.goods_name:
            parts.insert(0, self.tr("only {name}").format(name=isolate_name(sheet.goods_name)))
        return " \N{MIDDLE DOT} ".join(parts)

    def found_on(self, *sheets: SheetHead) -> str:
        """How much is on sheets, in pieces and in whatever else goods are measured; nothing undone or left out is."""
        many = Counter[Unit]()
        known = [self.found[sheet.draft_id][1] for sheet in sheets if sheet.draft_id in self.found]
        if len(known) < len(sheets):
            return "\N{HORIZONTAL ELLIPSIS}"  # a long one is still being read
        for one in known:
            many.update(one)
        told = [self.quantity(milli, unit) for unit, milli in many.items() if milli] or [self.quantity(0)]
        return " \N{MIDDLE DOT} ".join(isolate(one) for one in told)

    def counters(self, sheet: SheetHead) -> str:
        """Who counted on a sheet: whoever scanned anything, and of an open one who has it in hand."""
        names = self.counted.get(sheet.draft_id, ())
        if sheet.state == "open" or not names:
            names = (*names, sheet.counter_name)
        return ", ".join(isolate_name(name) for name in dict.fromkeys(names))

    def sheet_state(self, sheet: SheetHead) -> str:
        """How a sheet stands, in words."""
        if sheet.is_replaced and sheet.state != "abandoned":
            return self.tr("counted anew")
        words = {
            "open": self.tr("being counted"),
            "parked": self.tr("done"),
            "abandoned": self.tr("counts no more"),
            "posted": self.tr("posted"),
        }[sheet.state]
        return self.tr("{state}, again").format(state=words) if sheet.replaces else words

    def state(self, line: ReviewLine, uncounted: str, *, tolerates: bool = True) -> str:
        """How a line of the review stands, in words; where nobody has said what is tolerated, nothing is within it."""
        if line.state is State.UNCOUNTED:
            return {
                "leave": self.tr("not counted: left as it is"),
                "zero": self.tr("not counted: set to zero"),
            }.get(uncounted, self.tr("not counted"))
        words = {
            State.RIGHT: self.tr("right"),
            State.WITHIN: self.tr("within tolerance"),
            State.OPENING: self.tr("opening stock"),
            State.USED: self.tr("used"),
            State.RECOUNT: self.tr("count again"),
            State.MOVED: self.tr("moved meanwhile"),
            State.UNCLEAR: self.tr("not clear: count again"),
            State.UNNAMED: self.tr("count by serial number"),
            State.RECOUNTED: self.tr("counted again"),
            State.ACCEPTED: self.tr("accepted"),
            State.KIT: self.tr("a kit: left out"),
            State.NO_STOCK: self.tr("keeps no stock: left out"),
        }[line.state]
        if line.state is State.WITHIN and line.lots and not line.difference_milli:
            return self.tr("as many, but not the same")
        if line.state is State.WITHIN and not tolerates:
            return self.tr("differs")
        return words

    def state_more(self, line: ReviewLine, *, by_another: bool) -> str:
        """What stands below it: that it is counted again, and by whom, and why it differs."""
        parts = [self.tr("count again")] if line.state is State.MOVED else []
        parts += [self.tr("count its parts")] if line.state is State.KIT else []
        if self.is_usage and line.state is State.OPENING:
            parts.append(self.tr("worth {value}").format(value=isolate(self.money(line.value_minor))))
        parts += [self.tr("by somebody else")] if by_another else []
        parts += [self.reason(line.reason)] if line.reason else []
        return " \N{MIDDLE DOT} ".join(parts)

    def lots_off(self, line: ReviewLine) -> str:
        """Which lots or pieces are not there as the book has them, and what that is worth; "" where none is."""
        said = [self._lot_off(one, line) for one in line.lots[:_LOTS_SHOWN]]
        if len(line.lots) > len(said):
            said.append(self.tr("{count} more").format(count=len(line.lots) - len(said)))
        return "; ".join(said)

    def _lot_off(self, one: LotOff, line: ReviewLine) -> str:
        is_gone = one.difference_milli < 0
        if not one.lot:
            words = (
                self.tr("{quantity} without a number missing, {value}")
                if is_gone
                else self.tr("{quantity} without a number too many, {value}")
            )
        elif line.goods.tracking is Tracking.SERIAL:
            words = (
                self.tr("{lot} missing, {value}")
                if is_gone
                else self.tr("{lot} is there and has never come in, {value}")
                if one.never_came
                else self.tr("{lot} is there and should not be, {value}")
            )
        else:
            words = (
                self.tr("lot {lot}: {quantity} missing, {value}")
                if is_gone
                else self.tr("lot {lot}, which has never come in: {quantity}, {value}")
                if one.never_came
                else self.tr("lot {lot}: {quantity} too many, {value}")
            )
        return words.format(
            lot=isolate(one.lot),
            quantity=isolate(self.quantity(abs(one.difference_milli), line.goods.unit)),
            value=isolate(self.value(one.value_minor)),
        )

    def again_where(self, again: Again) -> str:
        """Where goods that are to be counted again were found, and by whom."""
        zones = ", ".join(self.zone(zone) for zone in again.zones)
        people = ", ".join(self.person(one) for one in again.people)
        return " \N{MIDDLE DOT} ".join(
            [isolate(again.goods.sku), self.tr("counted by {name}").format(name=people), zones]
        )

    def again_why(self, again: Again) -> str:
        """Why goods are to be counted again, or that they are for somebody else; not what the book expects."""
        if again.by_another:
            return self.tr("to be counted by somebody else")
        if again.is_wanted:
            return self.tr("wanted in the review")
        return {
            State.MOVED: self.tr("moved while it was counted"),
            State.UNCLEAR: self.tr("not clear what was counted"),
            State.UNNAMED: self.tr("which pieces: scan their serial numbers"),
        }.get(again.state, self.tr("beyond what is tolerated"))

    def printed_more(self, row: tuple[int, Printed, str, str]) -> str:
        """What stands below the name of goods on a printed sheet."""
        line = row[1]
        parts = [isolate(line.goods.sku)]
        parts += [isolate(line.code)] if line.code else []
        words = self.tr("serial number {lot}") if line.goods.tracking is Tracking.SERIAL else self.tr("lot {lot}")
        parts += [words.format(lot=isolate(line.lot))] if line.lot else []
        parts += [row[3]] if row[3] else []
        return " \N{MIDDLE DOT} ".join(parts)

    def person(self, code: str) -> str:
        """The name of a person."""
        return isolate_name(self.names.get(code, code))

    def counted_at(self, line: ReviewLine) -> str:
        """When the last piece of a product was scanned: the moment at which the count holds."""
        if line.found is None:
            return ""
        at = from_us(line.found.last_us).astimezone(ZoneInfo(self._shop.timezone))
        return written.clock_apart(at, self._shop.language)

    def counted_on(self, line: ReviewLine) -> str:
        """The day of that moment."""
        if line.found is None:
            return ""
        return self.day(day_number(from_us(line.found.last_us).astimezone(ZoneInfo(self._shop.timezone)).date()))

    def posted(self, number: str, value_minor: int, opening_minor: int) -> Said:
        """What is said of a count that was posted: what it booked; opening stock is no difference."""
        facts = {"number": number, "value": self.value(value_minor), "opening": self.money(opening_minor)}
        code = "posted_usage" if self.is_usage else "posted"
        if opening_minor:
            code = "posted_stock" if self.is_usage and not value_minor else f"{code}_opening"
        return Said("ok", code, facts)

    def posted_title(self, done: PostedCount, taken_back: Collection[str]) -> str:
        """What a count that was posted is called: by its name or its number, and instead of which it was posted.

        Args:
            done: The count.
            taken_back: The numbers of counts that were taken back: what is counted anew of one has that as its name.
        """
        if done.name not in taken_back:
            return done.name or done.number
        return self.tr("{number}, instead of {other}").format(number=isolate(done.number), other=isolate(done.name))

    def posted_as(self, done: PostedCount, taken_back: Collection[str]) -> str:
        """The number of a count that was posted (where its title has it, who posted it), and that it was taken back."""
        by = self.tr("posted by {name}").format(name=isolate_name(done.by))
        is_named = done.name and done.name not in taken_back
        parts = [isolate(done.number) if is_named else by, *([self.tr("taken back")] if done.back else [])]
        return " \N{MIDDLE DOT} ".join(parts)

    def value_word(self) -> str:
        """What the worth of a difference is called."""
        return self.tr("Used for") if self.is_usage else self.tr("Value, about")

    def expected_word(self) -> str:
        """What the book has before a count is called."""
        return self.tr("Had come in") if self.is_usage else self.tr("Expected")

    def difference_word(self) -> str:
        """What a count changes is called."""
        return self.tr("Change") if self.is_usage else self.tr("Difference")

    def found_by(self, line: ReviewLine) -> str:
        """Where a product was found and by whom, what is and what is on the counter."""
        parts = [isolate(line.goods.sku)]
        if line.found is not None:
            zones = dict.fromkeys(self.zone(part.place) for part in line.found.parts)
            parts += [", ".join(self.person(one) for one in line.found.people), ", ".join(zones)]
        if line.counter_milli:
            on_counter = self.quantity(line.counter_milli, line.goods.unit)
            parts.append(self.tr("{quantity} on the counter").format(quantity=isolate(on_counter)))
        return " \N{MIDDLE DOT} ".join(parts)
