"""Price lists that somebody made by hand, in the languages of several countries."""

import csv
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.product import Code
from app.domain.product_row import ProductRow
from app.domain.refusal import Refusal
from app.domain.wording import sentence
from app.exchange.catalogue.products import read_products
from app.exchange.catalogue.reading import Duplicate
from tests.exchange.answers import answer_of
from tests.exchange.catalogue.lists import DATA, pieces, problems_of, products_of, said, written


def test_a_german_list_with_a_heading_above_and_decimal_commas():
    reading = read_products(DATA / "german.csv", prices_include_tax=True)
    assert reading.table.encoding == "cp1252"
    assert reading.layout.header_number == 3
    assert reading.skipped == (4,), "a heading"
    first, beer, cheese, machine = reading.rows
    assert said(first.asked) == {
        "sku": "1001",
        "name": "Apfelsaft 1 l",
        "price_micro": 1_490_000,
        "rate_milli": 7000,
        "unit": "each",
        "category": "Getränke",
        "cost_micro": 800_000,
        "codes": pieces("4006381333931"),
    }
    assert first.deposit_micro == 150_000
    assert (beer.asked.codes, beer.asked.minimum_age) == (pieces("2000000000015", "2000000000022"), 16)
    assert (cheese.asked.name, cheese.asked.unit) == ('Käse "Emmentaler"', "kg")
    assert machine.asked.price_micro == 1_299_000_000
    assert problems_of(reading) == [(9, "EAN", "code_as_exponent"), (10, "EAN", "code_check_digit")]
    assert reading.refused == (9, 10)


def test_a_french_list_gives_the_prices_that_the_shop_uses():
    with_tax = read_products(DATA / "french.csv", prices_include_tax=True)
    without = read_products(DATA / "french.csv", prices_include_tax=False)
    assert [row.asked.price_micro for row in with_tax.rows] == [3_500_000, 3_000_000, 1_250_000_000]
    assert [row.asked.price_micro for row in without.rows] == [3_320_000, 2_840_000, 1_041_670_000]
    with pytest.raises(Refusal) as caught:
        read_products(DATA / "french.csv")
    assert caught.value.code == "columns_both_mean"


def test_polish_swedish_and_swiss_lists():
    polish = read_products(DATA / "polish.csv")
    assert polish.table.encoding == "cp1250"
    assert [row.asked.name for row in polish.rows] == ["Masło świeże", "Żółty ser", "Łosoś wędzony"]
    assert polish.rows[2].asked.price_micro == 1_049_000_000
    swedish = read_products(DATA / "swedish.txt")
    assert (swedish.table.encoding, swedish.table.separator) == ("utf-16", "\t")
    assert [row.asked.price_micro for row in swedish.rows] == [24_900_000, 1_299_000_000]
    swiss = read_products(DATA / "swiss.csv")
    assert [row.asked.price_micro for row in swiss.rows] == [3_500_000, 1_234_500_000, 4_000_000]
    assert [row.asked.rate_milli for row in swiss.rows] == [2600, 8100, 2600]


def test_a_workbook_of_the_old_kind_with_taxes_as_fractions():
    reading = read_products(DATA / "german.xls")
    assert [row.asked.rate_milli for row in reading.rows] == [7000, 7000, 7000, 19_000]
    assert [row.asked.codes for row in reading.rows] == [
        pieces("4006381333931"),
        None,
        pieces("5901234123457"),
        pieces("96385074"),
    ]


def taxes_of_workbook(folder, titles, *taxes):
    """The rates that a workbook's tax column gives, each cell a value and its number format; and the problems."""
    book = openpyxl.Workbook()
    book.active.append([*titles, "tax"])
    for at, (value, number_format) in enumerate(taxes, 2):
        book.active.append([f"A{at}", f"Tea {at}", 1.5, *[""] * (len(titles) - 3), value])
        book.active.cell(at, len(titles) + 1).number_format = number_format
    book.save(folder / "list.xlsx")
    reading = read_products(folder / "list.xlsx")
    return [row.asked.rate_milli for row in reading.rows], problems_of(reading)


OWN_TITLES = ["sku", "name", "price", "open_price", "minimum_age", "standard_cost", "negative_stock"]


@pytest.mark.parametrize("titles", [["SKU", "Name", "Price"], OWN_TITLES])
def test_a_tax_that_a_workbook_shows_as_a_percentage_is_one(tmp_path, titles):
    shown = [(0.19, "0%"), (0.07, "0.00%"), (0.055, "0.0 %"), (20, "General"), (10, '0"%"'), ("13 %", "@"), (0, "0%")]
    assert taxes_of_workbook(tmp_path, titles, *shown) == ([19_000, 7000, 5500, 20_000, 10_000, 13_000, 0], [])


@pytest.mark.parametrize("titles", [["SKU", "Name", "Price"], OWN_TITLES])
def test_a_bare_fraction_beside_percentages_is_refused(tmp_path, titles):
    assert taxes_of_workbook(tmp_path, titles, (0.19, "General"), (20, "General")) == (
        [20_000],
        [(2, "tax", "tax_unclear")],
    )


def test_a_bare_fraction_in_the_export_of_another_program_is_refused(tmp_path):
    text = "Barcode,Item Name,Category,Cost Price,Unit Price,Tax 1 Percent\n1,Tea,x,1,2,0.19\n2,Jam,x,1,2,19\n"
    reading = read_products(written(tmp_path, text))
    assert reading.layout.format_name == "OSPOS"
    assert problems_of(reading) == [(2, "Tax 1 Percent", "tax_unclear")]


def test_a_workbook_finds_its_list_behind_other_sheets(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Please fill in the next sheet"])
    sheet = book.create_sheet("Items")
    sheet.append(["SKU", "Name", "Price", "Barcode"])
    sheet.append([1001, "Tea", 1.234, 4006381333931])
    sheet.append(["1002", "Jam", "2,50", 36000291452])
    book.save(tmp_path / "list.xlsx")
    reading = read_products(tmp_path / "list.xlsx")
    assert reading.table.name == "Items"
    assert said(reading.rows[0].asked) == {
        "sku": "1001",
        "name": "Tea",
        "price_micro": 1_234_000,
        "codes": pieces("4006381333931"),
    }
    assert problems_of(reading) == [(3, "Barcode", "code_lost_zero")]


def test_the_keys_of_the_headless_door_are_titles_too(tmp_path):
    assert products_of(
        tmp_path,
        "sku,name,price,tax,tax_code,unit,category,cost,codes,costing,standard_cost,tracking,stocked,reorder_point,"
        "reorder_quantity,negative_stock,supplier,deposit,minimum_age,active\n"
        "A1,Apple juice 1 l,1.50,20,S,each,Drinks,0.80,4006381333931,fifo,0.80,none,true,6,24,warn,S1,D1,18,true\n",
    ) == {
        "A1": {
            "sku": "A1",
            "name": "Apple juice 1 l",
            "price_micro": 1_500_000,
            "rate_milli": 20_000,
            "tax_code": "S",
            "unit": "each",
            "category": "Drinks",
            "cost_micro": 800_000,
            "codes": pieces("4006381333931"),
            "costing": "fifo",
            "standard_cost_micro": 800_000,
            "tracking": "none",
            "stocked": True,
            "reorder_point_milli": 6000,
            "reorder_quantity_milli": 24_000,
            "negative_stock": "warn",
            "supplier": "S1",
            "deposit": "D1",
            "minimum_age": 18,
            "active": True,
        }
    }


def test_what_a_list_does_not_say_is_left_as_it_was(tmp_path):
    assert products_of(tmp_path, "SKU,Price,Name,Barcode\nA1,,Tea,\nA2,2.00,,\n") == {
        "A1": {"sku": "A1", "name": "Tea"},
        "A2": {"sku": "A2", "price_micro": 2_000_000},
    }


def test_codes_that_cannot_be_are_refused_each_with_its_reason():
    reading = read_products(DATA / "broken_codes.csv")
    assert problems_of(reading) == [
        (3, "Barcode", "code_as_exponent"),
        (4, "Barcode", "code_as_exponent_known"),
        (5, "Barcode", "code_check_digit"),
        (6, "Barcode", "code_lost_zero"),
        (12, "Barcode", "code_check_digit"),
    ]
    assert [row.asked.codes[0].text for row in reading.rows] == [
        "4006381333931",
        "036000291452",
        "96385074",
        "SHELF-7",
        "9783161484100",
        "042100005264",
    ]


def test_own_numbers_which_look_like_barcodes_by_chance_are_taken(tmp_path):
    lines = "".join(f"A{number},Thing {number},1.00,{10_000_000_000 + number}\n" for number in range(40))
    reading = read_products(written(tmp_path, f"SKU,Name,Price,Barcode\n{lines}"))
    assert problems_of(reading) == []


def test_figures_that_nobody_decides_are_refused_rather_than_guessed():
    reading = read_products(DATA / "unclear_figures.csv")
    assert problems_of(reading) == [
        (2, "Price", "figure_unclear"),
        (4, "Price", "below_zero"),
        (5, "Price", "bad_number"),
    ]
    assert [(row.asked.sku, row.asked.cost_micro) for row in reading.rows] == [("U2", 1_250_000_000)]


def test_a_row_tells_all_that_is_wrong_with_it(tmp_path):
    reading = read_products(
        written(tmp_path, "SKU,Name,Price,Unit,Tax,Active\n,Tea,x,furlong,none of your business,perhaps\n")
    )
    assert problems_of(reading) == [
        (2, "", "row_without_key"),
        (2, "Price", "bad_number"),
        (2, "Tax", "tax_without_rate"),
        (2, "Unit", "unknown_word"),
        (2, "Active", "flag_unclear"),
    ]
    assert reading.rows == ()


def test_one_row_for_each_code_makes_one_product():
    reading = read_products(DATA / "one_row_per_code.csv")
    (batteries,) = reading.rows
    assert batteries.asked.codes == pieces("2000000000183", "2000000000190", "2000000000206")
    assert problems_of(reading) == [(5, "", "barcode_twice"), (6, "", "sku_twice")]
    assert reading.duplicates == (Duplicate("barcode", "2000000000206", (2, 5)), Duplicate("sku", "7001", (2, 6)))
    assert len(reading.sources[2]) == 3


def test_a_refused_product_does_not_keep_its_codes(tmp_path):
    reading = read_products(
        written(
            tmp_path,
            "SKU,Name,Price,Barcode,Barcode 2\nA,a,1.00,2000000000015,\n"
            "B,b,1.00,2000000000022,2000000000015\nC,c,1.00,2000000000022,\n",
        )
    )
    assert problems_of(reading) == [(3, "", "barcode_twice")]
    assert [row.asked.sku for row in reading.rows] == ["A", "C"]


def test_a_list_without_any_keys_goes_by_its_names(tmp_path):
    reading = read_products(written(tmp_path, "Name;Preis\nBrot;2,80\nBrötchen;0,45\nBrot;2,90\n"))
    assert [(row.asked.sku, row.asked.name) for row in reading.rows] == [("Brot", "Brot"), ("Brötchen", "Brötchen")]
    assert problems_of(reading) == [(4, "", "sku_twice")]


def test_a_barcode_serves_where_the_sku_is_blank(tmp_path):
    reading = read_products(
        written(tmp_path, "SKU,Barcode,Name,Price\n,4006381333931,Tea,1.00\nA2,,Jam,1.00\n,,Bread,1.00\n")
    )
    assert [(row.asked.sku, row.sku_given) for row in reading.rows] == [("4006381333931", False), ("A2", True)]
    assert problems_of(reading) == [(4, "", "row_without_key")]


@pytest.mark.parametrize(
    ("cells", "rates"),
    [
        (["0.2", "0.055", "0"], [20_000, 5500, 0]),
        (["20", "5.5", "0.00"], [20_000, 5500, 0]),
        (["19 %", "exempt", ""], [19_000, 0, None]),
        (["2", "1", "7"], [2000, 1000, 7000]),
    ],
)
def test_tax_rates_of_a_column(tmp_path, cells, rates):
    lines = "".join(f"A{at},a,1.00,{cell}\n" for at, cell in enumerate(cells))
    reading = read_products(written(tmp_path, f"SKU,Name,Price,VAT\n{lines}"))
    assert [row.asked.rate_milli for row in reading.rows] == rates


def test_tax_rates_that_may_be_keys_or_fractions_are_refused(tmp_path):
    keys = read_products(written(tmp_path, "SKU;Name;MwSt\nA;a;1\nB;b;2\nC;c;0\n"))
    assert problems_of(keys) == [(2, "MwSt", "tax_unclear"), (3, "MwSt", "tax_unclear")]
    mixed = read_products(written(tmp_path, "SKU;Name;MwSt\nA;a;0,2\nB;b;20\n"))
    assert problems_of(mixed) == [(2, "MwSt", "tax_unclear")]


def test_open_prices(tmp_path):
    made = products_of(tmp_path, "SKU,Name,Price,Open price\nA,a,variable,\nB,b,1.00,yes\nC,c,1.00,no\n")
    assert made["A"] == {"sku": "A", "name": "a", "price_micro": 0, "open_price": True}
    assert (made["B"]["open_price"], made["B"]["price_micro"]) == (True, 1_000_000)
    assert made["C"]["open_price"] is False


def test_deposits(tmp_path):
    reading = read_products(written(tmp_path, "SKU;Name;Pfand\nA;a;0,25 €\nB;b;D25\nC;c;0\nD;d;viel€2\n"))
    assert [(row.asked.deposit, row.deposit_micro) for row in reading.rows] == [
        (None, 250_000),
        ("D25", None),
        (None, None),
        ("viel€2", None),
    ]


def test_parts_of_a_kit_by_columns(tmp_path):
    made = products_of(tmp_path, "SKU,Name,Part,Part quantity,Part 2,Part 2 quantity\nK,Kit,A,2,B,\nA,a,,,,\nB,b,,,,\n")
    assert made["K"]["kit"] == (("A", 2000), ("B", 1000))
    reading = read_products(written(tmp_path, "SKU,Name,Part,Part quantity\nK,Kit,A,0\n"))
    assert problems_of(reading) == [(2, "Part", "pack_without_quantity")]


def test_a_mapping_by_hand_wins(tmp_path):
    path = written(tmp_path, "Nr,Was,Kosten,Ware,Code B\n1,2.50,1.00,Tea,4006381333931\n")
    reading = read_products(
        path, mapping={"Nr": "sku", "Was": "price", "Kosten": "cost", "Ware": "name", "Code B": "code 2"}
    )
    assert said(reading.rows[0].asked) == {
        "sku": "1",
        "name": "Tea",
        "price_micro": 2_500_000,
        "cost_micro": 1_000_000,
        "codes": (Code("4006381333931"),),
    }


def test_a_mapping_can_leave_a_column_aside(tmp_path):
    path = written(tmp_path, "SKU,Name,Price,Cost,Buying price\nA,a,1.00,0.50,0.60\n")
    with pytest.raises(Refusal) as caught:
        read_products(path)
    assert caught.value.code == "columns_both_mean"
    assert read_products(path, mapping={"Buying price": ""}).rows[0].asked.cost_micro == 500_000


def test_names_too_long_and_lost_characters_are_refused(tmp_path):
    lines = f"A,{'x' * 251}\nB,jam\ufffd\nC,{'y' * 250}\n"
    reading = read_products(written(tmp_path, f"SKU,Name\n{lines}"))
    assert problems_of(reading) == [(2, "Name", "text_too_long"), (3, "Name", "text_damaged")]


def test_a_name_that_is_too_long_with_its_variant_is_refused(tmp_path):
    text = f"Token,Item Name,Variation Name,SKU,Price\nt,{'x' * 240},{'y' * 20},A,1.00\n"
    assert problems_of(read_products(written(tmp_path, text))) == [(2, "", "text_too_long")]


def test_a_key_that_cannot_be_a_sku_is_refused(tmp_path):
    text = f"Token,Item Name,Variation Name,SKU,Price\n{'t' * 65},a,,,1.00\n"
    assert problems_of(read_products(written(tmp_path, text))) == [(2, "", "text_too_long")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("just,some,words\n1,2,3\n", "list_without_titles"),
        ("4006381333931;Apple juice;1,50\n", "list_without_titles"),
        ("Price,Category\n1.00,Drinks\n", "list_without_column"),
        ("Name,Price netto\nTea,1.00\n", "prices_other_tax"),
    ],
)
def test_a_file_that_is_no_price_list_is_refused(tmp_path, text, code):
    with pytest.raises(Refusal) as caught:
        read_products(written(tmp_path, text), prices_include_tax=True)
    assert caught.value.code == code
    assert sentence(caught.value.code, caught.value.facts)


def test_a_quotation_mark_that_is_never_closed_loses_no_row_in_silence():
    with pytest.raises(Refusal) as caught:
        read_products(DATA / "broken_quotes.csv")
    assert (caught.value.code, caught.value.facts["row"]) == ("file_quote_open", 3)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_clearly_refused(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "anything"
    path.write_bytes(content)
    reading, code = answer_of(read_products, path)
    assert reading or code


TITLES = [
    "SKU",
    "Name",
    "Price",
    "Barcode",
    "Barcode 2",
    "Tax",
    "Unit",
    "Deposit",
    "Active",
    "Minimum age",
    "Part",
    "Cost",
]
CELLS = st.one_of(
    st.text(max_size=15),
    st.sampled_from(
        ["", "1,234", "1.50", "4006381333931", "4.00638E+12", "variable", "yes", "20 %", "0.2", "18+", "kg"]
    ),
)


@given(st.lists(st.lists(CELLS, min_size=len(TITLES), max_size=len(TITLES)), max_size=6))
def test_any_cells_become_products_or_problems_with_a_sentence(tmp_path_factory, rows):
    text = io.StringIO()
    csv.writer(text).writerows([TITLES, *rows])
    path = tmp_path_factory.getbasetemp() / "cells.csv"
    path.write_text(text.getvalue(), encoding="utf-8", errors="replace", newline="")
    reading, code = answer_of(read_products, path)
    if reading is None:
        assert code == "file_not_a_list"
        return
    problems_of(reading)
    taken = {row.number for row in reading.rows}
    assert all(isinstance(row, ProductRow) and 1 <= len(row.asked.sku) <= 64 for row in reading.rows)
    assert not taken & set(reading.refused)
    assert not taken & set(reading.skipped)
    skus = [row.asked.sku for row in reading.rows]
    codes = [code.text for row in reading.rows for code in row.asked.codes or ()]
    assert len(skus) == len(set(skus))
    assert len(codes) == len(set(codes))


def test_a_tax_whose_title_has_no_rate_leaves_the_rate_open_and_its_no_is_zero(tmp_path):
    titles = "Token,Item Name,Variation Name,SKU,Price,Tax - Sales,Tax - City (2%)"
    rows = "1,Tea,,A,1.00,Y,N\n2,Cup,,B,1.00,N,N\n3,Pot,,C,1.00,Y,Y\n4,Jar,,D,1.00,N,Y\n5,Lid,,E,1.00,,\n"
    reading = read_products(written(tmp_path, f"{titles}\n{rows}"))
    assert [row.asked.rate_milli for row in reading.rows] == [None, 0, 2000, 2000, None]
