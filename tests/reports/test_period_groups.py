"""The roll-forward by place and by unit, against a month worked by hand."""

import pytest

from app.reports.period_pack import PeriodPacks
from tests.reports.told import rows_of
from tests.worked_month import worked_month


@pytest.fixture
def month(tmp_path):
    return worked_month(tmp_path / "shop.book")


def told(month):
    return PeriodPacks(month.book, month.clock).open(20260331)


def test_places_foot_to_the_whole(month):
    pack = told(month).pack
    # 5 of A go to the back room at 10.83 and are written down to 10.00.
    rows = rows_of(pack.section("locations"), "location", "opening_value", "closing_value", "perpetual_cogs", "tie_out")
    assert rows == [("back", 0, 1000, 0, 0), ("shop", 3050, 6583, 2404, 0)]
    assert pack.section("locations").totals == pack.period_end.totals
    rows = rows_of(pack.section("locations-quantities"), "location", "unit", "opening_quantity", "closing_quantity")
    assert rows == [("back", "each", 0, 5000), ("shop", "each", 8000, 40_000), ("shop", "kg", 4500, 3750)]


def test_the_quantities_of_one_unit_have_a_sum(month):
    month.post("product", sku="C", name="Cheese", price="9.00", category="Dairy")
    month.clock.put("2026-04-02T09:00:00+02:00")
    month.sell("s9", "B", "2")
    month.post("period_close", "p2", through="2026-04-01")
    month.clock.put("2026-04-03T09:00:00+02:00")
    # B stands at 29 loaves, A at 16, C at 3.75 kg: of the bakery alone there is a sum.
    pack = PeriodPacks(month.book, month.clock).open(20260402).pack
    assert rows_of(pack.section("categories-quantities"), "category", "unit", "closing_quantity") == [
        ("Bakery", "each", 27_000), ("Dairy", "kg", 3750), ("Drinks", "each", 16_000),
    ]  # fmt: skip
    assert dict(pack.section("categories-quantities").totals) == {}
    assert rows_of(pack.section("units"), "unit", "sold_quantity") == [("each", 2000), ("kg", 0)]
