"""Payments in parts: cash rounding on the cash part alone, refunds mirrored, currencies of 0, 2 and 3 digits.

Rounded amounts marked as published are those of Odoo's and Wikipedia's examples of cash rounding.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.figures import currency
from app.domain.refusal import Refusal
from app.domain.requests import TenderAsked
from app.domain.tender import CashRounding, RoundingMode, settle
from app.domain.wording import sentence
from app.ui.screens.sale.dialogs.payment import Payment, Preview, Tendered

EUR, CHF, SEK, JPY, KWD = (currency(code) for code in ("EUR", "CHF", "SEK", "JPY", "KWD"))
FIVE_RAPPEN = CashRounding(5)
HALF_KRONA = CashRounding(50)


def refused(payment: Payment, typed: str, kind: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        payment.finished(typed, kind)
    assert sentence(caught.value.code, caught.value.facts)
    return caught.value


def test_an_empty_field_pays_the_rest_exactly() -> None:
    assert Payment(2698, EUR).finished("", "cash") == Tendered((TenderAsked("cash", 2698),), 2698, 0)


@pytest.mark.parametrize("typed", ["30", "30.00", "30,00", "30,", " 30 ", "\u0663\u0660"])
def test_cash_over_the_total_gives_change_and_point_and_comma_are_both_decimal(typed: str) -> None:
    assert Payment(2698, EUR).finished(typed, "cash") == Tendered((TenderAsked("cash", 3000),), 2698, 302)


@pytest.mark.parametrize(
    ("due", "money", "step", "cash", "card"),
    [
        (197, EUR, 5, 195, 197),  # published (Odoo)
        (22320, SEK, 50, 22300, 22320),  # published (Wikipedia)
        (32488, SEK, 50, 32500, 32488),  # published (Wikipedia): the card is not rounded
        (1002, CHF, 5, 1000, 1002),
    ],
)
def test_cash_is_rounded_and_the_card_is_not(due: int, money: object, step: int, cash: int, card: int) -> None:
    payment = Payment(due, money, CashRounding(step))  # type: ignore[arg-type]
    assert (payment.rest_minor("cash"), payment.rest_minor("card")) == (cash, card)
    assert payment.rounding_minor("cash") == cash - due
    assert payment.rounding_minor("card") == 0
    assert payment.finished("", "card").payable_minor == card
    assert payment.finished("", "cash").payable_minor == cash


def test_only_the_cash_part_of_a_split_payment_is_rounded() -> None:
    # 10.02: 5.00 by card leaves 5.02, of which cash pays 5.00; 5.01 by card leaves 5.01, again 5.00 in cash.
    payment = Payment(1002, CHF, FIVE_RAPPEN).with_part("5.01", "card")
    assert payment.rest_minor("cash") == 500
    done = payment.finished("", "cash")
    assert done == Tendered((TenderAsked("card", 501), TenderAsked("cash", 500)), 1001, 0)


def test_what_is_missing_and_what_goes_back_are_known_while_it_is_typed() -> None:
    payment = Payment(2698, EUR)
    assert payment.preview("", "cash") == Preview(0, 0)
    assert payment.preview("3", "cash") == Preview(2398, 0)
    assert payment.preview("30", "cash") == Preview(0, 302)


def test_too_little_is_refused_and_the_sentence_says_how_to_take_it_as_a_part() -> None:
    refusal = refused(Payment(2698, EUR), "20", "cash")
    assert (refusal.code, refusal.facts["missing"]) == ("tender_part_short", "€6.98")


def test_only_cash_may_be_more_than_the_rest() -> None:
    refusal = refused(Payment(2698, EUR), "30", "card")
    assert (refusal.code, refusal.facts["rest"]) == ("tender_part_over", "€26.98")
    with pytest.raises(Refusal, match="tender_part_over"):
        Payment(2698, EUR).with_part("30", "voucher")


@pytest.mark.parametrize("typed", ["abc", "1.234,50", "1,234.50", "1e9", "--3", "NaN", "1.999", "9" * 30, "3 4"])
def test_what_is_no_amount_is_refused_in_a_sentence(typed: str) -> None:
    assert refused(Payment(2698, EUR), typed, "cash").code in {"bad_number", "too_many_decimals", "out_of_bounds"}


@pytest.mark.parametrize("typed", ["-5", "\N{MINUS SIGN}5"])
def test_an_amount_against_the_direction_is_refused(typed: str) -> None:
    assert refused(Payment(2698, EUR), typed, "cash").code == "tender_sign"


def test_a_zero_is_no_part_and_pays_nothing() -> None:
    with pytest.raises(Refusal, match="tender_part_zero"):
        Payment(2698, EUR).with_part("0", "cash")
    assert refused(Payment(2698, EUR), "0", "cash").code == "tender_part_short"


def test_parts_that_cover_it_leave_nothing_to_pay_and_keep_the_change() -> None:
    payment = Payment(2698, EUR).with_part("10", "card").with_part("20", "cash")
    assert payment.is_complete
    assert payment.rest_minor("cash") == payment.rest_minor("card") == 0
    assert payment.preview("", "cash") == Preview(0, 302)
    assert payment.finished("", "card").change_minor == 302
    assert payment.preview("5", "cash") == Preview(0, 802)


def test_a_part_can_be_taken_back() -> None:
    payment = Payment(2698, EUR).with_part("10", "card").with_part("5", "cash")
    assert payment.without_part(0).parts == (TenderAsked("cash", 500),)


def test_a_refund_is_mirrored() -> None:
    payment = Payment(-1572, EUR, FIVE_RAPPEN)  # published (Odoo): 15.72 is paid back as 15.70
    assert payment.rest_minor("cash") == 1570
    assert payment.finished("", "cash") == Tendered((TenderAsked("cash", -1570),), -1570, 0)
    assert payment.finished("", "card") == Tendered((TenderAsked("card", -1572),), -1572, 0)
    assert payment.finished("20", "cash").change_minor == -430
    assert refused(payment, "20", "card").code == "tender_part_over"
    down = Payment(-750, EUR, CashRounding(100, RoundingMode.DOWN))  # published (Odoo): down is towards zero
    assert down.rest_minor("cash") == 700


def test_nothing_to_pay_is_paid_without_a_tender() -> None:
    assert Payment(0, EUR).finished("", "cash") == Tendered((), 0, 0)
    assert Payment(0, EUR).finished("", "card") == Tendered((), 0, 0)


def test_what_rounds_to_nothing_is_nothing_in_cash_and_itself_by_card() -> None:
    payment = Payment(2, CHF, FIVE_RAPPEN)
    assert payment.finished("", "cash") == Tendered((), 0, 0)
    assert payment.finished("", "card") == Tendered((TenderAsked("card", 2),), 2, 0)
    assert refused(payment, "0", "card").code == "tender_part_short"


def test_yen_have_no_decimals_and_dinars_three() -> None:
    assert Payment(1250, JPY).finished("2000", "cash").change_minor == 750
    assert refused(Payment(1250, JPY), "1250.5", "cash").code == "too_many_decimals"
    assert Payment(1250, KWD).finished("5", "cash").change_minor == 3750
    assert Payment(1250, KWD).finished("1.250", "cash").change_minor == 0


def test_a_part_taken_before_the_basket_became_smaller_is_refused_until_it_is_taken_out() -> None:
    payment = Payment(500, EUR, parts=(TenderAsked("card", 800),))
    assert not payment.is_complete
    assert refused(payment, "", "cash").code == "tender_over"
    assert payment.without_part(0).finished("", "cash").payable_minor == 500
    turned = Payment(-500, EUR, parts=(TenderAsked("card", 800),))
    assert refused(turned, "", "cash").code == "tender_sign"


@given(
    due=st.integers(-10_000, 10_000),
    step=st.sampled_from([None, 5, 10, 50, 100]),
    mode=st.sampled_from(list(RoundingMode)),
    parts=st.lists(st.tuples(st.sampled_from(["cash", "card", "voucher"]), st.integers(1, 4_000)), max_size=4),
    last=st.sampled_from(["cash", "card"]),
)
def test_whatever_is_taken_the_sale_settles_just_as_it_was_shown(
    due: int, step: int | None, mode: RoundingMode, parts: list[tuple[str, int]], last: str
) -> None:
    rounding = CashRounding(step, mode) if step else None
    payment = Payment(due, EUR, rounding)
    for kind, amount in parts:
        if kind == "cash" or amount <= payment.rest_minor(kind):
            payment = payment.with_part(EUR.write(amount), kind)
    # Coins smaller than the step cannot be made whole by a card: only cash can end such a payment.
    if rounding and sum(abs(part.amount_minor) for part in payment.parts if part.kind == "cash") % rounding.step_minor:
        last = "cash"
    done = payment.finished("", last)
    handed_over = [(part.kind, part.amount_minor) for part in done.tenders] or [(last, 0)]
    book = settle(due, handed_over, rounding=rounding, money=EUR)
    assert (book.payable_minor, book.change_minor) == (done.payable_minor, done.change_minor)
    assert payment.preview("", last) == Preview(0, abs(book.change_minor))
