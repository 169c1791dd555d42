"""Goods that leave arrival by arrival, and at a named worth; every figure is reckoned by hand."""

import pytest

from app.domain.costing import Pool, issue, receive
from app.domain.piecewise import correct, runs
from app.domain.shop import Costing


def pool(method, *came):
    made = Pool(method, 2)
    for at, (quantity_milli, value_minor) in enumerate(came):
        receive(made, quantity_milli, value_minor)
        made.layers[-1].layer_id = at + 1
    return made


@pytest.mark.parametrize(
    ("method", "parts"),
    [
        (Costing.FIFO, [5000, 2000]),
        (Costing.LIFO, [4000, 3000]),
        (Costing.SPECIFIC, [5000, 2000]),
        (Costing.AVERAGE, [7000]),
    ],
)
def test_by_layers_each_arrival_gives_its_own_part(method, parts):
    assert list(runs(pool(method, (5000, 500), (4000, 800)), 7000, 0)) == parts


def test_what_is_missing_is_the_last_part_and_pieces_of_one_delivery_are_one():
    made = pool(Costing.FIFO, (5000, 500), (4000, 800))
    made.layers[1].origin_id = 1
    assert list(runs(made, 12_000, 0)) == [9000, 3000]


def test_what_went_out_is_worth_what_is_said_where_the_rest_can_bear_it():
    made = pool(Costing.AVERAGE, (10_000, 1000))
    assert issue(made, 4000) == 400
    assert (correct(made, 100), made.value_minor) == (100, 500)
    assert (correct(made, 501), made.value_minor) == (0, 500)
    assert issue(made, 3000) == 250


def test_by_layers_goods_keep_their_own_worth():
    made = pool(Costing.FIFO, (10_000, 1000))
    issue(made, 4000)
    assert (correct(made, 100), made.value_minor) == (0, 600)
