"""What a count has left undone of its plan; every figure is reckoned by hand."""

from app.domain.count_kept import Off, beyond, left_undone
from app.domain.count_plan import Plan, Scope
from app.domain.count_review import Tolerance
from app.domain.count_sheet import Goods

PLAN = Plan("full", "All", Scope.FULL, tolerance=Tolerance(1000, 5000, 500), second_person=True)
GOODS = [Goods(n, f"S{n}", f"Goods {n}") for n in range(1, 6)]


def off(number, expected, differences, losses=0, gains=0):
    return Off(GOODS[number - 1], expected, list(differences.items()), losses, gains)


def told(plan, found, uncounted=()):
    return [(one.code, one.facts["count"], one.facts["names"]) for one in left_undone(plan, found, uncounted)]


def test_goods_are_beyond_by_pieces_by_percent_or_by_money():
    # Tolerated are one piece, 5 % and 5.00.
    found = [
        off(1, 100_000, {"": -1000}, -500),
        off(2, 100_000, {"": -2000}, -10),
        off(3, 10_000, {"": 1000}, 0, 10),
        off(4, 100_000, {"": 1000}, 0, 501),
        off(5, 0, {"": 1000}, 0, 10),
    ]
    assert [one.goods.sku for one in beyond(PLAN, found)] == ["S4", "S2", "S3", "S5"]
    assert beyond(PLAN._replace(tolerance=Tolerance()), found) == []


def test_lots_that_changed_places_are_beyond_though_as_many_are_there():
    swapped = off(1, 100_000, {"L1": -3000, "L2": 3000}, -300, 300)
    assert beyond(PLAN, [swapped]) == [swapped]
    # Where nobody named a lot, a shortage that is made good is no difference.
    unnamed = off(1, 100_000, {"": 0}, -300, 300)
    assert beyond(PLAN, [unnamed]) == []


def test_at_most_three_goods_are_named_and_all_are_counted():
    found = [off(n, 10_000, {"": -5000}, -500 - n) for n in range(1, 5)]
    names = "Goods 4 (S4), Goods 3 (S3), Goods 2 (S2), ..."
    uncounted = [GOODS[4], GOODS[0]]
    left = ("plan_uncounted", 2, "Goods 1 (S1), Goods 5 (S5)")
    assert told(PLAN, found, uncounted) == [("beyond_tolerance", 4, names), ("second_person_missing", 4, names), left]
    assert told(PLAN._replace(second_person=False), found) == [("beyond_tolerance", 4, names)]
    assert told(PLAN, [], ()) == []
