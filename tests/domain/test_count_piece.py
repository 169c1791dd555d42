import pytest

from app.domain.codes import parse
from app.domain.count_piece import piece_number

PHONE = "04000000000044"


@pytest.mark.parametrize(
    ("scan", "number"),
    [
        ("S1", "S1"), ("2104", "2104"), ("356938035643809", "356938035643809"), ("]C0S1", "S1"), ("]C121S1", "S1"),
        ("(21)S1", "S1"), (f"(01){PHONE}(21)S1", "S1"), (f"https://id.gs1.org/01/{PHONE}/21/S1", "S1"),
        # Other goods, a lot, and what cannot be read.
        ("4000000000051", None), ("(01)04000000000051(21)S1", None), ("]C110L1", None), ("(10)L1", None),
        (f"(01){PHONE}(10)L1", None), ("]C1018888888800001010L1", None), ("]C1(01)", None),
    ],
)  # fmt: skip
def test_a_scan_names_a_piece_by_its_own_number_or_its_field_and_by_nothing_else(scan, number):
    assert piece_number(parse(scan), PHONE) == number
