from dataclasses import replace

import pytest

from app.domain.product import Code
from app.domain.requests import ProductAsked
from app.domain.wording import sentence
from app.services.cataloguing import UNLISTED_SKU, is_unlisted
from tests.books import counted_right, refused


def figures(counter, sku):
    """Every column of a product by its name."""
    names = [row[0] for row in counter.rows("SELECT name FROM pragma_table_info('product')")]
    return dict(zip(names, counter.rows("SELECT * FROM product WHERE sku = ?", sku)[0], strict=True))


def codes(counter, sku):
    return counter.rows(
        "SELECT code, quantity_milli, product_code.price_micro FROM product_code"
        " JOIN product ON product.id = product_id WHERE sku = ? ORDER BY product_code.id",
        sku,
    )


def kit(counter, sku):
    return counter.rows(
        "SELECT part.sku, quantity_milli FROM kit_part JOIN product ON product.id = product_id"
        " JOIN product AS part ON part.id = part_id WHERE product.sku = ? ORDER BY 1",
        sku,
    )


EVERYTHING = {
    "name": "Apple juice 1 l", "price": "1.50", "tax": "20", "tax_code": "S", "unit": "each", "category": "Drinks",
    "cost": "0.80", "codes": ["4006381333931", {"code": "14006381333938", "quantity": "6", "price": "8.40"}],
    "costing": "fifo", "standard_cost": "0.80", "tracking": "lot", "stocked": True, "reorder_point": "6",
    "reorder_quantity": "24", "negative_stock": "block", "supplier": "S1", "deposit": "D1", "minimum_age": "18",
    "open_price": False, "active": True,
}  # fmt: skip


@pytest.fixture
def shop(counter):
    counter.post("supplier", code="S1", name="Farm")
    counter.product("D1", "0.25", name="Deposit", stocked=False)
    return counter


def test_a_product_has_everything_that_was_said_of_it(shop):
    changes = shop.post("product", sku="A1", **EVERYTHING).changes
    found = figures(shop, "A1")
    assert changes.what == {"products"}
    assert changes.products == {found.pop("id")}
    assert found == {
        "sku": "A1", "name": "Apple juice 1 l", "price_micro": 1_500_000, "rate_milli": 20_000, "tax_code": "S",
        "unit": "each", "category_id": shop.one("SELECT id FROM category WHERE name = 'Drinks'"), "cost_micro": 800_000,
        "costing": "fifo", "standard_cost_micro": 800_000, "tracking": "lot", "stocked": 1, "reorder_point_milli": 6000,
        "reorder_quantity_milli": 24_000, "negative_stock": "block",
        "supplier_id": shop.one("SELECT id FROM supplier"),
        "deposit_id": shop.one("SELECT id FROM product WHERE sku = 'D1'"), "minimum_age": 18,
        "weight_milli": None, "open_price": 0, "active": 1,
    }  # fmt: skip
    assert codes(shop, "A1") == [("4006381333931", 1000, None), ("14006381333938", 6000, 8_400_000)]


def test_a_product_needs_a_sku_a_name_and_a_price_and_no_more(counter):
    counter.post("product", sku="A", name="Apple", price="0.50")
    found = figures(counter, "A")
    assert (found["rate_milli"], found["unit"], found["stocked"], found["active"]) == (0, "each", 1, 1)
    assert (found["negative_stock"], found["tracking"], found["costing"]) == ("warn", "none", None)
    for keys, code in (
        ({}, "name_and_price_needed"),
        ({"name": "Pear"}, "product_price_needed"),
        ({"price": "1"}, "product_name_needed"),
        ({"name": "", "price": "1"}, "product_name_needed"),
    ):
        assert refused(counter.post, "product", sku="B", **keys).code == code
    assert refused(counter.post, "product", sku="A", name="").code == "product_name_needed"


def test_keys_that_are_left_out_stay_as_they_were_and_a_list_replaces_the_list(shop):
    shop.post("product", sku="A1", **EVERYTHING)
    before = figures(shop, "A1")
    shop.post("product", sku="A1")
    shop.post("product", sku="A1", codes=None, category=None, price=None, kit=None)
    assert figures(shop, "A1") == before
    shop.post("product", sku="A1", price="1.60", codes=["111"])
    assert figures(shop, "A1") == {**before, "price_micro": 1_600_000}
    assert codes(shop, "A1") == [("111", 1000, None)]
    shop.post("product", sku="A1", codes=[], category="", supplier="", deposit="")
    assert codes(shop, "A1") == []
    found = figures(shop, "A1")
    assert (found["category_id"], found["supplier_id"], found["deposit_id"]) == (None, None, None)


def test_a_kit_names_its_parts(shop):
    shop.product("B1")
    shop.product("B2")
    shop.product("K1", kit=[{"sku": "B1", "quantity": "2"}, {"sku": "B2"}])
    assert kit(shop, "K1") == [("B1", 2000), ("B2", 1000)]
    shop.post("product", sku="K1", kit=[{"sku": "B2"}])
    assert kit(shop, "K1") == [("B2", 1000)]
    shop.post("product", sku="K1", kit=[])
    assert kit(shop, "K1") == []


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ({"supplier": "S9"}, "unknown_supplier"),
        ({"deposit": "D9"}, "unknown_product"),
        ({"kit": [{"sku": "B9"}]}, "unknown_product"),
        ({"deposit": "A1"}, "part_of_itself"),
        ({"kit": [{"sku": "A1"}]}, "part_of_itself"),
        ({"kit": [{"sku": "D1"}, {"sku": "D1", "quantity": "2"}]}, "named_twice"),
        ({"codes": ["111", {"code": "111", "quantity": "2"}]}, "named_twice"),
    ],
)
def test_what_a_product_cannot_be_is_refused_and_leaves_nothing(shop, keys, code):
    before = shop.counts()
    assert refused(shop.post, "product", sku="A1", name="Juice", price="1", **keys).code == code
    assert shop.counts() == before
    shop.product("A1", codes=["777"])
    before = shop.counts(), codes(shop, "A1"), figures(shop, "A1")
    assert refused(shop.post, "product", sku="A1", name="Other", **keys).code == code
    assert (shop.counts(), codes(shop, "A1"), figures(shop, "A1")) == before


def test_a_code_that_is_said_twice_alike_is_said_once(shop):
    shop.product("A1", codes=["111", "111", {"code": "111"}])
    assert codes(shop, "A1") == [("111", 1000, None)]


def test_a_standard_is_a_document_s_to_change_only_where_stock_goes_by_it(counter):
    counter.product("F", costing="fifo")
    counter.deliver("d1", "F", "2", "1")
    # It is needed before the method is changed to it.
    assert refused(counter.post, "method_change", "m0", lines=[{"sku": "F", "costing": "standard"}]).code == (
        "standard_needed"
    )
    counter.post("product", sku="F", standard_cost="1.50")
    counter.post("method_change", "m1", lines=[{"sku": "F", "costing": "standard"}])
    assert counter.stock("F") == (2000, 300)
    refusal = refused(counter.post, "product", sku="F", standard_cost="2")
    assert (refusal.code, refusal.facts) == ("needs_document", {"sku": "F", "what": "standard cost"})


def test_the_same_code_may_stand_for_two_products(shop):
    shop.product("A1", codes=["111"])
    shop.product("A2", codes=["111"])
    assert [item.sku for item in shop.lookups.scan("111", location="shop").items] == ["A1", "A2"]


@pytest.mark.parametrize(
    ("keys", "what"),
    [
        ({"unit": "kg"}, "unit"),
        ({"costing": "average"}, "costing"),
        ({"tracking": "lot"}, "tracking"),
        ({"stocked": False}, "stocked"),
    ],
)
def test_what_stock_is_counted_by_is_changed_by_a_document_while_there_is_any(counter, keys, what):
    counter.product("A", costing="fifo", standard_cost="1", unit="each")
    counter.deliver("d1", "A", "2", "1")
    before = figures(counter, "A")
    refusal = refused(counter.post, "product", sku="A", **keys)
    assert (refusal.code, refusal.facts) == ("needs_document", {"sku": "A", "what": what})
    # Saying what is so already changes nothing, and everything else may be edited.
    counter.post("product", sku="A", unit="each", costing="fifo", standard_cost="1.00", tracking="none", stocked=True)
    assert figures(counter, "A") == before
    counter.post("product", sku="A", name="Other", price="2", negative_stock="block", active=False)
    # Below zero there is stock, too; at zero there is none.
    counter.post("product", sku="A", active=True, negative_stock="allow")
    counter.sell("s1", "A", "3")
    assert refused(counter.post, "product", sku="A", **keys).code == "needs_document"
    counter.deliver("d2", "A", "1", "1")
    counter.post("product", sku="A", **keys)
    assert figures(counter, "A") != before


def test_a_method_that_was_changed_while_there_was_none_counts_from_the_next_delivery(counter):
    counter.product("A", costing="fifo")
    counter.deliver("d1", "A", "2", "1")
    counter.sell("s1", "A", "2")
    counter.post("product", sku="A", costing="average")
    counter.deliver("d2", "A", "1", "1")
    counter.deliver("d3", "A", "1", "3")
    counter.sell("s2", "A")
    assert counter.stock("A") == (1000, 200)
    counted_right(counter)


@pytest.mark.parametrize(
    ("kind", "key", "table"),
    [
        ("supplier", "code", "supplier"),
        ("customer", "code", "customer"),
        ("location", "code", "location"),
        ("tender", "kind", "tender_kind"),
    ],
)
def test_parties_are_added_and_changed_by_their_codes(counter, kind, key, table):
    assert counter.post(kind, **{key: "X1"}, name="First").what == {"parties"}
    counter.post(kind, **{key: "X1"}, name="Second")
    counter.post(kind, **{key: "X1"})
    assert counter.rows(f"SELECT name FROM {table} WHERE {key} = 'X1'") == [("Second",)]
    for name in (None, ""):
        assert refused(counter.post, kind, **{key: "X2"}, name=name).facts == {"kind": kind, "code": "X2"}


def test_a_tender_keeps_its_account_until_another_is_named(counter):
    counter.post("tender", kind="meal", name="Meal voucher", account="Assets:Meal")
    counter.post("tender", kind="meal", name="Meals")
    assert counter.rows("SELECT name, account FROM tender_kind WHERE kind = 'meal'") == [("Meals", "Assets:Meal")]
    counter.post("tender", kind="meal", account="Assets:Other")
    assert counter.rows("SELECT name, account FROM tender_kind WHERE kind = 'meal'") == [("Meals", "Assets:Other")]


def test_a_till_stands_at_a_location_and_may_move(counter):
    counter.post("location", code="back", name="Back room")
    counter.post("till", code="T2")
    where = "SELECT location.code FROM till JOIN location ON location.id = location_id WHERE till.code = 'T2'"
    assert counter.one(where) == "shop"
    counter.post("till", code="T2", location="back")
    assert counter.one(where) == "back"
    assert refused(counter.post, "till", code="T3", location="moon").code == "unknown_location"


def test_a_till_that_is_named_again_stays_where_it_is(counter):
    counter.post("location", code="back", name="Back room")
    counter.post("till", code="T2", location="back")
    counter.post("till", code="T2")
    assert counter.one("SELECT location_id FROM till WHERE code = 'T2'") == 2


def asked(sku, **keys):
    return ProductAsked(sku, **{"name": f"Product {sku}", "price_micro": 1_000_000, **keys})


def test_a_list_is_taken_in_one_go_and_refused_rows_leave_no_trace(counter):
    counter.product("A")
    rows = [
        asked("A", name="Apple"),
        asked("B", codes=(Code("111"),)),
        asked("C", supplier="S9", category="Never made"),
        asked("D"),
    ]
    done = counter.cataloguing.import_products(rows)
    assert (done.added, done.changed) == (2, 1)
    assert [(one.place, one.refusal.code) for one in done.refused] == [(2, "unknown_supplier")]
    assert counter.rows("SELECT sku, name FROM product ORDER BY sku") == [
        ("A", "Apple"),
        ("B", "Product B"),
        ("D", "Product D"),
    ]
    assert counter.rows("SELECT name FROM category") == []


def test_a_dry_run_says_the_same_and_writes_nothing(counter):
    counter.product("A")
    before = counter.counts()
    done = counter.cataloguing.import_products([asked("A"), asked("B"), asked("C", supplier="S9")], dry_run=True)
    assert (done.added, done.changed, len(done.refused), done.changes.what) == (1, 1, 1, frozenset())
    assert counter.counts() == before


def test_goods_at_any_price_have_the_usual_tax_of_their_category(counter):
    counter.product("A", tax="7", tax_code="R", category="Bread")
    item = counter.cataloguing.open_item("Bread")
    assert (item.open_price, item.stocked, item.price_micro, item.category) == (True, False, 0, "Bread")
    assert (item.rate_milli, item.tax_code) == (7000, "R")
    assert counter.cataloguing.open_item("Bread") == item
    (other,) = counter.cataloguing.unlisted()
    assert (other.sku, other.rate_milli, counter.cataloguing.unlisted()) == (UNLISTED_SKU, 7000, (other,))


def test_goods_without_a_product_can_have_each_tax_of_the_shop_the_most_usual_first(counter):
    (none,) = counter.cataloguing.unlisted()
    assert (none.sku, none.rate_milli) == (UNLISTED_SKU, 0)
    counter.product("A", tax="7", tax_code="R")
    for sku in "BCD":
        counter.product(sku, tax="19")
    counter.product("E", tax="7", tax_code="R")
    found = counter.cataloguing.unlisted()
    assert [(item.sku, item.rate_milli, item.tax_code) for item in found] == [
        ("UNLISTED 19%", 19_000, ""),
        ("UNLISTED 7% R", 7000, "R"),
        ("UNLISTED", 0, ""),
    ]
    assert counter.cataloguing.unlisted() == found
    assert all(is_unlisted(item.sku) for item in found)
    assert not is_unlisted("UNLISTEDX")


def test_a_category_with_a_long_name_has_goods_at_any_price_too(counter):
    names = ["x" * 70 + "1", "x" * 70 + "2"]
    for name in names:
        counter.product(name[-1], category=name)
    found = [counter.cataloguing.open_item(name) for name in names]
    assert [item.category for item in found] == names


def test_who_may_not_edit_the_catalogue_is_refused(counter):
    counter.post("user", code="carl", name="Carl")
    with counter.book.writing() as connection:
        connection.execute("UPDATE person SET role = 'cashier' WHERE code = 'carl'")
    before = counter.counts()
    for call in (
        lambda: counter.cataloguing.set_product(asked("A"), user="carl"),
        lambda: counter.cataloguing.import_products([asked("A")], user="carl"),
        lambda: counter.cataloguing.set_party(counter.wish("supplier", code="S1", name="Farm"), user="carl"),
    ):
        assert refused(call).facts == {"name": "Carl", "right": "edit_catalogue", "doing": "change products and prices"}
    assert refused(counter.cataloguing.set_product, asked("A"), user="nobody").code == "unknown_user"
    assert counter.counts() == before


def test_the_cost_that_stands_for_a_standard_is_changed_by_a_document_while_there_is_stock(counter):
    counter.product("T", costing="standard", cost="1.00")
    counter.product("F", costing="fifo", cost="1.00")
    for sku in "TF":
        counter.deliver(f"d{sku}", sku, "2", "1.00")
    refusal = refused(counter.post, "product", sku="T", cost="1.20")
    assert (refusal.code, refusal.facts) == ("needs_document", {"sku": "T", "what": "cost"})
    # Said once more it is no change, and elsewhere the cost is only what goods cost that never came in.
    counter.post("product", sku="T", cost="1.00")
    counter.post("product", sku="F", cost="1.20")
    counter.post("revaluation", "v1", lines=[{"sku": "T", "unit_cost": "1.20"}])
    counter.post("product", sku="T", cost="1.20")
    assert counter.stock("T") == (2000, 240)
    counted_right(counter)


def test_goods_with_stock_do_not_become_a_kit_and_a_kit_holds_no_kit(counter):
    for sku in "ABC":
        counter.product(sku)
    counter.deliver("d1", "A", "1", "1.00")
    refusal = refused(counter.post, "product", sku="A", kit=[{"sku": "B"}])
    assert (refusal.code, refusal.facts) == ("needs_document", {"sku": "A", "what": "kit"})
    counter.post("product", sku="B", kit=[{"sku": "C"}])
    assert refused(counter.post, "product", sku="D", name="D", price="1", kit=[{"sku": "B"}]).code == "kit_in_kit"
    assert refused(counter.post, "product", sku="C", kit=[{"sku": "A"}]).code == "kit_in_kit"


def test_a_product_that_names_no_method_may_name_the_one_by_which_it_goes(counter):
    counter.product("A")
    counter.deliver("d1", "A", "1", "1.00")
    counter.post("product", sku="A", costing="fifo")
    assert refused(counter.post, "product", sku="A", costing="average").facts["what"] == "costing"


@pytest.mark.parametrize("code", ["TBCMD-VOID", "TBCMD-Q3", "TBCMD-LATER"])
def test_a_command_to_the_till_is_no_code_of_a_product(counter, code):
    assert refused(counter.product, "A", "1.00", codes=[code]).code == "code_is_command"
    assert counter.rows("SELECT count(*) FROM product_code") == [(0,)]


def test_variants_are_made_like_their_product_each_with_a_code(counter):
    counter.product("T", "9.99", name="T-shirt", codes=["4006381333931"], tax="20", category="Clothes")
    made = counter.cataloguing.add_variants("T", [("S", "red"), ("S", "blue"), ("M", "")], codes=True)
    assert (made.count, made.changes.what) == (3, {"products"})
    assert counter.rows(
        "SELECT sku, name, product.price_micro, rate_milli, code FROM product"
        " JOIN product_code ON product_id = product.id WHERE sku LIKE 'T-%' ORDER BY product.id"
    ) == [
        ("T-S-red", "T-shirt, S, red", 9_990_000, 20_000, "2000000000015"),
        ("T-S-blue", "T-shirt, S, blue", 9_990_000, 20_000, "2000000000022"),
        ("T-M", "T-shirt, M", 9_990_000, 20_000, "2000000000039"),
    ]
    more = counter.cataloguing.add_variants("T", [("S", "red"), ("L", "")])
    assert more.count == 1
    assert counter.one("SELECT count(*) FROM product_variant") == 4


@pytest.mark.parametrize(
    ("sku", "cells", "code"),
    [
        ("Z", [("S", "")], "unknown_product"),
        ("T", [("S", "")], "no_variants"),
        ("T-S", [("S", "")], "variant_of_variant"),
        ("T", [("X", ""), ("M", "")], "sku_taken"),
    ],
)
def test_variants_that_cannot_be_made_leave_no_trace(counter, sku, cells, code):
    counter.product("T", "9.99")
    counter.product("T-M", "9.99")
    counter.cataloguing.add_variants("T", [("S", "")])
    assert refused(counter.cataloguing.add_variants, sku, cells).code == code
    assert counter.one("SELECT count(*) FROM product") == 3


PNG = b"\x89PNG\r\n\x1a\n"


def test_a_picture_is_kept_with_who_changed_it_and_can_go_again(counter):
    counter.product("A")
    assert counter.cataloguing.set_picture("A", PNG + b"one").what == {"products"}
    counter.cataloguing.set_picture("A", PNG + b"two")
    counter.cataloguing.set_picture("A", PNG + b"two")
    assert counter.rows("SELECT product_id, picture FROM product_picture") == [(1, PNG + b"two")]
    counter.cataloguing.set_picture("A", b"")
    assert counter.rows("SELECT * FROM product_picture") == []
    noted = counter.rows("SELECT before IS NULL, after IS NULL FROM product_change WHERE what = 'picture' ORDER BY id")
    assert noted == [(1, 0), (0, 0), (0, 1)]


def test_a_picture_that_cannot_be_leaves_no_trace(counter):
    counter.product("A")
    assert refused(counter.cataloguing.set_picture, "Z", PNG).code == "unknown_product"
    assert refused(counter.cataloguing.set_picture, "A", b"GIF89a").code == "not_a_picture"
    assert counter.rows("SELECT * FROM product_change") == []


def test_a_deposit_by_its_amount_is_a_product_that_is_made_once(counter):
    asked = ProductAsked("A", name="Water", price_micro=1_000_000, rate_milli=20_000, tax_code="S")
    counter.cataloguing.add_product(asked, deposit_micro=250_000)
    counter.cataloguing.add_product(ProductAsked("B", name="Beer", price_micro=1_000_000), deposit_micro=250_000)
    found = counter.rows("SELECT sku, price_micro, stocked FROM product WHERE sku LIKE 'DEP%'")
    assert found == [("DEPOSIT 0.25", 250_000, 0)]
    assert counter.one("SELECT count(*) FROM product WHERE deposit_id IS NOT NULL") == 2


def test_while_there_are_no_goods_the_shops_own_tax_rates_hold(counter):
    counter.book.shop = replace(counter.book.shop, tax_rates=(19_000, 7000))
    assert [item.rate_milli for item in counter.cataloguing.unlisted()] == [19_000, 7000]
    assert counter.cataloguing.open_item("Bread").rate_milli == 19_000


def test_a_code_for_a_part_of_a_piece_is_refused_in_the_form_and_not_at_the_counter(counter):
    half = Code("HALF", 1500)
    refusal = refused(counter.cataloguing.set_product, ProductAsked("A", name="A", price_micro=1, codes=(half,)))
    assert refusal.code == "code_of_a_part"
    assert sentence(refusal.code, refusal.facts).startswith("The code HALF stands for 1.5 of A")
    counter.cataloguing.set_product(ProductAsked("W", name="W", price_micro=1, unit="kg", codes=(half,)))
    assert refused(counter.cataloguing.set_product, ProductAsked("W", unit="each")).code == "code_of_a_part"
