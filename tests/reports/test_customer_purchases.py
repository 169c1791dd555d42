"""Which goods customers bought, reckoned by hand."""

from dataclasses import replace

import pytest

from app.domain.shop import StockSystem
from app.printing.report_pdf import report_pdf
from app.reports.asked import Asked
from app.reports.customer_purchases import CustomerPurchases
from app.reports.offered import Reports
from app.reports.trading import Trading
from tests.books import counter_at, refused
from tests.printed_figures import printed
from tests.reports.told import rows_of
from tests.trading_shop import MARCH, trading_shop


@pytest.fixture(scope="module")
def counter(tmp_path_factory):
    """Beside the sales of March: Cem buys A twice, once with Carla's product, and brings one back."""
    counter = trading_shop(tmp_path_factory.mktemp("purchases") / "shop.book")
    counter.post("customer", code="C2", name="Cem")
    counter.sell("p1", "A", "10", customer="C2")  # 10.00 net for 4.00
    counter.sell("p2", "B", "30", customer="C2", cashier="anna")  # 60.00 for 30.00
    counter.sell("p3", "C", "6", customer="C2")  # 30.00 for 12.00
    counter.post("refund", "r1", of="p1", lines=[{"line": 1, "quantity": "2"}])  # 2.00 and 0.80 back
    counter.post("refund", "r2", of="s3", lines=[{"line": 1, "quantity": "1"}])  # 5.00 and 2.00 back
    return counter


def test_what_each_customer_bought_less_what_came_back(counter):
    report = CustomerPurchases(counter.book).customer_purchases(MARCH)
    assert report.rows == [
        ("C2", "Cem", "B", "Product B", 30_000, 6000, 3000, 3000, 50_000, 34_700, "2026-03-31"),
        ("C2", "Cem", "C", "Product C", 6000, 3000, 1200, 1800, 60_000, 17_300, "2026-03-31"),
        ("C2", "Cem", "A", "Product A", 8000, 800, 320, 480, 60_000, 4600, "2026-03-31"),
        ("C1", "Carla", "C", "Product C", 11_000, 5500, 2200, 3300, 60_000, 31_800, "2026-03-03"),
        ("C1", "Carla", "B", "Product B", 10_000, 2000, 1000, 1000, 50_000, 11_600, "2026-03-02"),
    ]
    assert report.subtotals["C2"] == {
        "quantity": 44_000, "net": 9800, "cost": 4520, "margin": 5280, "percent": 53_900, "share": 56_600,
        "customer_name": "Cem",
    }  # fmt: skip
    assert (report.totals["net"], report.totals["cost"], report.totals["margin"]) == (17_300, 7720, 9580)
    # The same customers, the same amounts as without the goods.
    known = {row[0]: row[3] for row in Trading(counter.book).customers(MARCH).rows}
    assert known == {code: sums["net"] for code, sums in report.subtotals.items()} == {"C2": 9800, "C1": 7500}


def test_of_one_customer_one_cashier_one_category(counter):
    ask = CustomerPurchases(counter.book).customer_purchases
    cem = ask(replace(MARCH, customer="C2"))
    assert [row[2] for row in cem.rows] == ["B", "C", "A"]
    assert cem.totals["net"] == 9800
    assert [row[:3] for row in ask(replace(MARCH, cashier="anna")).rows] == [("C2", "Cem", "B"), ("C1", "Carla", "B")]
    assert ask(replace(MARCH, category="Bakery", customer="C1")).totals["net"] == 5500
    assert ask(replace(MARCH, supplier="S1", customer="C1")).totals["net"] == 2000
    assert refused(ask, replace(MARCH, customer="C9")).code == "unknown_customer"


def test_the_paper_says_whose_purchases_they_are(counter):
    report = Reports(counter.book, counter.clock).ask("customer-purchases", replace(MARCH, customer="C2"))
    assert [part.name for part in report.narrowed] == ["Cem"]
    words = " ".join(printed(report_pdf(report, "en-IE").pdf))
    assert "Bought by Cem only" in words


def test_what_had_no_known_cost_is_in_no_margin(tmp_path):
    counter = counter_at(tmp_path / "bare.book")
    counter.post("customer", code="C1", name="Carla")
    counter.product("U", "3.00")
    counter.sell("s1", "U", "2", customer="C1")
    report = CustomerPurchases(counter.book).customer_purchases()
    assert rows_of(replace(report, totals={}), "net", "without_cost", "cost", "margin", "percent") == [
        (600, 600, None, None, None)
    ]
    # What it really cost comes later, and is a correction of that sale: 2.00 of 6.00.
    counter.deliver("d1", "U", "5", "1.00")
    report = CustomerPurchases(counter.book).customer_purchases()
    assert [row[5:9] for row in report.rows] == [(600, 200, 400, 66_700)]


def test_where_counts_alone_move_stock_no_purchase_has_a_cost(tmp_path):
    counter = counter_at(tmp_path / "counts.book", stock=StockSystem.PERIODIC)
    counter.post("customer", code="C1", name="Carla")
    counter.product("A", "2.00")
    counter.deliver("d1", "A", "10", "0.50")
    counter.sell("s1", "A", "4", customer="C1")
    report = CustomerPurchases(counter.book).customer_purchases(Asked())
    assert report.rows[0][5:9] == (800, None, None, None)
    assert (report.totals["margin"], report.subtotals["C1"]["margin"]) == (None, None)
