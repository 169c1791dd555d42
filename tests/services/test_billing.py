"""What goods cost after they came in: landed costs and the supplier's invoice; every figure is reckoned by hand."""

from collections import Counter as Sums

import pytest

from app.reports.accounting import Accounting
from tests.books import counted_right, refused


def line(sku, quantity="1", unit_cost=None, **keys):
    return {"sku": sku, "quantity": quantity, **({} if unit_cost is None else {"unit_cost": unit_cost}), **keys}


def bill(uid, *lines, deliveries=("d1",), **keys):
    return ("supplier_invoice", uid), {
        "supplier": "S1", "number": "2026-17", "deliveries": list(deliveries), "lines": list(lines), **keys
    }  # fmt: skip


@pytest.fixture
def shop(counter):
    """A shop with a delivery of ten juices at 1.00 and five cheeses at 4.00."""
    counter.post("location", code="back", name="Back room")
    for code in ("S1", "S2"):
        counter.post("supplier", code=code, name=code)
    counter.product("A", name="Juice")
    counter.product("C", name="Cheese", unit="kg")
    counter.post("delivery", "d1", supplier="S1", lines=[line("A", "10", "1.00"), line("C", "5", "4.00")])
    yield counter
    counted_right(counter)


def values(counter, uid):
    """SKU, kind, location, value and variance of each movement of a document."""
    return counter.rows(
        "SELECT sku, movement.kind, location.code, value_minor, variance_minor FROM movement"
        " JOIN product ON product.id = product_id JOIN document ON document.id = document_id"
        " JOIN location ON location.id = movement.location_id WHERE uid = ? ORDER BY seq",
        uid,
    )


# Landed costs.


def test_a_landed_cost_lies_on_all_that_is_left(shop):
    posted = shop.post("landed_cost", "l1", of="d1", amount="3.00", supplier="S2")
    assert (posted.number, posted.warnings) == ("T0-L000001", ())
    # By value 10 : 20.
    assert values(shop, "l1") == [("A", "landed", "shop", 100, 0), ("C", "landed", "shop", 200, 0)]
    assert (shop.stock("A"), shop.stock("C")) == ((10_000, 1100), (5000, 2200))
    assert shop.rows("SELECT amount_minor, spread, code FROM stock_document JOIN supplier ON supplier.id = supplier_id"
                     " WHERE amount_minor > 0") == [(300, "value", "S2")]  # fmt: skip


@pytest.mark.parametrize(
    ("by", "shares"),
    [("value", [100, 200]), ("quantity", [200, 100]), ("weight", [86, 214])],
    # 10 : 20; 10 : 5; ten of 200 g are 2 kg, and 5 kg: 0.857 and 2.143.
)
def test_it_is_spread_by_value_quantity_or_weight(shop, by, shares):
    with shop.book.writing() as connection:
        connection.execute("UPDATE product SET weight_milli = 200 WHERE sku = 'A'")
    shop.post("landed_cost", "l1", of="d1", amount="3.00", by=by)
    assert [row[3] for row in values(shop, "l1")] == shares


def test_without_value_to_lie_on_it_lies_on_the_quantity(shop):
    shop.post("delivery", "d2", lines=[line("A", "3", "0"), line("C", "1", "0")])
    shop.post("landed_cost", "l1", of="d2", amount="2.00", by="value")
    assert [row[3] for row in values(shop, "l1")] == [150, 50]


def test_the_share_of_what_is_gone_is_cost_of_sales(shop):
    shop.sell("s1", "A", "4")
    shop.post("landed_cost", "l1", of="d1", amount="3.00")
    # 1.00 for ten; four are gone.
    assert values(shop, "l1") == [
        ("A", "landed", "shop", 60, 0), ("A", "landed", "shop", 40, 0), ("A", "landed_sold", "shop", -40, 0),
        ("C", "landed", "shop", 200, 0),
    ]  # fmt: skip
    assert shop.stock("A") == (6000, 660)
    shop.sell("s2", "A", "6")
    assert shop.movements("s2") == [("A", "sale", -6000, -660)]


def test_when_all_is_gone_all_of_it_is_cost_of_sales(shop):
    shop.sell("s1", "A", "12")
    shop.post("landed_cost", "l1", of="d1", amount="3.00")
    assert values(shop, "l1")[:2] == [("A", "landed", "shop", 100, 0), ("A", "landed_sold", "shop", -100, 0)]
    assert shop.stock("A") == (-2000, -200)
    # It is in the last known cost all the same: 11.00 for ten.
    shop.sell("s2", "A", "1")
    assert shop.movements("s2") == [("A", "sale", -1000, -110)]


def test_what_came_back_from_a_customer_does_not_take_it_back_from_cost_of_sales(shop):
    shop.sell("s1", "A", "4")
    shop.post("landed_cost", "l1", of="d1", amount="3.00")
    shop.take_back("r1", "s1", quantity="-4")
    # At the cost at which they left; the landed cost booked later stays in cost of sales.
    assert shop.movements("r1") == [("A", "customer_return", 4000, 400)]
    # What came back is a new layer at the tail, and no longer of that delivery.
    shop.post("landed_cost", "l2", of="d1", amount="3.00", by="quantity")
    assert values(shop, "l2")[:3] == [
        ("A", "landed", "shop", 120, 0), ("A", "landed", "shop", 80, 0), ("A", "landed_sold", "shop", -80, 0),
    ]  # fmt: skip


def test_it_follows_the_goods_to_where_they_went(shop):
    shop.post("transfer", "t1", **{"from": "shop", "to": "back"}, lines=[line("A", "5")])
    shop.sell("s1", "A", "2")
    shop.post("sale", "s2", location="back", lines=[line("A", "1")])
    shop.post("landed_cost", "l1", of="d1", amount="3.00")
    # Of ten, three are left in the shop, four at the back, three are gone.
    assert values(shop, "l1")[:4] == [
        ("A", "landed", "shop", 30, 0), ("A", "landed", "back", 40, 0),
        ("A", "landed", "shop", 30, 0), ("A", "landed_sold", "shop", -30, 0),
    ]  # fmt: skip
    assert (shop.stock("A"), shop.stock("A", "back")) == ((3000, 330), (4000, 440))


def test_a_layer_that_was_carried_twice_is_still_of_its_delivery(shop):
    for uid, source, target in (("t1", "shop", "back"), ("t2", "back", "shop")):
        shop.post("transfer", uid, **{"from": source, "to": target}, lines=[line("A", "5")])
    shop.post("landed_cost", "l1", of="d1", amount="3.00")
    assert values(shop, "l1")[0] == ("A", "landed", "shop", 100, 0)
    assert shop.stock("A") == (10_000, 1100)


def test_a_transfer_that_was_taken_back_leaves_the_goods_of_their_delivery(shop):
    shop.post("transfer", "t1", **{"from": "shop", "to": "back"}, lines=[line("A", "5")])
    shop.post("reversal", "z1", of="t1", reason="typed wrong")
    shop.post("landed_cost", "l1", of="d1", amount="3.00")
    assert values(shop, "l1")[0] == ("A", "landed", "shop", 100, 0)


def test_goods_that_the_supplier_did_not_want_back_are_still_of_their_delivery(shop):
    shop.post("supplier_return", "b1", of="d1", lines=[line("A", "4")])
    shop.post("reversal", "z1", of="b1", reason="refused")
    shop.post("landed_cost", "l1", of="d1", amount="3.00")
    assert values(shop, "l1")[0] == ("A", "landed", "shop", 100, 0)


def test_under_the_average_what_the_layers_still_have_takes_the_share(counter):
    counter.product("M", costing="average")
    counter.deliver("d1", "M", "10", "1.00")
    counter.deliver("d2", "M", "10", "2.00")
    counter.sell("s1", "M", "5")
    # 15 at 1.50 are 22.50; the layers say that five of the first delivery are left.
    counter.post("landed_cost", "l1", of="d1", amount="2.00")
    assert [row[3] for row in values(counter, "l1")] == [100, 100, -100]
    assert counter.stock("M") == (15_000, 2350)
    counter.sell("s2", "M", "15")
    assert counter.stock("M") == (0, 0)
    counted_right(counter)


def test_at_standard_it_is_all_a_variance(counter):
    counter.product("T", costing="standard", standard_cost="1.20")
    counter.deliver("d1", "T", "10", "1.00")
    counter.sell("s1", "T", "5")
    counter.post("landed_cost", "l1", of="d1", amount="2.00")
    assert values(counter, "l1") == [("T", "landed", "shop", 0, 200)]
    assert counter.stock("T") == (5000, 600)
    counted_right(counter)


def test_pieces_with_serial_numbers_share_it_each_for_itself(counter):
    counter.product("P", tracking="serial", costing="specific")
    counter.post("delivery", "d1", lines=[line("P", "3", "60.00", serials=["X1", "X2", "X3"])])
    counter.post("sale", "s1", lines=[line("P", serials=["X2"])])
    counter.post("landed_cost", "l1", of="d1", amount="1.00")
    # A third each: 0.34, 0.33, 0.33; the second is gone.
    assert [row[3] for row in values(counter, "l1")] == [34, 33, -33, 33]
    counter.post("sale", "s2", lines=[line("P", serials=["X1"])])
    assert counter.movements("s2") == [("P", "sale", -1000, -6034)]
    counted_right(counter)


def test_the_last_known_cost_has_all_that_was_booked_to_the_last_receipt(shop):
    shop.post("landed_cost", "l1", of="d1", amount="3.00")
    shop.post("landed_cost", "l2", of="d1", amount="0.30")
    shop.post("adjustment", "a1", lines=[line("A", "-10", reason="stolen")])
    shop.sell("s1", "A", "1")
    # 10.00 + 1.00 + 0.10 for ten.
    assert shop.movements("s1") == [("A", "sale", -1000, -111)]
    # That of an earlier receipt does not count.
    shop.deliver("d2", "A", "1", "2.00")
    shop.post("landed_cost", "l3", of="d1", amount="3.00")
    shop.sell("s2", "A", "1")
    assert shop.movements("s2") == [("A", "sale", -1000, -200)]


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ({"of": "nothing"}, "unknown_delivery"),
        ({"of": "s1"}, "unknown_delivery"),
        ({"of": "d3"}, "unknown_delivery"),
        ({"amount": "0.00"}, "cost_below_zero"),
        ({"amount": "-1.00"}, "cost_below_zero"),
        ({"supplier": "S9"}, "unknown_supplier"),
        ({"by": "weight"}, "no_weight"),
        ({"location": "moon"}, "unknown_location"),
        ({"amount": "10000000000.01"}, "out_of_bounds"),
    ],
)
def test_a_landed_cost_that_cannot_be_is_refused_and_leaves_nothing(shop, keys, code):
    shop.sell("s1", "A", "1")
    shop.deliver("d3", "A", "1", "1.00")
    shop.post("reversal", "z1", of="d3", reason="typed wrong")
    before = shop.counts()
    assert refused(shop.post, "landed_cost", "l1", **{"of": "d1", "amount": "1.00", **keys}).code == code
    assert shop.counts() == before


# Invoices.


def test_an_invoice_that_says_what_the_delivery_said_moves_nothing(shop):
    name, keys = bill("i1", line("A", "10", "1.00"), line("C", "5", "4.00"), tax="6.00")
    posted = shop.post(*name, **keys)
    assert (posted.number, shop.movements("i1")) == ("T0-I000001", [])
    assert shop.rows("SELECT reference, tax_minor FROM stock_document WHERE tax_minor > 0") == [("2026-17", 600)]
    assert shop.rows("SELECT line_no, delivery_line, quantity_milli, received_minor FROM invoice_match") == [
        (1, 1, 10_000, 1000), (2, 2, 5000, 2000)
    ]  # fmt: skip


def test_a_bill_a_hundred_times_what_was_delivered_is_told(shop):
    name, keys = bill("i1", line("A", "4", "99.99"), line("C", "5", "4.00"))
    assert shop.post(*name, **keys).warnings == ()
    name, keys = bill("i2", line("A", "6", "100"), number="2026-18")
    (warned,) = shop.post(*name, **keys).warnings
    facts = {"sku": "A", "name": "Juice", "billed": "600.00", "delivered": "6.00"}
    assert (warned.code, warned.facts) == ("bill_wild", facts)


def test_where_it_says_another_price_stock_and_cost_of_sales_take_their_shares(shop):
    shop.sell("s1", "A", "4")
    name, keys = bill("i1", line("A", "10", "1.10"), line("C", "5", "3.80"))
    shop.post(*name, **keys)
    assert values(shop, "i1") == [
        ("A", "invoice", "shop", 60, 0), ("A", "invoice", "shop", 40, 0), ("A", "landed_sold", "shop", -40, 0),
        ("C", "invoice", "shop", -100, 0),
    ]  # fmt: skip
    assert (shop.stock("A"), shop.stock("C")) == ((6000, 660), (5000, 1900))


def test_a_part_is_invoiced_now_and_the_rest_later(shop):
    name, keys = bill("i1", line("A", "3", "1.20"))
    shop.post(*name, **keys)
    assert values(shop, "i1") == [("A", "invoice", "shop", 60, 0)]
    name, keys = bill("i2", line("A", "8", "1.20"))
    refusal = refused(shop.post, *name, **keys)
    assert (refusal.code, refusal.facts) == ("over_invoiced", {"sku": "A", "more": "1"})
    name, keys = bill("i2", line("A", "7", "1.00"))
    shop.post(*name, **keys)
    assert values(shop, "i2") == []
    assert shop.stock("A") == (10_000, 1060)


def test_one_line_may_bill_several_deliveries_and_several_lines_one(shop):
    shop.post("delivery", "d2", supplier="S1", lines=[line("A", "5", "1.00"), line("A", "2", "2.00")])
    name, keys = bill("i1", line("A", "12", "1.50"), line("A", "5", "1.50"), deliveries=("d1", "d2"))
    shop.post(*name, **keys)
    # Ten of the first delivery and two of the second for 18.00; three and two for 7.50.
    assert shop.rows("SELECT line_no, delivery_line, quantity_milli, received_minor FROM invoice_match") == [
        (1, 1, 10_000, 1000), (1, 1, 2000, 200), (2, 1, 3000, 300), (2, 2, 2000, 400),
    ]  # fmt: skip
    assert [row[3] for row in values(shop, "i1")] == [500, 100, 150, -100]
    assert shop.stock("A") == (17_000, 1700 + 650 + 200)


def test_a_discount_on_the_delivery_is_part_of_what_it_said(shop):
    shop.post("delivery", "d2", supplier="S1", discount="10%", lines=[line("A", "10", "1.00")])
    name, keys = bill("i1", line("A", "10", "0.90"), deliveries=("d2",))
    shop.post(*name, **keys)
    assert values(shop, "i1") == []


def test_at_standard_a_price_difference_is_a_variance(counter):
    counter.post("supplier", code="S1", name="Farm")
    counter.product("T", costing="standard", standard_cost="1.00")
    counter.post("delivery", "d1", supplier="S1", lines=[line("T", "10", "1.00")])
    name, keys = bill("i1", line("T", "10", "1.15"))
    counter.post(*name, **keys)
    assert values(counter, "i1") == [("T", "invoice", "shop", 0, 150)]
    counted_right(counter)


def test_the_price_of_the_invoice_is_the_last_known_cost(shop):
    name, keys = bill("i1", line("A", "10", "1.50"))
    shop.post(*name, **keys)
    shop.post("adjustment", "a1", lines=[line("A", "-10", reason="stolen")])
    shop.sell("s1", "A", "1")
    assert shop.movements("s1") == [("A", "sale", -1000, -150)]


def test_a_delivery_without_a_supplier_may_be_invoiced_by_any(shop):
    shop.deliver("d2", "A", "1", "1.00")
    name, keys = bill("i1", line("A", "1", "1.00"), deliveries=("d2",), supplier="S2")
    shop.post(*name, **keys)
    assert shop.one("SELECT count(*) FROM invoice_match") == 1


@pytest.mark.parametrize(
    ("lines", "keys", "code"),
    [
        ([], {}, "no_lines"),
        ([line("A", "1", "1.00")], {"supplier": "S9"}, "unknown_supplier"),
        ([line("A", "1", "1.00")], {"supplier": "S2"}, "other_supplier"),
        ([line("A", "1", "1.00")], {"deliveries": ["d9"]}, "unknown_delivery"),
        ([line("A", "11", "1.00")], {}, "over_invoiced"),
        ([line("A", "11", "1.00")], {"deliveries": ["d1", "d1"]}, "over_invoiced"),
        ([line("B", "1", "1.00")], {}, "not_delivered"),
        ([line("A", "1", "1.00")], {"deliveries": []}, "not_delivered"),
        ([line("A", "0", "1.00")], {}, "quantity_below_zero"),
        ([line("A", "-1", "1.00")], {}, "quantity_below_zero"),
        ([line("A", "11", "1000000000")], {}, "amount_too_large"),
    ],
)
def test_an_invoice_that_cannot_be_is_refused_and_leaves_nothing(shop, lines, keys, code):
    shop.product("B")
    before = shop.counts()
    name, said = bill("i1", *lines)
    assert refused(shop.post, *name, **{**said, **keys}).code == code
    assert shop.counts() == before


# An invoice that was wrong.


def owed(counter):
    """Document, kind, and what of it is open: quantity and value."""
    rows = Accounting(counter.book).not_invoiced().rows
    return [(row[1], row[4], row[6], row[11], row[15]) for row in rows]


def accounts(counter):
    """What is on the accounts of goods not invoiced, carriers, payables, input tax and variance."""
    held = Sums()
    for row in Accounting(counter.book).journal().rows:
        held[row[5].rpartition(":")[2]] += (row[6] or 0) - (row[7] or 0)
    return [held[name] for name in ("GRNI", "Carriers", "Payables", "TaxInput", "PurchaseVariance")]


def test_a_wrong_invoice_goes_back_the_way_it_came_and_the_delivery_is_invoiced_anew(shop):
    shop.sell("s1", "A", "4")
    named, wrong = bill("i1", line("A", "10", "1.50"), tax="2.85")
    shop.post(*named, **wrong)
    # 5.00 more: six of ten are there.
    assert (shop.stock("A"), accounts(shop)) == ((6000, 600 + 300), [-2000, 0, -1500 - 285, 285, 0])
    assert refused(shop.post, "reversal", "z0", of="d1").code == "has_followers"
    shop.sell("s2", "A", "1")
    shop.post("reversal", "z1", of="i1", reason="typed wrong")
    # Five of ten are there when it is taken off: 2.50 off them, and 2.50 off what was sold.
    assert values(shop, "z1") == [
        ("A", "invoice", "shop", -250, 0), ("A", "invoice", "shop", -250, 0), ("A", "landed_sold", "shop", 250, 0)
    ]  # fmt: skip
    assert (shop.stock("A"), accounts(shop)) == ((5000, 750 - 250), [-3000, 0, 0, 0, 0])
    assert owed(shop) == [("d1", "goods", "A", 10_000, 1000), ("d1", "goods", "C", 5000, 2000)]
    named, right = bill("i2", line("A", "10", "1.05"))
    shop.post(*named, **right)
    assert owed(shop) == [("d1", "goods", "C", 5000, 2000)]
    assert accounts(shop) == [-2000, 0, -1050, 0, 0]
    # The price that a return is credited at is that of the invoice that stands.
    shop.post("supplier_return", "b1", of="d1", lines=[line("A")])
    assert shop.one("SELECT value_minor FROM stock_line JOIN document ON id = document_id WHERE uid = 'b1'") == 105


def test_when_its_invoice_is_taken_back_a_delivery_may_be_too(shop):
    named, keys = bill("i1", line("A", "10", "1.50"))
    shop.post(*named, **keys)
    shop.post("reversal", "z1", of="i1")
    shop.post("reversal", "z2", of="d1")
    assert (shop.stock("A"), owed(shop), accounts(shop)) == ((0, 0), [], [0] * 5)
    assert refused(shop.post, "reversal", "z3", of="i1").code == "already_reversed"


# What carriers bill.


def test_a_carriers_invoice_clears_what_the_landed_cost_has_booked(shop):
    shop.post("landed_cost", "l1", of="d1", amount="3.00", supplier="S2")
    assert owed(shop)[0] == ("l1", "landed", "", 0, 300) or owed(shop)[-1] == ("l1", "landed", "", 0, 300)
    keys = {"supplier": "S2", "number": "F-9", "tax": "0.57", "landed_costs": [{"of": "l1"}]}
    assert shop.post("supplier_invoice", "i1", **keys).number == "T0-I000001"
    assert (values(shop, "i1"), accounts(shop)) == ([], [-3000, 0, -357, 57, 0])
    assert [one for one in owed(shop) if one[1] == "landed"] == []
    refusal = refused(shop.post, "supplier_invoice", "i2", **keys)
    assert (refusal.code, refusal.facts["by"]) == ("already_invoiced", "T0-I000001")
    assert refused(shop.post, "reversal", "z1", of="l1").code == "has_followers"
    shop.post("reversal", "z1", of="i1")
    assert accounts(shop) == [-3000, -300, 0, 0, 0]
    shop.post("reversal", "z2", of="l1")
    assert (accounts(shop), shop.stock("A")) == ([-3000, 0, 0, 0, 0], (10_000, 1000))


def test_what_the_carrier_bills_more_goes_to_the_goods(shop):
    shop.post("landed_cost", "l1", of="d1", amount="3.00", supplier="S2")
    shop.sell("s1", "A", "5")
    shop.post("supplier_invoice", "i1", supplier="S2", landed_costs=[{"of": "l1", "amount": "3.60"}])
    # 0.60 more as 1.00 and 2.00 were: 0.20 to the juice, half of which is sold, and 0.40 to the cheese.
    assert values(shop, "i1") == [
        ("A", "landed", "shop", 10, 0), ("A", "landed", "shop", 10, 0), ("A", "landed_sold", "shop", -10, 0),
        ("C", "landed", "shop", 40, 0),
    ]  # fmt: skip
    assert (shop.stock("A"), shop.stock("C")) == ((5000, 560), (5000, 2240))
    assert accounts(shop) == [-3000, 0, -360, 0, 0]
    shop.post("reversal", "z1", of="i1")
    assert (shop.stock("A"), shop.stock("C"), accounts(shop)) == ((5000, 550), (5000, 2200), [-3000, -300, 0, 0, 0])


def test_the_landed_cost_in_a_delivery_may_be_billed_with_the_goods_or_by_another(shop):
    costs = [{"amount": "1.00"}]
    for uid in ("d2", "d3"):
        shop.post("delivery", uid, supplier="S1", lines=[line("A", "10", "1.00")], landed_costs=costs)
    shop.post("supplier_invoice", "i1", supplier="S2", landed_costs=[{"of": "d2", "amount": "0"}])
    # The carrier asks for nothing: 1.00 less lies on the goods.
    assert shop.stock("A") == (30_000, 3000 + 200 - 100)
    shop.post("supplier_invoice", "i2", supplier="S1", deliveries=["d3"], lines=[line("A", "10", "1.00")],
              landed_costs=[{"of": "d3", "amount": "1.00"}])  # fmt: skip
    assert accounts(shop) == [-4000, 0, -1100, 0, 0]


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ({"landed_costs": [{"of": "d1"}]}, "no_landed_cost"),
        ({"landed_costs": [{"of": "nobody"}]}, "no_landed_cost"),
        ({"landed_costs": [{"of": "l1"}], "supplier": "S1"}, "other_supplier"),
        ({"landed_costs": [{"of": "l1"}, {"of": "l1"}]}, "named_twice"),
        ({"landed_costs": []}, "no_lines"),
        ({"landed_costs": [{"of": "l1", "amount": "-1"}]}, "below_zero"),
    ],
)
def test_a_carriers_invoice_that_cannot_be_is_refused_and_leaves_nothing(shop, keys, code):
    shop.post("landed_cost", "l1", of="d1", amount="3.00", supplier="S2")
    before = shop.counts()
    assert refused(shop.post, "supplier_invoice", "i1", **{"supplier": "S2"} | keys).code == code
    assert shop.counts() == before


# What suppliers give for goods that went back.


def test_a_credit_note_settles_a_return_whose_goods_were_invoiced(shop):
    named, keys = bill("i1", line("A", "10", "1.00"), line("C", "5", "4.00"))
    shop.post(*named, **keys)
    shop.post("supplier_return", "b1", of="d1", lines=[line("A", "2")])
    # The supplier owes 2.00.
    assert (owed(shop), accounts(shop)) == ([("d1", "goods", "A", -2000, -200)], [200, 0, -3000, 0, 0])
    posted = shop.post("credit_note", "n1", of="b1", number="G-7", tax="0.38")
    assert posted.number == "T0-G000001"
    assert (owed(shop), accounts(shop)) == ([], [0, 0, -3000 + 238, -38, 0])
    assert refused(shop.post, "credit_note", "n2", of="b1").code == "already_invoiced"
    assert refused(shop.post, "reversal", "z1", of="b1").code == "has_followers"
    shop.post("reversal", "z1", of="n1")
    assert (owed(shop), accounts(shop)) == ([("d1", "goods", "A", -2000, -200)], [200, 0, -3000, 0, 0])
    shop.post("credit_note", "n3", of="b1")
    assert owed(shop) == []


def test_a_credit_that_is_not_what_was_expected_is_a_purchase_variance(shop):
    shop.post("supplier_return", "b1", lines=[line("A", "2", unit_credit="1.00"), line("C", "1", unit_credit="4.00")])
    shop.post("credit_note", "n1", of="b1", amount="4.50")
    # 1.50 less than the 6.00, as 2.00 and 4.00 were.
    assert values(shop, "n1") == [
        ("A", "supplier_return", "shop", 0, 50), ("C", "supplier_return", "shop", 0, 100)
    ]  # fmt: skip
    assert (shop.stock("A"), accounts(shop)) == ((8000, 800), [-3000, 0, 450, 0, 150])
    assert [one for one in owed(shop) if one[0] == "b1"] == []
    shop.post("reversal", "z1", of="n1")
    assert accounts(shop) == [-3000 + 600, 0, 0, 0, 0]
    for of in ("d1", "nobody"):
        assert refused(shop.post, "credit_note", "n2", of=of).code == "unknown_return"


def test_a_wish_that_was_carried_out_is_not_carried_out_again(shop):
    name, keys = bill("i1", line("A", "10", "1.10"))
    said = [(name, keys), (("landed_cost", "l1"), {"of": "d1", "amount": "1.00"})]
    for name, keys in said:
        shop.post(*name, **keys)
    before = shop.counts()
    for name, keys in said:
        assert shop.post(*name, **keys).status == "already posted"
        assert refused(shop.post, *name, **keys, note="other").code == "uid_conflict"
    assert shop.counts() == before


def test_who_may_not_book_costs_is_refused(shop):
    shop.post("user", code="carl", name="Carl")
    with shop.book.writing() as connection:
        connection.execute("UPDATE person SET role = 'clerk' WHERE code = 'carl'")
    name, keys = bill("i1", line("A", "10", "1.10"))
    assert refused(shop.post, *name, **keys, user="carl").facts["right"] == "bill"
    assert refused(shop.post, "landed_cost", "l1", of="d1", amount="1.00", user="carl").facts["right"] == "bill"


def test_nothing_is_billed_on_a_day_before_it_came(shop):
    shop.clock.put("2026-03-10T09:00:00+01:00")
    early, late = "2026-03-01T09:00:00+01:00", "2026-03-02T08:00:00+01:00"
    wishes = [
        (("landed_cost", "l1"), {"of": "d1", "amount": "3.00", "supplier": "S2"}),
        bill("i1", line("A", "2", "1.00")),
        bill("i2", deliveries=(), landed_costs=[{"of": "l1"}], supplier="S2"),
    ]
    for names, keys in wishes:
        refusal = refused(shop.post, *names, **keys, at=early)
        assert (refusal.code, refusal.facts["of_day"]) == ("before_its_document", "2026-03-02")
        shop.post(*names, **keys, at=late)


def test_the_same_invoice_twice_from_one_supplier_is_told(counter):
    counter.product("A")
    for code in ("S1", "S2"):
        counter.post("supplier", code=code, name=code)
        counter.post("delivery", f"d-{code}", supplier=code, lines=[{"sku": "A", "quantity": "9", "unit_cost": "1.00"}])

    def bill(uid, supplier="S1"):
        lines = [{"sku": "A", "quantity": "1", "unit_cost": "1.00"}]
        return counter.post(
            "supplier_invoice", uid, supplier=supplier, number="2026-17", deliveries=[f"d-{supplier}"], lines=lines
        )

    assert bill("i1").warnings == ()
    assert bill("i2", "S2").warnings == ()
    (warned,) = bill("i3").warnings
    assert (warned.code, warned.facts["number"]) == ("invoice_twice", "T0-I000001")
    counter.post("reversal", "z1", of="i1", reason="typed wrong")
    counter.post("reversal", "z3", of="i3", reason="typed wrong")
    assert bill("i4").warnings == ()


# A discount on the whole invoice.


def test_an_invoice_with_the_discount_of_its_delivery_moves_nothing(shop):
    shop.post("delivery", "d2", supplier="S1", discount="3%", lines=[line("A", "10", "1.00"), line("C", "5", "4.00")])
    lines = [line("A", "10", "1.00"), line("C", "5", "4.00")]
    key, keys = bill("i1", *lines, deliveries=["d2"], discount="3%")
    shop.post(*key, **keys)
    # 3 % of 30.00 are 0.90: 0.30 and 0.60.
    assert shop.rows("SELECT value_minor FROM stock_line JOIN document ON document.id = document_id"
                     " WHERE uid = 'i1' ORDER BY line_no") == [(970,), (1940,)]  # fmt: skip
    assert values(shop, "i1") == []
    assert shop.one("SELECT discount_minor FROM stock_document JOIN document ON document.id = document_id"
                    " WHERE uid = 'i1'") == 90  # fmt: skip


def test_a_price_that_differs_before_the_discount_is_the_suppliers_and_its_difference_the_goods(shop):
    shop.post("delivery", "d2", supplier="S1", discount="3%", lines=[line("A", "10", "1.00"), line("C", "5", "4.00")])
    lines = [line("A", "10", "1.10"), line("C", "5", "4.00")]
    key, keys = bill("i1", *lines, deliveries=["d2"], discount="3%")
    shop.post(*key, **keys)
    # 3 % of 31.00 are 0.93: 0.33 and 0.60; 10.67 instead of 9.70.
    assert values(shop, "i1") == [("A", "invoice", "shop", 97, 0)]
    shop.post("delivery", "d3", supplier="S1", lines=[line("A", "10")])
    assert shop.movements("d3") == [("A", "delivery", 10_000, 1100)]


def test_a_discount_of_more_than_the_goods_is_refused(shop):
    key, keys = bill("i1", line("A", "10", "1.00"), discount="10.01")
    assert refused(shop.post, *key, **keys).code == "discount_too_large"
