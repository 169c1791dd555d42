"""How the counting screen writes figures, hours and days of the week: in the shop's own way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from app.printing import format as written
from app.ui.screens.counting.sentences import CountingSentences
from app.ui.widgets.labels import isolate_name

_NAMES_TOLD = 5


class CountingFigures(CountingSentences):
    """Writes them."""

    def weekday(self, weekday: int) -> str:
        """A day of the week; 0 is Monday."""
        return (
            self.tr("Monday"), self.tr("Tuesday"), self.tr("Wednesday"), self.tr("Thursday"), self.tr("Friday"),
            self.tr("Saturday"), self.tr("Sunday"),
        )[weekday]  # fmt: skip

    def clock(self, hour: int) -> str:
        """A full hour of the day; 24 is midnight."""
        return written.clock(time(hour % 24), self._shop.language)

    def some_of(self, names: Sequence[str]) -> str:
        """Names of goods; of many the first ones."""
        if len(names) <= _NAMES_TOLD:
            return ", ".join(isolate_name(one) for one in names)
        told, left = names[: _NAMES_TOLD - 1], len(names) - _NAMES_TOLD + 1
        return self.tr("{names} and {count} more").format(names=self.some_of(told), count=left)

    def figure(self, milli: int) -> str:
        """A figure in thousandths as it is typed."""
        return written.quantity(milli, self._shop.language)

    def amount(self, amount_minor: int) -> str:
        """An amount as it is typed."""
        return written.amount(amount_minor, self._shop.currency, self._shop.language)

    def price(self, price_micro: int) -> str:
        """A price of one unit."""
        return written.price(price_micro, self._shop.currency, self._shop.language)

    def percent(self, rate_milli: int) -> str:
        """A percentage."""
        return written.percent(rate_milli, self._shop.language)
