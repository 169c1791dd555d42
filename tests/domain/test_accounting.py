"""Accounts: what each movement and payment posts, and what accounts are called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.accounting import (
    DEFAULT_NAMES,
    DRAWER,
    Account,
    Chart,
    Payment,
    Posting,
    Valued,
    Word,
    account_name,
    cash_postings,
    drawer_minor,
    imbalance_minor,
    invoice_postings,
    payment_postings,
    sale_postings,
    stock_postings,
    summed,
)
from app.domain.movement import MovementKind

PLAIN = Chart({}, {}, {})
AMOUNTS = st.integers(-(10**12), 10**12)


def told(postings) -> dict[str, int]:
    """Postings by the words of their accounts."""
    return {account.word: amount for account, amount in summed(postings)}


@pytest.mark.parametrize(
    ("kind", "against"),
    [
        (MovementKind.OPENING_STOCK, Word.OPENING),
        (MovementKind.DELIVERY, Word.GRNI),
        (MovementKind.INVOICE, Word.GRNI),
        (MovementKind.SUPPLIER_RETURN, Word.GRNI),
        (MovementKind.LANDED, Word.CARRIERS),
        (MovementKind.LANDED_SOLD, Word.COST_OF_SALES),
        (MovementKind.SALE, Word.COST_OF_SALES),
        (MovementKind.USAGE, Word.COST_OF_SALES),
        (MovementKind.CUSTOMER_RETURN, Word.COST_OF_SALES),
        (MovementKind.CORRECTION, Word.COST_OF_SALES),
        (MovementKind.ADJUSTMENT, Word.WRITE_OFF),
        (MovementKind.COUNT_LOSS, Word.SHRINKAGE),
        (MovementKind.COUNT_GAIN, Word.SHRINKAGE),
        (MovementKind.REVALUATION, Word.WRITE_DOWN),
    ],
)
def test_each_movement_has_its_account_against_stock(kind: MovementKind, against: Word) -> None:
    assert told(stock_postings(Valued(kind, "shop", 500))) == {Word.INVENTORY: 500, against: -500}


def test_what_goods_cost_beyond_their_value_is_purchase_variance() -> None:
    moved = Valued(MovementKind.DELIVERY, "shop", 1000, 100)
    assert told(stock_postings(moved)) == {Word.INVENTORY: 1000, Word.PURCHASE_VARIANCE: 100, Word.GRNI: -1100}


def test_a_transfer_has_both_its_sides_in_stock() -> None:
    out = stock_postings(Valued(MovementKind.TRANSFER_OUT, "back", -500))
    into = stock_postings(Valued(MovementKind.TRANSFER_IN, "shop", 450, 50))
    assert summed([*out, *into]) == (
        Posting(Account(Word.INVENTORY, "shop"), 450),
        Posting(Account(Word.PURCHASE_VARIANCE), 50),
        Posting(Account(Word.INVENTORY, "back"), -500),
    )


def test_an_adjustment_goes_to_the_account_of_its_reason() -> None:
    postings = stock_postings(Valued(MovementKind.ADJUSTMENT, "shop", -100, reason="stolen"))
    assert postings[1] == Posting(Account(Word.WRITE_OFF, "stolen"), 100)


def test_a_kind_that_nobody_knows_does_not_balance() -> None:
    assert imbalance_minor(stock_postings(Valued("magic", "shop", 7))) == 7


def test_a_sale_earns_takes_back_and_owes_tax() -> None:
    # Sold for 10.00 net, taken back for 2.50: 7.50 net in all, with 1.50 tax.
    assert told(sale_postings(750, -250, 150)) == {
        Word.SALES_RETURNS: 250,
        Word.SALES: -1000,
        Word.TAX_OUTPUT: -150,
    }


def test_change_comes_out_of_the_cash_alone() -> None:
    payment = Payment((("card", 300), ("cash", 500)), 2, 100)
    assert payment.cash_minor == 400
    assert summed(payment_postings(payment)) == (
        Posting(Account(Word.TENDER, "card"), 300),
        Posting(DRAWER, 400),
        Posting(Account(Word.CASH_ROUNDING), -2),
    )
    assert summed([*payment_postings(payment), *payment_postings(payment, -1)]) == ()


def test_an_invoice_settles_what_was_received() -> None:
    assert told(invoice_postings(1000, 0, 200)) == {Word.GRNI: 1000, Word.TAX_INPUT: 200, Word.PAYABLES: -1200}
    assert told(invoice_postings(0, 300, 57)) == {Word.CARRIERS: 300, Word.TAX_INPUT: 57, Word.PAYABLES: -357}


@pytest.mark.parametrize(
    ("what", "moved", "against"),
    [
        ("float", 500, Word.SAFE),
        ("paid_in", 500, Word.PAID_IN),
        ("paid_out", -500, Word.PAID_OUT),
        ("banked", -500, Word.BANK),
    ],
)
def test_cash_without_a_sale_comes_from_somewhere(what: str, moved: int, against: Word) -> None:
    assert drawer_minor(what, 500) == moved
    assert told(cash_postings(what, 500)) == {Word.TENDER: moved, against: -moved}


def test_a_count_posts_what_is_over_or_short() -> None:
    assert told(cash_postings("counted", 480, 500)) == {Word.OVER_SHORT: 20, Word.TENDER: -20}
    assert told(cash_postings("counted", 510, 500)) == {Word.TENDER: 10, Word.OVER_SHORT: -10}
    assert summed(cash_postings("counted", 500, 500)) == ()


@given(st.sampled_from([kind for kind in MovementKind if not kind.startswith("transfer")]), AMOUNTS, AMOUNTS)
def test_every_movement_balances_by_itself(kind: MovementKind, value: int, variance: int) -> None:
    assert imbalance_minor(stock_postings(Valued(kind, "shop", value, variance))) == 0


@given(st.lists(st.tuples(st.sampled_from(["cash", "card", "meal"]), AMOUNTS)), AMOUNTS, AMOUNTS, AMOUNTS)
def test_a_sale_balances_where_its_payment_is_what_it_owes(parts, change: int, returned: int, tax: int) -> None:
    paid = sum(amount for _, amount in parts)
    net = paid - change - 3 - tax
    entry = [*payment_postings(Payment(tuple(parts), 3, change)), *sale_postings(net, returned, tax)]
    assert imbalance_minor(entry) == 0


def test_debits_stand_first_and_nothing_is_left_out() -> None:
    cash, sales, tax = DRAWER, Account(Word.SALES), Account(Word.TAX_OUTPUT)
    entry = summed([Posting(sales, -5), Posting(tax, 0), Posting(cash, 2), Posting(cash, 3)])
    assert entry == (Posting(cash, 5), Posting(sales, -5))


def test_every_account_has_a_name_below_a_root() -> None:
    assert set(DEFAULT_NAMES) == set(Word)
    assert all(account_name(name, "") == name for name in DEFAULT_NAMES.values())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", "Assets:Cash"),
        ("Assets:Cash:Till", "Assets:Cash:Till"),
        ("Assets:Card clearing", "Assets:Card-clearing"),
        ("1000 Kasse", "Assets:1000-Kasse"),
        ("Aktiva:Umlauf:Kasse", "Assets:Aktiva:Umlauf:Kasse"),
        ("cash", "Assets:Cash"),
        ("Expenses:cash", "Expenses:Cash"),
        ("Assets", "Assets:Cash"),
        (" : ;; ", "Assets:Cash"),
        ("Assets:Cash;comment", "Assets:Cash-comment"),
        ("Assets:(Cash)_[EUR]", "Assets:Cash-EUR"),
        ("Assets:Ärger", "Assets:Ärger"),
        ("ärger", "Assets:Ärger"),
        ("现金", "Assets:X现金"),
        ("m²", "Assets:M"),
        ("a--b - c", "Assets:A--b---c"),
    ],
)
def test_a_name_is_mended_into_what_bookkeeping_programs_take(text: str, name: str) -> None:
    assert account_name(text, "Assets:Cash") == name


def test_a_shop_names_its_accounts_tenders_and_reasons() -> None:
    chart = Chart(
        {"sales": "Income:Shop", "inventory": "Assets:Stock"}, {"cash": "1000 Kasse"}, {"stolen": "Expenses:Theft"}
    )
    assert chart.name(Account(Word.SALES)) == "Income:Shop"
    assert chart.name(Account(Word.INVENTORY, "back")) == "Assets:Stock:Back"
    assert chart.name(DRAWER) == "Assets:1000-Kasse"
    assert chart.name(Account(Word.TENDER, "meal")) == "Assets:Clearing:Meal"
    assert chart.name(Account(Word.WRITE_OFF, "stolen")) == "Expenses:Theft"
    assert chart.name(Account(Word.WRITE_OFF, "own_use")) == "Expenses:WriteOff:Own-use"
    assert PLAIN.name(Account(Word.CARRIERS)) == "Liabilities:GRNI:Carriers"
