"""Orders as whoever receives goods sees them."""

import pytest

from app.reports.orders import Orders
from tests.books import refused


@pytest.fixture
def shop(counter):
    """A shop with three open orders, one of them a draft."""
    counter.product("A", name="Juice")
    for code in ("S1", "S2"):
        counter.post("supplier", code=code, name=f"Name of {code}")
    line = {"sku": "A", "quantity": "6", "unit_cost": "1"}
    counter.post("order", "undated", supplier="S1", lines=[line])
    counter.post("order", "later", supplier="S2", expected="2026-03-09", lines=[line], note="by van")
    counter.post("order", "sooner", supplier="S1", expected="2026-03-04", lines=[line])
    counter.post("order", "draft", supplier="S1", step="draft", lines=[line])
    return counter


def test_what_is_expected_first_is_listed_first(shop):
    told = Orders(shop.book)
    assert [one.uid for one in told.open()] == ["sooner", "later", "undated"]
    assert [one.uid for one in told.open("S1")] == ["sooner", "undated"]
    assert [one.uid for one in told.open("S1", with_drafts=True)] == ["sooner", "undated", "draft"]
    assert refused(told.open, "S9").code == "unknown_supplier"


def test_an_order_says_what_is_still_awaited_of_it(shop):
    told = Orders(shop.book)
    shop.post("delivery", "d1", order="later", lines=[{"sku": "A", "quantity": "2"}])
    order = told.expected("later")
    assert (order.number, order.supplier_name, order.note) == ("T0-PO000002", "Name of S2", "by van")
    assert (order.sent_date, order.expected, order.is_receivable) == (20260302, 20260309, True)
    (line,) = order.lines
    assert (line.sku, line.name, line.unit) == ("A", "Juice", "each")
    assert (line.quantity_milli, line.received_milli, line.open_milli) == (6000, 2000, 4000)
    assert not told.expected("draft").is_receivable
    assert refused(told.expected, "T0-PO000099").code == "unknown_order"


def test_an_order_says_why_something_of_it_was_given_up(shop):
    told = Orders(shop.book)
    assert told.expected("later").reasons == ()
    shop.post("order_cancel", "x1", of="later", reason="sold out", lines=[{"sku": "A", "quantity": "2"}])
    shop.post("order_cancel", "x2", of="later", reason="closed")
    assert told.expected("later").reasons == ("sold out", "closed")
