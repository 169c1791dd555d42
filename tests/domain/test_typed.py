"""What a person may type into the scan box, and what it means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.refusal import Refusal
from app.domain.typed import Typed, check_whole, plain_figure, read_typed
from app.domain.wording import sentence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3*", Typed(3000, "")),
        (" 3 * ", Typed(3000, "")),
        ("2.5*4006381333931", Typed(2500, "4006381333931", "4006381333931")),
        ("2,5 * apple juice", Typed(2500, "apple juice")),
        (".5*", Typed(500, "")),
        ("0.001*", Typed(1, "")),
        ("1.2500*", Typed(1250, "")),
        ("12.50", Typed(None, "12.50", "12.50")),
        ("12,50", Typed(None, "12,50", "12.50")),
        ("20", Typed(None, "20", "20")),
        ("4006381333931", Typed(None, "4006381333931", "4006381333931")),
        ("1.234,50", Typed(None, "1.234,50")),
        ("", Typed(None, "")),
        ("  apple  ", Typed(None, "apple")),
        ("*A1*", Typed(None, "*A1*")),
        ("size*L", Typed(None, "size*L")),
        ("+*", Typed(None, "+*")),
        ("3*2*x", Typed(3000, "2*x")),
        ("苹果汁", Typed(None, "苹果汁")),
    ],
)
def test_what_is_typed_is_taken_apart(text: str, expected: Typed) -> None:
    assert read_typed(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0*", "quantity_zero_typed"),
        ("0.000*A1", "quantity_zero_typed"),
        ("1e309*", "bad_number"),
        ("1e3*", "bad_number"),
        ("1.2.3*", "bad_number"),
        ("1,234.5*", "bad_number"),
        ("5.*", "bad_number"),
        ("0.0005*", "too_many_decimals"),
        ("1000000001*", "out_of_bounds"),
        ("9999999999999999999*", "out_of_bounds"),
    ],
)
def test_a_quantity_that_cannot_be_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_typed(text)
    assert refused.value.code == code


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        typed = read_typed(text)
    except Refusal as refusal:
        assert "*" in text
        sentence(refusal.code, refusal.facts)
    else:
        assert typed.quantity_milli is None or typed.quantity_milli > 0


@given(st.integers(1, 10**12), st.sampled_from(".,"))
def test_a_quantity_is_read_as_it_is_written(milli: int, point: str) -> None:
    written = f"{milli // 1000}{point}{milli % 1000:03}"
    assert read_typed(f"{written}*A1", point).quantity_milli == milli


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("12.5", "12.5"),
        ("12,5", "12.5"),
        (" 12,5 ", "12.5"),
        (",5", "0.5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("5,", "5"),
        ("-,5", "-0.5"),
        ("\N{MINUS SIGN}3", "-3"),
        ("\u0661\u0662\u066b\u0665", "12.5"),
        ("\u0967\u0968.\u096b", "12.5"),
        ("12", "12"),
    ],
)
@pytest.mark.parametrize("point", [".", ","])
def test_a_figure_is_read_as_it_was_meant(typed: str, plain: str, point: str) -> None:
    assert plain_figure(typed, point) == plain


@pytest.mark.parametrize("typed", ["1.234,50", "1.2.", "..", "abc", "", "1 000", "10%"])
def test_nothing_is_guessed(typed: str) -> None:
    assert plain_figure(typed, ".") in {typed, typed.replace(",", "."), "0.."}


@pytest.mark.parametrize(("typed", "point"), [("1.000", ","), ("-12.500", ","), ("999.999", ","), ("1,000", ".")])
def test_three_digits_behind_the_other_sign_may_be_thousands_and_are_refused(typed: str, point: str) -> None:
    with pytest.raises(Refusal) as refused:
        plain_figure(typed, point)
    assert refused.value.code == "figure_two_ways"
    words = sentence(refused.value.code, refused.value.facts)
    assert typed.replace(",", "").replace(".", "") in words
    assert typed.replace("." if point == "," else ",", point) in words


@pytest.mark.parametrize(
    ("typed", "point", "plain"),
    [
        ("1,000", ",", "1.000"),
        ("1.000", ".", "1.000"),
        ("0.482", ",", "0.482"),
        ("1000.500", ",", "1000.500"),
        ("1.00", ",", "1.00"),
        ("1.0000", ",", "1.0000"),
    ],
)
def test_what_can_mean_one_thing_only_is_read(typed: str, point: str, plain: str) -> None:
    assert plain_figure(typed, point) == plain


def test_a_quantity_before_a_star_that_may_be_thousands_is_refused() -> None:
    with pytest.raises(Refusal):
        read_typed("1.000*", ",")
    assert read_typed("1.000", ",").text == "1.000"


@pytest.mark.parametrize(("text", "milli"), [("-1*", -1000), ("-0,5*", -500), ("- 1*", None), ("-1*A1", -1000)])
def test_a_quantity_below_zero_is_what_comes_back(text: str, milli: int | None) -> None:
    assert read_typed(text).quantity_milli == milli


@pytest.mark.parametrize("figure", ["1.000", "1,000", " 12.000", "-3,000"])
def test_three_noughts_behind_a_sign_are_no_whole_pieces(figure):
    with pytest.raises(Refusal) as no:
        check_whole(figure)
    assert no.value.code == "figure_two_ways"
    whole = figure.strip()[:-4]
    assert (no.value.facts["thousand"], no.value.facts["part"]) == (f"{whole}000", whole)


@pytest.mark.parametrize("figure", ["1000", "1", "1.5", "0.000", "1.250", "1.00", "words"])
def test_other_figures_are_clear_for_whole_pieces(figure):
    check_whole(figure)


@pytest.mark.parametrize("text", ["0*", "0.000*A1", "0,0*"])
def test_zero_is_a_quantity_where_goods_are_counted(text):
    assert read_typed(text, may_be_zero=True).quantity_milli == 0


@pytest.mark.parametrize("figure", ["1,2345", "0,0005", ",0005", "1.2345", "12,5,5"])
def test_a_refused_quantity_is_told_as_it_was_typed(figure: str) -> None:
    with pytest.raises(Refusal) as no:
        read_typed(f"{figure}*", ",")
    assert no.value.facts["text"] == figure
