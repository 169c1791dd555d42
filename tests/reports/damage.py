"""A book in which every kind of row occurs, and ways to damage copies of it behind the program's back."""

from __future__ import annotations

from pathlib import Path

import apsw

from app.domain.basket import AddItem
from app.domain.discount import Discount
from app.domain.requests import Asking, DeliveryAsked, LandedCostAsked, SaleLineAsked, StockLineAsked
from app.reports.findings import Findings
from app.reports.lookups import Lookups
from app.reports.verification import Verification
from app.store import database
from app.store import dialect_sqlite as dialect
from app.store.migrations import STEPS
from tests.books import Counter
from tests.reports.shops import TryShop


def fill(shop: TryShop) -> None:
    """Let everything happen in a shop that can happen: its book then has rows in every table."""
    _stock_up(shop)
    _sell_much(shop)
    _bring_back(shop)
    _keep_house(shop)


def _stock_up(shop: TryShop) -> None:
    shop.party("supplier", "S1", "Wholesale")
    shop.party("customer", "C1", "Miller")
    shop.party("user", "anna", "Anna")
    shop.party("location", "back", "Back room")
    shop.party("till", "T2", location="back")
    shop.product("D1", "0.25", rate_milli=0, tax_code="D", stocked=False)
    shop.product("A1", "1.50", deposit="D1", codes=["4006381333931"])
    shop.product("AVG", "9.99", costing="average")
    shop.product("KG", "2.49", unit="kg", rate_milli=7000, tax_code="R")
    shop.product("KIT", "5.00", kit=(("AVG", 1000), ("KG", 500)))
    shop.product("LOT", "4.00", tracking="lot")
    shop.product("SER", "99.00", tracking="serial")
    shop.product("LOW", "3.33")
    shop.open_stock(("A1", "10", "1.00"), ("AVG", "3", "4.00"), ("KG", "5.2", "1.337"))
    shop.open_stock(("A1", "4", "1.10"), location="back")
    lines = (
        StockLineAsked("A1", 7000, 1_170_000),
        StockLineAsked("AVG", 5000, 4_330_000),
        StockLineAsked("LOT", 6000, 2_000_000, lot="L7", expiry=20270301),
        StockLineAsked("LOT", 4000, 2_100_000, lot="L8"),
        StockLineAsked("SER", 2000, 60_000_000, serials=("X1", "X2")),
    )
    shop.at("2026-03-03 08:00")
    shop.receiving.accept_delivery(
        DeliveryAsked(
            Asking("d1", note="by van"),
            lines,
            supplier="S1",
            reference="note 17",
            discount=Discount(amount_minor=500),
            provisional=True,
            landed_costs=(LandedCostAsked(480),),
        )
    )


def _sell_much(shop: TryShop) -> None:
    shop.at("2026-03-03 10:00")
    item = Lookups(shop.book).item("A1", location="shop")
    assert item is not None
    uid = shop.selling.begin(till="T1", user="owner")
    shop.selling.record(uid, AddItem(item, 2000, code="4006381333931"), raw="4006381333931")
    shop.sell(SaleLineAsked(2000, code="4006381333931"), ("KG", "0.333"), uid=uid, draft=uid, cashier="anna")
    shop.sell(
        ("A1", "11"),
        ("AVG", "2"),
        SaleLineAsked(1000, sku="LOT", lot="L7", discount=Discount(amount_minor=50)),
        SaleLineAsked(1000, sku="SER", serials=("X1",)),
        customer="C1",
        discount=Discount(percent_milli=10_000),
        paid=[("card", "50.00"), ("cash", "100.00")],
    )
    shop.at("2026-03-04 11:00")
    shop.sell(("KIT", "2"), till="T2")
    shop.sell(("LOW", "3"))  # never came in
    parked = shop.selling.begin(till="T1", user="owner")
    shop.selling.record(parked, AddItem(item, 1000))
    shop.selling.park(parked, label="blue coat")


def _bring_back(shop: TryShop) -> None:
    shop.at("2026-03-05 09:00")
    shop.sell(("A1", "6"), uid="s-below")  # below zero
    shop.deliver(("A1", "4", "1.40"))  # covers what had left at 1.17
    shop.deliver(("LOW", "1", "2.00"))  # covers one of three
    shop.sell(shop.give_back("s-below", 1, "1"))
    sold = shop.sell(("AVG", "1"), ("KG", "1.5"))
    shop.sell(shop.give_back(sold.uid, 2, "0.5"), ("A1", "1"), paid=[("cash", "20.00")])
    last = shop.sell(("A1", "1"))
    shop.mend(last.uid, ("card", "1.00"), ("cash", "5.00"))


def _keep_house(shop: TryShop) -> None:
    """Everything of the office that is neither buying nor selling."""
    shop.at("2026-03-06 08:00")
    post = Counter(shop.book, shop.clock).post
    lot = {"sku": "LOT", "lot": "L9"}
    post("delivery", "d2", supplier="S1", lines=[{**lot, "quantity": "5", "unit_cost": "2.20"}])
    post("supplier_return", "b1", of="d2", lines=[{**lot, "quantity": "1", "unit_credit": "2.00"}])
    post("landed_cost", "l1", of="d2", amount="3.00", by="quantity", supplier="S1")
    billed = [{"sku": "LOT", "quantity": "5", "unit_cost": "2.30"}]
    post("supplier_invoice", "i1", supplier="S1", number="2026-17", deliveries=["d2"], lines=billed, tax="2.30")
    post("adjustment", "a1", lines=[{"sku": "KG", "quantity": "-0.2", "reason": "damaged"}])
    post("count", "c1", uncounted="leave", lines=[{"sku": "AVG", "counted": "6", "zone": "Z1"}])
    post("transfer", "t1", **{"from": "shop", "to": "back"}, step="send", lines=[{**lot, "quantity": "3"}])
    post("transfer_receipt", "t2", of="t1", lines=[{**lot, "quantity": "2"}])
    post("revaluation", "v1", lines=[{"sku": "SER", "unit_cost": "50.00"}])
    post("method_change", "m1", lines=[{"sku": "LOT", "costing": "average"}])
    post("adjustment", "a2", lines=[{"sku": "KG", "quantity": "0.5", "reason": "found"}])
    post("reversal", "z1", of="a2", reason="typed wrong")
    post("product", sku="ORD", name="Ordered goods", price="2.00")
    ordered = {"sku": "ORD", "unit_cost": "1.10"}
    post(
        "order",
        "po1",
        supplier="S1",
        step="draft",
        lines=[{**ordered, "quantity": "6"}, {"sku": "A1", "quantity": "12"}],
    )
    post("order_send", "os1", of="po1", expected="2026-12-24")
    post("order_expect", "oe1", of="po1", expected="2026-12-28")
    post("delivery", "d9", order="po1", lines=[{**ordered, "quantity": "4"}])
    post("order_cancel", "x1", of="po1", reason="sold out", lines=[{"sku": "ORD"}])


def damage(path: Path, *statements: str) -> None:
    """Change a book behind the program's back: no keys, no checks, and the guards are back in place afterwards."""
    connection = apsw.Connection(str(path))
    try:
        connection.execute("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; BEGIN")
        # A table that a later step made anew is named by both.
        guards = tuple(dict.fromkeys(table for step in STEPS for table in step.IMMUTABLE))
        for table in guards:
            connection.execute(f"DROP TRIGGER {table}_stays_update; DROP TRIGGER {table}_stays_delete")
        for statement in statements:
            connection.execute(statement)
        connection.execute(dialect.immutable_triggers(guards))
        connection.execute("COMMIT")
    finally:
        connection.close()


def prove(path: Path, anchor: str | None = None) -> Findings:
    """What the proof says of a book."""
    book = database.open_book(path)
    try:
        return Verification(book).run(anchor)
    finally:
        book.close_thread()


def codes(findings: Findings) -> set[str]:
    """The kinds of findings; every sentence must be complete."""
    assert all(str(finding).endswith(".") for finding in findings.found)
    return {finding.code for finding in findings.found}
