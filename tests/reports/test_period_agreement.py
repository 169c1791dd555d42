"""What else in the book says what a period came to, against a month worked by hand."""

import pytest

from app.reports.accounting import Accounting
from app.reports.asked import Asked
from app.reports.period_pack import PeriodPacks
from tests.books import counter_at
from tests.reports.told import rows_of
from tests.worked_month import worked_month


@pytest.fixture
def month(tmp_path):
    return worked_month(tmp_path / "shop.book")


def told(month):
    return PeriodPacks(month.book, month.clock).open(20260331)


def test_what_agrees_with_what(month):
    # Goods of the farm 72.00 not invoiced, 6.00 to carriers; A closes at 31.94 in both places, B at 25.14, C at 18.75.
    assert rows_of(told(month).pack.section("agreement"), "identity", "checked", "failing", "figure", "equals") == [
        ("products", 3, 0, 7583, 7583),
        ("locations", 3, 0, 7583, 7583),
        ("cost_of_sales", 1, 0, 2404, 2404),
        ("inventory", 1, 0, 7583, 7583),
        ("inventory:back", 1, 0, 1000, 1000),
        ("inventory:shop", 1, 0, 6583, 6583),
        ("opening", 1, 0, 3050, 3050),
        ("grni", 1, 0, 7200, 7200),
        ("grni_carriers", 1, 0, 600, 600),
        # 48.91 net and 5.84 of tax.
        ("paid", 1, 0, 5475, 5475),
    ]


def test_what_agrees_is_the_journals_and_goods_on_the_way_are_in_it(month):
    month.post("supplier_invoice", "i1", supplier="S1", deliveries=["d1"], tax="0",
        lines=[{"sku": "A", "quantity": "20", "unit_cost": "2.10"}])  # fmt: skip
    month.post(
        "transfer", "t2", **{"from": "shop", "to": "back", "step": "send"}, lines=[{"sku": "B", "quantity": "1"}]
    )
    month.clock.put("2026-04-02T09:00:00+02:00")
    pack = PeriodPacks(month.book, month.clock).open(20260401).pack
    agreed = {row[0]: row[4:] for row in pack.section("agreement").rows}
    # 20 of A were billed: the bread's 32.00 stays. One loaf of 25.14 / 29 = 0.87 is on the way.
    assert agreed["grni"] == (3200, 3200, 0)
    assert agreed["inventory:transit"] == (87, 87, 0)
    accounting = Accounting(month.book).journal(Asked(first=20260301, last=20260401))
    moved = sum((row[6] or 0) - (row[7] or 0) for row in accounting.rows if row[5] == "Expenses:CostOfSales")
    assert agreed["cost_of_sales"] == (moved, moved, 0)
    assert all(row[3] == 0 and row[6] == 0 for row in pack.section("agreement").rows)


def test_the_first_period_opens_with_nothing_and_a_figure_that_does_not_agree_is_told(tmp_path):
    counter = counter_at(tmp_path / "first.book")
    counter.product("A")
    counter.deliver("d1", "A", "2", "1.00")
    counter.clock.put("2026-03-03T09:00:00+01:00")
    connection = counter.book._connection()
    section = PeriodPacks(counter.book, counter.clock).open(20260302).pack.section("agreement")
    assert {row[0]: row[1] for row in section.rows}["opening"] == "Opening: no period was closed before"
    connection.execute("DROP TRIGGER movement_stays_update")
    connection.execute("UPDATE movement SET kind = 'unknown'")
    section = PeriodPacks(counter.book, counter.clock).open(20260302).pack.section("agreement")
    assert {row[0] for row in section.rows if row[3]} == {"products", "locations"}


def test_a_pack_before_that_cannot_be_read_is_told_and_keeps_nobody_from_closing(month):
    connection = month.book._connection()
    connection.execute("DROP TRIGGER period_stays_update")
    connection.execute("UPDATE period SET pack = ''")
    (row,) = [row for row in told(month).pack.section("agreement").rows if row[0] == "opening"]
    assert row[1:4] == ("Opening: the pack through 2026-02-28 cannot be read", 1, 1)
    assert month.post("period_close", "p2", through="2026-03-31").number == "T0-P000002"
