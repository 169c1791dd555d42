"""Figures and times of every language, held against Babel itself."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from babel.dates import format_date, format_time
from babel.localedata import locale_identifiers
from babel.numbers import format_currency, format_decimal, format_percent
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.figures import MAX_MICRO, MAX_MINOR, MAX_QUANTITY_MILLI, Currency, currency
from app.printing import format as form
from tests.printing.cldr import widened

LANGUAGES = st.sampled_from(sorted(locale_identifiers()))
EUR, JPY, KWD = currency("EUR"), currency("JPY"), currency("KWD")


@given(LANGUAGES, st.sampled_from([EUR, JPY, KWD]), st.integers(-MAX_MINOR, MAX_MINOR))
@example("de_CH", EUR, -123456789)
@example("hi", EUR, 123456789)
@example("fa", KWD, -5)
def test_money_is_written_as_babel_writes_it(language: str, money: Currency, minor: int) -> None:
    value = Decimal(minor).scaleb(-money.digits)
    assert form.money(minor, money, language) == format_currency(value, money.code, locale=language)


@given(LANGUAGES, st.integers(0, 3), st.integers(-MAX_MICRO, MAX_MICRO))
@example("en_IN", 2, -1234567891234)
@example("pl", 0, 1234000000)
def test_numbers_are_written_as_babel_writes_them(language: str, least: int, micro: int) -> None:
    pattern = form.number_pattern(6, least, language)
    expected = format_decimal(Decimal(micro).scaleb(-6), widened(language, least, 6), locale=language)
    assert pattern.write(micro) == expected


@given(LANGUAGES, st.integers(-1000, 1000))
def test_percentages_are_written_as_babel_writes_them(language: str, whole: int) -> None:
    assert form.percent(whole * 1000, language) == format_percent(Decimal(whole) / 100, locale=language)


@given(LANGUAGES, st.integers(0, MAX_QUANTITY_MILLI))
def test_pieces_are_a_bare_number(language: str, milli: int) -> None:
    expected = format_decimal(Decimal(milli).scaleb(-3), widened(language, 0, 3), locale=language)
    assert form.quantity(milli, language) == expected


@given(LANGUAGES, st.datetimes())
def test_days_and_times_are_written_as_babel_writes_them(language: str, when: datetime) -> None:
    assert form.day(when.date(), language) == format_date(when.date(), "medium", locale=language)
    assert form.clock(when, language) == format_time(when.time(), "short", locale=language)
    assert form.day(when.date(), language) in form.moment(when, language)
    assert form.clock(when, language) in form.moment(when, language)


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en_GB", "31 Jan 2026, 14:03"), ("de", "31.01.2026, 14:03"), ("zh_CN", "2026年1月31日 14:03")],
)
def test_a_moment_is_read_off_its_own_clock(language: str, expected: str) -> None:
    moment = datetime(2026, 1, 31, 14, 3, tzinfo=timezone(timedelta(hours=1)))
    assert form.moment(moment, language) == expected


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("each", "2"), ("kg", "2\u00a0kg"), ("g", "2\u00a0g"), ("l", "2\u00a0l"), ("ml", "2\u00a0ml"), ("m", "2\u00a0m")],
)
def test_a_quantity_keeps_its_unit_on_its_line(unit: str, expected: str) -> None:
    assert form.quantity(2000, "de", unit) == expected


def test_prices_have_the_digits_of_the_currency_and_no_more_than_they_need() -> None:
    assert form.price(1_500_000, EUR, "de") == "1,50"
    assert form.price(1_234_567, EUR, "de") == "1,234567"
    assert form.price(120_000_000, JPY, "ja") == "120"
    assert form.amount(-150, EUR, "de") == "-1,50"


@pytest.mark.parametrize("name", ["", "C", "zz", "xx_YY", "../etc/passwd", "en_\x00", "x" * 5000])
def test_an_unknown_language_is_written_as_english(name: str) -> None:
    assert form.money(150, EUR, name) == "€1.50"
    assert form.day(date(2026, 1, 31), name) == "Jan 31, 2026"


def test_a_language_may_be_written_either_way_and_with_more_than_is_known() -> None:
    assert form.money(150, EUR, "de-CH-1996-x-shop") == form.money(150, EUR, "de_CH")


def test_the_direction_of_a_page_is_that_of_its_language() -> None:
    assert [form.runs_right_to_left(language) for language in ("ar", "he", "fa_IR", "en", "zh_CN", "nonsense")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("language", "order"), [("en", "mdy"), ("en_GB", "dmy"), ("de", "dmy"), ("zh", "ymd"), ("sv", "ymd"), ("ar", "dmy")]
)
def test_days_are_typed_in_the_order_in_which_a_language_writes_them(language: str, order: str) -> None:
    assert form.day_order(language) == order


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "November 2026"), ("de-DE", "November 2026"), ("fr", "novembre 2026"), ("es", "noviembre de 2026"),
     ("ja", "2026年11月"), ("xx-nobody", "November 2026")],
)  # fmt: skip
def test_months_are_written_out_as_the_language_does(language: str, said: str) -> None:
    assert form.month("2026-11", language) == said


@given(LANGUAGES, st.integers(1, 12))
def test_every_language_has_its_months(language: str, month: int) -> None:
    assert form.month(f"2026-{month:02}", language)
