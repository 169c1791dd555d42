"""The tax rates of a shop in one field: written and read in the shop's own way, the usual one first."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.domain.figures import write_percent
from app.domain.shop import read_tax_rates
from app.domain.typed import plain_figure
from app.printing import format as written

_BETWEEN = re.compile(r"[;\s]+")


def rates_text(rates: Iterable[int], language: str) -> str:
    """Rates in thousandths of a percent as they stand in a field: "8,1; 2,6; 3,8"."""
    return "; ".join(written.plain(write_percent(rate_milli), language) for rate_milli in rates)


def read_rates(text: str, point: str) -> tuple[int, ...]:
    """The rates that stand in a field, in thousandths of a percent, parted by semicolons or blanks.

    Args:
        text: As it was typed; percent signs and a comma before a blank do no harm.
        point: The decimal sign of the shop.

    Raises:
        Refusal: `figure_two_ways`, and those of `read_tax_rates`.
    """
    figures = (one.strip(",%") for one in _BETWEEN.split(text))
    return read_tax_rates(plain_figure(one, point) for one in figures if one)
