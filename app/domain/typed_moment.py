"""A moment that has passed, as a person types it: a time, and in front of it a day where it is not today's.

20:00           today, or yesterday where today's is still to come
27 20:00        the 27th that was last
27.11 20:00     that day of that month, last; day and month in the order of the shop
27.11.26 20.00  with the year, as days are typed elsewhere
yesterday 20:00
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from app.domain.moment import day_of
from app.domain.refusal import Refusal
from app.domain.typed_day import plain_digits, read_day

_CLOCK = re.compile(r"(?:(.*?)[\s,]+)?([0-9]{1,2})[:.]([0-9]{2})", re.ASCII | re.DOTALL)
_FEW = re.compile(r"([0-9]{1,2})(?:[-./ ]+([0-9]{1,2}))?[-./ ]*", re.ASCII)
_LONGEST = 40  # characters that are quoted
_MONTHS_BACK = 12 * 8  # the 29th of February comes again within eight years


class TypedMoment(NamedTuple):
    """What was typed.

    Attributes:
        has_day: Whether a day was named.
    """

    at: datetime
    has_day: bool


def read_past(text: str, now: datetime, order: str, yesterday: Iterable[str] = ()) -> TypedMoment:
    """The moment that was typed; the day that is named may be today, and the moment then be still to come.

    Args:
        text: As it was typed, digits of any script.
        now: By the shop's clock.
        order: In which order the shop writes days: `dmy`, `mdy` or `ymd`.
        yesterday: What yesterday is called.

    Raises:
        Refusal: `bad_time`, `bad_day_typed`.
    """
    match = _CLOCK.fullmatch(plain_digits(text.strip()))
    if match is None:
        raise Refusal("bad_time", text=text.strip()[:_LONGEST])
    try:
        clock = time(int(match[2]), int(match[3]), tzinfo=now.tzinfo)
    except ValueError:
        raise Refusal("bad_time", text=text.strip()[:_LONGEST]) from None
    day = (match[1] or "").strip()
    if day:
        return TypedMoment(datetime.combine(_day(day, now.date(), order, yesterday), clock), has_day=True)
    at = datetime.combine(now.date(), clock)
    return TypedMoment(at if at <= now else at - timedelta(days=1), has_day=False)


def _day(text: str, today: date, order: str, yesterday: Iterable[str]) -> date:
    if text.casefold() in {word.casefold() for word in yesterday}:
        return today - timedelta(days=1)
    match = _FEW.fullmatch(text)
    if match is None:
        return day_of(read_day(text, order))
    first, second = int(match[1]), None if match[2] is None else int(match[2])
    day, month = (first, second) if second is None or order == "dmy" else (second, first)
    for back in range(_MONTHS_BACK):
        year, of_year = divmod(today.year * 12 + today.month - 1 - back, 12)
        is_there = month in {None, of_year + 1} and 1 <= day <= calendar.monthrange(year, of_year + 1)[1]
        if is_there and date(year, of_year + 1, day) <= today:
            return date(year, of_year + 1, day)
    raise Refusal("bad_day_typed", text=text[:_LONGEST])
