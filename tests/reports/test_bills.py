"""What of deliveries is open: to be invoiced, and to go back."""

import pytest

from app.reports.bills import Bills
from tests.books import refused


@pytest.fixture
def shop(counter):
    counter.post("supplier", code="S1", name="Farm")
    counter.product("A")
    counter.product("P", tracking="serial")
    return counter


def deliver(shop, uid, quantity="10", **keys):
    lines = [{"sku": "A", "quantity": quantity, "unit_cost": "1.00", **keys}]
    shop.post("delivery", uid, supplier="S1", lines=lines)


def open_of(shop, uid):
    return [(line.sku, line.to_bill_milli, line.to_return_milli) for line in Bills(shop.book).delivery(uid).lines]


def test_what_is_invoiced_or_free_is_not_billed_again_and_what_went_back_does_not_go_again(shop):
    deliver(shop, "d1", free="2")
    assert open_of(shop, "d1") == [("A", 8000, 10_000)]
    shop.post("supplier_return", "r1", of="d1", lines=[{"line": 1, "sku": "A", "quantity": "3"}])
    bill = [{"sku": "A", "quantity": "5", "unit_cost": "1.25"}]
    shop.post("supplier_invoice", "i1", supplier="S1", number="1", deliveries=["d1"], lines=bill)
    assert open_of(shop, "d1") == [("A", 3000, 7000)]
    (line,) = Bills(shop.book).delivery("d1").lines
    assert line.unit_cost_micro == 1_000_000  # the eight that are not free cost 1.00 each


def test_the_pieces_of_a_line_have_their_serial_numbers(shop):
    lines = [{"sku": "P", "quantity": "2", "unit_cost": "50", "serials": ["S1", "S2"]}]
    shop.post("delivery", "d1", supplier="S1", lines=lines)
    (line,) = Bills(shop.book).delivery("d1").lines
    assert (line.serials, line.lot) == (("S1", "S2"), "")


def test_the_other_open_deliveries_of_the_supplier_are_offered_the_oldest_first(shop):
    deliver(shop, "d1")
    deliver(shop, "d2")
    deliver(shop, "d3")
    shop.deliver("d4", "A", "1", "1.00")
    bill = [{"sku": "A", "quantity": "10", "unit_cost": "1.00"}]
    shop.post("supplier_invoice", "i1", supplier="S1", number="1", deliveries=["d2"], lines=bill)
    assert [one.uid for one in Bills(shop.book).others("d3")] == ["d1"]
    assert [one.uid for one in Bills(shop.book).others("d2")] == ["d1", "d3"]
    assert Bills(shop.book).others("d4") == ()


def test_a_delivery_that_is_not_there_or_was_taken_back_is_refused(shop):
    assert refused(Bills(shop.book).delivery, "d1").code == "unknown_delivery"
    deliver(shop, "d1")
    shop.post("reversal", "z1", of="d1", reason="typed wrong")
    assert refused(Bills(shop.book).delivery, "d1").code == "unknown_delivery"


def test_what_rests_on_a_delivery_is_told_the_last_first_and_no_more_once_it_is_taken_back(shop):
    deliver(shop, "d1")
    shop.post("supplier_return", "r1", of="d1", lines=[{"line": 1, "sku": "A", "quantity": "3"}])
    bill = [{"sku": "A", "quantity": "7", "unit_cost": "1.25"}]
    shop.post("supplier_invoice", "i1", supplier="S1", number="2026-17", deliveries=["d1"], lines=bill)
    shop.post("landed_cost", "l1", of="d1", amount="3.00", by="value")
    shop.post("credit_note", "n1", of="r1", number="G-7")
    shop.post("supplier_invoice", "i2", supplier="S1", number="C-3", landed_costs=[{"of": "l1", "amount": "3.20"}])
    bills = Bills(shop.book)
    assert [(one.uid, one.kind, one.reference) for one in bills.resting("d1")] == [
        ("i2", "supplier_invoice", "C-3"), ("n1", "credit_note", "G-7"), ("l1", "landed_cost", ""),
        ("i1", "supplier_invoice", "2026-17"), ("r1", "supplier_return", ""),
    ]  # fmt: skip
    assert [one.uid for one in bills.resting("r1")] == ["n1"]
    assert bills.resting("i1") == bills.resting("nobody's") == ()
    newest = [(one.uid, one.of_number, one.reversed_by) for one in bills.newest(4)]
    assert newest == [("i2", "", ""), ("n1", "T0-B000001", ""), ("l1", "T0-D000001", ""), ("i1", "", "")]
    for uid in ("i2", "n1", "l1", "i1", "r1"):
        shop.post("reversal", f"z-{uid}", of=uid, reason="typed wrong")
    assert bills.resting("d1") == ()
    assert {one.reversed_by for one in bills.newest(9)} == {f"T0-Z00000{place}" for place in range(1, 6)}
