"""Stocktaking: what is counted together, and the sheets of those who count. `Counting` posts it.

Every entry is durable when its verb returns. Each counter has a sheet of their own for each zone, so nobody waits for
anybody else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from app.base.clock import Clock
from app.base.identity import uuid7
from app.domain import rights
from app.domain.changes import Changes, Updated
from app.domain.count_journal import write_entry
from app.domain.count_plan import NAMED_SCOPES, CountPlanAsked, Plan, Scope, planned
from app.domain.count_review import Decision, Seen, Tolerance
from app.domain.count_rule import Rule
from app.domain.count_sheet import SETTLED, UNSETTLED, Entry
from app.domain.count_zone import check_zone, zone_key
from app.domain.moment import Moment, business_day, write_date
from app.domain.refusal import Refusal
from app.store.database import Book, Connection
from app.store.queries import count_apart, count_plans, count_sheets, count_zones, parties, stock, stocktakes
from app.store.writing import count_decisions as decisions
from app.store.writing import count_plans as plan_writing
from app.store.writing import drafts
from app.store.writing import stocktakes as writing

_CHANGED = Changes(frozenset({"drafts"}))


class Stocktaking:
    """Keeps stocktakes in progress."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def set_plan(self, asked: CountPlanAsked) -> Updated:
        """Add a plan, or change the one with its code.

        Raises:
            Refusal: `unknown_location`, `missing_key`, `subjects_needed`, `unknown_subject`, `unknown_zone`.
        """
        with self._book.writing() as connection:
            known = count_plans.plan(connection, asked.code)
            location = parties.location_code(connection, 1)
            plan = planned(known, asked, location=location)
            plan_writing.set_plan(connection, count_plans.check_subjects(connection, plan), self._now())
        return Updated(asked.code, changes=Changes(frozenset({"settings"})))

    def keep_plan(self, plan: Plan, *, user: str | None) -> Updated:
        """Keep a plan as a form has it, all of it; one without a code is new and gets the next free one.

        Raises:
            Refusal: `not_allowed`, `missing_key` without a name, `subjects_needed`, `unknown_subject`, `unknown_zone`,
                `unknown_location`.
        """
        if not plan.name.strip():
            raise Refusal("missing_key", key="name")
        if plan.scope in NAMED_SCOPES and not plan.subjects:
            raise Refusal("subjects_needed", scope=plan.scope)
        with self._book.writing() as connection:
            _poster(connection, user)
            location = plan.location or parties.location_code(connection, 1)
            kept = plan._replace(code=plan.code or count_plans.free_code(connection), location=location)
            plan_writing.set_plan(connection, count_plans.check_subjects(connection, kept), self._now())
        return Updated(kept.code, changes=Changes(frozenset({"settings"})))

    def begin(self, plan: Plan, *, till: str, user: str | None) -> str:
        """Begin a stocktake of what a plan covers today; its uid becomes the count's.

        Args:
            plan: One that the shop has, or one that is made for this count; its code is "" then.

        Raises:
            Refusal: `not_allowed`, `unknown_till`, `unknown_user`, `unknown_location`, `subjects_needed`,
                `unknown_subject`, `nothing_to_count`; `counted_already` where the same is being counted: what two
                people find in two zones adds up in one stocktake alone.
        """
        now = self._now()
        uid = uuid7(now.utc_us)
        with self._book.writing() as connection:
            desk = parties.desk(connection, till=till, user=user, location=plan.location or None)
            rights.require(desk.person, rights.Right.COUNT)
            goods = self._covered(connection, plan, desk.location_id)
            known = count_sheets.going_on(connection, plan, desk.location_id, goods)
            if known is not None:
                raise Refusal("counted_already", **self._begun_facts(known))
            head = writing.Head(
                uid,
                plan.name,
                plan.scope,
                desk.location_id,
                count_plans.plan_id(connection, plan.code) if plan.code else None,
                plan.tolerance,
                plan.second_person,
            )
            writing.begin(connection, head, goods, desk, now)
        return uid

    def leave(self, stocktake: str, plan: Plan) -> Changes:
        """Whoever has begun a stocktake leaves it; one on which nobody has done anything is no stocktake.

        Args:
            stocktake: Its uid.
            plan: What it was begun with.

        Raises:
            Refusal: `unknown_stocktake`.
        """
        with self._book.writing() as connection:
            known = stocktakes.stocktake(connection, stocktake)
            rules = (known.tolerance, known.second_person, known.uncounted)
            is_untouched = rules == (plan.tolerance, plan.second_person, "")
            is_untouched = is_untouched and not stocktakes.sheet_heads(connection, known.stocktake_id)
            if known.state != "open" or not is_untouched:
                return Changes()
            writing.abandon(connection, known.stocktake_id, self._now())
        return _CHANGED

    def open_sheet(
        self, stocktake: str, zone: str, *, how: str = "", goods: str = "", till: str, user: str | None
    ) -> str:
        """Open a sheet for a zone; one that the same person has open there is gone on with.

        Args:
            stocktake: Its uid.
            zone: "" is the location as a whole.
            how: Where the zone was counted before: `add` to what is there, count it again and `replace` it, or
                count again only the `goods` that are found now.
            goods: The SKU of the goods that are counted again: the sheet is for these alone.

        Raises:
            Refusal: `zone_counted` where it was counted before and nobody says how, `bad_zone`,
                `unknown_stocktake`, `stocktake_closed`, `not_allowed`; of goods those of `check_counted`.
        """
        now = self._now()
        zone = check_zone(zone)
        with self._book.writing() as connection:
            known = stocktakes.open_stocktake(connection, stocktake)
            desk = _desk(connection, till, user)
            if goods:
                count_apart.check_counted(connection, goods)
            every = stocktakes.sheet_heads(connection, known.stocktake_id)
            zone = count_zones.as_written(connection, zone, known.location_id, (one.zone for one in every))
            heads = [one for one in every if one.state != "abandoned"]
            here = [one for one in heads if zone_key(one.zone) == zone_key(zone)]
            there = [one for one in here if one.replaces != "goods"]
            own = [one for one in here if one.counter == desk.person.code]
            for one in reversed(own):
                if one.state == "open" and (how == "goods") == (one.replaces == "goods") and one.goods == goods:
                    return one.uid
            counted = [one for one in there if one.entries]
            if counted and not how:
                raise Refusal("zone_counted", **self._zone_facts(counted[-1], zone))
            uid = uuid7(now.utc_us)
            number, replaces = count_sheets.next_round(heads, zone, how, was_counted=bool(there))
            sheet = writing.NewSheet(uid, known.stocktake_id, zone, number, replaces, goods)
            writing.add_sheet(connection, sheet, desk, now)
        return uid

    def leave_sheet(self, sheet: str, *, user: str | None) -> Changes:
        """Whoever has opened a sheet leaves it; one on which nobody has done anything is none.

        Raises:
            Refusal: `draft_closed`, `unknown_user`.
        """
        with self._book.writing() as connection:
            _, head = count_sheets.with_sheet(connection, sheet)
            is_own = head.counter == parties.person(connection, user)[1].code
            if head.state != "open" or head.entries or not is_own:
                return Changes()
            drafts.move(connection, sheet, to="abandoned", now=self._now())
        return _CHANGED

    def record(
        self, sheet: str, entries: Sequence[tuple[Entry, str]], *, many: int, till: str, user: str | None
    ) -> int:
        """Append entries to a sheet, each with the raw scan or typed text behind it.

        Args:
            sheet: Its uid.
            entries: What was done.
            many: How many entries the sheet has, as far as the asker knows.

        Returns:
            How many it has now.

        Raises:
            Refusal: `draft_closed`, `draft_moved` when somebody else has entered something meanwhile, `sheet_replaced`
                when somebody else counts the zone again.
        """
        written = [drafts.DraftEntry(raw, write_entry(entry)) for entry, raw in entries]
        with self._book.writing() as connection:
            self._check_counts(connection, sheet)
            now = self._now()
            drafts.append_behind(connection, sheet, written, now, many=many, desk=_desk(connection, till, user))
            for one in () if many else count_sheets.replaced_now(connection, sheet):
                # Whoever counts on it is told at the next scan: it is on no sheet that counts.
                drafts.move(connection, one.uid, to="parked", now=now)
        return many + len(written)

    def finish_sheet(self, sheet: str) -> Changes:
        """The zone is counted to its end.

        Raises:
            Refusal: `draft_closed`.
        """
        with self._book.writing() as connection:
            drafts.move(connection, sheet, to="parked", now=self._now())
        return _CHANGED

    def resume_sheet(self, sheet: str, *, till: str, user: str | None) -> Changes:
        """Go on with a sheet that was finished, or bring back one that was given up, with all that is on it.

        Raises:
            Refusal: `draft_closed`, `not_allowed`, `sheet_replaced`; of a sheet that was given up `stocktake_closed`,
                and `zone_counted_since` where the same was counted anew: both together would count it twice.
        """
        with self._book.writing() as connection:
            desk = _desk(connection, till, user)
            uid, head = count_sheets.with_sheet(connection, sheet)
            if head.state == "abandoned":
                known = stocktakes.open_stocktake(connection, uid)
                _own(desk.person, head)
                instead = count_sheets.counted_instead(connection, known.stocktake_id, head)
                if instead is not None:
                    raise Refusal("zone_counted_since", **self._zone_facts(instead, head.zone))
            self._check_counts(connection, sheet)
            state = "abandoned" if head.state == "abandoned" else "parked"
            drafts.recall(connection, sheet, desk, self._now(), state=state)
        return _CHANGED

    def discard_sheet(self, sheet: str, *, user: str | None) -> Changes:
        """A sheet counts no more; its entries stay in the journal, and `resume_sheet` brings it back.

        Raises:
            Refusal: `draft_closed`; `not_allowed` where it is another person's and one may not post counts.
        """
        with self._book.writing() as connection:
            _, head = count_sheets.with_sheet(connection, sheet)
            _own(parties.person(connection, user)[1], head)
            drafts.move(connection, sheet, to="abandoned", now=self._now())
        return _CHANGED

    def settle(self, stocktake: str, code: str, *, till: str, user: str | None, back: bool = False) -> Changes:
        """Say in the review that a code which nobody knows was looked after, or (`back`) was not after all.

        Raises:
            Refusal: `not_allowed`, `unknown_stocktake`, `stocktake_closed`; `draft_closed` while no sheet is finished.
        """
        with self._book.writing() as connection:
            known = stocktakes.open_stocktake(connection, stocktake)
            desk = _desk(connection, till, user)
            entry = drafts.DraftEntry(code, write_entry(UNSETTLED if back else SETTLED))
            if not writing.settle(connection, known.stocktake_id, entry, desk, self._now()):
                raise Refusal("draft_closed")
        return _CHANGED

    def decide(
        self, stocktake: str, sku: str, *, accept: bool, reason: str = "", user: str | None, of: Seen | None = None
    ) -> Changes:
        """Say that a difference is right as it is, and why it came about as far as anybody knows.

        Where somebody else counts again, nobody accepts what they counted themselves.

        Args:
            stocktake: Its uid.
            sku: Of the goods.
            accept: Whether it is right as it is.
            reason: Why, "" where nobody knows.
            user: Who says so.
            of: The difference that it is said of: of another one, nothing is said then. None is whatever it is.

        Raises:
            Refusal: `not_allowed`, `unknown_stocktake`, `stocktake_closed`, `unknown_product`, `unknown_reason`,
                `accepts_own_count`.
        """
        with self._book.writing() as connection:
            known = stocktakes.open_stocktake(connection, stocktake)
            person_id = _poster(connection, user)
            stock.check_reasons(connection, {reason})
            decisions.decide(connection, known, sku, Decision(accept, reason, of=of), person_id)
        return _CHANGED

    def want_again(self, stocktake: str, wanted: Mapping[int, Seen], *, is_wanted: bool, user: str | None) -> Changes:
        """Say that goods (their differences, by product) are counted again, whatever is tolerated; or take that back.

        Raises:
            Refusal: `not_allowed`, `unknown_stocktake`, `stocktake_closed`.
        """
        with self._book.writing() as connection:
            known, person_id = stocktakes.open_stocktake(connection, stocktake), _poster(connection, user)
            decisions.want_again(connection, known.stocktake_id, wanted, is_wanted=is_wanted, person_id=person_id)
        return _CHANGED

    def decide_uncounted(self, stocktake: str, uncounted: str, *, user: str | None) -> Changes:
        """Say what becomes of goods that nobody counted: `leave` them as the book has them, or set them to `zero`.

        Raises:
            Refusal: `not_allowed`, `unknown_stocktake`, `stocktake_closed`.
        """
        with self._book.writing() as connection:
            known = stocktakes.open_stocktake(connection, stocktake)
            _poster(connection, user)
            writing.set_uncounted(connection, known.stocktake_id, uncounted)
        return _CHANGED

    def set_tolerance(self, stocktake: str, tolerance: Tolerance, *, second_person: bool, user: str | None) -> Changes:
        """Say from which difference on goods are counted again, and whether by somebody else.

        Where somebody else counts again, nobody who has counted makes that rule looser. The paper of the count
        says who has made it looser.

        Raises:
            Refusal: `not_allowed`, `unknown_stocktake`, `stocktake_closed`, `loosens_own_count`.
        """
        with self._book.writing() as connection:
            known = stocktakes.open_stocktake(connection, stocktake)
            person_id = _poster(connection, user)
            rule, before = Rule(tolerance, second_person), Rule(known.tolerance, known.second_person)
            place = known.stocktake_id, person_id
            is_own = before.second_person and rule.is_looser_than(before)
            if is_own and count_sheets.has_counted(connection, *place):
                raise Refusal("loosens_own_count")
            if rule != before:
                writing.set_rule(connection, known.stocktake_id, rule, person_id=person_id, now=self._now())
        return _CHANGED

    def abandon(self, stocktake: str, *, user: str | None) -> Changes:
        """Give a stocktake up; nothing of it is posted, and its sheets stay in the journal.

        Raises:
            Refusal: `not_allowed`, `unknown_stocktake`, `stocktake_closed`.
        """
        with self._book.writing() as connection:
            known = stocktakes.open_stocktake(connection, stocktake)
            _poster(connection, user)
            writing.abandon(connection, known.stocktake_id, self._now())
        return _CHANGED

    def _covered(self, connection: Connection, plan: Plan, location_id: int) -> frozenset[int]:
        """The products that a plan covers today; none is all."""
        if plan.scope in NAMED_SCOPES and not plan.subjects:
            raise Refusal("subjects_needed", scope=plan.scope)
        shop = self._book.shop
        today = business_day(self._clock.now_us(), ZoneInfo(shop.timezone), shop.day_cut_minutes)
        goods = count_plans.covered(connection, plan, location_id, today)
        if goods is None:
            return frozenset()
        if not goods and plan.scope is not Scope.ZONE:
            raise Refusal("nothing_to_count", name=plan.name)
        return goods

    def _begun_facts(self, known: stocktakes.Stocktake) -> dict[str, object]:
        return {"stocktake": known.uid, "title": known.name, "name": known.user, "day": self._day(known.begun)}

    def _zone_facts(self, last: stocktakes.SheetHead, zone: str) -> dict[str, object]:
        facts = {"zone": zone or "-", "name": last.counter_name, "day": self._day(last.at), "entries": last.entries}
        return {**facts, "state": last.state}

    def _check_counts(self, connection: Connection, sheet: str) -> None:
        """Refuse to count on a sheet whose zone somebody counts again: nothing of it would count."""
        if count_sheets.is_replaced(connection, sheet):
            uid, head = count_sheets.with_sheet(connection, sheet)
            known = stocktakes.stocktake(connection, uid)
            by = count_sheets.replaced_by(connection, known.stocktake_id, head)
            raise Refusal("sheet_replaced", **self._zone_facts(by or head, head.zone))

    def _day(self, at: Moment) -> str:
        shop = self._book.shop
        return write_date(business_day(at.utc_us, ZoneInfo(shop.timezone), shop.day_cut_minutes))

    def _now(self) -> Moment:
        now_us = self._clock.now_us()
        return Moment(now_us, self._clock.offset_minutes(now_us))


def _desk(connection: Connection, till: str, user: str | None) -> parties.Desk:
    desk = parties.desk(connection, till=till, user=user, location=None)
    rights.require(desk.person, rights.Right.COUNT)
    return desk


def _own(person: rights.Person, sheet: stocktakes.SheetHead) -> None:
    """Refuse what is done to another person's sheet by somebody who may only count."""
    rights.require(person, rights.Right.COUNT if sheet.counter == person.code else rights.Right.POST_COUNT)


def _poster(connection: Connection, user: str | None) -> int:
    person_id, person = parties.person(connection, user)
    rights.require(person, rights.Right.POST_COUNT)
    return person_id
