"""The gross margin of a period, reckoned by hand; what has no known cost stands apart from it."""

from app.domain.period_end import PeriodFigures
from app.domain.shop import StockSystem
from app.reports.asked import Asked
from app.reports.pack_margin import NOT_COUNTED, NOT_KNOWN, margin_section
from app.reports.period_end import period_end_by_product
from tests.books import counter_at

DAYS = (20200101, 20401231)


def margins(counter):
    shop = counter.book.shop
    with counter.book.reading() as connection:
        report, figures = period_end_by_product(connection, shop, Asked(first=DAYS[0], last=DAYS[1]))
        return margin_section(connection, report, figures, DAYS, shop)


def test_what_was_sold_before_its_cost_was_known_stands_at_the_end(tmp_path):
    counter = counter_at(tmp_path / "shop.book")
    counter.product("A", "2.00", category="Food")
    counter.product("U", "3.00", category="Food")
    counter.deliver("d1", "A", "10", "0.50")
    counter.sell("s1", "A", "4")  # 8.00 for 2.00
    counter.sell("s2", "U", "1")
    made = margins(counter)
    assert list(made.rows) == [("Food", 800, 200, 600, 75_000), (NOT_KNOWN, 300, None, None, None)]
    assert made.totals == {"net": 1100, "cost": 200, "margin": 600, "percent": 75_000}


def test_what_no_count_has_looked_at_stands_at_the_end(tmp_path):
    counter = counter_at(tmp_path / "counts.book", stock=StockSystem.PERIODIC)
    counter.product("A", "2.00", category="Food")
    counter.deliver("d1", "A", "10", "0.50")
    counter.sell("s1", "A", "4")
    assert list(margins(counter).rows) == [(NOT_COUNTED, 800, None, None, None)]
    assert PeriodFigures().perpetual_cogs == 0
