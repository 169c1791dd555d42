"""Stretches of days by their names: this month, last quarter. A stretch that is not over ends with today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

from app.domain.moment import day_number, day_of

_A_QUARTER = 3


class Stretch(StrEnum):
    """A stretch that has a name; `all` has neither beginning nor end, `own` is typed by a person."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    THIS_WEEK = "this_week"
    LAST_WEEK = "last_week"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    THIS_QUARTER = "this_quarter"
    LAST_QUARTER = "last_quarter"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"
    ALL = "all"
    OWN = "own"


Days = tuple[int | None, int | None]


def days_of(stretch: Stretch, today: int, first_weekday: int = 0) -> Days:
    """The first and the last day of a stretch, both included, as day numbers such as 20260301.

    Args:
        stretch: Which one; `all` and `own` have no days of their own.
        today: The shop's business day.
        first_weekday: On which day a week begins, Monday is 0.
    """
    if stretch in {Stretch.ALL, Stretch.OWN}:
        return None, None
    now = day_of(today)
    if stretch is Stretch.YESTERDAY:
        yesterday = day_number(now - timedelta(days=1))
        return yesterday, yesterday
    if stretch is Stretch.TODAY:
        return today, today
    begin = _BEGINS[stretch.value.partition("_")[2]]
    first = begin(now, first_weekday)
    if stretch.value.startswith("this"):
        return day_number(first), today
    last = first - timedelta(days=1)
    return day_number(begin(last, first_weekday)), day_number(last)


def same_weekday_before(day: int) -> int:
    """The day 52 weeks before: a shop's Saturday is held against a Saturday."""
    return day_number(day_of(day) - timedelta(weeks=52))


def many_days(first: int, last: int) -> int:
    """How many days a stretch has, both ends included."""
    return (day_of(last) - day_of(first)).days + 1


def _week(day: date, first_weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - first_weekday) % 7)


def _month(day: date, _first_weekday: int) -> date:
    return day.replace(day=1)


def _quarter(day: date, _first_weekday: int) -> date:
    return day.replace(month=(day.month - 1) // _A_QUARTER * _A_QUARTER + 1, day=1)


def _year(day: date, _first_weekday: int) -> date:
    return day.replace(month=1, day=1)


_BEGINS: dict[str, Callable[[date, int], date]] = {"week": _week, "month": _month, "quarter": _quarter, "year": _year}
