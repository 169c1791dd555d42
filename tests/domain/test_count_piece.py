import pytest

from app.domain.codes import parse
from app.domain.count_piece import may_be_goods, piece_number

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


@pytest.mark.parametrize(
    ("scan", "is_so"),
    [
        # EAN-13, UPC-A, EAN-8 and GTIN-14 with their check digits, and the longer ones with a wrong one.
        ("4999999999999", True), ("036000291452", True), ("96385074", True), ("10012345678902", True),
        ("4999999999990", True), ("036000291453", True), ("10012345678903", True),
        # Eight digits with a wrong one are a number or a date; an IMEI has fifteen.
        ("96385075", False), ("20260301", False), ("356938035643809", False), ("S1", False), ("2104", False),
        ("(21)4999999999999", False), (f"(01){PHONE}(21)S1", False),
    ],
)  # fmt: skip
def test_a_plain_number_may_be_the_code_of_goods_by_its_form(scan, is_so):
    assert may_be_goods(parse(scan)) is is_so
