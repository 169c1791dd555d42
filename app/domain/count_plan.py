"""What to count, how often and when: plans, classes by value, books that look doubtful, quiet hours. Pure arithmetic.

Cycle counting by class is the usual rule of inventory control: the few products that make most of the value are counted
often, the many that make little seldom (A 80 %, B the next 15 %, C the rest; by what was sold at cost in a year).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from app.domain.count_review import Tolerance
from app.domain.in_pieces import sorted_in_pieces
from app.domain.moment import day_number, day_of
from app.domain.refusal import Refusal

_A_PERCENT = 80
_B_PERCENT = 95
_FULL_PERCENT = 100
OFTEN_CORRECTED = 3
"""Counts with a difference and adjustments within a year, from which on a product's book is doubtful."""
UNMOVED_DAYS = 180
"""Days without a movement, from which on what the book has is doubtful."""
DAYS_OF_WEEK = 7
_ONE_OF = 5  # days of a weekday: on so many of them at least, a shop sells regularly at an hour


class Scope(StrEnum):
    """Which goods a plan covers.

    By `supplier` is what the shop buys there: goods whose record names it, those in its list of items, and those whose
    last delivery came from it.
    """

    FULL = "full"
    ZONE = "zone"
    CATEGORY = "category"
    SUPPLIER = "supplier"
    CYCLE = "cycle"
    DOUBTFUL = "doubtful"
    SPOT = "spot"
    OPENING = "opening"


NAMED_SCOPES = frozenset({Scope.ZONE, Scope.CATEGORY, Scope.SUPPLIER, Scope.SPOT})
"""Scopes that say which ones: zones, categories, suppliers, SKUs."""
WHOLE_SCOPES = frozenset({Scope.FULL, Scope.OPENING})
"""Scopes that cover whatever there is."""


class Plan(NamedTuple):
    """How a shop counts.

    Attributes:
        subjects: Of a scope that says which ones: zones, names of categories, codes of suppliers, SKUs.
        every_days: How often all of it is counted; None where nobody says, or the scope is `cycle`.
        class_days: Of a cycle: after how many days goods of the classes A, B and C are counted again.
        most: Of a cycle or doubtful books: how many products in one count; None is all that are due.
    """

    code: str
    name: str
    scope: Scope
    location: str = ""
    subjects: tuple[str, ...] = ()
    every_days: int | None = None
    class_days: tuple[int, int, int] = (30, 90, 365)
    most: int | None = None
    tolerance: Tolerance = Tolerance()
    second_person: bool = False
    active: bool = True


LONGEST_NAME = 100
"""Signs of a plan's name: it is a title on screens and paper."""


def check_plan(plan: Plan) -> Plan:
    """Refuse a plan whose name is no title, or one that counts what makes little more often than what makes much.

    One that is not carried out any more may have outlived that.

    Raises:
        Refusal: `plan_name_long`, `class_days_turned`.
    """
    if not plan.active:
        return plan
    if len(plan.name) > LONGEST_NAME or not plan.name.isprintable():
        raise Refusal("plan_name_long", most=LONGEST_NAME)
    if plan.scope is Scope.CYCLE and list(plan.class_days) != sorted(plan.class_days):
        raise Refusal("class_days_turned", days=", ".join(map(str, plan.class_days)))
    return plan


class CountPlanAsked(NamedTuple):
    """A plan to add or to change, by its code; None leaves a figure as it was. The figures are those of `Plan`."""

    code: str
    name: str | None = None
    scope: Scope | None = None
    location: str | None = None
    subjects: tuple[str, ...] | None = None
    every_days: int | None = None
    class_days: tuple[int, int, int] | None = None
    most: int | None = None
    tolerance: Tolerance | None = None
    second_person: bool | None = None
    active: bool | None = None


def planned(known: Plan | None, asked: CountPlanAsked, *, location: str) -> Plan:
    """The plan after a wish.

    Args:
        known: As the shop has it, or None for a new one.
        location: The usual one.

    Raises:
        Refusal: `missing_key` for one without a name or a new one without scope, `subjects_needed`, and those of
            `check_plan`.
    """
    said = {name: value for name, value in asked._asdict().items() if value is not None}
    if known is None:
        for key in ("name", "scope"):
            if key not in said:
                raise Refusal("missing_key", key=key)
        made = Plan(**{"location": location, **said})
    else:
        made = known._replace(**said)
    if not made.name.strip():
        raise Refusal("missing_key", key="name")
    if made.scope in NAMED_SCOPES and not made.subjects:
        raise Refusal("subjects_needed", scope=made.scope.value)
    return check_plan(made)


class Class(StrEnum):
    """How much of the value a product makes."""

    A = "A"
    B = "B"
    C = "C"


def classes(values: Mapping[int, int]) -> dict[int, Class]:
    """The class of each product by its value, which is that of a year's sales at cost.

    A product is A while those before it make less than 80 % of the whole, B below 95 %; what makes nothing is C.
    """
    whole = sum(value for value in values.values() if value > 0)
    made: dict[int, Class] = {}
    before = 0
    for product_id, value in sorted_in_pieces(values.items(), lambda one: (-one[1], one[0])):
        share = before * _FULL_PERCENT
        if value <= 0 or share >= whole * _B_PERCENT:
            made[product_id] = Class.C
        else:
            made[product_id] = Class.A if share < whole * _A_PERCENT else Class.B
        before += max(value, 0)
    return made


class Kept(NamedTuple):
    """What the book knows of a product at a location, as far as planning needs it.

    Attributes:
        yearly_minor: What was sold of it in a year, at cost.
        value_minor: What there is, at cost.
        counted_day: When it was counted last, as a day number; None for never.
        moved_day: When it moved last; None for never.
        corrections: Counts with a difference and adjustments within a year.
    """

    product_id: int
    sku: str
    name: str
    quantity_milli: int
    value_minor: int
    yearly_minor: int
    counted_day: int | None
    moved_day: int | None
    corrections: int


class Due(NamedTuple):
    """A product that is to be counted.

    Attributes:
        due_day: Since when; None for as soon as can be: it was never counted, or its book is doubtful.
        reasons: Why: `never_counted due negative unmoved corrected`.
    """

    kept: Kept
    grade: Class
    due_day: int | None
    reasons: tuple[str, ...]


def due(goods: Sequence[Kept], plan: Plan, today: int) -> list[Due]:
    """What a cycle has to count on a day: what was never counted, then what has waited longest for its class."""
    grades = classes({one.product_id: one.yearly_minor for one in goods})
    days = dict(zip(Class, plan.class_days, strict=True))
    found = []
    for one in goods:
        grade = grades[one.product_id]
        since = None if one.counted_day is None else _plus(one.counted_day, days[grade])
        if since is None:
            # What the book has nothing of is no reason to look for it on the shelf.
            if one.quantity_milli or one.moved_day is not None:
                found.append(Due(one, grade, None, ("never_counted",)))
        elif since <= today:
            found.append(Due(one, grade, since, ("due",)))
    found = sorted_in_pieces(found, lambda one: (one.due_day or 0, one.grade, -one.kept.value_minor, one.kept.sku))
    return found[: plan.most]


def doubtful(goods: Iterable[Kept], today: int, *, most: int | None = None) -> list[Due]:
    """The products whose book looks wrong: below zero, unmoved for long, often corrected; the worst first."""
    goods = list(goods)
    grades = classes({one.product_id: one.yearly_minor for one in goods})
    found = []
    for one in goods:
        reasons = tuple(_doubts(one, today))
        if reasons:
            found.append(Due(one, grades[one.product_id], None, reasons))
    found = sorted_in_pieces(
        found, lambda one: (-len(one.reasons), one.kept.quantity_milli >= 0, -one.kept.value_minor, one.kept.sku)
    )
    return found[:most]


def _doubts(one: Kept, today: int) -> Iterable[str]:
    if one.quantity_milli < 0:
        yield "negative"
    since = max(one.moved_day or 0, one.counted_day or 0)
    if one.quantity_milli > 0 and since and _plus(since, UNMOVED_DAYS) <= today:
        yield "unmoved"
    if one.corrections >= OFTEN_CORRECTED:
        yield "corrected"


def next_day_of(plan: Plan, last_day: int | None, today: int, made_day: int | None = None) -> int | None:
    """When a plan with a rhythm is due; None for one without a rhythm.

    Args:
        last_day: When it was carried out last. One that never was is due since it was made.
        made_day: When that was; where nobody knows it is due today.
    """
    if plan.every_days is None:
        return None
    if last_day is None:
        return today if made_day is None else min(made_day, today)
    return _plus(last_day, plan.every_days)


class Hour(NamedTuple):
    """An hour of the week.

    Attributes:
        weekday: 0 is Monday.
        sales: How many sales it had, all weeks together.
    """

    weekday: int
    hour: int
    sales: int


def quiet_hours(sold: Sequence[datetime], last: date, *, most: int = 5) -> list[Hour]:
    """The quietest hours in which the shop is open, the quietest first.

    A shop is open from the hour at or before which it sells regularly to the hour at or after which it does: on at
    least a fifth of the days of that weekday since the first sale. So in a shop that has sold for longer than five
    weeks, one late sale, or one on a day of rest, opens nothing.

    Args:
        sold: When something was sold, in the shop's own time.
        last: The last of the days that are looked at.
    """
    if not sold:
        return []
    weeks = weekdays_between(min(sold).date(), max(last, max(sold).date()))
    days: list[dict[date, list[int]]] = [{} for _ in range(DAYS_OF_WEEK)]
    for when in sold:
        days[when.weekday()].setdefault(when.date(), []).append(when.hour)
    open_hours = []
    for weekday, hours in enumerate(days):
        regular = max(1, -(-weeks[weekday] // _ONE_OF))
        if len(hours) >= regular:
            first = sorted(min(one) for one in hours.values())[regular - 1]
            end = sorted((max(one) for one in hours.values()), reverse=True)[regular - 1]
            sales = Counter(hour for one in hours.values() for hour in one)
            open_hours += [Hour(weekday, hour, sales[hour]) for hour in range(first, end + 1)]
    return sorted(open_hours, key=lambda one: (one.sales, one.weekday, one.hour))[:most]


def how_many_quiet(sales: Sequence[int], least: int) -> int:
    """How many of the hours of a week are the quietest: the first few, and all that are as quiet as the last of these.

    Args:
        sales: Of each hour, the quietest first.
        least: How many, where no others are as quiet.

    Returns:
        0 where all hours are alike, and there are more than a few: none of them is quiet.
    """
    if len(sales) <= least:
        return len(sales)
    many = sum(one <= sales[least - 1] for one in sales)
    return 0 if sales[0] == sales[-1] else many


def weekdays_between(first: date, last: date) -> dict[int, int]:
    """How often each day of the week (0 is Monday) was there from a day to another, both included."""
    days = (last - first).days + 1
    return {
        weekday: (days + DAYS_OF_WEEK - 1 - (weekday - first.weekday()) % DAYS_OF_WEEK) // DAYS_OF_WEEK
        for weekday in range(DAYS_OF_WEEK)
    }


def _plus(day: int, days: int) -> int:
    return day_number(day_of(day) + timedelta(days=days))
