"""Whole-number figures: how money, prices, quantities and rates are kept, read and rounded.

| figure | kept as | suffix |
|---|---|---|
| amount of money, value of a movement | whole minor units of the currency (cent, yen, fils) | `_minor` |
| unit price, unit cost | millionths of the currency unit | `_micro` |
| quantity | thousandths of a piece, kilogram, litre or metre | `_milli` |
| tax rate, percentage | thousandths of a percent | `_milli` |

Nothing here is a float. Halves go away from zero, so a negative figure always mirrors the positive one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.refusal import Refusal

PIECE_MILLI = 1000
UNIT_MICRO = 1_000_000
PERCENT_MILLI = 1000
WHOLE_MILLI_PERCENT = 100 * PERCENT_MILLI

# Bounds on every stored figure (the CHECKs of the book use the same). What SQL adds up, amounts and quantities,
# stays within 64 bits for a million rows; prices are never added.
MAX_MINOR = 10**12
MAX_MICRO = 10**15
MAX_QUANTITY_MILLI = 10**12

_DECIMAL = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?", re.ASCII)
_MAX_DIGITS = 18


def half_up(numerator: int, denominator: int) -> int:
    """Round numerator / denominator to a whole number, halves away from zero. The denominator is positive."""
    if numerator >= 0:
        return (2 * numerator + denominator) // (2 * denominator)
    return -((denominator - 2 * numerator) // (2 * denominator))


def share_milli(part: int, whole: int) -> int | None:
    """A part as thousandths of a percent of the whole, to a tenth of a percent: what people read. None of nothing.

    A part below zero, or larger than the whole, is told as it is.
    """
    return half_up(part * 1000, whole) * 100 if whole > 0 else None


def share_of_all_milli(part: int, whole: int) -> int:
    """How many of so many, as thousandths of a percent: to a tenth of a percent, half up, as `share_milli`.

    All is said of all alone, and none of none: 2499 of 2500 are 99.9 %, and one of 2500 is 0.1 %.
    """
    if part in {0, whole}:
        return WHOLE_MILLI_PERCENT if part else 0
    return min(max(half_up(part * 1000, whole), 1), 999) * 100


def read_decimal(text: str, digits: int, *, what: str) -> int:
    """Read a plain decimal string ("12.5", "-0.250") as a whole number of 10**-digits.

    Trailing zeros beyond `digits` are accepted, any other digit there is refused: nothing is rounded on the way in.

    Raises:
        Refusal: `bad_number` (not a plain decimal), `too_many_decimals`, or `out_of_bounds` (more than 18 digits
            before the point); `what` names the figure in the sentence.
    """
    match = _DECIMAL.fullmatch(text)
    if match is None:
        raise Refusal("bad_number", what=what, text=text[:40])
    sign, whole, part = match[1], match[2].lstrip("0"), match[3] or ""
    if len(whole) > _MAX_DIGITS:
        raise Refusal("out_of_bounds", what=what, text=text[:40])
    if part[digits:].strip("0"):
        raise Refusal("too_many_decimals", what=what, text=text[:40], digits=digits)
    figure = int("0" + whole + part[:digits].ljust(digits, "0"))
    return -figure if sign else figure


def write_decimal(figure: int, digits: int, *, keep: int | None = None) -> str:
    """Write a whole number of 10**-digits as a decimal string; `keep` is how many decimals stay at the least."""
    sign = "-" if figure < 0 else ""
    text = str(abs(figure)).rjust(digits + 1, "0")
    whole, part = (text[:-digits], text[-digits:]) if digits else (text, "")
    if keep is not None:
        part = part[:keep] + part[keep:].rstrip("0")
    return f"{sign}{whole}.{part}" if part else f"{sign}{whole}"


def read_quantity(text: str, *, what: str = "quantity") -> int:
    """Read a quantity as thousandths.

    Raises:
        Refusal: `bad_number`, `too_many_decimals` or `out_of_bounds`.
    """
    return _within(read_decimal(text, 3, what=what), MAX_QUANTITY_MILLI, what=what, text=text)


def write_quantity(milli: int) -> str:
    """Write thousandths without trailing zeros: 2000 -> "2", 250 -> "0.25"."""
    return write_decimal(milli, 3, keep=0)


def read_price(text: str, *, what: str = "price") -> int:
    """Read a unit price or unit cost as millionths of the currency unit.

    Raises:
        Refusal: `bad_number`, `too_many_decimals` or `out_of_bounds`.
    """
    return _within(read_decimal(text, 6, what=what), MAX_MICRO, what=what, text=text)


def write_price(micro: int, digits: int) -> str:
    """Write millionths with at least the currency's digits: 1500000 -> "1.50"."""
    return write_decimal(micro, 6, keep=digits)


def read_percent(text: str, *, what: str = "percentage") -> int:
    """Read a percentage ("20", "8.875") as thousandths of a percent.

    Raises:
        Refusal: `bad_number`, `too_many_decimals` or `out_of_bounds` (under 0 or over 1000 %).
    """
    milli = read_decimal(text, 3, what=what)
    if not 0 <= milli <= 10 * WHOLE_MILLI_PERCENT:
        raise Refusal("out_of_bounds", what=what, text=text[:40])
    return milli


def write_percent(milli: int) -> str:
    """Write thousandths of a percent without trailing zeros: 20000 -> "20"."""
    return write_decimal(milli, 3, keep=0)


def spread(total: int, weights: Sequence[int]) -> list[int]:
    """Share a whole amount by weight, so that the shares sum to it exactly (largest remainder, then the first line).

    Weights that sum to zero share equally. The mirrored total, or all weights mirrored, gives mirrored shares or
    the same ones.

    Returns:
        One share for each weight, in order.
    """
    whole = sum(weights)
    if whole == 0:
        weights, whole = [1] * len(weights), len(weights)
    if whole < 0:
        weights, whole = [-weight for weight in weights], -whole
    return apportion(total, [total * weight for weight in weights], whole)


def apportion(total: int, numerators: Sequence[int], denominator: int) -> list[int]:
    """Round the exact shares numerators[i] / denominator so that they sum to a whole total (largest remainder).

    Every share is cut towards zero; the units still missing go one each to the shares that lost most, of equals to
    the first. So no share moves by a whole unit, an exact zero stays zero, and mirrored shares of a mirrored total
    come out mirrored.

    Args:
        total: Less than one unit from the exact sum, such as that sum rounded.
        numerators: The exact shares, of either sign.
        denominator: Positive, of all of them.

    Returns:
        One whole share for each numerator, in order.
    """
    if len(numerators) == 1:
        return [total]
    shares = [figure // denominator if figure >= 0 else -(-figure // denominator) for figure in numerators]
    missing = total - sum(shares)
    if missing:
        lost = [figure - share * denominator for figure, share in zip(numerators, shares, strict=True)]
        # Sorting is stable in both directions, so that of equal remainders the first line comes first.
        order = sorted(range(len(lost)), key=lost.__getitem__, reverse=missing > 0)
        unit = 1 if missing > 0 else -1
        for index in order[: abs(missing)]:
            shares[index] += unit
    return shares


def share_so_far(whole: int, taken: int, of: int) -> int:
    """What `taken` of `of` is worth of `whole`, rounded once: the running total of cumulative rounding.

    A part's worth is the difference of two of these, so the parts always sum to the whole and the last takes the rest.
    """
    return half_up(whole * taken, of) if of > 0 else half_up(-whole * taken, -of)


def share_between(whole: int, before: int, after: int, of: int) -> int:
    """What the part from `before` to `after` of `of` is worth of `whole`, by cumulative rounding."""
    return share_so_far(whole, after, of) - share_so_far(whole, before, of)


def amount_minor(price_micro: int, quantity_milli: int, digits: int) -> int:
    """Price times quantity in minor units of a currency with `digits` decimals, rounded once."""
    return half_up(price_micro * quantity_milli * 10**digits, UNIT_MICRO * PIECE_MILLI)


def unit_micro(value_minor: int, quantity_milli: int, digits: int) -> int:
    """The unit cost or price behind a value and a quantity (not zero), rounded to millionths."""
    numerator = value_minor * UNIT_MICRO * PIECE_MILLI
    denominator = quantity_milli * 10**digits
    return half_up(numerator, denominator) if denominator > 0 else half_up(-numerator, -denominator)


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency of ISO 4217 and how many digits its minor unit has."""

    code: str
    digits: int

    def read(self, text: str, *, what: str = "amount") -> int:
        """Read an amount as whole minor units.

        Raises:
            Refusal: `bad_number`, `too_many_decimals` or `out_of_bounds`.
        """
        return _within(read_decimal(text, self.digits, what=what), MAX_MINOR, what=what, text=text)

    def write(self, minor: int) -> str:
        """Write minor units as a plain decimal string: 150 -> "1.50"."""
        return write_decimal(minor, self.digits)


# ISO 4217: the currencies whose minor unit is not a hundredth (list one, 2026).
_DIGITS = {
    **dict.fromkeys("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(), 0),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
    **dict.fromkeys("CLF UYW".split(), 4),
}


def currency(code: str) -> Currency:
    """The currency of an ISO 4217 code.

    Raises:
        Refusal: `bad_currency` unless it is three capital letters.
    """
    if not re.fullmatch(r"[A-Z]{3}", code, re.ASCII):
        raise Refusal("bad_currency", text=code[:20])
    return Currency(code, _DIGITS.get(code, 2))


def _within(figure: int, bound: int, *, what: str, text: str) -> int:
    if abs(figure) > bound:
        raise Refusal("out_of_bounds", what=what, text=text[:40])
    return figure
