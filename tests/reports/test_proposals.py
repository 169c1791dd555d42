"""What can be ordered, and what low stock asks for."""

import pytest

from app.reports.proposals import Proposals


@pytest.fixture
def shop(counter):
    """Juice that the farm brings in crates of six, flour that nobody is known to bring, and a bag without stock."""
    counter.post("supplier", code="S2", name="Mill")
    counter.post("supplier", code="S1", name="Farm")
    counter.product("A", name="Juice", cost="0.70", reorder_point="6", reorder_quantity="20", supplier="S1")
    counter.product("B", name="Flour", unit="kg", reorder_point="2")
    counter.product("BAG", stocked=False, reorder_point="5")
    counter.product("K", name="Kit", reorder_point="5", kit=[{"sku": "A", "quantity": "1"}])
    counter.post("supplier_item", supplier="S1", sku="A", item_code="F-1", pack="6")
    counter.deliver("d1", "A", "3", "0.80", supplier="S1")
    return counter


def test_suppliers_are_listed_by_name(shop):
    shop.post("supplier", code="S1", lead_time_days="3", minimum_order="20.00")
    assert Proposals(shop.book).suppliers() == (("S1", "Farm", 3, 2000), ("S2", "Mill", None, None))


def test_goods_are_told_as_their_supplier_brings_them(shop):
    told = Proposals(shop.book)
    (juice,) = told.goods("S1", ["A", "BAG", "nothing"], location="shop")
    assert (juice.on_hand_milli, juice.pack_milli, juice.unit_cost_micro, juice.item_code) == (
        3000,
        6000,
        800_000,
        "F-1",
    )
    # The mill has never brought it: last known cost, and no pack.
    (juice,) = told.goods("S2", ["A"], location="shop")
    assert (juice.pack_milli, juice.unit_cost_micro, juice.item_code) == (1000, 800_000, "")
    assert [(one.sku, one.supplier) for one in told.goods("", ["B", "A"], location="shop")] == [("B", ""), ("A", "S1")]


def test_what_is_low_is_proposed_by_supplier_with_its_reason(shop):
    assert [(one.supplier, one.sku, one.quantity_milli, one.reason) for one in Proposals(shop.book).low()] == [
        ("S1", "A", 24_000, "3 on hand; reorder point 6"),
        ("", "B", 3000, "0 on hand; reorder point 2"),
    ]


def test_a_product_comes_from_whoever_has_it_among_its_items(shop):
    shop.post("supplier_item", supplier="S2", sku="B")
    assert [(one.supplier, one.supplier_name) for one in Proposals(shop.book).low()] == [("S1", "Farm"), ("S2", "Mill")]


def test_what_is_on_order_is_not_proposed(shop):
    shop.post("order", "po1", supplier="S1", propose=True)
    shop.post("order", "po2", supplier="S1", step="draft", lines=[{"sku": "A", "quantity": "6"}])
    assert [one.on_order_milli for one in Proposals(shop.book).goods("S1", ["A", "B"], location="shop")] == [24_000, 0]
    assert [one.sku for one in Proposals(shop.book).low()] == ["B"]
