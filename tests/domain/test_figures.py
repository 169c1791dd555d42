import decimal
import itertools

import pytest
from babel.numbers import get_currency_precision, get_territory_currencies
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain import figures
from app.domain.figures import (
    Currency,
    apportion,
    currency,
    half_up,
    read_decimal,
    share_between,
    share_milli,
    share_of_all_milli,
    spread,
)
from app.domain.refusal import Refusal

whole = st.integers(-(10**15), 10**15)
positive = st.integers(1, 10**12)


def refusal_of(call, *arguments, **named):
    with pytest.raises(Refusal) as caught:
        call(*arguments, **named)
    return caught.value.code


@given(whole, positive)
def test_halves_go_away_from_zero_as_decimals_half_up_does(numerator, denominator):
    with decimal.localcontext() as context:
        context.prec = 60
        exact = decimal.Decimal(2 * numerator) / decimal.Decimal(2 * denominator)
    # A quotient that only looks like a half after 60 digits cannot occur with denominators of 12.
    assert half_up(numerator, denominator) == int(exact.quantize(decimal.Decimal(1), decimal.ROUND_HALF_UP))


@given(whole, positive)
def test_a_negative_figure_mirrors_the_positive_one(numerator, denominator):
    assert half_up(-numerator, denominator) == -half_up(numerator, denominator)


@given(whole, st.integers(0, 6))
def test_what_is_written_reads_the_same(figure, digits):
    assert read_decimal(figures.write_decimal(figure, digits), digits, what="figure") == figure
    assert read_decimal(figures.write_decimal(figure, digits, keep=0), digits, what="figure") == figure


@pytest.mark.parametrize(
    ("text", "digits", "figure"),
    [
        ("12.5", 2, 1250),
        ("-0.250", 3, -250),
        ("-0", 2, 0),
        ("0.1000", 1, 1),
        ("007", 0, 7),
        ("12.50", 6, 12_500_000),
        ("0" * 30 + "1", 0, 1),
    ],
)
def test_plain_decimals_are_read_exactly(text, digits, figure):
    assert read_decimal(text, digits, what="x") == figure


NOT_PLAIN = """
    1,50  1.000,00  1e3  1e309  NaN  Infinity  +5  .5  5.  --1  0x10  1_000  1.5.0  ½  \uff11  \u22121  \x00
""".split()


@pytest.mark.parametrize("text", [*NOT_PLAIN, "", " ", "1 000", "1.5\n", "1.5 "])
def test_anything_but_a_plain_decimal_is_refused(text):
    assert refusal_of(read_decimal, text, 2, what="price") == "bad_number"


def test_more_decimals_than_there_are_is_refused_and_never_rounded():
    assert refusal_of(read_decimal, "0.005", 2, what="price") == "too_many_decimals"
    assert refusal_of(read_decimal, "0." + "0" * 5000 + "1", 2, what="price") == "too_many_decimals"
    assert read_decimal("0.5" + "0" * 5000, 2, what="price") == 50


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (figures.read_quantity, "1000000000.001"),
        (figures.read_quantity, "9" * 10_000),
        (figures.read_price, "-1000000000.000001"),
        (figures.read_percent, "-1"),
        (figures.read_percent, "1000.001"),
        (currency("EUR").read, "10000000000.01"),
    ],
)
def test_a_figure_beyond_its_bounds_is_refused(read, text):
    assert refusal_of(read, text) == "out_of_bounds"


def test_figures_at_their_bounds_are_read():
    assert figures.read_quantity("1000000000") == figures.MAX_QUANTITY_MILLI
    assert figures.read_price("-1000000000") == -figures.MAX_MICRO
    assert figures.read_percent("1000") == 10 * figures.WHOLE_MILLI_PERCENT
    assert currency("JPY").read("1000000000000") == figures.MAX_MINOR


def test_a_refusal_quotes_no_more_than_forty_characters():
    with pytest.raises(Refusal) as caught:
        read_decimal("x" * 1000, 2, what="price")
    assert caught.value.facts == {"what": "price", "text": "x" * 40}


def test_figures_are_written_as_people_write_them():
    assert figures.write_quantity(2000) == "2"
    assert figures.write_quantity(-250) == "-0.25"
    assert figures.write_price(1_500_000, 2) == "1.50"
    assert figures.write_price(1_505_000, 2) == "1.505"
    assert figures.write_price(110_000_000, 0) == "110"
    assert figures.write_percent(8875) == "8.875"
    assert figures.write_percent(0) == "0"
    assert Currency("KWD", 3).write(-5) == "-0.005"


@pytest.mark.parametrize(("code", "digits"), [("EUR", 2), ("JPY", 0), ("KWD", 3), ("ISK", 0), ("CLF", 4), ("HUF", 2)])
def test_a_currency_has_the_digits_of_iso_4217(code, digits):
    assert currency(code) == Currency(code, digits)


@pytest.mark.parametrize("code", ["eur", "EU", "EURO", "", "EÜR", "EUR\n", "123"])
def test_what_is_no_currency_code_is_refused(code):
    assert refusal_of(currency, code) == "bad_currency"


def test_babel_agrees_on_the_digits_of_every_currency_in_circulation():
    # CLDR rounds some currencies coarser than ISO 4217 has it (no coins below the whole unit): these are ISO's own.
    iso_has_two = "AFN ALL COP HUF IDR IRR KPW LAK LBP MGA MMK PKR RSD SLE SOS SYP TWD TZS UZS YER ZMW".split()
    iso_has_three = "IQD".split()
    for code in get_territory_currencies("DE") + "USD JPY KRW KWD BHD TND CLP VND ISK XOF CHF SEK".split():
        assert currency(code).digits == get_currency_precision(code)
    assert {currency(code).digits for code in iso_has_two} == {2}
    assert {currency(code).digits for code in iso_has_three} == {3}


@given(whole, st.lists(whole, min_size=1, max_size=30))
@example(total=5, weights=[3, -3])
def test_shares_sum_to_the_total_exactly(total, weights):
    shares = spread(total, weights)
    assert sum(shares) == total
    assert len(shares) == len(weights)


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(0, 10**9), min_size=1, max_size=30))
def test_no_share_is_a_whole_unit_away_from_its_exact_part(total, weights):
    whole_weight = sum(weights) or len(weights)
    parts = weights if sum(weights) else [1] * len(weights)
    for share, weight in zip(spread(total, weights), parts, strict=True):
        assert abs(share * whole_weight - total * weight) < whole_weight


@given(whole, st.lists(whole, max_size=30))
def test_a_mirrored_total_has_mirrored_shares(total, weights):
    mirrored = [-share for share in spread(total, weights)]
    assert spread(-total, weights) == mirrored
    assert spread(-total, [-weight for weight in weights]) == mirrored


def test_of_equal_remainders_the_first_line_gets_the_odd_unit():
    assert spread(1000, [10, 10, 10]) == [334, 333, 333]
    assert spread(-1000, [10, 10, 10]) == [-334, -333, -333]
    assert spread(200, [1, 1, 1]) == [67, 67, 66]
    assert spread(1, [0, 5, 5]) == [0, 1, 0]
    assert spread(7, [0, 0, 0]) == [3, 2, 2]
    assert spread(7, []) == []


@given(st.lists(st.tuples(whole, st.booleans()), min_size=1, max_size=30), positive)
def test_exact_shares_are_rounded_to_their_rounded_sum(parts, denominator):
    numerators = [figure - figure % denominator if is_whole else figure for figure, is_whole in parts]
    total = half_up(sum(numerators), denominator)
    shares = apportion(total, numerators, denominator)
    assert sum(shares) == total
    for share, numerator in zip(shares, numerators, strict=True):
        assert abs(share * denominator - numerator) < denominator
        if numerator % denominator == 0:
            assert share * denominator == numerator
    assert apportion(-total, [-figure for figure in numerators], denominator) == [-share for share in shares]


@given(whole, st.lists(st.integers(1, 10**6), min_size=1, max_size=20), st.booleans())
def test_parts_of_a_whole_sum_to_it_and_the_last_takes_the_rest(worth, parts, negative):
    sign = -1 if negative else 1
    of = sign * sum(parts)
    taken = [sign * sum(parts[:index]) for index in range(len(parts) + 1)]
    worths = [share_between(worth, before, after, of) for before, after in itertools.pairwise(taken)]
    assert sum(worths) == worth


@given(st.integers(-(10**9), 10**9), st.integers(-(10**6), 10**6), st.integers(0, 4))
def test_price_times_quantity_is_rounded_once(price_micro, quantity_milli, digits):
    exact = decimal.Decimal(price_micro) * quantity_milli * 10**digits / 10**9
    amount = int(exact.quantize(decimal.Decimal(1), decimal.ROUND_HALF_UP))
    assert figures.amount_minor(price_micro, quantity_milli, digits) == amount


def test_the_unit_cost_behind_a_value_has_six_decimals():
    assert figures.unit_micro(100, 3000, 2) == 333_333
    assert figures.unit_micro(-100, -3000, 2) == 333_333
    assert figures.unit_micro(200, -3000, 2) == -666_667
    assert figures.unit_micro(5, 1000, 0) == 5_000_000


def test_a_share_is_told_to_a_tenth_of_a_percent():
    assert share_milli(1, 3) == 33_300
    assert share_milli(2, 3) == 66_700
    assert share_milli(-1, 4) == -25_000
    assert share_milli(1, 0) is None


def test_a_share_of_all_is_all_or_nothing_only_where_it_is():
    assert [share_of_all_milli(part, 6) for part in range(7)] == [0, 16_700, 33_300, 50_000, 66_700, 83_300, 100_000]
    # 99.96 and 0.04 percent.
    assert (share_of_all_milli(2499, 2500), share_of_all_milli(1, 2500)) == (99_900, 100)
