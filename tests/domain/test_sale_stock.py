"""What a sale moves, reckoned by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.movement import MovementKind, Passing, Wanted
from app.domain.product import Item, Tracking, Unit
from app.domain.refusal import Refusal
from app.domain.ringing import Charge
from app.domain.sale_stock import SoldGoods, coming_back, going_out, pieces_back

SALE, RETURN = MovementKind.SALE, MovementKind.CUSTOMER_RETURN


def charge(quantity_milli, *, stocked=True, lot=""):
    item = Item(7, "A", "Apple", 1_000_000, 0, "", Unit.KG, stocked=stocked)
    return Charge(item, quantity_milli, 1_000_000, 1000, lot=lot)


def test_goods_go_out_and_what_comes_back_without_a_receipt_comes_in_at_a_cost_yet_to_be_said():
    assert going_out(1, charge(2500, lot="L7"), None) == [Wanted(1, SALE, 7, -2500, None, "L7")]
    assert going_out(2, charge(-500), None) == [Wanted(2, RETURN, 7, 500)]


def test_damaged_pieces_pass_one_by_one():
    item = Item(7, "A", "Apple", 1_000_000, 0, "", Unit.EACH, tracking=Tracking.SERIAL)
    back = Charge(item, -2000, 1_000_000, 1000, serials=("X1", "X2"), state="damaged")
    steps = going_out(1, back, None)
    assert steps == [Passing(1, 7, 1000, None, "X1", is_serial=True), Passing(1, 7, 1000, None, "X2", is_serial=True)]
    assert pieces_back([back], steps) == []


def test_pieces_that_come_back_to_stock_are_named_by_serial_number():
    item = Item(7, "A", "Apple", 1_000_000, 0, "", Unit.EACH, tracking=Tracking.SERIAL)
    lines = [
        Charge(item, -1000, 1_000_000, 1000, serials=("X1",)),
        Charge(item, -1000, 1_000_000, 1000, lot="X2"),
        Charge(item, 1000, 1_000_000, 1000, serials=("X3",)),
        charge(-1000, lot="L7"),
    ]
    steps = [step for number, line in enumerate(lines, start=1) for step in going_out(number, line, None)]
    assert pieces_back(lines, steps) == [(item, ("X1",)), (item, ("X2",))]


def test_what_has_no_stock_moves_nothing():
    assert going_out(1, charge(1000, stocked=False), None) == []


def test_a_kit_moves_its_parts_whether_it_has_stock_itself_or_not():
    parts = [(8, 2000), (9, 333)]
    for stocked in (True, False):
        assert going_out(1, charge(3000, stocked=stocked), parts) == [
            Wanted(1, SALE, 8, -6000),
            Wanted(1, SALE, 9, -999),
        ]
    assert going_out(1, charge(-3000), parts) == [Wanted(1, RETURN, 8, 6000), Wanted(1, RETURN, 9, 999)]


def test_a_part_too_small_to_be_counted_does_not_move():
    assert going_out(1, charge(1), [(8, 1), (9, 1000)]) == [Wanted(1, SALE, 9, -1)]


def test_more_of_a_part_than_the_book_can_keep_is_refused():
    with pytest.raises(Refusal, match="out_of_bounds"):
        going_out(1, charge(10**12), [(8, 1001)])


def test_parts_of_a_line_come_back_by_cumulative_rounding():
    goods = [SoldGoods(7, 4000, 5, lot="L7")]
    values = []
    for place in range(4):
        moved, goods = coming_back(1, charge(-1000), goods, before_milli=place * 1000, of_milli=4000)
        assert moved[0].lot == "L7"
        values.append((moved[0].kind, moved[0].quantity_milli, moved[0].value_minor))
    # 1.25, 2.5, 3.75 and 5 are 1, 3, 4 and 5 when rounded half up.
    assert values == [(RETURN, 1000, 1), (RETURN, 1000, 2), (RETURN, 1000, 1), (RETURN, 1000, 1)]
    assert goods == [SoldGoods(7, 4000, 5, 4000, 5, "L7")]


def test_a_kit_brings_back_its_parts_in_proportion():
    goods = [SoldGoods(8, 6000, 600), SoldGoods(9, 999, 100)]
    moved, _ = coming_back(3, charge(-1000), goods, before_milli=1000, of_milli=3000)
    # Nothing of the first kit was booked back; the running total takes it along.
    assert moved == [Wanted(3, RETURN, 8, 4000, 400), Wanted(3, RETURN, 9, 666, 67)]


def test_what_took_nothing_out_of_stock_brings_nothing_back():
    assert coming_back(1, charge(-1000), [], before_milli=0, of_milli=1000) == ([], [])


def test_what_became_cheaper_than_what_is_back_of_it_comes_back_at_nothing():
    goods = [SoldGoods(7, 4000, 130, 1000, 100)]
    moved, goods = coming_back(1, charge(-1000), goods, before_milli=1000, of_milli=4000)
    # Half of 1.30 is less than the 1.00 that is back.
    assert [one.value_minor for one in moved] == [0]
    moved, _ = coming_back(1, charge(-2000), goods, before_milli=2000, of_milli=4000)
    assert [one.value_minor for one in moved] == [30]


@given(
    sold=st.integers(1, 10**6),
    cost=st.integers(0, 10**9),
    share=st.lists(st.integers(1, 1000), min_size=1, max_size=8),
)
def test_all_that_comes_back_is_all_that_left(sold, cost, share):
    of_milli = sum(share)
    goods, before, back = [SoldGoods(7, sold, cost)], 0, []
    for part in share:
        moved, goods = coming_back(1, charge(-part), goods, before_milli=before, of_milli=of_milli)
        before += part
        back += moved
    assert sum(one.quantity_milli for one in back) == sold
    assert sum(one.value_minor for one in back) + cost - goods[0].back_minor == cost
    assert all(one.value_minor >= 0 for one in back)


def goods_of(lot, pieces, cost_minor, **keys):
    return SoldGoods(7, pieces * 1000, cost_minor, lot=lot, **keys)


@pytest.mark.parametrize(("is_by_lot", "worth"), [(False, [133, 134, 133]), (True, [101, 150, 149])])
def test_a_line_of_several_lots_comes_back_at_its_cost_or_at_that_of_each_lot(is_by_lot, worth):
    # One at 1.01 and two at 2.99: 4.00 for three, rounded as a whole or lot by lot.
    goods = [goods_of("L1", 1, 101, is_by_lot=is_by_lot), goods_of("L2", 2, 299, is_by_lot=is_by_lot)]
    found = []
    for before in range(3):
        wanted, goods = coming_back(1, charge(-1000), goods, before_milli=before * 1000, of_milli=3000)
        found += [one.value_minor for one in wanted]
    assert found == worth
