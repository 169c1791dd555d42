"""What is known of a supplier; every figure is reckoned by hand."""

import pytest

from app.reports import supplier_cards
from app.reports.supplier_cards import SupplierCards
from tests.books import refused


@pytest.fixture
def shop(counter):
    """A shop with a farm that brings juice in packs of six, cheese, and eggs that it has never brought yet."""
    for sku, name in (("A", "Juice"), ("C", "Cheese"), ("E", "Eggs"), ("O", "Oil")):
        counter.product(sku, name=name)
    counter.post("supplier", code="S2", name="Mill")
    counter.post(
        "supplier", code="S1", name="Farm", contact="Ida", phone="030 1", lead_time_days="3",
        items=[{"sku": "A", "item_code": "F-1", "pack": "6", "note": "glass"}],
    )  # fmt: skip
    counter.post("product", sku="E", supplier="S1")
    return counter


def deliver(shop, uid, sku, cost, supplier="S1", **keys):
    shop.post("delivery", uid, supplier=supplier, lines=[{"sku": sku, "quantity": "6", "unit_cost": cost}], **keys)


def test_suppliers_are_listed_by_name_with_their_open_orders(shop):
    line = {"sku": "A", "quantity": "6"}
    shop.post("order", "po1", supplier="S1", lines=[line])
    shop.post("order", "po2", supplier="S1", step="draft", lines=[line])
    assert [tuple(row) for row in SupplierCards(shop.book).all()] == [
        ("S1", "Farm", "Ida", "030 1", "", 2),
        ("S2", "Mill", "", "", "", 0),
    ]


def test_goods_are_those_it_names_those_that_name_it_and_those_that_came(shop):
    deliver(shop, "d1", "A", "0.90")
    deliver(shop, "d2", "A", "0.95")
    deliver(shop, "d3", "C", "8.00")
    deliver(shop, "d4", "O", "4.00", supplier="S2")
    deliver(shop, "d5", "A", "9.00")
    shop.post("reversal", "z1", of="d5", reason="typed wrong")
    shop.post("supplier_item", supplier="S1", sku="A", unit_cost="0.99")
    goods = SupplierCards(shop.book).card("S1").goods
    assert [tuple(one) for one in goods] == [
        ("C", "Cheese", "each", "", 1000, "", False, False, 8_000_000, 20260302, None),
        ("A", "Juice", "each", "F-1", 6000, "glass", True, False, 950_000, 20260302, 990_000),
        ("E", "Eggs", "each", "", 1000, "", False, True, None, None, None),
    ]
    assert [one.sku for one in SupplierCards(shop.book).card("S2").goods] == ["O"]


def test_orders_stand_beside_the_days_that_were_promised_and_taken(shop):
    line = {"sku": "A", "quantity": "6", "unit_cost": "1"}
    shop.post("order", "po1", supplier="S1", lines=[line])
    shop.post("order", "po2", supplier="S1", step="draft", lines=[line])
    shop.clock.at_us += 5 * 86_400_000_000
    shop.post("delivery", "d1", order="po1", lines=[{"sku": "A", "quantity": "2"}])
    shop.clock.at_us += 86_400_000_000
    shop.post("delivery", "d2", order="po1", lines=[{"sku": "A", "quantity": "4"}])
    card = SupplierCards(shop.book).card("S1")
    draft, come = card.orders
    assert (come.uid, come.status, come.sent, come.first_came, come.last_came) == (
        "po1", "received", 20260302, 20260307, 20260308,
    )  # fmt: skip
    assert (come.promised_days, come.real_days, come.lines, come.open_lines) == (3, 5, 1, 0)
    assert (draft.status, draft.promised_days, draft.real_days, draft.open_lines) == ("draft", None, None, 1)
    # Of five and six days the slower one.
    assert (card.supplier.lead_time_days, card.learned_days) == (3, 6)


def test_what_it_took_for_a_product_comes_newest_first_with_the_change(shop, monkeypatch):
    for uid, cost in (("d1", "1.00"), ("d2", "1.10"), ("d3", "0.99")):
        deliver(shop, uid, "A", cost)
    deliver(shop, "d4", "A", "5.00", supplier="S2")
    told = SupplierCards(shop.book)
    assert [(one.unit_cost_micro, one.change_milli) for one in told.prices("S1", "A")] == [
        (990_000, -10_000),
        (1_100_000, 10_000),
        (1_000_000, None),
    ]
    monkeypatch.setattr(supplier_cards, "MOST_PRICES", 2)
    assert [one.change_milli for one in told.prices("S1", "A")] == [-10_000, 10_000]
    assert told.prices("S1", "nothing") == ()
    assert refused(told.card, "S9").code == refused(told.prices, "S9", "A").code == "unknown_supplier"


def test_what_an_invoice_bills_otherwise_stands_in_the_history_before_its_delivery(shop):
    deliver(shop, "d1", "A", "0.80")
    deliver(shop, "d2", "A", "0.90", landed_costs=[{"amount": "1.00"}])
    keys = {"supplier": "S1", "number": "1"}
    shop.post("supplier_invoice", "i1", **keys, deliveries=["d1"],
              lines=[{"sku": "A", "quantity": "6", "unit_cost": "0.82"}])  # fmt: skip
    shop.post("supplier_invoice", "i2", **keys, deliveries=["d2"],
              lines=[{"sku": "A", "quantity": "6", "unit_cost": "0.90"}])  # fmt: skip
    told = SupplierCards(shop.book)
    # 0.82 to 0.90 is 9.756 %, 0.80 to 0.82 is 2.5 %.
    assert [(one.number, one.unit_cost_micro, one.change_milli) for one in told.prices("S1", "A")] == [
        ("T0-D000002", 900_000, 9756),
        ("T0-I000001", 820_000, 2500),
        ("T0-D000001", 800_000, None),
    ]
    (juice,) = [one for one in told.card("S1").goods if one.sku == "A"]
    assert juice.cost_micro == 900_000
