"""The end of the day: takings, the drawer, numbers and digests of each till."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.refusal import Refusal
from app.domain.tender import CashRounding
from app.reports.accounting import Accounting
from app.reports.asked import Asked
from app.reports.day_end import DayEnd
from tests.accounts import busy_shop
from tests.books import Counter, counter_at
from tests.reports.told import days_foot


@pytest.fixture
def shop(counter: Counter) -> Counter:
    counter.product("A", "1.50", tax="20", stocked=False)
    counter.post("till", code="T2")
    return counter


def days(shop: Counter, **asked: int) -> dict[tuple[str, str], dict]:
    """The rows by till and day, each by the names of its columns."""
    report = DayEnd(shop.book).day_end(Asked(**asked))
    names = [column.name for column in report.columns]
    return {(row[0], row[1]): dict(zip(names, row, strict=True)) for row in report.rows}


def test_a_day_says_what_was_taken_and_how(shop: Counter) -> None:
    shop.post("tender", kind="meal", name="Meal voucher")
    shop.post("cash_movement", "k1", kind="float", amount="100.00")
    shop.sell("s1", "A", "2", tenders=[{"kind": "cash", "amount": "5.00"}])
    shop.sell("s2", "A", "4", tenders=[{"kind": "card", "amount": "4.00"}, {"kind": "meal", "amount": "2.00"}])
    shop.post("refund", "f1", of="s1", lines=[{"line": 1, "quantity": "1"}])
    shop.post("cash_count", "k2", counted="101.00")
    row = days(shop)["T1", "2026-03-02"]
    # 3.00 and 6.00 less 1.50 are 7.50: 6.25 and 1.25 tax. In the drawer 100.00 + 3.00 - 1.50.
    expected = {"sales": 900, "refunds": 150, "net": 625, "tax": 125, "rounding": 0, "cash": 150, "card": 400}
    expected |= {"paid_meal": 200, "cash_expected": 10150, "cash_counted": 10100, "over_short": -50}
    expected |= {"first_number": "T1-000001", "last_number": "T1-000002"}
    expected |= {"first_refund": "T1-R000001", "last_refund": "T1-R000001"}
    assert row | expected == row
    assert row["digest"] == shop.one("SELECT chain_digest FROM till WHERE code = 'T1'")


def test_a_day_without_a_count_has_no_difference(shop: Counter) -> None:
    shop.sell("s1", "A")
    row = days(shop)["T1", "2026-03-02"]
    assert (row["cash_expected"], row["cash_counted"], row["over_short"]) == (150, None, None)


def test_the_drawer_goes_on_from_the_day_before(shop: Counter) -> None:
    shop.post("cash_movement", "k1", kind="float", amount="100.00")
    shop.post("cash_count", "k2", counted="99.00")
    shop.clock.put("2026-03-03T10:00:00+01:00")
    shop.sell("s1", "A")
    shop.post("cash_count", "k3", counted="100.60")
    shop.sell("s2", "A")
    shop.post("cash_count", "k4", counted="102.00")
    row = days(shop, first=20260303)["T1", "2026-03-03"]
    # 99.00 and two sales are 102.00; 0.10 over at noon, 0.10 short in the evening.
    assert (row["cash_expected"], row["cash_counted"], row["over_short"]) == (10200, 10200, 0)
    assert days(shop)["T1", "2026-03-02"]["over_short"] == -100


def test_a_drawer_that_was_opened_without_a_sale_is_told(shop: Counter) -> None:
    shop.sell("s1", "A")
    shop.post("cash_movement", "k1", kind="opened")
    shop.post("cash_movement", "k2", kind="opened")
    shop.clock.put("2026-03-03T10:00:00+01:00")
    shop.post("cash_movement", "k3", kind="opened")
    shop.clock.put("2026-03-04T10:00:00+01:00")
    shop.sell("s2", "A")
    assert [row["opened"] for row in days(shop).values()] == [2, 1, 0]
    assert DayEnd(shop.book).day_end().totals["opened"] == 3
    # Known on that day: what came later is not counted.
    assert [row["opened"] for row in days(shop, last=20260302, known="then").values()] == [2]


def test_tills_and_days_stand_apart_and_the_office_does_not_stand_there(shop: Counter) -> None:
    shop.sell("s1", "A")
    shop.sell("s2", "A", "2", till="T2")
    shop.product("B", "1.00")
    shop.deliver("d1", "B", "1", "0.50")
    shop.clock.put("2026-03-03T10:00:00+01:00")
    shop.sell("s3", "A", "3", till="T2")
    found = days(shop)
    assert list(found) == [("T1", "2026-03-02"), ("T2", "2026-03-02"), ("T2", "2026-03-03")]
    assert [row["sales"] for row in found.values()] == [150, 300, 450]
    assert found["T2", "2026-03-03"]["cash_expected"] == 750
    assert DayEnd(shop.book).day_end().totals["sales"] == 900


def test_a_payment_counts_on_the_day_on_which_it_is_mended(shop: Counter) -> None:
    shop.sell("s1", "A", "2")
    shop.clock.put("2026-03-03T10:00:00+01:00")
    shop.post("tender_change", "x1", of="s1", tenders=[{"kind": "card", "amount": "3.00"}])
    found = days(shop)
    assert [(row["cash"], row["card"]) for row in found.values()] == [(300, 0), (-300, 300)]
    assert [row["first_number"] for row in found.values()] == ["T1-000001", ""]


def test_an_exchange_stands_among_the_sales_and_rounding_apart(tmp_path: Path) -> None:
    shop = counter_at(tmp_path / "shop.book", cash_rounding=CashRounding(5))
    shop.product("A", "0.99", stocked=False)
    shop.sell("s1", "A")
    shop.post("sale", "s2", lines=[{"of": "s1", "of_line": 1, "quantity": "-1"}, {"sku": "A", "quantity": "2"}])
    row = days(shop)["T1", "2026-03-02"]
    assert (row["sales"], row["refunds"], row["rounding"], row["cash"]) == (198, 0, 2, 200)
    shop.book.close_thread()


def test_the_days_come_to_the_accounts(tmp_path: Path) -> None:
    shop = busy_shop(tmp_path / "shop.book")
    totals = DayEnd(shop.book).day_end().totals
    rows = Accounting(shop.book).journal().rows

    def on(account: str) -> int:
        return sum((row[6] or 0) - (row[7] or 0) for row in rows if row[5] == account)

    assert totals["net"] == -on("Income:Sales") - on("Income:SalesReturns")
    assert totals["tax"] == -on("Liabilities:Tax")
    assert totals["over_short"] == -on("Expenses:CashOverShort")
    assert totals["card"] == on("Assets:Card-clearing")
    assert totals["sales"] - totals["refunds"] == sum(
        minor for name, minor in totals.items() if name in {"cash", "card"} or name.startswith("paid_")
    )
    shop.book.close_thread()


def test_a_book_is_seen_as_it_was_known(shop: Counter) -> None:
    shop.sell("s1", "A")
    shop.clock.put("2026-03-03T10:00:00+01:00")
    shop.sell("s2", "A", at="2026-03-02T17:00:00+01:00")
    assert [row["sales"] for row in days(shop, last=20260302).values()] == [300]
    assert [row["sales"] for row in days(shop, last=20260302, known="then").values()] == [150]
    with pytest.raises(Refusal, match="days_backwards"):
        days(shop, first=20260303, last=20260302)


def test_each_tender_of_the_shop_has_its_own_column_by_its_name(shop: Counter) -> None:
    shop.post("tender", kind="meal", name="Meal voucher")
    shop.post("tender", kind="twint", name="TWINT")
    shop.sell("s1", "A", "2", tenders=[{"kind": "meal", "amount": "3.00"}])
    shop.clock.put("2026-03-03T10:00:00+01:00")
    shop.sell("s2", "A", "4", tenders=[{"kind": "twint", "amount": "4.50"}, {"kind": "meal", "amount": "1.50"}])
    report = DayEnd(shop.book).day_end()
    titles = {column.name: column.title for column in report.columns if not column.is_key}
    assert (titles["paid_meal"], titles["paid_twint"]) == ("Paid by Meal voucher", "Paid by TWINT")
    assert "Paid otherwise" not in titles.values()
    found = [(row["paid_meal"], row["paid_twint"]) for row in days(shop).values()]
    assert found == [(300, 0), (150, 450)]
    assert (report.totals["paid_meal"], report.totals["paid_twint"]) == (450, 450)


def test_a_drawer_foots_from_what_lay_in_it_to_what_is_left(shop: Counter) -> None:
    shop.post("cash_movement", "k1", kind="float", amount="100.00")
    shop.sell("s0", "A")
    shop.clock.put("2026-03-03T10:00:00+01:00")
    shop.sell("s1", "A", "4")
    shop.post("refund", "f1", of="s1", lines=[{"line": 1, "quantity": "1"}])
    shop.post("cash_movement", "k2", kind="paid_in", amount="10.00", reason="change")
    shop.post("cash_movement", "k3", kind="paid_out", amount="7.00", reason="stamps")
    shop.post("cash_movement", "k4", kind="banked", amount="20.00")
    shop.post("cash_count", "k5", counted="88.50")
    # What goes to the bank when the drawer has been counted is not expected in it, and not left in it.
    shop.post("cash_movement", "k6", kind="banked", amount="60.00")
    row = days(shop)["T1", "2026-03-03"]
    # 101.50 before, 6.00 - 1.50 in cash, + 10.00 - 7.00 - 20.00 are 89.00; 0.50 short.
    expected = {"cash_before": 10150, "cash": 450, "cash_float": 0, "cash_paid_in": 1000, "cash_paid_out": 700}
    expected |= {"cash_banked": 8000, "cash_after": -6000, "cash_expected": 8900, "cash_counted": 8850}
    expected |= {"over_short": -50, "cash_left": 2850}
    assert row | expected == row
    assert days(shop)["T1", "2026-03-02"]["cash_float"] == 10000
    totals = DayEnd(shop.book).day_end().totals
    assert (totals["cash_float"], totals["cash_banked"]) == (10000, 8000)
    days_foot(DayEnd(shop.book).day_end())


def test_a_day_of_refunds_or_of_cash_alone_is_told(shop: Counter) -> None:
    shop.sell("s1", "A", "2")
    shop.clock.put("2026-03-03T10:00:00+01:00")
    shop.post("refund", "f1", of="s1", lines=[{"line": 1, "quantity": "1"}])
    shop.post("refund", "f2", of="s1", lines=[{"line": 1, "quantity": "1"}])
    shop.clock.put("2026-03-04T10:00:00+01:00")
    shop.post("cash_movement", "k1", kind="paid_out", amount="5.00", reason="stamps")
    refunds, cash = (days(shop)["T1", day] for day in ("2026-03-03", "2026-03-04"))
    assert (refunds["first_number"], refunds["last_number"]) == ("", "")
    assert (refunds["first_refund"], refunds["last_refund"]) == ("T1-R000001", "T1-R000002")
    assert (refunds["cash_before"], refunds["cash"], refunds["cash_left"]) == (300, -300, 0)
    assert (cash["cash_before"], cash["cash_paid_out"], cash["cash_left"]) == (0, 500, -500)
    assert (cash["first_refund"], cash["sales"]) == ("", 0)
    days_foot(DayEnd(shop.book).day_end())


def test_every_row_foots_in_a_shop_to_which_everything_happens(tmp_path: Path) -> None:
    shop = busy_shop(tmp_path / "shop.book", cash_rounding=CashRounding(5))
    report = DayEnd(shop.book).day_end()
    assert len(report.rows) > 2
    days_foot(report)
    shop.book.close_thread()


def test_a_sale_that_comes_after_the_count_of_a_later_day_is_told_beside_it(shop: Counter) -> None:
    shop.sell("s1", "A")
    shop.clock.put("2026-03-03T10:00:00+01:00")
    shop.post("cash_count", "k1", counted="1.50")
    shop.sell("late", "A", "2", at="2026-03-02T17:00:00+01:00")
    row = days(shop)["T1", "2026-03-03"]
    assert (row["cash_before"], row["cash_expected"], row["cash_after"], row["cash_left"]) == (450, 150, 300, 450)
    days_foot(DayEnd(shop.book).day_end())


def test_what_the_shop_calls_cash_and_card_is_what_stands_there(shop: Counter) -> None:
    shop.post("tender", kind="card", name="EC card")
    shop.sell("s1", "A")
    titles = {column.name: column.title for column in DayEnd(shop.book).day_end().columns}
    assert (titles["cash"], titles["card"]) == ("Paid in cash", "Paid by EC card")


def test_on_paper_each_column_stands_in_a_part_that_begins_with_the_till_and_the_day(shop: Counter) -> None:
    shop.post("tender", kind="meal", name="Meal voucher")
    shop.sell("s1", "A", "2", tenders=[{"kind": "meal", "amount": "3.00"}])
    report = DayEnd(shop.book).day_end()
    stand = [name for part in report.parts for name in part.columns]
    assert {column.name for column in report.columns} == set(stand)
    assert sorted(name for name in set(stand) if stand.count(name) > 1) == ["book_date", "cash", "till"]
    assert all(part.columns[:2] == ("till", "book_date") for part in report.parts)
