"""Reports that are made by themselves: which, how often, as what, and the stretches of days that are due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from app.domain.moment import day_number, day_of, next_day
from app.domain.stretch import Stretch, days_of

FORMATS = ("pdf", "xlsx", "csv", "json")
"""What reports are written as."""

# Of what was missed for long, so many stretches are made: nobody reads more.
_MOST = 31


class Each(StrEnum):
    """How often a report is made by itself."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


_LAST = {Each.DAY: Stretch.YESTERDAY, Each.WEEK: Stretch.LAST_WEEK, Each.MONTH: Stretch.LAST_MONTH}


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A report that is made by itself.

    Attributes:
        report: Its name.
        written_as: One of `FORMATS`.
        done: The last day that it was made of; the stretch after that is the next.
    """

    report: str
    each: Each
    written_as: str
    done: int


def begins(each: Each, today: int, first_weekday: int = 0) -> int:
    """The last day that is not asked for when a report is scheduled today: its first stretch is the one that runs."""
    return _last(each, today, first_weekday)[1]


def due(scheduled: Scheduled, today: int, first_weekday: int = 0) -> tuple[tuple[int, int], ...]:
    """The stretches that are over and of which the report was not made yet: first and last day, the oldest first.

    Args:
        scheduled: The report.
        today: The shop's business day; a stretch is over before it.
        first_weekday: On which day a week begins, Monday is 0.
    """
    return tuple(_not_made(scheduled, today, first_weekday))[-_MOST:]


def _not_made(scheduled: Scheduled, today: int, first_weekday: int) -> Iterator[tuple[int, int]]:
    end = _last(scheduled.each, today, first_weekday)[1]
    done = scheduled.done
    while done < end:
        first = next_day(done)
        # Seen from the day after it, a stretch is the last one.
        last = _end_of(scheduled.each, first, first_weekday)
        yield first, last
        done = last


def _end_of(each: Each, day: int, first_weekday: int) -> int:
    """The last day of the stretch in which a day lies."""
    after = day_of(day)
    while _last(each, day_number(after), first_weekday)[1] < day:
        after += timedelta(days=1)
    return _last(each, day_number(after), first_weekday)[1]


def _last(each: Each, today: int, first_weekday: int) -> tuple[int, int]:
    first, last = days_of(_LAST[each], today, first_weekday)
    # These have both.
    return first or today, last or today
