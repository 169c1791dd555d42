"""What a unit and a serial number can be."""

from __future__ import annotations

import pytest

from app.domain.product import Code, Unit, check_quantity, check_serials, code_words
from app.domain.refusal import Refusal


@pytest.mark.parametrize(
    ("quantity_milli", "unit"), [(1000, Unit.EACH), (-2000, Unit.EACH), (1, Unit.KG), (-250, Unit.M)]
)
def test_whole_pieces_and_parts_of_what_is_weighed_are_taken(quantity_milli: int, unit: Unit) -> None:
    check_quantity(quantity_milli, unit, sku="A1")


@pytest.mark.parametrize(
    ("quantity_milli", "unit", "code"),
    [(0, Unit.EACH, "quantity_zero"), (0, Unit.KG, "quantity_zero"), (1500, Unit.EACH, "whole_pieces")],
)
def test_nothing_and_parts_of_a_piece_are_refused(quantity_milli: int, unit: Unit, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_quantity(quantity_milli, unit, sku="A1")
    assert refused.value.code == code


def test_serial_numbers_are_any_text_on_one_line() -> None:
    check_serials(("X-1", "x 2", "7"), sku="A1")
    for serials in (("",), ("X1", ""), ("X1\nX2",)):
        with pytest.raises(Refusal) as refused:
            check_serials(serials, sku="A1")
        assert refused.value.code == "bad_serial"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (Code("4006381333931"), "4006381333931"),
        (Code("A", 6000), "A (6)"),
        (Code("A", 6000, 8_400_000), "A (6) = 8.40"),
        (Code("A", price_micro=1_234_567), "A = 1.234567"),
    ],
)
def test_a_code_is_told_with_what_it_stands_for(code: Code, words: str) -> None:
    assert code_words(code) == words
