import itertools
import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.refusal import Refusal
from app.domain.tax import FiguredLine, TaxableLine, TaxPolicy, figure, line_amount, mirrored, part_of_line

# Thousandths of a percent. 6.125 % and 33.333 % make remainders that the usual rates never do.
RATES = [0, 2500, 5000, 6125, 7000, 7700, 9000, 10000, 19000, 20000, 22000, 25000, 33333]

lines_of_a_shop = st.builds(
    TaxableLine,
    st.integers(-(10**9), 10**9),
    st.sampled_from([1, 2, 3, 7, 1000, 10**7]),
    st.sampled_from(RATES),
    st.sampled_from(["", "S", "E"]),
)
documents = st.lists(lines_of_a_shop, max_size=12)
policies = st.sampled_from(TaxPolicy)


def whole(*amounts, rate="20"):
    """Lines of whole minor units at one rate."""
    return [TaxableLine(amount, 1, int(rate) * 1000, "S") for amount in amounts]


def half_away(exact: Fraction) -> int:
    """Rounding as a person states it, apart from the code under test."""
    size = int(abs(exact) + Fraction(1, 2))
    return size if exact >= 0 else -size


def tax_of(amount, rate_milli, inclusive):
    rate = Fraction(rate_milli, 100_000)
    return amount * rate / (1 + rate) if inclusive else amount * rate


@given(documents, documents, policies, st.booleans())
def test_every_sum_foots(lines, adjustments, policy, inclusive):
    totals = figure(lines, adjustments=adjustments, policy=policy, inclusive=inclusive)
    assert totals.net_minor + totals.tax_minor == totals.gross_minor
    assert sum(row.net_minor for row in totals.rows) == totals.net_minor
    assert sum(row.tax_minor for row in totals.rows) == totals.tax_minor
    assert sum(line.amount_minor for line in totals.lines) == totals.line_sum_minor
    assert all(line.net_minor + line.tax_minor == line.gross_minor for line in totals.lines)
    assert all(row.net_minor + row.tax_minor == row.gross_minor for row in totals.rows)


@given(documents, policies, st.booleans())
def test_the_lines_sum_to_the_row_of_their_rate_and_category(lines, policy, inclusive):
    totals = figure(lines, policy=policy, inclusive=inclusive)
    for row in totals.rows:
        mine = [one for one in totals.lines if (one.rate_milli, one.category) == (row.rate_milli, row.category)]
        assert sum(line.net_minor for line in mine) == row.net_minor
        assert sum(line.tax_minor for line in mine) == row.tax_minor
        assert sum(line.gross_minor for line in mine) == row.gross_minor
    assert [(line.rate_milli, line.category) for line in totals.lines] == [(x.rate_milli, x.category) for x in lines]


@given(documents, documents, policies, st.booleans())
def test_a_negative_document_mirrors_the_positive_one_line_by_line(lines, adjustments, policy, inclusive):
    def negative(some):
        return [TaxableLine(-line.numerator, line.denominator, line.rate_milli, line.category) for line in some]

    sold = figure(lines, adjustments=adjustments, policy=policy, inclusive=inclusive)
    back = figure(negative(lines), adjustments=negative(adjustments), policy=policy, inclusive=inclusive)
    assert (back.net_minor, back.tax_minor, back.gross_minor) == (-sold.net_minor, -sold.tax_minor, -sold.gross_minor)
    assert list(back.lines) == [mirrored(line) for line in sold.lines]


@given(documents, policies, st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_no_total(lines, policy, inclusive, chance: random.Random):
    shuffled = list(lines)
    chance.shuffle(shuffled)
    one = figure(lines, policy=policy, inclusive=inclusive)
    other = figure(shuffled, policy=policy, inclusive=inclusive)
    assert (one.net_minor, one.tax_minor, one.gross_minor, one.line_sum_minor, one.rows) == (
        other.net_minor,
        other.tax_minor,
        other.gross_minor,
        other.line_sum_minor,
        other.rows,
    )


@given(documents, st.booleans())
def test_document_rounds_the_exact_sums_once(lines, inclusive):
    totals = figure(lines, policy=TaxPolicy.DOCUMENT, inclusive=inclusive)
    exact = [Fraction(line.numerator, line.denominator) for line in lines]
    tax = sum((tax_of(amount, line.rate_milli, inclusive) for amount, line in zip(exact, lines, strict=True)), 0)
    assert totals.tax_minor == half_away(Fraction(tax))
    assert (totals.gross_minor if inclusive else totals.net_minor) == half_away(Fraction(sum(exact)))


@given(documents, st.booleans())
def test_per_line_rounds_each_line(lines, inclusive):
    totals = figure(lines, policy=TaxPolicy.PER_LINE, inclusive=inclusive)
    for line, figured in zip(lines, totals.lines, strict=True):
        amount = half_away(Fraction(line.numerator, line.denominator))
        assert figured.amount_minor == amount
        assert figured.tax_minor == half_away(Fraction(tax_of(amount, line.rate_milli, inclusive)))
        assert (figured.gross_minor if inclusive else figured.net_minor) == amount


@given(documents, st.sampled_from([TaxPolicy.INCL_RATE, TaxPolicy.EN16931]), st.booleans())
def test_the_policies_per_rate_round_the_sum_of_rounded_lines(lines, policy, inclusive):
    totals = figure(lines, policy=policy, inclusive=inclusive)
    for row in totals.rows:
        mine = [one for one in lines if (one.rate_milli, one.category) == (row.rate_milli, row.category)]
        base = sum(half_away(Fraction(line.numerator, line.denominator)) for line in mine)
        assert row.tax_minor == half_away(Fraction(tax_of(base, row.rate_milli, inclusive)))
        assert (row.gross_minor if inclusive else row.net_minor) == base


@given(documents, policies, st.booleans())
def test_a_line_without_tax_never_gets_any(lines, policy, inclusive):
    for line in figure(lines, policy=policy, inclusive=inclusive).lines:
        assert line.rate_milli or line.tax_minor == 0


@given(documents, policies, st.booleans())
def test_no_line_is_charged_a_whole_unit_beside_its_own_tax(lines, policy, inclusive):
    for given_line, line in zip(lines, figure(lines, policy=policy, inclusive=inclusive).lines, strict=True):
        amount = (
            Fraction(given_line.numerator, given_line.denominator)
            if policy is TaxPolicy.DOCUMENT
            else Fraction(line.amount_minor)
        )
        assert abs(line.tax_minor - tax_of(amount, line.rate_milli, inclusive)) < 1


def test_one_basket_has_another_right_answer_under_each_policy():
    # Three lines of 0.335 at 20 %, without tax: by hand 3 x 0.34 = 1.02, or exactly 1.005.
    lines = [TaxableLine(335, 10, 20000, "S")] * 3

    def answer(policy):
        totals = figure(lines, policy=policy, inclusive=False)
        return totals.line_sum_minor, totals.net_minor, totals.tax_minor, totals.gross_minor

    assert answer(TaxPolicy.EN16931) == (102, 102, 20, 122)
    assert answer(TaxPolicy.PER_LINE) == (102, 102, 21, 123)
    assert answer(TaxPolicy.DOCUMENT) == (102, 101, 20, 121)


def test_the_two_rules_per_rate_differ_only_in_what_prices_contain():
    lines = whole(801, 333)
    for inclusive in (True, False):
        one, other = (
            figure(lines, policy=policy, inclusive=inclusive) for policy in (TaxPolicy.INCL_RATE, TaxPolicy.EN16931)
        )
        assert one == other


def test_shelf_prices_with_tax_are_never_off_by_a_unit():
    totals = figure(whole(801), policy=TaxPolicy.INCL_RATE, inclusive=True)
    assert (totals.net_minor, totals.tax_minor, totals.gross_minor) == (667, 134, 801)


def test_lines_share_the_tax_of_their_rate_by_largest_remainder():
    # Three lines of 0.10 with 20 % inside: 0.0166.. each, 0.05 in all; the first two get the odd cents.
    totals = figure(whole(10, 10, 10), policy=TaxPolicy.INCL_RATE, inclusive=True)
    assert [line.tax_minor for line in totals.lines] == [2, 2, 1]
    assert [line.net_minor for line in totals.lines] == [8, 8, 9]


def test_an_allowance_on_the_document_lowers_its_rate_but_not_the_sum_of_lines():
    totals = figure(
        [*whole(10000, rate="25"), *whole(5000, rate="12")],
        adjustments=[TaxableLine(-1000, 1, 25000, "S"), TaxableLine(250, 1, 12000, "S")],
        policy=TaxPolicy.EN16931,
        inclusive=False,
    )
    assert totals.line_sum_minor == 15000
    assert [(row.rate_milli, row.net_minor, row.tax_minor) for row in totals.rows] == [
        (12000, 5250, 630),
        (25000, 9000, 2250),
    ]
    assert totals.gross_minor == 17130


def test_the_same_percentage_under_two_codes_is_two_rows():
    lines = [TaxableLine(105, 1, 0, "E"), TaxableLine(200, 1, 0, "Z"), TaxableLine(300, 1, 0, "AE")]
    totals = figure(lines, policy=TaxPolicy.EN16931, inclusive=False)
    assert [(row.category, row.net_minor) for row in totals.rows] == [("AE", 300), ("E", 105), ("Z", 200)]


def test_an_empty_document_is_nothing():
    for policy in TaxPolicy:
        totals = figure([], policy=policy, inclusive=True)
        assert (totals.net_minor, totals.tax_minor, totals.gross_minor, totals.rows) == (0, 0, 0, ())


def test_goods_that_come_back_keep_the_figures_of_their_sale():
    sold = figure(whole(333, 333, 334), policy=TaxPolicy.INCL_RATE, inclusive=True)
    back = [mirrored(sold.lines[0])]
    exchange = figure(whole(500), returned=back, policy=TaxPolicy.INCL_RATE, inclusive=True)
    assert exchange.gross_minor == 500 - 333
    assert exchange.tax_minor == 83 - sold.lines[0].tax_minor
    assert exchange.line_sum_minor == 500 - 333
    assert len(exchange.lines) == 1
    assert exchange.rows[0].gross_minor == 500 - 333


@given(documents, policies, st.booleans())
def test_a_sale_and_its_full_refund_are_nothing(lines, policy, inclusive):
    sold = figure(lines, policy=policy, inclusive=inclusive)
    back = figure((), returned=[mirrored(line) for line in sold.lines], policy=policy, inclusive=inclusive)
    assert (back.net_minor, back.tax_minor, back.gross_minor) == (-sold.net_minor, -sold.tax_minor, -sold.gross_minor)
    assert back.line_sum_minor == -sold.line_sum_minor


@given(
    st.builds(FiguredLine, st.just(20000), st.just("S"), *[st.integers(-(10**9), 10**9)] * 4),
    st.lists(st.integers(1, 5000), min_size=1, max_size=20),
)
def test_partial_refunds_add_up_to_the_full_one(line, parts):
    line = line._replace(gross_minor=line.net_minor + line.tax_minor)
    quantity_milli = sum(parts)
    taken = [sum(parts[:index]) for index in range(len(parts) + 1)]
    refunded = [
        part_of_line(line, before_milli=before, after_milli=after, of_milli=quantity_milli)
        for before, after in itertools.pairwise(taken)
    ]
    assert all(part.net_minor + part.tax_minor == part.gross_minor for part in refunded)
    for name in ("amount_minor", "net_minor", "tax_minor", "gross_minor"):
        assert sum(getattr(part, name) for part in refunded) == getattr(line, name)


def test_two_of_three_pieces_are_worth_two_thirds_rounded_once():
    line = FiguredLine(20000, "S", 1000, 833, 167, 1000)
    first = part_of_line(line, before_milli=0, after_milli=2000, of_milli=3000)
    last = part_of_line(line, before_milli=2000, after_milli=3000, of_milli=3000)
    assert (first.gross_minor, first.tax_minor, first.net_minor) == (667, 111, 556)
    assert (last.gross_minor, last.tax_minor, last.net_minor) == (333, 56, 277)


def test_a_line_amount_is_exact_until_it_is_rounded():
    # 16 x 348.35 less 4 % = 5350.656; 1000 of a thing whose price is for 6; 0.333 kg at 9.99 less 0.10.
    assert Fraction(
        *line_amount(quantity_milli=16000, price_micro=348_350_000, digits=2, percent_off_milli=4000)
    ) == Fraction("535065.6")
    assert Fraction(*line_amount(quantity_milli=10**6, price_micro=10**6, digits=0, base_milli=6000)) == Fraction(
        1000, 6
    )
    assert Fraction(*line_amount(quantity_milli=333, price_micro=9_990_000, digits=2, off_minor=10)) == Fraction(
        "322.667"
    )


@pytest.mark.parametrize("digits", [0, 2, 3, 4, 6])
def test_a_line_amount_knows_the_digits_of_its_currency(digits):
    amount = line_amount(quantity_milli=3000, price_micro=1_235_000, digits=digits)
    assert Fraction(*amount) == Fraction("3.705") * 10**digits


@pytest.mark.parametrize("policy", TaxPolicy)
def test_more_than_the_book_can_keep_is_refused(policy):
    for lines in (whole(10**12 + 1, -(10**12)), whole(10**12, 10**12), whole(-(10**12), rate="25")):
        with pytest.raises(Refusal, match="amount_too_large"):
            figure(lines, policy=policy, inclusive=False)
    assert figure(whole(10**12), policy=policy, inclusive=True).gross_minor == 10**12
