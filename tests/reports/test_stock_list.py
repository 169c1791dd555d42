"""The list of goods: which each filter lets through, what the words find, and that the counts say the same."""

import pytest

from app.reports.stock_list import Filter, StockList


@pytest.fixture
def goods(counter):
    counter.post("location", code="back", name="Back room")
    counter.product("full", name="Full shelf", codes=["4006381333931"], cost="1.00")
    counter.product("low", name="Nearly gone", reorder_point="3", cost="1.00")
    counter.product("out", name="Sold below zero", cost="1.00")
    counter.product("free", name="Nobody knows the cost")
    counter.product("new", name="Never seen", reorder_point="3", cost="1.00")
    counter.product("bag", name="Paper bag", stocked=False)
    counter.product("box", name="Gift box", kit=[{"sku": "full", "quantity": "2"}])
    counter.product("gone", name="No longer sold", cost="1.00")
    counter.deliver("d1", "full", "10", "1.00")
    counter.deliver("d2", "low", "4", "1.00")
    counter.deliver("d3", "out", "1", "1.00")
    counter.deliver("d4", "free", "2", "0.00")
    counter.deliver("d5", "gone", "1", "1.00")
    counter.sell("s1", "low", "1")
    counter.sell("s2", "out", "3")
    counter.product("gone", active=False)
    return StockList(counter.book)


def skus(goods, which=Filter.ALL, words="", **more):
    return [row.sku for row in goods.page(which, words, **more).rows]


def test_all_goods_that_have_stock_of_their_own_are_listed_by_sku(goods):
    assert skus(goods) == ["free", "full", "gone", "low", "new", "out"]


def test_what_is_sold_no_more_goes_away_with_its_last_piece(counter, goods):
    counter.post("adjustment", "a1", lines=[{"sku": "gone", "quantity": "-1", "reason": "damaged"}])
    assert "gone" not in skus(goods)


@pytest.mark.parametrize(
    ("which", "listed"),
    [
        (Filter.LOW, ["low"]),
        (Filter.NEGATIVE, ["out"]),
        (Filter.UNCOSTED, ["free"]),
        (Filter.UNCOUNTED, ["new"]),
    ],
)
def test_a_filter_lists_what_somebody_should_look_at_and_the_counts_agree(goods, which, listed):
    assert skus(goods, which) == listed
    assert goods.counts()[which] == len(listed)


def test_a_row_says_how_much_there_is_everywhere_and_what_is_the_matter(counter, goods):
    counter.deliver("d7", "out", "1", "1.00", location="back")
    (row,) = goods.page(words="zero").rows
    assert (row.name, row.unit, row.quantity_milli) == ("Sold below zero", "each", -1000)
    assert (row.is_low, row.is_negative, row.is_uncosted, row.is_uncounted) == (False, True, False, False)


def test_goods_are_low_at_all_locations_together(counter, goods):
    counter.deliver("d6", "low", "2", "1.00", location="back")
    assert skus(goods, Filter.LOW) == []
    assert goods.counts()[Filter.LOW] == 0


def test_what_sold_at_a_location_where_nobody_counted_it_is_not_yet_counted(counter, goods):
    counter.sell("s3", "new")
    assert skus(goods, Filter.UNCOUNTED) == ["new"]
    assert goods.counts()[Filter.UNCOUNTED] == 1


def test_what_never_came_in_where_it_sells_costs_what_it_did_elsewhere(counter, goods):
    counter.product("far")
    counter.sell("s4", "far")
    assert skus(goods, Filter.UNCOSTED) == ["far", "free"]
    counter.deliver("d8", "far", "4", "3.00", location="back")
    assert (skus(goods, Filter.UNCOSTED), goods.counts()[Filter.UNCOSTED]) == (["free"], 1)


def test_words_find_by_name_sku_and_code(goods):
    assert skus(goods, words="near gon") == ["low"]
    assert skus(goods, words="400638") == ["full"]
    assert skus(goods, words="FREE") == ["free"]
    assert skus(goods, Filter.NEGATIVE, "sold") == ["out"]
    assert skus(goods, Filter.LOW, "sold") == []
    assert skus(goods, words="...") == []


def test_a_page_says_whether_there_are_more(goods):
    page = goods.page(limit=2)
    assert ([row.sku for row in page.rows], page.has_more) == (["free", "full"], True)
    assert not goods.page(limit=6).has_more


def test_a_row_says_what_is_on_order_and_not_what_stands_in_drafts(counter, goods):
    counter.post("supplier", code="S1", name="Farm")
    counter.post("order", "po1", supplier="S1", lines=[{"sku": "low", "quantity": "12"}])
    counter.post("order", "po2", supplier="S1", step="draft", lines=[{"sku": "full", "quantity": "12"}])
    on_order = {row.sku: row.on_order_milli for row in goods.page().rows}
    assert (on_order["low"], on_order["full"]) == (12_000, 0)
