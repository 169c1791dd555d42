"""The stock by its arrivals, against figures reckoned by hand; the rows of a product sum to its pool."""

from app.reports.asked import Asked
from app.reports.shelf import Shelf
from app.reports.valuation import Valuation
from tests.books import counted_right, refused
from tests.reports.told import columns_of, rows_of


def layers(counter, **asked):
    report = Valuation(counter.book).valuation_layers(Asked(**asked))
    if not asked:
        assert dict(report.totals) == dict(Shelf(counter.book).stock_on_hand().totals)
    return rows_of(report, "sku", "location", "document", "quantity", "unit_cost", "value")


def test_the_columns_are_those_that_programs_rely_on(counter):
    report = Valuation(counter.book).valuation_layers()
    assert columns_of(report) == "sku name location at document number kind lot quantity unit_cost value"


def test_each_method_has_its_layers_in_order_of_arrival(counter):
    for costing in ("fifo", "lifo", "average"):
        counter.product(costing.upper(), costing=costing)
        counter.deliver(f"{costing}1", costing.upper(), "3", "1.00")
    counter.clock.put("2026-03-03T09:00:00+01:00")
    for costing in ("fifo", "lifo", "average"):
        counter.deliver(f"{costing}2", costing.upper(), "3", "2.00")
        counter.sell(f"{costing}3", costing.upper(), "2")
    assert layers(counter) == [
        # 9.00 less 2 at 1.50: 6.00 shared by 1 and 3
        ("AVERAGE", "shop", "average1", 1000, 1_500_000, 150),
        ("AVERAGE", "shop", "average2", 3000, 1_500_000, 450),
        ("FIFO", "shop", "fifo1", 1000, 1_000_000, 100),
        ("FIFO", "shop", "fifo2", 3000, 2_000_000, 600),
        ("LIFO", "shop", "lifo1", 3000, 1_000_000, 300),
        ("LIFO", "shop", "lifo2", 1000, 2_000_000, 200),
    ]
    counted_right(counter)


def test_a_layer_keeps_its_document_when_it_changes_its_place(counter):
    counter.product("A")
    counter.post("location", code="back", name="Back room")
    counter.deliver("d1", "A", "3", "1.00")
    counter.post("transfer", "t1", **{"from": "shop", "to": "back", "lines": [{"sku": "A", "quantity": "2"}]})
    assert layers(counter) == [("A", "shop", "d1", 1000, 1_000_000, 100), ("A", "back", "d1", 2000, 1_000_000, 200)]
    assert [row[1] for row in layers(counter, location="back")] == ["back"]


def test_what_was_sold_below_zero_stands_with_the_sale_that_took_it(counter):
    counter.product("A", cost="0.80")
    counter.sell("s1", "A", "2")
    assert layers(counter) == [("A", "shop", "s1", -2000, 800_000, -160)]


def test_what_is_short_of_a_lot_or_a_piece_says_which(counter):
    counter.product("M", tracking="lot", costing="specific", cost="1.00")
    counter.product("S", tracking="serial", cost="50.00")
    counter.post("delivery", "d1", lines=[{"sku": "M", "quantity": "2", "unit_cost": "3.00", "lot": "L2"}])
    counter.post("sale", "s1", lines=[{"sku": "M", "quantity": "1", "lot": "L1"}])
    counter.post("sale", "s2", lines=[{"sku": "S", "quantity": "1", "serials": ["X1"]}])
    report = Valuation(counter.book).valuation_layers()
    # L1 left at the last known cost: what L2 cost.
    assert rows_of(report, "sku", "document", "lot", "quantity", "value") == [
        ("M", "d1", "L2", 2000, 600),
        ("M", "s1", "L1", -1000, -300),
        ("S", "s2", "X1", -1000, -5000),
    ]
    counted_right(counter)


def test_standard_cost_shares_the_pool(counter):
    counter.product("A", costing="standard", standard_cost="1.00")
    counter.deliver("d1", "A", "1", "1.20")
    counter.deliver("d2", "A", "2", "0.90")
    assert layers(counter) == [("A", "shop", "d1", 1000, 1_000_000, 100), ("A", "shop", "d2", 2000, 1_000_000, 200)]


def test_a_place_that_is_not_known_is_refused(counter):
    assert refused(Valuation(counter.book).valuation_layers, Asked(location="moon")).code == "unknown_location"
