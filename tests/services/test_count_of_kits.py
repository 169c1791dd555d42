"""Kits and goods without stock are in no count: told at the scan, and never in the way of what was counted."""

import pytest

from app.domain.count_review import State
from app.domain.count_sheet import Find, Goods, goods_of
from tests.books import counted_right, refused
from tests.services.test_stocktaking import Crew


@pytest.fixture
def crew(counter):
    counter.clock.put("2026-03-01T08:00:00+01:00")
    for sku in "ABK":
        counter.product(sku, cost="0.50")
    counter.deliver("dA", "A", "10", "1.00")
    counter.product("BAG", stocked=False)
    yield Crew(counter)
    counted_right(counter)


def make_kit(crew):
    crew.shop.product("K", kit=[{"sku": "A", "quantity": "2"}])


def test_goods_that_cannot_be_counted_say_so_when_they_are_scanned(crew):
    make_kit(crew)
    kit, bag, goods = (crew.shop.lookups.item(sku, location="shop") for sku in ("K", "BAG", "A"))
    assert refused(goods_of, kit).code == "kit_counted_in_parts"
    assert refused(goods_of, bag).code == "not_stocked"
    assert [one.has_stock for one in (kit, bag, goods)] == [False, False, True]
    (found, _) = crew.shop.stocktakes.find("K", location="shop")
    assert [one.is_kit for one in found.items] == [True]


def counted(crew):
    uid = crew.begin()
    sheet = crew.sheet(uid, "Z1")
    crew.scan(sheet, "A", 9)
    crew.scan(sheet, "K", 3)
    crew.scan(sheet, "B", 4)
    crew.finish(sheet)
    return uid


def test_goods_that_have_become_a_kit_are_left_out_and_the_rest_is_posted(crew):
    uid = counted(crew)
    before = crew.shop.stocktakes.review(uid)
    make_kit(crew)
    line = crew.line(uid, "K")
    assert (line.state, line.difference_milli, line.value_minor, line.differs) == (State.KIT, 0, 0, False)
    assert line.found.found_milli == 3000
    # A review that was read before sees it when it is read again, decision by decision.
    assert [one.state for one in crew.shop.stocktakes.renewed(before).lines] == [State.WITHIN, State.KIT, State.OPENING]
    posted = crew.post(uid)
    assert crew.shop.movements(uid) == [("A", "count_loss", -1000, -100), ("B", "opening_stock", 4000, 200)]
    assert posted.number
    assert crew.shop.stocktakes.opened() == ()


def test_goods_that_keep_no_stock_any_more_are_left_out_and_so_is_a_kit_of_nothing_but_bags(crew):
    uid = counted(crew)
    crew.shop.product("B", stocked=False)
    crew.shop.product("K", kit=[{"sku": "BAG", "quantity": "1"}])
    assert crew.states(uid) == {"A": "within", "K": "kit", "B": "no_stock"}
    crew.post(uid)
    assert crew.shop.movements(uid) == [("A", "count_loss", -1000, -100)]


def test_goods_that_are_sold_no_more_are_counted_as_ever(crew):
    uid = counted(crew)
    crew.shop.product("A", active=False)
    assert crew.line(uid, "A").state is State.WITHIN
    crew.post(uid)
    assert crew.shop.stock("A")[0] == 9000


def test_a_kit_that_is_taken_apart_again_counts_again(crew):
    uid = counted(crew)
    make_kit(crew)
    review = crew.shop.stocktakes.review(uid)
    crew.shop.product("K", kit=[])
    assert [one.state for one in crew.shop.stocktakes.renewed(review).lines] == [
        State.WITHIN, State.OPENING, State.OPENING,
    ]  # fmt: skip


def test_where_nothing_else_was_counted_the_refusal_says_so(crew):
    uid = crew.begin()
    sheet = crew.sheet(uid, "Z1")
    crew.scan(sheet, "K", 3)
    crew.finish(sheet)
    crew.shop.stocktaking.decide_uncounted(uid, "leave", user="owner")
    make_kit(crew)
    assert refused(crew.post, uid).code == "counted_without_stock"


def test_a_kit_that_an_earlier_program_took_at_the_scan_is_left_out_too(crew):
    make_kit(crew)
    uid = crew.begin()
    sheet = crew.sheet(uid, "Z1")
    kit = crew.shop.lookups.item("K", location="shop")
    crew.scan(sheet, "A", 10)
    crew.enter(sheet, Find(Goods(kit.product_id, "K", "K"), 0, crew.tick()))
    crew.finish(sheet)
    assert crew.states(uid) == {"A": "right", "K": "kit"}
    crew.post(uid)
    assert crew.shop.stocktakes.newest()[0].uid == uid
