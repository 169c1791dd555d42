"""Cost by lot under `specific`, reckoned by hand."""

from app.domain.costing import Pool, add_cost, convert, issue, receive, revalue, withdraw
from app.domain.shop import Costing


def lots_of(*arrivals):
    """A pool under `specific` after arrivals of (movement, lot, pieces, value in cents)."""
    pool = Pool(Costing.SPECIFIC, 2)
    for seq, lot_id, pieces, value_minor in arrivals:
        receive(pool, pieces * 1000, value_minor, lot_id=lot_id)
        pool.layers[-1].layer_id = seq
    return pool


def left(pool):
    """What is left of each layer, in pieces, and its worth."""
    return [(layer.left_milli // 1000, layer.left_minor) for layer in pool.layers]


def test_pieces_of_one_lot_are_alike_under_specific():
    # Lot 1: 1.00 and 1.50 are 1.25 each; lot 2: 0.50 and 1.00 are 0.75 each.
    pool = lots_of((1, 1, 1, 100), (2, 2, 1, 50), (3, 1, 1, 150), (4, 2, 1, 100))
    assert [issue(pool, 1000, lot_id=lot) for lot in (2, 1, 2, 1)] == [75, 125, 75, 125]
    assert (pool.quantity_milli, pool.value_minor) == (0, 0)


def test_goods_without_a_lot_keep_the_cost_at_which_they_came():
    pool = lots_of((1, 0, 1, 100), (2, 0, 1, 150))
    assert [issue(pool, 1000) for _ in range(2)] == [100, 150]


def test_a_cost_that_comes_later_is_shared_by_the_pieces_of_the_lot():
    pool = lots_of((1, 1, 2, 200), (2, 1, 2, 200), (3, 2, 1, 700))
    add_cost(pool, pool.layers[0], 100)
    assert (left(pool), pool.value_minor) == ([(2, 250), (2, 250), (1, 700)], 1200)


def test_goods_of_a_lot_go_back_at_what_their_own_delivery_cost():
    pool = lots_of((1, 1, 2, 200), (2, 1, 2, 400))
    # 6.00 for four pieces; one of the first delivery goes back at 1.00: 5.00 for three.
    assert withdraw(pool, 1000, 100, origin_id=1, lot_id=1) == 100
    assert (sum(worth for _, worth in left(pool)), pool.value_minor, pool.quantity_milli) == (500, 500, 3000)
    assert issue(pool, 3000, lot_id=1) == 500


def test_goods_whose_lot_would_be_worth_less_than_nothing_go_back_at_what_the_lot_costs():
    pool = lots_of((1, 1, 1, 900), (2, 1, 1, 100))
    issue(pool, 1000, lot_id=1)  # at 5.00, and 5.00 are left of what came first at 9.00 or then at 1.00
    assert withdraw(pool, 1000, 900, origin_id=2, lot_id=1) == 500
    assert (pool.quantity_milli, pool.value_minor) == (0, 0)


def test_a_cost_taken_off_later_leaves_nothing_below_zero():
    for method in (Costing.FIFO, Costing.AVERAGE):
        pool = Pool(method, 2)
        receive(pool, 2000, 100)
        # Of 1.50 that the invoice says less, 1.00 is there to take.
        assert add_cost(pool, pool.layers[0], -150) == -100
        assert (pool.quantity_milli, pool.value_minor, issue(pool, 2000)) == (2000, 0, 0)


def test_of_a_lot_that_came_twice_the_whole_lot_stands_for_a_cost_that_is_taken_off():
    pool = lots_of((1, 1, 1, 100), (2, 1, 1, 100))
    assert add_cost(pool, pool.layers[0], -150) == -150
    assert (left(pool), pool.value_minor) == ([(1, 25), (1, 25)], 50)


def test_a_lot_that_is_not_there_goes_below_zero_and_leaves_the_others_alone():
    pool = lots_of((1, 1, 2, 200), (2, 2, 1, 300))
    # Of lot 3 nothing ever came: it goes at the last known cost, 3.00, and the others keep theirs.
    assert issue(pool, 1000, lot_id=3) == 300
    assert (pool.quantity_milli, pool.value_minor, left(pool)) == (2000, 200, [(2, 200), (1, 300)])
    assert [issue(pool, pieces * 1000, lot_id=lot) for lot, pieces in ((1, 2), (2, 1))] == [200, 300]
    assert (pool.quantity_milli, pool.value_minor) == (-1000, -300)


def test_what_is_short_of_a_lot_is_covered_by_that_lot_alone():
    pool = lots_of((1, 1, 1, 100))
    issue(pool, 1000, lot_id=2)
    assert (pool.quantity_milli, pool.value_minor) == (0, 0)
    assert receive(pool, 1000, 150, lot_id=3).covers == ()
    (cover,) = receive(pool, 1000, 120, lot_id=2).covers
    # It had left at 1.00 and cost 1.20.
    assert (cover.extra_minor, pool.quantity_milli, pool.value_minor) == (20, 2000, 250)


def test_nothing_on_the_whole_can_be_worth_something():
    pool = lots_of((1, 1, 1, 100), (2, 2, 1, 300))
    issue(pool, 2000, lot_id=3)
    # 1.00 and 3.00 are there, two pieces at 3.00 are short.
    assert (pool.quantity_milli, pool.value_minor) == (0, 400 - 600)


def test_a_revaluation_gives_what_is_there_and_what_is_short_its_cost():
    pool = lots_of((1, 1, 3, 300))
    issue(pool, 1000, lot_id=2)
    assert revalue(pool, 2_000_000) == (600 - 200) - (300 - 100)
    assert (pool.value_minor, pool.shortages[0].value_minor, left(pool)) == (400, 200, [(3, 600)])


def test_who_leaves_lots_covers_what_is_short_with_what_there_is():
    for method, worth in ((Costing.FIFO, 200), (Costing.AVERAGE, 200)):
        pool = lots_of((1, 1, 3, 300), (2, 2, 1, 180))
        issue(pool, 1000, lot_id=2)
        issue(pool, 1000, lot_id=3)
        # One of lot 3 is short at 1.80, and one of lot 1 at 1.00 covers it.
        changed, (cover,) = convert(pool, method)
        assert (changed, cover.extra_minor, pool.quantity_milli, pool.value_minor) == (0, -80, 2000, worth)
        assert left(pool)[0] == (2, 200)
