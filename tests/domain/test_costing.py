"""Cost pools, reckoned by hand. The machine in tests/machines/test_ledger.py plays everything together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.costing import Layer, Pool, Shortage, add_cost, convert, issue, receive, revalue, withdraw
from app.domain.shop import Costing

METHODS = [Costing.FIFO, Costing.AVERAGE, Costing.LIFO]


def pool_of(method, *arrivals, **figures):
    """A pool after arrivals of (pieces, value in cents)."""
    pool = Pool(method, 2, **figures)
    for pieces, value_minor in arrivals:
        receive(pool, pieces * 1000, value_minor)
    return pool


def left(pool):
    """What is left of each layer, in pieces, and its worth."""
    return [(layer.left_milli // 1000, layer.value_minor - layer.taken_minor) for layer in pool.layers]


@pytest.mark.parametrize(
    ("method", "worth"),
    # 10 at 1.00 and 10 at 2.00, 15 go: 10 x 1.00 + 5 x 2.00; 15 of 20 x 1.50; 10 x 2.00 + 5 x 1.00.
    [(Costing.FIFO, 2000), (Costing.AVERAGE, 2250), (Costing.LIFO, 2500)],
)
def test_what_goes_out_is_worth_what_its_method_says(method, worth):
    pool = pool_of(method, (10, 1000), (10, 2000))
    assert issue(pool, 15_000) == worth
    assert (pool.quantity_milli, pool.value_minor) == (5000, 3000 - worth)


def test_the_last_piece_takes_the_rest():
    # 1.00 in three parts by the running total: 0.33, 0.67, 1.00.
    for method in METHODS:
        pool = pool_of(method, (3, 100))
        assert [issue(pool, 1000) for _ in range(3)] == [33, 34, 33]
        assert (pool.quantity_milli, pool.value_minor) == (0, 0)


def test_under_the_average_value_leaves_as_a_share_of_what_the_last_arrival_left():
    pool = pool_of(Costing.AVERAGE, (3, 100))
    assert issue(pool, 1000) == 33
    receive(pool, 1000, 50)
    # 0.67 + 0.50 = 1.17 for three.
    assert [issue(pool, 1000) for _ in range(3)] == [39, 39, 39]


def test_what_is_not_there_leaves_at_last_known_cost_and_is_remembered():
    for method in METHODS:
        pool = pool_of(method, (2, 300))
        assert issue(pool, 5000) == 300 + 450
        assert (pool.quantity_milli, pool.value_minor) == (-3000, -450)
        assert pool.shortages == [Shortage(3000, 450, touched=True)]
        assert issue(pool, 1000) == 150
        assert [short.quantity_milli for short in pool.shortages] == [3000, 1000]


def test_what_comes_in_covers_the_oldest_shortage_first_and_the_difference_is_told():
    for method in METHODS:
        pool = pool_of(method, (1, 100))
        issue(pool, 3000)
        issue(pool, 1000)
        covers = receive(pool, 10_000, 1500).covers
        # Two and one were missing at 1.00 and cost 1.50.
        assert [(cover.shortage.quantity_milli, cover.extra_minor) for cover in covers] == [(2000, 100), (1000, 50)]
        assert (pool.quantity_milli, pool.value_minor) == (7000, 1050)
        assert issue(pool, 7000) == 1050


def test_a_shortage_may_be_covered_in_parts():
    pool = pool_of(Costing.FIFO, (1, 100))
    issue(pool, 4000)
    assert [cover.extra_minor for cover in receive(pool, 1000, 101).covers] == [1]
    assert [cover.extra_minor for cover in receive(pool, 1000, 99).covers] == [-1]
    assert (pool.quantity_milli, pool.value_minor) == (-1000, -100)
    assert [cover.extra_minor for cover in receive(pool, 2000, 200).covers] == [0]
    assert left(pool) == [(0, 0), (0, 0), (0, 0), (1, 100)]


def test_a_second_arrival_covers_what_the_first_one_left_open():
    # Both arrivals belong to one document: the first shortage is still in the list, covered to the last piece.
    pool = pool_of(Costing.FIFO, (1, 100))
    issue(pool, 3000)
    issue(pool, 1000)
    assert len(receive(pool, 2000, 200).covers) == 1
    assert [cover.shortage.quantity_milli for cover in receive(pool, 1000, 100).covers] == [1000]
    assert (pool.quantity_milli, [short.left_milli for short in pool.shortages]) == (0, [0, 0])


def test_costs_that_are_known():
    pool = Pool(Costing.FIFO, 2)
    assert (pool.known_cost_micro(), pool.current_cost_micro(), issue(pool, 1000)) == (None, None, 0)
    pool = Pool(Costing.FIFO, 2, listed_cost_micro=700_000)
    assert (pool.known_cost_micro(), issue(pool, 1000)) == (700_000, 70)
    receive(pool, 3000, 100)
    # A third of a unit of currency, to the millionth; what customers bring back is no receipt.
    assert pool.known_cost_micro() == 333_333
    receive(pool, 1000, 900, is_receipt=False)
    assert pool.known_cost_micro() == 333_333


@pytest.mark.parametrize(
    ("method", "current"), [(Costing.AVERAGE, 1_500_000), (Costing.FIFO, 2_000_000), (Costing.LIFO, 2_000_000)]
)
def test_current_cost_is_that_of_the_pool_or_of_the_newest_layer(method, current):
    pool = pool_of(method, (10, 1000), (10, 2000))
    assert pool.current_cost_micro() == current
    issue(pool, 20_000)
    # Nothing is left: what the last receipt cost.
    assert pool.current_cost_micro() == 2_000_000


def test_the_newest_layer_that_is_open_counts():
    pool = pool_of(Costing.LIFO, (10, 1000), (10, 2000))
    issue(pool, 10_000)
    assert pool.current_cost_micro() == 1_000_000


def test_only_what_was_touched_has_to_be_saved():
    pool = Pool(
        Costing.FIFO, 2, 2000, 200, 2000, 200, layers=[Layer(1000, 100, layer_id=1), Layer(1000, 100, layer_id=2)]
    )
    issue(pool, 1000)
    assert [layer.touched for layer in pool.layers] == [True, False]


@given(
    method=st.sampled_from(METHODS),
    steps=st.lists(st.tuples(st.integers(-5000, 5000).filter(bool), st.integers(0, 10**6)), max_size=30),
)
def test_value_is_never_made_or_lost(method, steps):
    pool = Pool(method, 2)
    value = quantity = 0
    for milli, worth in steps:
        quantity += milli
        if milli > 0:
            value += worth - sum(cover.extra_minor for cover in receive(pool, milli, worth).covers)
        else:
            value -= issue(pool, -milli)
        assert (pool.quantity_milli, pool.value_minor) == (quantity, value)
        assert quantity or not value
        assert sum(layer.left_milli for layer in pool.layers) == max(quantity, 0)
        assert sum(short.left_milli for short in pool.shortages) == max(-quantity, 0)
        if method is not Costing.AVERAGE and quantity >= 0:
            assert sum(layer.value_minor - layer.taken_minor for layer in pool.layers) == value


# Specific: each lot at its own cost.


def lots_of(*arrivals):
    """A pool under specific, after arrivals of (lot, pieces, value in cents)."""
    pool = Pool(Costing.SPECIFIC, 2)
    for lot_id, pieces, value_minor in arrivals:
        receive(pool, pieces * 1000, value_minor, lot_id=lot_id)
    return pool


def test_a_lot_leaves_at_its_own_cost_and_below_zero_when_it_is_gone():
    pool = lots_of((1, 2, 200), (2, 2, 600))
    assert issue(pool, 1000, lot_id=2) == 300
    # One more of it, and one at the last known cost; the other lot keeps its own.
    assert issue(pool, 2000, lot_id=2) == 300 + 300
    assert (pool.quantity_milli, pool.value_minor) == (1000, 200 - 300)


def test_the_current_cost_of_a_lot_is_its_own_else_the_last_known():
    pool = lots_of((1, 2, 200), (2, 2, 600))
    assert [pool.current_cost_micro(lot_id) for lot_id in (1, 2, 3)] == [1_000_000, 3_000_000, 3_000_000]


# Standard: the pool is always worth its quantity at standard.


def test_at_standard_the_rest_is_variance_and_nothing_is_corrected():
    pool = Pool(Costing.STANDARD, 2, standard_micro=1_200_000)
    arrival = receive(pool, 10_000, 1000)
    assert (arrival.entered_minor, arrival.variance_minor, arrival.covers) == (1200, -200, ())
    assert issue(pool, 12_000) == 1440
    assert (pool.quantity_milli, pool.value_minor) == (-2000, -240)
    arrival = receive(pool, 5000, 1000)
    assert (arrival.entered_minor, arrival.variance_minor, arrival.covers) == (600, 400, ())
    assert (pool.value_minor, pool.current_cost_micro(), pool.known_cost_micro()) == (360, 1_200_000, 1_200_000)


def test_at_standard_odd_quantities_never_drift_from_it():
    pool = Pool(Costing.STANDARD, 2, standard_micro=333_000)
    for milli in (1000, 500, 700, 1):
        receive(pool, milli, 0)
        assert pool.value_minor == pool.at_standard_minor(pool.quantity_milli)
    for milli in (3, 998, 1200):
        issue(pool, milli)
        assert pool.value_minor == pool.at_standard_minor(pool.quantity_milli)
    assert (pool.quantity_milli, pool.value_minor) == (0, 0)


# Goods of a known arrival.


def arrived(method, *arrivals):
    pool = pool_of(method, *arrivals)
    for seq, layer in enumerate(pool.layers, start=1):
        layer.layer_id = seq
    return pool


@pytest.mark.parametrize("method", METHODS)
def test_they_leave_at_what_their_arrival_was_worth_while_it_is_there(method):
    pool = arrived(method, (10, 1000), (10, 2000))
    assert withdraw(pool, 4000, 800, origin_id=2) == 800
    assert (pool.quantity_milli, pool.value_minor) == (16_000, 2200)
    assert [layer.left_milli for layer in pool.layers] == [10_000, 6000]


@pytest.mark.parametrize(("method", "worth"), [(Costing.FIFO, 400), (Costing.AVERAGE, 600), (Costing.LIFO, 800)])
def test_they_leave_by_the_method_when_nobody_knows_their_arrival(method, worth):
    assert withdraw(arrived(method, (10, 1000), (10, 2000)), 4000, 0, origin_id=0) == worth


def test_the_rest_is_never_worth_less_than_nothing():
    pool = arrived(Costing.AVERAGE, (10, 100), (10, 1900))
    issue(pool, 17_000)
    # Three are worth 3.00; two at 1.90 would leave one at less than nothing.
    assert withdraw(pool, 2000, 380, origin_id=2) == 200
    assert withdraw(pool, 1000, 100, origin_id=2) == 100
    assert (pool.quantity_milli, pool.value_minor) == (0, 0)


# Costs that come later, new values, other methods.


@pytest.mark.parametrize("method", METHODS)
def test_a_later_cost_lies_on_what_is_left_of_its_arrival(method):
    pool = arrived(method, (10, 1000), (10, 2000))
    add_cost(pool, pool.layers[0], 50)
    assert pool.value_minor == 3050
    assert issue(pool, 20_000) == 3050


@pytest.mark.parametrize("method", METHODS)
def test_a_new_value_is_spread_over_all_and_remembered(method):
    pool = pool_of(method, (10, 1000), (10, 2000))
    issue(pool, 5000)
    before = pool.value_minor
    assert revalue(pool, 800_000) == 1200 - before
    assert (pool.value_minor, pool.known_cost_micro(), pool.current_cost_micro()) == (1200, 800_000, 800_000)
    assert issue(pool, 15_000) == 1200


def test_what_is_missing_gets_the_new_value_too():
    pool = pool_of(Costing.FIFO, (1, 100))
    issue(pool, 4000)
    assert revalue(pool, 500_000) == 150
    assert [cover.extra_minor for cover in receive(pool, 3000, 300).covers] == [150]


BY_LAYERS = [Costing.FIFO, Costing.LIFO, Costing.SPECIFIC]


@pytest.mark.parametrize("before", [*BY_LAYERS, Costing.AVERAGE])
@pytest.mark.parametrize("after", [*BY_LAYERS, Costing.AVERAGE])
def test_another_method_keeps_the_value_and_layers_keep_theirs(before, after):
    pool = pool_of(before, (10, 1000), (10, 2000))
    assert (convert(pool, after)[0], pool.value_minor) == (0, 3000)
    is_kept = before is not Costing.AVERAGE and after is not Costing.AVERAGE
    assert issue(pool, 10_000) == ({Costing.LIFO: 2000}.get(after, 1000) if is_kept else 1500)


@pytest.mark.parametrize("before", [*BY_LAYERS, Costing.AVERAGE])
def test_to_standard_and_back(before):
    pool = pool_of(before, (10, 1000), (10, 2000), standard_micro=1_200_000)
    assert (convert(pool, Costing.STANDARD)[0], pool.value_minor) == (-600, 2400)
    assert (convert(pool, before)[0], pool.value_minor) == (0, 2400)
    assert issue(pool, 5000) == 600


def test_what_each_layer_gave_is_told_to_whoever_carries_it_on():
    for method, values in [(Costing.FIFO, [1000, 400]), (Costing.AVERAGE, [1500, 300])]:
        pool, parts = arrived(method, (10, 1000), (10, 2000)), []
        worth = issue(pool, 12_000, parts=parts)
        assert [(part.quantity_milli, part.value_minor, part.origin_id) for part in parts] == [
            (10_000, values[0], 1),
            (2000, values[1], 2),
        ]
        assert worth == sum(values)
