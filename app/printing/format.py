"""Figures and times as a person of the shop's language reads them: one place for screens, receipts and reports.

Everything is taken from Babel's tables (CLDR), digits always 0 to 9. A `Pattern` is what Babel knows of one kind of
figure in one language, taken once; it writes whole numbers as Babel would, some twenty times as fast. Files for other
programs take `app.domain.figures` instead: theirs are plain decimals.

A language is a name such as "de", "de_CH" or "zh-Hans-CN"; one that is not known is written as English.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING

from app.domain.figures import Currency

if TYPE_CHECKING:
    from babel import Locale
    from babel.numbers import NumberPattern

_UNITS = {
    "kg": "mass-kilogram",
    "g": "mass-gram",
    "l": "volume-liter",
    "ml": "volume-milliliter",
    "m": "length-meter",
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """How one kind of figure is written in one language.

    Attributes:
        digits: A figure is a whole number of 10**-digits.
        least: How many decimals are always written; of the others only as many as are not zero.
        positive: What stands before and behind a figure that is not negative.
        negative: The same for a negative one.
        point: The decimal sign.
        comma: The sign between groups of digits.
        groups: How many digits the last group has, and the others.
    """

    digits: int
    least: int
    positive: tuple[str, str]
    negative: tuple[str, str]
    point: str
    comma: str
    groups: tuple[int, int]

    def write(self, figure: int) -> str:
        """Write a whole number of 10**-digits; nothing is rounded."""
        before, behind = self.negative if figure < 0 else self.positive
        whole, part = divmod(abs(figure), 10**self.digits)
        text = f"{whole:,}".replace(",", self.comma) if self.groups == (3, 3) else self._grouped(str(whole))
        if self.digits:
            decimals = f"{part:0{self.digits}}"
            if self.least < self.digits:
                decimals = decimals[: self.least] + decimals[self.least :].rstrip("0")
            if decimals:
                return f"{before}{text}{self.point}{decimals}{behind}"
        return f"{before}{text}{behind}"

    def _grouped(self, text: str) -> str:
        size, grouped = self.groups[0], ""
        while len(text) > size:
            grouped = self.comma + text[-size:] + grouped
            text, size = text[:-size], self.groups[1]
        return text + grouped


def decimal_sign(language: str) -> str:
    """What stands between the units and the decimals."""
    return number_pattern(2, 2, language).point


def plain(text: str, language: str) -> str:
    """A plain decimal string with the signs of a language, all of its decimals kept: "1234.50" -> "1,234.50"."""
    digits = len(text.partition(".")[2])
    return number_pattern(digits, digits, language).write(int(text.replace(".", "")))


def money(minor: int, currency: Currency, language: str) -> str:
    """An amount with the sign of its currency: 150 -> "€1.50"."""
    return money_pattern(currency, language).write(minor)


def amount(minor: int, currency: Currency, language: str) -> str:
    """An amount without the sign of its currency: 150 -> "1.50"."""
    return number_pattern(currency.digits, currency.digits, language).write(minor)


def price(micro: int, currency: Currency, language: str) -> str:
    """A unit price or unit cost, with the currency's digits at the least: 1234000 -> "1.234"."""
    return number_pattern(6, currency.digits, language).write(micro)


def quantity(milli: int, language: str, unit: str = "each") -> str:
    """A quantity in one of the shop's units; pieces are a bare number: "2", "0.482 kg"."""
    text = number_pattern(3, 0, language).write(milli)
    before, behind = _unit_signs(unit, _known(language))
    return f"{before}{text}{behind}"


def percent(milli: int, language: str) -> str:
    """A percentage: 20000 -> "20%", 5500 -> "5.5%"."""
    return percent_pattern(0, language).write(milli)


def day(when: date, language: str) -> str:
    """A date of medium length: "31 Jan 2026"."""
    return _day(date(when.year, when.month, when.day), _known(language))


def month(text: str, language: str) -> str:
    """A month such as `2026-01`, written out: "January 2026"."""
    year, _, number = text.partition("-")
    return _month(int(year), int(number), _known(language))


def day_order(language: str) -> str:
    """In which order a language writes a short date: `dmy`, `mdy` or `ymd`."""
    pattern = _locale(_known(language)).date_formats["short"].pattern
    return "".join(sorted("dmy", key=pattern.lower().index))


def first_weekday(language: str) -> int:
    """On which day a week begins, Monday is 0."""
    return int(_locale(language).first_week_day)


def weekday(number: int, language: str) -> str:
    """The name of a day of the week, Monday is 0."""
    return str(_locale(language).days["stand-alone"]["wide"][number])


def clock(when: time | datetime, language: str) -> str:
    """A time of day in hours and minutes."""
    return _clock(when.hour, when.minute, _known(language))


def moment(when: datetime, language: str) -> str:
    """Date and time of day, as the wall clock of its offset shows them."""
    name = _known(language)
    return _together(name).replace("{1}", day(when, name)).replace("{0}", clock(when, name))


def apart(text: str, language: str) -> str:
    """A value inside other words: where lines run from right to left it keeps its own order, and they keep theirs."""
    return f"\u2068{text}\u2069" if runs_right_to_left(language) else text


def day_apart(when: date, language: str) -> str:
    """A date inside other words, or alone where nobody knows which way the line runs."""
    return apart(day(when, language), language)


def clock_apart(when: time | datetime, language: str) -> str:
    """A time of day inside other words."""
    return apart(clock(when, language), language)


def moment_apart(when: datetime, language: str) -> str:
    """A date with the time of day inside other words."""
    return apart(moment(when, language), language)


def runs_right_to_left(language: str) -> bool:
    """Whether a page of this language begins at its right edge."""
    return bool(_locale(language).text_direction == "rtl")


@lru_cache(maxsize=256)
def number_pattern(digits: int, least: int, language: str) -> Pattern:
    """Plain numbers of 10**-digits with at least `least` decimals."""
    locale = _locale(language)
    return _pattern(locale.decimal_formats[None], digits, least, language)


@lru_cache(maxsize=256)
def percent_pattern(least: int, language: str) -> Pattern:
    """Percentages in thousandths of a percent with at least `least` decimals."""
    locale = _locale(language)
    return _pattern(locale.percent_formats[None], 3, least, language)


@lru_cache(maxsize=256)
def money_pattern(currency: Currency, language: str) -> Pattern:
    """Amounts in minor units with the sign of their currency."""
    locale = _locale(language)
    return _pattern(locale.currency_formats["standard"], currency.digits, currency.digits, language, currency.code)


def _pattern(of: NumberPattern, digits: int, least: int, language: str, code: str | None = None) -> Pattern:
    """Learn from Babel what stands around a 0 and a -1, and which signs are inside a number.

    The decimals are ours (ISO 4217 where money is meant): CLDR's own leave out some that are still written.
    """
    from babel.numbers import get_decimal_symbol, get_group_symbol, parse_pattern  # noqa: PLC0415 -- see `_locale`

    locale = _locale(language)
    bare = parse_pattern(of.pattern)
    bare.frac_prec = (0, 0)
    bare.scale = 0  # a percentage comes as a percentage
    zero = bare.apply(0, locale, currency=code, currency_digits=False)
    below = bare.apply(-1, locale, currency=code, currency_digits=False)
    before, _, behind = zero.partition("0")
    before_minus, _, behind_minus = below.partition("1")
    return Pattern(
        digits=digits,
        least=least,
        positive=(before, behind),
        negative=(before_minus, behind_minus),
        point=get_decimal_symbol(locale, numbering_system="latn"),
        comma=get_group_symbol(locale, numbering_system="latn"),
        groups=(bare.grouping[0], bare.grouping[1]),
    )


def _locale(language: str) -> Locale:
    """Babel's tables of the nearest locale that it has. Babel is loaded with the first figure, not with the program."""
    from babel import Locale  # noqa: PLC0415 -- see above

    return Locale.parse(_known(language))


@lru_cache(maxsize=64)
def _known(language: str) -> str:
    """The name of the nearest locale that Babel has."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 -- see `_locale`

    parts = language.replace("-", "_").split("_")
    while parts:
        try:
            return str(Locale.parse("_".join(parts)))
        except (UnknownLocaleError, ValueError):
            parts.pop()
    return "en"


@lru_cache(maxsize=64)
def _together(name: str) -> str:
    return str(_locale(name).datetime_formats["medium"])


@lru_cache(maxsize=64)
def _unit_signs(unit: str, name: str) -> tuple[str, str]:
    if unit not in _UNITS:
        return "", ""
    from babel.units import format_unit  # noqa: PLC0415 -- with the first weight

    # Asked with the number 0, not the text "0", which Babel would take for a singular.
    before, _, behind = format_unit(0, _UNITS[unit], length="short", locale=name).partition("0")
    before, behind = before.strip(), behind.strip()
    # A space that does not break keeps the unit with its number.
    return f"{before}\u00a0" if before else "", f"\u00a0{behind}" if behind else ""


@lru_cache(maxsize=4096)
def _day(when: date, name: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415 -- with the first date

    return format_date(when, "medium", locale=name)


@lru_cache(maxsize=512)
def _month(year: int, number: int, name: str) -> str:
    from babel.dates import format_skeleton  # noqa: PLC0415 -- with the first date

    return format_skeleton("yMMMM", date(year, number, 1), locale=name)


@lru_cache(maxsize=2048)
def _clock(hour: int, minute: int, name: str) -> str:
    from babel.dates import format_time  # noqa: PLC0415 -- with the first date

    return format_time(time(hour, minute), "short", locale=name)
