"""Check digits, UPC-E and the forms of a number. biip is the oracle where it knows the answer."""

from __future__ import annotations

import pytest
from biip.checksums import gs1_standard_check_digit
from biip.gtin import Gtin
from biip.rcn import Rcn
from biip.upc import Upc
from hypothesis import given
from hypothesis import strategies as st

from app.domain.codes.digits import (
    catalogue_key,
    check_digit,
    expand_upce,
    expected_gtin,
    gtin_forms,
    gtin_kind,
    is_gtin,
    require_checked,
    right_number,
    without_zeros,
)
from app.domain.refusal import Refusal

DIGITS = st.text("0123456789", min_size=1, max_size=40)


def gtins(length: int) -> st.SearchStrategy[str]:
    payload = st.text("0123456789", min_size=length - 1, max_size=length - 1)
    return payload.map(lambda digits: f"{digits}{gs1_standard_check_digit(digits)}")


any_gtin = st.one_of(*(gtins(length) for length in (8, 12, 13, 14)))


@given(DIGITS)
def test_check_digits_are_those_of_biip(digits: str) -> None:
    assert check_digit(digits) == gs1_standard_check_digit(digits)


@given(any_gtin)
def test_a_number_loses_only_its_added_zeros(gtin: str) -> None:
    short = without_zeros(gtin)
    assert len(short) == Gtin.parse(gtin).format.length
    assert int(short) == int(gtin)
    assert short in gtin_forms(gtin)
    assert all(is_gtin(form) and without_zeros(form) == short for form in gtin_forms(gtin))


@given(any_gtin)
def test_every_form_of_a_number_has_one_key_in_the_catalogue(gtin: str) -> None:
    assert {catalogue_key(form) for form in gtin_forms(gtin)} == {catalogue_key(f" {gtin}\r\n")}


@given(any_gtin)
def test_in_store_numbers_are_those_of_biip(gtin: str) -> None:
    number = Gtin.parse(gtin)
    assert gtin_kind(gtin).startswith("rcn") == isinstance(number, Rcn)
    if len(gtin) < 14 or isinstance(number, Rcn):
        assert gtin_kind(gtin).endswith(f"n{number.format.length}")


@given(st.sampled_from("01"), st.text("0123456789", min_size=6, max_size=6))
def test_upc_e_stands_for_the_number_that_biip_says(system: str, body: str) -> None:
    expanded = Upc.parse(f"{system}{body}").as_gtin_12()
    assert expand_upce(f"{system}{body}") == expanded
    assert expand_upce(f"{system}{body}{expanded[-1]}") == expanded
    assert expand_upce(body) == Upc.parse(body).as_gtin_12()


@pytest.mark.parametrize("system", "23456789")
def test_upc_e_begins_with_0_or_1(system: str) -> None:
    with pytest.raises(Refusal) as refused:
        expand_upce(f"{system}425261")
    assert (refused.value.code, refused.value.facts["got"]) == ("scan_number_system", system)


def test_a_wrong_check_digit_says_which_was_expected() -> None:
    with pytest.raises(Refusal) as refused:
        require_checked("5032783267860")
    assert refused.value.facts == {"code": "5032783267860", "expected": 3, "got": "0"}
    with pytest.raises(Refusal) as refused:
        expand_upce("04252613")
    assert refused.value.facts == {"code": "04252613", "expected": 4, "got": "3"}


def test_the_number_that_was_meant_is_known() -> None:
    assert expected_gtin("5032783267860") == "5032783267863"
    assert expected_gtin("5032783267863") == "5032783267863"


@pytest.mark.parametrize(
    ("code", "right"),
    [
        ("5032783267860", "5032783267863"),
        ("96385075", "96385074"),
        ("04252614", None),
        ("5032783267863", None),
        ("A1", None),
        ("123456", None),
    ],
)
def test_a_number_with_a_wrong_check_digit_has_a_right_one(code: str, right: str | None) -> None:
    assert right_number(code) == right


@pytest.mark.parametrize("number", ["", "123", "503278326786X", "\u0665\u0669\u0660\u0661\u0662\u0663\u0664\u0661"])
def test_what_is_no_number_of_goods_has_no_expected_one(number: str) -> None:
    with pytest.raises(Refusal) as refused:
        expected_gtin(number)
    assert refused.value.code == "scan_length"


@pytest.mark.parametrize("code", ["5032783267860", "A1", "", "123", "\u0665\u0669\u0660\u0661\u0662\u0663\u0664\u0661"])
def test_what_is_no_number_of_goods_is_its_own_key(code: str) -> None:
    assert catalogue_key(code) == code
