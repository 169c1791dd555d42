"""Quantities of goods in several units: told beside the goods, and never added up."""

import io
import json

from app.exchange.report_files import to_json
from app.reports.asked import Asked
from app.reports.offered import Reports
from app.reports.report import Unit
from app.reports.units import NO_SUM
from tests.reports.told import columns_of, rows_of


def ask(counter, name, **asked):
    return Reports(counter.book, counter.clock).ask(name, Asked(**asked))


def stock(counter):
    counter.product("A", category="Drinks")
    counter.product("K", unit="kg", category="Dairy")
    counter.product("M", unit="kg", category="Dairy")
    counter.deliver("d1", "A", "61", "1.00")
    counter.deliver("d2", "K", "2.3", "1.00")
    counter.deliver("d3", "M", "1", "1.00")


def test_pieces_and_kilograms_have_no_sum(counter):
    stock(counter)
    report = ask(counter, "stock-on-hand")
    assert columns_of(report) == "sku name unit location quantity unit_cost value on_order"
    assert rows_of(report, "sku", "unit", "quantity") == [
        ("A", "each", 61_000), ("K", "kg", 2300), ("M", "kg", 1000),
    ]  # fmt: skip
    # 61.00, 2.30 and 1.00.
    assert dict(report.totals) == {"value": 6430}
    assert report.units_differ()
    # Whoever looks for the sum, on the screen, on paper or in a file, is told why there is none.
    assert report.note == NO_SUM
    written = io.BytesIO()
    to_json(report, written)
    assert json.loads(written.getvalue())["note"] == NO_SUM


def test_a_report_that_tells_the_unit_itself_tells_it_once(counter):
    stock(counter)
    names = columns_of(ask(counter, "products")).split()
    assert names.count("unit") == 1


def test_goods_of_one_unit_have_one_and_pieces_need_no_word(counter):
    stock(counter)
    report = ask(counter, "stock-on-hand", category="Dairy")
    assert report.totals["quantity"] == 3300
    assert not report.units_differ()
    assert report.note == ""
    report = ask(counter, "stock-on-hand", category="Drinks")
    assert report.totals["quantity"] == 61_000
    assert "unit" not in columns_of(report).split()


def test_groups_of_one_unit_keep_their_sums(counter):
    stock(counter)
    for place, sku in enumerate(("A", "K", "M")):
        counter.sell(f"s{place}", sku, "1")
    report = ask(counter, "margins")
    assert report.group_by == "category"
    assert {group: sums["quantity"] for group, sums in report.subtotals.items()} == {"Dairy": 2000, "Drinks": 1000}
    assert "quantity" not in report.totals
    counter.product("K", unit="kg", category="Drinks")
    report = ask(counter, "margins")
    assert {group: sums.get("quantity") for group, sums in report.subtotals.items()} == {"Dairy": 1000, "Drinks": None}


def test_what_is_no_quantity_of_goods_stays_as_it_is(counter):
    stock(counter)
    assert "unit" not in columns_of(ask(counter, "tax")).split()
    assert "unit" not in columns_of(ask(counter, "day-end")).split()
    columns = {column.name: column.unit for column in ask(counter, "stock-turn").columns}
    assert (columns["turns"], columns["on_hand"]) == (Unit.RATIO, Unit.QUANTITY)
