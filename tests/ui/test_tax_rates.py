"""Tax rates in one field, as different people write them."""

from __future__ import annotations

import pytest

from app.domain.refusal import Refusal
from app.ui.tax_rates import rates_text, read_rates


@pytest.mark.parametrize(
    ("text", "point", "rates"),
    [
        ("19; 7; 0", ",", (19_000, 7000, 0)),
        ("19, 7, 0", ",", (19_000, 7000, 0)),
        ("8,1 % 2,6 %;3,8%", ",", (8100, 2600, 3800)),
        ("20 5.5", ".", (20_000, 5500)),
        ("", ".", ()),
    ],
)
def test_rates_are_read_as_people_write_them(text: str, point: str, rates: tuple[int, ...]) -> None:
    assert read_rates(text, point) == rates


def test_what_was_written_is_read_again() -> None:
    for language, point in (("de-CH", "."), ("fr", ","), ("en", ".")):
        assert read_rates(rates_text((8100, 2600, 0), language), point) == (8100, 2600, 0)
    assert rates_text((8100, 0), "de-DE") == "8,1; 0"


def test_what_is_no_rate_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        read_rates("19; much", ".")
    assert refusal.value.code == "bad_number"
