from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from app.base.clock import Clock


def test_the_clock_shows_this_machines_time_in_microseconds():
    clock = Clock(UTC)
    before = int(datetime.now(UTC).timestamp() * 1_000_000)
    shown = clock.now_us()
    assert before - 1 <= shown <= int(datetime.now(UTC).timestamp() * 1_000_000) + 1


@pytest.mark.parametrize(
    ("zone", "moment", "minutes"),
    [
        ("Europe/Berlin", "2026-01-15T12:00:00+00:00", 60),
        ("Europe/Berlin", "2026-07-15T12:00:00+00:00", 120),
        # The last second of winter time and the first of summer time.
        ("Europe/Berlin", "2026-03-29T00:59:59+00:00", 60),
        ("Europe/Berlin", "2026-03-29T01:00:00+00:00", 120),
        ("Asia/Kolkata", "2026-01-15T12:00:00+00:00", 330),
        ("America/New_York", "2026-01-15T12:00:00+00:00", -300),
        ("Pacific/Kiritimati", "2026-01-15T12:00:00+00:00", 840),
        ("Europe/Berlin", "1970-01-01T00:00:00+00:00", 60),
        ("UTC", "2026-01-15T12:00:00+00:00", 0),
    ],
)
def test_the_offset_is_that_of_the_moment_not_of_now(zone, moment, minutes):
    utc_us = int(datetime.fromisoformat(moment).timestamp()) * 1_000_000
    assert Clock(ZoneInfo(zone)).offset_minutes(utc_us) == minutes
