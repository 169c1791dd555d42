"""How a product went week by week: what was sold, what there was, what a piece was worth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from app.domain.figures import unit_micro
from app.domain.moment import day_number, day_of


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday to Sunday.

    Attributes:
        first: Its Monday, as a day number.
        sold_milli: What was sold, returns taken off.
        stock_milli: What there was at its end.
        cost_micro: What a unit was worth at its end, in millionths; None where there was nothing.
    """

    first: int
    sold_milli: int
    stock_milli: int
    cost_micro: int | None


def weeks(moved: Iterable[tuple[int, int, int, int]], *, today: int, count: int, digits: int) -> tuple[Week, ...]:
    """The last weeks, this one included, the oldest first.

    Args:
        moved: In order of days: day number, change of quantity, change of value, quantity sold.
        today: A day number.
        count: How many weeks.
        digits: Decimals of the currency.
    """
    day = day_of(today)
    monday = day - timedelta(days=day.weekday())
    mondays = [day_number(monday - timedelta(weeks=back)) for back in reversed(range(count))]
    found = []
    stock = value = 0
    days = iter((*moved, None))
    one = next(days)
    for number, first in enumerate(mondays):
        after = mondays[number + 1] if number + 1 < count else None
        sold = 0
        while one is not None and (after is None or one[0] < after):
            stock, value = stock + one[1], value + one[2]
            sold += one[3] if one[0] >= first else 0
            one = next(days)
        cost = unit_micro(value, stock, digits) if stock > 0 else None
        found.append(Week(first, sold, stock, cost))
    return tuple(found)
