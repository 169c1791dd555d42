"""Best sellers, slow movers, ABC and margins, reckoned by hand."""

import pytest

from app.domain.shop import StockSystem
from app.reports.asked import Asked
from app.reports.period_end import PeriodEnd
from app.reports.sellers import Sellers
from app.reports.turnover import Turnover
from tests.books import counter_at, refused
from tests.reports.told import rows_of
from tests.trading_shop import MARCH, trading_shop


@pytest.fixture(scope="module")
def counter(tmp_path_factory):
    return trading_shop(tmp_path_factory.mktemp("sellers") / "shop.book")


def march(**more):
    return Asked(first=MARCH.first, last=MARCH.last, **more)


def test_best_sellers_by_what_they_brought(counter):
    report = Sellers(counter.book).best_sellers(march())
    assert report.rows == [
        (1, "C", "Product C", "Bakery", 12_000, 6000, 2400, 3600, 60_000, 61_200),
        (2, "B", "Product B", "Drinks", 10_000, 2000, 1000, 1000, 50_000, 20_400),
        (3, "A", "Product A", "Drinks", 18_000, 1800, 720, 1080, 60_000, 18_400),
    ]
    assert (report.totals["net"], report.totals["cost"], report.totals["percent"]) == (9800, 4120, 58_000)


def test_slow_movers_are_those_that_lie_there(counter):
    rows = rows_of(
        Sellers(counter.book).slow_movers(march()), "sku", "quantity", "on_hand", "value", "last_sold"
    )  # fmt: skip
    assert rows == [
        ("D", 0, 10_000, 3000, None),
        ("B", 10_000, 40_000, 4000, "2026-03-02"),
        ("C", 12_000, 8000, 1600, "2026-03-03"),
        ("A", 18_000, 72_000, 2880, "2026-03-02"),
    ]


def test_abc_by_the_sum_of_the_sales_before(counter):
    report = Sellers(counter.book).abc(march())
    cells = [(row[0], row[1], row[6], row[7]) for row in report.rows]
    # C begins at nothing, B at 61 %, A at 82 %; D sold nothing.
    assert cells == [
        ("A", "C", 61_200, 61_200), ("A", "B", 20_400, 81_600), ("B", "A", 18_400, 100_000), ("C", "D", 0, 100_000),
    ]  # fmt: skip
    sums = {group: (sums["net"], sums["share"]) for group, sums in report.subtotals.items()}
    assert sums == {"A": (8000, 81_600), "B": (1800, 18_400), "C": (0, 0)}


def test_margins_with_a_sum_for_each_category(counter):
    report = Sellers(counter.book).margins(march())
    assert [row[0] for row in report.rows] == ["C", "B", "A"]
    assert report.subtotals["Drinks"] == {
        "quantity": 28_000, "net": 3800, "cost": 1720, "margin": 2080, "percent": 54_700,
    }  # fmt: skip
    rows, sums = report.with_subtotals()
    assert sums == {1, 4}
    assert rows[4] == (None, None, "Drinks", 28_000, 3800, 1720, 2080, 54_700)
    assert report.totals["cost"] == PeriodEnd(counter.book).period_end(march()).totals["perpetual_cogs"]


def test_narrowed_to_a_category_or_a_supplier(counter):
    sellers = Sellers(counter.book)
    assert [row[1] for row in sellers.best_sellers(march(category="Drinks")).rows] == ["B", "A"]
    assert [row[1] for row in sellers.best_sellers(march(supplier="S2")).rows] == ["C"]
    assert refused(sellers.margins, march(category="Nothing")).code == "unknown_category"
    assert refused(sellers.margins, march(supplier="S9")).code == "unknown_supplier"


def test_what_left_in_kits_counts_for_the_parts_where_stock_is_judged(tmp_path):
    counter = trading_shop(tmp_path / "parts.book")
    counter.product("K", "10.00", kit=[{"sku": "D", "quantity": "2"}, {"sku": "C", "quantity": "1"}])
    counter.sell("k1", "K", "3")
    counter.post("refund", "r1", of="k1", lines=[{"line": 1, "quantity": "1"}])
    sellers = Sellers(counter.book)
    slow = {row[0]: row[3:5] for row in sellers.slow_movers(march()).rows}
    # Two kits for 20.00. Four of D cost 12.00 and two of C 4.00: three quarters of it are D's.
    assert slow["D"] == (4000, 1500)
    assert slow["C"] == (14_000, 6000 + 500)
    assert {row[1]: row[4:6] for row in sellers.abc(march()).rows}["D"] == (4000, 1500)
    assert "K" not in {row[1] for row in sellers.abc(march()).rows}
    # The sellers are the kits themselves: two of them for 20.00.
    best = {row[1]: row[4:6] for row in sellers.best_sellers(march()).rows}
    assert (best["K"], best["C"]) == ((2000, 2000), (12_000, 6000))
    assert sellers.abc(march()).totals["net"] == sellers.best_sellers(march()).totals["net"]


def test_goods_that_no_count_has_looked_at_have_no_margin_where_counts_alone_tell_costs(tmp_path):
    counter = counter_at(tmp_path / "counts.book", stock=StockSystem.PERIODIC)
    for sku in ("A", "Z"):
        counter.product(sku, "2.00", category="Food")
        counter.deliver(f"d{sku}", sku, "10", "1.00")
        counter.sell(f"s{sku}", sku, "5")
    counter.post("count", "c1", lines=[{"sku": "A", "counted": "5"}])
    report = Sellers(counter.book).margins()
    # A: 10.00 sold, 5.00 gone. Z: 10.00 sold, and nobody knows what it cost.
    assert {row[0]: row[4:] for row in report.rows} == {"A": (1000, 500, 500, 50_000), "Z": (1000, None, None, None)}
    assert (report.totals["net"], report.totals["cost"], report.totals["percent"]) == (2000, 500, None)
    assert report.subtotals["Food"]["percent"] is None
    assert PeriodEnd(counter.book).period_end().totals["perpetual_cogs"] == 500


def test_what_goods_cost_that_were_not_sold_in_the_days_is_named_where_they_have_no_line(tmp_path):
    counter = counter_at(tmp_path / "later.book")
    for sku in ("A", "B"):
        counter.product(sku, "2.00")
        counter.deliver(f"d{sku}", sku, "10", "0.50")
    counter.sell("s1", "B", "4")
    counter.clock.put("2026-12-20T10:00:00+01:00")
    counter.sell("s2", "A", "4")
    counter.post("landed_cost", "l1", of="dB", amount="1.00", by="value")
    december = Asked(first=20261201, last=20261231)
    sellers = Sellers(counter.book)
    # B was sold in November; 0.40 of its freight came in December.
    best, margins = sellers.best_sellers(december), sellers.margins(december)
    assert ([row[1] for row in best.rows], best.totals["cost"]) == (["A"], 200)
    assert "Of the cost of goods 40 stands in no line" in best.told_note(str)
    assert (margins.totals["cost"], margins.note) == (240, "")
    assert sellers.best_sellers(Asked(first=20261101, last=20261130)).note == ""


def test_a_few_cents_of_an_invoice_make_no_cost_known_where_counts_alone_tell_it(tmp_path):
    counter = counter_at(tmp_path / "cents.book", stock=StockSystem.PERIODIC)
    counter.post("supplier", code="S1", name="S1")
    for sku, category in (("A", "Ca"), ("B", "Cb"), ("C", "Ca")):
        counter.product(sku, "10.00", category=category)
        counter.deliver(f"d{sku}", sku, "10", "5.00", supplier="S1")
    counter.post("supplier_return", "r1", of="dB", lines=[{"line": 1, "sku": "B", "quantity": "1"}])
    counter.post(
        "supplier_invoice", "i1", supplier="S1", number="1", deliveries=["dB"],
        lines=[{"sku": "B", "quantity": "10", "unit_cost": "5.10"}],
    )  # fmt: skip
    for sku, sold in (("A", "4"), ("B", "8"), ("C", "1")):
        counter.sell(f"s{sku}", sku, sold)
    counter.post("count", "c1", lines=[{"sku": "A", "counted": "6"}])
    # Of the ten that are billed at 0.10 more one is back with the supplier: 0.10 went to the cost of goods.
    assert PeriodEnd(counter.book).period_end().totals["perpetual_cogs"] == 2000 + 10
    sellers = Sellers(counter.book)
    report = sellers.margins()
    assert {row[0]: row[4:] for row in report.rows} == {
        "A": (4000, 2000, 2000, 50_000), "B": (8000, None, None, None), "C": (1000, None, None, None),
    }  # fmt: skip
    # C is not known: neither is the cost of its category, of which A is a part.
    for name, net in (("Ca", 5000), ("Cb", 8000)):
        assert [report.subtotals[name][one] for one in ("net", "cost", "margin", "percent")] == [net, None, None, None]
    assert report.totals["cost"] == 2000
    assert "Of the cost of goods 10 stands in no line" in report.told_note(str)
    assert {row[1]: row[6] for row in sellers.best_sellers().rows} == {"A": 2000, "B": None, "C": None}
    assert {row[1]: row[8] for row in sellers.abc().rows} == {"A": 2000, "B": None, "C": None}
    assert {row[0]: row[5] for row in Turnover(counter.book).stock_turn().rows} == {"A": 2000, "B": None, "C": None}


def test_a_kit_costs_what_its_parts_do_and_a_correction_goes_to_its_sale(tmp_path):
    counter = trading_shop(tmp_path / "kits.book")
    counter.product("K", "10.00", kit=[{"sku": "A", "quantity": "2"}, {"sku": "C", "quantity": "1"}])
    counter.sell("k1", "K")
    # Two of A at 0.40 and one of C at 2.00: the kit's cost, not its parts'.
    rows = {row[0]: row[5] for row in Sellers(counter.book).margins(march()).rows}
    assert rows == {"A": 720, "B": 1000, "C": 2400, "K": 280}
    # 50 of B are sold and 40 are there: 10 at 1.00 are short, and cost 1.50 when they come.
    counter.sell("s8", "B", "50")
    counter.deliver("d8", "B", "10", "1.50")
    rows = {row[0]: row[5] for row in Sellers(counter.book).margins(march()).rows}
    assert rows["B"] == 1000 + 5000 + 500
