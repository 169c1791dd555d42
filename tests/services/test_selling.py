"""Selling as the headless door asks for it; every figure is reckoned by hand."""

import pytest

from app.domain.basket import AddItem, SetQuantity, Undo, replay
from app.domain.figures import currency
from app.domain.journal import read_entry
from app.domain.requests import Asking, SaleAsked, SaleLineAsked
from app.domain.ringing import sale_asked
from app.domain.shop import StockSystem
from app.domain.tax import TaxPolicy
from app.domain.tender import CashRounding
from app.store.queries import drafts
from tests.books import StandingClock, counted_right, counter_at, refused


@pytest.fixture
def shop(tmp_path):
    """Makes counters with other rules."""
    made = []

    def make(**rules):
        made.append(counter_at(tmp_path / f"shop{len(made)}.book", **rules))
        return made[-1]

    yield make
    for counter in made:
        counted_right(counter)
        counter.book.close_thread()


@pytest.fixture
def juice(counter):
    """A shop with apple juice, 20 % tax in its price of 1.50, ten of it at 0.80."""
    counter.product("A", "1.50", tax="20", tax_code="S", name="Apple juice")
    counter.deliver("d1", "A", "10", "0.80")
    yield counter
    counted_right(counter)


def line(sku, quantity="1", **keys):
    return {"sku": sku, "quantity": quantity, **keys}


def cash(amount):
    return {"kind": "cash", "amount": amount}


def card(amount):
    return {"kind": "card", "amount": amount}


def sums(counter, uid):
    """Net, tax, gross, rounding and change of a sale."""
    return counter.rows(
        "SELECT net_minor, tax_minor, gross_minor, rounding_minor, change_minor FROM sale"
        " JOIN document ON document.id = document_id WHERE uid = ?",
        uid,
    )[0]


def lines_of(counter, uid):
    """SKU, quantity, own discount, shared discount and gross of each line."""
    return counter.rows(
        "SELECT sku, quantity_milli, discount_minor, shared_minor, gross_minor FROM sale_line"
        " JOIN document ON document.id = document_id WHERE uid = ? ORDER BY line_no",
        uid,
    )


def tenders_of(counter, uid):
    return counter.rows(
        "SELECT tender.kind, amount_minor FROM tender JOIN document ON document.id = document_id"
        " WHERE uid = ? ORDER BY line_no",
        uid,
    )


# What is charged.


def test_a_sale_is_a_number_its_money_its_tax_and_less_stock(juice):
    sold = juice.post("sale", "s1", lines=[line("A", "2")])
    assert (sold.uid, sold.number, sold.status, sold.warnings) == ("s1", "T1-000001", "posted", ())
    assert (sold.payable_minor, sold.change_minor) == (300, 0)
    assert sold.changes.what == {"sales", "stock", "drafts"}
    # 3.00 x 20 / 120 = 0.50
    assert sums(juice, "s1") == (250, 50, 300, 0, 0)
    assert juice.rows("SELECT rate_milli, tax_code, net_minor, tax_minor FROM sale_tax") == [(20_000, "S", 250, 50)]
    assert tenders_of(juice, "s1") == [("cash", 300)]
    assert juice.movements("s1") == [("A", "sale", -2000, -160)]
    assert juice.stock("A") == (8000, 640)


def test_the_second_sale_has_the_second_number(juice):
    assert [juice.sell(f"s{number}", "A").number for number in range(3)] == ["T1-000001", "T1-000002", "T1-000003"]


def test_prices_without_tax_get_it_on_top(shop):
    counter = shop(tax_policy=TaxPolicy.EN16931, prices_include_tax=False)
    counter.product("A", "6.67", tax="21")
    counter.post("sale", "s1", lines=[line("A", "3")])
    # 3 x 6.67 = 20.01; 21 % of it is 4.2021
    assert sums(counter, "s1") == (2001, 420, 2421, 0, 0)


def test_a_line_has_its_own_discount_and_its_share_of_the_sales(counter):
    counter.product("A", "10.00", tax="20")
    counter.product("B", "3.33", tax="20")
    counter.post("sale", "s1", discount="1.00", lines=[line("A", "1", discount="10%"), line("B", "2", discount="0.66")])
    # 10.00 - 1.00 = 9.00 and 6.66 - 0.66 = 6.00; 1.00 spread 9 : 6 is 0.60 and 0.40.
    assert lines_of(counter, "s1") == [("A", 1000, 100, 60, 840), ("B", 2000, 66, 40, 560)]
    assert counter.one("SELECT discount_minor FROM sale") == 100
    assert sums(counter, "s1") == (1167, 233, 1400, 0, 0)


def test_a_percentage_on_the_sale_is_spread_by_largest_remainder(counter):
    for sku in "ABC":
        counter.product(sku, "0.05")
    counter.post("sale", "s1", discount="50%", lines=[line(sku) for sku in "ABC"])
    # Half of 0.15 is 0.075, half up 0.08: 0.0266 each, so the first two take the cents that are missing.
    assert [row[3] for row in lines_of(counter, "s1")] == [3, 3, 2]


def test_a_deposit_goes_with_its_goods_and_takes_no_discount(counter):
    counter.product("BOTTLE", "0.25", tax="19", stocked=False)
    counter.product("COLA", "0.99", tax="19", deposit="BOTTLE")
    counter.deliver("d1", "COLA", "10", "0.40")
    counter.post("sale", "s1", discount="10%", lines=[line("COLA", "3")])
    # 2.97 less 10 % (0.297, half up 0.30) and three deposits.
    assert lines_of(counter, "s1") == [("COLA", 3000, 0, 30, 267), ("BOTTLE", 3000, 0, 0, 75)]
    assert counter.rows("SELECT line_no, deposit_of FROM sale_line ORDER BY 1") == [(1, None), (2, 1)]
    assert counter.movements("s1") == [("COLA", "sale", -3000, -120)]


def test_a_pack_code_sells_its_pieces_at_its_own_price(counter):
    counter.product("A", "1.50", codes=["111", {"code": "666", "quantity": "6", "price": "8.40"}])
    counter.deliver("d1", "A", "24", "0.80")
    counter.post("sale", "s1", lines=[{"code": "666", "quantity": "2"}, {"code": "111", "quantity": "1"}])
    assert lines_of(counter, "s1") == [("A", 12_000, 0, 0, 1680), ("A", 1000, 0, 0, 150)]
    assert counter.stock("A") == (11_000, 880)
    # A price that is named is for what the code stands for: one pack.
    counter.post("sale", "s2", lines=[{"code": "666", "quantity": "1", "price": "7.00"}])
    assert lines_of(counter, "s2") == [("A", 6000, 0, 0, 700)]


def test_a_weighed_code_sells_its_weight(counter):
    # A label of the German rules: 28, article 1111, 06870 grams; its goods are kept without the weight.
    counter.product("CHEESE", "19.99", unit="kg", codes=["2811110000006"])
    counter.deliver("d1", "CHEESE", "10", "9.00")
    counter.post("sale", "s1", lines=[{"code": "2811111068708", "quantity": "1"}])
    # 6.870 kg x 19.99 = 137.3313
    assert lines_of(counter, "s1") == [("CHEESE", 6870, 0, 0, 13_733)]
    assert counter.stock("CHEESE") == (3130, 2817)


def test_a_price_label_is_charged_to_the_cent(counter):
    # 22, article 1111, 2.39 euro: at 9.99 a kilogram that is 0.239 kg.
    counter.product("HAM", "9.99", unit="kg", codes=["2211110000004"])
    counter.post("sale", "s1", lines=[{"code": "2211114002394", "quantity": "1"}])
    assert lines_of(counter, "s1") == [("HAM", 239, 0, 0, 239)]


def test_loose_goods_are_sold_by_weight_and_pieces_are_whole(counter):
    counter.product("NUTS", "12.00", unit="kg")
    counter.product("EGG", "0.30")
    counter.post("sale", "s1", lines=[line("NUTS", "0.125")])
    assert lines_of(counter, "s1") == [("NUTS", 125, 0, 0, 150)]
    assert refused(counter.post, "sale", "s2", lines=[line("EGG", "0.5")]).code == "whole_pieces"
    assert refused(counter.post, "sale", "s2", lines=[line("NUTS", "0")]).code == "quantity_zero"


def test_a_price_that_is_named_is_the_price(counter):
    counter.product("A", "1.50")
    counter.product("ANY", "0", open_price=True)
    counter.post("sale", "s1", lines=[line("A", "2", price="1.25"), line("ANY", price="4.20")])
    assert [row[4] for row in lines_of(counter, "s1")] == [250, 420]
    assert refused(counter.post, "sale", "s2", lines=[line("ANY")]).code == "price_needed"


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([], "no_lines"),
        ([line("NOBODY")], "unknown_product"),
        ([{"code": "0000", "quantity": "1"}], "unknown_code"),
        ([{"code": "777", "quantity": "1"}], "several_products"),
        ([line("OLD")], "product_inactive"),
        ([line("A", discount="1.51")], "discount_too_large"),
        ([line("A", "1000000000", price="1000000000")], "amount_too_large"),
        ([{"code": "888", "quantity": "0.5"}], "whole_pieces"),
        ([{"of": "nothing", "of_line": 1, "quantity": "-1"}], "unknown_sale_line"),
    ],
)
def test_what_cannot_be_sold_is_refused_and_leaves_nothing(juice, lines, code):
    juice.product("B", codes=["777"])
    juice.product("C", codes=["777", "888"])
    juice.product("OLD", active=False)
    before = juice.counts()
    assert refused(juice.post, "sale", "s1", lines=lines).code == code
    assert juice.counts() == before
    # No number was used up either.
    assert juice.sell("s1", "A").number == "T1-000001"


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ({"till": "T9"}, "unknown_till"),
        ({"user": "nobody"}, "unknown_user"),
        ({"cashier": "nobody"}, "unknown_user"),
        ({"customer": "nobody"}, "unknown_customer"),
        ({"location": "moon"}, "unknown_location"),
        ({"tenders": [{"kind": "shells", "amount": "1.50"}]}, "unknown_tender"),
        ({"discount": "1.51"}, "discount_too_large"),
        ({"at": "2026-03-02T09:06:00+01:00"}, "moment_ahead"),
    ],
)
def test_who_and_where_and_when_must_be_known(juice, keys, code):
    before = juice.counts()
    assert refused(juice.post, "sale", "s1", lines=[line("A")], **keys).code == code
    assert juice.counts() == before


def test_a_sale_says_who_sold_where_to_whom(juice):
    juice.post("user", code="anna", name="Anna")
    juice.post("customer", code="C1", name="Mrs Miller")
    juice.post("location", code="market", name="Market")
    juice.post("till", code="T2", location="market")
    sold = juice.post("sale", "s1", lines=[line("A")], till="T2", cashier="anna", customer="C1", note="in a hurry")
    assert sold.number == "T2-000001"
    assert juice.rows(
        "SELECT till.code, location.code, person.code, cashier.code, customer.code, note FROM document"
        " JOIN sale ON document_id = document.id JOIN till ON till.id = till_id"
        " JOIN location ON location.id = document.location_id JOIN person ON person.id = person_id"
        " JOIN person AS cashier ON cashier.id = cashier_id JOIN customer ON customer.id = customer_id"
        " WHERE uid = 's1'"
    ) == [("T2", "market", "anna", "anna", "C1", "in a hurry")]
    assert (juice.stock("A"), juice.stock("A", "market")) == ((10_000, 800), (-1000, -80))


def test_another_currency_has_its_own_digits(shop):
    yen = shop(currency="JPY")
    yen.product("A", "108", tax="10")
    assert yen.post("sale", "s1", lines=[line("A", "3")], tenders=[cash("1000")]).change_minor == 676
    # 324 x 10 / 110 = 29.45
    assert sums(yen, "s1") == (295, 29, 324, 0, 676)
    dinar = shop(currency="KWD")
    dinar.product("A", "1.250", tax="5")
    dinar.post("sale", "s1", lines=[line("A", "3")])
    # 3.750 x 5 / 105 = 0.17857
    assert sums(dinar, "s1") == (3571, 179, 3750, 0, 0)


def test_a_book_of_counts_alone_moves_no_stock_when_it_sells(shop):
    counter = shop(stock=StockSystem.PERIODIC)
    counter.product("A", negative_stock="block")
    counter.deliver("d1", "A", "1", "0.50")
    assert counter.post("sale", "s1", lines=[line("A", "5")]).warnings == ()
    assert counter.movements("s1") == []
    assert counter.stock("A") == (1000, 50)


# How it is paid.


def test_cash_over_the_total_gives_change(juice):
    sold = juice.post("sale", "s1", lines=[line("A", "2")], tenders=[cash("5.00")])
    assert (sold.payable_minor, sold.change_minor) == (300, 200)
    assert tenders_of(juice, "s1") == [("cash", 500)]


def test_a_payment_may_be_split(juice):
    juice.post("tender", kind="meal", name="Meal voucher", account="Assets:Vouchers")
    parts = [{"kind": "meal", "amount": "1.00"}, {**card("1.00"), "reference": "ref 77"}, cash("2.00")]
    assert juice.post("sale", "s1", lines=[line("A", "2")], tenders=parts).change_minor == 100
    assert tenders_of(juice, "s1") == [("meal", 100), ("card", 100), ("cash", 200)]
    assert juice.rows("SELECT reference FROM tender ORDER BY line_no") == [("",), ("ref 77",), ("",)]


@pytest.mark.parametrize(
    ("tenders", "code"),
    [
        ([cash("2.99")], "tender_short"),
        ([card("3.01")], "tender_over"),
        ([card("1.00"), cash("1.99")], "tender_short"),
        ([cash("-3.00")], "tender_sign"),
        ([cash("4.00"), card("-1.00")], "tender_sign"),
    ],
)
def test_a_payment_that_does_not_fit_is_refused(juice, tenders, code):
    before = juice.counts()
    assert refused(juice.post, "sale", "s1", lines=[line("A", "2")], tenders=tenders).code == code
    assert juice.counts() == before


def test_cash_is_rounded_and_a_card_is_not(shop):
    swiss = shop(currency="CHF", cash_rounding=CashRounding(5))
    swiss.product("A", "1.02")
    assert swiss.post("sale", "s1", lines=[line("A", "3")]).payable_minor == 305
    assert sums(swiss, "s1")[2:] == (306, -1, 0)
    assert tenders_of(swiss, "s1") == [("cash", 305)]
    assert swiss.post("sale", "s2", lines=[line("A", "3")], tenders=[card("3.06")]).payable_minor == 306
    # 3.06 with 1.03 on the card leaves 2.03, which cash pays as 2.05; 3.00 gives 0.95 back.
    split = swiss.post("sale", "s3", lines=[line("A", "3")], tenders=[card("1.03"), cash("3.00")])
    assert (split.payable_minor, split.change_minor) == (308, 95)
    assert sums(swiss, "s3")[2:] == (306, 2, 95)


def test_a_sale_of_nothing_to_pay_needs_no_payment(juice):
    assert juice.post("sale", "s1", lines=[line("A", price="0")]).payable_minor == 0
    assert juice.post("sale", "s2", lines=[line("A")], discount="100%").payable_minor == 0


# Stock below zero.


def test_goods_below_zero_warn_pass_or_stop_by_their_policy(counter):
    for sku, policy in [("W", "warn"), ("P", "allow"), ("S", "block")]:
        counter.product(sku, negative_stock=policy)
        counter.deliver(f"d{sku}", sku, "2", "0.50")
    warned = counter.post("sale", "s1", lines=[line("W", "2"), line("W", "1"), line("P", "3")]).warnings
    assert [(one.code, one.facts) for one in warned] == [
        ("stock_below_zero", {"sku": "W", "name": "Product W", "on_hand": "-1"})
    ]
    before = counter.counts()
    blocked = refused(counter.post, "sale", "s2", lines=[line("S", "2"), line("S", "1")])
    assert (blocked.code, blocked.facts["on_hand"]) == ("stock_blocked", "-1")
    assert counter.counts() == before
    assert counter.post("sale", "s2", lines=[line("S", "2")]).warnings == ()
    counted_right(counter)


def test_goods_that_nobody_has_counted_yet_sell_without_a_word(counter):
    counter.product("A", cost="0.70", negative_stock="block")
    assert counter.post("sale", "s1", lines=[line("A", "2")]).warnings == ()
    # They leave at the cost that the product names.
    assert counter.movements("s1") == [("A", "sale", -2000, -140)]


def test_what_is_sold_below_zero_is_put_right_by_what_comes_in(counter):
    counter.product("A", negative_stock="allow")
    counter.deliver("d1", "A", "2", "1.00")
    counter.post("sale", "s1", lines=[line("A", "5")])
    assert counter.movements("s1") == [("A", "sale", -5000, -500)]
    counter.deliver("d2", "A", "10", "1.20")
    # Three of the ten cover what was missing: they cost 3.60, not 3.00.
    assert counter.movements("d2") == [("A", "delivery", 10_000, 1200), ("A", "correction", 0, -60)]
    assert counter.stock("A") == (7000, 840)
    counted_right(counter)


# Kits.


@pytest.fixture
def hamper(counter):
    """A hamper of two teas (1.00 each) and half a pound of coffee (8.00 a kilogram)."""
    counter.product("TEA")
    counter.product("COFFEE", unit="kg")
    counter.product(
        "HAMPER", "19.90", tax="20", stocked=False,
        kit=[{"sku": "TEA", "quantity": "2"}, {"sku": "COFFEE", "quantity": "0.25"}],
    )  # fmt: skip
    counter.deliver("d1", "TEA", "10", "1.00")
    counter.deliver("d2", "COFFEE", "2", "8.00")
    yield counter
    counted_right(counter)


def test_a_kit_takes_its_parts_at_their_cost(hamper):
    assert hamper.post("sale", "s1", lines=[line("HAMPER", "3")]).payable_minor == 5970
    assert hamper.movements("s1") == [("TEA", "sale", -6000, -600), ("COFFEE", "sale", -750, -600)]
    assert (hamper.stock("TEA"), hamper.stock("COFFEE")) == ((4000, 400), (1250, 1000))


def test_a_kit_that_comes_back_brings_the_parts_that_were_sold_at_what_they_cost(hamper):
    hamper.post("sale", "s1", lines=[line("HAMPER", "3")])
    hamper.deliver("d3", "TEA", "10", "2.00")
    # The hamper has changed meanwhile; the one that comes back is an old one.
    hamper.post("product", sku="HAMPER", kit=[{"sku": "TEA", "quantity": "5"}])
    hamper.take_back("r1", "s1", quantity="-1")
    assert hamper.movements("r1") == [("TEA", "customer_return", 2000, 200), ("COFFEE", "customer_return", 250, 200)]
    hamper.take_back("r2", "s1", quantity="-2")
    assert hamper.movements("r2") == [("TEA", "customer_return", 4000, 400), ("COFFEE", "customer_return", 500, 400)]


def test_the_parts_of_a_kit_have_their_own_policy_below_zero(hamper):
    warned = hamper.post("sale", "s1", lines=[line("HAMPER", "6")]).warnings
    assert [(one.code, one.facts["sku"], one.facts["on_hand"]) for one in warned] == [("stock_below_zero", "TEA", "-2")]
    hamper.post("product", sku="COFFEE", negative_stock="block")
    assert refused(hamper.post, "sale", "s2", lines=[line("HAMPER", "3")]).facts["sku"] == "COFFEE"


# Goods that come back.


def test_an_exchange_is_one_sale_with_the_tax_and_the_payment_of_the_difference(juice):
    juice.product("B", "4.00", tax="7")
    juice.post("sale", "s1", lines=[line("A", "2")])
    back = [{"of": "s1", "of_line": 1, "quantity": "-1"}, line("B")]
    assert juice.post("sale", "s2", lines=back, tenders=[cash("5.00")]).change_minor == 250
    # 4.00 x 7 / 107 = 0.26; the half of 0.50 goes back.
    assert sums(juice, "s2") == (249, 1, 250, 0, 250)
    assert juice.rows("SELECT rate_milli, net_minor, tax_minor FROM sale_tax WHERE document_id = 3 ORDER BY 1") == [
        (7000, 374, 26),
        (20_000, -125, -25),
    ]
    assert juice.movements("s2") == [("A", "customer_return", 1000, 80), ("B", "sale", -1000, 0)]


def test_a_sale_of_nothing_but_goods_that_come_back_is_a_refund(juice):
    juice.post("sale", "s1", lines=[line("A", "2")])
    back = juice.take_back("r1", "s1", quantity="-2")
    assert (back.number, back.payable_minor, back.change_minor) == ("T1-R000001", -300, 0)
    assert sums(juice, "r1") == (-250, -50, -300, 0, 0)
    assert tenders_of(juice, "r1") == [("cash", -300)]
    assert juice.stock("A") == (10_000, 800)


@pytest.mark.parametrize(
    ("tenders", "code"),
    [
        ([cash("3.00")], "tender_sign"),
        ([cash("-2.99")], "tender_short"),
        ([card("-3.01")], "tender_over"),
    ],
)
def test_a_refund_pays_back_what_is_due_and_no_more(juice, tenders, code):
    juice.post("sale", "s1", lines=[line("A", "2")])
    before = juice.counts()
    assert refused(juice.take_back, "r1", "s1", quantity="-2", tenders=tenders).code == code
    assert juice.counts() == before
    assert juice.take_back("r1", "s1", quantity="-2", tenders=[card("-1.00"), cash("-2.00")]).payable_minor == -300


def test_a_customer_who_is_handed_too_much_gives_change(juice):
    juice.post("sale", "s1", lines=[line("A", "2")])
    back = juice.take_back("r1", "s1", quantity="-2", tenders=[cash("-5.00")])
    assert (back.payable_minor, back.change_minor) == (-300, -200)
    # The book keeps change as the amount that it is; the refund's own sign says which way it went.
    assert sums(juice, "r1")[2:] == (-300, 0, 200)


def test_a_refund_in_cash_is_rounded_as_the_sale_was(shop):
    swiss = shop(currency="CHF", cash_rounding=CashRounding(5))
    swiss.product("A", "1.02")
    swiss.post("sale", "s1", lines=[line("A", "3")])
    assert swiss.take_back("r1", "s1", quantity="-3").payable_minor == -305
    assert sums(swiss, "r1")[2:] == (-306, 1, 0)


def test_no_more_comes_back_than_was_sold(juice):
    juice.post("sale", "s1", lines=[line("A", "3")])
    juice.take_back("r1", "s1", quantity="-2")
    assert refused(juice.take_back, "r2", "s1", quantity="-2").facts == {"sku": "A", "left": "1"}
    twice = [{"of": "s1", "of_line": 1, "quantity": "-1"}] * 2
    assert refused(juice.post, "sale", "r2", lines=twice).code == "too_much_back"
    juice.take_back("r2", "s1", quantity="-1")
    assert refused(juice.take_back, "r3", "s1").facts["left"] == "0"


@pytest.mark.parametrize(
    ("back", "code"),
    [
        ({"of": "s9", "of_line": 1, "quantity": "-1"}, "unknown_sale_line"),
        ({"of": "s1", "of_line": 2, "quantity": "-1"}, "unknown_sale_line"),
        ({"of": "d1", "of_line": 1, "quantity": "-1"}, "unknown_sale_line"),
        ({"of": "r1", "of_line": 1, "quantity": "-1"}, "unknown_sale_line"),
        ({"of": "s1", "of_line": 1, "quantity": "1"}, "quantity_above_zero"),
        ({"of": "s1", "of_line": 1, "quantity": "0"}, "quantity_above_zero"),
        ({"of": "s1", "of_line": 1, "quantity": "-0.5"}, "whole_pieces"),
    ],
)
def test_what_cannot_come_back_is_refused(juice, back, code):
    juice.post("sale", "s1", lines=[line("A", "3")])
    juice.take_back("r1", "s1")
    before = juice.counts()
    assert refused(juice.post, "sale", "r2", lines=[back]).code == code
    assert juice.counts() == before


def test_parts_that_come_back_one_by_one_are_the_whole_to_the_cent(counter):
    counter.product("A", "3.35", tax="19")
    counter.product("B", "1.00", tax="19")
    counter.deliver("d1", "A", "7", "0.143")
    counter.post("sale", "s1", discount="0.10", lines=[line("A", "3", discount="0.04"), line("B")])
    whole = counter.rows("SELECT discount_minor, shared_minor, net_minor, tax_minor FROM sale_line WHERE line_no = 1")[
        0
    ]
    for number in range(3):
        counter.take_back(f"r{number}", "s1")
    back = (
        "SELECT sum(discount_minor), sum(shared_minor), sum(net_minor), sum(tax_minor) FROM sale_line WHERE of_line = 1"
    )
    assert counter.rows(back)[0] == tuple(-figure for figure in whole)
    # 10.05 - 0.04 - its share of 0.09 = 9.92, a third each by the running total: 3.31, 3.30, 3.31.
    assert [
        row[0] for row in counter.rows("SELECT gross_minor FROM sale_line WHERE of_line = 1 ORDER BY document_id")
    ] == [
        -331,
        -330,
        -331,
    ]
    # 7 x 0.143 = 1.00; three sevenths cost 0.43, and come back as 0.14, 0.15, 0.14.
    assert [counter.movements(f"r{number}")[0][3] for number in range(3)] == [14, 15, 14]
    assert counter.stock("A") == (7000, 100)


def test_a_part_comes_back_at_its_cost_with_the_corrections_of_its_line(counter):
    counter.product("A", negative_stock="allow")
    counter.deliver("d1", "A", "1", "1.00")
    counter.post("sale", "s1", lines=[line("A", "4")])
    counter.take_back("r1", "s1")
    # Two are still missing; they turn out to cost 1.30: the line has cost 4.60 by now, and 1.00 of it has come back.
    counter.deliver("d2", "A", "2", "1.30")
    assert counter.movements("d2")[-1] == ("A", "correction", 0, -60)
    counter.take_back("r2", "s1")
    counter.take_back("r3", "s1", quantity="-2")
    # The running total is half of 4.60 after the second piece and all of it in the end.
    assert [counter.movements(uid)[0][3] for uid in ("r1", "r2", "r3")] == [100, 130, 230]
    counted_right(counter)


def test_goods_of_a_sale_without_tax_in_its_prices_come_back_as_they_were(shop):
    counter = shop(tax_policy=TaxPolicy.EN16931, prices_include_tax=False)
    counter.product("A", "10.00", tax="20")
    counter.product("B", "5.00", tax="20")
    counter.post("sale", "s1", discount="3.00", lines=[line("A", "2")])
    # 20.00 - 3.00 = 17.00, and 3.40 tax.
    assert sums(counter, "s1") == (1700, 340, 2040, 0, 0)
    counter.post("sale", "s2", lines=[{"of": "s1", "of_line": 1, "quantity": "-1"}, line("B", "4")])
    assert lines_of(counter, "s2") == [("A", -1000, 0, -150, -1020), ("B", 4000, 0, 0, 2400)]
    assert sums(counter, "s2") == (1150, 230, 1380, 0, 0)


def test_a_discount_on_an_exchange_lies_on_what_is_sold(juice):
    juice.product("B", "4.00")
    juice.post("sale", "s1", lines=[line("A", "2")])
    juice.post("sale", "s2", discount="25%", lines=[{"of": "s1", "of_line": 1, "quantity": "-1"}, line("B")])
    assert lines_of(juice, "s2") == [("A", -1000, 0, 0, -150), ("B", 1000, 0, 100, 300)]


def test_the_deposit_comes_back_with_its_goods(counter):
    counter.product("BOTTLE", "0.25", stocked=False)
    counter.product("COLA", "0.99", deposit="BOTTLE")
    counter.post("sale", "s1", lines=[line("COLA", "3")])
    assert counter.take_back("r1", "s1", quantity="-2").payable_minor == -248
    assert lines_of(counter, "r1") == [("COLA", -2000, 0, 0, -198), ("BOTTLE", -2000, 0, 0, -50)]
    # An empty bottle comes back alone, by the deposit's own line.
    assert counter.take_back("r2", "s1", of_line=2).payable_minor == -25
    assert refused(counter.take_back, "r3", "s1", of_line=2).code == "too_much_back"


def test_goods_without_a_receipt_come_back_at_current_cost(juice):
    juice.deliver("d2", "A", "10", "1.20")
    back = juice.post("sale", "r1", lines=[line("A", "-1", price="1.00")])
    assert (back.number, back.payable_minor) == ("T1-R000001", -100)
    assert juice.movements("r1") == [("A", "customer_return", 1000, 120)]
    assert juice.rows("SELECT state FROM sale_line WHERE document_id = 3") == [("sellable",)]


def test_a_serial_is_not_sold_twice_in_one_sale(counter):
    counter.product("PHONE", tracking="serial")
    lines = [line("PHONE", serials=["X1"]), line("PHONE", "2", serials=["X2", "X1"])]
    assert refused(counter.post, "sale", "s1", lines=lines).facts == {"serial": "X1", "sku": "PHONE"}


# Lots and serial numbers.


@pytest.fixture
def milk(counter):
    """Milk by lot, 2 of L1 until today, 3 of L2 until May, 4 of L3 for ever; the clock stands on 2 March 2026."""
    counter.product("M", "1.00", tracking="lot", name="Milk")
    lots = [("L2", "3", "2026-05-01"), ("L3", "4", None), ("L1", "2", "2026-03-02")]
    counter.post("delivery", "d1", lines=[line("M", many, unit_cost="0.50", lot=lot, expiry=expiry)
                                          for lot, many, expiry in lots])  # fmt: skip
    yield counter
    counted_right(counter)


def lots_of(counter, uid):
    """Lot and quantity of what a document moved."""
    return counter.rows(
        "SELECT lot.number, quantity_milli FROM movement JOIN lot ON lot.id = lot_id"
        " JOIN document ON document.id = document_id WHERE uid = ? AND quantity_milli <> 0 ORDER BY seq",
        uid,
    )


def test_what_expires_first_goes_first_and_nobody_has_to_say_so(milk):
    assert milk.sell("s1", "M", "6").warnings == ()
    assert lots_of(milk, "s1") == [("L1", -2000), ("L2", -3000), ("L3", -1000)]
    # 4 of L3 less one are left; a fourth is of no lot.
    assert [one.code for one in milk.sell("s2", "M", "4").warnings] == ["stock_below_zero"]
    assert lots_of(milk, "s2") == [("L3", -3000), ("", -1000)]


def test_lines_of_one_sale_do_not_take_the_same_pieces(milk):
    milk.post("sale", "s1", lines=[line("M"), line("M", "2")])
    assert lots_of(milk, "s1") == [("L1", -1000), ("L1", -1000), ("L2", -1000)]


def test_expired_goods_are_skipped_while_there_are_others(milk):
    milk.clock.put("2026-03-03T09:00:00+01:00")
    assert milk.sell("s1", "M", "4").warnings == ()
    assert lots_of(milk, "s1") == [("L2", -3000), ("L3", -1000)]


def test_when_only_expired_goods_are_left_they_are_sold_with_a_warning_the_freshest_first(milk):
    milk.clock.put("2026-05-02T09:00:00+01:00")
    sold = milk.sell("s1", "M", "6")
    assert lots_of(milk, "s1") == [("L3", -4000), ("L2", -2000)]
    assert [(one.code, one.facts) for one in sold.warnings] == [
        ("expired_sold", {"sku": "M", "name": "Milk", "lot": "L2"})
    ]


def test_expired_parts_of_a_kit_are_told_by_their_own_name(milk):
    milk.product("KIT", "5.00", kit=[{"sku": "M", "quantity": "5"}])
    milk.clock.put("2026-05-02T09:00:00+01:00")
    assert [(one.code, one.facts["name"]) for one in milk.sell("s1", "KIT").warnings] == [("expired_sold", "Milk")]


def test_only_an_expired_lot_that_somebody_names_is_refused(milk):
    milk.sell("s1", "M", "1")
    milk.clock.put("2026-03-03T09:00:00+01:00")
    before = milk.counts()
    refusal = refused(milk.post, "sale", "s2", lines=[line("M", lot="L1")])
    assert refusal.code == "lot_expired"
    assert refusal.facts == {"lot": "L1", "sku": "M", "name": "Milk", "day": "2026-03-02"}
    assert milk.counts() == before
    # Others may be named, and what was sold of it may come back.
    milk.post("sale", "s3", lines=[line("M", lot="L3")])
    milk.take_back("r1", "s1")
    assert lots_of(milk, "r1") == [("L1", 1000)]


def test_the_day_cut_and_not_midnight_ends_the_last_day_of_a_lot(milk):
    milk.clock.put("2026-03-03T03:59:00+01:00")
    milk.post("sale", "s1", lines=[line("M", lot="L1")])
    milk.clock.put("2026-03-03T04:00:00+01:00")
    assert refused(milk.post, "sale", "s2", lines=[line("M", lot="L1")]).code == "lot_expired"


def test_what_was_sold_of_several_lots_goes_back_to_them_a_named_one_first(milk):
    milk.sell("s1", "M", "4")
    assert lots_of(milk, "s1") == [("L1", -2000), ("L2", -2000)]
    milk.post("sale", "r1", lines=[{"of": "s1", "of_line": 1, "quantity": "-1", "lot": "L2"}])
    assert lots_of(milk, "r1") == [("L2", 1000)]
    milk.take_back("r2", "s1", quantity="-3")
    assert lots_of(milk, "r2") == [("L1", 2000), ("L2", 1000)]


@pytest.mark.parametrize("costing", ["fifo", "average", "lifo"])
def test_part_of_a_line_of_several_lots_comes_back_at_its_share_of_the_lines_cost(counter, costing):
    counter.product("M", tracking="lot", costing=costing)
    for lot, cost in (("L1", "1.00"), ("L2", "2.00")):
        counter.post("delivery", lot, lines=[line("M", "2", unit_cost=cost, lot=lot)])
    counter.sell("s1", "M", "3")
    # Two at 1.00 and one at 2.00; at 1.50; or two at 2.00 and one at 1.00: a third of it comes back each time.
    cost = {"fifo": 400, "average": 450, "lifo": 500}[costing]
    assert sum(value for *_, value in counter.movements("s1")) == -cost
    for turn, worth in enumerate({"fifo": (133, 134, 133), "average": (150,) * 3, "lifo": (167, 166, 167)}[costing]):
        counter.take_back(f"r{turn}", "s1")
        assert counter.movements(f"r{turn}") == [("M", "customer_return", 1000, worth)]
    assert counter.stock("M") == (4000, 600)
    counted_right(counter)


def test_a_correction_of_one_lot_is_shared_by_what_comes_back_of_the_whole_line(counter):
    counter.product("M", tracking="lot", cost="1.00")
    counter.post("delivery", "d1", lines=[line("M", "1", unit_cost="1.00", lot="L1")])
    counter.sell("s1", "M", "2")
    counter.post("delivery", "d2", lines=[line("M", "2", unit_cost="2.00", lot="L2")])
    # 1.00 of lot L1, and one that was not there and then cost 2.00: 3.00, and 1.50 come back each time.
    for turn in "12":
        counter.take_back(f"r{turn}", "s1")
        assert counter.movements(f"r{turn}") == [("M", "customer_return", 1000, 150)]


def test_under_specific_each_lot_comes_back_at_its_own_cost(counter):
    counter.product("M", tracking="lot", costing="specific")
    for lot, cost in (("L1", "1.00"), ("L2", "2.00")):
        counter.post("delivery", lot, lines=[line("M", "2", unit_cost=cost, lot=lot)])
    counter.sell("s1", "M", "3")
    counter.take_back("r1", "s1", quantity="-2")
    counter.take_back("r2", "s1")
    assert [counter.movements(uid)[0][3] for uid in ("r1", "r2")] == [200, 200]


@pytest.fixture
def phones(counter):
    counter.product("PHONE", "99.00", tracking="serial", costing="specific", name="Phone")
    lines = [
        line("PHONE", "2", unit_cost="60.00", serials=["X1", "X2"]),
        line("PHONE", unit_cost="70.00", serials=["X3"]),
    ]
    counter.post("delivery", "d1", lines=lines)
    yield counter
    counted_right(counter)


def test_a_piece_leaves_at_its_own_cost_and_is_sold_once(phones):
    phones.post("sale", "s1", lines=[line("PHONE", "2", serials=["X3", "X1"])])
    assert phones.movements("s1") == [("PHONE", "sale", -1000, -7000), ("PHONE", "sale", -1000, -6000)]
    before = phones.counts()
    refusal = refused(phones.post, "sale", "s2", lines=[line("PHONE", serials=["X3"])])
    assert (refusal.code, refusal.facts["serial"]) == ("serial_sold", "X3")
    assert phones.counts() == before
    # Taken back it may be sold again.
    phones.post("sale", "r1", lines=[{"of": "s1", "of_line": 1, "quantity": "-1", "serials": ["X3"]}])
    assert (lots_of(phones, "r1"), phones.movements("r1")[0][3]) == ([("X3", 1000)], 7000)
    phones.post("sale", "s3", lines=[line("PHONE", serials=["X3"])])
    assert phones.stock("PHONE") == (1000, 6000)


def test_a_piece_sold_without_its_number_is_warned_about(phones):
    sold = phones.sell("s1", "PHONE")
    assert [(one.code, one.facts) for one in sold.warnings] == [("serial_missing", {"sku": "PHONE", "name": "Phone"})]
    assert phones.post("sale", "s2", lines=[line("PHONE", serials=["X3"])]).warnings == ()
    assert phones.take_back("r1", "s1").warnings == ()


def test_a_piece_that_is_in_stock_does_not_come_back(phones):
    before = phones.counts()
    asked = [{"sku": "PHONE", "quantity": "1", "price": "90.00", "serials": ["X1"]}]
    refusal = refused(phones.post, "refund", "f1", of=None, lines=asked)
    assert (refusal.code, refusal.facts) == ("serial_in_stock", {"serial": "X1", "sku": "PHONE", "location": "shop"})
    assert refused(phones.post, "sale", "r1", lines=[line("PHONE", "-1", serials=["X1"])]).code == "serial_in_stock"
    assert refused(phones.post, "sale", "r2", lines=[line("PHONE", "-1", lot="X1")]).code == "serial_in_stock"
    assert phones.counts() == before
    # What is damaged goes out at once; what was sold comes back, and with its receipt not once more.
    assert phones.post("sale", "r3", lines=[line("PHONE", "-1", serials=["X1"], state="damaged")]).warnings == ()
    assert lots_of(phones, "r3") == [("X1", 1000), ("X1", -1000)]
    phones.post("sale", "s1", lines=[line("PHONE", serials=["X1"])])
    twice = [line("PHONE", "-1", serials=["X1"]), {"of": "s1", "of_line": 1, "quantity": "-1"}]
    assert refused(phones.post, "sale", "r4", lines=twice).code == "serial_twice"
    assert phones.post("refund", "f2", of=None, lines=asked).warnings == ()
    assert refused(phones.take_back, "r5", "s1").code == "serial_in_stock"


def test_a_piece_that_comes_back_without_receipt_and_number_is_warned_about(phones):
    back = phones.post("sale", "r1", lines=[line("PHONE", "-1")])
    assert [(one.code, one.facts) for one in back.warnings] == [("serial_missing", {"sku": "PHONE", "name": "Phone"})]
    assert phones.post("sale", "r2", lines=[line("PHONE", "-1", state="damaged")]).warnings == ()


def test_a_number_that_nobody_received_is_sold_below_zero_once(counter):
    counter.product("PHONE", tracking="serial", costing="specific", cost="50.00")
    counter.post("sale", "s1", lines=[line("PHONE", serials=["X9"])])
    assert refused(counter.post, "sale", "s2", lines=[line("PHONE", serials=["X9"])]).code == "serial_sold"
    counter.post("delivery", "d1", lines=[line("PHONE", unit_cost="55.00", serials=["X9"])])
    # It had left at 50.00, and cost 55.00.
    assert counter.movements("d1") == [("PHONE", "delivery", 1000, 5500), ("PHONE", "correction", 0, -500)]
    assert refused(counter.post, "sale", "s3", lines=[line("PHONE", serials=["X9"])]).code == "serial_sold"
    counted_right(counter)


def test_a_number_that_the_book_does_not_have_takes_nobody_elses_cost(phones):
    sold = phones.post("sale", "s1", lines=[line("PHONE", serials=["X9"])])
    assert [(one.code, one.facts["serial"]) for one in sold.warnings] == [("unknown_serial", "X9")]
    # At the last known cost, 70.00; the pieces that are there keep theirs: 60.00 and 60.00 and 70.00.
    assert phones.movements("s1") == [("PHONE", "sale", -1000, -7000)]
    assert phones.stock("PHONE") == (2000, 19_000 - 7000)
    phones.post("sale", "s2", lines=[line("PHONE", "3", serials=["X1", "X2", "X3"])])
    assert [value for *_, value in phones.movements("s2")] == [-6000, -6000, -7000]
    # Others that come in are not it; it comes in at 65.00, and 5.00 of its sale are taken back.
    phones.post("delivery", "d2", lines=[line("PHONE", unit_cost="61.00", serials=["X4"])])
    assert phones.movements("d2") == [("PHONE", "delivery", 1000, 6100)]
    phones.post("delivery", "d3", lines=[line("PHONE", unit_cost="65.00", serials=["X9"])])
    assert phones.movements("d3") == [("PHONE", "delivery", 1000, 6500), ("PHONE", "correction", 0, 500)]
    assert phones.stock("PHONE") == (1000, 6100)


def test_zero_pieces_are_worth_what_one_is_there_and_another_is_short(phones):
    phones.post("sale", "s1", lines=[line("PHONE", "2", serials=["X1", "X2"])])
    phones.post("sale", "s2", lines=[line("PHONE", serials=["X9"])])
    assert phones.stock("PHONE") == (0, 0)
    phones.post("revaluation", "v1", lines=[{"sku": "PHONE", "unit_cost": "50.00"}])
    assert (phones.movements("v1"), phones.stock("PHONE")) == ([("PHONE", "revaluation", 0, 0)], (0, 0))
    phones.post("adjustment", "a1", lines=[line("PHONE", reason="found", unit_cost="20.00", serials=["X8"])])
    phones.post("sale", "s3", lines=[line("PHONE", serials=["X3"])])
    # 20.00 are there, 50.00 are short.
    assert phones.stock("PHONE") == (0, -3000)


@pytest.mark.parametrize(("policy", "warned"), [("warn", ["unknown_lot"]), ("allow", [])])
def test_more_of_a_lot_than_there_is_goes_below_zero_and_is_warned_of_by_policy(counter, policy, warned):
    counter.product("L", tracking="lot", costing="specific", negative_stock=policy)
    for lot, quantity, cost in (("A", "2", "1.00"), ("B", "4", "3.00")):
        counter.post("delivery", f"d{lot}", lines=[line("L", quantity, unit_cost=cost, lot=lot)])
    sold = counter.post("sale", "s1", lines=[line("L", "3", lot="A")])
    assert [one.code for one in sold.warnings] == warned
    # Two at 1.00 and one at the last known 3.00; lot B is untouched.
    assert (counter.movements("s1"), counter.stock("L")) == ([("L", "sale", -3000, -500)], (3000, 1200 - 300))
    back = counter.post("supplier_return", "b1", lines=[line("L", lot="C", unit_credit="3.00")])
    gone = counter.post("adjustment", "a1", lines=[line("L", "-1", lot="C", reason="stolen")])
    assert [one.code for one in (*back.warnings, *gone.warnings)] == warned * 2
    counted_right(counter)


def test_a_lot_that_is_not_there_is_refused_where_the_policy_is_to_block(counter):
    counter.product("L", tracking="lot", costing="specific", negative_stock="block")
    counter.product("N", tracking="serial", costing="specific", negative_stock="block")
    counter.post("delivery", "d1", lines=[line("L", "2", unit_cost="1.00", lot="A")])
    counter.post("delivery", "d2", lines=[line("N", unit_cost="1.00", serials=["X1"])])
    before = counter.counts()
    refusal = refused(counter.post, "sale", "s1", lines=[line("L", lot="B")])
    assert (refusal.code, refusal.facts["lot"]) == ("unknown_lot", "B")
    assert refused(counter.post, "sale", "s2", lines=[line("N", serials=["X2"])]).code == "unknown_serial"
    wish = [line("L", "-1", lot="B", reason="stolen")]
    assert refused(counter.post, "adjustment", "a1", lines=wish).code == "unknown_lot"
    assert counter.counts() == before


# What is damaged.


def test_damaged_goods_come_in_and_go_out_at_one_value_and_never_touch_the_pool(juice):
    juice.sell("s1", "A", "3")
    juice.deliver("d2", "A", "10", "1.20")
    before = juice.stock("A"), juice.layers("A")
    juice.post("sale", "r1", lines=[{"of": "s1", "of_line": 1, "quantity": "-2", "state": "damaged"}])
    # Two of the three that left at 0.80.
    assert juice.movements("r1") == [("A", "customer_return", 2000, 160), ("A", "adjustment", -2000, -160)]
    assert (juice.stock("A"), juice.layers("A")) == before
    juice.take_back("r2", "s1")
    assert juice.movements("r2") == [("A", "customer_return", 1000, 80)]


def test_damaged_goods_say_nothing_of_stock_below_zero(juice):
    assert [one.code for one in juice.sell("s1", "A", "12").warnings] == ["stock_below_zero"]
    damaged = {"of": "s1", "of_line": 1, "quantity": "-1", "state": "damaged"}
    assert juice.post("sale", "r1", lines=[damaged]).warnings == ()
    juice.product("A", "1.50", negative_stock="block")
    assert juice.post("sale", "r2", lines=[damaged]).warnings == ()
    assert juice.post("sale", "r3", lines=[line("A", "-1", state="damaged")]).warnings == ()


def test_damaged_goods_without_a_receipt_pass_at_current_cost(juice):
    juice.deliver("d2", "A", "10", "1.20")
    juice.post("sale", "r1", lines=[line("A", "-2", state="damaged")])
    assert juice.movements("r1") == [("A", "customer_return", 2000, 240), ("A", "adjustment", -2000, -240)]
    assert juice.stock("A") == (20_000, 2000)


def test_a_damaged_kit_passes_in_its_parts(juice):
    juice.product("KIT", "5.00", kit=[{"sku": "A", "quantity": "2"}])
    juice.sell("s1", "KIT", "2")
    juice.post("sale", "r1", lines=[{"of": "s1", "of_line": 1, "quantity": "-1", "state": "damaged"}])
    assert juice.movements("r1") == [("A", "customer_return", 2000, 160), ("A", "adjustment", -2000, -160)]
    juice.post("sale", "r2", lines=[line("KIT", "-1", state="damaged")])
    assert juice.movements("r2") == [("A", "customer_return", 2000, 160), ("A", "adjustment", -2000, -160)]


def test_a_damaged_piece_may_not_be_sold_again(phones):
    phones.post("sale", "s1", lines=[line("PHONE", serials=["X1"])])
    back = {"of": "s1", "of_line": 1, "quantity": "-1", "serials": ["X1"], "state": "damaged"}
    phones.post("sale", "r1", lines=[back])
    assert lots_of(phones, "r1") == [("X1", 1000), ("X1", -1000)]
    assert refused(phones.post, "sale", "s2", lines=[line("PHONE", serials=["X1"])]).code == "serial_sold"


# The refund as its own document.


def test_a_refund_takes_goods_back_and_pays_in_cash_exactly(juice):
    juice.post("sale", "s1", lines=[line("A", "3")])
    back = juice.post("refund", "f1", of="s1", lines=[{"line": 1, "quantity": "2", "state": "sellable"}])
    assert (back.number, back.payable_minor) == ("T1-R000001", -300)
    assert juice.movements("f1") == [("A", "customer_return", 2000, 160)]
    assert tenders_of(juice, "f1") == [("cash", -300)]
    damaged = juice.post(
        "refund", "f2", of="s1", lines=[{"line": 1, "quantity": "1", "state": "damaged"}],
        tenders=[card("1.50")],
    )  # fmt: skip
    assert damaged.payable_minor == -150
    assert tenders_of(juice, "f2") == [("card", -150)]
    assert [kind for _, kind, _, _ in juice.movements("f2")] == ["customer_return", "adjustment"]
    assert refused(juice.post, "refund", "f3", of="s1", lines=[{"line": 1, "quantity": "1"}]).code == "too_much_back"


def test_a_refund_without_a_receipt_names_goods_and_price(juice):
    back = juice.post("refund", "f1", of=None, lines=[{"sku": "A", "quantity": "1", "price": "1.20"}])
    assert back.payable_minor == -120
    assert juice.movements("f1") == [("A", "customer_return", 1000, 80)]


# The same wish again.


def test_the_same_wish_again_answers_with_its_number_and_does_nothing(juice):
    keys = {"lines": [line("A", "2")], "tenders": [cash("5.00")]}
    first = juice.post("sale", "s1", **keys)
    before = juice.counts()
    juice.clock.put("2026-03-05T10:00:00+01:00")
    again = juice.post("sale", "s1", **keys)
    assert (again.status, again.number) == ("already posted", first.number)
    assert (again.payable_minor, again.change_minor) == (300, 200)
    assert juice.counts() == before
    # Figures written another way are the same wish; so is what is empty.
    keys["lines"] = [{"sku": "A", "quantity": "2.000", "lot": None, "discount": "0"}]
    assert juice.post("sale", "s1", **keys).status == "already posted"


def test_a_uid_stands_for_one_wish_whatever_its_kind(juice):
    juice.post("sale", "s1", lines=[line("A")])
    juice.product("B")
    before = juice.counts()
    for kind, keys in [
        ("sale", {"lines": [line("A", "2")]}),
        ("sale", {"lines": [line("A")], "note": "another"}),
        ("sale", {"lines": [line("A")], "tenders": [cash("1.50")]}),
        ("opening_stock", {"lines": [line("B")]}),
        ("opening_stock", {"lines": [line("A")]}),
        ("delivery", {"lines": [line("A")]}),
        ("tender_change", {"of": "s1", "tenders": [cash("1.50")]}),
    ]:
        assert refused(juice.post, kind, "s1", **keys).facts == {"uid": "s1", "number": "T1-000001"}
    assert juice.counts() == before


# Moments.


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2026-03-02T04:00:00+01:00", 20260302),
        ("2026-03-02T03:59:59+01:00", 20260301),
        ("2026-03-02T08:30:00+09:00", 20260301),
        ("2026-03-01T23:30:00-05:00", 20260302),
        # Summer time begins on 2025-03-30 and ends on 2025-10-26: the day is cut at four by the clock on the wall.
        ("2025-03-30T03:59:00+02:00", 20250329),
        ("2025-10-26T03:59:00+01:00", 20251025),
        ("2025-10-26T04:00:00+01:00", 20251026),
        ("1970-01-01T00:00:00+00:00", 19700101),
    ],
)
def test_a_sale_belongs_to_the_business_day_of_its_moment(juice, at, day):
    juice.post("sale", "s1", lines=[line("A")], at=at)
    assert juice.one("SELECT book_date FROM document WHERE uid = 's1'") == day


def test_a_till_whose_clock_has_died_sells_on(juice):
    juice.clock.put("1970-01-01T00:00:30+00:00")
    assert juice.sell("s1", "A").number == "T1-000001"
    # It was recorded after what was recorded before, whatever the clock says.
    happened, recorded = juice.rows("SELECT happened_us, recorded_us FROM document WHERE uid = 's1'")[0]
    assert happened == 30_000_000
    assert recorded == juice.one("SELECT recorded_us FROM document WHERE uid = 'd1'")


def test_five_minutes_ahead_is_a_clock_that_is_a_little_fast(juice):
    assert juice.post("sale", "s1", lines=[line("A")], at="2026-03-02T09:05:00+01:00").status == "posted"


# How the last sale was really paid.


def test_the_last_sale_is_paid_another_way(juice):
    juice.post("sale", "s1", lines=[line("A", "2")], tenders=[cash("5.00")])
    changed = juice.post("tender_change", "x1", of="s1", tenders=[card("3.00")])
    assert (changed.number, changed.payable_minor, changed.change_minor) == ("T1-W000001", 300, 0)
    # The sale is as it was; the change stands beside it.
    assert tenders_of(juice, "s1") == [("cash", 500)]
    assert tenders_of(juice, "x1") == [("card", 300)]
    assert juice.post("tender_change", "x2", of="s1", tenders=[cash("3.00")]).number == "T1-W000002"
    assert juice.post("tender_change", "x1", of="s1", tenders=[card("3.00")]).status == "already posted"


def test_cash_rounding_follows_how_it_is_really_paid(shop):
    swiss = shop(currency="CHF", cash_rounding=CashRounding(5))
    swiss.product("A", "1.02")
    swiss.post("sale", "s1", lines=[line("A", "3")])
    assert swiss.post("tender_change", "x1", of="s1", tenders=[card("3.06")]).payable_minor == 306
    assert swiss.post("tender_change", "x2", of="s1", tenders=[cash("5.00")]).change_minor == 195
    assert swiss.rows("SELECT rounding_minor, change_minor FROM tender_change ORDER BY 1 DESC") == [(0, 0), (-1, 195)]


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ({"of": "s1", "tenders": [card("1.50")]}, "not_last_sale"),
        ({"of": "s9", "tenders": [card("1.50")]}, "unknown_document"),
        ({"of": "d1", "tenders": [card("1.50")]}, "not_last_sale"),
        ({"of": "s2", "tenders": [card("1.50")], "till": "T2"}, "not_last_sale"),
        ({"of": "s2", "tenders": [card("1.50")], "user": "nobody"}, "unknown_user"),
        ({"of": "s2", "tenders": [card("1.49")]}, "tender_short"),
        ({"of": "s2", "tenders": [card("1.51")]}, "tender_over"),
        ({"of": "s2", "tenders": [{"kind": "shells", "amount": "1.50"}]}, "unknown_tender"),
        ({"of": "s2", "tenders": [card("1.50")], "at": "2027-01-01T00:00:00Z"}, "moment_ahead"),
    ],
)
def test_only_the_last_sale_of_the_till_can_be_paid_another_way(juice, keys, code):
    juice.post("till", code="T2")
    juice.sell("s1", "A")
    juice.sell("s2", "A")
    juice.sell("other", "A", till="T2")
    before = juice.counts()
    assert refused(juice.post, "tender_change", "x1", **keys).code == code
    assert juice.counts() == before


# Baskets.


def open_drafts(counter, state="open", till="T1"):
    with counter.book.reading() as connection:
        return drafts.live(connection, "sale", state, till=till if state == "open" else None)


def scan(counter, draft, sku, quantity_milli=1000):
    entry = AddItem(counter.lookups.item(sku, location="shop"), quantity_milli)
    counter.selling.record(draft, entry, raw=f"{sku}\r")
    return entry


def test_a_basket_is_in_the_book_entry_by_entry_and_becomes_the_sale(juice):
    draft = juice.selling.begin(till="T1", user=None)
    entries = [scan(juice, draft, "A"), SetQuantity(1, 3000), scan(juice, draft, "A"), Undo()]
    juice.selling.record(draft, entries[1])
    juice.selling.record(draft, entries[3])
    (stored,) = open_drafts(juice)
    written = [read_entry(meaning) for meaning in stored.meanings]
    assert (stored.uid, written) == (draft, [entries[0], entries[2], entries[1], entries[3]])
    basket = replay([entries[0], entries[1]])
    posted = juice.selling.sell(sale_asked(basket, Asking(draft, till="T1"), tenders=None, cashier=None), draft=draft)
    assert (posted.uid, posted.payable_minor) == (draft, 450)
    assert open_drafts(juice) == []
    assert juice.rows("SELECT state FROM draft") == [("posted",)]
    assert juice.rows("SELECT place, raw FROM draft_entry ORDER BY 1") == [(1, "A\r"), (2, "A\r"), (3, ""), (4, "")]


def test_a_second_press_of_pay_sells_once(juice):
    draft = juice.selling.begin(till="T1", user=None)
    scan(juice, draft, "A")
    wish = juice.wish("sale", draft, lines=[line("A")])
    first, second = (juice.selling.sell(wish, draft=draft) for _ in range(2))
    assert (first.status, second.status, second.number) == ("posted", "already posted", first.number)
    assert juice.one("SELECT count(*) FROM sale") == 1


def test_a_basket_that_is_refused_stays_open(juice):
    juice.product("OLD", active=False)
    draft = juice.selling.begin(till="T1", user=None)
    wish = juice.wish("sale", draft, lines=[line("OLD")])
    assert refused(juice.selling.sell, wish, draft=draft).code == "product_inactive"
    assert [one.uid for one in open_drafts(juice)] == [draft]


def test_a_parked_basket_is_taken_up_at_another_till(juice):
    juice.post("till", code="T2")
    draft = juice.selling.begin(till="T1", user=None)
    scan(juice, draft, "A")
    assert juice.selling.park(draft, label="blue coat").what == {"drafts"}
    assert open_drafts(juice) == []
    assert [(one.uid, one.label, one.till) for one in open_drafts(juice, "parked")] == [(draft, "blue coat", "T1")]
    juice.selling.recall(draft, till="T2")
    assert open_drafts(juice, "parked") == []
    assert [(one.uid, one.till, len(one.meanings)) for one in open_drafts(juice, till="T2")] == [(draft, "T2", 1)]


def test_a_basket_that_is_gone_takes_no_more(juice):
    for end in ("sell", "abandon", "park"):
        draft = juice.selling.begin(till="T1", user=None)
        if end == "sell":
            juice.selling.sell(juice.wish("sale", draft, lines=[line("A")]), draft=draft)
        elif end == "abandon":
            juice.selling.abandon(draft)
        else:
            juice.selling.park(draft, label="")
        assert refused(juice.selling.record, draft, Undo()).code == "draft_closed"
        if end != "park":
            for call in (
                lambda gone=draft: juice.selling.abandon(gone),
                lambda gone=draft: juice.selling.park(gone, label=""),
                lambda gone=draft: juice.selling.recall(gone, till="T1"),
            ):
                assert refused(call).code == "draft_closed"
    assert refused(juice.selling.record, "never begun", Undo()).code == "draft_closed"


def test_a_basket_ends_with_one_sale_only(juice):
    draft = juice.selling.begin(till="T1", user=None)
    juice.selling.abandon(draft)
    before = juice.counts()
    assert refused(juice.selling.sell, juice.wish("sale", "s1", lines=[line("A")]), draft=draft).code == "draft_closed"
    assert juice.counts() == before


@pytest.mark.parametrize(
    ("keys", "code"), [({"till": "T9", "user": None}, "unknown_till"), ({"till": "T1", "user": "x"}, "unknown_user")]
)
def test_a_basket_begins_at_a_till_by_somebody_who_works_here(juice, keys, code):
    assert refused(juice.selling.begin, **keys).code == code


def test_what_a_person_may_not_do_is_refused(juice):
    juice.post("user", code="clara", name="Clara")
    with juice.book.writing() as connection:
        connection.execute("UPDATE person SET role = 'clerk' WHERE code = 'clara'")
    before = juice.counts()
    for call in (
        lambda: juice.selling.begin(till="T1", user="clara"),
        lambda: juice.sell("s1", "A", user="clara"),
        lambda: juice.sell("s1", "A", cashier="clara"),
    ):
        assert refused(call).facts == {"name": "Clara", "right": "sell", "doing": "sell"}
    assert juice.counts() == before


# Figures at the edge of what the book keeps.

MOST = "1000000000"


@pytest.mark.parametrize(
    "wish",
    [
        {"lines": [{"code": "888", "quantity": MOST, "price": "0"}]},
        {"lines": [line("KIT", MOST, price="0")]},
        {"lines": [line("A", MOST, price=MOST, discount="100%")]},
        {"lines": [line("A", "10", price=MOST), line("A", "10", price=MOST)], "discount": "100%"},
        {"lines": [line("A")], "tenders": [cash("10000000000.00")] * 2},
        {"lines": [line("DEAR", MOST, price="0")]},
    ],
    ids=["pack", "kit", "discount", "discounts", "change", "cost"],
)
def test_what_is_larger_than_the_book_can_keep_is_refused(juice, wish):
    juice.product("B", codes=[{"code": "888", "quantity": MOST}])
    juice.product("KIT", stocked=False, kit=[{"sku": "A", "quantity": MOST}])
    juice.product("DEAR", cost=MOST)
    before = juice.counts()
    assert refused(juice.post, "sale", "s1", **wish).code in {"amount_too_large", "out_of_bounds"}
    assert juice.counts() == before


def test_wishes_need_no_door(juice):
    """The screen's own wish: prices for another base than one, as the cashier saw them."""
    asked = SaleAsked(Asking("s1"), (SaleLineAsked(12_000, sku="A", price_micro=8_400_000, base_milli=6000),))
    assert juice.selling.sell(asked).payable_minor == 1680
    assert currency("EUR") == juice.book.shop.currency
    assert isinstance(juice.clock, StandingClock)


def test_a_sale_of_a_closed_day_says_on_which_day_it_is_booked(juice):
    juice.clock.put("2026-03-05T09:00:00+01:00")
    juice.post("period_close", "p1", through="2026-03-03")
    late = juice.post("sale", "s1", lines=[line("A", "12")], at="2026-03-03T12:00:00+01:00")
    assert [one.code for one in late.warnings] == ["stock_below_zero", "booked_late"]
    assert late.warnings[-1].facts == {"day": "2026-03-03", "number": late.number, "book_date": "2026-03-04"}
    assert (
        juice.post("sale", "s2", lines=[line("A")], at="2026-03-04T12:00:00+01:00").warnings[-1].code != "booked_late"
    )


def test_the_lot_and_the_serial_number_in_a_code_are_those_that_are_sold(counter):
    counter.product("A", tracking="lot", codes=["4006381333931"])
    lots = [("LG0", "2027-01-31", "1.00"), ("LG1", "2027-12-31", "2.00"), ("OLD", "2026-01-31", "3.00")]
    lines = [
        {"sku": "A", "quantity": "3", "unit_cost": cost, "lot": lot, "expiry": expiry} for lot, expiry, cost in lots
    ]
    counter.post("delivery", "d1", lines=lines)
    counter.post("sale", "s1", lines=[{"code": "(01)04006381333931(10)LG1", "quantity": "1"}])
    sold = "SELECT number FROM movement JOIN lot ON lot.id = lot_id WHERE kind = 'sale' ORDER BY seq DESC LIMIT 1"
    assert counter.one(sold) == "LG1"
    old = [{"code": "(01)04006381333931(10)OLD", "quantity": "1"}]
    assert refused(counter.post, "sale", "s2", lines=old).code == "lot_expired"
    counter.product("S", tracking="serial", costing="specific", codes=["4012345678901"])
    pieces = [{"sku": "S", "quantity": "2", "unit_cost": "5.00", "serials": ["s1", "s2"]}]
    counter.post("delivery", "d2", lines=pieces)
    counter.post("sale", "s3", lines=[{"code": "(01)04012345678901(21)s2", "quantity": "1"}])
    assert counter.one(sold) == "s2"
    counted_right(counter)


def test_a_refund_is_not_dated_on_a_day_before_its_sale(juice):
    juice.sell("s1", "A", "3", at="2026-03-01T22:00:00+01:00")
    refusal = refused(juice.take_back, "r1", "s1", at="2026-02-28T22:00:00+01:00")
    assert (refusal.code, refusal.facts["day"], refusal.facts["of"]) == (
        "before_its_document", "2026-02-28", "T1-000001"
    )  # fmt: skip
    juice.take_back("r1", "s1", at="2026-03-01T21:00:00+01:00")
    # A till whose clock has gone back gives money back all the same.
    juice.clock.put("2026-02-20T09:00:00+01:00")
    juice.take_back("r2", "s1")


@pytest.mark.parametrize("listed", [None, "1.50"])
def test_what_never_came_in_here_leaves_at_what_it_last_cost_elsewhere(counter, listed):
    for code in ("back", "attic"):
        counter.post("location", code=code, name=code.title())
    counter.product("A", "9.00", cost=listed)
    counter.deliver("d1", "A", "10", "2.20", location="attic")
    counter.deliver("d2", "A", "10", "3.00", location="back")
    counter.sell("s1", "A")
    assert counter.movements("s1") == [("A", "sale", -1000, -300)]
    # The newest word counts, wherever it was; one that was taken back says nothing.
    counter.deliver("d3", "A", "10", "2.50", location="attic")
    counter.sell("s2", "A")
    counter.post("reversal", "z1", of="d3", reason="typed wrong")
    counter.sell("s3", "A")
    assert [counter.movements(uid)[0][3] for uid in ("s2", "s3")] == [-250, -300]
    for uid in ("d2", "d1"):
        counter.post("reversal", f"z-{uid}", of=uid, reason="typed wrong")
    counter.sell("s4", "A")
    assert counter.movements("s4")[0][3] == (-150 if listed else 0)
    counted_right(counter)


def test_a_piece_that_is_somewhere_else_says_where(phones):
    phones.post("location", code="back", name="Back room")
    phones.post("delivery", "d9", location="back", lines=[line("PHONE", unit_cost="65.00", serials=["X7"])])
    sold = phones.post("sale", "s1", lines=[line("PHONE", serials=["X7"])])
    assert [(one.code, one.facts["serial"], one.facts["location"]) for one in sold.warnings] == [
        ("serial_elsewhere", "X7", "back")
    ]
