"""Codes that a shop or a region makes for itself, with a weight, price or count in them.

What the digits say differs from land to land: 2311111112345 is 1.234 kg in Finland and 1112.34 crowns in Denmark. So
nothing is read without a region or a pattern of the shop's own. The rules of the regions are biip's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.codes.digits import check_digit, is_in_store, without_zeros
from app.domain.figures import write_decimal
from app.domain.refusal import Refusal

REGIONS = ("dk", "ee", "fi", "de", "gb", "lv", "lt", "no", "se")
_PATTERN = re.compile(r"([0-9.]+)\{(N*)(D*)\}([0-9.]*)")
# Lengths of a pattern: a GTIN-8, GTIN-12 or GTIN-13 without its check digit.
_PATTERN_LENGTHS = (7, 11, 12)
# biip tells the two digits in a sentence only.
_DIGITS_OF_ERROR = re.compile(r"Expected (\d), got (\d)")


class Measures(StrEnum):
    """What the variable part of a code is."""

    WEIGHT = "weight"
    PRICE = "price"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A shop's own rule for its weight and price codes; `read_pattern` makes it from how it is written.

    Attributes:
        text: As written: digits, a point for any digit, `{NNDDD}` for whole and decimal digits of the measure, without
            the check digit: `21.....{NNDDD}`.
    """

    text: str
    measures: Measures
    before: str
    digits: int
    decimals: int
    after: str

    @property
    def rule(self) -> str:
        """As a shop keeps it, and `read_rule` reads it again: `weight 21.....{NNDDD}`."""
        return f"{self.measures.value} {self.text}"


@dataclass(frozen=True, slots=True)
class Measure:
    """What the variable part of an in-store code says.

    Attributes:
        weight, price: Decimal strings: kilograms, the currency's unit.
        item: The code with zeros for the variable part and fresh check digits, without added zeros: what the goods
            are kept under in the catalogue.
    """

    item: str
    weight: str | None = None
    price: str | None = None
    count: int | None = None
    currency: str | None = None


def check_region(region: str) -> str:
    """The region, which must be known.

    Raises:
        Refusal: `unknown_region`.
    """
    if region not in REGIONS:
        raise Refusal("unknown_region", text=region[:20], known=", ".join(REGIONS))
    return region


def read_pattern(text: str, measures: Measures) -> Pattern:
    """Read a pattern as the shop writes it.

    Raises:
        Refusal: `bad_pattern`.
    """
    match = _PATTERN.fullmatch(text)
    if match is None or not match[2] + match[3] or len(text) - 2 not in _PATTERN_LENGTHS:
        raise Refusal("bad_pattern", text=text[:40])
    return Pattern(text, measures, match[1], len(match[2] + match[3]), len(match[3]), match[4])


def read_rule(text: str) -> Pattern:
    """Read a pattern with the word for what it measures in front, as a shop keeps it: `weight 21.....{NNDDD}`.

    Raises:
        Refusal: `bad_pattern`.
    """
    word, _, pattern = text.strip().partition(" ")
    if word not in tuple(Measures):
        raise Refusal("bad_pattern", text=text[:40])
    return read_pattern(pattern.strip(), Measures(word))


def read_measure(gtin: str, region: str | None, patterns: Sequence[Pattern] = ()) -> Measure | None:
    """What the variable part of a GTIN says, by the shop's own patterns first, then by the region's rules.

    Args:
        gtin: 8 to 14 digits with the right check digit.
        region: One of `REGIONS`, or None.
        patterns: The first one that fits is taken.

    Returns:
        None where nothing says that the code has a variable part.

    Raises:
        Refusal: `scan_variable_measure_check_digit` where the region's rules have one and it is wrong.
    """
    short = without_zeros(gtin)
    for pattern in patterns:
        found = _by_pattern(short, pattern)
        if found is not None:
            return found
    if region is None or not is_in_store(short) or len(short) == 8:
        return None
    return _by_region(short, region)


def _by_pattern(short: str, pattern: Pattern) -> Measure | None:
    start = len(pattern.before)
    end = start + pattern.digits
    payload = short[:-1]
    literal = pattern.before + "." * pattern.digits + pattern.after
    if len(payload) != len(literal) or not all(want in (".", got) for want, got in zip(literal, payload, strict=True)):
        return None
    figure = int(payload[start:end])
    zeroed = payload[:start] + "0" * pattern.digits + payload[end:]
    item = f"{zeroed}{check_digit(zeroed)}"
    value = write_decimal(figure, pattern.decimals)
    if pattern.measures is Measures.COUNT:
        return Measure(item, count=figure // 10**pattern.decimals)
    return Measure(item, weight=value) if pattern.measures is Measures.WEIGHT else Measure(item, price=value)


def _by_region(short: str, region: str) -> Measure | None:
    # Loading biip costs a tenth of a second: only shops with such goods pay for it, and not at the start.
    from biip import ParseConfig, ParseError  # noqa: PLC0415
    from biip.gtin import Gtin  # noqa: PLC0415
    from biip.rcn import Rcn  # noqa: PLC0415

    try:
        number = Gtin.parse(short, config=ParseConfig(rcn_region=region))
    except ParseError as error:
        digits = _DIGITS_OF_ERROR.search(str(error))
        expected, got = (digits[1], digits[2]) if digits else ("?", "?")
        raise Refusal("scan_variable_measure_check_digit", code=short, expected=expected, got=got) from None
    if not isinstance(number, Rcn) or number.region is None:
        return None
    if number.weight is None and number.price is None and number.count is None:
        return None
    return Measure(
        item=without_zeros(number.without_variable_measure().as_gtin_14()),
        weight=None if number.weight is None else str(number.weight),
        price=None if number.price is None else str(number.price),
        count=number.count,
        currency=None if number.price is None else number.region.get_currency_code(),
    )
