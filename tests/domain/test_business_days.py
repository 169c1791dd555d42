"""Business days of moments, from one day to the next and back, and never before the first open one."""

from __future__ import annotations

from app.domain.business_days import BusinessDays
from app.domain.moment import read_moment
from tests.books import BERLIN


def us(text: str) -> int:
    return read_moment(text).utc_us


def test_days_change_at_the_cut_hour_whatever_was_asked_before() -> None:
    days = BusinessDays(BERLIN)
    asked = ["2026-10-15T08:00", "2026-10-15T23:59", "2026-10-16T03:59", "2026-10-16T04:00", "2026-10-15T12:00"]
    assert [days.of(us(f"{one}:00+02:00")) for one in asked] == [20261015, 20261015, 20261015, 20261016, 20261015]


def test_what_was_counted_on_a_closed_day_is_of_the_first_open_one() -> None:
    days = BusinessDays(BERLIN)
    at_us = us("2026-10-15T08:00:00+02:00")
    assert [days.counted(at_us, day) for day in (0, 20261001, 20261101)] == [20261015, 20261015, 20261101]
