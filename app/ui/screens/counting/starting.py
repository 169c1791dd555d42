"""What can be done where counting begins: plans kept and begun, labels for zones, sheets and results on paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from app.domain.count_sheet import goods_of
from app.domain.count_zone import zone_key
from app.domain.refusal import Refusal
from app.domain.rights import Right
from app.reports.asked import Asked
from app.ui.said import Said
from app.ui.screens.counting.listing import read_listing, read_week, renewed_listing, today_of
from app.ui.screens.counting.scanning import Bench
from app.ui.screens.counting.state import Begun, LabelsWish, Listing, PlanWish, StartKind, StartRow, Week
from app.ui.screens.counting.texts import CountingTexts
from app.ui.sound import Tone

if TYPE_CHECKING:
    from app.domain.changes import Updated
    from app.domain.count_plan import Plan
    from app.reports.posted_counts import PostedCount
    from app.reports.report import Report, Stamp

_SHOWN = 4  # zones that are named
_GOES_ON = "counted_already"


class Starting:
    """The list and what is done with it.

    Attributes:
        listing: What is listed.
        came_from: What is chosen when it is listed: the uid of the stocktake that was left last, or the code of the
            plan that was kept.
    """

    def __init__(self, bench: Bench, texts: CountingTexts) -> None:
        self._bench, self._texts = bench, texts
        self._fresh: tuple[str, Plan] | None = None  # what was begun last, and with which plan
        self.listing = Listing()
        self.came_from = ""

    def refresh(self) -> None:
        """Read the list again."""
        self._bench.ask(partial(read_listing, self._bench.parts, self._texts), self._on_rows)

    def renew(self) -> None:
        """Read what somebody else may have changed meanwhile; what is due only where that can have changed."""
        self._bench.ask(partial(renewed_listing, self._bench.parts, self._texts, self.listing), self._on_rows)

    def begin(self, plan: Plan) -> Begun:
        """Begin a stocktake, or go on with the one that counts the same already; runs on the store thread.

        Raises:
            Refusal: As `Stocktaking.begin`.
        """
        parts = self._bench.parts
        try:
            return Begun(parts.stocktaking.begin(plan, till=parts.till, user=parts.user), plan.name)
        except Refusal as refusal:
            if refusal.code != _GOES_ON:
                raise
            return Begun(str(refusal.facts["stocktake"]), str(refusal.facts["title"]), refusal.facts)

    def tell_begun(self, begun: Begun, plan: Plan) -> None:
        """Say whose stocktake it is that one counts along in."""
        self._fresh = (begun.uid, plan) if begun.facts is None else None
        if begun.facts is not None:
            self._bench.view.say(Said("info", _GOES_ON, begun.facts))

    def leave(self, uid: str, done: Callable[[object], None], _saved: object) -> None:
        """A stocktake is left; if it was only looked at since it was begun, it is none."""
        self._bench.hand.put_down_blank()
        fresh, self._fresh = self._fresh, None
        if fresh is None or fresh[0] != uid:
            done(None)
        else:
            self._bench.ask(partial(self._bench.parts.stocktaking.leave, *fresh), done)

    def keep_plan(self, wish: PlanWish) -> None:
        """Keep a plan as the form has it."""
        parts = self._bench.parts
        self._bench.ask(
            partial(parts.stocktaking.keep_plan, wish.plan, user=parts.user), partial(self._on_kept, wish.plan)
        )

    def scanned(self, zone: str | None, do: Callable[[StartRow, str], None]) -> None:
        """Something was scanned: the label of a zone opens the count that it belongs to, if there is but one.

        Args:
            zone: Of a zone's label, None where other things were scanned.
            do: Opens a count at a zone.
        """
        # The list may still be on its way.
        self._bench.turns.do(partial(self._scanned, zone, do))

    def _scanned(self, zone: str | None, do: Callable[[StartRow, str], None]) -> None:
        rows = [row for row in self.listing.rows if row.kind is StartKind.STOCKTAKE]
        if not rows or zone is None:
            self._bench.complain("warn", "scan_before_count" if rows else "scan_in_start")
        elif len(rows) == 1:
            do(rows[0], zone)
        else:
            self._bench.run(partial(self._of_zone, rows, zone), partial(self._on_of_zone, zone, do))

    def _of_zone(self, rows: list[StartRow], zone: str) -> list[StartRow]:
        """Those of stocktakes that have a sheet of a zone; runs on the store thread."""
        sheets = self._bench.parts.stocktakes.sheets
        return [row for row in rows if zone_key(zone) in {zone_key(sheet.zone) for sheet in sheets(row.key)}]

    def _on_of_zone(self, zone: str, do: Callable[[StartRow, str], None], answer: object) -> None:
        rows = cast("list[StartRow]", answer)
        if len(rows) == 1:
            do(rows[0], zone)
        else:
            self._bench.complain("warn", "zone_before_count", zone=self._texts.zone(zone))

    def find_goods(self, text: str, location: str, done: Callable[[object], None]) -> None:
        """Look up what was scanned while a plan is made: the SKUs that it can mean, or why it is not counted."""
        self._bench.ask(partial(self._skus, text, location), done)

    def _skus(self, text: str, location: str) -> tuple[str, ...] | Said:
        found, _ = self._bench.parts.stocktakes.find(text, location=location)
        goods = tuple(item.sku for item in found.items if item.has_stock)
        if found.items and not goods:
            try:
                goods_of(found.items[0])
            except Refusal as refusal:
                return Said("warn", refusal.code, refusal.facts)
        return goods

    def ask_zones(self, row: StartRow | None) -> None:
        """Ask for which zones labels are made, those of the chosen row's location."""
        parts = self._bench.parts
        self._bench.ask(partial(parts.stocktakes.zones, (row and row.location) or parts.location), self._on_zones)

    def ask_week(self, row: StartRow | None) -> None:
        """Show when it is quiet at the chosen row's location."""
        parts = self._bench.parts
        location, place = (row and row.location) or parts.location, "" if row is None else row.place
        self._bench.ask(partial(read_week, parts, location, place), self._on_week)

    def make_labels(self, wish: LabelsWish) -> None:
        """Make labels for zones."""
        self._bench.workers.paper.submit(partial(self._make_labels, wish), self._on_labels, self._bench.refuse)

    def _make_labels(self, wish: LabelsWish) -> tuple[Path, tuple[str, ...]]:
        papers = self._bench.parts.count_papers
        path = papers.keep_labels(wish.zones, stock=wish.stock, start=wish.start)
        return path, papers.in_squares(wish.zones, stock=wish.stock)

    def make_sheet(self, row: StartRow | None) -> None:
        """Put the list to count with on paper: of the chosen plan or stocktake, else of the whole shop."""
        # The list may still be on its way.
        self._bench.turns.do(partial(self._make_sheet, row))

    def _make_sheet(self, row: StartRow | None) -> None:
        parts = self._bench.parts
        plan = None if row is None else row.plan
        stocktake = row.key if row is not None and row.kind is StartKind.STOCKTAKE else ""
        asked = Asked(location=(row and row.location) or parts.location, today=today_of(parts))
        self._on_paper(partial(parts.count_papers.keep_sheet, asked, plan=plan, stocktake=stocktake))

    def make_variance(self, row: StartRow | None) -> None:
        """Put what a posted count has found on paper: the chosen one, or the last."""
        # The list may still be on its way.
        self._bench.turns.do(partial(self._make_variance, row))

    def _make_variance(self, row: StartRow | None) -> None:
        if row is not None and row.kind is StartKind.STOCKTAKE and row.posted is None:
            self._bench.complain("warn", "not_posted_yet", name=row.title)
            return
        every = [one.posted for one in self.listing.rows if one.posted is not None]
        posted = row.posted if row is not None and row.posted is not None else next(iter(every), None)
        if posted is None:
            self._bench.complain("warn", "not_posted")
            return
        self._on_paper(partial(self._keep_variance, posted, self._bench.parts.user))

    def print_report(self, report: Report, location: str) -> None:
        """Put what came of earlier counts at a location on paper."""
        self._on_paper(partial(self._bench.parts.count_papers.keep, report, location))

    def _keep_variance(self, posted: PostedCount, user: str, *, stamp: Stamp) -> Path:
        """What a count has found stands beside what the book expected: not everybody may see that."""
        parts = self._bench.parts
        parts.stocktakes.require(user, Right.SEE_EXPECTED)
        return parts.count_papers.keep_variance(posted.number, posted.location, stamp)

    def _on_paper(self, job: partial[Path]) -> None:
        stamped = partial(self._stamped, job, self._bench.parts.user)
        self._bench.workers.paper.submit(stamped, self._on_printed, self._bench.refuse)

    def _stamped(self, job: partial[Path], user: str) -> Path:
        """A paper says when it was made and by whom."""
        return job(stamp=self._bench.parts.reports.stamp(user))

    def _on_rows(self, listing: object) -> None:
        self.listing = cast("Listing", listing)
        self._bench.view.changed()

    def _on_kept(self, plan: Plan, updated: object) -> None:
        self._bench.view.answered(None)
        code = "plan_kept" if plan.active else "plan_dropped"
        self._bench.view.say(Said("ok", code, {"name": plan.name}))
        self._bench.view.sound(Tone.TAKEN)
        kept = cast("Updated", updated)
        self.came_from = kept.code
        self._bench.view.published(kept.changes)
        self.refresh()

    def _on_zones(self, zones: object) -> None:
        self._bench.view.ask_zones(cast("tuple[str, ...]", zones))

    def _on_week(self, answer: object) -> None:
        week = cast("Week", answer)
        if week.averages_milli:
            self._bench.view.show_week(week)
        else:
            self._bench.complain("warn", "no_week")

    def _on_labels(self, made: tuple[Path, tuple[str, ...]]) -> None:
        path, squares = made
        self._on_printed(path)
        if squares:
            facts = {"path": str(path), "zone": ", ".join(squares[:_SHOWN]), "count": len(squares)}
            self._bench.view.say(Said("warn", "zones_in_squares", facts))

    def _on_printed(self, path: Path) -> None:
        self._bench.view.answered(None)
        self._bench.view.say(Said("ok", "kept_on_paper", {"path": str(path)}))
        self._bench.view.sound(Tone.TAKEN)
