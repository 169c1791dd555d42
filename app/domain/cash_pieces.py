"""The notes and coins that a drawer is counted by."""

from __future__ import annotations

from app.domain.figures import Currency
from app.domain.tender import CashRounding

# What is in everyday use, in minor units, the largest first. Source: the central banks' own lists (2026).
_PIECES = {
    "EUR": (20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1),
    "GBP": (5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1),
    "USD": (10000, 5000, 2000, 1000, 500, 200, 100, 50, 25, 10, 5, 1),
    "CHF": (100000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5),
    "SEK": (100000, 50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100),
    "NOK": (100000, 50000, 20000, 10000, 5000, 2000, 1000, 500, 100),
    "DKK": (50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50),
    "JPY": (10000, 5000, 2000, 1000, 500, 100, 50, 10, 5, 1),
    "KWD": (20000, 10000, 5000, 1000, 500, 250, 100, 50, 20, 10, 5),
}
_STEPS = (5, 2, 1)
_LARGEST = 200  # in units of the currency, where nobody has told the pieces


def cash_pieces(currency: Currency, rounding: CashRounding | None) -> tuple[int, ...]:
    """The notes and coins of a currency in minor units, the largest first.

    Args:
        currency: One that is not known has 1, 2 and 5 of each power of ten.
        rounding: What is smaller than the step that cash is rounded to is not in use.
    """
    pieces = _PIECES.get(currency.code)
    if pieces is None:
        most = _LARGEST * 10**currency.digits
        powers = (10**power for power in reversed(range(len(str(most)))))
        pieces = tuple(step * power for power in powers for step in _STEPS if step * power <= most)
    least = 1 if rounding is None else rounding.step_minor
    return tuple(piece for piece in pieces if piece >= least)
