"""GS1 Digital Links, as GS1's own engine reads and refuses them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.codes.digital_link import is_address, is_web_address, read_link
from app.domain.refusal import Refusal
from app.domain.wording import sentence
from tests.domain.codes.cases import engine_cases

KEY = "https://a/01/12312312312333"


@pytest.mark.parametrize("case", engine_cases("digital_link"), ids=lambda case: case["scan"][:70])
def test_addresses_are_read_as_by_the_engine_of_gs1(case: dict[str, Any]) -> None:
    if case["read"]:
        fields = "".join(f"{element.ai}{element.value}" for element in read_link(case["scan"]))
        assert fields == case["elements"].replace("\x1d", "")
        return
    with pytest.raises(Refusal) as refused:
        read_link(case["scan"])
    assert sentence(refused.value.code, refused.value.facts)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("mailto:alice@example.com", "scan_dl_scheme"),
        ("ftp://a/01/12312312312333", "scan_dl_scheme"),
        ("HtTp://a/b/00/006141411234567890", "scan_dl_scheme"),
        ("http://example.com/foo/123", "scan_dl_no_key"),
        ("https://example.com/foo/01/614141123452/123", "scan_dl_path"),
        ("https://a/01//12312312312333", "scan_dl_path"),
        ("https://a//01/12312312312333", "scan_dl_path"),
        (f"{KEY}/", "scan_dl_path"),
        (f"{KEY}/10/", "scan_dl_path"),
        ("https:///01/12312312312333", "scan_dl_path"),
        (f"{KEY}/15/20250324", "scan_dl_qualifier"),
        (f"{KEY}/10/ABC123/22/123", "scan_dl_qualifier"),
        (f"{KEY}/21/X/10/ABC", "scan_dl_qualifier"),
        (f"{KEY}/10/ABC/235/X", "scan_dl_qualifier"),
        (f"{KEY}/10/ABC/10/ABC", "scan_dl_qualifier"),
        ("https://id.gs1.org/00/106141412345678908/10/ABC123", "scan_dl_qualifier"),
        (f"{KEY}?10=ABC", "scan_dl_qualifier"),
        (f"{KEY}?99=A&99=A", "scan_dl_qualifier"),
        (f"{KEY}?99=", "scan_dl_empty_value"),
        (f"{KEY}?999=faux", "scan_ai_unknown"),
        (f"{KEY}?15=000000", "scan_date"),
        (f"{KEY}?99=A%00B", "scan_bad_character"),
        (f"{KEY}?99=A+B", "scan_bad_character"),
        (f"{KEY}<bad", "scan_bad_character"),
        ("https://a$/01/12312312312333", "scan_bad_character"),
        ("https://a/01/12312312312334", "scan_check_digit"),
        ("https://a/01/1231231231233", "scan_check_digit"),
        ("https://a/01/123", "scan_length"),
        ("https://é/01/12312312312333", "scan_bad_character"),
    ],
)
def test_an_address_that_is_not_right_says_why(address: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_link(address)
    assert refused.value.code == code
    assert sentence(refused.value.code, refused.value.facts)


@pytest.mark.parametrize("number", ["00000096385074", "96385074", "000096385074", "0000096385074"])
def test_a_number_without_its_zeros_gets_them_back(number: str) -> None:
    assert read_link(f"https://example.com/01/{number}")[0].value == "00000096385074"


def test_what_is_no_address_is_not_taken_for_one() -> None:
    assert is_address("http://a")
    assert is_address("mailto:a@b")
    assert not is_address("ABC:123")
    assert not is_address("4006381333931")
    assert is_web_address("HTTPS://a")
    assert not is_web_address("HtTpS://a")
    assert not is_web_address("https")


@given(st.text(st.one_of(st.sampled_from("/?&=%#0123456789"), st.characters()), max_size=60))
def test_any_address_is_read_or_refused_with_a_sentence(text: str) -> None:
    for address in (f"https://{text}", f"{KEY}{text}", f"https://a/01/12312312312333/{text}"):
        try:
            told: object = read_link(address)
        except Refusal as refusal:
            told = sentence(refusal.code, refusal.facts)
        assert told, "what is read says something, and so does a refusal"
