"""The shop's own rules: currency, tax policy, rounding, business day ... They are kept in the book."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.figures import PERCENT_MILLI, WHOLE_MILLI_PERCENT, Currency, read_percent, write_percent
from app.domain.refusal import Refusal
from app.domain.tax import TaxPolicy
from app.domain.tender import CashRounding

if TYPE_CHECKING:
    from app.domain.codes import Pattern

OVER_DELIVERY_MILLI = 10 * PERCENT_MILLI  # what may come too much where the shop has not said
COST_PERCENT = 10  # how far a cost may move where the shop has not said
MOST_TOLERATED_PERCENT = 1000  # of either: more asks for nothing any more, and is a slip of the finger
MOST_TAX_RATES = 6  # as many as goods without a product can be sold at


def check_tolerances(*, over_delivery_milli: int, cost_percent: int) -> None:
    """Check from when on a shop wants to be asked when goods come.

    Raises:
        Refusal: `out_of_bounds`.
    """
    figures = {
        "over-delivery tolerance": (over_delivery_milli, PERCENT_MILLI),
        "cost warning": (cost_percent, 1),
    }
    for what, (figure, percent) in figures.items():
        if not 0 <= figure <= MOST_TOLERATED_PERCENT * percent:
            raise Refusal("out_of_bounds", what=what, text=f"{write_percent(figure * PERCENT_MILLI // percent)}%")


def read_tax_rates(texts: Iterable[str]) -> tuple[int, ...]:
    """The tax rates of a shop, in thousandths of a percent, each once; the first is the usual one.

    Args:
        texts: Percentages with a decimal point, with or without their sign; empty ones are passed over.

    Raises:
        Refusal: `bad_number`, `too_many_decimals`, `out_of_bounds` (over 100 %), `too_many_tax_rates`.
    """
    rates: dict[int, None] = {}
    for text in texts:
        figure = text.strip().removesuffix("%").strip()
        if not figure:
            continue
        rate_milli = read_percent(figure, what="tax rate")
        if rate_milli > WHOLE_MILLI_PERCENT:
            raise Refusal("out_of_bounds", what="tax rate", text=figure[:40])
        rates[rate_milli] = None
    if len(rates) > MOST_TAX_RATES:
        raise Refusal("too_many_tax_rates", most=MOST_TAX_RATES)
    return tuple(rates)


class Costing(StrEnum):
    """How cost leaves the stock."""

    FIFO = "fifo"
    AVERAGE = "average"
    STANDARD = "standard"
    SPECIFIC = "specific"
    LIFO = "lifo"


class StockSystem(StrEnum):
    """Perpetual: every document moves stock. Periodic: the shop lives by counts alone."""

    PERPETUAL = "perpetual"
    PERIODIC = "periodic"


@dataclass(frozen=True, slots=True)
class Shop:
    """What the whole book goes by.

    Attributes:
        tax_policy: How tax is figured on every sale.
        prices_include_tax: Whether shelf prices contain tax.
        cash_rounding: How the cash part of a sale is rounded, or None.
        costing: The cost method of products that name none.
        region: The region whose in-store weight and price codes are understood ("de", "se" ...), or None.
        patterns: The shop's own rules for its weight and price codes; they come before the region's.
        timezone: IANA name.
        day_cut_minutes: Minutes after midnight at which the business day begins.
        language: BCP 47 tag for dates and figures on screen and paper.
        head: The lines under the shop's name on a receipt (address, tax number).
        foot: The lines at the end of a receipt.
        tiles: SKUs of the quick keys on the sale screen, in order.
        large_minor: The amount above which the cashier is asked whether it is right; 0 leaves it to the program.
        cost_percent: How far a cost moves without a question, in whole percent.
        over_delivery_milli: How much more than was ordered may come without a warning, in thousandths of a percent.
        tax_rates: The rates that its goods can have, in thousandths of a percent; new goods begin with the first.
    """

    name: str
    currency: Currency
    country: str
    tax_policy: TaxPolicy
    prices_include_tax: bool
    cash_rounding: CashRounding | None
    costing: Costing
    stock: StockSystem
    region: str | None
    timezone: str
    day_cut_minutes: int
    language: str
    head: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    tiles: tuple[str, ...] = field(default=())
    large_minor: int = 0
    patterns: tuple[Pattern, ...] = ()
    cost_percent: int = COST_PERCENT
    over_delivery_milli: int = OVER_DELIVERY_MILLI
    tax_rates: tuple[int, ...] = ()

    def taxes_beside(self, used: Iterable[tuple[int, str]]) -> tuple[tuple[int, str], ...]:
        """The rates and codes of tax that goods can have: those that goods have, and the shop's that none has yet.

        Args:
            used: Rate in thousandths of a percent and code, the most usual first.

        Returns:
            At least one; the first is what new goods begin with.
        """
        known = tuple(used)
        rates = {rate_milli for rate_milli, _ in known}
        return (*known, *((one, "") for one in self.tax_rates if one not in rates)) or ((0, ""),)
