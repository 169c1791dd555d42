"""Percentages of a workbook: the format decides, wherever the table begins, and a broken one tells nothing."""

import zipfile

import openpyxl
import pytest

from app.exchange import percent_cells
from app.exchange.cells import NumberCell
from app.exchange.percent_cells import is_percent_format, percent_places
from app.exchange.sheets import read_sheets


@pytest.mark.parametrize(
    ("number_format", "is_percent"),
    [("0%", True), ("0.00 %", True), ("#,##0;[Red]-0%", True), ("General", False), ('0"%"', False), ("0\\%", False)],
)
def test_a_format_shows_percentages_by_a_bare_sign(number_format, is_percent):
    assert is_percent_format(number_format) is is_percent


def saved(folder, number_format="0%"):
    book = openpyxl.Workbook()
    book.active.title = "Prices"
    book.active["C3"], book.active["D3"] = 0.1975, 0.5
    book.active["C3"].number_format = number_format
    book.active["C4"] = "text"
    book.active["C4"].number_format = "0%"
    book.save(folder / "list.xlsx")
    return folder / "list.xlsx"


def test_a_percentage_is_found_where_it_stands(tmp_path):
    path = saved(tmp_path)
    assert percent_places(path) == {"Prices": {(2, 2)}}
    (table,) = read_sheets(path, name="list.xlsx")
    assert table.rows == ((), (), ("19.75 %", "0.5"), ("text", ""))
    assert isinstance(table.rows[2][1], NumberCell)


def test_a_very_large_workbook_is_not_read_twice(tmp_path, monkeypatch):
    monkeypatch.setattr(percent_cells, "_MOST_BYTES", 100)
    assert percent_places(saved(tmp_path)) == {}


def test_formats_that_cannot_be_read_tell_nothing(tmp_path):
    path = saved(tmp_path)
    (tmp_path / "list.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    assert percent_places(tmp_path / "list.xls") == {}
    with zipfile.ZipFile(tmp_path / "odd.xlsx", "w") as odd, zipfile.ZipFile(path) as whole:
        for one in whole.namelist():
            odd.writestr(one, whole.read(one).replace(b"<workbook", b"<notebook"))
    assert percent_places(tmp_path / "odd.xlsx") == {}
