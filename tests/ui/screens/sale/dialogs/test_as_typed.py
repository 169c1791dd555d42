"""What hands type, in any script and with either decimal sign."""

from __future__ import annotations

import pytest

from app.ui.screens.sale.dialogs.as_typed import plain_decimal


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("12.5", "12.5"),
        ("12,5", "12.5"),
        (" 12,5 ", "12.5"),
        (",5", "0.5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("5,", "5"),
        ("-,5", "-0.5"),
        ("\N{MINUS SIGN}3", "-3"),
        ("\u0661\u0662\u066b\u0665", "12.5"),
        ("\u0967\u0968.\u096b", "12.5"),
        ("12", "12"),
    ],
)
def test_a_figure_is_read_as_it_was_meant(typed: str, plain: str) -> None:
    assert plain_decimal(typed) == plain


@pytest.mark.parametrize("typed", ["1.234,50", "1.2.", "..", "abc", "", "1 000", "10%"])
def test_nothing_is_guessed(typed: str) -> None:
    assert plain_decimal(typed) in {typed, typed.replace(",", "."), "0.."}
