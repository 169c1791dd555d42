"""The clock of this machine: the only place that asks what time it is."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, tzinfo

_MINUTE = timedelta(minutes=1)


class Clock:
    """Tells the time in one time zone."""

    def __init__(self, zone: tzinfo) -> None:
        self.zone = zone

    def now_us(self) -> int:
        """Microseconds since 1970-01-01 UTC, by the machine's clock."""
        return time.time_ns() // 1000

    def offset_minutes(self, utc_us: int) -> int:
        """How far local time is ahead of UTC at that moment, in minutes."""
        offset = datetime.fromtimestamp(utc_us // 1_000_000, self.zone).utcoffset()
        return offset // _MINUTE if offset else 0


def wall_clock() -> datetime:
    """This moment as this machine's own wall shows it, whatever zone the shop is in."""
    return datetime.now(UTC).astimezone()
