"""Presets of a new book by country."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from babel.numbers import get_territory_currencies

from app.domain import countries
from app.domain.countries import habits_of, has_habits
from app.domain.refusal import Refusal
from app.printing.format import runs_right_to_left


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


@pytest.mark.parametrize(
    "country", ["SA", "AE", "QA", "JO", "MA", "IQ", "OM", "LB", "DZ", "TN", "IL", "IR", "PK", "AF"]
)
def test_where_people_read_from_right_to_left_so_does_the_shop(country: str) -> None:
    language = habits_of(country).language
    assert runs_right_to_left(language)
    assert Locale.parse(language, sep="-").territory == country


def test_a_country_of_which_little_is_known_has_its_money_and_its_language_all_the_same() -> None:
    told = {one: (habits_of(one).currency, habits_of(one).language) for one in ("SA", "IL", "IR", "PK", "BR", "BG")}
    assert told == {
        "SA": ("SAR", "ar-SA"), "IL": ("ILS", "he-IL"), "IR": ("IRR", "fa-IR"), "PK": ("PKR", "ur-PK"),
        "BR": ("BRL", "pt-BR"), "BG": ("EUR", "bg-BG"),
    }  # fmt: skip
    assert (habits_of("SA").timezone, habits_of("SA").taxes) == ("UTC", ())
    assert not has_habits("SA")
