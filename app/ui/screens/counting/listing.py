"""What can be counted: stocktakes to go on with, what is due today, plans to begin one, and what was posted last."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.domain.count_plan import Plan, Scope, how_many_quiet
from app.domain.moment import business_day
from app.reports.asked import Asked
from app.reports.posted_counts import PostedCount
from app.reports.report import WEEKDAYS
from app.ui.parts import Parts
from app.ui.screens.counting.state import Listing, StartKind, StartRow, Week
from app.ui.screens.counting.texts import CountingTexts

_POSTED_SHOWN = 50
QUIET_SHOWN = 3
"""How many hours are proposed; more where they are just as quiet."""


def read_listing(parts: Parts, texts: CountingTexts) -> Listing:
    """The start list, and what is said above it; runs on the store thread."""
    rests_on = _rests_on(parts)
    known, newest, places, today, new = rests_on
    rows = _going_on(parts, texts, places)
    standing = _standing_plans(parts, texts, known, places, new)
    plans = parts.count_planning.due_plans([*known, *standing], parts.location, today)
    for one in sorted(plans, key=lambda due: not due.is_due):
        kind = StartKind.DUE if one.is_due else StartKind.PLAN
        plan, location = one.plan, one.plan.location or parts.location
        place = places.get(location, "")
        words = texts.plan_words(plan)
        rows.append(
            StartRow(kind, plan.code, plan.name, words, texts.due_words(one), plan, location=location, place=place)
        )
    back = {done.number for done in newest if done.back}
    for done in newest:
        place = places.get(done.location, "")
        head = (
            StartKind.POSTED,
            done.uid,
            texts.posted_title(done, back),
            texts.posted_as(done, back),
            texts.day(done.book_date),
        )
        rows.append(StartRow(*head, posted=done, location=done.location, place=place))
    quiet = parts.count_planning.quietest(today, parts.location, most=QUIET_SHOWN)
    # A few sales in one hour say nothing of the week.
    notes = texts.notes(quiet if len(quiet) >= QUIET_SHOWN else ())
    return Listing(tuple(rows), notes, places, rests_on)


def renewed_listing(parts: Parts, texts: CountingTexts, before: Listing) -> Listing:
    """The same where somebody may have changed something: what is due is looked for only where it can be other goods.

    Whoever sells changes the book each few seconds, and a walk over all that moved would keep scans waiting.
    """
    if _rests_on(parts) != before.rests_on:
        return read_listing(parts, texts)
    rest = (row for row in before.rows if row.kind is not StartKind.STOCKTAKE)
    return before._replace(rows=(*_going_on(parts, texts, before.places), *rest))


def read_week(parts: Parts, location: str, place: str) -> Week:
    """How much is sold in each hour of the week at a location; runs on the store thread.

    Raises:
        Refusal: `unknown_location`.
    """
    report = parts.count_planning.quiet_hours(Asked(at=today_of(parts), location=location))
    averages: dict[tuple[int, int], int] = {}
    sales = []
    for row in report.rows:
        told = dict(zip((column.name for column in report.columns), row, strict=True))
        hour = WEEKDAYS.index(str(told["weekday"])), int(str(told["from_time"]).partition(":")[0])
        averages[hour] = int(told["average"] or 0)
        sales.append(int(told["sales"] or 0))
    # A few sales in one hour say nothing of the week.
    many = how_many_quiet(sales, QUIET_SHOWN) if len(sales) >= QUIET_SHOWN else 0
    quietest = tuple(averages)[:many]
    return Week(report, averages, quietest, location, place)


def _going_on(parts: Parts, texts: CountingTexts, places: Mapping[str, str]) -> list[StartRow]:
    rows = []
    for one in parts.stocktakes.opened():
        place = places.get(one.location, "")
        words = texts.at_work(one, parts.stocktakes.sheets(one.uid))
        when = texts.begun_at(one.begun)
        rows.append(StartRow(StartKind.STOCKTAKE, one.uid, one.name, words, when, location=one.location, place=place))
    return rows


class _Rest(NamedTuple):
    """What the list is made of besides the stocktakes that go on."""

    plans: tuple[Plan, ...]
    newest: tuple[PostedCount, ...]
    places: dict[str, str]
    today: int
    new: frozenset[str]  # places where nothing has come in yet


def _rests_on(parts: Parts) -> _Rest:
    stocktakes, places = parts.stocktakes, parts.stocktakes.places()
    new = frozenset(place for place in (parts.location, *places) if parts.count_planning.is_new(place))
    return _Rest(stocktakes.plans(), stocktakes.posted.newest(_POSTED_SHOWN), places, today_of(parts), new)


def today_of(parts: Parts) -> int:
    """The shop's business day."""
    shop = parts.shop
    return business_day(parts.clock.now_us(), ZoneInfo(shop.timezone), shop.day_cut_minutes)


def _standing_plans(
    parts: Parts,
    texts: CountingTexts,
    known: tuple[Plan, ...],
    places: Mapping[str, str],
    new: Collection[str],
) -> list[Plan]:
    """What every shop can count without a plan of its own, and the whole of each other place.

    A plan of the shop takes the place of its like at the same location.
    """
    own = {(plan.scope, plan.location) for plan in known}
    made = []
    for location in dict.fromkeys([parts.location, *places]):
        is_here = location == parts.location
        # Where nothing has come in yet, what is there now is its opening stock.
        scopes = [Scope.OPENING] if parts.count_planning.wants_opening(location) else []
        if not scopes or location not in new:
            scopes += [Scope.FULL, Scope.CYCLE, Scope.DOUBTFUL] if is_here else [Scope.FULL]
        made += [
            Plan("", texts.standing_plan(scope), scope, "" if is_here else location)
            for scope in scopes
            if (scope, location) not in own
        ]
    return made
