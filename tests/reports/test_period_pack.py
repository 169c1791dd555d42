"""The pack of a period against a month worked by hand, open and closed."""

from dataclasses import replace

import pytest

from app.domain.shop import StockSystem
from app.reports.packs import pack_digest, read_pack, write_pack
from app.reports.period_pack import WRITE_UPS, PeriodPacks, same_figures
from tests import worked_month as by_hand
from tests.books import counter_at, refused
from tests.reports.told import rows_of
from tests.worked_month import worked_month


@pytest.fixture
def month(tmp_path):
    return worked_month(tmp_path / "shop.book")


def told(month):
    return PeriodPacks(month.book, month.clock).open(20260331)


def test_the_roll_forward_is_the_one_reckoned_by_hand(month):
    pack = told(month).pack
    totals = pack.period_end.totals
    units = pack.section("units")
    by_unit = {row[0]: dict(zip([one.name for one in units.columns], row, strict=True)) for row in units.rows}
    assert list(by_unit) == ["each", "kg"]
    for name, (pieces, kilograms, minor) in {
        "opening": by_hand.OPENING, "purchases": by_hand.PURCHASES, "transfers_in": by_hand.TRANSFERS,
        "transfers_out": by_hand.TRANSFERS, "adjustments": by_hand.ADJUSTMENTS, "sold": by_hand.SOLD,
        "customer_returns": by_hand.RETURNS, "shrinkage": by_hand.SHRINKAGE, "closing": by_hand.CLOSING,
    }.items():  # fmt: skip
        found = (by_unit["each"][f"{name}_quantity"], by_unit["kg"][f"{name}_quantity"], totals[f"{name}_value"])
        assert found == (pieces, kilograms, minor), name
        # Pieces and kilograms have no sum.
        assert f"{name}_quantity" not in totals
    assert (totals["landed_value"], totals["landed_sold_value"]) == (by_hand.LANDED, by_hand.LANDED_SOLD)
    assert (totals["writedown_value"], totals["corrections_value"]) == (by_hand.WRITE_DOWN, 0)
    costs = (totals["periodic_cogs"], totals["perpetual_cogs"], totals["gap"], totals["tie_out"])
    assert costs == (by_hand.PERIODIC, by_hand.PERPETUAL, by_hand.GAP, 0)


def test_categories_foot_to_the_whole(month):
    pack = told(month).pack
    rows = rows_of(pack.section("categories"), "category", "closing_value", "perpetual_cogs", "tie_out")
    assert rows == [("", 1875, 375, 0), ("Bakery", 2514, 1040, 0), ("Drinks", 3194, 989, 0)]
    assert pack.section("categories").totals == pack.period_end.totals
    rows = rows_of(pack.section("categories-quantities"), "category", "unit", "opening_quantity", "closing_quantity")
    assert rows == [("", "kg", 4500, 3750), ("Bakery", "each", 0, 29_000), ("Drinks", "each", 8000, 16_000)]


def test_margin_tax_methods_and_what_is_owed(month):
    pack = told(month).pack
    assert pack.section("margin").rows == by_hand.MARGIN
    # 48.91 of sales, 24.04 of cost: 24.87 or 50.8 %.
    assert pack.section("margin").totals == {"net": 4891, "cost": 2404, "margin": 2487, "percent": 50_800}
    assert pack.section("tax").rows == by_hand.TAX
    assert pack.section("methods").rows == [
        ("average", "Bakery", 1, 2514), ("fifo", "", 1, 1875), ("fifo", "Drinks", 1, 3194),
    ]  # fmt: skip
    assert pack.section("not-invoiced").totals == {"value": by_hand.OWED}


def test_stock_is_told_by_the_method_that_it_had_on_the_last_day(month):
    before = told(month).pack.section("methods").rows
    goods = [str(sku) for (sku,) in month.rows("SELECT sku FROM product WHERE stocked = 1 AND tracking = 'none'")]
    changed = [sku for sku in goods if month.stock(sku)[0] > 0]
    month.post("method_change", "m1", lines=[{"sku": sku, "costing": "lifo"} for sku in changed])
    assert told(month).pack.section("methods").rows == before
    month.clock.put("2026-04-02T09:00:00+02:00")
    month.post("method_change", "m2", lines=[{"sku": sku, "costing": "fifo"} for sku in changed])
    assert told(month).pack.section("methods").rows == before
    first_of_april = PeriodPacks(month.book, month.clock).open(20260401).pack.section("methods").rows
    assert {row[0] for row in first_of_april} == {"lifo"}


def test_where_counts_alone_tell_costs_what_none_has_looked_at_stands_apart(tmp_path):
    counter = counter_at(tmp_path / "counts.book", stock=StockSystem.PERIODIC)
    counter.product("S", "3.00", category="Food", stocked=False)
    counter.sell("s0", "S", "1")
    for sku in ("A", "Z"):
        counter.product(sku, "2.00", category="Food")
        counter.deliver(f"d{sku}", sku, "10", "1.00")
        counter.sell(f"s{sku}", sku, "5")
    counter.post("count", "c1", lines=[{"sku": "A", "counted": "5"}])
    section = told(counter).pack.section("margin")
    # A service costs nothing: 13.00 sold of it and A, 5.00 gone of A; 10.00 of Z, whose cost nobody knows.
    assert section.rows == [
        ("Food", 1300, 500, 800, 61_500), ("Not counted, cost not known", 1000, None, None, None),
    ]  # fmt: skip
    assert section.totals == {"net": 2300, "cost": 500, "margin": 800, "percent": 61_500}


def test_the_gap_is_named_by_its_reasons(month):
    section = told(month).pack.section("gap")
    assert section.rows == [("Count gains", "", -87), ("Count losses", "", 650), ("Write-downs", "", 83)]
    assert section.totals == {"value": by_hand.GAP}


def test_what_was_written_down_and_what_was_written_up_again_stand_apart(tmp_path):
    counter = counter_at(tmp_path / "down.book")
    for sku in ("A", "B"):
        counter.product(sku, "5.00")
        counter.deliver(f"d{sku}", sku, "10", "2.00")
    counter.post("revaluation", "v1", lines=[{"sku": "A", "unit_cost": "0.40"}])  # 16.00 down
    counter.post("revaluation", "v2", lines=[{"sku": "B", "unit_cost": "1.30"}])  # 7.00 down
    counter.post("revaluation", "v3", lines=[{"sku": "B", "unit_cost": "2.00"}])  # and up again
    made = told(counter).pack
    assert made.section("gap").rows == [("Write-downs", "", 2300), (WRITE_UPS, "", -700)]
    assert made.section("gap").totals["value"] == made.period_end.totals["gap"] == 1600


def test_the_checklist_counts_what_is_open(month):
    checks = {row[0]: row[2] for row in told(month).pack.section("checks").rows}
    assert {name: many for name, many in checks.items() if many} == {"not_counted": 1, "not_invoiced": 2}


def checks_of(counter, through):
    section = PeriodPacks(counter.book, counter.clock).open(through).pack.section("checks")
    return {row[0]: row[2] for row in section.rows}


def test_the_checklist_is_of_the_last_day_whatever_has_come_since(month):
    before = checks_of(month, 20260331)
    # All on 1 April: B is 11 short, 1 of A is on the way, N was never received, and C is counted.
    month.sell("s9", "B", "40")
    month.post(
        "transfer", "t2", **{"from": "shop", "to": "back", "step": "send"}, lines=[{"sku": "A", "quantity": "1"}]
    )
    month.product("N")
    month.sell("s10", "N")
    month.post("count", "c2", lines=[{"sku": "C", "counted": "3.750"}])
    assert checks_of(month, 20260331) == before
    month.clock.put("2026-04-02T09:00:00+02:00")
    checks = checks_of(month, 20260401)
    assert (checks["negative"], checks["on_the_way"], checks["never_counted"]) == (2, 1, 1)


def test_the_checklist_of_a_month_that_is_closed_after_deliveries_of_the_next(tmp_path):
    counter = counter_at(tmp_path / "late.book")
    for sku in ("A", "B", "F"):
        counter.product(sku)
    counter.clock.put("2026-02-02T09:00:00+01:00")
    lines = [{"sku": "A", "quantity": "2", "unit_cost": "1.00"}, {"sku": "B", "quantity": "5", "unit_cost": "1.00"}]
    counter.post("opening_stock", "o1", lines=lines)
    counter.deliver("d0", "F", "1", "0")
    counter.sell("s1", "A", "5")
    # At the end of February A is at -3, B at 5 and F, had for nothing, at 1. In March all of that is otherwise.
    counter.clock.put("2026-03-02T09:00:00+01:00")
    counter.deliver("d1", "A", "10", "1.00")
    counter.deliver("d2", "F", "1", "2.00")
    counter.sell("s2", "B", "5")
    checks = checks_of(counter, 20260228)
    assert (checks["negative"], checks["not_counted"], checks["without_cost"]) == (1, 2, 1)
    counter.clock.put("2026-03-03T09:00:00+01:00")
    checks = checks_of(counter, 20260302)
    assert (checks["negative"], checks["not_counted"], checks["without_cost"]) == (0, 2, 0)


def test_a_pack_says_the_same_after_it_was_written_and_read(month):
    pack = told(month).pack
    again = read_pack(write_pack(pack))
    assert [(one.name, one.title, one.columns, list(one.rows)) for one in again.sections] == [
        (one.name, one.title, one.columns, list(one.rows)) for one in pack.sections
    ]
    assert again.language == "de-DE"
    assert write_pack(again) == write_pack(pack)


def test_what_is_closed_is_told_as_it_was_kept(month):
    open_pack = told(month)
    month.post("period_close", "p2", through="2026-03-31")
    packs = PeriodPacks(month.book, month.clock)
    text = packs.kept_text(20260331)
    month.product("A", name="Another name", category="Elsewhere")
    closed = packs.closed(20260331)
    assert closed.pack.period_end.rows == open_pack.pack.period_end.rows
    assert closed.digest == pack_digest(packs.kept_text(20260331)) == pack_digest(text)
    assert (closed.number, closed.closed_by, closed.first_day) == ("T0-P000002", "Owner", 20260301)
    assert closed.closed_at.iso() == "2026-04-01T09:00:00+02:00"
    assert closed.pack.section("margin").rows == by_hand.MARGIN


def test_which_periods_there_are(month):
    packs = PeriodPacks(month.book, month.clock)
    assert (packs.periods().first_day, packs.periods().ends) == (20260301, (20260331,))
    month.clock.put("2026-06-10T09:00:00+02:00")
    assert packs.periods().ends == (20260331, 20260430, 20260531, 20260609)
    assert [one.through for one in packs.periods().closed] == [20260228]
    assert packs.person("owner") == "Owner"


def test_a_new_book_has_no_period_and_none_that_is_closed(tmp_path):
    counter = counter_at(tmp_path / "new.book")
    packs = PeriodPacks(counter.book, counter.clock)
    assert (packs.periods().ends, packs.periods().closed) == ((), ())
    assert refused(packs.closed, 20260228).code == "no_such_period"
    assert packs.open(20260301).pack.period_end.rows == []


def test_what_was_paid_with_is_told_by_each_tender(month):
    month.post("tender", kind="meal", name="Meal voucher")
    month.clock.put("2026-04-01T10:00:00+02:00")
    month.sell("s9", "B", "3", tenders=[{"kind": "meal", "amount": "5.00"}, {"kind": "card", "amount": "1.00"}])
    month.clock.put("2026-04-02T09:00:00+02:00")
    # 54.75 in March, in cash, and 3 loaves at 2.00.
    section = PeriodPacks(month.book, month.clock).open(20260401).pack.section("tenders")
    assert [row[0::2] for row in section.rows] == [("card", 100), ("cash", 5475), ("meal", 500)]
    assert section.rows[2][1] == "Meal voucher"
    assert section.totals == {"value": 6075}


def test_it_is_known_when_a_period_that_is_looked_at_has_moved(month):
    packs = PeriodPacks(month.book, month.clock)
    seen = packs.open(20260331)
    month.sell("today", "B", "1")
    assert not packs.has_moved(seen)
    month.sell("late", "B", "1", at="2026-03-20T09:00:00+01:00")
    assert packs.has_moved(seen)
    seen = packs.open(20260331)
    month.post("period_close", "p2", through="2026-03-31")
    assert packs.has_moved(seen)
    assert not packs.has_moved(packs.closed(20260331))


def test_figures_are_the_same_whatever_is_in_progress_meanwhile(month):
    packs = PeriodPacks(month.book, month.clock)
    seen = packs.open(20260331).pack
    checks = seen.section("checks")
    rows = [(name, title, count + 1 if name == "parked_sales" else count) for name, title, count in checks.rows]
    assert same_figures(seen, replace(seen, sections=(*seen.sections[:-1], replace(checks, rows=rows))))
    rows = [(name, title, count + 1 if name == "negative" else count) for name, title, count in checks.rows]
    assert not same_figures(seen, replace(seen, sections=(*seen.sections[:-1], replace(checks, rows=rows))))
    month.sell("late", "B", "1", at="2026-03-20T09:00:00+01:00")
    assert not same_figures(seen, packs.open(20260331).pack)


def test_a_day_that_is_not_over_has_no_pack_yet(month):
    packs = PeriodPacks(month.book, month.clock)
    assert packs.through(20260331).number == ""
    for day in (20260401, 20261231):
        refusal = refused(packs.through, day)
        assert (refusal.code, refusal.facts["latest"]) == ("no_pack_yet", "2026-03-31")
    month.clock.put("2026-04-02T04:00:00+02:00")
    assert packs.through(20260401).through == 20260401
