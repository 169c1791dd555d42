"""What differences of counts are worth by the costing method; every figure is reckoned by hand."""

import pytest

from app.domain.count_worth import Piled, worth, worth_by_layers

OLD, NEW = Piled(13_000, 1300, 0, seq=1), Piled(27_000, 24_300, 0, seq=2)
COST = (40_000, 25_600)


def test_on_the_whole_a_difference_is_worth_its_share_half_away_from_zero():
    assert (worth(-2000, (10_000, 1000)), worth(1000, (3000, 200)), worth(5, (0, 7))) == (-200, 67, 0)
    assert worth(-1000, (2000, 1)) == -1


@pytest.mark.parametrize(
    ("layers", "difference", "value"),
    [
        ((OLD, NEW), -15_000, -1300 - 1800),  # thirteen at 1.00 and two at 9.00
        ((NEW, OLD), -15_000, -13_500),  # the newest first
        ((OLD, NEW), 2000, 1800),
        ((NEW, OLD), 2000, 1800),
        ((OLD._replace(taken_milli=12_000), NEW), -2000, -100 - 900),
        ((OLD, NEW), -41_000, -25_600 - 640),  # one more than there is, at 6.40
        ((), -1000, -640),
    ],
)
def test_a_loss_leaves_by_the_layers_and_a_gain_comes_in_at_the_newest(layers, difference, value):
    assert worth_by_layers({"": difference}, layers, COST) == value


def test_each_lot_has_its_own_cost_where_cost_goes_by_lot():
    pieces = (Piled(1000, 6000, 0, "X1", 1), Piled(1000, 50_000, 0, "X2", 2))
    assert worth_by_layers({"X1": 0, "X2": -1000}, pieces, (2000, 56_000)) == -50_000
    assert worth_by_layers({"X1": -1000, "X3": 1000}, pieces, (2000, 56_000)) == -6000 + 28_000
