"""What can be counted: stocktakes to go on with, what is due today, plans to begin one, and what was posted last."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from app.domain.count_plan import Plan, Scope
from app.domain.moment import business_day
from app.reports.stocktakes import Stocktake
from app.ui.parts import Parts
from app.ui.screens.counting.state import Listing, StartKind, StartRow
from app.ui.screens.counting.texts import CountingTexts

_POSTED_SHOWN = 8
_QUIET_SHOWN = 3


def read_listing(parts: Parts, texts: CountingTexts) -> Listing:
    """The start list, and what is said above it; runs on the store thread."""
    today, rests_on = today_of(parts), _rests_on(parts)
    known, newest, _ = rests_on
    rows = _going_on(parts, texts)
    standing = _standing_plans(texts, known, is_new=parts.count_planning.is_new(parts.location))
    plans = parts.count_planning.due_plans([*known, *standing], parts.location, today)
    for one in sorted(plans, key=lambda due: not due.is_due):
        kind = StartKind.DUE if one.is_due else StartKind.PLAN
        plan = one.plan
        rows.append(StartRow(kind, plan.code, plan.name, texts.plan_words(plan), texts.due_words(one), plan))
    rows += [
        StartRow(StartKind.POSTED, one.uid, one.name, one.number, texts.begun_on(one.begun), posted=one)
        for one in newest
    ]
    quiet = parts.count_planning.quietest(today, parts.location, most=_QUIET_SHOWN)
    # A few sales in one hour say nothing of the week.
    return Listing(tuple(rows), texts.notes(quiet if len(quiet) == _QUIET_SHOWN else ()), rests_on)


def renewed_listing(parts: Parts, texts: CountingTexts, before: Listing) -> Listing:
    """The same where somebody may have changed something: what is due is looked for only where it can be other goods.

    Whoever sells changes the book each few seconds, and a walk over all that moved would keep scans waiting.
    """
    if _rests_on(parts) != before.rests_on:
        return read_listing(parts, texts)
    rest = (row for row in before.rows if row.kind is not StartKind.STOCKTAKE)
    return before._replace(rows=(*_going_on(parts, texts), *rest))


def _going_on(parts: Parts, texts: CountingTexts) -> list[StartRow]:
    return [
        StartRow(StartKind.STOCKTAKE, one.uid, one.name, texts.scope(one.scope), texts.begun_on(one.begun))
        for one in parts.stocktakes.opened()
    ]


def _rests_on(parts: Parts) -> tuple[tuple[Plan, ...], tuple[Stocktake, ...], int]:
    """What the list is made of besides the stocktakes that go on."""
    return parts.stocktakes.plans(), parts.stocktakes.newest(_POSTED_SHOWN), today_of(parts)


def today_of(parts: Parts) -> int:
    """The shop's business day."""
    shop = parts.shop
    return business_day(parts.clock.now_us(), ZoneInfo(shop.timezone), shop.day_cut_minutes)


def _standing_plans(texts: CountingTexts, known: tuple[Plan, ...], *, is_new: bool) -> tuple[Plan, ...]:
    """What every shop can count without a plan of its own; a plan of the shop takes the place of its like.

    Args:
        is_new: Nothing has come in yet: what is there now is its opening stock.
    """
    own = {plan.scope for plan in known}
    scopes = (Scope.OPENING,) if is_new else (Scope.FULL, Scope.CYCLE, Scope.DOUBTFUL)
    return tuple(Plan("", texts.standing_plan(scope), scope) for scope in scopes if scope not in own)
