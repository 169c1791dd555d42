import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.discount import Discount, price_line, read_discount, spread_discount, write_discount
from app.domain.figures import currency
from app.domain.refusal import Refusal
from app.domain.tax import TaxPolicy, figure

EUR = currency("EUR")
JPY = currency("JPY")


def refusal_of(call, *arguments, **named):
    with pytest.raises(Refusal) as caught:
        call(*arguments, **named)
    return caught.value


def line(quantity="1", price="10.00", discount=None, base_milli=1000):
    return price_line(
        quantity_milli=int(float(quantity) * 1000),
        price_micro=EUR.read(price) * 10_000,
        money=EUR,
        discount=read_discount(discount, EUR) if discount else None,
        base_milli=base_milli,
    )


@pytest.mark.parametrize(
    ("text", "discount"),
    [
        ("10%", Discount(percent_milli=10_000)),
        ("12.5 %", Discount(percent_milli=12_500)),
        ("100%", Discount(percent_milli=100_000)),
        ("0.50", Discount(amount_minor=50)),
        ("0", Discount()),
    ],
)
def test_a_discount_is_an_amount_or_a_percentage(text, discount):
    assert read_discount(text, EUR) == discount
    assert read_discount(write_discount(discount, EUR), EUR) == discount


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("100.001%", "out_of_bounds"),
        ("1.0001%", "too_many_decimals"),
        ("0.001", "too_many_decimals"),
        ("-1", "discount_below_zero"),
        ("-5%", "discount_below_zero"),
        ("%", "bad_number"),
        ("", "bad_number"),
        ("ten", "bad_number"),
        ("10%%", "bad_number"),
        ("1e309", "bad_number"),
        ("0,50", "bad_number"),
    ],
)
def test_what_is_no_discount_is_refused(text, code):
    assert refusal_of(read_discount, text, EUR).code == code


def test_a_line_shows_its_price_its_discount_and_what_is_left():
    half_kilo = line("0.505", "3.99", "10%")
    # 0.505 x 3.99 = 2.01495, less a tenth 1.813455.
    assert (half_kilo.before_minor, half_kilo.discount_minor, half_kilo.amount_minor) == (201, 20, 181)
    two = line("2", "1.50", "0.10")
    assert (two.before_minor, two.discount_minor, two.amount_minor) == (300, 10, 290)
    plain = line("3", "1.50")
    assert (plain.before_minor, plain.discount_minor, plain.amount_minor) == (450, 0, 450)


def test_a_pack_costs_its_own_price():
    assert line("12", "8.40", base_milli=6000).amount_minor == 1680


def test_a_discount_on_goods_that_come_back_lowers_what_is_paid_back():
    for discount in ("10%", "1.00"):
        back = line("-1", "10.00", discount)
        assert (back.before_minor, back.discount_minor, back.amount_minor) == (-1000, -100, -900)


def test_a_discount_larger_than_the_line_is_refused_with_both_figures():
    refusal = refusal_of(line, "1", "10.00", "10.01")
    assert (refusal.code, refusal.facts) == ("discount_too_large", {"discount": "10.01", "amount": "10.00"})
    assert refusal_of(line, "-1", "10.00", "10.01").code == "discount_too_large"
    assert line("1", "10.00", "10.00").amount_minor == 0
    assert line("1", "10.00", "100%").amount_minor == 0


def test_all_of_a_rounded_amount_taken_off_leaves_nothing():
    # Half a piece at 0.01 is 0.005 and shows as 0.01; who takes 0.01 off shall not pay -0.01.
    for half in (line("0.5", "0.01"), line("-0.5", "0.01")):
        share = half.amount_minor
        assert half.taxable(0, "", share_minor=share).numerator == 0
        assert half.taxable(0, "").numerator == half.numerator
    assert line("0.5", "0.01", "0.01").amount_minor == 0


def test_ten_off_three_equal_lines_goes_3_34_3_33_3_33():
    assert spread_discount([1000, 1000, 1000], Discount(amount_minor=1000), EUR) == [334, 333, 333]


def test_a_percentage_of_the_sale_is_rounded_once_and_spread():
    assert spread_discount([105, 105, 105], Discount(percent_milli=10_000), EUR) == [11, 11, 10]
    assert spread_discount([333, 333, 334], Discount(percent_milli=100_000), JPY) == [333, 333, 334]


def test_lines_that_take_no_part_pay_in_full():
    assert spread_discount([1000, 0, 500], Discount(percent_milli=10_000), EUR) == [100, 0, 50]


def test_goods_that_come_back_in_the_same_sale_keep_their_amounts():
    assert spread_discount([3000, -1000], Discount(percent_milli=10_000), EUR) == [300, 0]
    assert refusal_of(spread_discount, [3000, -1000], Discount(amount_minor=3001), EUR).code == "discount_too_large"


def test_in_a_mere_return_the_discount_lies_on_what_comes_back():
    assert spread_discount([-3000, -1000], Discount(percent_milli=10_000), EUR) == [-300, -100]
    assert spread_discount([-1000], Discount(amount_minor=100), EUR) == [-100]


def test_a_discount_larger_than_the_sale_is_refused():
    refusal = refusal_of(spread_discount, [100, 200], Discount(amount_minor=301), EUR)
    assert (refusal.code, refusal.facts) == ("discount_too_large", {"discount": "3.01", "amount": "3.00"})
    assert refusal_of(spread_discount, [], Discount(amount_minor=1), EUR).code == "discount_too_large"
    assert spread_discount([0, 0], Discount(percent_milli=10_000), EUR) == [0, 0]
    assert spread_discount([], Discount(), EUR) == []


discounts = st.one_of(
    st.builds(Discount, amount_minor=st.integers(0, 10**6)),
    st.builds(Discount, percent_milli=st.integers(0, 100_000)),
)


@given(st.lists(st.integers(0, 10**6), max_size=20), discounts)
def test_shares_sum_to_the_discount_and_no_line_goes_below_zero(amounts, discount):
    whole = sum(amounts)
    if discount.amount_minor > whole:
        assert refusal_of(spread_discount, amounts, discount, EUR).code == "discount_too_large"
        return
    shares = spread_discount(amounts, discount, EUR)
    assert all(0 <= share <= amount for share, amount in zip(shares, amounts, strict=True))
    exact = whole * discount.percent_milli + discount.amount_minor * 100_000
    assert abs(sum(shares) * 100_000 - exact) <= 50_000
    back = spread_discount([-amount for amount in amounts], discount, EUR)
    assert back == [-share for share in shares]


@given(
    st.lists(st.tuples(st.integers(1, 5000), st.integers(0, 10**7)), min_size=1, max_size=8),
    st.sampled_from(TaxPolicy),
    st.booleans(),
)
def test_a_sale_given_away_costs_nothing(goods, policy, inclusive):
    lines = [price_line(quantity_milli=quantity, price_micro=price, money=EUR) for quantity, price in goods]
    shares = spread_discount([one.amount_minor for one in lines], Discount(percent_milli=100_000), EUR)
    taxable = [one.taxable(20_000, "S", share_minor=share) for one, share in zip(lines, shares, strict=True)]
    totals = figure(taxable, policy=policy, inclusive=inclusive)
    if policy is TaxPolicy.DOCUMENT:
        # Only what every line rounds away to nothing can be left.
        assert 0 <= totals.gross_minor <= len(goods)
    else:
        assert totals.gross_minor == 0
        assert totals.line_sum_minor == 0


@given(st.integers(-(10**6), 10**6), st.integers(0, 10**8), discounts)
def test_a_discounted_line_stays_between_nothing_and_its_price(quantity_milli, price_micro, discount):
    plain = price_line(quantity_milli=quantity_milli, price_micro=price_micro, money=EUR)
    if discount.amount_minor > abs(plain.amount_minor):
        return
    priced = price_line(quantity_milli=quantity_milli, price_micro=price_micro, money=EUR, discount=discount)
    assert abs(priced.amount_minor) <= abs(plain.amount_minor)
    assert priced.amount_minor * plain.amount_minor >= 0
    assert priced.before_minor == plain.amount_minor == priced.amount_minor + priced.discount_minor
