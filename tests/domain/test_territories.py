"""Money and language of each country, held against Babel's tables."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from babel import Locale
from babel.languages import get_official_languages
from babel.numbers import get_territory_currencies

from app.domain.codes.currencies import is_currency
from app.domain.countries import has_habits
from app.domain.figures import currency
from app.domain.territories import TERRITORIES
from app.printing import format as form
from app.printing.printout import find_missing

NEW_YEAR, NEW_YEARS_EVE = date(2026, 1, 1), date(2026, 12, 31)


def moneys(country: str) -> list[str]:
    return get_territory_currencies(country, NEW_YEAR, NEW_YEARS_EVE)


def test_every_country_that_babel_knows_the_money_of_is_known_here() -> None:
    countries = {one for one in Locale("en").territories if len(one) == 2 and one.isalpha() and moneys(one)}
    assert {one for one in countries - {"EU"} if not has_habits(one)} == TERRITORIES.keys() - {"CQ"}


@pytest.mark.parametrize("country", sorted(TERRITORIES))
def test_its_money_and_its_language_are_in_use_there(country: str) -> None:
    told = TERRITORIES[country]
    assert is_currency(told.currency)
    # Babel has not heard yet that Bulgaria pays in euros; Sark is not in its table.
    assert told.currency in moneys(country) or (country, told.currency) in {("BG", "EUR"), ("CQ", "GBP")}
    if told.language == "en":
        return
    known = Locale.parse(told.language, sep="-")
    assert known.territory == country
    official = {one.split("_")[0] for one in get_official_languages(country)}
    assert not official or known.language in official | {"en"}


@pytest.mark.parametrize("country", sorted(TERRITORIES))
def test_its_days_and_amounts_can_be_printed(country: str) -> None:
    told = TERRITORIES[country]
    texts = [form.day(date(2026, month, 28), told.language) for month in range(1, 13)]
    texts += [form.moment(datetime(2026, 2, 28, hour, tzinfo=UTC), told.language) for hour in (9, 15)]
    texts += [form.weekday(number, told.language) for number in range(7)]
    texts.append(form.money(-123_456_789, currency(told.currency), told.language))
    assert not find_missing(texts)
