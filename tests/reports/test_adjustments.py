"""Adjustments by reason and document, beside the roll-forward that they are a line of."""

from __future__ import annotations

import pytest

from app.reports.adjustments import Adjustments
from app.reports.asked import Asked
from app.reports.grouping import with_groups
from app.reports.period_end import PeriodEnd
from app.reports.period_pack import PeriodPacks
from tests.books import Counter, refused
from tests.reports.told import rows_of


@pytest.fixture
def shop(counter: Counter) -> Counter:
    counter.product("A", category="Drinks")
    counter.product("C", unit="kg", category="Cheese")
    lines = [
        {"sku": "A", "quantity": "20", "unit_cost": "1.00"},
        {"sku": "C", "quantity": "5", "unit_cost": "8.00"},
    ]
    counter.post("opening_stock", "o1", lines=lines)
    counter.clock.put("2026-03-03T09:00:00+01:00")
    broken = [
        {"sku": "A", "quantity": "-2", "reason": "damaged"},
        {"sku": "C", "quantity": "-0.5", "reason": "expired"},
    ]
    counter.post("adjustment", "a1", lines=broken)
    counter.post("adjustment", "a2", lines=[{"sku": "A", "quantity": "3", "reason": "found", "unit_cost": "1.50"}])
    # One that somebody brings back broken is taken in at 1.00 and written off again.
    counter.sell("s1", "A", "2")
    back = [{"line": 1, "quantity": "1", "state": "damaged"}]
    counter.post("refund", "f1", of="s1", lines=back)
    counter.clock.put("2026-03-04T09:00:00+01:00")
    counter.post("adjustment", "a3", lines=[{"sku": "A", "quantity": "-1", "reason": "own_use"}])
    counter.post("reversal", "z1", of="a3")
    counter.clock.put("2026-04-01T09:00:00+02:00")
    return counter


def test_each_line_that_changed_stock_for_a_reason_names_its_document(shop: Counter) -> None:
    report = Adjustments(shop.book).adjustments()
    assert rows_of(report, "book_date", "document", "kind", "reason", "category", "sku", "quantity", "value") == [
        ("2026-03-03", "a1", "adjustment", "damaged", "Drinks", "A", -2000, -200),
        ("2026-03-03", "a1", "adjustment", "expired", "Cheese", "C", -500, -400),
        ("2026-03-03", "a2", "adjustment", "found", "Drinks", "A", 3000, 450),
        ("2026-03-03", "f1", "refund", "damaged", "Drinks", "A", -1000, -100),
        ("2026-03-04", "a3", "adjustment", "own_use", "Drinks", "A", -1000, -100),
        ("2026-03-04", "z1", "reversal", "own_use", "Drinks", "A", 1000, 100),
    ]
    assert report.totals["value"] == -250
    assert PeriodEnd(shop.book).period_end().totals["adjustments_value"] == -250


def test_each_reason_has_its_sum(shop: Counter) -> None:
    report = Adjustments(shop.book).adjustments()
    with shop.book.reading() as connection:
        grouped = with_groups(connection, report)
    assert {reason: sums["value"] for reason, sums in grouped.subtotals.items()} == {
        "damaged": -300, "expired": -400, "found": 450, "own_use": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "value_minor"),
    [
        (Asked(first=20260304), 0),
        (Asked(last=20260303), -250),
        (Asked(location="shop"), -250),
        (Asked(category="Cheese"), -400),
        (Asked(last=20260302), 0),
    ],
)
def test_it_is_narrowed_by_days_location_and_category(shop: Counter, asked: Asked, value_minor: int) -> None:
    assert Adjustments(shop.book).adjustments(asked).totals["value"] == value_minor


def test_what_is_not_there_is_refused(shop: Counter) -> None:
    ask = Adjustments(shop.book).adjustments
    assert refused(ask, Asked(location="moon")).code == "unknown_location"
    assert refused(ask, Asked(category="Moons")).code == "unknown_category"
    assert refused(ask, Asked(first=20260302, last=20260301)).code == "days_backwards"


def test_the_pack_names_the_reasons_of_its_adjustments_unit_by_unit(shop: Counter) -> None:
    pack = PeriodPacks(shop.book, shop.clock).open(20260331).pack
    section = pack.section("adjustments")
    assert section is not None
    assert section.rows == [
        ("damaged", "each", -3000, -300),
        ("expired", "kg", -500, -400),
        ("found", "each", 3000, 450),
    ]
    assert section.totals == {"value": -250}
    assert pack.period_end.totals["adjustments_value"] == -250
