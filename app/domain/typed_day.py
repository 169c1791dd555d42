"""A day as a person types it, in the order in which the shop writes days.

1.3.27      day, month and year, with any sign between them; two digits are a year of this century
010327      the same without signs, six digits or eight
3/27        a month alone: its last day, as a best-before date means it
2027-03-01  the year first, wherever the shop is
15.10       where a day without a year has one: the 15th of October of that year
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date

from app.domain.moment import day_number
from app.domain.refusal import Refusal

_PARTS = re.compile(r"([0-9]{1,4})[-./ ]+([0-9]{1,4})(?:[-./ ]+([0-9]{1,4}))?[./ ]*", re.ASCII)
_BARE = re.compile(r"[0-9]{6}|[0-9]{8}", re.ASCII)
_CENTURY = 2000
_FIRST_YEAR, _LAST_YEAR = 1970, 2200
_YEAR_DIGITS, _MONTH_DIGITS = 4, 2


def read_day(text: str, order: str, year: int | None = None) -> int:
    """The day that was typed, as a day number (20270301).

    Args:
        text: As it was typed, digits of any script.
        order: In which order the shop writes days: `dmy`, `mdy` or `ymd`.
        year: Of which a day is that is typed without one; None where two figures are a month and its year.

    Raises:
        Refusal: `bad_day_typed` for what is no day.
    """
    plain = plain_digits(text.strip())
    day = _of_year(plain, order, year) or _written(plain, order)
    if day is None or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise Refusal("bad_day_typed", text=text.strip()[:40])
    return day_number(day)


def plain_digits(text: str) -> str:
    """A text with the digits of any script as 0 to 9."""
    return "".join(_digit(sign) for sign in text)


def _written(plain: str, order: str) -> date | None:
    if _BARE.fullmatch(plain):
        parts = _cut(plain, order)
    else:
        match = _PARTS.fullmatch(plain)
        if match is None:
            return None
        parts = [part for part in match.groups() if part]
    if len(parts[0]) == _YEAR_DIGITS:
        order = "ymd"
    if len(parts) < len(order):
        order = order.replace("d", "")
    named = dict(zip(order, parts, strict=True))
    year, month = int(named["y"]), int(named["m"])
    if len(named["y"]) < _YEAR_DIGITS:
        year += _CENTURY
    try:
        return date(year, month, int(named["d"]) if "d" in named else calendar.monthrange(year, month)[1])
    except ValueError:  # calendar.IllegalMonthError is one, too
        return None


def _of_year(plain: str, order: str, year: int | None) -> date | None:
    """The day of a year that two figures are, or None."""
    match = _PARTS.fullmatch(plain)
    if year is None or match is None or match[3] or any(len(part) > _MONTH_DIGITS for part in match.group(1, 2)):
        return None
    named = dict(zip(order.replace("y", ""), match.group(1, 2), strict=True))
    try:
        return date(year, int(named["m"]), int(named["d"]))
    except ValueError:
        return None


def _cut(plain: str, order: str) -> list[str]:
    """Six or eight digits in a row, cut into day, month and year."""
    parts, start = [], 0
    for name in order:
        width = len(plain) - 4 if name == "y" else 2
        parts.append(plain[start : start + width])
        start += width
    return parts


def _digit(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    return sign if value is None else str(value)
