"""Two years of a small shop, reckoned by hand: a Monday of March, and the same Monday 52 weeks before.

Prices are with 20 % of tax: A 1.00 without it and 0.40 to buy, B 2.00 and 1.00, C 5.00 and 2.00; D is never sold.
"""

from __future__ import annotations

from pathlib import Path

from app.reports.asked import Asked
from tests.books import Counter, counter_at

MARCH = Asked(first=20260301, last=20260331, today=20260331)


def trading_shop(path: Path) -> Counter:
    """The book; today is 31 March 2026."""
    counter = counter_at(path)
    counter.post("supplier", code="S1", name="Farm")
    counter.post("supplier", code="S2", name="Mill")
    counter.post("customer", code="C1", name="Carla")
    counter.post("user", code="anna", name="Anna")
    for sku, price, category, supplier in (
        ("A", "1.20", "Drinks", "S1"),
        ("B", "2.40", "Drinks", "S1"),
        ("C", "6.00", "Bakery", "S2"),
        ("D", "9.00", "Bakery", "S2"),
    ):
        counter.product(sku, price, tax="20", tax_code="S", category=category, supplier=supplier)
    counter.clock.put("2025-03-03T09:30:00+01:00")
    stock = (("A", "100", "0.40"), ("B", "50", "1.00"), ("C", "20", "2.00"), ("D", "10", "3.00"))
    lines = [{"sku": sku, "quantity": many, "unit_cost": cost} for sku, many, cost in stock]
    counter.post("opening_stock", "o1", lines=lines)
    counter.sell("l1", "A", "10")  # 10.00 net
    counter.clock.put("2026-03-02T09:30:00+01:00")
    counter.sell("s1", "A", "20")  # 20.00 net, 24.00 gross, 8.00 cost
    counter.clock.put("2026-03-02T14:10:00+01:00")
    counter.sell("s2", "B", "10", cashier="anna", customer="C1")  # 20.00, 24.00, 10.00
    counter.clock.put("2026-03-03T09:45:00+01:00")
    counter.sell("s3", "C", "12", customer="C1")  # 60.00, 72.00, 24.00
    counter.post("refund", "f1", of="s1", lines=[{"line": 1, "quantity": "2"}])  # 2.00, 2.40, 0.80 back
    counter.clock.put("2026-03-31T18:00:00+02:00")
    return counter
