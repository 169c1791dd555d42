import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.refusal import Refusal
from app.exchange import csv_text
from app.exchange.csv_text import read_csv


def rows_of(text, knows=lambda title: False, encoding="utf-8"):
    return read_csv(text.encode(encoding), name="list.csv", knows=knows).rows


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator):
    text = f"SKU{separator}Name{separator}Price\nA1{separator}Tea{separator}1.50\nA2{separator}Jam{separator}2.00\n"
    table = read_csv(text.encode(), name="list.csv", knows=lambda title: False)
    assert table.separator == separator
    assert table.rows == (("SKU", "Name", "Price"), ("A1", "Tea", "1.50"), ("A2", "Jam", "2.00"))


def test_decimal_commas_do_not_make_a_comma_the_separator():
    assert rows_of("Name;Preis\nTee;1,50\nSaft;0,99\nBrot;2,80\n")[1] == ("Tee", "1,50")


def test_commas_in_every_row_do_not_win_over_a_row_of_known_titles():
    text = "Artikel;Preis, netto;EK\nTee, grün;1,50;0,80\nSaft, rot;0,99;0,40\n"
    assert rows_of(text, knows={"Artikel", "EK"}.__contains__)[0] == ("Artikel", "Preis, netto", "EK")


def test_a_sep_line_is_obeyed_and_not_counted():
    assert rows_of("sep=|\nName|Price\nTea; green|1,5\n") == (("Name", "Price"), ("Tea; green", "1,5"))


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_one(line_end):
    assert rows_of(line_end.join(["a,b", "1,2", "3,4"])) == (("a", "b"), ("1", "2"), ("3", "4"))


def test_quoted_cells_hold_separators_quotes_and_lines():
    assert rows_of('Name,Text\n"Jam, red","say ""hi""\nand go"\nTea,x\n') == (
        ("Name", "Text"),
        ("Jam, red", 'say "hi"\nand go'),
        ("Tea", "x"),
    )


def test_blank_rows_keep_their_place_so_that_row_numbers_are_those_of_a_spreadsheet():
    assert rows_of("a,b\n\n,\n1,2\n") == (("a", "b"), (), (), ("1", "2"))


def test_a_single_column_is_a_list_too():
    assert rows_of("Barcode\n4006381333931\n") == (("Barcode",), ("4006381333931",))


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('a,b\n1,"never closed\n3,4\n', 2),
        ('a,b\n1,2\n"', 3),
        ('a,b\n1,2\n3,"' + "x" * 200_000, 3),
    ],
)
def test_a_quotation_mark_that_nothing_closes_is_refused_with_its_row(text, row):
    with pytest.raises(Refusal) as caught:
        rows_of(text)
    assert caught.value.code == "file_quote_open"
    assert caught.value.facts["row"] == row


@pytest.mark.parametrize("content", [b"\x00\x01\x02\x03abc", bytes(range(1, 32)) * 20, b"a,b\n1,\x00\n"])
def test_what_is_no_text_is_refused(content):
    with pytest.raises(Refusal) as caught:
        read_csv(content, name="list.csv", knows=lambda title: False)
    assert caught.value.code == "file_not_a_list"


def test_an_end_mark_of_old_programs_is_no_cell():
    assert rows_of("a,b\n1,2\n\x1a") == (("a", "b"), ("1", "2"))


def test_endless_files_are_refused(monkeypatch):
    monkeypatch.setattr(csv_text, "MAX_CELLS", 100)
    with pytest.raises(Refusal) as caught:
        rows_of("a,b\n" * 60)
    assert caught.value.code == "file_too_many_cells"


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"), max_size=12)


@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=8),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8-sig", "utf-16", "utf-8"]),
)
def test_a_written_list_reads_back_the_same(rows, separator, encoding):
    written = io.StringIO()
    csv.writer(written, delimiter=separator, quoting=csv.QUOTE_ALL).writerows([("SKU", "Name", "Price"), *rows])
    table = read_csv(written.getvalue().encode(encoding), name="list.csv", knows={"SKU", "Name", "Price"}.__contains__)
    expected = tuple(row if any(row) else () for row in rows)
    assert table.rows == (("SKU", "Name", "Price"), *expected)
    assert table.separator == separator
