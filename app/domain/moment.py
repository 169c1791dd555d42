"""Moments and book dates: when a thing happened, and which business day of the shop it belongs to."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from app.domain.refusal import Refusal

_SECOND_US = 1_000_000
_MINUTE_US = 60 * _SECOND_US
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1970, 2200
# Fractions of a second as other programs write them; the book keeps six digits of them.
_ISO = re.compile(
    r"(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(?:(?<=:\d\d:\d\d)[.,](\d{1,9}))?([Zz]|[+-]\d\d:\d\d)", re.ASCII
)


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A point in time and the offset of the clock that showed it.

    Attributes:
        utc_us: Microseconds since 1970-01-01 UTC.
        offset_minutes: Minutes that the local clock was ahead of UTC.
    """

    utc_us: int
    offset_minutes: int = 0

    def local(self) -> datetime:
        """The clock's own reading, with its offset."""
        return from_us(self.utc_us).astimezone(timezone(timedelta(minutes=self.offset_minutes)))

    def iso(self) -> str:
        """ISO 8601 with offset, to the second (microseconds only where they are not zero)."""
        return self.local().isoformat()


def from_us(utc_us: int) -> datetime:
    """Microseconds since 1970 as a datetime in UTC."""
    return _EPOCH + timedelta(microseconds=utc_us)


def moment_of(when: datetime) -> Moment:
    """The moment of an aware datetime."""
    offset = when.utcoffset() or timedelta()
    return Moment((when - _EPOCH) // timedelta(microseconds=1), offset // timedelta(minutes=1))


def read_moment(text: str) -> Moment:
    """Read ISO 8601 with an offset ("2026-03-01T09:30:00+01:00").

    Raises:
        Refusal: `bad_moment`, also for a moment without an offset or outside the years 1970 to 2200.
    """
    match = _ISO.fullmatch(text)
    when = None
    if match is not None:
        wall, fraction, offset = match.groups()
        with suppress(ValueError):
            when = datetime.fromisoformat(f"{wall}{'.' + fraction[:6] if fraction else ''}{offset.upper()}")
    if when is None or not 1970 <= when.year <= 2200:
        raise Refusal("bad_moment", text=text[:40])
    return moment_of(when)


def check_moment(asked: Moment | None, now: Moment) -> Moment:
    """The moment a document happened: the asked one, or now.

    Raises:
        Refusal: `moment_ahead` for one more than five minutes from now: a clock is wrong, or a date was mistyped.
    """
    if asked is None:
        return now
    if asked.utc_us > now.utc_us + 5 * _MINUTE_US:
        raise Refusal("moment_ahead", at=asked.iso(), now=now.iso())
    return asked


def read_date(text: str) -> int:
    """Read a day ("2026-03-01") as the whole number 20260301, the form in which the book keeps days.

    Raises:
        Refusal: `bad_date`.
    """
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise Refusal("bad_date", text=text[:40])
    return day_number(day)


def read_open_date(text: str, *, is_last: bool) -> int | None:
    """Read the first or the last day of a stretch; one before or behind all days of the book leaves that end open.

    Raises:
        Refusal: `bad_date`, also for a first day behind all days of the book, and a last one before them.
    """
    try:
        year = date.fromisoformat(text).year if _DAY.fullmatch(text) else None
    except ValueError:
        year = None
    if year is not None and (year > _LAST_YEAR if is_last else year < _FIRST_YEAR):
        return None
    return read_date(text)


def write_date(day: int) -> str:
    """Write 20260301 as "2026-03-01"."""
    return f"{day // 10000:04d}-{day // 100 % 100:02d}-{day % 100:02d}"


def day_number(day: date) -> int:
    """A date as the whole number 20260301: sorts as days do, and a person can read it in the book."""
    return day.year * 10000 + day.month * 100 + day.day


def day_of(number: int) -> date:
    """The date of a day number."""
    return date(number // 10000, number // 100 % 100, number % 100)


def next_day(number: int) -> int:
    """The day number of the day after."""
    return day_number(day_of(number) + timedelta(days=1))


def day_before(number: int) -> int:
    """The day number of the day before."""
    return day_number(day_of(number) - timedelta(days=1))


def business_day(utc_us: int, zone: tzinfo, cut_minutes: int) -> int:
    """The shop's business day of a moment: the local date, a day earlier before the cut hour.

    Args:
        utc_us: The moment, microseconds since 1970 UTC.
        zone: The shop's time zone; its own rules for summer time apply.
        cut_minutes: Minutes after midnight at which the business day begins.
    """
    # What is taken from a time with a zone is taken from its wall clock, and that is meant: the day is cut at 04:00 as
    # the clock on the wall shows it, also on the two nights a year that are an hour longer or shorter.
    return day_number(from_us(utc_us).astimezone(zone) - timedelta(minutes=cut_minutes))


def day_end_us(day: int, zone: tzinfo, cut_minutes: int) -> int:
    """The last microsecond of a business day, since 1970 UTC: just before the next one begins at the cut hour."""
    wall = datetime.combine(day_of(next_day(day)), time()) + timedelta(minutes=cut_minutes)
    return moment_of(wall.replace(tzinfo=zone)).utc_us - 1
