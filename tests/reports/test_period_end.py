"""The period-end report against figures reckoned by hand; its identities hold for every product, place and total."""

from dataclasses import replace

import pytest

from app.domain.shop import StockSystem
from app.printing.report_pdf import report_pdf
from app.reports.asked import Asked
from app.reports.offered import Reports
from app.reports.period_end import PeriodEnd
from tests.books import counter_at, refused
from tests.printed_figures import printed
from tests.reports.told import columns_of, rows_of
from tests.trading_shop import trading_shop

COLUMNS = (
    "sku name opening_quantity opening_value opening_stock_quantity opening_stock_value purchases_quantity "
    "purchases_value supplier_returns_quantity supplier_returns_value landed_value transfers_in_quantity "
    "transfers_in_value transfers_out_quantity transfers_out_value adjustments_quantity adjustments_value "
    "sold_quantity sold_value customer_returns_quantity customer_returns_value landed_sold_value corrections_value "
    "shrinkage_quantity shrinkage_value count_losses_value count_gains_value writedown_value closing_quantity "
    "closing_value periodic_cogs perpetual_cogs gap tie_out purchase_variance_value"
)


def figures(counter, sku="A", **asked):
    """The figures of a product that are not zero, by their columns."""
    report = PeriodEnd(counter.book).period_end(Asked(**asked))
    rows = [dict(zip((column.name for column in report.columns), row, strict=True)) for row in report.rows]
    (row,) = [row for row in rows if row["sku"] == sku]
    return {name: figure for name, figure in row.items() if figure and name not in {"sku", "name"}}


def test_the_columns_are_those_that_programs_rely_on(counter):
    assert columns_of(PeriodEnd(counter.book).period_end()) == COLUMNS


@pytest.fixture
def month(counter):
    """A product by FIFO; everything that can happen to it in March, reckoned beside each step.

    The month opens with 10 at 1.00, of which February had sold 2: 8 worth 8.00.
    """
    counter.post("supplier", code="S1", name="Farm")
    counter.post("location", code="back", name="Back room")
    counter.product("A")
    counter.clock.put("2026-02-27T09:00:00+01:00")
    counter.post("opening_stock", "o1", lines=[{"sku": "A", "quantity": "10", "unit_cost": "1.00"}])
    counter.sell("s0", "A", "2")
    counter.clock.put("2026-03-02T09:00:00+01:00")
    # 20 at 2.00, 4.00 of landed cost: 20 worth 44.00. Then 28 worth 52.00.
    counter.post(
        "delivery", "d1", supplier="S1", lines=[{"sku": "A", "quantity": "20", "unit_cost": "2.00"}],
        landed_costs=[{"amount": "4.00", "by": "value"}],
    )  # fmt: skip
    # 10 leave: 8 at 1.00 and 2 at 2.20: 12.40. Left 18 worth 39.60.
    counter.sell("s1", "A", "10")
    counter.clock.put("2026-03-03T09:00:00+01:00")
    # 2 come back at 12.40 x 2 / 10 = 2.48. 20 worth 42.08.
    counter.post("refund", "f1", of="s1", lines=[{"line": 1, "quantity": "2"}])
    # A later landed cost of 2.00 over 20, of which 18 are left: 1.80 to stock, 0.20 to cost of sales. 20 worth 43.88.
    counter.post("landed_cost", "l1", of="d1", amount="2.00", by="value")
    # 5 go to the back room at (39.60 + 1.80) x 5 / 18 = 11.50.
    counter.post("transfer", "t1", **{"from": "shop", "to": "back", "lines": [{"sku": "A", "quantity": "5"}]})
    # 1 damaged leaves at 2.30. In the shop 14: 12 of the delivery worth 27.60, 2 returned worth 2.48.
    counter.post("adjustment", "a1", lines=[{"sku": "A", "quantity": "-1", "reason": "damaged"}])
    # 3 missing leave at 6.90: 11 worth 23.18.
    counter.post("count", "c1", lines=[{"sku": "A", "counted": "11"}])
    # The back room's 5 are written down from 11.50 to 10.00.
    counter.post("revaluation", "v1", location="back", lines=[{"sku": "A", "unit_cost": "2.00"}])
    counter.clock.put("2026-04-01T09:00:00+02:00")
    counter.sell("s2", "A", "1")
    return counter


MARCH = {"first": 20260301, "last": 20260331}


def test_a_month_by_hand(month):
    assert figures(month, **MARCH) == {
        "opening_quantity": 8000, "opening_value": 800,
        "purchases_quantity": 20_000, "purchases_value": 4000,
        "landed_value": 400 + 200, "landed_sold_value": 20,
        "transfers_in_quantity": 5000, "transfers_in_value": 1150,
        "transfers_out_quantity": 5000, "transfers_out_value": 1150,
        "adjustments_quantity": -1000, "adjustments_value": -230,
        "sold_quantity": 10_000, "sold_value": 1240,
        "customer_returns_quantity": 2000, "customer_returns_value": 248,
        "shrinkage_quantity": 3000, "shrinkage_value": 690, "count_losses_value": 690,
        "writedown_value": 150,
        "closing_quantity": 16_000, "closing_value": 2318 + 1000,
        # 8.00 + 40.00 + 6.00 - 2.30 - 33.18
        "periodic_cogs": 1852,
        # 12.40 - 2.48 + 0.20
        "perpetual_cogs": 1012,
        "gap": 840,
    }  # fmt: skip


def test_a_location_has_its_own_figures(month):
    assert figures(month, location="back", **MARCH) == {
        "transfers_in_quantity": 5000, "transfers_in_value": 1150, "writedown_value": 150,
        "closing_quantity": 5000, "closing_value": 1000, "periodic_cogs": 150, "gap": 150,
    }  # fmt: skip
    assert figures(month, location="shop", **MARCH)["transfers_out_value"] == 1150


def test_the_figures_are_the_same_once_the_month_is_closed(month):
    before = [figures(month, location=place, **MARCH) for place in (None, "shop", "back")]
    month.post("period_close", "p1", through="2026-02-28")
    month.post("period_close", "p2", through="2026-03-31")
    assert [figures(month, location=place, **MARCH) for place in (None, "shop", "back")] == before


def test_the_opening_of_a_period_is_the_closing_of_the_one_before(month):
    month.post("period_close", "p1", through="2026-03-02")
    first, then = figures(month, last=20260302), figures(month, first=20260303)
    assert (first["closing_quantity"], first["closing_value"]) == (18_000, 3960)
    assert (then["opening_quantity"], then["opening_value"]) == (18_000, 3960)


def test_everything_is_the_whole_book(month):
    whole = figures(month)
    assert (whole["opening_stock_value"], whole["sold_quantity"]) == (1000, 13_000)
    assert "opening_value" not in whole


def test_a_count_gain_and_a_cover_of_goods_sold_short(counter):
    counter.product("A")
    counter.deliver("d1", "A", "2", "1.00")
    counter.sell("s1", "A", "3")  # 2 at 1.00, 1 short at 1.00
    counter.clock.put("2026-03-03T09:00:00+01:00")
    counter.deliver("d2", "A", "4", "1.25")  # covers 1: 0.25 more; 3 left worth 3.75
    counter.post("count", "c1", lines=[{"sku": "A", "counted": "5"}])  # 2 more at 1.25
    assert figures(counter, first=20260303) == {
        "opening_quantity": -1000, "opening_value": -100, "purchases_quantity": 4000, "purchases_value": 500,
        "corrections_value": 25, "shrinkage_quantity": -2000, "shrinkage_value": -250, "count_gains_value": 250,
        "closing_quantity": 5000, "closing_value": 625,
        # -1.00 + 5.00 - 6.25
        "periodic_cogs": -225, "perpetual_cogs": 25, "gap": -250,
    }  # fmt: skip


def test_standard_cost_has_its_variance_beside_stock(counter):
    counter.product("A", costing="standard", standard_cost="2.00")
    counter.deliver("d1", "A", "10", "2.30")
    assert figures(counter) == {
        "purchases_quantity": 10_000, "purchases_value": 2000, "closing_quantity": 10_000, "closing_value": 2000,
        "purchase_variance_value": 300,
    }  # fmt: skip


def test_an_invoice_and_a_supplier_return(counter):
    counter.post("supplier", code="S1", name="Farm")
    counter.product("A")
    counter.post(
        "delivery", "d1", supplier="S1", cost="provisional",
        lines=[{"sku": "A", "quantity": "10", "unit_cost": "1.00"}],
    )  # fmt: skip
    counter.post(
        "supplier_invoice", "i1", supplier="S1", number="17", deliveries=["d1"], tax="2.20",
        lines=[{"sku": "A", "quantity": "10", "unit_cost": "1.10"}],
    )  # fmt: skip
    counter.post(
        "supplier_return", "r1", of="d1", lines=[{"line": 1, "sku": "A", "quantity": "2", "unit_credit": "1.00"}]
    )
    # 10 worth 11.00; 2 leave at 2.20 for a credit of 2.00.
    assert figures(counter) == {
        "purchases_quantity": 10_000, "purchases_value": 1100, "supplier_returns_quantity": 2000,
        "supplier_returns_value": 220, "closing_quantity": 8000, "closing_value": 880, "purchase_variance_value": 20,
    }  # fmt: skip


def test_goods_on_the_way_are_part_of_the_whole(counter):
    counter.product("A")
    counter.post("location", code="back", name="Back room")
    counter.deliver("d1", "A", "10", "1.00")
    lines = [{"sku": "A", "quantity": "4"}]
    counter.post("transfer", "t1", **{"from": "shop", "to": "back", "lines": lines, "step": "send"})
    assert figures(counter)["closing_value"] == 1000
    assert [figures(counter, location=place)["closing_value"] for place in ("shop", "transit")] == [600, 400]


def test_a_shop_that_lives_by_counts_alone_does_not_know_its_shrinkage(tmp_path):
    counter = counter_at(tmp_path / "shop.book", stock=StockSystem.PERIODIC)
    counter.product("A")
    counter.deliver("d1", "A", "10", "1.00")
    counter.sell("s1", "A", "3")
    counter.clock.put("2026-03-03T09:00:00+01:00")
    counter.post("count", "c1", lines=[{"sku": "A", "counted": "6"}])
    row = figures(counter)
    assert (row["sold_quantity"], row["sold_value"], row["perpetual_cogs"]) == (4000, 400, 400)
    report = PeriodEnd(counter.book).period_end()
    assert rows_of(report, "shrinkage_quantity", "shrinkage_value", "count_losses_value", "tie_out") == [
        (None, None, None, 0)
    ]
    # The till has sold three; counts say four.
    assert rows_of(report, "till_quantity", "till_net") == [(3000, 300)]
    assert (report.totals["till_quantity"], report.totals["till_net"]) == (3000, 300)
    counter.take_back("r1", "s1")
    counter.product("B", kit=[{"sku": "A", "quantity": "2"}])
    counter.sell("s2", "B", "2")
    report = PeriodEnd(counter.book).period_end(Asked(first=20260303, last=20260303))
    assert rows_of(report, "sku", "till_quantity", "till_net") == [("A", -1000, -100), ("B", 2000, 200)]
    counter.clock.put("2026-03-04T09:00:00+01:00")
    counter.post("period_close", "p1", through="2026-03-03")
    counter.book.close_thread()


def test_what_is_known_then_leaves_out_what_came_later(month):
    month.clock.put("2026-04-02T09:00:00+02:00")
    month.deliver("d9", "A", "7", "1.00", at="2026-03-20T09:00:00+01:00", counted=False)
    assert figures(month, **MARCH)["purchases_quantity"] == 27_000
    assert figures(month, known="then", **MARCH)["purchases_quantity"] == 20_000


def test_a_report_that_cannot_be_made_says_why(counter):
    ask = PeriodEnd(counter.book).period_end
    for asked, code in [
        (Asked(location="moon"), "unknown_location"),
        (Asked(first=20260302, last=20260301), "days_backwards"),
        (Asked(known="then"), "then_when"),
    ]:
        assert refused(ask, asked).code == code


def test_of_some_goods_alone_the_sums_are_of_these_and_the_accounts_are_not_compared(tmp_path):
    counter = trading_shop(tmp_path / "narrowed.book")
    ask = Reports(counter.book, counter.clock).ask
    march = Asked(**MARCH)
    whole = ask("period-end", march)
    drinks = ask("period-end", replace(march, category="Drinks"))
    # A: 90 at 0.40 and B: 50 at 1.00; 18 of A and 10 of B are sold.
    assert [row[0] for row in drinks.rows] == ["A", "B"]
    totals = drinks.totals
    assert (totals["opening_value"], totals["closing_value"]) == (8600, 6880)
    assert totals["periodic_cogs"] == totals["perpetual_cogs"] == 1720
    assert (totals["sold_quantity"], totals["gap"], totals["tie_out"]) == (30_000, 0, 0)
    assert (whole.note, "cannot be compared" in drinks.note) == ("", True)
    bakery = ask("period-end", replace(march, supplier="S2"))
    assert bakery.totals["closing_value"] + totals["closing_value"] == whole.totals["closing_value"]
    words = " ".join(printed(report_pdf(drinks, "en-IE").pdf))
    assert "Category Drinks only" in words
    assert "cannot be compared" in words


def test_layers_of_some_goods_alone(tmp_path):
    counter = trading_shop(tmp_path / "layers.book")
    ask = Reports(counter.book, counter.clock).ask
    assert {row[0] for row in ask("valuation-layers", Asked(supplier="S1")).rows} == {"A", "B"}
    drinks, bakery = (ask("valuation-layers", Asked(category=name)) for name in ("Drinks", "Bakery"))
    # 72 of A at 0.40 and 40 of B at 1.00.
    assert (drinks.totals["value"], drinks.narrowed[0].name) == (6880, "Drinks")
    assert drinks.totals["value"] + bakery.totals["value"] == ask("valuation-layers", Asked()).totals["value"]
