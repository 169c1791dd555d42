"""Periods: the stretch of days that is closed next."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from enum import StrEnum

from app.domain.moment import day_number, day_of


class PeriodLength(StrEnum):
    """How often a shop closes its periods. It may close any other stretch, too."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


def period_end(length: PeriodLength, first_day: int) -> int:
    """The last day of the week (Sunday, ISO 8601), month or quarter in which a day lies, as a day number."""
    first = day_of(first_day)
    if length is PeriodLength.WEEK:
        return day_number(first + timedelta(days=7 - first.isoweekday()))
    month = first.month if length is PeriodLength.MONTH else (first.month + 2) // 3 * 3
    return day_number(date(first.year, month, calendar.monthrange(first.year, month)[1]))


def proposed_end(length: PeriodLength, first_day: int, today: int) -> int | None:
    """The day through which to close next: the end of the period that begins with the first open day.

    Returns:
        A day number; None while that period is not over.
    """
    end = period_end(length, first_day)
    return end if end < today else None
