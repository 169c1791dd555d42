"""From goods to a bill, reckoned by hand; tests/domain/test_tax.py has the policies, test_discount.py the spreading."""

import pytest

from app.domain.basket import AddItem, AddUnknown, SellUnknown, SetLineDiscount, SetPrice, SetSaleDiscount, replay
from app.domain.discount import Discount
from app.domain.figures import currency
from app.domain.product import Item, NegativeStock, Unit
from app.domain.refusal import Refusal
from app.domain.requests import Asking, SaleAsked, SaleLineAsked, TenderAsked
from app.domain.ringing import (
    Charge,
    Returned,
    basket_bill,
    bill,
    charges_of,
    sale_asked,
    shown_lines,
    stock_word,
    with_deposits,
)
from app.domain.tax import FiguredLine, TaxPolicy
from tests.books import shop_like

EURO = shop_like()
NET = shop_like(tax_policy=TaxPolicy.EN16931, prices_include_tax=False)
BOTTLE = Item(9, "BOTTLE", "Deposit", 250_000, 19_000, "S", Unit.EACH, stocked=False)
COLA = Item(1, "COLA", "Cola", 990_000, 19_000, "S", Unit.EACH, deposit=BOTTLE)
BREAD = Item(2, "BREAD", "Bread", 3_200_000, 7000, "R", Unit.EACH)
CHEESE = Item(3, "CHEESE", "Cheese", 19_990_000, 7000, "R", Unit.KG)


def charge(item, quantity_milli=1000, **keys):
    return Charge(item, quantity_milli, item.price_micro, item.base_milli, **keys)


def totals(bill_):
    return bill_.totals.net_minor, bill_.totals.tax_minor, bill_.totals.gross_minor


def test_a_bill_sums_its_lines_and_its_taxes():
    bill_ = bill([charge(BREAD, 2000), charge(CHEESE, 345)], None, EURO)
    # 0.345 x 19.99 = 6.89655; 13.30 x 7 / 107 = 0.87.
    assert [line.gross_minor for line in bill_.lines] == [640, 690]
    assert totals(bill_) == (1243, 87, 1330)
    assert (bill_.before_minor, bill_.discount_minor) == (1330, 0)
    assert [(row.rate_milli, row.category) for row in bill_.totals.rows] == [(7000, "R")]


def test_an_empty_bill_is_nothing():
    assert totals(bill([], None, EURO)) == (0, 0, 0)


def test_a_line_keeps_what_it_was_made_of():
    (line,) = bill(
        [charge(CHEESE, 345, code="2811", discount=Discount(10), lot="L1", serials=("X",), key=7)], None, EURO
    ).lines
    assert (line.line_no, line.sku, line.quantity_milli, line.price_micro, line.base_milli) == (
        1, "CHEESE", 345, 19_990_000, 1000,
    )  # fmt: skip
    assert (line.discount_minor, line.shared_minor, line.gross_minor) == (10, 0, 680)
    assert (line.rate_milli, line.tax_code, line.code, line.lot, line.serials) == (7000, "R", "2811", "L1", ("X",))
    assert (line.deposit_of, line.of, line.state) == (None, None, "")


def test_the_discount_on_the_sale_lies_on_goods_not_on_deposits():
    bill_ = bill(with_deposits([charge(COLA, 4000), charge(BREAD)]), Discount(percent_milli=10_000), EURO)
    # 3.96 and 3.20 less 0.716, half up 0.72: 0.398 and 0.322.
    assert [(line.sku, line.shared_minor, line.gross_minor) for line in bill_.lines] == [
        ("COLA", 40, 356),
        ("BOTTLE", 0, 100),
        ("BREAD", 32, 288),
    ]
    assert (bill_.before_minor, bill_.discount_minor, bill_.totals.gross_minor) == (816, 72, 744)
    assert [line.deposit_of for line in bill_.lines] == [None, 1, None]


def returned(gross, tax, shared=0, inclusive=True):
    amount = gross + shared if inclusive else gross - tax + shared
    figured = FiguredLine(19_000, "S", -amount, tax - gross, -tax, -gross)
    return Returned("s0", 1, "sellable", figured, 0, -shared)


def test_goods_that_come_back_are_added_as_they_were_figured():
    bill_ = bill([charge(COLA, -1000, returned=returned(90, 14, shared=9)), charge(BREAD)], Discount(20), EURO)
    back, bread = bill_.lines
    assert (back.net_minor, back.tax_minor, back.gross_minor, back.shared_minor) == (-76, -14, -90, -9)
    assert (back.of, back.of_line, back.state, back.rate_milli) == ("s0", 1, "sellable", 19_000)
    assert (bread.shared_minor, bread.gross_minor) == (20, 300)
    # 3.20 - 0.99 before the discount, 3.00 - 0.90 after it.
    assert (bill_.before_minor, bill_.totals.gross_minor) == (221, 210)


def test_prices_without_tax_are_summed_without_it():
    bill_ = bill([charge(COLA, -1000, returned=returned(107, 17, inclusive=False)), charge(BREAD)], None, NET)
    assert (bill_.before_minor, totals(bill_)) == (320 - 90, (230, 5, 235))


def test_goods_that_come_back_bring_no_deposit_of_their_own():
    assert len(with_deposits([charge(COLA, -1000, returned=returned(99, 16))])) == 1
    # Without a receipt it goes with its goods both ways.
    assert [one.quantity_milli for one in with_deposits([charge(COLA, -2000)])] == [-2000, -2000]


def test_goods_that_come_back_without_a_receipt_are_sellable():
    assert bill([charge(BREAD, -1000)], None, EURO).lines[0].state == "sellable"


@pytest.mark.parametrize(
    ("charges", "discount", "code"),
    [
        ([charge(BREAD, discount=Discount(321))], None, "discount_too_large"),
        ([charge(BREAD)], Discount(321), "discount_too_large"),
        ([charge(COLA, -1000, returned=returned(90, 14))], Discount(1), "discount_too_large"),
        ([charge(BREAD, 10**12)] * 4, None, "amount_too_large"),
        ([charge(BREAD._replace(price_micro=10**15), 10**12, discount=Discount(0, 100_000))], None, "amount_too_large"),
        ([charge(BREAD._replace(price_micro=10**15), 9000)] * 2, Discount(0, 100_000), "amount_too_large"),
    ],
)
def test_what_cannot_be_charged_is_refused(charges, discount, code):
    with pytest.raises(Refusal) as caught:
        bill(charges, discount, EURO)
    assert caught.value.code == code


BASKET = replay(
    [
        AddItem(COLA._replace(on_hand_milli=2000, counted=True), 3000, code="4711"),
        AddItem(CHEESE, 345, merge=False),
        AddUnknown("0815", 2000),
        SellUnknown(3, BREAD._replace(sku="UNLISTED", price_micro=0, stocked=False), 1_500_000),
        SetLineDiscount(2, Discount(percent_milli=10_000)),
        SetPrice(1, 1_000_000),
        SetSaleDiscount(Discount(100)),
    ]
)


def test_the_screen_shows_lines_with_their_deposits():
    shown = shown_lines(BASKET, EURO)
    assert [(one.key, one.name, one.code, one.quantity_milli, one.amount_minor) for one in shown] == [
        (1, "Cola", "4711", 3000, 300),
        (1, "Deposit", "BOTTLE", 3000, 75),
        (2, "Cheese", "CHEESE", 345, 621),
        (4, "Bread", "0815", 2000, 300),
    ]
    assert [(one.is_deposit, one.stock, one.discount_minor) for one in shown] == [
        (False, "not_enough", 0),
        (True, "", 0),
        (False, "", 69),
        (False, "", 0),
    ]
    assert sum(one.amount_minor for one in shown) == basket_bill(BASKET, EURO).before_minor == 1296
    assert basket_bill(BASKET, EURO).totals.gross_minor == 1196


def test_charges_of_a_basket_are_its_lines():
    assert [(one.item.sku, one.key, one.deposit_of) for one in charges_of(BASKET)] == [
        ("COLA", 1, None),
        ("BOTTLE", 1, 0),
        ("CHEESE", 2, None),
        ("UNLISTED", 4, None),
    ]


def test_the_wish_to_sell_says_what_the_cashier_saw():
    tenders = (TenderAsked("cash", 2000),)
    asked = sale_asked(BASKET, Asking("u1", till="T1"), tenders=tenders, cashier="anna")
    assert asked == SaleAsked(
        Asking("u1", till="T1"),
        (
            SaleLineAsked(3000, sku="COLA", code="4711", price_micro=1_000_000, base_milli=1000),
            SaleLineAsked(
                345, sku="CHEESE", price_micro=19_990_000, base_milli=1000, discount=Discount(percent_milli=10_000)
            ),
            SaleLineAsked(2000, sku="UNLISTED", code="0815", price_micro=1_500_000, base_milli=1000),
        ),
        tenders,
        Discount(100),
        cashier="anna",
    )


def test_a_serial_and_a_lot_go_along():
    asked = sale_asked(replay([AddItem(BREAD, 1000, lot="L", serial="X")]), Asking("u"), tenders=None, cashier=None)
    assert (asked.lines[0].lot, asked.lines[0].serials) == ("L", ("X",))


def test_goods_that_may_not_go_below_zero_say_so_on_their_line() -> None:
    strict = BREAD._replace(on_hand_milli=3000, counted=True, negative_stock=NegativeStock.BLOCK)
    assert [stock_word(strict, wanted) for wanted in (2000, 3000, 4000)] == ["", "last_piece", "not_sold_short"]
    assert stock_word(strict._replace(on_hand_milli=0), 1000) == "not_sold_short"


@pytest.mark.parametrize(
    ("on_hand", "wanted", "word"),
    [
        (3000, 1000, ""),
        (3000, 3000, "last_piece"),
        (3000, 4000, "not_enough"),
        (0, 1000, "none_left"),
        (-1000, 1000, "none_left"),
        (0, -1000, ""),
        (0, 0, ""),
        (None, 1000, ""),
    ],
)
def test_stock_is_said_in_a_word(on_hand, wanted, word):
    item = BREAD._replace(on_hand_milli=on_hand, counted=True)
    assert stock_word(item, wanted) == word
    # What nobody counted yet, and what has no stock, sells without a word.
    assert stock_word(item._replace(counted=False), wanted) == ""
    assert stock_word(item._replace(stocked=False), wanted) == ""


def test_two_lines_of_one_product_share_its_stock():
    there = BREAD._replace(on_hand_milli=2000, counted=True)
    basket = replay([AddItem(there, 1000, merge=False), AddItem(there, 2000, merge=False)])
    assert [one.stock for one in shown_lines(basket, EURO)] == ["not_enough", "not_enough"]


def test_yen_have_no_cents():
    yen = shop_like(currency="JPY")
    assert yen.currency == currency("JPY")
    assert bill([charge(BREAD._replace(price_micro=98_500_000), 3000)], None, yen).totals.gross_minor == 296
