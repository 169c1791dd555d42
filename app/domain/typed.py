"""What a person types into the scan box: a quantity before a scan, a code, words, or a number.

    3*          three of whatever is scanned next
    -1*         one of it comes back
    0*          none of it is there, where goods are counted
    3*code      three of that code, or of what the words find
    code, words a code or the beginning of a name
    12.50       a number alone: the amount given, a price, or a code; the screen knows which it is waiting for

A decimal comma is as good as a point, digits may be those of any script, blanks around the star do not matter. A scan
never comes through here: its digits and those of a hand are kept apart.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from app.domain.figures import read_quantity
from app.domain.refusal import Refusal

# A figure before the first star is meant as a quantity, whatever is wrong with it; `*A1*` and `size*L` are words.
_COUNTED = re.compile(r"\s*([-+]?[0-9.,][0-9.,eE+-]*)\s*\*(.*)", re.DOTALL)
_NUMBER = re.compile(r"[0-9]*[.,]?[0-9]+", re.ASCII)
_ARABIC_POINT = "\N{ARABIC DECIMAL SEPARATOR}"
_MINUS_SIGN = "\N{MINUS SIGN}"
_SHOWN = 40  # signs of a figure that is refused
# Three digits behind one sign: decimals, or thousands. Nobody writes thousands behind a zero.
_TWO_WAYS = re.compile(r"-?[1-9][0-9]{0,2}([.,])[0-9]{3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed.

    Attributes:
        quantity_milli: The quantity in front of a star, or None.
        text: What remains: a code, words or "".
        number: The remaining text as a plain decimal ("12.50" for `12,50`) where it is a number alone, else "".
    """

    quantity_milli: int | None
    text: str
    number: str = ""


def read_typed(text: str, point: str = ".", *, may_be_zero: bool = False) -> Typed:
    """Take what was typed apart.

    Args:
        text: As it was typed.
        point: The decimal sign of the shop.
        may_be_zero: Whether 0 is a quantity: of what is counted there may be none.

    Raises:
        Refusal: `bad_number`, `too_many_decimals`, `out_of_bounds`, `figure_two_ways` or `quantity_zero_typed` for the
            figure before a star.
    """
    match = _COUNTED.fullmatch(text)
    quantity_milli = _quantity(match[1], point) if match else None
    if quantity_milli == 0 and not may_be_zero:
        raise Refusal("quantity_zero_typed")
    rest = (match[2] if match else text).strip()
    return Typed(quantity_milli, rest, _pointed(rest) if _NUMBER.fullmatch(rest) else "")


def plain_figure(typed: str, point: str) -> str:
    """What was typed as a plain decimal string for the readers of `figures`.

    Nothing is guessed: "1.234,50" keeps both of its signs and is refused by the reader, as its meaning is not certain.

    Args:
        typed: "12,5", " .50 ", or the figures of another script.
        point: The decimal sign of the shop.

    Returns:
        "12.5", "0.50", "3" ...; what is no figure stays as it is, so that the refusal can quote it.

    Raises:
        Refusal: `figure_two_ways` for "1.000" where the decimal sign is a comma, and the reverse.
    """
    text = "".join(_digit(sign) for sign in typed.strip()).replace(_ARABIC_POINT, ".").replace(_MINUS_SIGN, "-")
    two_ways = _TWO_WAYS.fullmatch(text)
    if two_ways is not None and two_ways[1] != point:
        sign = two_ways[1]
        raise Refusal("figure_two_ways", text=text, thousand=text.replace(sign, ""), part=text.replace(sign, point))
    minus, rest = ("-", text[1:]) if text.startswith("-") else ("", text)
    rest = _pointed(rest)
    if rest.endswith(".") and rest.count(".") == 1:
        rest = rest[:-1]
    return minus + rest


def check_whole(figure: str) -> None:
    """Refuse "1.000" and "1,000" for whole pieces: nobody writes three noughts behind a decimal sign for one of them.

    Raises:
        Refusal: `figure_two_ways`.
    """
    text = "".join(_digit(sign) for sign in figure.strip())
    two_ways = _TWO_WAYS.fullmatch(text)
    if two_ways is not None and text.endswith("000"):
        whole, _, _ = text.partition(two_ways[1])
        raise Refusal("figure_two_ways", text=text, thousand=f"{whole}000", part=whole)


def _quantity(figure: str, point: str) -> int:
    """A quantity as a person writes it, in thousandths: below zero for what comes back."""
    two_ways = _TWO_WAYS.fullmatch(figure)
    plain = plain_figure(figure, point) if two_ways else _pointed(figure)
    try:
        return read_quantity(plain, what="quantity")
    except Refusal as refusal:
        # With the signs that were typed, not with those of the readers.
        raise Refusal(refusal.code, **{**refusal.facts, "text": figure[:_SHOWN]}) from None


def _digit(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    return sign if value is None else str(value)


def _pointed(figure: str) -> str:
    """A decimal comma as a point, and a zero in front of it where there is none."""
    plain = figure.replace(",", ".")
    return f"0{plain}" if plain.startswith(".") else plain
