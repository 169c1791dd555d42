"""Stretches of days by their names."""

import pytest

from app.domain.stretch import Stretch, days_of, many_days, same_weekday_before

TODAY = 20260318  # a Wednesday


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("today", (20260318, 20260318)),
        ("yesterday", (20260317, 20260317)),
        ("this_week", (20260316, 20260318)),
        ("last_week", (20260309, 20260315)),
        ("this_month", (20260301, 20260318)),
        ("last_month", (20260201, 20260228)),
        ("this_quarter", (20260101, 20260318)),
        ("last_quarter", (20251001, 20251231)),
        ("this_year", (20260101, 20260318)),
        ("last_year", (20250101, 20251231)),
        ("all", (None, None)),
        ("own", (None, None)),
    ],
)
def test_a_stretch_by_its_name(name, days):
    assert days_of(Stretch(name), TODAY) == days


def test_a_week_begins_where_the_shop_begins_it():
    assert days_of(Stretch.THIS_WEEK, TODAY, 6) == (20260315, 20260318)
    assert days_of(Stretch.LAST_WEEK, TODAY, 6) == (20260308, 20260314)
    assert days_of(Stretch.LAST_WEEK, 20260101) == (20251222, 20251228)


def test_the_year_before():
    assert same_weekday_before(20260318) == 20250319  # a Wednesday, too


def test_how_many_days_a_stretch_has():
    assert many_days(20260228, 20260301) == 2
    assert many_days(20240228, 20240301) == 3
