"""The file of refused rows: mended, it is taken like any other list."""

import csv
import datetime as dt
import io

import openpyxl

from app.domain.refusal import Refusal
from app.exchange.catalogue.opening import read_opening
from app.exchange.catalogue.products import read_products
from app.exchange.catalogue.refused_file import REASON_TITLE, ROW_TITLE, problem_sentences, write_refused
from tests.exchange.catalogue.lists import DATA, pieces, problems_of, written


def refused_of(reading, refusals=None):
    stream = io.BytesIO()
    count = write_refused(reading, stream, refusals)
    text = stream.getvalue().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=reading.table.separator))
    return count, rows, stream.getvalue()


def test_rows_stand_there_as_in_the_list_with_their_number_and_the_reason():
    count, rows, content = refused_of(read_products(DATA / "german.csv"))
    assert count == 2
    assert content.startswith(b"\xef\xbb\xbfArt.-Nr.;Bezeichnung;")
    assert rows[0][-2:] == [ROW_TITLE, REASON_TITLE]
    assert rows[1][:5] == ["1005", "Kugelschreiber", "Büro", "4,00638E+12", "0,89 €"]
    assert rows[2][-2] == "10"
    assert rows[2][-1] == (
        "EAN: The last digit of the barcode 4006381333930 must be 1, not 0, if the others are right: 4006381333931. "
        "Compare it with the goods."
    )


def test_a_mended_file_is_imported(tmp_path):
    _, _, content = refused_of(read_products(DATA / "german.csv"))
    mended = content.replace(b"4,00638E+12", b"2000000000046").replace(b";4006381333930;", b";4006381333931;")
    (tmp_path / "mended.csv").write_bytes(mended)
    reading = read_products(tmp_path / "mended.csv")
    assert problems_of(reading) == []
    assert [(row.asked.sku, row.asked.price_micro, row.asked.codes) for row in reading.rows] == [
        ("1005", 890_000, pieces("2000000000046")),
        ("1006", 490_000, pieces("4006381333931")),
    ]


def test_a_file_of_refused_rows_can_be_refused_again_without_growing(tmp_path):
    _, first, content = refused_of(read_products(DATA / "german.csv"))
    (tmp_path / "again.csv").write_bytes(content)
    _, second, _ = refused_of(read_products(tmp_path / "again.csv"))
    assert second[0] == first[0]
    assert [row[:-2] for row in second[1:]] == [row[:-2] for row in first[1:]]


def test_a_figure_keeps_the_meaning_that_its_column_gave_it(tmp_path):
    reading = read_products(
        written(tmp_path, "SKU;Name;Price;Cost\nA;a;1,234;1.234\n;b;1,234;1.234\nC;c;2,50;2,50\nD;d;1;1.234.567\n")
    )
    assert problems_of(reading) == [(3, "", "row_without_key")]
    _, rows, content = refused_of(reading)
    assert rows[1][2:4] == ["1,2340", "1234"]
    (tmp_path / "mended.csv").write_bytes(content.replace(b"\r\n;b", b"\r\nB;b"))
    (mended,) = read_products(tmp_path / "mended.csv").rows
    assert (mended.asked.price_micro, mended.asked.cost_micro) == (1_234_000, 1_234_000_000)


def test_a_variant_stands_there_with_what_its_first_row_says(tmp_path):
    titles = "Title,URL handle,SKU,Barcode,Option1 value,Price"
    text = f"{titles}\nShirt,shirt,S,,Small,9.00\n,shirt,L,4006381333930,Large,9.00\n"
    _, rows, content = refused_of(read_products(written(tmp_path, text)))
    assert rows[1][:6] == ["Shirt", "shirt", "L", "4006381333930", "Large", "9.00"]
    (tmp_path / "mended.csv").write_bytes(content.replace(b"4006381333930,", b"4006381333931,"))
    (row,) = read_products(tmp_path / "mended.csv").rows
    assert row.asked.name == "Shirt Large"


def test_the_parts_of_a_kit_follow_it():
    reading = read_products(DATA / "loyverse.csv")
    count, rows, _ = refused_of(reading, {6: Refusal("unknown_supplier", supplier="X")})
    assert count == 1
    assert [row[1] for row in rows[1:]] == ["10005", ""]
    assert [row[14] for row in rows[1:]] == ["10001", "10006"]
    assert rows[1][-1] == "There is no supplier X."
    assert rows[2][-2:] == ["6", ""]


def test_a_date_is_not_written_as_if_it_were_the_code(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["SKU", "Name", "Price"])
    book.active.append([dt.date(2026, 10, 12), "=1+1", 1.234])
    book.active["B2"].data_type = "s"
    book.save(tmp_path / "list.xlsx")
    reading = read_products(tmp_path / "list.xlsx")
    assert problems_of(reading) == [(2, "SKU", "code_as_date")]
    _, rows, _ = refused_of(reading)
    assert rows[1][:3] == ["", "'=1+1", "1.2340"]


def test_stock_lists_have_refused_rows_too():
    count, rows, _ = refused_of(read_opening(DATA / "opening.csv"))
    assert count == 3
    assert [row[-2] for row in rows[1:]] == ["6", "8", "10"]


def test_nothing_refused_is_a_row_of_titles():
    count, rows, _ = refused_of(read_products(DATA / "odoo.csv"))
    assert (count, len(rows)) == (0, 1)


def test_reasons_of_the_list_and_of_the_book_stand_in_order_of_rows():
    reading = read_products(DATA / "unclear_figures.csv")
    told = list(problem_sentences(reading, {3: Refusal("unknown_supplier", supplier="X")}))
    assert [number for number, _ in told] == [2, 3, 4, 5]
    assert told[1] == (3, "There is no supplier X.")
    assert told[2] == (4, "Price: The price “-2” is below zero.")
