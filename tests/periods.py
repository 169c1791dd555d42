"""The period-end figures in plain Python from the rows of the ledger, their identities, the reports against them."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from app.reports.offered import OFFERED
from tests.books import Counter
from tests.valuation import report

# Kind of movement: the column, and the sign that makes it positive in the direction of the title.
_QUANTITIES = {
    "opening_stock": ("opening_stock_quantity", 1),
    "delivery": ("purchases_quantity", 1),
    "supplier_return": ("supplier_returns_quantity", -1),
    "transfer_in": ("transfers_in_quantity", 1),
    "transfer_out": ("transfers_out_quantity", -1),
    "adjustment": ("adjustments_quantity", 1),
    "sale": ("sold_quantity", -1),
    "usage": ("sold_quantity", -1),
    "customer_return": ("customer_returns_quantity", 1),
    "count_loss": ("shrinkage_quantity", -1),
    "count_gain": ("shrinkage_quantity", -1),
}
_VALUES = {
    "opening_stock": ("opening_stock_value", 1),
    "delivery": ("purchases_value", 1),
    "invoice": ("purchases_value", 1),
    "supplier_return": ("supplier_returns_value", -1),
    "landed": ("landed_value", 1),
    "transfer_in": ("transfers_in_value", 1),
    "transfer_out": ("transfers_out_value", -1),
    "adjustment": ("adjustments_value", 1),
    "sale": ("sold_value", -1),
    "usage": ("sold_value", -1),
    "customer_return": ("customer_returns_value", 1),
    "landed_sold": ("landed_sold_value", -1),
    "correction": ("corrections_value", -1),
    "count_loss": ("count_losses_value", -1),
    "count_gain": ("count_gains_value", 1),
    "revaluation": ("writedown_value", -1),
}
_MOVED = """
SELECT sku, location.code, movement.kind, book_date, sum(quantity_milli), sum(value_minor), sum(variance_minor)
FROM movement JOIN product ON product.id = product_id JOIN location ON location.id = location_id
GROUP BY product_id, location_id, movement.kind, book_date
"""


class Ledger:
    """The movements of a book, summed by product, location, kind and day: all that the period-end figures rest on."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self.rows = counter.rows(_MOVED)

    def period_end(self, first: int, last: int, location: str | None = None) -> dict[str, dict[str, int]]:
        """The columns of `period-end` by SKU, for book dates from `first` to `last`."""
        found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for sku, place, kind, day, quantity, value, variance in self.rows:
            if day > last or location not in (None, place):
                continue
            row = found[sku]
            row["closing_quantity"] += quantity
            row["closing_value"] += value
            if day < first:
                row["opening_quantity"] += quantity
                row["opening_value"] += value
                continue
            if kind in _QUANTITIES:
                column, sign = _QUANTITIES[kind]
                row[column] += sign * quantity
            else:
                assert quantity == 0
            column, sign = _VALUES[kind]
            row[column] += sign * value
            row["purchase_variance_value"] += variance
        for row in found.values():
            _conclude(row)
        return found

    def holds(self, first: int, last: int) -> None:
        """Hold every identity of a period, in every way in which it can be read; and the reports, once offered."""
        everywhere = self.period_end(first, last)
        places = {row[1] for row in self.rows}
        by_place = {place: self.period_end(first, last, place) for place in places}
        for rows in (everywhere, *by_place.values()):
            for sku, row in rows.items():
                _ties_out(sku, row)
        for sku, row in everywhere.items():
            for column in ("opening_value", "closing_value", "closing_quantity", "perpetual_cogs", "periodic_cogs"):
                assert row[column] == sum(one[sku][column] for one in by_place.values() if sku in one)
            # Transfers neither make nor lose value; what is on its way has a place of its own.
            assert row["transfers_in_quantity"] == row["transfers_out_quantity"], sku
        self._the_past_opens_as_it_closed(first, everywhere)
        self._reports_say_the_same(first, last, everywhere)

    def _the_past_opens_as_it_closed(self, first: int, rows: dict[str, dict[str, int]]) -> None:
        before = self.period_end(0, first - 1)
        for sku, row in rows.items():
            assert row["opening_value"] == before[sku]["closing_value"]
            assert row["opening_quantity"] == before[sku]["closing_quantity"]

    def _reports_say_the_same(self, first: int, last: int, rows: dict[str, dict[str, int]]) -> None:
        offered = {one.name for one in OFFERED}
        if "period-end" in offered:
            period_end_is(self.counter, first, last, rows)
        if "journal" in offered:
            journal_is(self.counter, first, last, rows)


def _conclude(row: dict[str, int]) -> None:
    row["shrinkage_value"] = row["count_losses_value"] - row["count_gains_value"]
    row["perpetual_cogs"] = (
        row["sold_value"] - row["customer_returns_value"] + row["landed_sold_value"] + row["corrections_value"]
    )
    available = (
        row["opening_value"] + row["opening_stock_value"] + row["purchases_value"] - row["supplier_returns_value"]
        + row["landed_value"] + row["transfers_in_value"] - row["transfers_out_value"] + row["adjustments_value"]
    )  # fmt: skip
    row["periodic_cogs"] = available - row["closing_value"]
    row["gap"] = row["periodic_cogs"] - row["perpetual_cogs"]
    row["tie_out"] = row["gap"] - row["shrinkage_value"] - row["writedown_value"]


def _ties_out(sku: str, row: dict[str, int]) -> None:
    assert row["tie_out"] == 0, sku
    assert row["closing_quantity"] == (
        row["opening_quantity"] + row["opening_stock_quantity"] + row["purchases_quantity"]
        - row["supplier_returns_quantity"] + row["transfers_in_quantity"] - row["transfers_out_quantity"]
        + row["adjustments_quantity"] - row["sold_quantity"] + row["customer_returns_quantity"]
        - row["shrinkage_quantity"]
    ), sku  # fmt: skip


def _iso(day: int) -> str:
    return f"{day // 10000:04}-{day // 100 % 100:02}-{day % 100:02}"


def period_end_is(counter: Counter, first: int, last: int, rows: dict[str, dict[str, int]]) -> None:
    """The report `period-end` has these rows, and their sums in its totals."""
    said = report(counter, "period-end", first=first, last=last)
    digits = counter.book.shop.currency.digits
    # What the till sold stands beside the figures of stock, where a shop lives by counts alone.
    beside = {"sku", "name", "unit", "till_quantity", "till_net"}
    columns = [one["name"] for one in said["columns"] if one["name"] not in beside]
    scale = {name: 3 if name.endswith("_quantity") else digits for name in columns}
    found = {
        row["sku"]: {name: int(Decimal(row[name] or "0").scaleb(scale[name])) for name in columns}
        for row in said["rows"]
    }
    totals: dict[str, int] = dict.fromkeys(columns, 0)
    for sku, row in rows.items():
        wanted = {name: row.get(name, 0) for name in columns}
        # A product with nothing in the period and nothing before it has no row.
        assert found.pop(sku, dict.fromkeys(columns, 0)) == wanted, f"{sku} from {_iso(first)} to {_iso(last)}"
        totals = {name: totals[name] + wanted[name] for name in columns}
    assert not found
    # Pieces and kilograms have no sum; money always has one.
    is_mixed = len({row.get("unit") for row in said["rows"]}) > 1
    summed = [name for name in columns if not (is_mixed and name.endswith("_quantity"))]
    assert {name: int(Decimal(said["totals"][name] or "0").scaleb(scale[name])) for name in summed} == {
        name: totals[name] for name in summed
    }


def journal_is(counter: Counter, first: int, last: int, rows: dict[str, dict[str, int]]) -> None:
    """Every document of the journal balances by itself, and its accounts come to what the period-end figures say."""
    said = report(counter, "journal", first=first, last=last)
    digits = counter.book.shop.currency.digits
    balance: dict[str, int] = defaultdict(int)
    by_entry: dict[tuple[str, str], int] = defaultdict(int)
    for row in said["rows"]:
        debit, credit = (int(Decimal(row[side] or "0").scaleb(digits)) for side in ("debit", "credit"))
        balance[row["account"]] += debit - credit
        by_entry[row["document"], row.get("book_date", row["at"])] += debit - credit
    assert all(amount == 0 for amount in by_entry.values())
    inventory = sum(amount for account, amount in balance.items() if account.startswith("Assets:Inventory"))

    def total(column: str) -> int:
        return sum(row[column] for row in rows.values())

    assert inventory == total("closing_value") - total("opening_value")
    assert balance["Expenses:CostOfSales"] == total("perpetual_cogs")
    assert balance["Expenses:Shrinkage"] == total("shrinkage_value")
    assert balance["Expenses:StockWriteDown"] == total("writedown_value")
    assert balance["Expenses:PurchaseVariance"] == total("purchase_variance_value")
