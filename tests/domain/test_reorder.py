"""What to order again; the cases are reckoned by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.reorder import Need, lead_days


@pytest.mark.parametrize(
    ("figures", "order"),
    [
        ((6, 0, 0, 6, 24, 1), 24),
        ((7, 0, 0, 6, 24, 1), 0),  # above the point
        ((2, 4, 0, 6, 24, 1), 24),
        ((2, 5, 0, 6, 24, 1), 0),  # enough is coming
        ((2, 0, 5, 6, 24, 1), 0),  # or stands in a draft
        ((0, 0, 0, 50, 24, 1), 72),  # two reorder quantities would be 48
        ((0, 0, 0, 48, 24, 1), 72),  # and 48 is not above the point
        ((6, 0, 0, 6, 20, 12), 24),  # whole packs
        ((3, 0, 0, 6, 0, 1), 4),  # just above the point
        ((3, 0, 0, 6, 0, 12), 12),
        ((-5, 0, 0, 0, 0, 1), 6),  # sold below zero
    ],
)
def test_whole_reorder_quantities_in_whole_packs_until_there_is_more_than_the_point(
    figures: tuple[int, ...], order: int
) -> None:
    """On hand, on order, in drafts, reorder point, reorder quantity, pack."""
    assert Need(*(1000 * figure for figure in figures)).order_milli() == 1000 * order


MILLI = st.integers(0, 10**9)


@given(st.integers(-(10**9), 10**9), MILLI, MILLI, MILLI, MILLI, st.integers(1, 10**6))
def test_afterwards_there_is_enough_and_never_a_whole_lot_too_much(
    there: int, coming: int, drafted: int, point: int, reorder: int, pack: int
) -> None:
    need = Need(there, coming, drafted, point, reorder, pack)
    order = need.order_milli()
    assert order % pack == 0
    after = need.available_milli + order
    assert (order == 0) == (need.available_milli > point)
    assert after > point
    if order:
        assert after - (reorder or 1) - pack < point + 1


def test_the_reason_says_what_there_is_and_what_is_coming() -> None:
    assert Need(3000, 0, 0, 6000).reason() == "3 on hand; reorder point 6"
    assert Need(250, 1000, 2000, 6000).reason() == "0.25 on hand, 1 on order, 2 in drafts; reorder point 6"


def test_a_lead_time_is_the_median_and_the_slower_of_two() -> None:
    assert lead_days([]) is None
    assert lead_days([4]) == 4
    assert lead_days([9, 1, 4]) == 4
    assert lead_days([2, 4]) == 4
