"""Presets of a new book by country."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from babel.numbers import get_territory_currencies

from app.domain import countries
from app.domain.countries import habits_of
from app.domain.refusal import Refusal


@pytest.mark.parametrize("country", sorted(countries._HABITS))
def test_each_preset_names_what_is_used_there_today(country: str) -> None:
    # CLDR knows which money a territory pays with; the time zone and the language must exist.
    habits = habits_of(country)
    assert habits.currency in get_territory_currencies(country)
    assert ZoneInfo(habits.timezone).key == habits.timezone
    assert Locale.parse(habits.language, sep="-").territory in (country, None)


def test_shelf_prices_are_without_tax_where_sales_tax_is_added_at_the_till() -> None:
    assert [country for country in sorted(countries._HABITS) if not habits_of(country).prices_include_tax] == [
        "CA",
        "US",
    ]


def test_small_letters_will_do_and_an_unlisted_country_has_usable_presets() -> None:
    assert habits_of("de") == habits_of("DE")
    assert habits_of("XX").currency == "USD"


@pytest.mark.parametrize("text", ["", "D", "DEU", "D1", "ÄÖ", "DE "])
def test_what_is_no_country_code_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        habits_of(text)
    assert caught.value.code == "bad_country"
