"""Sums for each group: they foot, and pieces and kilograms are never added; reckoned by hand."""

import io
import json

import pytest
from python_calamine import CalamineWorkbook

from app.exchange.report_files import to_json, to_xlsx
from app.printing.report_pdf import report_pdf
from app.reports.asked import Asked
from app.reports.grouping import GROUPS
from app.reports.offered import OFFERED, Reports
from tests.books import counter_at
from tests.printed_figures import printed


@pytest.fixture(scope="module")
def counter(tmp_path_factory):
    """Drinks: 4 pieces at 1.00 and 2 at 3.00; cheese: 1.5 kg for 9.00 and 2 pieces for 5.00; a bag without category."""
    counter = counter_at(tmp_path_factory.mktemp("groups") / "shop.book")
    for code, name in (("S1", "Farm"), ("S2", "Mill")):
        counter.post("supplier", code=code, name=name)
    counter.product("A", "2.00", category="Drinks", supplier="S1", reorder_point="9")
    counter.product("K", "9.00", category="Cheese", supplier="S2", unit="kg")
    counter.product("L", "4.00", category="Cheese", supplier="S2")
    counter.product("Z", "5.00", category="Drinks", supplier="S1")
    counter.product("BAG", "0.20", reorder_point="5", supplier="S2")
    for number, (sku, quantity, cost, supplier) in enumerate(
        (("A", "4", "1.00", "S1"), ("K", "1.5", "6.00", "S2"), ("L", "2", "2.50", "S2"), ("Z", "2", "3.00", "S1"))
    ):
        counter.deliver(f"d{number}", sku, quantity, cost, supplier=supplier)
    counter.deliver("d9", "BAG", "5", "0.10", supplier="S2")
    return counter


def ask(counter, name, **asked):
    return Reports(counter.book, counter.clock).ask(name, Asked(**asked))


def test_stock_has_a_sum_for_each_category_and_rows_as_before(counter):
    report = ask(counter, "stock-on-hand")
    assert [column.name for column in report.columns] == [
        "sku", "name", "unit", "location", "quantity", "unit_cost", "value", "on_order",
    ]  # fmt: skip
    rows, sums = report.with_subtotals()
    assert [(row[0] or row[1], row[4], row[6], at in sums) for at, row in enumerate(rows)] == [
        ("K", 1500, 900, False), ("L", 2000, 500, False), ("Cheese", None, 1400, True),
        ("A", 4000, 400, False), ("Z", 2000, 600, False), ("Drinks", 6000, 1000, True),
        ("BAG", 5000, 50, False), ("\u2013", 5000, 50, True),
    ]  # fmt: skip
    # No sum of kilograms and pieces, neither of the cheese nor of all.
    assert "quantity" not in report.totals
    assert report.totals["value"] == 2450


def test_every_format_has_the_same_sums(counter):
    report = ask(counter, "stock-on-hand")
    stream = io.BytesIO()
    to_json(report, stream)
    said = json.loads(stream.getvalue())
    assert [row["sku"] for row in said["rows"]] == ["A", "BAG", "K", "L", "Z"]
    assert said["group_by"] == "category"
    assert said["groups"] == ["Drinks", "", "Cheese", "Cheese", "Drinks"]
    assert said["subtotals"]["Cheese"] == {"value": "14.00"}
    stream = io.BytesIO()
    to_xlsx(report, stream)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(stream.getvalue())).get_sheet_by_index(0).to_python()
    assert (sheet[3][1], sheet[3][6], sheet[6][1], sheet[6][4]) == ("Cheese", 14.0, "Drinks", 6.0)
    words = list(printed(report_pdf(report, "en-IE").pdf))
    assert {"Cheese", "14.00", "Drinks", "10.00", "24.50"} <= set(words)


def test_in_another_order_the_groups_stay_together(counter):
    report = ask(counter, "stock-on-hand", by="value")
    rows, sums = report.with_subtotals()
    assert [row[0] for row in rows] == ["K", "L", None, "Z", "A", None, "BAG", None]
    assert sums == {2, 5, 7}
    rows, _ = ask(counter, "stock-on-hand", by="-value").with_subtotals()
    assert [row[0] for row in rows] == ["L", "K", None, "A", "Z", None, "BAG", None]
    # Programs get the rows as they asked for them.
    assert [row[0] for row in report.rows] == ["K", "Z", "L", "A", "BAG"]


def test_one_group_has_no_sum_of_its_own(counter):
    assert ask(counter, "stock-on-hand", category="Drinks").group_by == ""


@pytest.mark.parametrize(
    ("name", "sums"),
    [
        ("lots", {"Cheese": 1400, "Drinks": 1000, "": 50}),
        ("valuation-layers", {"Cheese": 1400, "Drinks": 1000, "": 50}),
        ("deliveries", {"S1": 1000, "S2": 1450}),
        ("goods-received-not-invoiced", {"S1": 1000, "S2": 1450}),
    ],
)
def test_value_by_group(counter, name, sums):
    report = ask(counter, name)
    assert {group: one["value"] for group, one in report.subtotals.items()} == sums
    assert list(report.subtotals) == list(sums)
    assert report.totals["value"] == sum(sums.values())


def test_what_low_stock_would_cost_by_supplier(counter):
    report = ask(counter, "low-stock")
    # Six of A at 1.00 make ten, one more than its point; one bag at 0.10.
    assert {group: one["value"] for group, one in report.subtotals.items()} == {"S1": 600, "S2": 10}
    assert report.totals["value"] == 610
    assert {group: one["name"] for group, one in report.subtotals.items()} == {"S1": "Farm", "S2": "Mill"}


def test_each_report_that_is_grouped_is_offered():
    assert GROUPS.keys() <= {one.name for one in OFFERED}
