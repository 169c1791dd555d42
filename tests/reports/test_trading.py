"""Sales by day, week, hour, cashier and customer, reckoned by hand."""

from dataclasses import replace

import pytest

from app.domain.shop import StockSystem
from app.reports.asked import Asked
from app.reports.period_end import PeriodEnd
from app.reports.sellers import Sellers
from app.reports.trading import Trading
from tests.books import counted_right, counter_at, refused
from tests.trading_shop import MARCH, trading_shop


@pytest.fixture(scope="module")
def trading(tmp_path_factory):
    return Trading(trading_shop(tmp_path_factory.mktemp("trading") / "shop.book").book)


def test_days_stand_beside_the_same_weekday_of_last_year(trading):
    report = trading.by_day(MARCH)
    assert report.rows == [
        # 10.00 on 3 March 2025, a Monday too: 300 % more.
        ("2026-03-02", "Monday", 2, 4000, 800, 4800, 2400, 1000, 300_000),
        ("2026-03-03", "Tuesday", 1, 5800, 1160, 6960, 6960, 0, None),
    ]
    assert report.totals == {
        "sales": 3, "net": 9800, "tax": 1960, "gross": 11_760, "average": 3920, "last_year_net": 1000,
        "change": 880_000,
    }  # fmt: skip


def test_a_day_that_only_last_year_sold_stands_there_too(trading):
    report = trading.by_day(Asked(first=20250301, last=20250331))
    assert [row[0] for row in report.rows] == ["2025-03-03"]
    report = trading.by_day(Asked(first=20260302, last=20260302))
    assert [(row[0], row[7]) for row in report.rows] == [("2026-03-02", 1000)]
    assert trading.by_day(Asked(first=20270301, last=20270331)).rows == [
        ("2027-03-01", "Monday", 0, 0, 0, 0, None, 4000, -100_000),
        ("2027-03-02", "Tuesday", 0, 0, 0, 0, None, 5800, -100_000),
    ]


def test_weeks_begin_on_monday(trading):
    assert trading.by_week(MARCH).rows == [("2026-03-02", "2026-03-08", 7, 3, 9800, 1960, 11_760, 3920, 1000, 880_000)]


def test_hours_are_those_of_the_shops_clock(trading):
    assert trading.by_hour(MARCH).rows == [
        ("09:00", "10:00", 2, 7800, 1560, 9360, 4680, 1000, 680_000),
        ("14:00", "15:00", 1, 2000, 400, 2400, 2400, 0, None),
    ]


def test_margins_by_cashier_and_hour(trading):
    report = trading.margins_by_cashier(MARCH)
    # The owner: 20.00 + 60.00 - 2.00 for 8.00 + 24.00 - 0.80.
    assert report.rows == [
        ("Anna", 1, 2000, 2400, 2400, 1000, 1000, 50_000, 20_400),
        ("Owner", 2, 7800, 9360, 4680, 3120, 4680, 60_000, 79_600),
    ]
    assert (report.totals["margin"], report.totals["percent"], report.totals["share"]) == (5680, 58_000, 100_000)
    assert [row[0] for row in trading.margins_by_hour(MARCH).rows] == ["09:00", "14:00"]


def test_a_week_that_is_cut_says_the_days_that_it_has(trading):
    whole = trading.by_week(MARCH)
    assert (whole.note, "days" in whole.totals) == ("", False)
    report = trading.by_week(Asked(first=20260303, last=20260305))
    assert [row[:3] for row in report.rows] == [("2026-03-03", "2026-03-05", 3)]
    assert "fewer than seven days" in report.note
    # The same days of last year: the Monday's 10.00 is not among them.
    assert (trading.by_week(MARCH).totals["last_year_net"], report.totals["last_year_net"]) == (1000, 0)
    # Where nobody asked for days, no week is cut.
    assert [row[:3] for row in trading.by_week().rows] == [
        ("2025-03-03", "2025-03-09", 7), ("2026-03-02", "2026-03-08", 7),
    ]  # fmt: skip


def test_one_cashier_can_be_asked_for_alone(trading):
    anna = replace(MARCH, cashier="anna")
    assert [row[:4] for row in trading.by_day(anna).rows] == [("2026-03-02", "Monday", 1, 2000)]
    assert [row[:3] for row in trading.by_hour(anna).rows] == [("14:00", "15:00", 1)]
    assert trading.by_week(anna).totals["net"] == 2000
    assert trading.margins_by_hour(anna).totals["margin"] == 1000
    assert [row[2:4] for row in trading.customers(anna).rows] == [(1, 2000)]
    # Hers and the owner's are all there is; the last year was his.
    owner = trading.by_day(replace(MARCH, cashier="owner")).totals
    assert (owner["net"], owner["last_year_net"]) == (7800, 1000)
    assert refused(trading.by_day, replace(MARCH, cashier="nobody")).code == "unknown_user"


def test_what_customers_bought(trading):
    assert trading.customers(MARCH).rows == [("C1", "Carla", 2, 8000, 9600, 4800, 100_000, "2026-03-03")]


def test_without_days_there_is_no_year_before(trading):
    report = trading.by_day()
    assert [row[0] for row in report.rows] == ["2025-03-03", "2026-03-02", "2026-03-03"]
    assert {row[7] for row in report.rows} == {0}
    assert report.all_days


def test_days_that_run_backwards_are_refused(trading):
    assert refused(trading.by_day, Asked(first=20260302, last=20260301)).code == "days_backwards"


def test_what_comes_back_is_of_the_customer_who_bought_it(tmp_path):
    counter = trading_shop(tmp_path / "back.book")
    counter.post("customer", code="C2", name="Cem")
    # 80.00 net, 96.00 gross; B for 2.00 and 2.40 comes back, C for 5.00 and 6.00 in an exchange for A (1.00 and 1.20).
    counter.post("refund", "f2", of="s2", lines=[{"line": 1, "quantity": "1"}])
    swapped = [{"of": "s3", "of_line": 1, "quantity": "-1"}, {"sku": "A", "quantity": "1"}]
    counter.post("sale", "s4", lines=swapped)
    # Somebody else's, by name; and what two customers bought comes back to nobody in particular.
    counter.post("refund", "f3", of="s3", customer="C2", lines=[{"line": 1, "quantity": "1"}])
    both = [{"of": "s1", "of_line": 1, "quantity": "-1"}, {"of": "s2", "of_line": 1, "quantity": "-1"}]
    counter.post("sale", "s5", lines=both)
    found = {row[0]: row[3:5] for row in Trading(counter.book).customers(MARCH).rows}
    assert found == {"C1": (7400, 8880), "C2": (-500, -600)}
    assert {row[0]: row[7] for row in Trading(counter.book).customers(MARCH).rows} == {"C1": "2026-03-31", "C2": None}
    assert counted_right(counter) is None


def test_the_margin_when_sold_and_the_gross_margin_differ_by_what_came_later(tmp_path):
    counter = counter_at(tmp_path / "two.book")
    counter.product("A", "2.00", cost="0.40")
    counter.product("B", "3.00", cost="1.00")
    counter.deliver("d1", "A", "10", "0.50")
    # A: 4 for 8.00 cost 2.00. B: 2 for 6.00, below zero at 1.00.
    counter.sell("s1", "A", "4")
    counter.sell("s2", "B", "2")
    # 1.00 of freight later, 4 of 10 are gone: 0.40. The 2 of B really cost 1.30: 0.60 of correction.
    counter.post("landed_cost", "l1", of="d1", amount="1.00", by="value")
    counter.deliver("d2", "B", "5", "1.30")
    by_hour, by_cashier = Trading(counter.book).margins_by_hour(), Trading(counter.book).margins_by_cashier()
    goods = Sellers(counter.book).margins()
    assert (by_hour.totals["cost"], by_hour.totals["margin"]) == (400, 1000)
    assert (by_cashier.totals["cost"], by_cashier.totals["margin"]) == (400, 1000)
    assert (goods.totals["cost"], goods.totals["margin"]) == (500, 900)
    period = PeriodEnd(counter.book).period_end().totals
    later = period["landed_sold_value"] + period["corrections_value"]
    assert (period["landed_sold_value"], period["corrections_value"]) == (40, 60)
    assert by_hour.totals["margin"] - later == goods.totals["margin"]
    assert goods.totals["cost"] == period["perpetual_cogs"]
    # What lies between is named.
    for report in (by_hour, by_cashier):
        assert report.noted_minor == later
        assert report.told_note(str).endswith("is of no single sale, and not in these figures: 100.")
    assert Trading(counter.book).margins_by_cashier(Asked(cashier="owner")).noted_minor is None
    # They are called apart.
    titles = [{one.name: one.title for one in report.columns}["margin"] for report in (by_hour, by_cashier, goods)]
    assert titles == ["Margin when sold", "Margin when sold", "Gross margin"]


def test_where_counts_alone_move_stock_no_sale_has_a_cost(tmp_path):
    counter = counter_at(tmp_path / "counts.book", stock=StockSystem.PERIODIC)
    counter.product("A", "2.00")
    counter.deliver("d1", "A", "10", "0.50")
    counter.sell("s1", "A", "4")
    report = Trading(counter.book).margins_by_cashier()
    assert [report.totals[name] for name in ("net", "cost", "margin", "percent")] == [800, None, None, None]
    assert report.chart.values == ("net",)
