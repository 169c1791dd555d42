"""The next period: weeks end on Sunday, months and quarters on their last day."""

import pytest

from app.domain.period import PeriodLength, period_end, proposed_end


@pytest.mark.parametrize(
    ("length", "first", "end"),
    [
        ("week", 20260302, 20260308),  # Monday to Sunday
        ("week", 20260308, 20260308),
        ("week", 20261230, 20270103),
        ("month", 20260215, 20260228),
        ("month", 20240201, 20240229),
        ("month", 20261231, 20261231),
        ("quarter", 20260101, 20260331),
        ("quarter", 20260402, 20260630),
        ("quarter", 20261231, 20261231),
    ],
)
def test_a_period_ends_with_its_week_month_or_quarter(length: str, first: int, end: int) -> None:
    assert period_end(PeriodLength(length), first) == end


def test_a_period_is_proposed_once_it_is_over() -> None:
    assert proposed_end(PeriodLength.MONTH, 20260301, today=20260331) is None
    assert proposed_end(PeriodLength.MONTH, 20260301, today=20260401) == 20260331
