"""The numbers of currencies, ISO 4217."""

from __future__ import annotations

import pytest

from app.domain.codes.currencies import letters_of


@pytest.mark.parametrize(
    ("number", "letters"),
    [("978", "EUR"), ("710", "ZAR"), ("840", "USD"), ("036", "AUD"), ("392", "JPY"), ("414", "KWD"), ("000", "000")],
)
def test_a_number_names_its_currency(number: str, letters: str) -> None:
    assert letters_of(number) == letters
