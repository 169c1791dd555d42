"""Moments and business days: summer time, the cut of the day, what cannot be read."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.moment import (
    Moment,
    business_day,
    check_moment,
    day_number,
    day_of,
    moment_of,
    next_day,
    read_date,
    read_moment,
    read_open_date,
    write_date,
)
from app.domain.refusal import Refusal

BERLIN = ZoneInfo("Europe/Berlin")
FOUR = 4 * 60
YEARS = (datetime(1971, 1, 1), datetime(2199, 1, 1))  # noqa: DTZ001 -- hypothesis adds the zone


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-03-01T09:30:00+01:00", "2026-03-01T08:30:00"),
        ("2026-03-01T09:30Z", "2026-03-01T09:30:00"),
        ("2026-03-01T09:30:00.123456-05:30", "2026-03-01T15:00:00.123456"),
    ],
)
def test_a_moment_is_read_with_its_offset(text: str, utc: str) -> None:
    moment = read_moment(text)
    assert datetime.fromtimestamp(moment.utc_us / 1e6, UTC).replace(tzinfo=None) == datetime.fromisoformat(utc)


@pytest.mark.parametrize(
    "text",
    ["", "2026-03-01", "2026-03-01T09:30:00", "2026-13-01T09:30:00Z", "2026-02-30T09:30:00Z", "1969-12-31T23:00:00Z",
     "2026-03-01 09:30:00Z", "2026-03-01T25:00:00Z", "yesterday", "٢٠٢٦-03-01T09:30:00Z", "9999-01-01T00:00:00Z"],
)  # fmt: skip
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_moment(text)
    assert caught.value.code == "bad_moment"


@given(st.datetimes(*YEARS, timezones=st.just(BERLIN)))
def test_a_moment_written_is_read_as_the_same(when: datetime) -> None:
    moment = moment_of(when)
    assert read_moment(moment.iso()) == moment
    assert moment.local().astimezone(UTC) == when.astimezone(UTC)


@pytest.mark.parametrize(
    ("local", "day"),
    [
        ("2026-03-01T03:59:00+01:00", 20260228),
        ("2026-03-01T04:00:00+01:00", 20260301),
        ("2026-03-01T23:59:00+01:00", 20260301),
        # The night in which the clock jumps from 2 to 3, and the one in which it goes back from 3 to 2.
        ("2026-03-29T03:30:00+02:00", 20260328),
        ("2026-03-29T04:00:00+02:00", 20260329),
        ("2026-10-25T02:30:00+02:00", 20261024),
        ("2026-10-25T02:30:00+01:00", 20261024),
        ("2026-10-25T04:00:00+01:00", 20261025),
        # Said in another zone it is still the shop's own day.
        ("2026-03-01T23:00:00-05:00", 20260302),
        ("2026-12-31T20:00:00-08:00", 20270101),
    ],
)
def test_the_business_day_goes_by_the_wall_clock_of_the_shop(local: str, day: int) -> None:
    assert business_day(read_moment(local).utc_us, BERLIN, FOUR) == day


def test_a_shop_that_cuts_at_midnight_has_calendar_days() -> None:
    assert business_day(read_moment("2026-03-01T00:00:00+01:00").utc_us, BERLIN, 0) == 20260301
    assert business_day(read_moment("2026-02-28T23:59:59+01:00").utc_us, BERLIN, 0) == 20260228


@given(st.dates(date(1970, 1, 1), date(2200, 12, 30)))
def test_days_are_numbers_that_sort_as_days_do(day: date) -> None:
    number = day_number(day)
    assert day_of(number) == day
    assert read_date(write_date(number)) == number
    assert next_day(number) > number
    assert (day_of(next_day(number)) - day).days == 1


@pytest.mark.parametrize(
    "text", ["", "2026-3-1", "20260301", "2026-02-29", "2026-03-01T00:00", "1969-01-01", "2026-03-01\n"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_date(text)
    assert caught.value.code == "bad_date"


@pytest.mark.parametrize(
    ("text", "is_last", "expected"),
    [
        ("9999-12-31", True, None), ("2201-01-01", True, None), ("2200-12-31", True, 22001231),
        ("0001-01-01", False, None), ("1969-12-31", False, None), ("1970-01-01", False, 19700101),
        ("2026-03-01", True, 20260301),
    ],
)  # fmt: skip
def test_a_day_beyond_all_days_of_the_book_leaves_an_end_open(text: str, is_last: bool, expected: int | None) -> None:
    assert read_open_date(text, is_last=is_last) == expected


@pytest.mark.parametrize(("text", "is_last"), [("9999-12-31", False), ("0001-01-01", True), ("9999-13-01", True)])
def test_a_stretch_of_no_day_of_the_book_is_refused(text: str, is_last: bool) -> None:
    with pytest.raises(Refusal) as caught:
        read_open_date(text, is_last=is_last)
    assert caught.value.code == "bad_date"


def test_a_moment_up_to_five_minutes_ahead_is_a_clock_that_differs() -> None:
    now = Moment(10**15, 60)
    five = Moment(now.utc_us + 5 * 60_000_000, 60)
    assert check_moment(None, now) is now
    assert check_moment(five, now) == five
    with pytest.raises(Refusal) as caught:
        check_moment(Moment(five.utc_us + 1, 60), now)
    assert caught.value.code == "moment_ahead"
