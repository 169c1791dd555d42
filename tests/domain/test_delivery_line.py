"""A line of a sheet: how it stands against what is expected, and whether its goods have their name."""

import pytest

from app.domain.delivery_line import Line
from tests.domain.test_delivery_sheet import JUICE, PHONE, YOGURT


@pytest.mark.parametrize(
    ("keys", "state", "difference"),
    [
        ({"expected_milli": 5000}, "missing", -5000),
        ({"expected_milli": 5000, "total_milli": 2000}, "short", -3000),
        ({"expected_milli": 5000, "total_milli": 5000}, "complete", 0),
        ({"expected_milli": 5000, "total_milli": 6000}, "over", 1000),
        ({}, "extra", 0),
        ({"is_first": False}, "lot", 0),
    ],
)
def test_a_line_is_short_over_or_complete(keys, state, difference):
    line = Line(0, JUICE, **keys)
    assert (line.state, line.difference_milli) == (state, difference)


def test_free_pieces_are_not_charged():
    assert Line(0, JUICE, received_milli=5000, free_milli=1000).charged_milli == 4000


def test_tracked_goods_want_their_name():
    assert Line(0, YOGURT, received_milli=1000).lacks_name
    assert not Line(0, YOGURT, received_milli=1000, lot="L").lacks_name
    assert Line(0, PHONE, received_milli=2000, serials=("1",)).lacks_name
    assert not Line(0, PHONE, received_milli=2000, serials=("1",), unreadable_milli=1000).lacks_name
    assert not Line(0, YOGURT).lacks_name
    assert not Line(0, JUICE, received_milli=1000).lacks_name
