import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.codes.digits import check_digit
from app.domain.refusal import Refusal
from app.domain.wording import sentence
from app.exchange.catalogue import values
from app.exchange.cells import DateCell, NumberCell
from tests.exchange.answers import answer_of


def refusal_of(call, *arguments, **keywords):
    with pytest.raises(Refusal) as caught:
        call(*arguments, **keywords)
    assert sentence(caught.value.code, caught.value.facts)
    return caught.value


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("4006381333931", ["4006381333931"]),
        (" 4006381333931 ", ["4006381333931"]),
        (NumberCell("4006381333931"), ["4006381333931"]),
        ("'4006381333931", ["4006381333931"]),
        ('="036000291452"', ["036000291452"]),
        ("4006381333931.0", ["4006381333931"]),
        ("4006381333931,00", ["4006381333931"]),
        ("\N{LEFT-TO-RIGHT MARK}4006381333931", ["4006381333931"]),
        ("00012345678905", ["012345678905"]),
        ("0036000291452", ["036000291452"]),
        ("978-3-16-148410-0", ["9783161484100"]),
        ("4 006381 333931", ["4006381333931"]),
        ("96385074", ["96385074"]),
        ("04252614", ["042100005264"]),
        ("2000000000015, 2000000000022", ["2000000000015", "2000000000022"]),
        ("2000000000015;2000000000022|96385074", ["2000000000015", "2000000000022", "96385074"]),
        ("2000000000015 2000000000022", ["2000000000015", "2000000000022"]),
        ("2000000000015\n2000000000022", ["2000000000015", "2000000000022"]),
        ("2000000000015,2000000000015", ["2000000000015"]),
        ("SHELF 7", ["SHELF 7"]),
        ("SHELF  7", ["SHELF  7"]),
        ("1001", ["1001"]),
        ("12E4", ["12E4"]),
        (",", []),
    ],
)
def test_codes_in_a_cell(cell, codes):
    assert values.read_codes(cell) == codes


@pytest.mark.parametrize(
    ("cell", "right"),
    [("4006381333930", "4006381333931"), ("12345678", "12345670"), ("036000291453", "036000291452")],
)
def test_a_wrong_check_digit_is_refused_with_the_right_one(cell, right):
    refusal = refusal_of(values.read_codes, cell)
    assert refusal.code == "code_check_digit"
    assert refusal.facts["right"] == right
    assert str(refusal.facts["expected"]) == right[-1]


@pytest.mark.parametrize(
    "cell", ["4.00638E+12", "4,00638E+12", "4.00638133393E+12", "4E+12", NumberCell("4.00638E+17")]
)
def test_a_code_that_a_spreadsheet_has_cut_is_refused(cell):
    assert refusal_of(values.read_codes, cell).code == "code_as_exponent"
    assert refusal_of(values.read_sku, cell).code == "code_as_exponent"


def test_a_code_whose_digits_are_all_there_is_offered():
    refusal = refusal_of(values.read_codes, "4.006381333931E+12")
    assert refusal.code == "code_as_exponent_known"
    assert refusal.facts["right"] == "4006381333931"


@pytest.mark.parametrize("cell", ["x" * 129, "a\x07b", "a\N{NO-BREAK SPACE}b"])
def test_a_code_that_no_scanner_sends_is_refused(cell):
    assert refusal_of(values.read_codes, cell).code == "bad_code"


def test_a_code_that_became_a_date_is_refused():
    assert refusal_of(values.read_codes, DateCell("2026-10-12")).code == "code_as_date"


def test_a_code_of_the_own_list_stands_as_it_is():
    assert values.read_codes("A,B;C", verbatim=True) == ["A,B;C"]
    assert values.read_codes("''quoted", verbatim=True) == ["'quoted"]
    # A last digit that is not right: the shop has kept it like that.
    assert values.read_codes("4006381333930", verbatim=True) == ["4006381333930"]
    assert refusal_of(values.read_codes, "a\nb", verbatim=True).code == "bad_code"


@pytest.mark.parametrize(
    ("code", "padded"),
    [
        ("36000291452", "036000291452"),
        ("6385075", None),
        ("0123465", None),
        ("1234567", None),
        ("4006381333931", None),
        ("SHELF", None),
    ],
)
def test_lost_zeros_are_found_by_the_check_digit(code, padded):
    assert values.lost_zeros(code) == padded


@given(st.integers(1, 9_999_999_999))
def test_every_upc_that_lost_its_zero_is_known(number):
    payload = f"{number:011d}"
    code = f"{payload}{check_digit(payload)}"
    short = code.lstrip("0")
    if len(short) in {9, 10, 11}:
        assert values.lost_zeros(short) == code


@pytest.mark.parametrize("text", ["Y", "yes", "TRUE", "1", "ja", "Oui", "sí", "x", "active", "✓"])
def test_yes(text):
    assert values.read_flag(text, what="active") is True


@pytest.mark.parametrize("text", ["N", "no", "FALSE", "0", "nein", "Non", "archived", "draft", "-1"])
def test_no(text):
    assert values.read_flag(text, what="active") is False


def test_perhaps_is_refused():
    assert refusal_of(values.read_flag, "perhaps", what="active").code == "flag_unclear"


@pytest.mark.parametrize(
    ("text", "unit"),
    [("Stk", "each"), ("Flasche", "each"), ("KG", "kg"), ("Liter", "l"), ("Units", "each"), ("m", "m")],
)
def test_units(text, unit):
    assert values.read_unit(text) == unit


def test_a_unit_that_the_book_does_not_have_is_refused():
    assert refusal_of(values.read_unit, "furlong").code == "unknown_word"


@pytest.mark.parametrize(
    ("text", "years"), [("18", 18), ("ab 16", 16), ("18+", 18), ("16 years", 16), ("0", None), ("no", None)]
)
def test_ages(text, years):
    assert values.read_age(text) == years


@pytest.mark.parametrize("text", ["yes", "121", "16-18", "adults"])
def test_no_age(text):
    assert refusal_of(values.read_age, text).code == "age_unclear"


@pytest.mark.parametrize(
    ("text", "fractions", "rate"),
    [
        ("20", False, (20_000, None)),
        ("20 %", False, (20_000, None)),
        ("8.875", False, (8875, None)),
        ("5,5%", False, (5500, None)),
        ("TVA 5,5 %", False, (5500, None)),
        ("0.19", True, (19_000, None)),
        (NumberCell("0.055"), True, (5500, None)),
        ("20%", True, (20_000, None)),
        ("USt-20%", False, (20_000, None)),
        ("exempt", False, (0, "E")),
        ("Zero rated", False, (0, "Z")),
        ("GST", False, (None, None)),
    ],
)
def test_rates(text, fractions, rate):
    assert values.read_rate(text, fractions=fractions) == rate


@pytest.mark.parametrize(
    ("text", "code"),
    [("101", "out_of_bounds"), ("-5", "below_zero"), ("-19 %", "below_zero"), ("8.1012 %", "too_many_decimals")],
)
def test_rates_that_cannot_be(text, code):
    assert refusal_of(values.read_rate, text, fractions=False).code == code


@pytest.mark.parametrize(
    ("text", "is_amount"),
    [
        ("0,25", True),
        ("€ 2", True),
        ("EUR 0.25", True),
        ("2", True),
        ("D1", False),
        ("90010", False),
        ("PFAND-25", False),
    ],
)
def test_a_deposit_is_an_amount_or_a_sku(text, is_amount):
    assert values.is_amount(text) is is_amount


def test_money_is_never_below_zero_or_beyond_the_book():
    assert values.read_money("1.234,5", decimal=None, what="price") == 1_234_500_000
    assert refusal_of(values.read_money, "-1", decimal=None, what="price").code == "below_zero"
    assert refusal_of(values.read_money, "10000000000", decimal=None, what="price").code == "out_of_bounds"
    assert refusal_of(values.read_amount, "9" * 17, decimal=None, what="quantity").code == "out_of_bounds"


def test_the_same_text_as_number_and_as_text_is_not_mixed_up():
    assert values.read_money(NumberCell("1.234"), decimal=None, what="price") == 1_234_000
    assert refusal_of(values.read_money, "1.234", decimal=None, what="price").code == "figure_unclear"


def test_texts_come_onto_one_line():
    assert values.clean_text("  Apple\n juice\N{NO-BREAK SPACE} 1 l ", most=50, what="name") == "Apple juice 1 l"
    assert values.clean_text("'=SUM(A1)", most=50, what="name") == "=SUM(A1)"
    assert values.clean_text("'n Bier", most=50, what="name") == "'n Bier"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x" * 51, "text_too_long"),
        ("jam\ufffd", "text_damaged"),
        ("a\x07b", "text_damaged"),
        ("a\nb\nc\nd\ne\nf", "text_of_many_lines"),
    ],
)
def test_texts_that_no_product_has(text, code):
    assert refusal_of(values.clean_text, text, most=50, what="name").code == code


def test_formulas_are_guarded_and_open_again():
    for text in ("=1+1", "+49", "-", "@x", "\tx"):
        assert values.guarded(text) == f"'{text}"
        assert values.own_text(values.guarded(text), most=50, what="name") == text
    assert values.guarded("plain") == "plain"
    assert refusal_of(values.own_text, "x" * 51, most=50, what="name").code == "text_too_long"


def test_own_words():
    assert values.read_choice(" FIFO ", ("fifo", "average"), what="cost method") == "fifo"
    assert refusal_of(values.read_choice, "best", ("fifo",), what="cost method").code == "unknown_word"
    assert values.is_open_price(" Variable ")
    assert not values.is_open_price("1.50")


@given(st.text(max_size=30))
def test_any_cell_gives_codes_or_a_refusal(text):
    codes, code = answer_of(values.read_codes, text)
    assert code or all(codes)
