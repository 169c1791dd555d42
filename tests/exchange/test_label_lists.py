"""Lists of products for labels: with titles and without, from a spreadsheet and from a text file."""

import openpyxl
import pytest

from app.domain.labelling import Listed
from app.domain.refusal import Refusal
from app.exchange.label_lists import read_label_list


def written(tmp_path, text, name="list.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("sku,copies\nA,2\nB,\n", ((2, "A", 2), (3, "B", 1))),
        ("Artikelnummer;Anzahl\nA;2,0\n", None),
        ("EAN;Name;Etiketten\n4006381333931;Saft;3\n", ((2, "4006381333931", 3),)),
        ("Copies\tBarcode\n2\t96385074\n", ((2, "96385074", 2),)),
        ("4006381333931\n\n96385074\n", ((1, "4006381333931", 1), (3, "96385074", 1))),
        (
            "EAN;Anzahl;Gewicht\n2811110000006;2;0,352\n4006381333931;1;\n",
            ((2, "2811110000006", 2, 352), (3, "4006381333931", 1)),
        ),
        ("sku,label price\nC,4.92\n", ((2, "C", 1, None, 4_920_000),)),
        ("A;2\nB;0\n", ((1, "A", 2), (2, "B", 0))),
    ],
)
def test_rows_name_a_product_and_how_many(tmp_path, text, rows):
    path = written(tmp_path, text)
    if rows is None:
        with pytest.raises(Refusal, match="bad_copies"):
            read_label_list(path)
    else:
        assert read_label_list(path) == tuple(Listed(*row) for row in rows)


def test_a_spreadsheet_is_a_list_too(tmp_path):
    book = openpyxl.Workbook()
    for row in (("SKU", "Copies"), ("A", 2), (None, None), (4006381333931, 12)):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    assert read_label_list(tmp_path / "list.xlsx") == (Listed(2, "A", 2), Listed(4, "4006381333931", 12))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("sku,weight\nA,heavy\n", "bad_label_weight"),
        ("sku,label price\nA,-1\n", "bad_label_price"),
        ("sku,copies\nA,many\n", "bad_copies"),
        ("A;10001\n", "bad_copies"),
        ("sku,copies\n", "no_labels"),
    ],
)
def test_what_is_no_list_of_labels_is_refused(tmp_path, text, code):
    with pytest.raises(Refusal, match=code):
        read_label_list(written(tmp_path, text))
