"""A shop to which everything happens that a book can hold, for what reads all kinds of documents."""

from __future__ import annotations

from pathlib import Path

from tests.books import Counter, counter_at


def busy_shop(path: Path, **rules: object) -> Counter:
    """A book with every kind of document and every cost method."""
    shop = counter_at(path, **rules)
    _furnish(shop)
    _stock_up(shop)
    _sell(shop)
    _look_after(shop)
    return shop


def _furnish(shop: Counter) -> None:
    shop.post("supplier", code="S1", name="Wholesale")
    shop.post("supplier", code="S2", name="Carrier")
    shop.post("location", code="back", name="Back room")
    shop.post("tender", kind="meal", name="Meal voucher", account="1370 Meal vouchers")
    for sku, costing in (("F", "fifo"), ("A", "average"), ("N", "standard"), ("L", "lifo"), ("P", "specific")):
        keys = {"standard_cost": "1.00"} if costing == "standard" else {}
        keys |= {"tracking": "lot"} if costing == "specific" else {}
        shop.product(sku, "3.00", tax="20", tax_code="S", costing=costing, **keys)


def _line(sku: str, quantity: str, unit_cost: str, **keys: object) -> dict:
    return {"sku": sku, "quantity": quantity, "unit_cost": unit_cost, **keys}


def _stock_up(shop: Counter) -> None:
    shop.post("cash_movement", "float", kind="float", amount="100.00")
    shop.post(
        "opening_stock", "open", lines=[_line("F", "10", "1.00"), _line("A", "10", "1.00"), _line("N", "5", "1.20")]
    )
    lines = [
        _line("F", "10", "1.10"),
        _line("A", "10", "1.10"),
        _line("N", "10", "1.10"),
        _line("L", "10", "1.30"),
        _line("P", "10", "1.40", lot="P1"),
    ]
    shop.post("delivery", "d1", supplier="S1", lines=lines, landed_costs=[{"amount": "3.33"}])
    shop.post("delivery", "wrong", supplier="S1", lines=[_line("F", "4", "9.99"), _line("N", "2", "2.00")])
    shop.post("reversal", "undo-wrong", of="wrong", reason="typed wrong")


def _sell(shop: Counter) -> None:
    sold = [{"sku": sku, "quantity": "3"} for sku in "FANLP"]
    shop.clock.put("2026-03-03T10:00:00+01:00")
    shop.post(
        "sale", "s1", lines=sold, tenders=[{"kind": "card", "amount": "20.00"}, {"kind": "cash", "amount": "30.00"}]
    )
    shop.post("sale", "s2", lines=[{"sku": "F", "quantity": "2"}], tenders=[{"kind": "meal", "amount": "6.00"}])
    back = [{"of": "s1", "of_line": 1, "quantity": "-1", "state": "damaged"}, {"sku": "F", "quantity": "1"}]
    shop.post("sale", "swap", lines=back)
    shop.post("refund", "back", of="s1", lines=[{"line": 2, "quantity": "1", "state": "sellable"}])
    shop.post("sale", "s3", lines=[{"sku": "L", "quantity": "1"}], tenders=[{"kind": "cash", "amount": "5.00"}])
    shop.post("tender_change", "mend", of="s3", tenders=[{"kind": "card", "amount": "3.00"}])
    shop.post("sale", "below", lines=[{"sku": "F", "quantity": "30"}])


def _look_after(shop: Counter) -> None:
    shop.clock.put("2026-03-04T10:00:00+01:00")
    shop.deliver("d2", "F", "20", "1.25", supplier="S1")
    shop.post("landed_cost", "late", of="d1", amount="2.00", by="quantity", supplier="S2")
    billed = [_line(sku, "10", "1.15") for sku in "FAN"]
    shop.post("supplier_invoice", "bill", supplier="S1", number="2026-17", deliveries=["d1"], lines=billed, tax="6.90")
    shop.post("supplier_return", "back-1", of="d1", lines=[{"sku": "L", "quantity": "2", "unit_credit": "1.20"}])
    shop.post("supplier_return", "back-2", of="d1", lines=[{"sku": "P", "quantity": "1", "lot": "P1"}])
    shop.post("reversal", "undo-back-2", of="back-2", reason="stayed here")
    spoilt = [{"sku": "A", "quantity": "-1", "reason": "expired"}, {"sku": "N", "quantity": "1", "reason": "found"}]
    shop.post("adjustment", "spoilt", lines=spoilt)
    shop.post("adjustment", "typo", lines=[{"sku": "A", "quantity": "-2", "reason": "stolen"}])
    shop.post("reversal", "undo-typo", of="typo", reason="was there")
    shop.post("transfer", "t1", **{"from": "shop", "to": "back"}, lines=[{"sku": sku, "quantity": "2"} for sku in "AN"])
    shop.post("transfer", "t2", **{"from": "shop", "to": "back"}, step="send", lines=[{"sku": "L", "quantity": "2"}])
    shop.post("transfer_receipt", "t3", of="t2", lines=[{"sku": "L", "quantity": "1"}])
    counted = [{"sku": "A", "counted": "1"}, {"sku": "L", "counted": "30"}, {"sku": "N", "counted": "9"}]
    shop.post("count", "count", lines=counted)
    shop.post("count", "first", location="back", lines=[{"sku": "F", "counted": "3"}])
    shop.post("revaluation", "down", lines=[{"sku": "F", "unit_cost": "0.90"}, {"sku": "N", "unit_cost": "1.05"}])
    shop.post("method_change", "method", lines=[{"sku": "F", "costing": "average"}])
    shop.post("cash_movement", "in", kind="paid_in", amount="5.00", reason="found under the mat")
    shop.post("cash_movement", "out", kind="paid_out", amount="7.50", reason="window cleaner")
    shop.post("cash_movement", "bank", kind="banked", amount="50.00")
    shop.post("cash_count", "k1", counted="150.00")
    shop.post("sale", "s4", lines=[{"sku": "F", "quantity": "1"}])
