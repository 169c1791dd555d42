"""Codes as the catalogue keeps them."""

import pytest

from app.domain.codes.kept_code import checked_code
from app.domain.product import Code
from app.domain.refusal import Refusal


def test_a_number_with_zeros_in_front_is_the_number_without():
    assert checked_code(Code("04006381333931")).text == "4006381333931"
    assert checked_code(Code("0004711")).text == "0004711"


@pytest.mark.parametrize("text", ["", " 1", "a\nb", "x" * 129])
def test_what_no_scanner_could_send_is_refused(text):
    with pytest.raises(Refusal) as refused:
        checked_code(Code(text))
    assert refused.value.code == "bad_code"


def test_a_code_stands_for_something():
    with pytest.raises(Refusal) as refused:
        checked_code(Code("4711", 0))
    assert refused.value.code == "quantity_below_zero"
