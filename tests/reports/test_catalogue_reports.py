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


def test_codes_of_several_products_are_listed(reports):
    assert [row[:3] for row in reports.duplicate_codes().rows] == [
        ("4006381333931", "A", "Product A"),
        ("4006381333931", "B", "Product B"),
    ]
