"""The day at a glance: each figure is that of its list."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from app.reports.asked import Asked
from app.reports.dashboard import Dashboard
from app.reports.sellers import Sellers
from app.services.safekeeping import back_up
from tests.books import counter_at
from tests.trading_shop import trading_shop


@pytest.fixture
def counter(tmp_path):
    return trading_shop(tmp_path / "shop.book")


def test_today_stands_beside_the_same_weekday_of_last_week(counter):
    counter.clock.put("2026-04-03T10:00:00+02:00")
    counter.sell("x1", "A", "5")  # 5.00 for 2.00
    counter.clock.put("2026-04-10T10:00:00+02:00")
    counter.sell("x2", "B", "3")  # 6.00 for 3.00
    counter.sell("x3", "A", "1")  # 1.00 for 0.40
    counter.product("A", "1.20", reorder_point="100")
    counter.sell("x4", "D", "11")  # 82.50 for 33.00, one more than there is
    glance = Dashboard(counter.book, counter.clock).glance()
    assert (glance.day, glance.net_minor, glance.sales, glance.before_minor) == (20260410, 8950, 3, 500)
    # 89.50 less 3.00, 0.40 and 33.00: 53.10, or 59.3 %.
    assert (glance.margin_minor, glance.margin_milli) == (5310, 59_300)
    margins = Sellers(counter.book).margins(Asked(first=20260410, last=20260410))
    assert (margins.totals["margin"], margins.totals["percent"]) == (5310, 59_300)
    assert (glance.low, glance.negative, glance.expiring, glance.open_orders) == (1, 1, 0, 0)
    assert glance.best == ("Product D", 8250)
    assert (glance.dead, glance.closed_through) == (0, None)


def test_what_lies_and_what_is_closed(counter):
    counter.post("period_close", "p1", through="2026-03-30")
    glance = Dashboard(counter.book, counter.clock).glance()
    assert (glance.dead, glance.dead_minor, glance.closed_through) == (1, 3000, 20260330)
    assert (glance.net_minor, glance.margin_milli, glance.best) == (0, None, ("", 0))
    # Nothing of D was sold in March; 10 at 3.00 lie there.
    assert glance.slow == ("Product D", 3000)
    counter.sell("x9", "D", "1")
    for sku in "ABC":
        counter.sell(f"x{sku}", sku, "1")
    slow = Sellers(counter.book).slow_movers(Asked(first=20260301, last=20260331)).rows[0]
    assert Dashboard(counter.book, counter.clock).glance().slow == (slow[1], slow[6]) == ("Product D", 2700)


def test_the_last_copy_of_the_book_is_told(counter, tmp_path):
    glance = Dashboard(counter.book, counter.clock).glance()
    assert (glance.backed_up, glance.since_backup) == (None, 0)
    back_up(counter.book.path, tmp_path / "copy.book", datetime(2026, 3, 28, 20, 0, tzinfo=ZoneInfo("Europe/Berlin")))
    glance = Dashboard(counter.book, counter.clock).glance()
    assert (glance.backed_up, glance.since_backup) == (20260328, 3)


def test_who_may_not_see_what_a_count_should_find_is_not_told_it_before_the_count(counter):
    counter.post("user", code="ben", name="Ben", role="clerk")
    counter.clock.put("2026-04-10T10:00:00+02:00")
    counter.sell("x1", "A", "5")
    board = Dashboard(counter.book, counter.clock)
    # 12.00, 24.00, 24.00 and 72.00 less 2.40 of before, 6.00 today.
    assert board.glance(user="ben").drawer_minor is None
    assert board.glance(user="owner").drawer_minor == board.glance().drawer_minor == 13_560
    counter.post("cash_count", "c1", counted="6.00")
    # What was counted is no secret any more.
    assert board.glance(user="ben").drawer_minor == 600


def test_what_should_be_in_the_drawers_is_told_for_all_tills_also_on_a_day_without_cash(tmp_path):
    counter = counter_at(tmp_path / "new.book")
    counter.product("A", "2.50")

    def drawers():
        glance = Dashboard(counter.book, counter.clock).glance()
        return glance.drawers, glance.drawer_minor, len(glance.uncounted), glance.counted

    assert drawers() == (0, 0, 0, 0)
    counter.post("cash_movement", "c1", kind="float", amount="100.00")
    counter.sell("s1", "A", "2")
    counter.sell("s2", "A", "4", tenders=[{"kind": "card", "amount": "10.00"}])
    assert drawers() == (1, 10_500, 1, 0)
    counter.post("cash_count", "c2", counted="104.00")
    assert drawers() == (1, 10_400, 0, 1)
    counter.post("till", code="T2")
    counter.sell("s3", "A", "1", till="T2")
    counter.sell("s4", "A", "1")
    assert drawers() == (2, 10_900, 2, 0)
    counter.clock.put("2026-04-01T09:00:00+02:00")
    assert drawers() == (2, 10_900, 0, 0)


def test_a_new_shop_has_nothing_to_see(tmp_path):
    counter = counter_at(tmp_path / "new.book")
    glance = Dashboard(counter.book, counter.clock).glance()
    assert (glance.net_minor, glance.low, glance.dead, glance.best) == (0, 0, 0, ("", 0))
    assert glance.slow == ("", 0)
