"""Ordering goods; every figure is reckoned by hand."""

import pytest

from app.domain.ordered import OrderStatus
from app.reports.orders import Orders
from tests.books import counted_right, refused


def line(sku, quantity="1", **keys):
    return {"sku": sku, "quantity": quantity, **keys}


@pytest.fixture
def shop(counter):
    """A shop with juice and cheese, and a farm that brings them."""
    counter.product("A", "1.50", name="Juice", reorder_point="6", reorder_quantity="24")
    counter.product("C", "19.90", name="Cheese", unit="kg")
    counter.post(
        "supplier", code="S1", name="Farm", contact="Ida", email="farm@example.org", lead_time_days="3",
        minimum_order="20.00", items=[{"sku": "A", "item_code": "F-1", "pack": "6"}],
    )  # fmt: skip
    counter.post("supplier", code="S2", name="Mill")
    counter.post("product", sku="A", supplier="S1")
    yield counter
    counted_right(counter)


def expected(shop, name):
    return Orders(shop.book).expected(name)


def how(shop, name):
    """How an order stands, and what is open of each line."""
    order = expected(shop, name)
    return order.status.value, [line.open_milli for line in order.lines]


def deliver(shop, uid, quantity, order="po1", sku="A", **keys):
    return shop.post("delivery", uid, order=order, lines=[line(sku, quantity)], **keys)


def test_an_order_goes_out_and_moves_neither_stock_nor_money(shop):
    posted = shop.post("order", "po1", supplier="S1", lines=[line("A", "24", unit_cost="0.90")])
    assert (posted.number, posted.status, posted.warnings) == ("T0-PO000001", "posted", ())
    assert posted.changes.what == {"orders"}
    order = expected(shop, "po1")
    assert order == expected(shop, "T0-PO000001")
    # Sent on the 2nd of March, three days of lead time.
    assert (order.supplier, order.status, order.sent_date, order.expected) == ("S1", "sent", 20260302, 20260305)
    (found,) = order.lines
    assert (found.quantity_milli, found.unit_cost_micro, found.pack_milli, found.item_code) == (
        24_000, 900_000, 6000, "F-1",
    )  # fmt: skip
    assert shop.stock("A") == (0, 0)


def test_deliveries_that_name_an_order_receive_it_part_by_part(shop):
    shop.post("order", "po1", supplier="S1", lines=[line("A", "24", unit_cost="0.90"), line("C", "2")])
    assert deliver(shop, "d1", "12").warnings == ()
    assert how(shop, "po1") == ("part_received", [12_000, 2000])
    # Without a cost goods come in at the one that was ordered, and from the supplier of the order.
    assert shop.stock("A") == (12_000, 1080)
    assert shop.one("SELECT supplier.code FROM stock_document JOIN supplier ON supplier.id = supplier_id") == "S1"
    shop.post("delivery", "d2", order="T0-PO000001", lines=[line("A", "12"), line("C", "2", unit_cost="8.00")])
    assert how(shop, "po1") == ("received", [0, 0])
    assert Orders(shop.book).open() == ()


def test_a_delivery_that_is_taken_back_opens_its_order_again(shop):
    shop.post("order", "po1", supplier="S1", lines=[line("A", "24", unit_cost="0.90")])
    deliver(shop, "d1", "24")
    assert how(shop, "po1") == ("received", [0])
    assert shop.post("reversal", "z1", of="d1", reason="typed wrong").changes.what == {"stock", "orders"}
    assert how(shop, "po1") == ("sent", [24_000])
    assert [one.uid for one in Orders(shop.book).open()] == ["po1"]


def test_a_draft_is_sent_before_anything_comes_on_it(shop):
    shop.post("order", "po1", supplier="S1", step="draft", lines=[line("A", "24", unit_cost="0.90")])
    assert (expected(shop, "po1").status, expected(shop, "po1").expected) == (OrderStatus.DRAFT, None)
    assert refused(deliver, shop, "d1", "24").code == "order_not_sent"
    shop.clock.put("2026-03-04T09:00:00+01:00")
    assert shop.post("order_send", "os1", of="po1").number == "T0-PS000001"
    assert (expected(shop, "po1").status, expected(shop, "po1").expected) == (OrderStatus.SENT, 20260307)
    assert refused(shop.post, "order_send", "os2", of="po1").code == "order_not_draft"
    deliver(shop, "d1", "24")


def test_what_is_awaited_may_come_on_another_day(shop):
    shop.post("order", "po1", supplier="S1", expected="2026-03-09", lines=[line("A", "24", unit_cost="1")])
    posted = shop.post("order_expect", "oe1", of="T0-PO000001", expected="2026-03-20", reason="strike")
    assert (posted.number, expected(shop, "po1").expected) == ("T0-PE000001", 20260320)
    assert how(shop, "po1") == ("sent", [24_000])
    shop.post("order_expect", "oe2", of="po1", expected="2026-03-12")
    assert expected(shop, "po1").expected == 20260312
    assert shop.post("order_expect", "oe2", of="po1", expected="2026-03-12").status == "already posted"
    assert refused(shop.post, "order_expect", "oe3", of="po1", expected="2026-01-01").code == "expected_before"
    deliver(shop, "d1", "20")
    shop.post("order_expect", "oe4", of="po1", expected="2026-03-28")
    shop.post("order_cancel", "x1", of="po1")
    assert refused(shop.post, "order_expect", "oe5", of="po1", expected="2026-04-01").code == "order_not_awaited"
    shop.post("order", "po2", supplier="S1", step="draft", lines=[line("A", "24", unit_cost="1")])
    assert refused(shop.post, "order_expect", "oe6", of="po2", expected="2026-04-01").code == "order_not_awaited"
    assert refused(shop.post, "order_expect", "oe7", of="po9", expected="2026-04-01").code == "unknown_order"


def test_back_orders_stay_open_until_they_are_given_up(shop):
    shop.post("order", "po1", supplier="S1", lines=[line("A", "24", unit_cost="1"), line("C", "2")])
    deliver(shop, "d1", "20")
    assert shop.post("order_cancel", "x1", of="po1", lines=[line("A", "3")]).number == "T0-PX000001"
    assert how(shop, "po1") == ("part_received", [1000, 2000])
    assert refused(shop.post, "order_cancel", "x2", of="po1", lines=[line("A", "2")]).code == "more_than_open"
    shop.post("order_cancel", "x3", of="po1", reason="sold out")
    assert how(shop, "po1") == ("received", [0, 0])
    assert refused(shop.post, "order_cancel", "x4", of="po1").code == "order_closed"


def test_an_order_that_is_given_up_whole_is_cancelled(shop):
    shop.post("order", "po1", supplier="S1", lines=[line("A", "24", unit_cost="1")])
    shop.post("order_cancel", "x1", of="po1")
    assert how(shop, "po1") == ("cancelled", [0])
    assert refused(deliver, shop, "d1", "24").code == "order_cancelled"


def test_the_second_who_takes_the_same_order_in_is_asked(shop):
    shop.post("order", "po1", supplier="S1", lines=[line("A", "24", unit_cost="1")])
    deliver(shop, "d1", "24")
    refusal = refused(deliver, shop, "d2", "24")
    assert (refusal.code, refusal.facts["delivery"]) == ("order_already_received", "T0-D000001")
    (warning,) = deliver(shop, "d2", "24", again=True).warnings
    assert (warning.code, warning.facts["came"], warning.facts["ordered"]) == ("over_delivered", "48", "24")


def test_a_tenth_too_much_is_taken_without_a_word(shop):
    shop.post("order", "po1", supplier="S1", lines=[line("A", "20", unit_cost="1")])
    assert deliver(shop, "d1", "22").warnings == ()
    shop.post("order", "po2", supplier="S1", lines=[line("A", "20", unit_cost="1")])
    assert [one.code for one in deliver(shop, "d2", "23", order="po2").warnings] == ["over_delivered"]


def test_goods_that_were_not_ordered_are_taken_in_with_a_warning(shop):
    shop.post("order", "po1", supplier="S1", lines=[line("A", "24", unit_cost="1")])
    posted = shop.post("delivery", "d1", order="po1", lines=[line("C", "1", unit_cost="8")])
    assert [(one.code, one.facts["sku"]) for one in posted.warnings] == [("not_on_order", "C")]
    assert how(shop, "po1") == ("sent", [24_000])


def test_goods_of_another_supplier_do_not_come_on_the_order(shop):
    shop.post("order", "po1", supplier="S1", lines=[line("A", "24", unit_cost="1")])
    assert refused(deliver, shop, "d1", "24", supplier="S2").code == "order_of_another"
    assert refused(deliver, shop, "d1", "24", order="nothing").code == "unknown_order"


def test_packs_are_counted_and_odd_quantities_noted(shop):
    shop.post("order", "po1", supplier="S1", lines=[{"sku": "A", "packs": "4", "unit_cost": "1"}])
    assert expected(shop, "po1").lines[0].quantity_milli == 24_000
    posted = shop.post("order", "po2", supplier="S1", lines=[line("A", "25", unit_cost="1")])
    assert [one.code for one in posted.warnings] == ["not_whole_packs"]
    posted = shop.post("order", "po3", supplier="S1", lines=[line("A", "6", unit_cost="1")])
    assert [one.code for one in posted.warnings] == ["below_minimum_order"]


def test_goods_without_a_cost_are_ordered_at_what_the_supplier_took_last(shop):
    shop.deliver("d1", "A", "6", "0.80", supplier="S1")
    shop.deliver("d2", "A", "6", "0.70", supplier="S2")
    shop.post("order", "po1", supplier="S1", lines=[line("A", "60")])
    shop.post("order", "po2", supplier="S2", lines=[line("A", "60")])
    assert [expected(shop, name).lines[0].unit_cost_micro for name in ("po1", "po2")] == [800_000, 700_000]


def test_an_order_is_copied_at_the_costs_of_today(shop):
    shop.post("order", "po1", supplier="S1", lines=[line("A", "24", unit_cost="0.90")])
    deliver(shop, "d1", "24", discount="0")
    shop.deliver("d2", "A", "6", "0.95", supplier="S1")
    shop.post("order", "po2", copy="po1")
    (found,) = expected(shop, "po2").lines
    assert (found.quantity_milli, found.unit_cost_micro, found.item_code) == (24_000, 950_000, "F-1")


def test_what_is_low_is_ordered_once(shop):
    shop.deliver("d1", "A", "6", "0.80", supplier="S1")
    shop.post("order", "po1", supplier="S1", propose=True, step="draft")
    (found,) = expected(shop, "po1").lines
    assert (found.quantity_milli, found.reason) == (24_000, "6 on hand; reorder point 6")
    # What stands in a draft is not proposed again, what is on order neither.
    assert refused(shop.post, "order", "po2", supplier="S1", propose=True).code == "nothing_low"
    shop.post("order_send", "os1", of="po1")
    assert refused(shop.post, "order", "po2", supplier="S1", propose=True).code == "nothing_low"
    shop.post("order_cancel", "x1", of="po1")
    shop.post("order", "po2", supplier="S1", propose=True)


def test_the_same_order_twice_is_one(shop):
    first = shop.post("order", "po1", supplier="S1", lines=[line("A", "24", unit_cost="1")])
    again = shop.post("order", "po1", supplier="S1", lines=[line("A", "24", unit_cost="1")])
    assert (again.number, again.status) == (first.number, "already posted")
    assert refused(shop.post, "order", "po1", supplier="S1", lines=[line("A", "30")]).code == "uid_conflict"


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ({"lines": [line("A")]}, "supplier_needed"),
        ({"supplier": "S9", "lines": [line("A")]}, "unknown_supplier"),
        ({"supplier": "S1", "lines": [line("X")]}, "unknown_product"),
        ({"supplier": "S1", "lines": [line("A", "0")]}, "quantity_zero"),
        ({"supplier": "S1", "lines": [line("A", "-1")]}, "quantity_below_zero"),
        ({"supplier": "S1", "lines": [line("A", "1.5")]}, "whole_pieces"),
        ({"supplier": "S1", "lines": [line("A"), line("A")]}, "named_twice"),
        ({"supplier": "S1", "lines": []}, "no_lines"),
        ({"supplier": "S1", "expected": "2026-03-01", "lines": [line("A")]}, "expected_before"),
        ({"copy": "nothing"}, "unknown_order"),
    ],
)
def test_what_cannot_be_ordered_leaves_no_trace(shop, keys, code):
    before = shop.counts()
    assert refused(shop.post, "order", "po1", **keys).code == code
    assert shop.counts() == before


def test_a_line_that_is_not_there_is_not_given_up(shop):
    shop.post("order", "po1", supplier="S1", lines=[line("A", "24", unit_cost="1")])
    assert refused(shop.post, "order_cancel", "x1", of="po1", lines=[line("C")]).code == "not_ordered_line"
    twice = [line("A", "1"), line("A", "1")]
    assert refused(shop.post, "order_cancel", "x1", of="po1", lines=twice).code == "named_twice"


def test_a_lead_time_is_learned_from_what_came(shop):
    for day, came in ((2, 6), (9, 11), (16, 23)):
        shop.clock.put(f"2026-03-{day:02d}T09:00:00+01:00")
        shop.post("order", f"po{day}", supplier="S2", lines=[line("A", "6", unit_cost="1")])
        shop.clock.put(f"2026-03-{came:02d}T09:00:00+01:00")
        deliver(shop, f"d{day}", "6", order=f"po{day}")
    shop.post("order", "last", supplier="S2", lines=[line("A", "6", unit_cost="1")])
    # It took 4, 2 and 7 days: 4 in the middle, from the 23rd.
    assert [expected(shop, name).expected for name in ("po2", "last")] == [None, 20260327]


def free(shop, uid, quantity, of_it, **keys):
    return shop.post("delivery", uid, order="po1", lines=[line("A", quantity, free=of_it)], **keys)


def test_free_pieces_are_over_and_above_what_was_ordered(shop):
    shop.post("order", "po1", supplier="S1", lines=[line("A", "24", unit_cost="0.90")])
    assert free(shop, "d1", "26", "2").warnings == ()
    assert how(shop, "po1") == ("received", [0])
    # 24 are paid for, 26 share it.
    assert shop.stock("A") == (26_000, 2160)


def test_free_pieces_fill_no_order_until_the_rest_of_it_is_cancelled(shop):
    shop.post("order", "po1", supplier="S1", lines=[line("A", "24", unit_cost="0.90")])
    assert free(shop, "d1", "24", "2").warnings == ()
    assert how(shop, "po1") == ("part_received", [2000])
    assert [one.uid for one in Orders(shop.book).open()] == ["po1"]
    shop.post("order_cancel", "ox1", of="po1", reason="two came free in their place")
    assert how(shop, "po1") == ("received", [0])


def test_free_pieces_do_not_hide_that_too_many_came(shop):
    shop.post("order", "po1", supplier="S1", lines=[line("A", "24", unit_cost="0.90")])
    (warned,) = free(shop, "d1", "32", "2").warnings
    assert (warned.code, warned.facts["came"], warned.facts["ordered"]) == ("over_delivered", "30", "24")


def test_a_gift_that_comes_on_an_order_does_not_receive_it(shop):
    shop.post("order", "po1", supplier="S1", lines=[line("A", "24", unit_cost="0.90")])
    free(shop, "d1", "2", "2")
    assert how(shop, "po1") == ("sent", [24_000])
    shop.post("reversal", "z1", of="d1", reason="typed wrong")
    assert how(shop, "po1") == ("sent", [24_000])


def test_a_draft_that_goes_out_below_the_minimum_is_told_again(shop):
    shop.post("order", "po1", supplier="S1", step="draft", lines=[line("A", "6", unit_cost="0.90")])
    assert [one.code for one in shop.post("order_send", "os1", of="po1").warnings] == ["below_minimum_order"]


def test_what_a_supplier_says_that_goods_cost_holds_until_it_delivers_them(shop):
    def ordered(uid):
        shop.post("order", uid, supplier="S1", lines=[line("A", "6")])
        return expected(shop, uid).lines[0].unit_cost_micro

    shop.post("delivery", "d1", supplier="S1", lines=[line("A", "6", unit_cost="0.70")])
    shop.post("supplier_item", supplier="S1", sku="A", unit_cost="0.85")
    assert ordered("po1") == 850_000
    # What another supplier brings says nothing of this one's price.
    shop.post("delivery", "d2", supplier="S2", lines=[line("A", "6", unit_cost="0.99")])
    assert ordered("po2") == 850_000
    shop.post("delivery", "d3", supplier="S1", lines=[line("A", "6", unit_cost="0.90")])
    assert ordered("po3") == 900_000
    shop.post("supplier_item", supplier="S1", sku="A", unit_cost="0.80")
    assert ordered("po4") == 800_000
    shop.post("supplier_item", supplier="S1", sku="A", note="new crates")
    assert ordered("po5") == 800_000


def test_an_order_takes_the_place_of_a_draft(shop):
    shop.post("order", "po1", supplier="S1", step="draft", lines=[line("A", "24", unit_cost="0.90")])
    keys = {"supplier": "S2", "step": "draft", "instead": "po1", "lines": [line("A", "6", unit_cost="0.90")]}
    posted = shop.post("order", "po2", **keys)
    assert posted.number == "T0-PO000002"
    assert (how(shop, "po1"), how(shop, "po2")) == (("cancelled", [0]), ("draft", [6000]))
    assert shop.one("SELECT reason FROM order_document WHERE reason <> ''") == "replaced by T0-PO000002"
    assert shop.post("order", "po2", **keys).status == "already posted"
    shop.post("order", "po3", supplier="S2", instead="T0-PO000002", lines=[line("A", "6", unit_cost="0.90")])
    assert how(shop, "po3") == ("sent", [6000])
    assert [one.uid for one in Orders(shop.book).open(with_drafts=True)] == ["po3"]


def test_what_is_no_draft_any_more_keeps_its_place(shop):
    shop.post("order", "po1", supplier="S1", lines=[line("A", "24")])
    wish = {"supplier": "S1", "instead": "po1", "lines": [line("A", "6")]}
    assert refused(shop.post, "order", "po2", **wish).code == "order_not_draft"
    assert refused(shop.post, "order", "po2", **{**wish, "instead": "po9"}).code == "unknown_order"
    assert [one.uid for one in Orders(shop.book).open()] == ["po1"]


def test_a_comma_that_slipped_on_an_order_is_told(shop):
    shop.post("delivery", "d1", supplier="S1", lines=[{"sku": "A", "quantity": "10", "unit_cost": "0.50"}])
    posted = shop.post("order", "po9", supplier="S1", lines=[{"sku": "A", "quantity": "12", "unit_cost": "60"}])
    assert "order_cost_wild" in [one.code for one in posted.warnings]


def test_what_an_invoice_says_is_what_the_supplier_takes(shop):
    shop.post("delivery", "d1", supplier="S1", lines=[{"sku": "A", "quantity": "10", "unit_cost": "0.85"}])
    bill = [{"sku": "A", "quantity": "10", "unit_cost": "0.95"}]
    shop.post("supplier_invoice", "i1", supplier="S1", number="1", deliveries=["d1"], lines=bill)
    shop.post("order", "po8", supplier="S1", lines=[{"sku": "A", "quantity": "12"}])
    found = shop.rows("SELECT unit_cost_micro FROM order_line ORDER BY document_id DESC LIMIT 1")
    assert found == [(950_000,)]
