"""The gross margin of a period, reckoned by hand; what has no known cost stands apart from it."""

from app.domain.period_end import PeriodFigures
from app.domain.shop import StockSystem
from app.reports.asked import Asked
from app.reports.pack_margin import NOT_COUNTED, NOT_KNOWN, margin_section
from app.reports.period_end import PeriodEnd, period_end_by_product
from app.reports.sellers import Sellers
from tests.books import counter_at

DAYS = (20200101, 20401231)


def margins(counter):
    shop = counter.book.shop
    with counter.book.reading() as connection:
        report, figures = period_end_by_product(connection, shop, Asked(first=DAYS[0], last=DAYS[1]))
        return margin_section(connection, report, figures, DAYS, shop)


def test_what_was_sold_before_its_cost_was_known_stands_at_the_end(tmp_path):
    counter = counter_at(tmp_path / "shop.book")
    counter.product("A", "2.00", category="Food")
    counter.product("U", "3.00", category="Food")
    counter.deliver("d1", "A", "10", "0.50")
    counter.sell("s1", "A", "4")  # 8.00 for 2.00
    counter.sell("s2", "U", "1")
    made = margins(counter)
    assert list(made.rows) == [("Food", 800, 200, 600, 75_000), (NOT_KNOWN, 300, None, None, None)]
    assert made.totals == {"net": 1100, "cost": 200, "margin": 600, "percent": 75_000}


def test_what_no_count_has_looked_at_stands_at_the_end(tmp_path):
    counter = counter_at(tmp_path / "counts.book", stock=StockSystem.PERIODIC)
    counter.product("A", "2.00", category="Food")
    counter.deliver("d1", "A", "10", "0.50")
    counter.sell("s1", "A", "4")
    assert list(margins(counter).rows) == [(NOT_COUNTED, 800, None, None, None)]
    assert PeriodFigures().perpetual_cogs == 0


def test_the_cost_of_a_kits_parts_stands_with_what_the_kit_brought(tmp_path):
    counter = counter_at(tmp_path / "kits.book")
    counter.product("P", "5.00", category="Parts")
    counter.product("K", "10.00", category="Kits", kit=[{"sku": "P", "quantity": "2"}])
    counter.deliver("d1", "P", "50", "3.00")
    counter.sell("s1", "K", "5")  # 50.00 for ten at 3.00
    counter.sell("s2", "P", "1")  # 5.00 for 3.00
    made = margins(counter)
    assert list(made.rows) == [("Kits", 5000, 3000, 2000, 40_000), ("Parts", 500, 300, 200, 40_000)]
    assert made.totals == {"net": 5500, "cost": 3300, "margin": 2200, "percent": 40_000}
    report = Sellers(counter.book).margins()
    for name, net, cost, margin, percent in made.rows:
        assert report.subtotals[name] == {
            "quantity": 5000 if name == "Kits" else 1000,
            "net": net, "cost": cost, "margin": margin, "percent": percent,
        }  # fmt: skip
    assert PeriodEnd(counter.book).period_end().totals["perpetual_cogs"] == made.totals["cost"]


def test_a_kit_with_a_part_of_unknown_cost_stands_at_the_end_with_what_is_known(tmp_path):
    counter = counter_at(tmp_path / "half.book")
    counter.product("P", "5.00", category="Parts")
    counter.product("U", "5.00", category="Parts")
    counter.product("K", "10.00", category="Kits", kit=[{"sku": "P", "quantity": "2"}, {"sku": "U", "quantity": "1"}])
    counter.deliver("d1", "P", "50", "3.00")
    counter.sell("s1", "K", "1")  # 10.00, and of the parts 6.00 are known
    counter.sell("s2", "P", "1")
    made = margins(counter)
    assert list(made.rows) == [("Parts", 500, 300, 200, 40_000), (NOT_KNOWN, 1000, 600, None, None)]
    assert made.totals == {"net": 1500, "cost": 900, "margin": 200, "percent": 40_000}
    assert PeriodEnd(counter.book).period_end().totals["perpetual_cogs"] == made.totals["cost"]


def test_what_no_count_has_looked_at_stands_at_the_end_though_an_invoice_cost_a_few_cents(tmp_path):
    counter = counter_at(tmp_path / "cents.book", stock=StockSystem.PERIODIC)
    counter.post("supplier", code="S1", name="S1")
    for sku, category in (("A", "Ca"), ("B", "Cb")):
        counter.product(sku, "10.00", category=category)
        counter.deliver(f"d{sku}", sku, "10", "5.00", supplier="S1")
    counter.post("supplier_return", "r1", of="dB", lines=[{"line": 1, "sku": "B", "quantity": "1"}])
    bill = [{"sku": "B", "quantity": "10", "unit_cost": "5.10"}]
    counter.post("supplier_invoice", "i1", supplier="S1", number="1", deliveries=["dB"], lines=bill)
    for sku, sold in (("A", "4"), ("B", "8")):
        counter.sell(f"s{sku}", sku, sold)
    counter.post("count", "c1", lines=[{"sku": "A", "counted": "6"}])
    made = margins(counter)
    # Of B 0.10 are booked, for the one that went back; what the eight have cost nobody knows.
    assert list(made.rows) == [("Ca", 4000, 2000, 2000, 50_000), (NOT_COUNTED, 8000, 10, None, None)]
    assert made.totals == {"net": 12_000, "cost": 2010, "margin": 2000, "percent": 50_000}
    assert PeriodEnd(counter.book).period_end().totals["perpetual_cogs"] == made.totals["cost"]
