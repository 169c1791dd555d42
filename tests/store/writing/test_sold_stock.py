"""What a sale moves, line by line: kits above all, whose parts are what has stock; every figure is reckoned by hand."""

import pytest

from tests.books import counted_right, refused


@pytest.fixture
def phones(counter):
    """A set of a phone (by serial number, 40.00 and 45.00), film (by lot, 1.00 and 2.00) and a bag without stock."""
    counter.product("PHONE", "99.00", tracking="serial", costing="specific")
    counter.product("FILM", "5.00", tracking="lot", costing="specific")
    counter.product("BAG", "0.10", stocked=False, cost="0.05")
    kit = [{"sku": "PHONE", "quantity": "1"}, {"sku": "FILM", "quantity": "2"}, {"sku": "BAG", "quantity": "1"}]
    counter.product("SET", "109.00", kit=kit)
    counter.post(
        "delivery",
        "d1",
        lines=[
            {"sku": "PHONE", "quantity": "1", "unit_cost": "40.00", "serials": ["Y1"]},
            {"sku": "PHONE", "quantity": "1", "unit_cost": "45.00", "serials": ["Y2"]},
            {"sku": "FILM", "quantity": "4", "unit_cost": "1.00", "lot": "L1"},
            {"sku": "FILM", "quantity": "4", "unit_cost": "2.00", "lot": "L2"},
        ],
    )
    yield counter
    counted_right(counter)


def sell(counter, uid, quantity="1", **named):
    return counter.post("sale", uid, lines=[{"sku": "SET", "quantity": quantity, **named}])


def moved(counter, uid):
    return counter.rows(
        "SELECT sku, lot.number, quantity_milli, value_minor FROM movement"
        " JOIN product ON product.id = movement.product_id"
        " LEFT JOIN lot ON lot.id = lot_id JOIN document ON document.id = document_id WHERE uid = ? ORDER BY seq",
        uid,
    )


def test_a_part_without_stock_moves_nothing(phones):
    sell(phones, "s1")
    assert [row[0] for row in moved(phones, "s1")] == ["PHONE", "FILM"]
    # Alone it goes on selling without stock, and so it does when the set comes back without its receipt.
    phones.sell("s2", "BAG")
    sell(phones, "r1", "-1", serials=["Y1"])
    assert moved(phones, "s2") == []
    assert phones.stock("BAG") == (0, 0)


def test_a_kit_of_nothing_with_stock_moves_nothing(phones):
    phones.product("WRAP", "1.00", kit=[{"sku": "BAG", "quantity": "3"}])
    assert phones.sell("s1", "WRAP").warnings == ()
    assert moved(phones, "s1") == []


def test_the_serial_number_on_the_line_of_a_kit_is_that_of_its_part(phones):
    assert sell(phones, "s1", serials=["Y2"]).warnings == ()
    assert moved(phones, "s1")[0] == ("PHONE", "Y2", -1000, -4500)


def test_a_piece_is_sold_once_in_a_kit_too(phones):
    sell(phones, "s1", serials=["Y2"])
    assert refused(sell, phones, "s2", serials=["Y2"]).code == "serial_sold"


def test_a_serial_number_is_one_for_each_piece_of_the_part(phones):
    assert refused(sell, phones, "s1", "2", serials=["Y1"]).code == "serials_count"
    assert refused(sell, phones, "s2", "2", serials=["Y1", "Y1"]).code == "serial_twice"
    sell(phones, "s3", "2", serials=["Y2", "Y1"])
    assert [row[1] for row in moved(phones, "s3")[:2]] == ["Y2", "Y1"]


def test_the_lot_on_the_line_of_a_kit_is_that_of_its_part(phones):
    sell(phones, "s1", lot="L2")
    assert moved(phones, "s1")[1] == ("FILM", "L2", -2000, -400)
    # Without a receipt the lot comes back to it, at its current cost.
    sell(phones, "r1", "-1", lot="L2")
    assert moved(phones, "r1")[1] == ("FILM", "L2", 2000, 400)


def test_an_expired_lot_that_is_named_on_a_kit_is_refused(phones):
    lines = [{"sku": "FILM", "quantity": "2", "unit_cost": "1.00", "lot": "OLD", "expiry": "2026-03-01"}]
    phones.post("delivery", "d2", at="2026-02-28T09:00:00+01:00", lines=lines)
    assert refused(sell, phones, "s1", lot="OLD").code == "lot_expired"


def test_a_lot_that_is_of_none_of_the_parts_is_told(phones):
    phones.product("DUO", "3.00", kit=[{"sku": "BAG", "quantity": "2"}])
    warned = phones.post("sale", "s1", lines=[{"sku": "DUO", "quantity": "1", "lot": "L9"}]).warnings
    assert [(one.code, one.facts["sku"]) for one in warned] == [("kit_lot_unused", "DUO")]
