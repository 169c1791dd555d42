"""Which rule reads a scan: all vectors of this house, those of GS1's engine, and any text at all."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.codes import Measures, Scan, parse, read_pattern
from app.domain.codes.digits import check_digit
from app.domain.refusal import Refusal
from app.domain.wording import sentence
from tests.domain.codes.cases import engine_cases, vectors

GS = "\x1d"
# The engine takes an empty symbol for text; a till has nothing to look up.
EMPTY_SYMBOLS = {"]Q1", "]d1", "]J0"}
KINDS = {
    "gtin8", "gtin12", "gtin13", "gtin14", "upce", "rcn8", "rcn12", "rcn13",
    "double", "gs1", "sscc", "digital_link", "text", "unknown", "error",
}  # fmt: skip


@pytest.mark.parametrize("vector", vectors(), ids=lambda vector: ascii(vector["scan"])[:60])
def test_scans_mean_what_they_must(vector: dict[str, Any]) -> None:
    expected = dict(vector["expected"])
    scan = parse(vector["scan"], region=expected.pop("region", None))
    for name, value in expected.items():
        found = getattr(scan, {"text": "content"}.get(name, name))
        if name in {"weight", "price"} and value is not None:
            assert Decimal(found) == Decimal(value), name
        else:
            assert found == value, name


@pytest.mark.parametrize("case", engine_cases("scan_data"), ids=lambda case: ascii(case["scan"])[:60])
def test_symbols_are_read_as_by_the_engine_of_gs1(case: dict[str, Any]) -> None:
    read = case["read"] and case["scan"] not in EMPTY_SYMBOLS
    assert (parse(case["scan"]).error is None) == read


@pytest.mark.parametrize(
    ("text", "kind", "gtin"),
    [
        ("96385074", "gtin8", "00000096385074"),
        ("00011112", "rcn8", "00000000011112"),
        ("20123451", "rcn8", "00000020123451"),
        ("000096385074", "gtin8", "00000096385074"),
        ("614141000036", "gtin12", "00614141000036"),
        ("0614141000036", "gtin12", "00614141000036"),
        ("201111111115", "rcn12", "00201111111115"),
        ("0412345678903", "rcn12", "00412345678903"),
        ("5901234123457", "gtin13", "05901234123457"),
        ("05901234123457", "gtin14", "05901234123457"),
        ("98765432109213", "gtin14", "98765432109213"),
        ("02211114002394", "rcn13", "02211114002394"),
        (" 5901234123457\r", "gtin13", "05901234123457"),
        ("1425261", "upce", "00142100005261"),
        ("14252611", "upce", "00142100005261"),
        ("123456", "upce", "00012345000065"),
        ("00157035381410375177", "sscc", None),
        ("15210527", "gs1", None),
        ("590123412345759012341234" + "57", "double", "05901234123457"),
        ("9638507496385074", "double", "00000096385074"),
        ("0425261404252614", "double", "00042100005264"),
        ("]E05901234123457]E05901234123457", "double", "05901234123457"),
        ("692771981161692771981161", "double", "00692771981161"),
        ("]E3590123412345712", "text", None),
        ("]A05901234123457", "text", None),
        ("]C0ABC-123", "text", None),
        ("]Y2abcABC", "text", None),
        ("]zAABC", "text", None),
        ("]h1ABC", "text", None),
        ("]Q1mailto:a@b.c", "text", None),
        ("]Q1HtTps://example.com/01/12312312312333", "text", None),
        ("HTTP://a/01/12312312312333", "digital_link", "12312312312333"),
        ("5901234123457|]e015210526", "gtin13", "05901234123457"),
        ("]C1010590123412345715210526", "gs1", "05901234123457"),
        ("]C1810A", "error", None),
    ],
)
def test_the_first_rule_that_fits_reads_a_scan(text: str, kind: str, gtin: str | None) -> None:
    scan = parse(text)
    assert (scan.kind, scan.gtin) == (kind, gtin)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "empty"),
        (" \r\n\t", "empty"),
        (GS, "empty"),
        ("]Q1", "empty"),
        ("]E0\x1d", "empty"),
        ("1" * 7090, "too_long"),
        ("5901234123458", "check_digit"),
        ("9783161484101", "check_digit"),
        ("12345671", "check_digit"),
        ("157035381410375178", "check_digit"),
        ("4006381333932", "check_digit"),
        ("2112345678906", "check_digit"),
        ("30123456", "check_digit"),
        ("106141412345678909", "check_digit"),
        ("40063813339324006381333932", "no_match"),
        ("00376130321109103421", "check_digit"),
        ("2425261", "number_system"),
        ("9425261", "number_system"),
        ("\uff14\uff10\uff10\uff16\uff13\uff18\uff11\uff13", "not_ascii_digits"),
        ("]E0\u0665\u0669\u0660\u0661", "not_ascii_digits"),
        ("]C101\u0665\u0669\u0660\u0661", "not_ascii_digits"),
        ("]E01234ABC890123", "bad_character"),
        ("]E0590123412345", "length"),
        ("]E459012341", "check_digit"),
        ("]I15901234123457", "length"),
        ("]E05901234123457|]e0", "empty"),
        ("]E05901234123457|]e015230230", "date"),
        ("ABC\x00", "bad_character"),
        ("ABC\x1e06", "bad_character"),
        ("ABC\udc80", "bad_character"),
        ("]Q1\udc80", "bad_character"),
        ("]V0ABC", "aim_unknown"),
        ("]YX", "aim_unknown"),
        ("]Y9abc", "aim_short"),
        ("]Q1https://a/NOPRIMARYAI", "dl_no_key"),
        ("https://a/01/12312312312333?99=", "dl_empty_value"),
        ("(1)15210526", "ai_unknown"),
        ("(15", "hri"),
        ("ABC(17)221231", "hri"),
        ("0107032069804988ABC", "no_match"),
        ("0107032069804988|ABC", "ai_unknown"),
        ("010703206980498815230230", "date"),
        ("15230230", "check_digit"),
        ("010703206980498", "length"),
        ("123", "no_match"),
        ("ABC-123", "no_match"),
        ("Cola (33 cl)", "no_match"),
        ("Größe 10", "no_match"),
        ("10 pieces", "no_match"),
        ("59012341234575901234123458", "no_match"),
        ("ABC:123", "no_match"),
        ("]C110ABC|15210526", "bad_character"),
        ("]C13103ABCDEF", "layout"),
    ],
)
def test_what_cannot_be_read_says_why(text: str, error: str) -> None:
    scan = parse(text)
    assert scan.error == error
    assert scan.kind == ("unknown" if error == "no_match" else "error")
    assert sentence(f"scan_{scan.error}", scan.facts)


@pytest.mark.parametrize("stand_in", "|#")
def test_a_character_can_stand_for_the_separator(stand_in: str) -> None:
    scan = parse(f"0107032069804988100329{stand_in}15210526")
    assert (scan.lot, scan.best_before, scan.separator) == ("0329", "2021-05-26", stand_in)


def test_what_is_looked_up_comes_in_order() -> None:
    assert parse("0614141000036").candidates == ("614141000036", "0614141000036", "00614141000036")
    assert parse("12345670").candidates[0] == "12345670"
    assert "123456000070" in parse("12345670").candidates
    assert parse("425261").candidates[:2] == ("425261", "042100005264")
    assert parse("ABC-123").candidates == ("ABC-123",)
    assert parse("5901234123458").candidates == ("5901234123458",)
    assert parse("]E05901234123458").candidates == ()
    assert parse("10A").candidates == ("10A",)
    assert parse("]A05901234123457").candidates == ("5901234123457", "05901234123457")
    assert parse("https://a/01/12312312312333").candidates == ("12312312312333",)


def test_a_weighed_piece_is_looked_up_by_its_code_without_the_weight() -> None:
    scan = parse("2302148210869", region="no")
    assert scan.candidates[:2] == ("2302148210869", "2302148200006")
    assert (scan.measured_by, scan.weight_milli, scan.region) == ("2302148200006", 1086, "no")


def test_a_shops_own_pattern_reads_its_codes() -> None:
    payload = "211234501234"
    scan = parse(f"{payload}{check_digit(payload)}", patterns=[read_pattern("21.....{NNDDD}", Measures.WEIGHT)])
    assert scan.weight == "1.234"
    assert scan.measured_by is not None
    assert scan.measured_by.startswith("211234500000")


def test_an_unknown_region_is_no_answer_but_a_refusal() -> None:
    with pytest.raises(Refusal, match="unknown_region"):
        parse("4006381333931", region="us")


def test_the_number_of_a_book_is_told() -> None:
    assert parse("9783161484100").isbn == "9783161484100"
    assert parse("9790260000438").isbn is None
    assert parse("4006381333931").isbn is None


def check(scan: Scan) -> None:
    assert scan.kind in KINDS
    assert (scan.error is None) == (scan.kind not in {"unknown", "error"})
    if scan.error:
        assert sentence(f"scan_{scan.error}", scan.facts).isprintable()
        assert scan.gtin is scan.lot is scan.weight is scan.price is None
    if scan.gtin:
        assert len(scan.gtin) == 14
        assert check_digit(scan.gtin[:13]) == int(scan.gtin[13])


ALPHABET = st.one_of(st.sampled_from("0123456789]CEQde13()|#^\x1d\x00/:?&=ABC "), st.characters())


@given(st.text(ALPHABET, max_size=80), st.sampled_from([None, "se", "de", "gb"]))
@example("9" * 4096, None)
@example("]C1" + "99A\x1d" * 1000, None)
@example("(" * 4000, None)
def test_any_text_gets_an_answer(text: str, region: str | None) -> None:
    check(parse(text, region=region))


@given(st.sampled_from(vectors()), st.data())
def test_a_damaged_scan_gets_an_answer(vector: dict[str, Any], data: st.DataObject) -> None:
    text = vector["scan"]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    check(parse(text[:start] + data.draw(st.text(ALPHABET, max_size=4)) + text[end:]))


@given(st.text("0123456789", min_size=12, max_size=12), st.integers(0, 12), st.sampled_from("0123456789"))
def test_one_wrong_digit_of_an_ean_is_never_another_product(payload: str, place: int, digit: str) -> None:
    code = f"{payload}{check_digit(payload)}"
    wrong = code[:place] + digit + code[place + 1 :]
    scan = parse(wrong)
    assert scan.gtin in {None, wrong.zfill(14)}
    if wrong != code:
        assert not scan.kind.startswith(("gtin", "rcn"))
