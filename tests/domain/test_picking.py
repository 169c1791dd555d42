"""Which lots goods leave from: first expired, first out; by hand and by any levels."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.picking import NO_LOT, LotLevel, Picked, pick

TODAY = 20260302


def test_what_expires_first_goes_first_and_what_never_expires_last() -> None:
    levels = [LotLevel(1, 5000), LotLevel(2, 1000, 20260501), LotLevel(3, 2000, 20260401)]
    assert pick(levels, 4000, day=TODAY) == [Picked(3, 2000), Picked(2, 1000), Picked(1, 1000)]


def test_of_one_expiry_the_first_to_come_goes_first() -> None:
    levels = [LotLevel(9, 1000, 20260401), LotLevel(4, 1000, 20260401), LotLevel(7, 1000), LotLevel(5, 1000)]
    assert [one.lot_id for one in pick(levels, 4000, day=TODAY)] == [4, 9, 5, 7]


def test_a_lot_may_be_sold_on_its_last_day_and_not_after_it() -> None:
    levels = [LotLevel(1, 1000, TODAY), LotLevel(2, 1000)]
    assert pick(levels, 1000, day=TODAY) == [Picked(1, 1000)]
    assert pick(levels, 1000, day=TODAY + 1) == [Picked(2, 1000)]


def test_expired_goods_go_only_when_nothing_else_is_left_the_freshest_first() -> None:
    levels = [LotLevel(1, 1000, 20260101), LotLevel(2, 1000, 20260201), LotLevel(3, 1000)]
    assert pick(levels, 3000, day=TODAY) == [Picked(3, 1000), Picked(2, 1000, True), Picked(1, 1000, True)]


def test_what_no_lot_has_is_of_no_lot() -> None:
    assert pick([], 1000, day=TODAY) == [Picked(NO_LOT, 1000)]
    assert pick([LotLevel(1, 1000)], 3000, day=TODAY) == [Picked(1, 1000), Picked(NO_LOT, 2000)]
    # Levels below zero give nothing.
    assert pick([LotLevel(1, -1000), LotLevel(NO_LOT, 500)], 1000, day=TODAY) == [
        Picked(NO_LOT, 500),
        Picked(NO_LOT, 500),
    ]


LEVELS = st.lists(
    st.builds(LotLevel, st.integers(0, 9), st.integers(-3000, 3000), st.none() | st.integers(TODAY - 3, TODAY + 3)),
    max_size=6,
    unique_by=lambda level: level.lot_id,
)


@given(levels=LEVELS, wanted=st.integers(1, 10_000))
def test_all_that_is_wanted_is_picked_and_no_lot_gives_more_than_it_has(levels: list[LotLevel], wanted: int) -> None:
    picked = pick(levels, wanted, day=TODAY)
    assert sum(one.quantity_milli for one in picked) == wanted
    assert all(one.quantity_milli > 0 for one in picked)
    there = {level.lot_id: max(level.quantity_milli, 0) for level in levels}
    for lot_id in {one.lot_id for one in picked} - {NO_LOT}:
        assert sum(one.quantity_milli for one in picked if one.lot_id == lot_id) <= there[lot_id]
    # Fresh goods come before expired ones.
    assert [one.is_expired for one in picked if one.lot_id] == sorted(one.is_expired for one in picked if one.lot_id)
