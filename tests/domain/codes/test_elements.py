"""GS1 element strings: what GS1's own engine says of them, and what biip's tests say of the values."""

from __future__ import annotations

from typing import Any

import pytest
from biip import ParseError
from biip.gs1_element_strings import GS1ElementString
from hypothesis import given
from hypothesis import strategies as st

from app.domain.codes.elements import Element, ends_like_a_date, read_element, read_elements, read_hri, read_moment
from app.domain.refusal import Refusal
from app.domain.wording import sentence
from tests.domain.codes.cases import engine_cases

GS = "\x1d"


# The engine checks the digit in the number of a crate (GRAI); real crates carry wrong ones, and biip reads them, too.
CRATE = "800302112345678901ABC"


def is_read(read: Any, text: str) -> bool:
    try:
        read(text)
    except Refusal as refusal:
        return not sentence(refusal.code, refusal.facts)
    return True


@pytest.mark.parametrize("case", engine_cases("elements"), ids=lambda case: ascii(case["scan"])[:60])
def test_element_strings_are_read_as_by_the_engine_of_gs1(case: dict[str, Any]) -> None:
    assert is_read(read_elements, case["scan"]) == (case["read"] or case["scan"] == CRATE)


@pytest.mark.parametrize(
    "case", engine_cases("printed") + engine_cases("content"), ids=lambda case: ascii(case["scan"])[:60]
)
def test_printed_fields_are_read_as_by_the_engine_of_gs1(case: dict[str, Any]) -> None:
    assert is_read(read_hri, case["scan"]) == case["read"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("010703206980498815210526100329", [("01", "07032069804988"), ("15", "210526"), ("10", "0329")]),
        (f"0107032069804988100329{GS}15210526", [("01", "07032069804988"), ("10", "0329"), ("15", "210526")]),
        (f"15210526{GS}{GS}100329{GS}", [("15", "210526"), ("10", "0329")]),
        ("010703206980498810032915210526", [("01", "07032069804988"), ("10", "032915210526")]),
        ("800307071324001022085952", [("8003", "07071324001022085952")]),
        (f"400ABC{GS}400ABC", [("400", "ABC")]),
    ],
)
def test_fields_come_one_after_the_other(text: str, expected: list[tuple[str, str]]) -> None:
    assert read_elements(text) == tuple(Element(ai, value) for ai, value in expected)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "scan_empty"),
        (GS, "scan_empty"),
        ("89ABC", "scan_ai_unknown"),
        ("0101123", "scan_length"),
        ("10", "scan_length"),
        ("30", "scan_length"),
        ("7004", "scan_length"),
        ("310000001", "scan_length"),
        ("1022222222222222222222aaa", "scan_length"),
        (f"10ABC{GS}10DEF", "scan_layout"),
        ("3103ABCDEF", "scan_layout"),
        ("10A^B", "scan_bad_character"),
        ("10A B", "scan_bad_character"),
        ("10é", "scan_bad_character"),
        ("21\u0665", "scan_not_ascii_digits"),
        ("17230230", "scan_date"),
        ("17231301", "scan_date"),
        ("15000000", "scan_date"),
        ("70030701022415", "scan_date"),
        ("00376130321109103421", "scan_check_digit"),
        ("4101234567890127", "scan_check_digit"),
        ("40206414112345678901", "scan_check_digit"),
        ("8018123456789012345670", "scan_check_digit"),
        ("8006123456789012320102", "scan_check_digit"),
        ("2531231231231233", "scan_check_digit"),
    ],
)
def test_a_field_that_is_not_right_says_why(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_elements(text)
    assert refused.value.code == code
    assert sentence(refused.value.code, refused.value.facts)


@pytest.mark.parametrize("text", ["aaa(17)221231", "(15", "()12", "(1A)12", "17221231", "", "(15)"])
def test_what_is_not_printed_as_fields_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_hri(text)
    assert refused.value.code in {"scan_hri", "scan_ai_unknown", "scan_length", "scan_bad_character"}


def test_blanks_between_printed_fields_do_not_matter() -> None:
    assert read_hri(" (17) 221231\t(10)1 2 3 ") == (Element("17", "221231"), Element("10", "123"))


def test_a_field_apart_must_be_named_by_its_whole_identifier() -> None:
    assert read_element("17", "221231") == Element("17", "221231")
    with pytest.raises(Refusal, match="scan_ai_unknown"):
        read_element("1", "7221231")


@pytest.mark.parametrize(
    ("ai", "value", "expected"),
    [
        ("17", "221231", "2022-12-31"),
        ("15", "200200", "2020-02-29"),
        ("15", "210200", "2021-02-28"),
        ("7003", "0701021415", "2007-01-02T14:15"),
        ("7003", "0701009999", "2007-01-31"),
        ("4324", "0701029999", "2007-01-02"),
        ("4325", "0701021430", "2007-01-02T14:30"),
        ("7011", "0301021430", "2003-01-02T14:30"),
        ("8008", "00010214", "2000-01-02T14:00"),
        ("8008", "000102141516", "2000-01-02T14:15"),
        ("7007", "211225", "2021-12-25"),
        ("7007", "211225211231", "2021-12-25"),
    ],
)
def test_dates_are_read(ai: str, value: str, expected: str) -> None:
    assert read_moment(ai, value) == expected


@given(st.from_regex(r"[0-9]{6}", fullmatch=True))
def test_dates_are_those_of_biip(digits: str) -> None:
    try:
        expected = GS1ElementString.parse(f"17{digits}").date
    except ParseError:
        with pytest.raises(Refusal, match="scan_date"):
            read_moment("17", digits)
    else:
        assert expected is not None
        assert read_moment("17", digits) == expected.isoformat()


@pytest.mark.parametrize(
    ("value", "suspicious"),
    [("032915210526", True), ("A117991231", True), ("0329", False), ("ABC15", False), ("L20261399", False)],
)
def test_a_lot_that_swallowed_a_date_is_noticed(value: str, suspicious: bool) -> None:
    assert ends_like_a_date(value) == suspicious


@given(st.text(st.one_of(st.sampled_from("0123456789ABC()\x1d|#^"), st.characters()), max_size=60))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    for read in (read_elements, read_hri):
        try:
            told: object = read(text)
        except Refusal as refusal:
            told = sentence(refusal.code, refusal.facts)
        assert told, "what is read says something, and so does a refusal"
