"""The catalogue's list: which products, in which order, and what stands in a row."""

import pytest

from app.domain.pricing import Ending, PriceMove
from app.reports.product_list import ProductFilter, ProductList, ProductQuestion, ProductSort
from app.services.pricing import Pricing


@pytest.fixture
def goods(counter):
    counter.post("supplier", code="S1", name="Mill")
    counter.product("full", "3.00", name="Full shelf", codes=["4006381333931"], cost="1.00", category="Tea")
    counter.product("low", "2.00", name="Nearly gone", reorder_point="3", cost="1.00", supplier="S1", codes=["L1"])
    counter.product("out", "1.00", name="Sold below zero", cost="1.00", codes=["O1"])
    counter.product("free", "5.00", name="Nobody knows the cost", codes=["4006381333931"])
    counter.product("bag", "0.10", name="Paper 100% bag", stocked=False, category="Bags")
    counter.product("gone", "1.00", name="No longer sold_", active=False)
    counter.deliver("d1", "full", "10", "1.00")
    counter.deliver("d2", "low", "4", "1.00")
    counter.deliver("d3", "out", "1", "1.00")
    counter.sell("s1", "low", "1")
    counter.sell("s2", "out", "3")
    return ProductList(counter.book)


def skus(goods, which=ProductFilter.ALL, sort=ProductSort.SKU, **more):
    return [row.sku for row in goods.rows(goods.keys(ProductQuestion(which, sort=sort, **more)))]


@pytest.mark.parametrize(
    ("which", "listed"),
    [
        (ProductFilter.ALL, ["bag", "free", "full", "low", "out"]),
        (ProductFilter.LOW, ["low"]),
        (ProductFilter.OUT, ["out"]),
        (ProductFilter.NEGATIVE, ["out"]),
        (ProductFilter.UNCODED, ["bag"]),
        (ProductFilter.UNCOSTED, ["free"]),
        (ProductFilter.SHARED, ["free", "full"]),
        (ProductFilter.REPRICED, []),
        (ProductFilter.INACTIVE, ["gone"]),
    ],
)
def test_a_filter_lists_what_it_says(goods, which, listed):
    assert skus(goods, which) == listed


@pytest.mark.parametrize(
    ("sort", "listed"),
    [
        (ProductSort.NAME, ["full", "low", "free", "bag", "out"]),
        (ProductSort.CATEGORY, ["low", "free", "out", "bag", "full"]),
        (ProductSort.PRICE, ["bag", "out", "low", "full", "free"]),
        (ProductSort.DEAREST, ["free", "full", "low", "out", "bag"]),
        (ProductSort.LEAST, ["out", "bag", "free", "low", "full"]),
        (ProductSort.MOST, ["full", "low", "bag", "free", "out"]),
    ],
)
def test_the_list_comes_in_the_order_that_is_asked_for(goods, sort, listed):
    assert skus(goods, sort=sort) == listed


def test_words_find_names_skus_and_codes_within_a_filter(goods):
    assert skus(goods, words="zero") == ["out"]
    assert skus(goods, words="40063") == ["free", "full"]
    assert skus(goods, ProductFilter.LOW, words="zero") == []
    assert skus(goods, words='"') == []
    assert skus(goods, ProductFilter.INACTIVE, words="sold_") == ["gone"]
    assert skus(goods, ProductFilter.INACTIVE, words="xsold") == []


def test_a_category_or_a_supplier_narrows_the_list(goods):
    choices = goods.choices()
    assert ([one.name for one in choices.categories], choices.sold) == (["Bags", "Tea"], 5)
    (mill,) = choices.suppliers
    assert skus(goods, category_id=choices.categories[0].number) == ["bag"]
    assert skus(goods, supplier_id=mill.number) == ["low"]


def test_a_row_says_what_is_to_know_of_a_product(goods):
    row = goods.rows(goods.keys(ProductQuestion(words="nearly")))[0]
    assert (row.name, row.price_micro) == ("Nearly gone", 2_000_000)
    assert (row.quantity_milli, row.cost_micro) == (3000, 1_000_000)
    assert (row.is_low, row.is_short, row.has_code, row.active) == (1, 0, 1, 1)
    # What was never received or counted has no quantity that anybody knows.
    assert goods.rows(goods.keys(ProductQuestion(words="nobody")))[0].quantity_milli is None


def test_a_kit_has_the_cost_and_the_stock_of_its_parts(counter, goods):
    parts = [{"sku": "full", "quantity": "2"}, {"sku": "low", "quantity": "1"}, {"sku": "bag", "quantity": "1"}]
    counter.product("kit", "5.00", name="Kit", kit=parts)
    counter.product(
        "odd", "5.00", name="Odd kit", kit=[{"sku": "full", "quantity": "1"}, {"sku": "free", "quantity": "1"}]
    )
    counter.product("none", "5.00", name="Kit of what is gone", kit=[{"sku": "out", "quantity": "1"}])
    kit, none, odd = goods.rows(
        [counter.one("SELECT id FROM product WHERE sku = ?", sku) for sku in ("kit", "none", "odd")]
    )
    # Twice 1.00 and once 1.00; ten make five pairs, and of the others there are three.
    assert (kit.is_kit, kit.cost_micro, kit.quantity_milli) == (1, 3_000_000, 3000)
    assert (none.cost_micro, none.quantity_milli) == (1_000_000, 0)
    # What one part costs nobody knows, nor how many there are of it.
    assert (odd.cost_micro, odd.quantity_milli) == (None, None)
    assert skus(goods, ProductFilter.UNCOSTED) == ["free", "odd"]
    assert skus(goods, ProductFilter.OUT) == ["none", "out"]


def test_a_price_that_was_changed_waits_for_its_label(counter, goods):
    counter.product("full", "3.50")
    assert skus(goods, ProductFilter.REPRICED) == ["full"]
    assert goods.choices().waiting == 1


def test_what_becomes_of_many_prices_is_known_before_it_is_done(counter, goods):
    counter.product("thin", "1.20", name="Thin", cost="1.00")
    counter.product("dear", "4.00", name="Dear", cost="1.00")
    numbers = [counter.one("SELECT id FROM product WHERE sku = ?", sku) for sku in ("bag", "dear", "thin")]
    found = goods.moves(numbers, -20_000, Ending.EXACT)
    # 1.20 less a fifth is 0.96, and less than its 1.00 even before tax; a bag's cost is not known.
    assert found.moves == (
        PriceMove("thin", "Thin", 1_200_000, 960_000, is_below=True),
        PriceMove("bag", "Paper 100% bag", 100_000, 80_000),
        PriceMove("dear", "Dear", 4_000_000, 3_200_000),
    )
    pricing = Pricing(counter.book, counter.clock)
    pricing.change_prices(numbers, -20_000, Ending.EXACT)
    prices = {sku: counter.one("SELECT price_micro FROM product WHERE sku = ?", sku) for sku in ("bag", "dear", "thin")}
    assert prices == {one.sku: one.after_micro for one in found.moves}
