"""How the counting screen writes figures, hours and days of the week: in the shop's own way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.domain.count_review import Tolerance
from app.domain.figures import PIECE_MILLI
from app.domain.moment import business_day, day_number, read_moment
from app.printing import format as written
from app.ui.screens.counting.sentences import CountingSentences
from app.ui.widgets.labels import isolate, isolate_name

if TYPE_CHECKING:
    from app.domain.product import Unit

_NAMES_TOLD = 5


class CountingFigures(CountingSentences):
    """Writes them."""

    def weekday(self, weekday: int) -> str:
        """A day of the week; 0 is Monday."""
        return (
            self.tr("Monday"), self.tr("Tuesday"), self.tr("Wednesday"), self.tr("Thursday"), self.tr("Friday"),
            self.tr("Saturday"), self.tr("Sunday"),
        )[weekday]  # fmt: skip

    def month(self, month: str) -> str:
        """A month such as `2026-01`, written out."""
        return written.apart(written.month(month, self._shop.language), self._shop.language)

    def clock_of(self, at: str) -> str:
        """The time of day of a moment that ISO 8601 writes."""
        return written.clock_apart(datetime.fromisoformat(at), self._shop.language) if at else ""

    def day_beside(self, at: str, book_date: int) -> str:
        """The day of such a moment, "" where it is of a business day that is told already."""
        if not at:
            return ""
        shop, moment = self._shop, read_moment(at)
        if business_day(moment.utc_us, ZoneInfo(shop.timezone), shop.day_cut_minutes) == book_date:
            return ""
        return self.day(day_number(moment.local().date()))

    def clock(self, hour: int) -> str:
        """A full hour of the day; 24 is midnight."""
        return written.clock_apart(time(hour % 24), self._shop.language)

    def signed(self, milli: int, unit: Unit | str = "each") -> str:
        """A difference in quantity: what is too much has its sign, too."""
        return f"+{self.quantity(milli, unit)}" if milli > 0 else self.quantity(milli, unit)

    def some_of(self, names: Sequence[str]) -> str:
        """Names of goods; of many the first ones."""
        if len(names) <= _NAMES_TOLD:
            return ", ".join(isolate_name(one) for one in names)
        told, left = names[: _NAMES_TOLD - 1], len(names) - _NAMES_TOLD + 1
        return self.tr("{names} and {count} more").format(names=self.some_of(told), count=self.number(left))

    def limits(self, tolerance: Tolerance) -> str:
        """Up to which difference nobody counts again: any of several limits."""
        milli, rate_milli, value_minor = tolerance
        words = self.tr("{quantity} piece") if milli == PIECE_MILLI else self.tr("{quantity} pieces")
        limits = [
            *([] if milli is None else [words.format(quantity=isolate(self.quantity(milli)))]),
            *([] if rate_milli is None else [isolate(self.percent(rate_milli))]),
            *([] if value_minor is None else [isolate(self.money(value_minor))]),
        ]
        if len(limits) < 2:
            return "".join(limits)
        return self.tr("{first} or {last}").format(first=", ".join(limits[:-1]), last=limits[-1])

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
