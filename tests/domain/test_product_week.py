"""Weeks from Monday to Sunday, counted back from a day."""

from app.domain.product_week import weeks


def test_weeks_add_up_what_moved_and_what_was_there_before():
    # 2026-03-02 is a Monday. Ten pieces for 10.00 come long before, two are sold on a Sunday, one on the Monday.
    moved = [(20260115, 10_000, 1000, 0), (20260301, -2000, -200, 2000), (20260302, -1000, -100, 1000)]
    before, now = weeks(moved, today=20260304, count=2, digits=2)
    assert (before.first, before.sold_milli, before.stock_milli, before.cost_micro) == (20260223, 2000, 8000, 1_000_000)
    assert (now.first, now.sold_milli, now.stock_milli) == (20260302, 1000, 7000)


def test_what_is_not_there_costs_nothing_that_is_known():
    (week,) = weeks([], today=20260304, count=1, digits=2)
    assert (week.sold_milli, week.stock_milli, week.cost_micro) == (0, 0, None)
