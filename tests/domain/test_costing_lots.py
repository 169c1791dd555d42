"""Cost by lot under `specific`, reckoned by hand."""

from app.domain.costing import Pool, add_cost, issue, receive, withdraw
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
