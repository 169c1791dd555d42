"""The business days of many moments, of which nearly all are of one day."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from app.domain.moment import business_day, day_end_us
from app.domain.shop import Shop


class BusinessDays:
    """Tells the shop's business day of moments, each day worked out once in a row."""

    def __init__(self, shop: Shop) -> None:
        self._zone, self._cut_minutes = ZoneInfo(shop.timezone), shop.day_cut_minutes
        self._day, self._first_us, self._end_us = 0, 0, -1

    def of(self, at_us: int) -> int:
        """The business day of a moment, microseconds since 1970 UTC."""
        if not self._first_us <= at_us <= self._end_us:
            self._day = business_day(at_us, self._zone, self._cut_minutes)
            self._first_us, self._end_us = at_us, day_end_us(self._day, self._zone, self._cut_minutes)
        return self._day

    def counted(self, at_us: int, open_day: int) -> int:
        """The book date of what was counted at a moment: its day, but never one that was closed by then.

        Args:
            at_us: The moment.
            open_day: The first day that was open when the count was posted; 0 where none was closed.
        """
        return max(self.of(at_us), open_day)
