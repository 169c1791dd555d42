"""What came of counts, against figures reckoned by hand and the period-end report."""

from app.reports.asked import Asked
from app.reports.count_results import CountResults
from app.reports.period_end import PeriodEnd
from tests.reports.told import rows_of


def line(sku, counted, **keys):
    return {"sku": sku, "counted": counted, **keys}


def counted(counter):
    for sku, category in (("A", "Drinks"), ("B", "Drinks"), ("C", "Food")):
        counter.product(sku, name=f"Name {sku}", category=category, codes=[f"400{sku}"])
        counter.deliver(f"d{sku}", sku, "10", "1.00")
    counter.post("user", code="ben", name="Ben")
    counter.clock.put("2026-03-03T09:00:00+01:00")
    counter.post("count", "c1", lines=[
        line("A", "4", zone="Z1", by="ben"), line("A", "6", zone="Z2"), line("B", "8", zone="Z1", reason="stolen"),
        line("C", "11", zone="Z2"),
    ])  # fmt: skip
    counter.clock.put("2026-04-03T09:00:00+02:00")
    counter.post("count", "c2", lines=[line("A", "9")])
    counter.post("count", "c3", lines=[line("B", "1")])
    counter.post("reversal", "z", of="c3")


def test_accuracy_by_zone_counter_and_category(counter):
    counted(counter)
    report = CountResults(counter.book).count_accuracy()
    assert rows_of(report, "month", "by", "name", "products", "right", "accuracy", "value") == [
        ("2026-03", "category", "Drinks", 2, 1, 50_000, -200), ("2026-03", "category", "Food", 1, 0, 0, 100),
        ("2026-03", "counter", "Ben", 1, 1, 100_000, 0), ("2026-03", "counter", "Owner", 3, 1, 33_333, -100),
        ("2026-03", "zone", "Z1", 2, 1, 50_000, -200), ("2026-03", "zone", "Z2", 2, 1, 50_000, 100),
        ("2026-04", "category", "Drinks", 1, 0, 0, -100), ("2026-04", "counter", "Owner", 1, 0, 0, -100),
        ("2026-04", "zone", "", 1, 0, 0, -100),
    ]  # fmt: skip


def test_shrinkage_names_the_count_and_the_reason_and_is_that_of_the_period_end(counter):
    counted(counter)
    for asked in (Asked(), Asked(first=20260301, last=20260331)):
        report = CountResults(counter.book).shrinkage(asked)
        assert report.totals["value"] == PeriodEnd(counter.book).period_end(asked).totals["shrinkage_value"]
    assert rows_of(report, "book_date", "number", "reason", "category", "losses_value", "gains_value", "value") == [
        ("2026-03-03", "T0-C000001", "", "Food", 0, 100, -100),
        ("2026-03-03", "T0-C000001", "stolen", "Drinks", 200, 0, 200),
    ]


def test_the_sheet_lists_goods_where_they_were_found_last_and_lots_by_name_without_any_quantity(counter):
    counted(counter)
    counter.product("Y", name="Yoghurt", tracking="lot")
    goods = [{"sku": "Y", "quantity": "1", "unit_cost": "1", "lot": lot} for lot in ("L1", "L2")]
    counter.post("delivery", "dy", lines=goods)
    report = CountResults(counter.book).count_sheet(Asked(location="shop"))
    assert rows_of(report, "zone", "line", "sku", "code", "lot", "counted") == [
        ("", 1, "A", "400A", "", None), ("", 2, "B", "400B", "", None),
        ("", 3, "Y", "", "L1", None), ("", 4, "Y", "", "L2", None), ("Z2", 1, "C", "400C", "", None),
    ]  # fmt: skip
