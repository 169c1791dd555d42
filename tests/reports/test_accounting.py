"""The journal of each kind of document, by figures worked out by hand; and the lists that its accounts must equal."""

from __future__ import annotations

from collections import Counter as Sums
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.refusal import Refusal
from app.domain.tender import CashRounding
from app.reports.accounting import Accounting
from app.reports.asked import Asked
from tests.accounts import busy_shop
from tests.books import Counter, counted_right, counter_at

SHOP, BACK, TRANSIT = "Assets:Inventory:Shop", "Assets:Inventory:Back", "Assets:Inventory:Transit"
CASH, CARD = "Assets:Cash", "Assets:Card-clearing"
GRNI, CARRIERS, COGS = "Liabilities:GRNI", "Liabilities:GRNI:Carriers", "Expenses:CostOfSales"
SALES, RETURNS, TAX = "Income:Sales", "Income:SalesReturns", "Liabilities:Tax"
VARIANCE, EQUITY = "Expenses:PurchaseVariance", "Equity:OpeningBalances"


def entry(shop: Counter, uid: str, day: str | None = None) -> dict[str, int]:
    """What a document posts, on one day or on all: debits above zero, credits below."""
    rows = [row for row in Accounting(shop.book).journal().rows if row[2] == uid and day in (None, row[1])]
    found = {row[5]: (row[6] or 0) - (row[7] or 0) for row in rows}
    assert len(found) == len(rows) or day is None
    assert sum(found.values()) == 0
    return found


def lines(*said: tuple[str, str, str]) -> list[dict]:
    return [{"sku": sku, "quantity": quantity, "unit_cost": cost} for sku, quantity, cost in said]


@pytest.fixture
def shop(counter: Counter) -> Counter:
    """Goods at 20 % tax: F by FIFO, N at a standard cost of 1.00; 10 F are there at 1.00 each."""
    counter.product("F", "1.50", tax="20", tax_code="S")
    counter.product("N", "1.50", tax="20", costing="standard", standard_cost="1.00")
    counter.post("location", code="back", name="Back room")
    counter.post("opening_stock", "open", lines=lines(("F", "10", "1.00")))
    return counter


def test_opening_stock_stands_against_the_opening_balance(shop: Counter) -> None:
    assert entry(shop, "open") == {SHOP: 1000, EQUITY: -1000}
    shop.post("opening_stock", "more", lines=lines(("N", "5", "1.20")))
    assert entry(shop, "more") == {SHOP: 500, VARIANCE: 100, EQUITY: -600}


def test_a_delivery_is_owed_to_its_supplier_and_its_carrier(shop: Counter) -> None:
    landed = [{"amount": "3.33"}]
    shop.post("delivery", "d1", lines=lines(("F", "10", "1.10")), landed_costs=landed)
    assert entry(shop, "d1") == {SHOP: 1433, GRNI: -1100, CARRIERS: -333}
    # At standard cost 10.00 enter; all that was paid beyond is variance.
    shop.post("delivery", "d2", lines=lines(("N", "10", "1.10")), landed_costs=landed)
    assert entry(shop, "d2") == {SHOP: 1000, VARIANCE: 433, GRNI: -1100, CARRIERS: -333}


def test_a_delivery_that_covers_negative_stock_corrects_the_cost_of_sales(shop: Counter) -> None:
    shop.product("C", "3.00", cost="0.50")
    shop.sell("s1", "C", "2")
    assert entry(shop, "s1") == {CASH: 600, COGS: 100, SALES: -600, SHOP: -100}
    shop.deliver("d1", "C", "10", "0.80")
    # 2 of the 10 had left at 0.50 and cost 0.80: 0.60 more are cost of sales.
    assert entry(shop, "d1") == {SHOP: 740, COGS: 60, GRNI: -800}


def test_a_late_delivery_has_an_entry_on_each_day_that_it_touches(shop: Counter) -> None:
    shop.product("C", "3.00", cost="0.50")
    shop.sell("s1", "C", "2")
    shop.deliver("d1", "C", "10", "0.80", at="2026-03-01T10:00:00+01:00")
    assert entry(shop, "d1", "2026-03-01") == {SHOP: 800, GRNI: -800}
    assert entry(shop, "d1", "2026-03-02") == {COGS: 60, SHOP: -60}


def test_landed_cost_that_comes_later_goes_to_stock_and_to_cost_of_sales(shop: Counter) -> None:
    shop.product("L", "3.00")
    shop.deliver("d1", "L", "10", "1.10")
    shop.sell("s1", "L", "4")
    shop.post("landed_cost", "l1", of="d1", amount="2.00")
    assert entry(shop, "l1") == {SHOP: 120, COGS: 80, CARRIERS: -200}


def test_an_invoice_settles_what_was_received_and_spreads_its_difference(shop: Counter) -> None:
    shop.post("supplier", code="S1", name="Wholesale")
    shop.product("L", "3.00")
    shop.deliver("d1", "L", "10", "1.10", supplier="S1")
    shop.sell("s1", "L", "4")
    billed = lines(("L", "10", "1.15"))
    shop.post("supplier_invoice", "i1", supplier="S1", number="17", deliveries=["d1"], lines=billed, tax="2.30")
    # 11.50 for what came in at 11.00: of the 0.50, 6 pieces are in stock and 4 are sold.
    assert entry(shop, "i1") == {GRNI: 1100, "Assets:TaxInput": 230, SHOP: 30, COGS: 20, "Liabilities:Payables": -1380}
    assert Accounting(shop.book).not_invoiced().rows == []


def test_goods_sent_back_lower_what_is_owed(shop: Counter) -> None:
    shop.product("L", "3.00")
    shop.deliver("d1", "L", "10", "1.10")
    shop.post("supplier_return", "r1", of="d1", lines=[{"sku": "L", "quantity": "2", "unit_credit": "1.00"}])
    assert entry(shop, "r1") == {GRNI: 200, VARIANCE: 20, SHOP: -220}
    shop.post("reversal", "z1", of="r1", reason="stayed here")
    assert entry(shop, "z1") == {GRNI: -200, VARIANCE: -20, SHOP: 220}


def test_a_sale_earns_owes_tax_and_costs(shop: Counter) -> None:
    shop.sell("s1", "F", "2", tenders=[{"kind": "cash", "amount": "5.00"}])
    assert entry(shop, "s1") == {CASH: 300, SALES: -250, TAX: -50, COGS: 200, SHOP: -200}


def test_cash_rounding_is_on_the_cash_part_of_a_split_payment(tmp_path: Path) -> None:
    shop = counter_at(tmp_path / "shop.book", cash_rounding=CashRounding(5))
    shop.product("F", "1.49", tax="20", stocked=False)
    tenders = [{"kind": "card", "amount": "1.00"}, {"kind": "cash", "amount": "2.00"}]
    shop.sell("s1", "F", "2", tenders=tenders)
    # 2.98 is 2.48 and 0.50 tax; 1.98 in cash are 2.00.
    assert entry(shop, "s1") == {CARD: 100, CASH: 200, "Income:CashRounding": -2, SALES: -248, TAX: -50}
    shop.book.close_thread()


def test_a_refund_is_the_sale_reversed_and_damaged_goods_are_written_off(shop: Counter) -> None:
    shop.sell("s1", "F", "3")
    shop.post("refund", "f1", of="s1", lines=[{"line": 1, "quantity": "1", "state": "sellable"}])
    assert entry(shop, "f1") == {RETURNS: 125, TAX: 25, CASH: -150, SHOP: 100, COGS: -100}
    shop.post("refund", "f2", of="s1", lines=[{"line": 1, "quantity": "1", "state": "damaged"}])
    assert entry(shop, "f2") == {RETURNS: 125, TAX: 25, CASH: -150, "Expenses:WriteOff:Damaged": 100, COGS: -100}


def test_an_exchange_is_one_entry_with_sales_and_returns_apart(shop: Counter) -> None:
    shop.sell("s1", "F", "1")
    back = {"of": "s1", "of_line": 1, "quantity": "-1", "state": "sellable"}
    shop.post("sale", "s2", lines=[back, {"sku": "F", "quantity": "2"}])
    assert entry(shop, "s2") == {CASH: 150, RETURNS: 125, SALES: -250, TAX: -25, COGS: 100, SHOP: -100}


def test_a_mended_payment_moves_between_its_tenders(shop: Counter) -> None:
    shop.sell("s1", "F", "2", tenders=[{"kind": "cash", "amount": "5.00"}])
    shop.post("tender_change", "x1", of="s1", tenders=[{"kind": "card", "amount": "3.00"}])
    assert entry(shop, "x1") == {CARD: 300, CASH: -300}
    half = [{"kind": "card", "amount": "2.00"}, {"kind": "cash", "amount": "1.00"}]
    shop.post("tender_change", "x2", of="s1", tenders=half)
    assert entry(shop, "x2") == {CASH: 100, CARD: -100}


def test_an_adjustment_goes_to_the_account_of_its_reason(shop: Counter) -> None:
    shop.post("reason", code="tasting", name="Tasting", account="Expenses:Marketing")
    spoilt = [("-1", "damaged"), ("-2", "tasting"), ("3", "found")]
    shop.post("adjustment", "a1", lines=[{"sku": "F", "quantity": many, "reason": why} for many, why in spoilt])
    assert entry(shop, "a1") == {
        "Expenses:WriteOff:Damaged": 100,
        "Expenses:Marketing": 200,
        "Expenses:WriteOff:Found": -300,
    }
    shop.post("reversal", "z1", of="a1", reason="typed wrong")
    assert entry(shop, "z1")["Expenses:Marketing"] == -200


def test_a_count_posts_shrinkage_and_its_first_one_is_opening_stock(shop: Counter) -> None:
    shop.post("count", "c1", lines=[{"sku": "F", "counted": "7"}])
    assert entry(shop, "c1") == {"Expenses:Shrinkage": 300, SHOP: -300}
    shop.product("C", "3.00", cost="0.50")
    shop.post("count", "c2", lines=[{"sku": "C", "counted": "4"}])
    assert entry(shop, "c2") == {SHOP: 200, EQUITY: -200}
    shop.post("count", "c3", lines=[{"sku": "C", "counted": "5"}])
    assert entry(shop, "c3") == {SHOP: 50, "Expenses:Shrinkage": -50}


def test_a_transfer_moves_value_between_locations(shop: Counter) -> None:
    shop.post("transfer", "t1", **{"from": "shop", "to": "back"}, lines=[{"sku": "F", "quantity": "3"}])
    assert entry(shop, "t1") == {BACK: 300, SHOP: -300}
    shop.post("transfer", "t2", **{"from": "shop", "to": "back"}, step="send", lines=[{"sku": "F", "quantity": "2"}])
    assert entry(shop, "t2") == {TRANSIT: 200, SHOP: -200}
    shop.post("transfer_receipt", "t3", of="t2")
    assert entry(shop, "t3") == {BACK: 200, TRANSIT: -200}


def test_a_write_down_has_an_account_of_its_own(shop: Counter) -> None:
    shop.post("revaluation", "v1", lines=[{"sku": "F", "unit_cost": "0.75"}])
    assert entry(shop, "v1") == {"Expenses:StockWriteDown": 250, SHOP: -250}


def test_another_cost_method_posts_only_what_it_changes(shop: Counter) -> None:
    shop.post("method_change", "m1", lines=[{"sku": "F", "costing": "average"}])
    assert entry(shop, "m1") == {}
    shop.product("C", "3.00", standard_cost="1.10")
    shop.deliver("d1", "C", "10", "1.00")
    shop.post("method_change", "m2", lines=[{"sku": "C", "costing": "standard"}])
    assert entry(shop, "m2") == {SHOP: 100, "Expenses:StockWriteDown": -100}


def test_a_reversal_mirrors_what_it_takes_back(shop: Counter) -> None:
    shop.post("delivery", "d1", lines=lines(("F", "4", "9.99")), landed_costs=[{"amount": "1.00"}])
    shop.post("reversal", "z1", of="d1", reason="typed wrong")
    assert entry(shop, "d1") == {SHOP: 4096, GRNI: -3996, CARRIERS: -100}
    assert entry(shop, "z1") == {GRNI: 3996, CARRIERS: 100, SHOP: -4096}
    assert Accounting(shop.book).not_invoiced().rows == []


@pytest.mark.parametrize(
    ("kind", "posted"),
    [
        ("float", {CASH: 1000, "Assets:Safe": -1000}),
        ("paid_in", {CASH: 1000, "Income:PaidIn": -1000}),
        ("paid_out", {"Expenses:PaidOut": 1000, CASH: -1000}),
        ("banked", {"Assets:Bank": 1000, CASH: -1000}),
    ],
)
def test_cash_without_a_sale_has_its_entry(shop: Counter, kind: str, posted: dict) -> None:
    shop.post("cash_movement", "k1", kind=kind, amount="10.00")
    assert entry(shop, "k1") == posted


def test_a_cash_count_posts_its_difference(shop: Counter) -> None:
    shop.post("cash_movement", "k1", kind="float", amount="10.00")
    shop.post("cash_count", "k2", counted="9.60")
    assert entry(shop, "k2") == {"Expenses:CashOverShort": 40, CASH: -40}
    shop.post("cash_count", "k3", counted="9.60")
    assert entry(shop, "k3") == {}


def test_a_shop_that_lives_by_counts_has_its_cost_of_sales_from_them(tmp_path: Path) -> None:
    from app.domain.shop import StockSystem

    shop = counter_at(tmp_path / "shop.book", stock=StockSystem.PERIODIC)
    shop.product("F", "1.50", tax="20")
    shop.deliver("d1", "F", "10", "1.00")
    shop.sell("s1", "F", "3")
    assert entry(shop, "s1") == {CASH: 450, SALES: -375, TAX: -75}
    shop.clock.put("2026-03-03T10:00:00+01:00")
    shop.post("count", "c1", lines=[{"sku": "F", "counted": "6"}])
    assert entry(shop, "c1") == {COGS: 400, SHOP: -400}
    shop.book.close_thread()


@pytest.fixture
def busy(tmp_path: Path) -> Iterator[Counter]:
    shop = busy_shop(tmp_path / "busy.book")
    yield shop
    shop.book.close_thread()


def balances(shop: Counter) -> Sums:
    sums: Sums = Sums()
    for row in Accounting(shop.book).journal().rows:
        sums[row[5]] += (row[6] or 0) - (row[7] or 0)
    return sums


def test_every_kind_of_document_balances_alone(busy: Counter) -> None:
    journal = Accounting(busy.book).journal()
    sums: Sums = Sums()
    for row in journal.rows:
        sums[row[2], row[1]] += (row[6] or 0) - (row[7] or 0)
    assert set(sums.values()) == {0}
    kinds = {row[4] for row in journal.rows}
    posted = {kind for (kind,) in busy.rows("SELECT DISTINCT kind FROM document")}
    assert posted - kinds == {"method_change"}  # at another method the value stays
    assert journal.totals["debit"] == journal.totals["credit"] == sum(row[6] or 0 for row in journal.rows)


def test_stock_is_its_account_and_the_cost_of_goods_is_its_own(busy: Counter) -> None:
    found = balances(busy)
    for location, value in busy.rows(
        "SELECT location.code, sum(value_minor) FROM pool JOIN location ON location.id = location_id GROUP BY 1"
    ):
        assert found[f"Assets:Inventory:{location.capitalize()}"] == value
    cost = busy.one(
        "SELECT -sum(value_minor) FROM movement WHERE kind IN ('sale', 'customer_return', 'correction', 'landed_sold')"
    )
    assert found[COGS] == cost


def test_goods_not_invoiced_are_their_accounts(busy: Counter) -> None:
    report = Accounting(busy.book).not_invoiced()
    found = balances(busy)
    assert report.totals["value"] == -found[GRNI] - found[CARRIERS]
    # L: 8 of 10 at 1.30 less the credit of 2 x 1.20; P: all of it at 1.40, sent back by mistake; the rest is billed.
    value = {(row[1], row[4], row[6]): row[15] for row in report.rows}
    assert value == {
        ("d1", "goods", "L"): 1060,
        ("d1", "goods", "P"): 1400,
        ("d1", "landed", ""): 333,
        ("d2", "goods", "F"): 2500,
        ("late", "landed", ""): 200,
    }
    assert [row[11] for row in report.rows] == [8000, 10000, 0, 20000, 0]


def test_what_is_owed_can_be_asked_for_an_earlier_day(busy: Counter) -> None:
    report = Accounting(busy.book).not_invoiced(Asked(at=20260303))
    assert {(row[1], row[4]) for row in report.rows} == {("d1", "goods"), ("d1", "landed")}
    assert report.totals["value"] == 6333
    assert report.at == "2026-03-03"


def test_a_reversal_takes_the_variance_of_goods_and_of_their_carrier_back_apart(shop: Counter) -> None:
    shop.post("delivery", "d1", lines=lines(("N", "10", "1.10")), landed_costs=[{"amount": "3.33"}])
    shop.post("reversal", "z1", of="d1", reason="typed wrong")
    assert entry(shop, "z1") == {GRNI: 1100, CARRIERS: 333, SHOP: -1000, VARIANCE: -433}
    assert Accounting(shop.book).not_invoiced().rows == []
    counted_right(shop)


def test_goods_sent_back_without_a_delivery_at_a_named_credit_have_their_variance(shop: Counter) -> None:
    back = {"sku": "F", "quantity": "2", "unit_credit": "0.80"}
    shop.post("supplier_return", "r1", of=None, lines=[back])
    assert entry(shop, "r1") == {GRNI: 160, VARIANCE: 40, SHOP: -200}
    counted_right(shop)


def test_a_landed_cost_that_is_taken_back_is_owed_no_more(shop: Counter) -> None:
    shop.product("L", "3.00")
    shop.deliver("d1", "L", "10", "1.10")
    shop.sell("s1", "L", "4")
    shop.post("landed_cost", "l1", of="d1", amount="2.00")
    shop.post("reversal", "z1", of="l1", reason="of another delivery")
    assert entry(shop, "z1") == {CARRIERS: 200, SHOP: -120, COGS: -80}
    assert [row[1] for row in Accounting(shop.book).not_invoiced().rows] == ["d1"]
    counted_right(shop)


def test_goods_sent_back_without_a_delivery_are_owed_by_somebody(shop: Counter) -> None:
    shop.post("supplier_return", "r1", of=None, lines=[{"sku": "F", "quantity": "1"}])
    assert [row[1:6] + row[15:] for row in Accounting(shop.book).not_invoiced().rows] == [
        ("r1", "T0-B000001", "", "goods", 1, -100)
    ]


def test_a_part_of_the_journal_is_brought_forward(busy: Counter) -> None:
    part = Accounting(busy.book).account_book(Asked(first=20260304))
    assert {row[1] for row in part.journal.rows} == {"2026-03-04"}
    assert sum(part.forward.values()) == 0
    assert part.forward[CASH] == 10000 + 11200
    whole = Accounting(busy.book).account_book()
    assert whole.forward == {}
    assert whole.held == part.held
    assert all(balances(busy)[name] == amount for name, amount in whole.held.items())


def test_accounts_are_called_as_the_shop_says(shop: Counter) -> None:
    shop.post("account", code="sales", name="Income:Shop")
    shop.post("account", code="inventory", name="3980 Waren")
    shop.sell("s1", "F", "1")
    assert entry(shop, "s1") == {CASH: 150, "Income:Shop": -125, TAX: -25, COGS: 100, "Assets:3980-Waren:Shop": -100}
    shop.post("account", code="sales", name="")
    assert entry(shop, "s1")[SALES] == -125


def test_days_that_run_backwards_are_refused(shop: Counter) -> None:
    for ask in (Accounting(shop.book).journal, Accounting(shop.book).account_book):
        with pytest.raises(Refusal, match="days_backwards"):
            ask(Asked(first=20260302, last=20260301))


def test_an_empty_book_has_an_empty_journal(counter: Counter) -> None:
    books = Accounting(counter.book).account_book()
    assert (books.journal.rows, books.forward, books.held) == ([], {}, {CASH: 0})
