"""The cards of suppliers: added, edited, emptied, and the items that they call their own."""

import pytest

from app.domain.order_requests import SupplierAsked, SupplierItemAsked
from app.domain.requests import ItemAsked
from app.reports.supplier_cards import SupplierCards
from app.services.ordering import Ordering
from app.services.supplying import Supplying
from tests.books import refused


@pytest.fixture
def supplying(counter):
    counter.post("supplier", code="S1", name="Farm", contact="Ida", lead_time_days="3", minimum_order="20.00")
    return Supplying(counter.book)


def card(shop, code="S1"):
    return SupplierCards(shop.book).card(code).supplier


def test_a_new_supplier_gets_a_code_from_its_name_that_nobody_has(counter, supplying):
    assert supplying.set_supplier(SupplierAsked(" Mill & Sons ")).code == "MILLSONS"
    assert supplying.set_supplier(SupplierAsked("mill, sons", phone="+49 30 1")).code == "MILLSONS2"
    assert supplying.set_supplier(SupplierAsked("!")).code == "S"
    mill = card(counter, "MILLSONS2")
    assert (mill.name, mill.phone, mill.lead_time_days, mill.minimum_minor) == ("mill, sons", "+49 30 1", None, None)


def test_a_card_is_edited_as_a_whole_and_what_is_emptied_is_gone(counter, supplying):
    wish = SupplierAsked("Farm", "S1", is_new=False, address="Lane 1 \n 12345 Town", lead_time_days=5)
    changes = supplying.set_supplier(wish).changes
    assert changes.what == {"parties"}
    farm = card(counter)
    assert (farm.address, farm.contact, farm.lead_time_days, farm.minimum_minor) == ("Lane 1\n12345 Town", "", 5, None)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (SupplierAsked("  "), "supplier_name_needed"),
        (SupplierAsked("Other farm", "s1"), "supplier_code_taken"),
        (SupplierAsked("Farm", "S9", is_new=False), "unknown_supplier"),
        (SupplierAsked("Farm", "x" * 33), "bad_party_code"),
        (SupplierAsked("Farm", terms="x" * 501), "text_too_long"),
        (SupplierAsked("Fa\x00rm"), "text_damaged"),
        (SupplierAsked("Farm", lead_time_days=3651), "out_of_bounds"),
        (SupplierAsked("Farm", minimum_minor=-1), "out_of_bounds"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_no_trace(counter, supplying, asked, code):
    before = SupplierCards(counter.book).all()
    assert refused(supplying.set_supplier, asked).code == code
    assert SupplierCards(counter.book).all() == before


def test_goods_come_usually_from_one_supplier_until_it_is_another(counter, supplying):
    counter.product("A", name="Juice")
    counter.post("supplier", code="S2", name="Mill")

    def usual(supplier, is_usual):
        wish = SupplierItemAsked(supplier, ItemAsked("A", "F-1", 6000))
        assert supplying.set_item(wish, is_usual=is_usual).changes.what == {"products", "parties"}
        return [code for code in ("S1", "S2") for one in SupplierCards(counter.book).card(code).goods if one.is_usual]

    assert usual("S1", is_usual=True) == ["S1"]
    assert usual("S2", is_usual=False) == ["S1"]
    assert usual("S2", is_usual=True) == ["S2"]
    assert usual("S2", is_usual=False) == []
    assert (
        refused(supplying.set_item, SupplierItemAsked("S9", ItemAsked("A")), is_usual=True).code == "unknown_supplier"
    )


def test_an_item_is_forgotten_and_known_again(counter, supplying):
    counter.product("A", name="Juice")
    Ordering(counter.book, counter.clock).set_supplier_item(SupplierItemAsked("S1", ItemAsked("A", "F-1", 6000)))
    assert [one.item_code for one in SupplierCards(counter.book).card("S1").goods] == ["F-1"]
    assert supplying.drop_item("S1", "A").what == {"products", "parties"}
    assert SupplierCards(counter.book).card("S1").goods == ()
    assert refused(supplying.drop_item, "S1", "nothing").code == "unknown_product"
    assert refused(supplying.drop_item, "S9", "A").code == "unknown_supplier"


def test_a_list_of_items_is_taken_whole_or_not_at_all(counter, supplying):
    counter.product("A", name="Juice")
    counter.product("C", name="Cheese", unit="kg")
    supplying.set_item(SupplierItemAsked("S1", ItemAsked("A", "F-1", 6000, "cold")), is_usual=False)
    items = (ItemAsked("A", None, 12_000, cost_micro=950_000), ItemAsked("C", "F-2"))
    assert supplying.set_items("S1", items).changes.what == {"products", "parties"}

    def known():
        return [
            (one.sku, one.item_code, one.pack_milli, one.note) for one in SupplierCards(counter.book).card("S1").goods
        ]

    assert known() == [("C", "F-2", 1000, ""), ("A", "F-1", 12_000, "cold")]
    assert refused(supplying.set_items, "S1", (ItemAsked("A", "X"), ItemAsked("nothing"))).code == "unknown_product"
    assert known()[1][1] == "F-1"
