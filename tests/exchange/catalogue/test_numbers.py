from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from app.domain.refusal import Refusal
from app.domain.wording import sentence
from app.exchange.catalogue.numbers import clear_text, decimal_of, read_figure
from app.exchange.cells import DateCell, NumberCell
from tests.exchange.answers import answer_of


def read(text, decimal=None, digits=6):
    return read_figure(text, digits, decimal=decimal, what="price")


def refusal_of(text, decimal=None, digits=6):
    with pytest.raises(Refusal) as caught:
        read(text, decimal, digits)
    assert sentence(caught.value.code, caught.value.facts)
    return caught.value


@pytest.mark.parametrize(
    ("text", "millionths"),
    [
        ("1.234,56", 1_234_560_000),
        ("1,234.56", 1_234_560_000),
        ("£4,250.00", 4_250_000_000),
        ("1 234,50 €", 1_234_500_000),
        ("1\N{NO-BREAK SPACE}234,50", 1_234_500_000),
        ("1\N{NARROW NO-BREAK SPACE}234", 1_234_000_000),
        ("1'234.50", 1_234_500_000),
        ("1\N{RIGHT SINGLE QUOTATION MARK}234.50", 1_234_500_000),
        ("1 234,500", 1_234_500_000),
        ("1.234.567", 1_234_567_000_000),
        ("1,23,456.00", 123_456_000_000),
        ("12,-", 12_000_000),
        ("CHF 12.\N{EN DASH}", 12_000_000),
        ("Rs.50", 50_000_000),
        ("$.50", 500_000),
        (",5", 500_000),
        ("5,", 5_000_000),
        ("0,250", 250_000),
        ("1234,500", 1_234_500_000),
        ("1,2345", 1_234_500),
        ("-1.50", -1_500_000),
        ("1.50-", -1_500_000),
        ("\N{MINUS SIGN}1.50", -1_500_000),
        ("(3.20)", -3_200_000),
        ("+5", 5_000_000),
        ("kr 1 299", 1_299_000_000),
        ("999,99 zł", 999_990_000),
        ("US$12.00", 12_000_000),
        ("19 %", 19_000_000),
        (" 7 ", 7_000_000),
    ],
)
def test_a_figure_that_says_by_itself_what_it_is(text, millionths):
    assert read(text) == millionths


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "€",
        "1.50 kg",
        "1.2.3",
        "1e5",
        "1.00E+05",
        "12 34",
        "--5",
        "1-2",
        "+-5",
        "٣",
        "1/2",
        "1,23,45",
        "12:30",
    ],
)
def test_what_is_no_figure_is_refused(text):
    assert refusal_of(text).code == "bad_number"


def test_a_date_is_no_figure():
    assert refusal_of(DateCell("2026-01-02")).code == "bad_number"


@pytest.mark.parametrize("text", ["1,234", "1.234", "€ 12.500", "999,999"])
def test_a_lone_sign_before_three_digits_is_not_guessed(text):
    assert refusal_of(text).code == "figure_unclear"
    assert refusal_of(text, decimal="").code == "figure_unclear"


@pytest.mark.parametrize(
    ("text", "decimal", "millionths"),
    [
        ("1,234", ",", 1_234_000),
        ("1,234", ".", 1_234_000_000),
        ("1.234", ",", 1_234_000_000),
        ("1.234", ".", 1_234_000),
    ],
)
def test_the_other_cells_of_the_column_decide(text, decimal, millionths):
    assert read(text, decimal) == millionths


@pytest.mark.parametrize(
    ("cells", "sign"),
    [
        (["1,234", "1,50", ""], ","),
        (["1,234", "1.50"], "."),
        (["1.234.567"], ","),
        (["1 234,500"], ","),
        (["1,234", "5"], None),
        (["1,50", "1.50"], ""),
        ([NumberCell("1.5"), DateCell("2026-01-02"), "n/a"], None),
    ],
)
def test_a_column_tells_its_decimal_sign(cells, sign):
    assert decimal_of(cells) == sign


def test_a_number_of_a_spreadsheet_always_has_a_point_and_is_rounded_once():
    assert read(NumberCell("1.234"), ",") == 1_234_000
    assert read(NumberCell("3.33333333333333")) == 3_333_333
    assert read(NumberCell("-0.6666666")) == -666_667
    assert refusal_of(NumberCell("1.5E+20")).code == "bad_number"


def test_a_text_is_never_rounded():
    assert refusal_of("1.23456789").code == "too_many_decimals"
    assert read("1.50000000") == 1_500_000


@pytest.mark.parametrize(
    ("text", "decimal", "clear"),
    [
        ("1,234", ",", "1,2340"),
        ("1,234", ".", "1234"),
        ("€ 1.234", ",", "€ 1234"),
        ("1,5", ",", "1,5"),
        ("1,234", None, "1,234"),
        (NumberCell("1.234"), None, "1.2340"),
        (NumberCell("1.5"), ",", "1.5"),
        ("free", ",", "free"),
    ],
)
def test_a_figure_taken_out_of_its_column_keeps_its_meaning(text, decimal, clear):
    assert clear_text(text, decimal) == clear


LOCALES = ["en_US", "en_IN", "de_DE", "de_CH", "fr_FR", "es_ES", "it_IT", "sv_SE", "nb_NO", "pl_PL", "pt_BR", "da_DK"]


@given(st.integers(-(10**14), 10**14), st.sampled_from(LOCALES))
def test_figures_as_babel_writes_them_are_read_back(hundredths, locale):
    text = format_decimal(Decimal(hundredths).scaleb(-2), format="#,##0.00", locale=locale)
    assert read_figure(text, 2, decimal=None, what="price") == hundredths


@given(st.text(max_size=20))
def test_any_text_is_a_figure_or_refused(text):
    figure, code = answer_of(read, text)
    assert isinstance(figure, int) or code in {"bad_number", "figure_unclear", "too_many_decimals", "out_of_bounds"}
