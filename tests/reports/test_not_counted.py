"""What no count has looked at: zones and goods."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.refusal import Refusal
from app.reports.asked import Asked
from app.reports.not_counted import NotCounted
from app.reports.period_pack import PeriodPacks, Told
from tests.books import Counter, counter_at
from tests.reports.told import columns_of, rows_of


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    made = counter_at(tmp_path / "shop.book")
    made.clock.put("2026-02-02T09:00:00+01:00")
    for sku in ("A", "B", "C"):
        made.product(sku, "2.00")
    made.post("opening_stock", "o1", lines=[{"sku": sku, "quantity": "5", "unit_cost": "1.00"} for sku in ("A", "B")])
    made.post("count", "c1", lines=[{"sku": "A", "counted": "5", "zone": "Shelf"}])
    made.post("count", "c2", lines=[{"sku": "B", "counted": "5", "zone": "Cellar"}])
    made.clock.put("2026-03-10T09:00:00+01:00")
    made.post("count", "c3", lines=[{"sku": "A", "counted": "4", "zone": "Shelf"}])
    made.clock.put("2026-04-02T09:00:00+02:00")
    return made


def test_zones_and_goods_that_a_month_did_not_count(counter: Counter) -> None:
    report = NotCounted(counter.book).not_counted(Asked(first=20260301, last=20260331))
    assert columns_of(report) == "zone location sku name quantity value last_counted"
    assert rows_of(report, "zone", "sku", "quantity", "value", "last_counted") == [
        ("Cellar", "", None, None, "2026-02-02"),
        ("", "B", 5000, 500, "2026-02-02"),
    ]
    assert report.totals == {"quantity": 5000, "value": 500}


def test_the_state_is_that_of_the_last_day(counter: Counter) -> None:
    counter.sell("s1", "B", "5")
    assert len(NotCounted(counter.book).not_counted(Asked(first=20260301, last=20260331)).rows) == 2
    rows = rows_of(NotCounted(counter.book).not_counted(Asked(first=20260401, last=20260430)), "zone", "sku")
    assert rows == [("Cellar", ""), ("Shelf", ""), ("", "A")]


def test_the_checklist_of_a_period_has_the_zones(counter: Counter) -> None:
    told = PeriodPacks(counter.book, counter.clock).open(20260331)
    assert _zones(told) == 0
    counter.post("period_close", "p1", through="2026-02-28")
    told = PeriodPacks(counter.book, counter.clock).open(20260331)
    assert _zones(told) == 1


def _zones(told: Told) -> object:
    checks = told.pack.section("checks")
    assert checks is not None
    return {row[0]: row[2] for row in checks.rows}["uncounted_zones"]


def test_days_backwards_are_refused(counter: Counter) -> None:
    with pytest.raises(Refusal, match="days_backwards"):
        NotCounted(counter.book).not_counted(Asked(first=20260401, last=20260301))


def test_a_zone_in_other_capitals_was_counted(counter: Counter) -> None:
    counter.post("count", "c4", lines=[{"sku": "B", "counted": "5", "zone": "CELLAR"}])
    rows = rows_of(NotCounted(counter.book).not_counted(Asked(first=20260401, last=20260430)), "zone", "sku")
    assert rows == [("Shelf", ""), ("", "A")]
    rows = rows_of(NotCounted(counter.book).not_counted(Asked(first=20260301, last=20260331)), "zone", "last_counted")
    assert rows[0] == ("Cellar", "2026-04-02")
