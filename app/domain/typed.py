"""What a person types into the scan box: a quantity before a scan, a code, words, or a number.

    3*          three of whatever is scanned next
    3*code      three of that code, or of what the words find
    code, words a code or the beginning of a name
    12.50       a number alone: the amount given, a price, or a code; the screen knows which it is waiting for

A decimal comma is as good as a point, blanks around the star do not matter. A scan never comes through here: its digits
and those of a hand are kept apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.figures import read_quantity
from app.domain.refusal import Refusal

# A figure before the first star is meant as a quantity, whatever is wrong with it; `*A1*` and `size*L` are words.
_COUNTED = re.compile(r"\s*([-+]?[0-9.,][0-9.,eE+-]*)\s*\*(.*)", re.DOTALL)
_NUMBER = re.compile(r"[0-9]*[.,]?[0-9]+", re.ASCII)


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


def read_typed(text: str) -> Typed:
    """Take what was typed apart.

    Raises:
        Refusal: `bad_number`, `too_many_decimals`, `out_of_bounds` or `quantity_zero_typed` for the figure before a
            star.
    """
    match = _COUNTED.fullmatch(text)
    quantity_milli = _quantity(match[1]) if match else None
    rest = (match[2] if match else text).strip()
    return Typed(quantity_milli, rest, _plain(rest) if _NUMBER.fullmatch(rest) else "")


def _quantity(figure: str) -> int:
    """A quantity as a person writes it, in thousandths: more than zero."""
    quantity_milli = read_quantity(_plain(figure), what="quantity")
    if quantity_milli < 0:
        raise Refusal("out_of_bounds", what="quantity", text=figure)
    if quantity_milli == 0:
        raise Refusal("quantity_zero_typed")
    return quantity_milli


def _plain(figure: str) -> str:
    """A decimal comma as a point, and a zero in front of it where there is none."""
    plain = figure.replace(",", ".")
    return f"0{plain}" if plain.startswith(".") else plain
