"""Days as a person types them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.moment import day_number
from app.domain.refusal import Refusal
from app.domain.typed_day import read_day


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("1.3.27", "dmy", 20270301),
        ("01.03.2027", "dmy", 20270301),
        (" 1. 3. 27. ", "dmy", 20270301),
        ("3/1/27", "mdy", 20270301),
        ("27/3/1", "ymd", 20270301),
        ("2027-03-01", "dmy", 20270301),
        ("2027-03-01", "mdy", 20270301),
        ("010327", "dmy", 20270301),
        ("030127", "mdy", 20270301),
        ("270301", "ymd", 20270301),
        ("01032027", "dmy", 20270301),
        ("20270301", "ymd", 20270301),
        ("3/27", "dmy", 20270331),
        ("2/2028", "mdy", 20280229),
        ("2027-3", "dmy", 20270331),
        ("28/2", "ymd", 20280229),
        ("\N{ARABIC-INDIC DIGIT ONE}.3.27", "dmy", 20270301),
    ],
)
def test_a_day_is_read_in_the_order_of_the_shop(text: str, order: str, day: int) -> None:
    assert read_day(text, order) == day


@pytest.mark.parametrize(
    "text",
    ["", "1", "31.2.27", "1.13.27", "13/27", "0.1.27", "12345", "1234567", "1.3.1969", "1.3.2201", "x", "1.3.27x"],
)
def test_what_is_no_day_is_refused_and_quoted(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_day(text, "dmy")
    assert (refused.value.code, refused.value.facts) == ("bad_day_typed", {"text": text})


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(["dmy", "mdy", "ymd"]))
def test_every_day_is_read_back_from_each_way_of_writing_it(day: date, order: str) -> None:
    parts = {"d": f"{day.day:02}", "m": f"{day.month:02}", "y": f"{day.year % 100:02}"}
    for sign in ("", ".", "/", "-"):
        assert read_day(sign.join(parts[name] for name in order), order) == day_number(day)
    parts["y"] = str(day.year)
    assert read_day(" ".join(parts[name] for name in order), order) == day_number(day)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("15.10", "dmy", 20261015), ("15.10.", "dmy", 20261015), ("3.10", "dmy", 20261003), ("10/15", "mdy", 20261015),
        ("10-15", "ymd", 20261015), ("12/27", "dmy", 20271231), ("12/2027", "dmy", 20271231),
        ("15.10.25", "dmy", 20251015),
    ],
)  # fmt: skip
def test_a_day_without_a_year_is_of_the_year_that_is_named(text: str, order: str, day: int) -> None:
    assert read_day(text, order, 2026) == day
