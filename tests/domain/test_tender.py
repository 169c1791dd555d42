import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.figures import currency
from app.domain.refusal import Refusal
from app.domain.tender import (
    CashRounding,
    RoundingMode,
    Settlement,
    likely_notes,
    payable_in_cash,
    read_cash_rounding,
    settle,
)

EUR = currency("EUR")
FIVE_CENT = CashRounding(5)

roundings = st.one_of(
    st.none(), st.builds(CashRounding, st.sampled_from([1, 5, 10, 50, 100, 500]), st.sampled_from(RoundingMode))
)


def refusal_of(call, *arguments, **named):
    with pytest.raises(Refusal) as caught:
        call(*arguments, **named)
    return caught.value


def outcome(gross, tenders, rounding):
    """The settlement, or why it was refused."""
    try:
        return settle(gross, tenders, rounding=rounding, money=EUR)
    except Refusal as refusal:
        return refusal.code, refusal.facts


def settled(gross, *tenders, rounding=FIVE_CENT):
    done = settle(gross, tenders, rounding=rounding, money=EUR)
    return done.payable_minor, done.rounding_minor, done.cash_minor, done.change_minor


@pytest.mark.parametrize(
    ("mode", "amount", "rounded"),
    [
        # The published rule of five-cent rounding: 1, 2, 6, 7 go down; 3, 4, 8, 9 go up.
        *[("half_up", 1000 + cents, 1000 + to) for cents, to in [(1, 0), (2, 0), (3, 5), (4, 5), (6, 5), (7, 5)]],
        *[("half_up", 1000 + cents, 1000 + to) for cents, to in [(8, 10), (9, 10), (0, 0), (5, 5)]],
        ("up", 1001, 1005),
        ("up", -1001, -1005),
        ("up", 1005, 1005),
        ("down", 1004, 1000),
        ("down", -1004, -1000),
        ("half_up", -1003, -1005),
        ("half_up", -1002, -1000),
        ("half_up", 2, 0),
    ],
)
def test_cash_is_rounded_to_the_smallest_coin(mode, amount, rounded):
    assert CashRounding(5, RoundingMode(mode)).round(amount) == rounded


def test_half_a_step_goes_away_from_zero():
    assert CashRounding(100).round(750) == 800
    assert CashRounding(100).round(-750) == -800
    assert CashRounding(100, RoundingMode.DOWN).round(750) == 700
    assert CashRounding(10).round(5) == 10


def test_a_rounding_is_read_from_its_step_and_mode():
    assert read_cash_rounding("0.05", "down", EUR) == CashRounding(5, RoundingMode.DOWN)
    assert read_cash_rounding("10", "half_up", currency("JPY")) == CashRounding(10)


@pytest.mark.parametrize(
    ("step", "mode", "code"),
    [
        ("0", "up", "out_of_bounds"),
        ("-0.05", "up", "out_of_bounds"),
        ("0.005", "up", "too_many_decimals"),
        ("five", "up", "bad_number"),
        ("0.05", "half_even", "bad_rounding_mode"),
        ("0.05", "HALF_UP", "bad_rounding_mode"),
        ("0.05", "", "bad_rounding_mode"),
    ],
)
def test_what_is_no_rounding_is_refused(step, mode, code):
    assert refusal_of(read_cash_rounding, step, mode, EUR).code == code


def test_no_tender_is_cash_exactly():
    assert settled(1003) == (1005, 2, 1005, 0)
    assert settled(0) == (0, 0, 0, 0)
    assert settled(-1572) == (-1570, 2, -1570, 0)


def test_cash_over_the_total_gives_change():
    assert settled(197, ("cash", 200)) == (195, -2, 195, 5)
    assert settled(1003, ("cash", 500), ("cash", 1000), rounding=None) == (1003, 0, 1003, 497)


def test_a_card_pays_to_the_cent():
    assert settled(1003, ("card", 1003)) == (1003, 0, 0, 0)
    assert settled(1003, ("card", 500), ("voucher", 503)) == (1003, 0, 0, 0)


def test_in_a_split_only_the_cash_part_is_rounded():
    # Published by Odoo's tests: 15.72 paid by bank and cash with five-cent rounding is 15.73 paid.
    assert settled(1572, ("bank", 68), ("cash", 1505)) == (1573, 1, 1505, 0)
    # Published, odoo pull request 161564: 138.00, 55.00 by bank, step 5.00 down: 80.00 in cash.
    down = CashRounding(500, RoundingMode.DOWN)
    assert settled(13800, ("bank", 5500), ("cash", 8000), rounding=down) == (13500, -300, 8000, 0)
    assert settled(-13800, ("bank", -5500), ("cash", -8000), rounding=down) == (-13500, 300, -8000, 0)


def test_the_order_of_tenders_does_not_matter():
    assert settled(1572, ("cash", 2000), ("bank", 68)) == settled(1572, ("bank", 68), ("cash", 2000))


def test_too_little_says_what_is_due_and_what_is_missing():
    refusal = refusal_of(settle, 1003, [("cash", 1000)], rounding=FIVE_CENT, money=EUR)
    assert (refusal.code, refusal.facts) == ("tender_short", {"due": "10.05", "missing": "0.05"})
    refusal = refusal_of(settle, 1003, [("card", 1000)], rounding=FIVE_CENT, money=EUR)
    assert (refusal.code, refusal.facts) == ("tender_short", {"due": "10.03", "missing": "0.03"})
    assert refusal_of(settle, -1003, [("cash", -1000)], rounding=None, money=EUR).code == "tender_short"


def test_other_tenders_over_the_total_are_refused():
    refusal = refusal_of(settle, 1003, [("card", 1004)], rounding=FIVE_CENT, money=EUR)
    assert (refusal.code, refusal.facts) == ("tender_over", {"due": "10.03", "over": "0.01"})
    assert refusal_of(settle, 1003, [("card", 1005), ("cash", 5)], rounding=None, money=EUR).code == "tender_over"
    assert refusal_of(settle, -1003, [("card", -1004)], rounding=None, money=EUR).code == "tender_over"
    assert refusal_of(settle, 0, [("card", 1)], rounding=None, money=EUR).code == "tender_over"


def test_a_tender_in_the_other_direction_is_refused():
    assert refusal_of(settle, 1003, [("card", 1103), ("cash", -100)], rounding=None, money=EUR).code == "tender_sign"
    assert refusal_of(settle, -1003, [("cash", 1003)], rounding=None, money=EUR).code == "tender_sign"


def test_cash_beside_a_card_that_pays_all_goes_back_whole():
    assert settled(1003, ("card", 1003), ("cash", 500)) == (1003, 0, 0, 500)


@given(st.integers(-(10**6), 10**6), st.integers(0, 10**6), st.integers(0, 10**6), roundings)
def test_what_is_paid_is_the_payable_and_the_change(gross, card, cash, rounding):
    sign = -1 if gross < 0 else 1
    assume(card <= abs(gross))
    tenders = [("card", sign * card), ("cash", sign * cash)]
    done = outcome(gross, tenders, rounding)
    if not isinstance(done, Settlement):
        assert done[0] == "tender_short"
        assert sign * payable_in_cash(gross, rounding, others_minor=sign * card) > card + cash
        return
    assert sum(amount for _, amount in tenders) == done.payable_minor + done.change_minor
    assert done.payable_minor == gross + done.rounding_minor == sign * card + done.cash_minor
    assert done.change_minor * sign >= 0
    step = rounding.step_minor if rounding else 1
    assert done.cash_minor % step == 0
    assert abs(done.rounding_minor) < step


@given(st.integers(0, 10**6), st.lists(st.tuples(st.sampled_from(["cash", "card"]), st.integers(0, 10**6))), roundings)
def test_a_refund_mirrors_the_sale(gross, tenders, rounding):
    assume(gross)
    sold = outcome(gross, tenders, rounding)
    back = outcome(-gross, [(kind, -amount) for kind, amount in tenders], rounding)
    if isinstance(sold, Settlement):
        sold = Settlement(-sold.payable_minor, -sold.rounding_minor, -sold.cash_minor, -sold.change_minor)
    assert back == sold


@pytest.mark.parametrize(
    ("code", "due", "notes"),
    [
        ("EUR", "12.30", ["12.30", "15.00", "20.00", "50.00", "100.00"]),
        ("EUR", "20.00", ["20.00", "50.00", "100.00", "200.00"]),
        ("EUR", "87.35", ["87.35", "90.00", "100.00", "200.00"]),
        ("EUR", "253.10", ["253.10", "255.00", "260.00", "300.00", "400.00"]),
        ("JPY", "1280", ["1280", "2000", "5000", "10000"]),
        ("KWD", "3.890", ["3.890", "4.000", "5.000", "10.000", "20.000"]),
        ("EUR", "0", []),
        ("EUR", "-5", []),
    ],
)
def test_likely_notes_are_the_exact_amount_and_the_next_round_ones(code, due, notes):
    money = currency(code)
    assert [money.write(note) for note in likely_notes(money.read(due), money)] == notes


@given(st.integers(1, 10**9), st.sampled_from(["EUR", "JPY", "KWD", "CLF"]))
def test_every_likely_note_is_enough(due, code):
    notes = likely_notes(due, currency(code))
    assert notes[0] == due
    assert notes == sorted(set(notes))
    assert len(notes) <= 5
