"""Costs that come after the goods; every figure is reckoned by hand."""

from app.domain.added_costs import add_shares
from app.domain.costing import Pool, issue, receive
from app.domain.shop import Costing


def pool(quantity_milli, value_minor, *, layer_id, origin_id=None):
    made = Pool(Costing.FIFO, 2)
    receive(made, quantity_milli, value_minor, origin_id=origin_id)
    made.layers[-1].layer_id = layer_id
    return made


def test_what_is_left_takes_its_share_wherever_it_is_and_what_is_sold_none():
    # Twelve came by movement 1; four went on to the back room, two were sold: six, four and two of 1.20.
    pools = {"shop": pool(8000, 800, layer_id=1), "back": pool(4000, 400, layer_id=3, origin_id=1)}
    issue(pools["shop"], 2000)
    assert add_shares(pools, 1, 12_000, 120) == {"shop": 60, "back": 40}
    assert [one.value_minor for one in pools.values()] == [660, 440]


def test_goods_of_another_arrival_take_nothing():
    other = pool(8000, 800, layer_id=2)
    assert add_shares({"shop": other}, 1, 12_000, 120) == {}
    assert other.value_minor == 800


def test_nothing_becomes_worth_less_than_nothing():
    pools = {"shop": pool(10_000, 100, layer_id=1)}
    assert add_shares(pools, 1, 10_000, -150) == {"shop": -100}


def test_of_equal_shares_the_first_place_takes_the_odd_unit_in_whatever_order_they_come():
    pools = {2: pool(1000, 100, layer_id=3, origin_id=1), 1: pool(1000, 100, layer_id=1)}
    assert add_shares(pools, 1, 2000, 1) == {1: 1, 2: 0}


def test_more_than_came_takes_no_more_than_the_cost():
    # Ten came by movement 1; six of them and four others were carried as one, and are known by that of the six.
    pools = {"back": pool(10_000, 1000, layer_id=3, origin_id=1), "shop": pool(4000, 400, layer_id=1)}
    assert add_shares(pools, 1, 10_000, 140) == {"back": 100, "shop": 40}
