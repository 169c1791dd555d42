"""The catalogue as reports."""

import pytest

from app.reports.catalogue_reports import CatalogueReports


@pytest.fixture
def reports(counter):
    counter.product("A", "1.20", tax="20", tax_code="S", codes=["4006381333931", "A1"], cost="0.80", category="Tea")
    counter.product("B", "2.00", codes=["4006381333931"], active=False)
    return CatalogueReports(counter.book)


def test_products_are_listed_with_what_they_earn(reports):
    report = reports.products()
    names = [column.name for column in report.columns]
    row = dict(zip(names, report.rows[0], strict=True))
    # 1.20 with a sixth of tax in it is 1.00; it cost 0.80.
    assert (row["sku"], row["codes"], row["category"]) == ("A", "4006381333931 A1", "Tea")
    assert (row["margin"], row["markup"], row["active"]) == (20_000, 25_000, "yes")
    other = dict(zip(names, report.rows[1], strict=True))
    assert (other["margin"], other["unit_cost"], other["active"]) == (None, None, "no")


def test_a_kit_costs_what_its_parts_cost_and_as_many_are_there_as_they_make(counter, reports):
    counter.product("W", "0.10", name="Bag", stocked=False, cost="0.05")
    counter.product(
        "K", "2.00", name="Two teas and a bag", kit=[{"sku": "A", "quantity": "2"}, {"sku": "W", "quantity": "1"}]
    )
    counter.deliver("d1", "A", "5", "0.90")
    report = reports.products()
    names = [column.name for column in report.columns]
    kit = next(dict(zip(names, row, strict=True)) for row in report.rows if row[0] == "K")
    # Twice 0.90 and a bag of 0.05; five pieces make two of them.
    assert (kit["unit_cost"], kit["quantity"]) == (1_850_000, 2000)
    assert kit["parts"] == "2 x Product A, 1 x Bag"
    assert kit["margin"] is not None


def test_codes_of_several_products_are_listed(reports):
    assert [row[:3] for row in reports.duplicate_codes().rows] == [
        ("4006381333931", "A", "Product A"),
        ("4006381333931", "B", "Product B"),
    ]
