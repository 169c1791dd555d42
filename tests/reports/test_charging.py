"""What the lines of a wished sale are charged, reckoned by hand."""

import pytest

from app.domain.discount import Discount
from app.domain.requests import SaleLineAsked
from app.domain.ringing import bill
from app.domain.tax import TaxPolicy
from app.reports.charging import charges
from tests.books import counter_at, refused


@pytest.fixture
def without_tax(tmp_path):
    """A shop whose prices are without tax."""
    counter = counter_at(tmp_path / "net.book", tax_policy=TaxPolicy.EN16931, prices_include_tax=False)
    yield counter
    counter.book.close_thread()


def charged(counter, *lines, location_id=1):
    """The charges of wished lines, and the sold lines behind those that come back."""
    wish = counter.wish("sale", "asked", lines=list(lines))
    with counter.book.reading() as connection:
        return charges(connection, wish.lines, shop=counter.book.shop, location_id=location_id)


def billed(counter, *lines, discount=None):
    every, _ = charged(counter, *lines)
    return bill(every, discount, counter.book.shop)


def line(sku, quantity="1", **keys):
    return {"sku": sku, "quantity": quantity, **keys}


def test_a_line_is_charged_at_the_shops_price_or_the_one_that_is_named(counter):
    counter.product("A", "1.50", codes=["111", {"code": "666", "quantity": "6", "price": "8.40"}])
    every, behind = charged(
        counter,
        line("A", "2"),
        line("A", price="1.25"),
        {"code": "111", "quantity": "3"},
        {"code": "666", "quantity": "2"},
        {"code": "666", "quantity": "1", "price": "7.77"},
    )
    assert [(one.quantity_milli, one.price_micro, one.base_milli, one.code) for one in every] == [
        (2000, 1_500_000, 1000, ""),
        (1000, 1_250_000, 1000, ""),
        (3000, 1_500_000, 1000, "111"),
        (12_000, 8_400_000, 6000, "666"),
        (6000, 7_770_000, 6000, "666"),
    ]
    assert behind == {}


def test_a_sku_is_found_where_no_code_is(counter):
    counter.product("A", "1.50")
    assert charged(counter, {"code": "A", "quantity": "2"})[0][0].quantity_milli == 2000


def test_a_measured_code_may_be_sold_several_times(counter):
    counter.product("CHEESE", "19.99", unit="kg", codes=["2811110000006"])
    counter.product("HAM", "9.99", unit="kg", codes=["2211110000004"])
    (cheese, ham), _ = charged(
        counter, {"code": "2811111068708", "quantity": "2"}, {"code": "2211114002394", "quantity": "1"}
    )
    assert (cheese.quantity_milli, cheese.price_micro, cheese.base_milli) == (13_740, 19_990_000, 1000)
    # The label's 2.39 is for what it weighs.
    assert (ham.quantity_milli, ham.price_micro, ham.base_milli) == (239, 2_390_000, 239)


def test_a_deposit_stands_right_behind_its_goods(counter):
    counter.product("BOTTLE", "0.25", stocked=False)
    counter.product("CRATE", "1.50", stocked=False, deposit="BOTTLE")
    counter.product("COLA", "0.99", deposit="CRATE")
    every, _ = charged(counter, line("COLA", "3"), line("BOTTLE"), line("COLA"))
    assert [(one.item.sku, one.quantity_milli, one.deposit_of) for one in every] == [
        ("COLA", 3000, None),
        ("CRATE", 3000, 0),
        ("BOTTLE", 1000, None),
        ("COLA", 1000, None),
        ("CRATE", 1000, 3),
    ]


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (line("NOBODY"), "unknown_product"),
        ({"code": "no such code", "quantity": "1"}, "unknown_code"),
        ({"code": "777", "quantity": "1"}, "several_products"),
        (line("OLD"), "product_inactive"),
        (line("ANY"), "price_needed"),
        ({"code": "2811111068708", "quantity": "0.333"}, "whole_pieces"),
        (line("A", "0"), "quantity_zero"),
        (line("A", "0.001"), "whole_pieces"),
        ({"code": "666", "quantity": "0.0001"}, "too_many_decimals"),
        ({"code": "666", "quantity": "0.001"}, "whole_pieces"),
        ({"code": "666", "quantity": "200000000"}, "out_of_bounds"),
        ({"of": "s9", "of_line": 1, "quantity": "-1"}, "unknown_sale_line"),
    ],
)
def test_what_cannot_be_charged_is_refused(counter, one, code):
    counter.product("A", codes=[{"code": "666", "quantity": "6"}, "777"])
    counter.product("B", codes=["777"])
    counter.product("OLD", active=False)
    counter.product("ANY", open_price=True)
    counter.product("CHEESE", unit="kg", codes=["2811110000006"])
    assert refused(charged, counter, one).code == code


def test_a_wish_with_a_price_below_zero_is_refused_whoever_makes_it(counter):
    counter.product("A")
    with counter.book.reading() as connection:
        asked = [SaleLineAsked(1000, sku="A", price_micro=-1)]
        assert refused(charges, connection, asked, shop=counter.book.shop, location_id=1).code == "price_below_zero"


def test_no_lines_are_refused(counter):
    assert refused(charged, counter).code == "no_lines"


def test_goods_of_an_earlier_sale_are_figured_as_they_were_sold(counter):
    counter.product("A", "1.50", tax="20")
    counter.post("sale", "s1", discount="0.30", lines=[line("A", "3", discount="0.10")])
    counter.product("A", "9.99", tax="7")
    # 4.50 - 0.10 - 0.30 = 4.10 with 0.68 tax; one of three is 1.37 with 0.23, its discounts 0.03 and 0.10.
    every, behind = charged(counter, {"of": "s1", "of_line": 1, "quantity": "-1"})
    back = every[0].returned
    assert (back.of, back.of_line, back.state) == ("s1", 1, "sellable")
    assert (back.figured.rate_milli, back.figured.gross_minor, back.figured.tax_minor) == (20_000, -137, -23)
    assert (back.discount_minor, back.shared_minor) == (-3, -10)
    assert (every[0].price_micro, every[0].quantity_milli) == (1_500_000, -1000)
    assert (behind[0].quantity_milli, behind[0].back_milli) == (3000, 0)


def test_parts_of_one_line_in_one_sale_follow_each_other(counter):
    counter.product("A", "1.00")
    counter.post("sale", "s1", lines=[line("A", "3", price="0.333333")])
    back = {"of": "s1", "of_line": 1, "quantity": "-1"}
    every, behind = charged(counter, back, back, back)
    # 1.00 in three parts: 0.33, 0.34, 0.33.
    assert [one.returned.figured.gross_minor for one in every] == [-33, -34, -33]
    assert [behind[place].back_milli for place in range(3)] == [0, 1000, 2000]
    assert refused(charged, counter, back, back, back, back).facts == {"sku": "A", "left": "0"}


def test_the_sum_before_discounts_counts_what_comes_back_as_prices_are(counter, without_tax):
    for shop, gross in ((counter, -850), (without_tax, -1020)):
        shop.product("A", "10.00", tax="20")
        shop.post("sale", "s1", discount="3.00", lines=[line("A", "2")])
        bill_ = billed(shop, {"of": "s1", "of_line": 1, "quantity": "-1"})
        # Half of 20.00 came to 8.50 after its half of the discount, tax in it or on top of it.
        assert (bill_.before_minor, bill_.lines[0].shared_minor) == (-1000, -150)
        assert (bill_.totals.gross_minor, bill_.lines[0].gross_minor) == (gross, gross)


def test_a_discount_lies_on_what_is_sold_alone(counter):
    counter.product("A", "2.00")
    counter.product("BOTTLE", "0.25", stocked=False)
    counter.product("COLA", "1.00", deposit="BOTTLE")
    counter.post("sale", "s1", lines=[line("A")])
    back = {"of": "s1", "of_line": 1, "quantity": "-1"}
    bill_ = billed(counter, back, line("COLA", "4"), discount=Discount(percent_milli=50_000))
    assert [(one.sku, one.shared_minor, one.gross_minor) for one in bill_.lines] == [
        ("A", 0, -200),
        ("COLA", 200, 200),
        ("BOTTLE", 0, 100),
    ]
    assert (bill_.before_minor, bill_.discount_minor, bill_.totals.gross_minor) == (300, 200, 100)


def test_stock_and_prices_are_those_of_the_location(counter):
    counter.product("A")
    counter.post("location", code="back", name="Back room")
    counter.deliver("d1", "A", "3", "1", location="back")
    assert charged(counter, line("A"), location_id=2)[0][0].item.on_hand_milli == 3000
    assert charged(counter, line("A"))[0][0].item.on_hand_milli == 0
