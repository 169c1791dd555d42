"""Pieces that are nowhere in stock: a sold one is sold once, what a count missed or was written off may turn up."""

import pytest

from tests.books import counted_right, refused


def line(sku, quantity="1", **keys):
    return {"sku": sku, "quantity": quantity, **keys}


@pytest.fixture
def phones(counter):
    """Three pieces at 60.00; the count of the day finds two of them."""
    counter.product("P", "99.00", tracking="serial", costing="specific", name="Phone")
    counter.post("delivery", "d1", lines=[line("P", "3", unit_cost="60.00", serials=["a1", "b1", "c1"])])
    counter.post("count", "c1", lines=[{"sku": "P", "counted": "2", "serials": ["a1", "b1"]}])
    yield counter
    counted_right(counter)


def sell(phones, uid, serial, **keys):
    sold = phones.post("sale", uid, lines=[line("P", serials=[serial], **keys)])
    return [(one.code, one.facts) for one in sold.warnings if one.code != "stock_below_zero"]


GONE = {"serial": "c1", "sku": "P", "name": "Phone", "day": "2026-03-02"}


def test_a_piece_that_a_count_missed_sells_with_a_word(phones):
    assert sell(phones, "s1", "c1") == [("serial_not_counted", {**GONE, "count": "T0-C000001"})]
    # At the last known cost, below zero in its own lot: the two that are there keep theirs.
    assert phones.movements("s1") == [("P", "sale", -1000, -6000)]
    assert phones.stock("P") == (1000, 6000)
    assert refused(sell, phones, "s2", "c1").code == "serial_sold"
    assert sell(phones, "s3", "a1") == []


def test_the_next_count_puts_its_stock_right(phones):
    sell(phones, "s1", "c1")
    phones.post("count", "c2", lines=[{"sku": "P", "counted": "2", "serials": ["a1", "b1"]}])
    assert phones.movements("c2") == [("P", "count_gain", 1000, 6000)]
    assert phones.stock("P") == (2000, 12_000)
    # It is with a customer all the same.
    assert refused(sell, phones, "s2", "c1").code == "serial_sold"


def test_such_a_piece_comes_back_and_is_sold_again(phones):
    sell(phones, "s1", "c1")
    phones.post("refund", "f1", of="s1", lines=[{"line": 1, "quantity": "1", "state": "sellable"}])
    assert phones.stock("P") == (2000, 12_000)
    assert [code for code, _ in sell(phones, "s2", "c1")] == ["serial_not_counted"]
    assert refused(sell, phones, "s3", "c1").code == "serial_sold"


def test_a_piece_that_was_written_off_or_sent_back_sells_with_a_word(phones):
    phones.post("adjustment", "w1", lines=[line("P", "-1", reason="stolen", serials=["b1"])])
    returned = phones.post("supplier_return", "r1", of="d1", lines=[{"line": 1, **line("P", serials=["a1"])}])
    written_off = phones.one("SELECT number FROM document WHERE uid = 'w1'")
    for uid, serial, number in (("s1", "b1", written_off), ("s2", "a1", returned.number)):
        facts = {**GONE, "serial": serial, "number": number}
        assert sell(phones, uid, serial) == [("serial_gone", facts)]
        assert refused(sell, phones, f"{uid}-again", serial).code == "serial_sold"


def test_the_policy_to_block_holds(phones):
    phones.product("P", "99.00", tracking="serial", costing="specific", name="Phone", negative_stock="block")
    before = phones.counts()
    assert refused(sell, phones, "s1", "c1").code == "serial_not_counted"
    assert phones.counts() == before
    phones.product("P", "99.00", tracking="serial", costing="specific", name="Phone", negative_stock="allow")
    assert sell(phones, "s2", "c1") == []
