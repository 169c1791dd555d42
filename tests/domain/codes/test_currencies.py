"""The numbers of currencies, ISO 4217."""

from __future__ import annotations

import pytest

from app.domain import countries
from app.domain.codes.currencies import is_currency, letters_of


@pytest.mark.parametrize(
    ("number", "letters"),
    [("978", "EUR"), ("710", "ZAR"), ("840", "USD"), ("036", "AUD"), ("392", "JPY"), ("414", "KWD"), ("000", "000")],
)
def test_a_number_names_its_currency(number: str, letters: str) -> None:
    assert letters_of(number) == letters


def test_letters_are_a_currency_where_a_number_stands_for_them() -> None:
    assert is_currency("EUR")
    assert not is_currency("EUT")
    assert is_currency(countries.habits_of("SE").currency)
