"""What the calculator costs beside the least that could be done: a plain loop which rounds, adds up and shares nothing.

The calculator also gives every line its net, tax and gross. A basket is figured at every scan, so that a sale of 5,000
lines has to stay far below the 50 ms for which the screen may stand still.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from app.domain.discount import price_line
from app.domain.figures import currency
from app.domain.tax import TaxableLine, TaxPolicy, figure

# Five lines cost what the calls themselves cost, some microseconds; many lines show what a line costs.
BUDGETS = {5: 30, 5000: 10}
ROUNDS = 15


def goods(count: int) -> list[TaxableLine]:
    """Lines at three rates, one in seven weighed."""
    money = currency("EUR")
    rates = [(20_000, "S"), (7_000, "R"), (0, "Z")]
    return [
        price_line(
            quantity_milli=437 + place if place % 7 == 0 else 1000 * (place % 5 + 1),
            price_micro=1_990_000 + 10_000 * (place % 900),
            money=money,
        ).taxable(*rates[place % 3])
        for place in range(count)
    ]


def plain_loop(lines: list[TaxableLine]) -> tuple[int, int]:
    """Gross and tax of prices with tax, rounded per rate."""
    sums: dict[tuple[int, str], int] = {}
    for line in lines:
        amount = (2 * line.numerator + line.denominator) // (2 * line.denominator)
        key = line.rate_milli, line.category
        sums[key] = sums.get(key, 0) + amount
    tax = 0
    for (rate_milli, _), gross in sums.items():
        divisor = 100_000 + rate_milli
        tax += (2 * gross * rate_milli + divisor) // (2 * divisor)
    return sum(sums.values()), tax


def fastest(call: Callable[[], object], times: int) -> float:
    """CPU seconds of one call, the best of several rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(times):
            call()
        best = min(best, time.process_time() - began)
    return best / times


def main() -> int:
    """Print each ratio beside the budget; 1 when one is over."""
    clean = True
    for count, budget in BUDGETS.items():
        times = 10_000 // count
        lines = goods(count)
        plain = fastest(lambda some=lines: plain_loop(some), times)
        for policy in TaxPolicy:
            took = fastest(lambda some=lines, by=policy: figure(some, policy=by, inclusive=True), times)
            clean &= took <= budget * plain
            sys.stdout.write(
                f"tax of {count:>4} lines, {policy.value:<9} {took * 1e6:9.1f} us, plain loop {plain * 1e6:8.1f} us,"
                f" ratio {took / plain:4.1f} (budget {budget})\n"
            )
        totals = figure(lines, policy=TaxPolicy.INCL_RATE, inclusive=True)
        assert (totals.gross_minor, totals.tax_minor) == plain_loop(lines)
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main())
