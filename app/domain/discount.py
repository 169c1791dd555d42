"""Discounts: what a line or a whole sale costs less, by amount or by percent.

A discount always takes off, towards zero: on goods that come back it lowers what is paid back. It never turns a
line or a sale below zero; a larger one is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.domain.figures import (
    PIECE_MILLI,
    WHOLE_MILLI_PERCENT,
    Currency,
    half_up,
    read_percent,
    spread,
    write_percent,
)
from app.domain.refusal import Refusal
from app.domain.tax import TaxableLine, line_amount


@dataclass(frozen=True, slots=True)
class Discount:
    """A discount by amount or by percent; the other of the two is zero.

    Attributes:
        amount_minor: Taken off the line or the sale, in minor units, never below zero.
        percent_milli: Thousandths of a percent, up to the whole.
    """

    amount_minor: int = 0
    percent_milli: int = 0


class PricedLine(NamedTuple):
    """What a line costs, its own discount taken off.

    Attributes:
        numerator, denominator: The exact amount in minor units.
        before_minor: The rounded amount without the discount.
        amount_minor: The rounded amount with it.
    """

    numerator: int
    denominator: int
    before_minor: int
    amount_minor: int

    @property
    def discount_minor(self) -> int:
        """What the line's own discount came to, with the line's sign: before = amount + discount on paper."""
        return self.before_minor - self.amount_minor

    def taxable(self, rate_milli: int, category: str, *, share_minor: int = 0) -> TaxableLine:
        """The line for the tax calculator, less its share of the discount on the whole sale."""
        numerator, denominator, _, amount_minor = self
        if share_minor:
            numerator = 0 if share_minor == amount_minor else numerator - share_minor * denominator
        return TaxableLine(numerator, denominator, rate_milli, category)


def read_discount(text: str, money: Currency) -> Discount:
    """Read "10%" or "0.50".

    Raises:
        Refusal: `bad_number`, `too_many_decimals`, `out_of_bounds` (more than 100 %) or `discount_below_zero`.
    """
    if text.startswith("-"):
        raise Refusal("discount_below_zero", text=text[:40])
    if not text.endswith("%"):
        return Discount(amount_minor=money.read(text, what="discount"))
    percent_milli = read_percent(text[:-1].rstrip(" "), what="discount")
    if percent_milli > WHOLE_MILLI_PERCENT:
        raise Refusal("out_of_bounds", what="discount", text=text[:40])
    return Discount(percent_milli=percent_milli)


def write_discount(discount: Discount, money: Currency) -> str:
    """Write a discount so that `read_discount` reads the same: "10%" or "0.50"."""
    return write_percent(discount.percent_milli) + "%" if discount.percent_milli else money.write(discount.amount_minor)


def price_line(
    *,
    quantity_milli: int,
    price_micro: int,
    money: Currency,
    discount: Discount | None = None,
    base_milli: int = PIECE_MILLI,
) -> PricedLine:
    """What a line costs.

    Args:
        quantity_milli: Negative for goods that come back; the amounts are then negative.
        price_micro: The price of `base_milli`.
        money: The currency.
        discount: The line's own discount.
        base_milli: The quantity that the price is for, positive.

    Raises:
        Refusal: `discount_too_large` when the amount is more than the line.
    """
    before, denominator = line_amount(
        quantity_milli=quantity_milli, price_micro=price_micro, digits=money.digits, base_milli=base_milli
    )
    before_minor = half_up(before, denominator)
    if discount is None:
        return PricedLine(before, denominator, before_minor, before_minor)
    off_minor = discount.amount_minor if before >= 0 else -discount.amount_minor
    if abs(off_minor) > abs(before_minor):
        raise _too_large(off_minor, before_minor, money)
    numerator, denominator = line_amount(
        quantity_milli=quantity_milli,
        price_micro=price_micro,
        digits=money.digits,
        base_milli=base_milli,
        percent_off_milli=discount.percent_milli,
        off_minor=off_minor,
    )
    # Who is given all of 0.01 that stands for 0.005 shall not be left with minus half a cent.
    if off_minor and off_minor == before_minor:
        numerator = 0
    return PricedLine(numerator, denominator, before_minor, half_up(numerator, denominator))


def spread_discount(amounts_minor: Sequence[int], discount: Discount, money: Currency) -> list[int]:
    """Spread the discount on a whole sale over its lines by largest remainder.

    It lies on the goods sold. Goods that come back in the same sale keep their amounts, as their price was another
    day's; only where nothing is sold, a return without receipt, does it lie on what comes back.

    Args:
        amounts_minor: The lines' rounded amounts; 0 for a line that takes no part, such as a deposit.
        discount: By amount, or by percent of the amounts that it lies on.
        money: The currency.

    Returns:
        Each line's share, to be taken off its amount: between zero and that amount.

    Raises:
        Refusal: `discount_too_large` when the amount is more than what it lies on.
    """
    sign = 1 if any(amount > 0 for amount in amounts_minor) else -1
    weights = [max(sign * amount, 0) for amount in amounts_minor]
    whole = sum(weights)
    total = half_up(whole * discount.percent_milli, WHOLE_MILLI_PERCENT) + discount.amount_minor
    if total > whole:
        raise _too_large(total, whole, money)
    if total == 0:
        return [0] * len(weights)
    return [sign * share for share in spread(total, weights)]


def _too_large(discount_minor: int, amount_minor: int, money: Currency) -> Refusal:
    return Refusal(
        "discount_too_large", discount=money.write(abs(discount_minor)), amount=money.write(abs(amount_minor))
    )
