"""Goods that leave arrival by arrival; every figure is reckoned by hand."""

import pytest

from app.domain.costing import Pool, receive
from app.domain.piecewise import runs
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
