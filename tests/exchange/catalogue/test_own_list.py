"""The shop's own list: what is written reads back the same."""

import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.codes.digits import check_digit
from app.domain.figures import MAX_MICRO, MAX_QUANTITY_MILLI, currency
from app.domain.product import Code
from app.domain.requests import ProductAsked
from app.exchange.catalogue.own_list import write_products_csv, write_products_xlsx
from app.exchange.catalogue.products import read_products
from tests.exchange.catalogue.lists import problems_of, written

EURO = currency("EUR")
APPLE_JUICE = ProductAsked(
    sku="0001",
    name='=Juice "Apple", 1 l',
    price_micro=1_234_000,
    rate_milli=8875,
    tax_code="S",
    unit="each",
    category="Drinks; cold",
    cost_micro=333_333,
    codes=(Code("4006381333931"), Code("14006381333938", 6000, 8_400_000), Code("A,B;C|D")),
    costing="fifo",
    standard_cost_micro=800_000,
    tracking="lot",
    stocked=True,
    reorder_point_milli=6000,
    reorder_quantity_milli=24_500,
    negative_stock="block",
    supplier="'n Winkel",
    kit=(("0002", 2000), ("0003", 250)),
    deposit="D1",
    minimum_age=18,
    weight_milli=1050,
    open_price=False,
    active=True,
)
BARE = ProductAsked(sku="-7", name="苹果汁", price_micro=0, active=False)
WRITERS = pytest.mark.parametrize("writer", [write_products_csv, write_products_xlsx])


def read_back(folder, writer, products, money=EURO):
    stream = io.BytesIO()
    writer(products, stream, money)
    path = folder / "products"
    path.write_bytes(stream.getvalue())
    reading = read_products(path)
    assert reading.layout.is_own
    assert reading.problems == ()
    return [row.asked for row in reading.rows]


@WRITERS
def test_a_product_with_everything_comes_back_whole(tmp_path, writer):
    assert read_back(tmp_path, writer, [APPLE_JUICE, BARE]) == [APPLE_JUICE, BARE]


@WRITERS
def test_no_products_are_a_list_of_titles(tmp_path, writer):
    assert read_back(tmp_path, writer, []) == []


def test_a_workbook_keeps_codes_as_text_and_figures_as_numbers(tmp_path):
    stream = io.BytesIO()
    write_products_xlsx([APPLE_JUICE], stream, EURO)
    sheet = openpyxl.load_workbook(stream).active
    row = {title.value: cell for title, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (row["sku"].value, row["sku"].data_type) == ("0001", "s")
    assert (row["name"].value, row["name"].data_type) == ('=Juice "Apple", 1 l', "s")
    assert (row["barcode"].value, row["barcode"].number_format) == ("4006381333931", "@")
    assert (row["price"].value, row["price"].data_type) == (1.234, "n")


def test_a_csv_holds_no_formula():
    stream = io.BytesIO()
    write_products_csv([APPLE_JUICE, BARE], stream, EURO)
    text = stream.getvalue().decode("utf-8-sig")
    assert '"\'=Juice ""Apple"", 1 l"' in text
    assert "\r\n'-7,苹果汁," in text


def test_prices_have_the_digits_of_the_currency():
    stream = io.BytesIO()
    write_products_csv([ProductAsked("A", price_micro=1_500_000)], stream, currency("KWD"))
    assert b"A,,1.500," in stream.getvalue()


@pytest.mark.parametrize(("other", "problems"), [(2_500_000, []), (2_000_000, [(2, "price", "figure_unclear")])])
def test_a_list_saved_again_in_a_country_with_decimal_commas_is_read_or_refused(tmp_path, other, problems):
    stream = io.BytesIO()
    products = [ProductAsked("A", price_micro=1_234_000, cost_micro=333_333), ProductAsked("B", price_micro=other)]
    write_products_csv(products, stream, currency("JPY"))
    text = stream.getvalue().decode("utf-8-sig").replace(",", ";").replace(".", ",")
    reading = read_products(written(tmp_path, text))
    assert reading.layout.is_own
    assert problems_of(reading) == problems
    if not problems:
        assert [row.asked for row in reading.rows] == products


TEXTS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zs", "Zl", "Zp"], exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=20,
)
MICRO = st.integers(0, MAX_MICRO)
MILLI = st.integers(1, MAX_QUANTITY_MILLI)
GTINS = (
    st.integers(0, 10**12 - 1)
    .map(lambda number: f"{number:012d}")
    .map(lambda text: f"4{text[1:]}{check_digit(f'4{text[1:]}')}")
)
CODES = st.one_of(GTINS, st.from_regex(r"[A-Z][A-Z0-9'=,;| -]{0,10}[A-Z]", fullmatch=True))
PRODUCTS = st.builds(
    ProductAsked,
    sku=TEXTS,
    name=TEXTS,
    price_micro=st.none() | MICRO,
    rate_milli=st.none() | st.integers(0, 100_000),
    tax_code=st.none() | st.sampled_from(["S", "E", "Z"]),
    unit=st.none() | st.sampled_from(["each", "kg", "g", "l", "ml", "m"]),
    category=st.none() | TEXTS,
    cost_micro=st.none() | MICRO,
    codes=st.none()
    | st.lists(
        st.builds(Code, CODES, MILLI, st.none() | MICRO), min_size=1, max_size=3, unique_by=lambda code: code.text
    ).map(tuple),
    stocked=st.none() | st.booleans(),
    reorder_point_milli=st.none() | MILLI,
    negative_stock=st.none() | st.sampled_from(["allow", "warn", "block"]),
    supplier=st.none() | TEXTS,
    kit=st.none()
    | st.lists(st.tuples(TEXTS, MILLI), min_size=1, max_size=2, unique_by=lambda part: part[0]).map(tuple),
    deposit=st.none() | TEXTS,
    minimum_age=st.none() | st.integers(1, 120),
    weight_milli=st.none() | MILLI.filter(bool),
    open_price=st.none() | st.booleans(),
    active=st.none() | st.booleans(),
)


def _clear_of_each_other(products):
    codes = [code.text for product in products for code in product.codes or ()]
    return len(codes) == len(set(codes))


@given(st.lists(PRODUCTS, max_size=4, unique_by=lambda product: product.sku).filter(_clear_of_each_other))
def test_any_products_come_back_from_csv(tmp_path_factory, products):
    assert read_back(tmp_path_factory.getbasetemp(), write_products_csv, products) == products


@settings(max_examples=15)
@given(st.lists(PRODUCTS, max_size=4, unique_by=lambda product: product.sku).filter(_clear_of_each_other))
def test_any_products_come_back_from_a_workbook(tmp_path_factory, products):
    assert read_back(tmp_path_factory.getbasetemp(), write_products_xlsx, products) == products


def test_the_largest_price_is_not_rounded_by_a_workbook(tmp_path):
    dear = ProductAsked("A", name="Yacht", price_micro=MAX_MICRO - 1)
    assert Decimal(dear.price_micro).scaleb(-6) == Decimal("999999999.999999")
    assert read_back(tmp_path, write_products_xlsx, [dear]) == [dear]
