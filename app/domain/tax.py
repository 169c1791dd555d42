"""The one calculator of tax: screen, receipt, refund, report and the headless door all ask it.

It takes exact line amounts (fractions of a minor unit, as whole numerators and denominators), rounds as the policy
says, and gives back whole minor units which foot: net + tax = gross, and the lines sum to the rows and the totals.
It does not know quantities, prices or discounts beyond `line_amount`, and nothing about who pays how (`tender`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from app.domain.figures import (
    MAX_MINOR,
    PIECE_MILLI,
    WHOLE_MILLI_PERCENT,
    apportion,
    half_up,
    share_between,
)
from app.domain.refusal import Refusal

_MICRO_DIGITS = 6


class TaxPolicy(StrEnum):
    """Where tax is rounded.

    `incl_rate` and `en16931` are the two faces of one rule: lines rounded, tax once per rate and category on their
    sum. The first speaks of prices with tax, the second of prices without; whether prices contain tax is asked
    apart, so each policy is defined for both.
    """

    INCL_RATE = "incl_rate"
    EN16931 = "en16931"
    PER_LINE = "per_line"
    DOCUMENT = "document"


class TaxableLine(NamedTuple):
    """An exact amount, after discounts, and its tax: a line, or an allowance or charge on the whole document.

    Attributes:
        numerator, denominator: The amount in minor units, not rounded yet; the denominator is positive.
        rate_milli: Tax in thousandths of a percent.
        category: The tax code beside the rate (standard, exempt, zero-rated ...), or "".
    """

    numerator: int
    denominator: int
    rate_milli: int
    category: str = ""


class FiguredLine(NamedTuple):
    """A line in whole minor units.

    Attributes:
        amount_minor: The line's own amount, rounded: what stands on the receipt, with or without tax as prices are.
        net_minor, tax_minor, gross_minor: Its share of the document; gross = net + tax.
    """

    rate_milli: int
    category: str
    amount_minor: int
    net_minor: int
    tax_minor: int
    gross_minor: int


class TaxRow(NamedTuple):
    """What a rate and category sum to, in minor units; gross = net + tax."""

    rate_milli: int
    category: str
    net_minor: int
    tax_minor: int
    gross_minor: int


class Totals(NamedTuple):
    """A document's figures in minor units; gross = net + tax, and the rows sum to all three.

    Attributes:
        line_sum_minor: Sum of the lines' rounded amounts, document allowances and charges left out.
        rows: One for each rate and category, in that order.
        lines: The lines that were figured, as they were given (not the returned ones, whose figures were known).
    """

    net_minor: int
    tax_minor: int
    gross_minor: int
    line_sum_minor: int
    rows: tuple[TaxRow, ...]
    lines: tuple[FiguredLine, ...]


def line_amount(
    *,
    quantity_milli: int,
    price_micro: int,
    digits: int,
    base_milli: int = PIECE_MILLI,
    percent_off_milli: int = 0,
    off_minor: int = 0,
) -> tuple[int, int]:
    """The exact amount of a line, in minor units, as a numerator and a positive denominator.

    Args:
        quantity_milli: Negative for goods that come back.
        price_micro: The price of `base_milli`.
        digits: Of the currency, at most six.
        base_milli: The quantity that the price is for, positive.
        percent_off_milli: A discount in thousandths of a percent, taken first.
        off_minor: A discount on the whole line, with the line's sign, taken last.
    """
    numerator = quantity_milli * price_micro
    denominator = base_milli * 10 ** (_MICRO_DIGITS - digits)
    if percent_off_milli:
        numerator *= WHOLE_MILLI_PERCENT - percent_off_milli
        denominator *= WHOLE_MILLI_PERCENT
    return numerator - off_minor * denominator, denominator


def figure(
    lines: Sequence[TaxableLine],
    *,
    policy: TaxPolicy,
    inclusive: bool,
    adjustments: Sequence[TaxableLine] = (),
    returned: Sequence[FiguredLine] = (),
) -> Totals:
    """Figure a document: round as the policy says and give every line its share.

    - `incl_rate`, `en16931`: amounts rounded, then per rate and category tax = round(gross x r / (100 + r)) where
      they contain tax, else round(net x r / 100).
    - `per_line`: amounts rounded, the same tax rounded on each, then summed.
    - `document`: only the exact sum and the exact tax of everything are rounded.

    Halves go away from zero, so a negative document mirrors the positive one. Where a sum is rounded once, the lines
    share it by largest remainder.

    Args:
        lines: The lines, in any order; the order decides only which of equal remainders gets the odd unit.
        policy: Where tax is rounded.
        inclusive: Whether all amounts contain tax.
        adjustments: Allowances (negative) and charges on the whole document.
        returned: Lines of earlier documents that come back, already figured and mirrored: they are added as they are.

    Returns:
        The totals, in minor units.

    Raises:
        Refusal: `amount_too_large` when a line or a total is beyond what the book keeps.

    Source:
        EN 16931-1 (BR-CO-10, BR-CO-13, BR-CO-15, BR-CO-17) for prices without tax.
    """
    every = [*lines, *adjustments]
    amounts = [half_up(numerator, denominator) for numerator, denominator, _, _ in every]
    groups = _groups(every)
    if policy is TaxPolicy.DOCUMENT:
        bases, taxes = _rounded_once(every, groups, inclusive=inclusive)
    elif policy is TaxPolicy.PER_LINE:
        bases = amounts
        taxes = [
            half_up(amount * line.rate_milli, _divisor(line.rate_milli, inclusive=inclusive))
            for amount, line in zip(amounts, every, strict=True)
        ]
    else:
        bases = amounts
        taxes = _tax_per_rate(amounts, groups, inclusive=inclusive)
    figured = [
        FiguredLine(rate_milli, category, amount, base - tax, tax, base)
        if inclusive
        else FiguredLine(rate_milli, category, amount, base, tax, base + tax)
        for (_, _, rate_milli, category), amount, base, tax in zip(every, amounts, bases, taxes, strict=True)
    ]
    return _totals(figured[: len(lines)], figured[len(lines) :], returned)


def part_of_line(line: FiguredLine, *, before_milli: int, after_milli: int, of_milli: int) -> FiguredLine:
    """A part of a stored line, by cumulative rounding: all the parts together are the line, to the last unit.

    Args:
        line: As it was sold.
        before_milli: How much of it had been taken back before.
        after_milli: How much of it will have been taken back with this part.
        of_milli: The line's quantity, not zero.

    Returns:
        The part with the line's own sign: what comes back is its mirror (`mirrored`).
    """
    amount, tax, gross = (
        share_between(whole, before_milli, after_milli, of_milli)
        for whole in (line.amount_minor, line.tax_minor, line.gross_minor)
    )
    return FiguredLine(line.rate_milli, line.category, amount, gross - tax, tax, gross)


def mirrored(line: FiguredLine) -> FiguredLine:
    """The same figures with the opposite sign: a line that comes back."""
    return FiguredLine(
        line.rate_milli, line.category, -line.amount_minor, -line.net_minor, -line.tax_minor, -line.gross_minor
    )


def _divisor(rate_milli: int, *, inclusive: bool) -> int:
    """Tax is amount x rate / this."""
    return WHOLE_MILLI_PERCENT + rate_milli if inclusive else WHOLE_MILLI_PERCENT


def _groups(lines: Sequence[TaxableLine]) -> list[tuple[int, list[int]]]:
    """The rate of each rate and category, in order, with the places of its lines."""
    places: dict[tuple[int, str], list[int]] = {}
    for place, (_, _, rate_milli, category) in enumerate(lines):
        key = (rate_milli, category)
        if key in places:
            places[key].append(place)
        else:
            places[key] = [place]
    return [(key[0], places[key]) for key in sorted(places)]


def _tax_per_rate(amounts: Sequence[int], groups: Sequence[tuple[int, list[int]]], *, inclusive: bool) -> list[int]:
    taxes = [0] * len(amounts)
    for rate_milli, places in groups:
        divisor = _divisor(rate_milli, inclusive=inclusive)
        exact = [amounts[place] * rate_milli for place in places]
        shares = apportion(half_up(sum(exact), divisor), exact, divisor)
        for place, share in zip(places, shares, strict=True):
            taxes[place] = share
    return taxes


def _rounded_once(
    lines: Sequence[TaxableLine], groups: Sequence[tuple[int, list[int]]], *, inclusive: bool
) -> tuple[list[int], list[int]]:
    """Amounts and taxes of which only the sum over the whole document is rounded."""
    scale = math.lcm(*{line.denominator for line in lines})
    exact = [line.numerator * (scale // line.denominator) for line in lines]
    # Prices with tax have another divisor for each rate: one that all divide makes their taxes summable.
    divisors = {rate_milli: _divisor(rate_milli, inclusive=inclusive) for rate_milli, _ in groups}
    common = math.lcm(*divisors.values())
    factors = {rate_milli: rate_milli * (common // divisor) for rate_milli, divisor in divisors.items()}
    exact_tax = [figure * factors[line.rate_milli] for figure, line in zip(exact, lines, strict=True)]
    return _shared_out(exact, scale, groups), _shared_out(exact_tax, scale * common, groups)


def _shared_out(exact: Sequence[int], denominator: int, groups: Sequence[tuple[int, list[int]]]) -> list[int]:
    """Round the sum of all once, share it over the groups, then each group's share over its lines."""
    sums = [sum(exact[place] for place in places) for _, places in groups]
    of_groups = apportion(half_up(sum(sums), denominator), sums, denominator)
    shares = [0] * len(exact)
    for (_, places), of_group in zip(groups, of_groups, strict=True):
        parts = apportion(of_group, [exact[place] for place in places], denominator)
        for place, part in zip(places, parts, strict=True):
            shares[place] = part
    return shares


def _totals(lines: list[FiguredLine], adjustments: list[FiguredLine], returned: Sequence[FiguredLine]) -> Totals:
    sums: dict[tuple[int, str], tuple[int, int]] = {}
    line_sum_minor = -sum([line.amount_minor for line in adjustments])
    for rate_milli, category, amount, net, tax, gross in (*lines, *adjustments, *returned):
        if not (-MAX_MINOR <= amount <= MAX_MINOR and -MAX_MINOR <= gross <= MAX_MINOR):
            raise Refusal("amount_too_large")
        key = (rate_milli, category)
        so_far = sums.get(key)
        sums[key] = (net, tax) if so_far is None else (so_far[0] + net, so_far[1] + tax)
        line_sum_minor += amount
    rows = []
    net_minor = tax_minor = largest_minor = 0
    for (rate_milli, category), (net, tax) in sorted(sums.items()):
        rows.append(TaxRow(rate_milli, category, net, tax, net + tax))
        net_minor += net
        tax_minor += tax
        largest_minor = max(largest_minor, abs(net + tax))
    if max(largest_minor, abs(net_minor), abs(net_minor + tax_minor), abs(line_sum_minor)) > MAX_MINOR:
        raise Refusal("amount_too_large")
    return Totals(net_minor, tax_minor, net_minor + tax_minor, line_sum_minor, tuple(rows), tuple(lines))
