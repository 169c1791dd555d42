"""Lists of sales and taxes: stored figures added up, refunds negative, payments as last mended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.refusal import Refusal
from app.reports.asked import Asked
from app.reports.report import Report
from app.reports.sales_reports import SalesReports
from tests.reports.shops import TryShop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[TryShop]:
    """A shop with two rates, an exempt code, and coins of 0.05 at the least."""
    shop = TryShop(tmp_path / "shop.book", step_minor=5)
    shop.product("A1", "1.98")
    shop.product("B1", "2.14", rate_milli=7000, tax_code="R")
    shop.product("E1", "1.00", rate_milli=0, tax_code="E")
    shop.product("Z1", "1.00", rate_milli=0, tax_code="Z")
    yield shop
    shop.book.close_thread()


def rows_of(report: Report) -> list[tuple[object, ...]]:
    """The rows; every column of money must foot."""
    for place, column in enumerate(report.columns):
        if column.name in report.totals:
            assert report.totals[column.name] == sum(int(row[place] or 0) for row in report.rows)
    return [tuple(row) for row in report.rows]


def test_the_columns_are_those_that_programs_rely_on(shop: TryShop) -> None:
    assert [column.name for column in SalesReports(shop.book).sales().columns] == [
        *"at number cashier cashier_name customer net tax gross rounding".split()
    ]
    assert [column.name for column in SalesReports(shop.book).tax().columns] == [*"code rate net tax gross".split()]


def test_each_sale_is_a_row_with_its_cashier_customer_and_rounding(shop: TryShop) -> None:
    shop.party("user", "anna", "Anna")
    shop.party("customer", "C1", "Miller")
    shop.sell(("A1", "1"), cashier="anna", customer="C1")
    shop.sell(("A1", "1"), paid=[("card", "1.98")])
    assert rows_of(SalesReports(shop.book).sales()) == [
        ("2026-03-02T09:00:00+01:00", "T1-000001", "anna", "Anna", "C1", 165, 33, 198, 2),
        ("2026-03-02T09:00:00+01:00", "T1-000002", "owner", "Owner", "", 165, 33, 198, 0),
    ]


def test_a_refund_is_a_negative_row_and_a_full_one_leaves_nothing(shop: TryShop) -> None:
    sold = shop.sell(("A1", "3"), ("B1", "1"))
    shop.at("2026-03-03 12:00")
    shop.sell(shop.give_back(sold.uid, 1, "3"), shop.give_back(sold.uid, 2, "1"))
    report = SalesReports(shop.book).sales()
    assert [row[1] for row in rows_of(report)] == ["T1-000001", "T1-R000001"]
    assert report.totals == {"net": 0, "tax": 0, "gross": 0, "rounding": 0}
    assert rows_of(SalesReports(shop.book).tax()) == [("R", 7000, 0, 0, 0), ("S", 20_000, 0, 0, 0)]


def test_the_rounding_is_that_of_the_payment_as_it_was_last_mended(shop: TryShop) -> None:
    sold = shop.sell(("A1", "1"))
    shop.at("2026-03-02 10:00")
    shop.mend(sold.uid, ("card", "1.98"))
    shop.at("2026-03-02 11:00")
    shop.mend(sold.uid, ("card", "1.00"), ("cash", "1.00"))
    reports = SalesReports(shop.book)
    known = [f"2026-03-02T{time}+01:00" for time in ("09:30:00", "10:30:00", "11:30:00")]
    assert [reports.sales(Asked(known=moment)).totals["rounding"] for moment in known] == [2, 0, 2]
    assert len(reports.sales().rows) == 1


def test_taxes_are_told_apart_by_code_and_rate(shop: TryShop) -> None:
    shop.sell(("A1", "2"), ("B1", "1"), ("E1", "1"), ("Z1", "2"))
    shop.sell(("B1", "1"))
    report = SalesReports(shop.book).tax()
    assert rows_of(report) == [
        ("E", 0, 100, 0, 100),
        ("R", 7000, 400, 28, 428),
        ("S", 20_000, 330, 66, 396),
        ("Z", 0, 200, 0, 200),
    ]
    assert report.totals == {"net": 1030, "tax": 94, "gross": 1124}
    assert report.totals["gross"] == SalesReports(shop.book).sales().totals["gross"]


def test_days_are_business_days_with_both_ends(shop: TryShop) -> None:
    for time in ("2026-03-02 23:00", "2026-03-03 03:59", "2026-03-03 04:00", "2026-03-04 12:00"):
        shop.at(time)
        shop.sell(("A1", "1"))
    reports = SalesReports(shop.book)
    counts = [
        len(reports.sales(asked).rows)
        for asked in (
            Asked(),
            Asked(first=20260302, last=20260302),
            Asked(first=20260303),
            Asked(last=20260303),
            Asked(first=20260305),
        )
    ]
    assert counts == [4, 2, 2, 3, 0]
    report = reports.tax(Asked(first=20260303, last=20260304))
    assert (report.from_date, report.to_date, report.totals["gross"]) == ("2026-03-03", "2026-03-04", 396)


def test_then_leaves_out_what_was_recorded_after_the_last_day(shop: TryShop) -> None:
    shop.sell(("A1", "1"))
    late_us = shop.clock.now_us() + 60_000_000
    shop.at("2026-03-05 12:00")
    shop.sell_at(late_us, ("A1", "1"))
    reports = SalesReports(shop.book)
    day = {"first": 20260302, "last": 20260302}
    assert reports.sales(Asked(**day)).totals["gross"] == 396
    then = reports.sales(Asked(**day, known="then"))
    assert (then.totals["gross"], then.known_at) == (198, "2026-03-03T03:59:59+01:00")
    assert reports.tax(Asked(**day, known="then")).totals["gross"] == 198


def test_a_location_can_be_asked_for_alone(shop: TryShop) -> None:
    shop.party("location", "market", "Market stall")
    shop.party("till", "T2", location="market")
    shop.sell(("A1", "1"))
    shop.sell(("A1", "2"), till="T2")
    reports = SalesReports(shop.book)
    assert [row[1] for row in rows_of(reports.sales(Asked(location="market")))] == ["T2-000001"]
    assert reports.tax(Asked(location="shop")).totals["gross"] == 198


def test_one_cashier_can_be_asked_for_alone(shop: TryShop) -> None:
    shop.sell(("A1", "1"))
    reports = SalesReports(shop.book)
    assert len(reports.sales(Asked(cashier="owner")).rows) == 1
    with pytest.raises(Refusal, match="unknown_user"):
        reports.sales(Asked(cashier="nobody"))


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (Asked(first=20260304, last=20260303), "days_backwards"),
        (Asked(location="moon"), "unknown_location"),
        (Asked(known="then"), "then_when"),
        (Asked(known="2026-03-03"), "bad_known"),
    ],
)
def test_a_report_that_cannot_be_made_says_why(shop: TryShop, asked: Asked, code: str) -> None:
    for ask in (SalesReports(shop.book).sales, SalesReports(shop.book).tax):
        with pytest.raises(Refusal) as refused:
            ask(asked)
        assert refused.value.code == code
