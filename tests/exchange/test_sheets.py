"""Workbooks, sound and damaged. A damaged one ends a child process and never this one."""

import datetime as dt
import io
import random
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.domain.wording import sentence
from app.exchange import sheets
from app.exchange.cells import DateCell, NumberCell
from app.exchange.sheets import messages, read_sheets
from tests.exchange.answers import answer_of

XLS = Path(__file__).parents[1] / "data" / "import" / "german.xls"
ODS_HEAD = (
    '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)
ODS_FOOT = "</office:spreadsheet></office:body></office:document-content>"


def workbook(tmp_path, *rows, name="list.xlsx"):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / name)
    return tmp_path / name


def ods(tmp_path, table):
    path = tmp_path / "list.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", f"{ODS_HEAD}{table}{ODS_FOOT}")
    return path


def refusal_of(path):
    with pytest.raises(Refusal) as caught:
        read_sheets(path, name=path.name)
    assert sentence(caught.value.code, caught.value.facts)
    return caught.value.code


def test_codes_stay_whole_and_figures_keep_their_point(tmp_path):
    path = workbook(tmp_path, ["Barcode", "Price"], [4006381333931, 1.5], ["0012", 0.1 + 0.2], [12, 1234.567])
    (table,) = read_sheets(path, name="list.xlsx")
    assert table.rows == (("Barcode", "Price"), ("4006381333931", "1.5"), ("0012", "0.3"), ("12", "1234.567"))
    assert [type(cell) for cell in table.rows[1]] == [NumberCell, NumberCell]
    assert type(table.rows[2][0]) is str


def test_numbers_with_more_digits_than_a_spreadsheet_keeps_show_that_they_are_cut(tmp_path):
    (table,) = read_sheets(workbook(tmp_path, ["SSCC"], [106141412345678908], [1e-7]), name="list.xlsx")
    assert table.rows[1:] == (("1.06141412345679E+17",), ("0.0000001",))


def test_dates_flags_and_blank_rows(tmp_path):
    path = workbook(tmp_path, ["a", "b"], [], [True, dt.date(2026, 3, 1)], [None, dt.timedelta(hours=30)])
    (table,) = read_sheets(path, name="list.xlsx")
    assert table.rows == (("a", "b"), (), ("TRUE", "2026-03-01"), ("", "1 day, 6:00:00"))
    assert type(table.rows[2][1]) is DateCell
    told = list(messages(path, "list.xlsx"))
    assert told[1] == ("rows", [["a", "b"], ["", ""], ["TRUE", ["2026-03-01", 1]], ["", ["1 day, 6:00:00", 1]]])


def test_rows_keep_the_numbers_that_the_spreadsheet_shows(tmp_path):
    book = openpyxl.Workbook()
    book.active["B3"] = "SKU"
    book.active["B4"] = "A1"
    book.save(tmp_path / "list.xlsx")
    (table,) = read_sheets(tmp_path / "list.xlsx", name="list.xlsx")
    assert table.rows == ((), (), ("SKU",), ("A1",))


def test_only_sheets_that_a_person_sees_are_read(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Read me"
    book.create_sheet("Old").sheet_state = "hidden"
    book.create_sheet("Items")["A1"] = "SKU"
    book.save(tmp_path / "list.xlsx")
    assert [table.name for table in read_sheets(tmp_path / "list.xlsx", name="list.xlsx")] == ["Read me", "Items"]


def test_an_old_workbook_is_read():
    (table,) = read_sheets(XLS, name="german.xls")
    assert table.name == "Artikel"
    assert table.rows[1] == ("1001", "Apfelsaft 1 l", "4006381333931", "1.49", "0.8", "0.07", "24", "Getränke")


def test_an_open_document_is_read(tmp_path):
    cell = '<table:table-cell office:value-type="{}"{}><text:p>{}</text:p></table:table-cell>'
    titles = "".join(cell.format("string", "", title) for title in ("EAN", "VK"))
    figures = cell.format("string", "", "0012") + cell.format("float", ' office:value="1.5"', "1,50")
    rows = f"<table:table-row>{titles}</table:table-row><table:table-row>{figures}</table:table-row>"
    blank = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    (table,) = read_sheets(ods(tmp_path, f'<table:table table:name="T">{rows}{blank}</table:table>'), name="list.ods")
    assert table.rows == (("EAN", "VK"), ("0012", "1.5"))


def test_a_workbook_whose_cells_would_fill_the_memory_is_refused(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "SKU"
    book.active["XFD1048576"] = "far away"
    book.save(tmp_path / "sparse.xlsx")
    assert (tmp_path / "sparse.xlsx").stat().st_size < 10_000
    assert refusal_of(tmp_path / "sparse.xlsx") == "sheet_damaged"


def test_an_open_document_that_repeats_itself_without_end_is_refused(tmp_path):
    row = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="900" '
        'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    )
    assert refusal_of(ods(tmp_path, f'<table:table table:name="T">{row}</table:table>')) == "sheet_damaged"


def test_an_archive_that_says_it_unpacks_to_gigabytes_is_refused(tmp_path, monkeypatch):
    path = workbook(tmp_path, ["SKU"])
    monkeypatch.setattr(sheets, "_MAX_UNPACKED_BYTES", 1000)
    assert next(messages(path, "list.xlsx"))[:2] == ("refused", "file_too_large")


def test_an_archive_that_lies_about_its_size_is_refused(tmp_path):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b"<a>" + b" " * (3 << 30 >> 4) + b"</a>")
    whole = content.getvalue()
    entry = whole.rindex(b"PK\x01\x02")
    (tmp_path / "bomb.xlsx").write_bytes(whole[: entry + 24] + struct.pack("<I", 10) + whole[entry + 28 :])
    assert refusal_of(tmp_path / "bomb.xlsx") == "sheet_damaged"


@pytest.mark.parametrize(
    ("held", "kind"),
    [
        ("word/document.xml", "a text document"),
        ("ppt/presentation.xml", "a presentation"),
        ("xl/workbook.bin", "a binary workbook (.xlsb)"),
        ("mimetype", "an office document"),
        ("photo.jpg", "a ZIP archive"),
    ],
)
def test_other_archives_are_named(tmp_path, held, kind):
    with zipfile.ZipFile(tmp_path / "list.xlsx", "w") as archive:
        archive.writestr(held, "something")
    told = list(messages(tmp_path / "list.xlsx", "list.xlsx"))
    assert told == [("refused", "file_not_a_list", {"name": "list.xlsx", "kind": kind})]


def test_a_workbook_with_a_password_is_refused(tmp_path):
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    (tmp_path / "list.xlsx").write_bytes(content)
    assert refusal_of(tmp_path / "list.xlsx") == "file_encrypted"


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Word"]
)
def test_a_torn_file_is_refused(tmp_path, content):
    (tmp_path / "list.xlsx").write_bytes(content)
    assert refusal_of(tmp_path / "list.xlsx") in {"sheet_damaged", "file_not_a_list"}


def test_too_many_cells_are_refused(tmp_path, monkeypatch):
    path = workbook(tmp_path, ["SKU", "Name"], ["A1", "Tea"])
    monkeypatch.setattr(sheets, "MAX_CELLS", 3)
    assert list(messages(path, "list.xlsx"))[-1] == ("refused", "file_too_many_cells", {"name": "list.xlsx", "most": 3})


def test_long_sheets_come_in_pieces(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "_ROWS_A_MESSAGE", 2)
    told = list(messages(workbook(tmp_path, ["a"], [1], [2], [3]), "list.xlsx"))
    assert told == [
        ("sheet", "Sheet"),
        ("rows", [["a"], [["1"]]]),
        ("rows", [[["2"]], [["3"]]]),
        ("rows", []),
        ("end",),
    ]


def test_a_file_that_cannot_be_opened_a_second_time_is_refused(tmp_path):
    assert list(messages(tmp_path / "gone.xlsx", "gone.xlsx")) == [("refused", "sheet_damaged", {"name": "gone.xlsx"})]


def test_a_reader_that_cannot_start_is_trouble(tmp_path, monkeypatch):
    def refuse(_process):
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", refuse)
    with pytest.raises(Trouble) as caught:
        read_sheets(workbook(tmp_path, ["SKU"]), name="list.xlsx")
    assert sentence(caught.value.code, caught.value.facts)


def test_a_reader_that_says_nothing_is_not_waited_for(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "_PATIENCE_SECONDS", 0)
    assert refusal_of(workbook(tmp_path, ["SKU"])) == "sheet_damaged"


@pytest.mark.parametrize("seed", range(12))
def test_workbooks_with_random_damage_leave_this_process_alone(tmp_path, seed):
    dice = random.Random(seed)
    content = bytearray(XLS.read_bytes())
    for _ in range(dice.choice([1, 5, 20])):
        content[dice.randrange(8, len(content))] = dice.choice([0, 127, 128, 255])
    (tmp_path / "damaged.xls").write_bytes(content)
    found, code = answer_of(read_sheets, tmp_path / "damaged.xls", name="damaged.xls")
    assert found or code in {"sheet_damaged", "file_too_many_cells"}
