"""In-store codes: every example of biip's tests, every region, and the shop's own patterns."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from biip import EncodeError, ParseConfig, ParseError
from biip.checksums import gs1_standard_check_digit
from biip.gtin import Gtin
from biip.rcn import Rcn
from hypothesis import given
from hypothesis import strategies as st

from app.domain.codes.digits import check_digit, without_zeros
from app.domain.codes.in_store import REGIONS, Measure, Measures, check_region, read_measure, read_pattern
from app.domain.refusal import Refusal


@pytest.mark.parametrize(
    ("region", "code", "expected"),
    [
        ("ee", "2311111112345", Measure("2311111100007", weight="1.234")),
        ("lv", "2411111112342", Measure("2411111100004", weight="12.34")),
        ("lt", "2511111112349", Measure("2511111100001", weight="123.4")),
        ("dk", "2135040039753", Measure("2135040000005", price="39.75", currency="DKK")),
        ("dk", "2712341002251", Measure("2712341000004", weight="0.225")),
        ("fi", "2488060112341", Measure("2488060100003", weight="12.34")),
        ("de", "2211114002394", Measure("2211110000004", price="2.39", currency="EUR")),
        ("de", "2511119000129", Measure("2511110000005", count=12)),
        ("de", "02811111068708", Measure("2811110000006", weight="6.87")),
        ("gb", "2011122912346", Measure("2011122000005", price="12.34", currency="GBP")),
        ("no", "2302148210869", Measure("2302148200006", weight="1.086")),
        ("se", "2288060112347", Measure("2288060100009", price="1234", currency="SEK")),
        ("se", "2911111111111", None),
        ("no", "0412345678903", None),
        ("no", "4006381333931", None),
        ("se", "201111111115", None),
        ("de", "00012348", None),
        (None, "2311111112345", None),
    ],
)
def test_a_region_says_what_the_digits_mean(region: str | None, code: str, expected: Measure | None) -> None:
    assert read_measure(code, region) == expected


@given(st.sampled_from(REGIONS), st.from_regex(r"2[0-9]{11}", fullmatch=True))
def test_the_regions_are_those_of_biip(region: str, payload: str) -> None:
    code = f"{payload}{check_digit(payload)}"
    try:
        number = Gtin.parse(code, config=ParseConfig(rcn_region=region))
    except ParseError:
        with pytest.raises(Refusal, match="scan_variable_measure_check_digit"):
            read_measure(code, region)
        return
    assert isinstance(number, Rcn)
    measure = read_measure(code, region) or Measure("")
    found = (measure.weight, measure.price, measure.count)
    assert [None if one is None else Decimal(one) for one in found] == [number.weight, number.price, number.count]
    if measure.item:
        assert measure.item == without_zeros(number.without_variable_measure().as_gtin_14())


def test_biip_has_no_way_around_its_regions() -> None:
    """What the module says of a code without region: biip, too, refuses to guess which digits vary."""
    number = Gtin.parse("2311111112345")
    assert isinstance(number, Rcn)
    with pytest.raises(EncodeError):
        number.without_variable_measure()


def test_a_wrong_inner_check_digit_says_which_was_expected() -> None:
    with pytest.raises(Refusal) as refused:
        read_measure("2011122812349", "gb")
    assert refused.value.facts == {"code": "2011122812349", "expected": "9", "got": "8"}


@pytest.mark.parametrize(
    ("pattern", "measures", "payload", "zeroed", "expected"),
    [
        ("21.....{NNDDD}", Measures.WEIGHT, "211234567890", "211234500000", Measure("", weight="67.890")),
        ("21.....{NNDDD}", Measures.PRICE, "211234567890", "211234500000", Measure("", price="67.890")),
        ("23.....{NNNDD}", Measures.PRICE, "231234501234", "231234500000", Measure("", price="12.34")),
        ("22.....{NNNNN}", Measures.COUNT, "221234500012", "221234500000", Measure("", count=12)),
        ("2{NNDD}123456.", Measures.WEIGHT, "201231234567", "200001234567", Measure("", weight="1.23")),
        ("2......{NNDD}", Measures.PRICE, "21234561234", "21234560000", Measure("", price="12.34")),
        ("0...{NDD}", Measures.PRICE, "0123123", "0123000", Measure("", price="1.23")),
        ("99.....{NNDDD}", Measures.WEIGHT, "211234567890", "", None),
        ("21.....{NNDDD}", Measures.WEIGHT, "2112345", "", None),
    ],
)
def test_a_pattern_of_the_shop_reads_its_codes(
    pattern: str, measures: Measures, payload: str, zeroed: str, expected: Measure | None
) -> None:
    code = f"{payload}{gs1_standard_check_digit(payload)}"
    item = f"{zeroed}{gs1_standard_check_digit(zeroed)}" if zeroed else ""
    found = read_measure(code, None, [read_pattern(pattern, measures)])
    assert found == (expected and replace(expected, item=item))


def test_a_pattern_of_the_shop_comes_before_the_region() -> None:
    own = read_pattern("23......{NDDD}", Measures.PRICE)
    assert read_measure("2311111112345", "fi", [own]) == Measure("2311111100007", price="1.234")
    assert read_measure("2411111112342", "fi", [own]) == Measure("2411111100004", weight="12.34")


@pytest.mark.parametrize(
    "pattern", ["", "21", "21.....NNDDD", "21.....{}", "21.....{DDNNN}", "21...{NNDDD}", "2a.....{NNDDD}", "{N}{D}"]
)
def test_a_pattern_that_fits_no_code_is_refused(pattern: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_pattern(pattern, Measures.WEIGHT)
    assert refused.value.code == "bad_pattern"


def test_an_unknown_region_is_refused_with_the_known_ones() -> None:
    assert check_region("se") == "se"
    with pytest.raises(Refusal) as refused:
        check_region("us")
    assert refused.value.facts == {"text": "us", "known": "dk, ee, fi, de, gb, lv, lt, no, se"}
