"""Buying as reports tell it; every figure is reckoned by hand."""

from dataclasses import replace

import pytest

from app.reports.asked import Asked
from app.reports.period_end import PeriodEnd
from app.reports.purchasing import Purchasing
from tests.books import refused
from tests.reports.told import columns_of, rows_of


def line(sku, quantity, unit_cost=None):
    return {"sku": sku, "quantity": quantity, **({} if unit_cost is None else {"unit_cost": unit_cost})}


@pytest.fixture
def shop(counter):
    """Two orders to the farm, of which one came late and in part, and a delivery of the mill without an order."""
    counter.product("A", name="Juice")
    counter.product("B", name="Flour")
    counter.post("supplier", code="S1", name="Farm", lead_time_days="2")
    counter.post("supplier", code="S2", name="Mill")
    counter.post("supplier", code="S3", name="Nobody")
    counter.post("order", "po1", supplier="S1", lines=[line("A", "24", "0.90"), line("B", "10", "1.25")])
    counter.clock.put("2026-03-05T09:00:00+01:00")
    counter.post("delivery", "d1", order="po1", reference="note 17", lines=[line("A", "20")])
    counter.post("order", "po2", supplier="S1", step="draft", lines=[line("A", "6", "0.95")])
    counter.post("delivery", "d2", supplier="S2", lines=[line("A", "1", "0.80")])
    counter.clock.put("2026-03-06T09:00:00+01:00")
    counter.post("delivery", "d3", supplier="S1", lines=[line("A", "2", "0.99")], landed_costs=[{"amount": "0.40"}])
    counter.post("delivery", "d4", supplier="S1", lines=[line("A", "2", "9.00")])
    counter.post("reversal", "z1", of="d4", reason="typed wrong")
    return counter


def test_orders_are_listed_as_they_stand(shop):
    report = Purchasing(shop.book).orders()
    assert columns_of(report) == (
        "ordered number document supplier name status sent expected lines open_lines value open_value"
    )
    # 24 x 0.90 + 10 x 1.25; open are 4 x 0.90 and all the flour.
    assert list(report.rows) == [
        (
            "2026-03-02", "T0-PO000001", "po1", "S1", "Farm", "part_received", "2026-03-02", "2026-03-04", 2, 2,
            3410, 1610,
        ),
        ("2026-03-05", "T0-PO000002", "po2", "S1", "Farm", "draft", None, None, 1, 1, 570, 570),
    ]  # fmt: skip
    assert report.totals == {"value": 3980, "open_value": 2180}
    assert rows_of(Purchasing(shop.book).orders(Asked(first=20260303)), "document") == [("po2",)]


def test_deliveries_are_listed_with_their_order(shop):
    report = Purchasing(shop.book).deliveries()
    assert columns_of(report) == (
        "book_date number document supplier reference order expected location lines value landed billed purchases"
    )
    names = ("document", "supplier", "reference", "order", "expected", "value", "landed")
    assert rows_of(report, *names) == [
        ("d1", "S1", "note 17", "T0-PO000001", "2026-03-04", 1800, 0),
        ("d2", "S2", "", "", None, 80, 0),
        ("d3", "S1", "", "", None, 198, 40),
    ]
    assert report.totals == {"value": 2078, "landed": 40, "billed": 0, "purchases": 2078}
    assert refused(Purchasing(shop.book).deliveries, Asked(location="moon")).code == "unknown_location"


def test_what_bills_made_of_deliveries_stands_beside_them_and_both_are_the_purchases(counter):
    counter.post("supplier", code="S1", name="Farm")
    counter.product("A", "2.00")
    counter.post("delivery", "d1", supplier="S1", lines=[line("A", "10", "1.00")])
    counter.sell("s1", "A", "4")
    counter.clock.put("2026-04-02T09:00:00+02:00")
    counter.post("delivery", "d2", supplier="S1", lines=[line("A", "10", "1.00")])
    for at, (uid, delivery, cost) in enumerate((("i1", "d1", "1.50"), ("i2", "d2", "0.90"))):
        lines = [line("A", "10", cost)]
        counter.post("supplier_invoice", uid, supplier="S1", number=f"R{at}", deliveries=[delivery], lines=lines)
    purchasing, april = Purchasing(counter.book), Asked(first=20260401, last=20260430)
    report = purchasing.deliveries(april)
    # Ten cost 0.50 more, of which four are sold; ten cost 0.10 less.
    assert rows_of(replace(report, totals={}), "book_date", "document", "value", "billed", "purchases") == [
        ("2026-03-02", "d1", None, 500, 500),
        ("2026-04-02", "d2", 1000, -100, 900),
    ]
    assert report.totals == {"value": 1000, "landed": 0, "billed": 400, "purchases": 1400}
    assert report.note.startswith("Value is what the delivery notes say")
    assert purchasing.supplier_performance(april).note.startswith("Value is what the delivery notes say")
    for asked in (april, Asked(), Asked(last=20260331)):
        purchases = PeriodEnd(counter.book).period_end(asked).totals["purchases_value"]
        assert purchasing.deliveries(asked).totals["purchases"] == purchases
    counter.post("reversal", "z1", of="i2", reason="typed wrong")
    assert purchasing.deliveries(april).totals["purchases"] == 1500
    assert purchasing.deliveries(Asked(last=20260331)).note == ""


def test_suppliers_are_held_to_their_word(shop):
    report = Purchasing(shop.book).supplier_performance()
    assert list(report.rows) == [
        ("S1", "Farm", 2, 2, 0, 1, 0, 2, 3, 1998),
        ("S2", "Mill", 0, 1, 0, 0, None, None, None, 80),
    ]


def test_the_promise_is_that_by_which_late_is_told(shop):
    shop.clock.put("2026-03-10T09:00:00+01:00")
    for code, more in (("S3", {"lead_time_days": "3"}), ("S4", {}), ("S5", {"lead_time_days": "7"}), ("S6", {})):
        shop.post("supplier", code=code, name=code, **more)
    for code, more in (("S3", {"expected": "2026-03-14"}), ("S4", {"expected": "2026-03-15"}), ("S6", {})):
        shop.post("order", f"po-{code}", supplier=code, step="send", lines=[line("A", "1", "0.90")], **more)
    shop.post("order", "po-S5", supplier="S5", lines=[line("A", "1", "0.90")])
    shop.clock.put("2026-03-14T09:00:00+01:00")
    for code in ("S3", "S4", "S6"):
        shop.post("delivery", f"d-{code}", order=f"po-{code}", lines=[line("A", "1", "0.90")])
    names = ("supplier", "on_time", "late", "promised_days", "real_days")
    rows = {row[0]: row[1:] for row in rows_of(Purchasing(shop.book).supplier_performance(), *names)}
    # S3 was to bring it in four days, whatever its card says, and did; S4 in five. Of S5 nothing has come.
    assert rows["S3"] == (1, 0, 4, 4)
    assert rows["S4"] == (1, 0, 5, 4)
    assert rows["S5"] == (0, 0, 7, None)
    assert rows["S6"] == (0, 0, None, 4)


def test_a_supplier_that_charges_otherwise_is_told(shop):
    report = Purchasing(shop.book).price_changes()
    # From 0.90 to 0.99 is 10 %; the mill's price is its own, and what was taken back says nothing.
    assert list(report.rows) == [
        ("2026-03-06", "T0-D000003", "S1", "A", "Juice", 900_000, 990_000, 10_000, "cost", ""),
    ]
    assert list(Purchasing(shop.book).price_changes(Asked(last=20260305)).rows) == []


def test_an_invoice_of_another_price_is_a_change_and_freight_is_none(shop):
    shop.clock.put("2026-03-07T09:00:00+01:00")
    shop.post("supplier_invoice", "i1", supplier="S1", number="7", deliveries=["d3"], lines=[line("A", "2", "1.10")])
    shop.post("landed_cost", "l1", of="d3", amount="1.00")
    shop.post("supplier_invoice", "i2", supplier="S2", number="8", deliveries=["d2"], lines=[line("A", "1", "0.80")])
    shop.post("delivery", "d5", supplier="S1", lines=[line("A", "4")])
    # 0.99 to 1.10 is 11.1 %; the mill billed what it said, and the farm's next delivery comes at what it billed.
    assert list(Purchasing(shop.book).price_changes(Asked(first=20260307)).rows) == [
        ("2026-03-07", "T0-I000001", "S1", "A", "Juice", 990_000, 1_100_000, 11_100, "cost", ""),
    ]
    shop.post("reversal", "z2", of="i1", reason="typed wrong")
    (change,) = Purchasing(shop.book).price_changes(Asked(first=20260307)).rows
    assert change[1:8] == ("T0-D000005", "S1", "A", "Juice", 990_000, 1_100_000, 11_100)


def test_goods_that_come_at_several_costs_at_once_are_of_one_price_together(shop):
    shop.clock.put("2026-03-07T09:00:00+01:00")
    shop.product("W", tracking="lot")
    lots = [line("W", "2", "4.00") | {"lot": "L1"}, line("W", "2", "5.00") | {"lot": "L2"}]
    shop.post("delivery", "w1", supplier="S1", lines=lots)
    assert list(Purchasing(shop.book).price_changes(Asked(first=20260307)).rows) == []
    shop.post("delivery", "w2", supplier="S1", lines=[line("W", "4", "4.95")])
    (change,) = Purchasing(shop.book).price_changes(Asked(first=20260307)).rows
    assert change[5:8] == (4_500_000, 4_950_000, 10_000)


def test_days_that_run_backwards_are_refused(shop):
    told = Purchasing(shop.book)
    for ask in (told.orders, told.deliveries, told.supplier_performance, told.price_changes):
        assert refused(ask, Asked(first=20260302, last=20260301)).code == "days_backwards"


def test_free_pieces_leave_an_order_open_and_count_for_nothing_in_what_a_supplier_delivered(shop):
    shop.clock.put("2026-03-08T09:00:00+01:00")
    # Ordered were 24, 20 have come: 2 that are paid for and 2 for nothing, so 2 are open at 0.90.
    shop.post("delivery", "d5", order="po1", lines=[{"sku": "A", "quantity": "4", "free": "2"}])
    rows = rows_of(Purchasing(shop.book).orders(), "document", "status", "open_lines", "open_value")
    assert rows[0] == ("po1", "part_received", 2, 180 + 1250)
    assert rows_of(Purchasing(shop.book).deliveries(), "document", "value")[-1] == ("d5", 180)
    names = ("supplier", "deliveries", "late", "value")
    # 20 x 0.90, 2 x 0.99, 2 x 0.90.
    assert rows_of(Purchasing(shop.book).supplier_performance(), *names)[0] == ("S1", 3, 2, 1800 + 198 + 180)
