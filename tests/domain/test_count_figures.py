"""Figures of plans: what cannot be is refused with what can."""

import pytest

from app.domain.count_figures import read_class_days, read_tolerated_percent
from app.domain.wording import sentence
from tests.books import refused


def test_three_numbers_of_days_and_a_percentage_are_read():
    assert read_class_days(["30", "90", "365"]) == (30, 90, 365)
    assert read_class_days(["1", "3650", "1"]) == (1, 3650, 1)
    assert [read_tolerated_percent(text) for text in ("0", "2.5", "1000")] == [0, 2500, 1_000_000]


@pytest.mark.parametrize(
    "days", [[], ["30"], ["30", "90"], ["1", "2", "3", "4"], ["30", "0", "9"], ["-1", "2", "3"], ["1", "x", "3651"]]
)
def test_anything_else_than_three_numbers_of_days_says_what_is_needed(days):
    refusal = refused(read_class_days, days)
    assert refusal.code == "class_days_needed"
    assert sentence(refusal.code, refusal.facts) == (
        "Three numbers of days are needed, for goods of the classes A, B and C, each from 1 to 3650, such as 30 90 "
        f"365; here stands “{' '.join(days)}”."
    )


@pytest.mark.parametrize("text", ["-1", "1000.001", "-0.001"])
def test_a_percentage_that_cannot_be_says_what_can(text):
    refusal = refused(read_tolerated_percent, text)
    assert refusal.code == "tolerated_percent"
    assert sentence(refusal.code, refusal.facts) == (
        f"“{text}” percent cannot be tolerated. Type a percentage from 0 to 1000, such as 5."
    )


def test_what_is_no_number_is_told_as_ever():
    assert refused(read_tolerated_percent, "five").code == "bad_number"
