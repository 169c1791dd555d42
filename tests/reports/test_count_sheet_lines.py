"""The lines of a printed count sheet have the same numbers on paper and on the screen, whoever types them in."""

from app.domain.count_plan import Plan, Scope


def test_the_pieces_of_goods_have_the_number_that_their_line_has_on_paper(counter):
    for sku in "AZ":
        counter.product(sku)
        counter.deliver(f"d{sku}", sku, "3", "1.00")
    counter.product("P", tracking="serial")
    goods = {"sku": "P", "quantity": "2", "unit_cost": "60", "serials": ["s1", "s2"]}
    counter.post("delivery", "dp", lines=[goods])
    uid = counter.stocktaking.begin(Plan("", "All", Scope.FULL), till="T1", user=None)

    def listed(**how):
        return [(one.number, one.goods.sku, one.lot) for one in counter.stocktakes.listed(uid, "", **how)]

    assert listed() == [(1, "A", ""), (2, "P", ""), (3, "Z", "")]
    assert listed(with_pieces=True) == [(1, "A", ""), (2, "P", "s1"), (2, "P", "s2"), (3, "Z", "")]


def test_pieces_in_two_zones_are_a_line_in_each(counter):
    counter.product("P", tracking="serial")
    counter.product("Q")
    goods = {"sku": "P", "quantity": "2", "unit_cost": "60", "serials": ["s1", "s2"]}
    counter.post("delivery", "dp", lines=[goods])
    lines = [
        {"sku": "P", "counted": "1", "serials": [serial], "zone": zone, "at": "2026-03-02T09:00:00+01:00"}
        for serial, zone in (("s1", "Z1"), ("s2", "Z2"))
    ]
    counter.post("count", "c1", lines=[*lines, {"sku": "Q", "counted": "1", "zone": "Z2"}])
    uid = counter.stocktaking.begin(Plan("", "All", Scope.FULL), till="T1", user=None)

    def listed(zone, **how):
        found = counter.stocktakes.listed(uid, zone, **how)
        return [(one.zone, one.number, one.goods.sku, one.lot) for one in found]

    assert listed("") == [("Z1", 1, "P", ""), ("Z2", 1, "P", ""), ("Z2", 2, "Q", "")]
    # The book does not know which of them lies where.
    assert listed("z2", with_pieces=True) == [("Z2", 1, "P", "s1"), ("Z2", 1, "P", "s2"), ("Z2", 2, "Q", "")]
