"""A report in another order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.figures import currency
from app.reports.report import Column, Report, Row, Unit
from app.reports.sorting import sorted_report
from tests.books import refused

COLUMNS = (
    Column("rank", "Rank", Unit.INTEGER),
    Column("sku", "SKU"),
    Column("category", "Category"),
    Column("quantity", "Sold", Unit.QUANTITY),
    Column("margin", "Gross margin", Unit.MONEY),
)
ROWS: list[Row] = [
    (1, "b", "Drinks", 2000, 50),
    (2, "A", "Bakery", 9000, None),
    (3, "c", "Drinks", 5000, 70),
    (4, "D", "Bakery", 1000, -3),
]
SOLD = Report("best-sellers", "Best sellers", "Shop", currency("EUR"), COLUMNS, ROWS)


@pytest.mark.parametrize(
    ("by", "skus"),
    [
        ("quantity", "AcbD"),
        ("-quantity", "DbcA"),
        ("margin", "cbDA"),
        ("-margin", "DbcA"),
        ("sku", "AbcD"),
        ("-sku", "DcbA"),
    ],
)
def test_the_largest_figures_and_the_first_words_come_first_and_what_is_empty_last(by: str, skus: str) -> None:
    report = sorted_report(SOLD, by)
    assert "".join(str(row[1]) for row in report.rows) == skus
    assert [row[0] for row in report.rows] == [1, 2, 3, 4]
    assert report.sorted_by == by


def test_the_rows_of_a_group_stay_together() -> None:
    grouped = replace(SOLD, rows=[ROWS[0], ROWS[2], ROWS[1], ROWS[3]], group_by="category")
    assert "".join(str(row[1]) for row in sorted_report(grouped, "quantity").rows) == "cbAD"


def test_a_column_that_is_not_there_is_refused_with_those_that_are() -> None:
    refusal = refused(sorted_report, SOLD, "-worth")
    assert refusal.code == "unknown_column"
    assert refusal.facts["known"] == "rank, sku, category, quantity, margin"


def test_what_adds_up_from_row_to_row_keeps_its_order() -> None:
    running = replace(SOLD, columns=(*COLUMNS[:4], Column("cumulative", "Together", Unit.PERCENT)))
    assert refused(sorted_report, running, "quantity").code == "order_is_fixed"
