"""Which people can be in the list, and which PINs nobody should have."""

from __future__ import annotations

import pytest

from app.domain.refusal import Refusal
from app.domain.rights import Role
from app.domain.staff import Colleague, PersonAsked, checked

ANNA = Colleague("anna", "Anna", Role.CASHIER, has_pin=True)


def test_blanks_go_and_a_new_person_is_a_manager():
    assert checked(PersonAsked(" anna ", "  Anna   Berg "), None) == PersonAsked(
        "anna", "Anna Berg", Role.MANAGER, None, is_active=True
    )


def test_what_is_not_asked_for_stays_as_it_was():
    left = ANNA._replace(is_active=False)
    assert checked(PersonAsked("anna"), left) == PersonAsked("anna", "Anna", Role.CASHIER, None, is_active=False)
    assert checked(PersonAsked("anna", is_active=True), left).is_active


@pytest.mark.parametrize("pin", ["2580", "19283746", ""])
def test_a_pin_is_four_to_eight_digits_or_none(pin: str):
    assert checked(PersonAsked("anna", "Anna", pin=pin), None).pin == pin


@pytest.mark.parametrize(
    ("pin", "code"),
    [
        ("123", "pin_digits"),
        ("123456789", "pin_digits"),
        ("12a4", "pin_digits"),
        ("\u0661\u0662\u0663\u0664", "pin_digits"),
        ("1234", "pin_guessed"),
        ("8765", "pin_guessed"),
        ("0000", "pin_guessed"),
    ],
)
def test_a_pin_that_anybody_tries_first_is_refused(pin: str, code: str):
    with pytest.raises(Refusal) as refused:
        checked(PersonAsked("anna", "Anna", pin=pin), None)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (PersonAsked("anna"), "name_needed"),
        (PersonAsked("", "Anna"), "name_needed"),
        (PersonAsked("anna", "A" * 61), "text_too_long"),
        (PersonAsked("a" * 33, "Anna"), "text_too_long"),
        (PersonAsked("an\tna", "Anna"), "bad_text"),
    ],
)
def test_a_person_has_both_names(asked: PersonAsked, code: str):
    with pytest.raises(Refusal) as refused:
        checked(asked, None)
    assert refused.value.code == code
