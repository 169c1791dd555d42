"""A month worked by hand: three products under two cost formulas, and everything that can happen to them in March.

Beside each step stands what it comes to; the figures of the tests are these, never what the program said.
"""

from __future__ import annotations

from pathlib import Path

from tests.books import Counter, counter_at

DAYS = (20260301, 20260331)

# The roll-forward of all goods: pieces and kilograms in thousandths, which have no sum, and value in cents.
OPENING = (8000, 4500, 3050)  # A 8 at 1.00, C 4.5 at 5.00
PURCHASES = (60_000, 0, 7200)  # A 20 at 2.00, B 40 at 0.80
LANDED = 600  # 4.00 with the delivery, 2.00 later
TRANSFERS = (5000, 0, 1083)
ADJUSTMENTS = (-1000, 0, -217)
SOLD = (22_000, 750, 2610)  # A 12.22, B 10.13, C 3.75
RETURNS = (2000, 0, 244)
LANDED_SOLD = 38
SHRINKAGE = (2000, 0, 563)  # A lost 3 worth 6.50, B gained 1 worth 0.87
WRITE_DOWN = 83
CLOSING = (45_000, 3750, 7583)  # A 16 worth 31.94, B 29 worth 25.14, C 3.75 worth 18.75
# 30.50 + 72.00 + 6.00 - 2.17 - 75.83, and 26.10 - 2.44 + 0.38
PERIODIC, PERPETUAL, GAP = 3050, 2404, 646
# Net of what was sold less what came back, cost, margin, and margin in thousandths of a percent.
MARGIN = [
    ("", 631, 375, 256, 40_600),
    ("Bakery", 2243, 1040, 1203, 53_600),
    ("Drinks", 2017, 989, 1028, 51_000),
]
# 6.75 and 24.00 at 7 %: 0.44 and 1.57 of tax. 30.00 less 6.00 at 19 %: 4.79 less 0.96.
TAX = [("R", 7000, 2874, 201, 3075), ("S", 19_000, 2017, 383, 2400)]
OWED = 7800  # 72.00 to the farm, 4.00 and 2.00 to carriers


def worked_month(path: Path) -> Counter:
    """A book with February closed and March over; today is 1 April."""
    counter = counter_at(path)
    counter.post("supplier", code="S1", name="Farm")
    counter.post("location", code="back", name="Back room")
    counter.product("A", "3.00", name="Apple juice 1 l", category="Drinks", tax="19", tax_code="S")
    counter.product(
        "B", "2.00", name="Bread, dark", category="Bakery", tax="7", tax_code="R", costing="average"
    )  # fmt: skip
    counter.product("C", "9.00", name="Cheese", unit="kg", tax="7", tax_code="R")
    counter.clock.put("2026-02-27T09:00:00+01:00")
    lines = [
        {"sku": "A", "quantity": "10", "unit_cost": "1.00"},
        {"sku": "C", "quantity": "4.500", "unit_cost": "5.00"},
    ]
    counter.post("opening_stock", "o1", lines=lines)
    counter.sell("s0", "A", "2")
    counter.clock.put("2026-03-02T09:00:00+01:00")
    counter.post("period_close", "p1", through="2026-02-28")
    # Landed cost of 4.00 by value, 40.00 to 32.00: A 2.22, B 1.78. A 20 worth 42.22, B 40 worth 33.78.
    came = [
        {"sku": "A", "quantity": "20", "unit_cost": "2.00"},
        {"sku": "B", "quantity": "40", "unit_cost": "0.80"},
    ]
    counter.post("delivery", "d1", supplier="S1", lines=came, landed_costs=[{"amount": "4.00", "by": "value"}])
    # A: 8 at 1.00 and 2 of 20 worth 42.22: 12.22; left 18 worth 38.00. B: 33.78 x 12 / 40 = 10.13; left 28 worth 23.65.
    counter.sell("s1", "A", "10")
    counter.sell("s2", "B", "12")
    # C: 0.75 at 5.00 = 3.75; left 3.75 worth 18.75.
    counter.sell("s3", "C", "0.750")
    counter.clock.put("2026-03-03T09:00:00+01:00")
    # 2 of A come back at 12.22 x 2 / 10 = 2.44.
    counter.post("refund", "f1", of="s1", lines=[{"line": 1, "quantity": "2"}])
    # 2.00 more: A 1.11, of which 18 / 20 = 1.00 to stock and 0.11 to cost; B 0.89, 28 / 40 = 0.62 and 0.27.
    counter.post("landed_cost", "l1", of="d1", amount="2.00", by="value")
    # 5 of A leave 18 worth 39.00 at 10.83; left 13 worth 28.17, and 2 that came back.
    counter.post("transfer", "t1", **{"from": "shop", "to": "back", "lines": [{"sku": "A", "quantity": "5"}]})
    # 28.17 / 13 = 2.17; left 12 worth 26.00.
    counter.post("adjustment", "a1", lines=[{"sku": "A", "quantity": "-1", "reason": "damaged"}])
    # A: 3 of 14 missing, 26.00 x 3 / 12 = 6.50. B: 1 more at 24.27 / 28 = 0.87.
    counter.post("count", "c1", lines=[{"sku": "A", "counted": "11"}, {"sku": "B", "counted": "29"}])
    # The 5 in the back room are written down from 10.83 to 10.00.
    counter.post("revaluation", "v1", location="back", lines=[{"sku": "A", "unit_cost": "2.00"}])
    counter.clock.put("2026-04-01T09:00:00+02:00")
    return counter
