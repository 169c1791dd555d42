"""Variants: the grid of two properties, and what each is called."""

import pytest

from app.domain.refusal import Refusal
from app.domain.variants import cells_of, read_values, variant_name, variant_sku


def test_values_are_typed_with_commas_between():
    assert read_values(" S, M,, L ,M") == ("S", "M", "L")
    assert read_values("") == ()


@pytest.mark.parametrize(
    ("text", "code"), [(",".join(map(str, range(21))), "too_many_variants"), ("x" * 41, "variant_too_long")]
)
def test_what_fits_on_no_shelf_is_refused(text, code):
    with pytest.raises(Refusal) as refused:
        read_values(text)
    assert refused.value.code == code


def test_the_grid_is_walked_row_by_row():
    assert cells_of(("S", "M"), ("red", "blue")) == (("S", "red"), ("S", "blue"), ("M", "red"), ("M", "blue"))
    assert cells_of(("S", "M"), ()) == (("S", ""), ("M", ""))


def test_a_variant_has_its_values_behind_sku_and_name():
    assert variant_sku("T1", "S", "light blue") == "T1-S-light_blue"
    assert variant_name("T-shirt", "S", "") == "T-shirt, S"
    with pytest.raises(Refusal) as refused:
        variant_sku("T" * 60, "Large", "")
    assert refused.value.code == "variant_sku_too_long"
