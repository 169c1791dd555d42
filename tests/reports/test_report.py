"""A report as a value: what its cells are, and how they are written for other programs."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.figures import MAX_MICRO, currency
from app.reports.report import Column, Report, Unit, decimal_writer, digits_of

EUR, JPY, KWD = currency("EUR"), currency("JPY"), currency("KWD")


@pytest.mark.parametrize(
    ("unit", "money", "raw", "text"),
    [
        (Unit.MONEY, EUR, -150, "-1.50"),
        (Unit.MONEY, JPY, 150, "150"),
        (Unit.MONEY, KWD, 1500, "1.500"),
        (Unit.UNIT_COST, EUR, 800_000, "0.800000"),
        (Unit.UNIT_COST, JPY, 120_000_000, "120.000000"),
        (Unit.QUANTITY, EUR, 2000, "2"),
        (Unit.QUANTITY, EUR, -250, "-0.25"),
        (Unit.PERCENT, EUR, 8875, "8.875"),
        (Unit.PERCENT, EUR, 20_000, "20"),
        (Unit.INTEGER, EUR, 12, "12"),
    ],
)
def test_figures_are_plain_decimals(unit: Unit, money: object, raw: int, text: str) -> None:
    assert decimal_writer(unit, money)(raw) == text


@given(
    st.sampled_from([unit for unit in Unit if unit.is_figure]),
    st.sampled_from([EUR, JPY, KWD]),
    st.integers(-MAX_MICRO, MAX_MICRO),
)
def test_a_written_figure_is_the_raw_one_and_its_digits(unit: Unit, money: object, raw: int) -> None:
    assert Decimal(decimal_writer(unit, money)(raw)).scaleb(digits_of(unit, money)) == raw


def test_only_texts_days_and_moments_are_no_figures() -> None:
    assert {unit for unit in Unit if not unit.is_figure} == {Unit.TEXT, Unit.DATE, Unit.MOMENT}


def test_totals_stand_under_their_columns() -> None:
    columns = (
        Column("sku", "SKU"),
        Column("quantity", "Quantity", Unit.QUANTITY),
        Column("value", "Value", Unit.MONEY),
    )
    report = Report("stock-on-hand", "Stock", "Corner Shop", EUR, columns, [("A1", 1000, 80)], {"value": 80})
    assert report.total_row() == (None, None, 80)


def test_a_report_cannot_be_changed() -> None:
    report = Report("x", "X", "Corner Shop", EUR, (), [])
    assert report.totals == {}
    with pytest.raises(dataclasses.FrozenInstanceError):
        report.title = "Y"  # type: ignore[misc]


def test_sums_stand_below_their_group() -> None:
    columns = (Column("category", "Category"), Column("sku", "SKU"), Column("value", "Value", Unit.MONEY))
    rows = [("Drinks", "A", 80), ("Drinks", "B", 20), ("", "C", 5)]
    report = Report("x", "X", "Corner Shop", EUR, columns, rows, {"value": 105})
    assert report.with_subtotals() == (rows, frozenset())
    grouped = dataclasses.replace(report, group_by="category", subtotals={"Drinks": {"value": 100}, "": {"value": 5}})
    drinks, rest = ("Drinks", None, 100), ("\u2013", None, 5)
    assert grouped.with_subtotals() == ([*rows[:2], drinks, rows[2], rest], frozenset({2, 4}))
