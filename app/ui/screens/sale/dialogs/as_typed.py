"""Figures as hands type them: a point or a comma is the decimal sign, and digits may be those of any script."""

from __future__ import annotations

import unicodedata

from app.domain.figures import read_price
from app.domain.refusal import Refusal

_DECIMAL_SIGNS = str.maketrans({",": ".", "\N{ARABIC DECIMAL SEPARATOR}": "."})
_MINUS_SIGN = "\N{MINUS SIGN}"


def plain_decimal(typed: str) -> str:
    """What was typed as a plain decimal string for the readers of `figures`.

    Nothing is guessed: "1.234,50" keeps both of its signs and is refused by the reader, as its meaning is not certain.

    Args:
        typed: "12,5", " .50 ", or the figures of another script.

    Returns:
        "12.5", "0.50", "3" ...; what is no figure stays as it is, so that the refusal can quote it.
    """
    text = "".join(_digit(sign) for sign in typed.strip()).translate(_DECIMAL_SIGNS).replace(_MINUS_SIGN, "-")
    sign, rest = ("-", text[1:]) if text.startswith("-") else ("", text)
    if rest.startswith("."):
        rest = "0" + rest
    if rest.endswith(".") and rest.count(".") == 1:
        rest = rest[:-1]
    return sign + rest


def typed_price(typed: str) -> int:
    """A unit price as it was typed, in millionths of the currency unit.

    Raises:
        Refusal: `price_missing`, `price_below_zero`, `bad_number`, `too_many_decimals` or `out_of_bounds`.
    """
    if not typed.strip():
        raise Refusal("price_missing")
    price_micro = read_price(plain_decimal(typed))
    if price_micro < 0:
        raise Refusal("price_below_zero")
    return price_micro


def _digit(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    return sign if value is None else str(value)
