"""Reports as JSON, CSV and XLSX, read back by other programs' eyes."""

from __future__ import annotations

import csv
import io
import json
import re
import tracemalloc
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from app.domain.figures import MAX_MICRO, MAX_MINOR, MAX_QUANTITY_MILLI, currency
from app.exchange.report_files import to_csv, to_json, to_xlsx
from app.reports.report import Column, Narrowed, Report, Row, Unit

COLUMNS = (
    Column("sku", "SKU"),
    Column("name", "Name"),
    Column("quantity", "Quantity", Unit.QUANTITY),
    Column("unit_cost", "Unit cost", Unit.UNIT_COST),
    Column("value", "Value", Unit.MONEY),
    Column("rate", "Rate", Unit.PERCENT),
    Column("count", "Count", Unit.INTEGER),
    Column("day", "Day", Unit.DATE),
    Column("at", "At", Unit.MOMENT),
)
FULL: Row = ("A1", "Apple, “cloudy”", 1250, 800_000, -150, 8875, 3, "2026-01-31", "2026-01-31T14:03:00+01:00")
EMPTY: Row = ("A2", None, None, None, None, None, None, None, None)
# Texts as they come from other shops' lists, the awkward ones among them.
TEXTS = st.text(max_size=30) | st.sampled_from(
    ["=1+1", "+1", "-1", "@x", "\tx", "\r", "'=1", "#N/A", "_x0041_", "a\r\nb", '"', ""]
)


def report(*rows: Row, **changes: object) -> Report:
    made = Report("stock-on-hand", "Stock on hand", "Corner Shop", currency("EUR"), COLUMNS, rows or (FULL, EMPTY))
    return replace(made, **changes)


def as_json(of: Report) -> dict[str, object]:
    stream = io.BytesIO()
    to_json(of, stream)
    return json.loads(stream.getvalue())


def as_csv(of: Report, **options: bool) -> bytes:
    stream = io.BytesIO()
    to_csv(of, stream, **options)
    return stream.getvalue()


def test_an_amount_in_a_note_is_a_plain_decimal_with_its_currency() -> None:
    made = report(note="Of it {amount} is apart.", noted_minor=-1234)
    assert as_json(made)["note"] == "Of it -12.34 EUR is apart."
    stream = io.BytesIO()
    to_xlsx(made, stream)
    about = openpyxl.load_workbook(stream)["About"]
    assert dict(about.values)["Note"] == "Of it -12.34 EUR is apart."


def as_xlsx(of: Report) -> bytes:
    stream = io.BytesIO()
    to_xlsx(of, stream)
    return stream.getvalue()


def test_a_part_says_in_the_file_what_it_is_of() -> None:
    part = report(narrowed=(Narrowed("location", "back", "Back & room"),))
    assert as_json(part)["narrowed"] == {"location": "back"}
    assert "narrowed" not in as_json(report())
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(part))).worksheets[0]
    assert sheet.oddHeader.left.text == "Stock on hand \u00b7 Location Back && room only \u00b7 Corner Shop"


def test_a_workbook_was_made_by_the_wall_clock_of_the_shop() -> None:
    stream = io.BytesIO()
    to_xlsx(report(), stream, timezone="Asia/Kuwait")
    book = openpyxl.load_workbook(stream)
    local = book.properties.created.replace(tzinfo=UTC).astimezone(ZoneInfo("Asia/Kuwait"))
    assert dict(book["About"].values)["Made"] == f"{local:%Y-%m-%d %H:%M} Asia/Kuwait, by Tillbook"


def test_a_workbook_says_on_its_second_sheet_and_in_its_properties_what_it_is_of() -> None:
    narrowed = (Narrowed("category", "Food", "Food"), Narrowed("cashier", "anna", "=Anna"))
    made = report(from_date="2026-03-01", to_date="2026-03-31", narrowed=narrowed, note="Read this.")
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(made)))
    assert book.sheetnames == ["Stock on hand", "About"]
    told = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC, by Tillbook", told.pop("Made"))
    assert told == {
        "Report": "Stock on hand", "Shop": "Corner Shop", "Days": "2026-03-01\u20132026-03-31",
        "Only": "Category Food only; Sold by =Anna only", "Currency": "EUR", "Note": "Read this.",
    }  # fmt: skip
    of = book.properties
    assert (of.creator, of.lastModifiedBy, of.title) == ("Corner Shop", "Tillbook", "Stock on hand")
    assert of.subject == "2026-03-01\u20132026-03-31 \u00b7 Category Food only \u00b7 Sold by =Anna only"
    # Programs find the table where it always was, and a state has a day.
    assert sheet_of(made)[0][:2] == ("SKU", "Name")
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(report(at="2026-03-31"))))
    assert ("As of", "2026-03-31") in list(book["About"].iter_rows(values_only=True))


def test_a_report_that_is_called_like_the_second_sheet_keeps_its_own() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(report(title="about"))))
    assert len(book.sheetnames) == 2
    assert book.sheetnames[0] == "about"


def test_a_long_name_of_the_shop_takes_nothing_from_the_head_of_a_printed_sheet() -> None:
    narrowed = tuple(Narrowed(what, "x", "n" * 40) for what in ("location", "category", "supplier"))
    made = report(from_date="2026-03-01", to_date="2026-03-31", narrowed=narrowed, shop="s" * 100)
    head = openpyxl.load_workbook(io.BytesIO(as_xlsx(made))).worksheets[0].oddHeader.left.text
    assert head.startswith("Stock on hand \u00b7 2026-03-01\u20132026-03-31 \u00b7 Location nnn")
    assert f"Goods of {'n' * 40} only" in head


def sheet_of(of: Report) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(of)))
    return list(book.worksheets[0].iter_rows(values_only=True))


def test_json_has_the_form_of_the_door() -> None:
    made = as_json(
        report(totals={"value": -150, "quantity": 1250}, at="2026-01-31", known_at="2026-02-01T00:00:00+01:00")
    )
    assert made == {
        "report": "stock-on-hand",
        "title": "Stock on hand",
        "shop": "Corner Shop",
        "currency": "EUR",
        "from": None,
        "to": None,
        "at": "2026-01-31",
        "known_at": "2026-02-01T00:00:00+01:00",
        "columns": [{"name": column.name, "title": column.title, "unit": column.unit.value} for column in COLUMNS],
        "rows": [
            {
                "sku": "A1",
                "name": "Apple, “cloudy”",
                "quantity": "1.25",
                "unit_cost": "0.800000",
                "value": "-1.50",
                "rate": "8.875",
                "count": "3",
                "day": "2026-01-31",
                "at": "2026-01-31T14:03:00+01:00",
            },
            {"sku": "A2"} | dict.fromkeys(column.name for column in COLUMNS[1:]),
        ],
        "totals": {"value": "-1.50", "quantity": "1.25"},
    }


def test_a_printed_sheet_has_its_columns_beside_each_other_and_its_head_on_every_page() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(report()))).worksheets[0]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"
    assert [cell.alignment.horizontal for cell in sheet[1]][:3] == [None, None, "right"]


def test_an_empty_report_is_an_object_without_rows() -> None:
    made = as_json(report(rows=()))
    assert (made["rows"], made["totals"]) == ([], {})
    assert as_csv(report(rows=())).decode().splitlines() == [",".join(column.name for column in COLUMNS)]
    assert len(sheet_of(report(rows=()))) == 1


@given(TEXTS)
def test_any_text_survives_json(text: str) -> None:
    rows = as_json(report(("A1", text, *EMPTY[2:]), title=text))["rows"]
    assert rows[0]["name"] == text


def test_half_a_character_stays_readable_json() -> None:
    assert as_json(report(("A1", "a\ud800b", *EMPTY[2:])))["rows"][0]["name"] == "a\ud800b"


def test_csv_is_plain_and_names_its_columns() -> None:
    lines = as_csv(report()).decode("utf-8").split("\r\n")
    assert lines == [
        "sku,name,quantity,unit_cost,value,rate,count,day,at",
        'A1,"Apple, “cloudy”",1.25,0.800000,-1.50,8.875,3,2026-01-31,2026-01-31T14:03:00+01:00',
        "A2,,,,,,,,",
        "",
    ]


def test_csv_begins_with_the_mark_that_excel_wants_only_when_asked() -> None:
    assert as_csv(report(), byte_order_mark=True) == b"\xef\xbb\xbf" + as_csv(report())


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_a_text_that_looks_like_a_formula_is_defused_and_a_number_stays_one(start: str) -> None:
    rows = list(
        csv.reader(io.StringIO(as_csv(report(("A1", f"{start}cmd", 0, 0, -150, *EMPTY[5:]))).decode(), newline=""))
    )
    assert rows[1][1] == f"'{start}cmd"
    assert rows[1][4] == "-1.50"


@given(TEXTS)
def test_any_text_is_one_cell_of_the_csv(text: str) -> None:
    made = as_csv(report(("A1", text, *FULL[2:]))).decode("utf-8")
    rows = list(csv.reader(io.StringIO(made, newline="")))
    assert len(rows) == 2
    assert rows[1][1].removeprefix("'").replace("?", "") == text.removeprefix("'").encode(
        "utf-8", "replace"
    ).decode().replace("?", "")
    assert rows[1][2:] == ["1.25", "0.800000", "-1.50", "8.875", "3", *FULL[7:]]


def test_the_stream_is_left_open_for_its_owner() -> None:
    stream = io.BytesIO()
    for write in (to_json, to_csv, to_xlsx):
        write(report(), stream)
    assert not stream.closed


def test_a_workbook_has_titles_numbers_and_dates() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(report(totals={"value": -150}, at="2026-01-31"))))
    sheet = book.worksheets[0]
    head, full, empty, totals = sheet.iter_rows()
    assert sheet.title == "Stock on hand 2026-01-31"
    assert sheet.freeze_panes == "A2"
    assert [cell.value for cell in head] == [column.title for column in COLUMNS]
    assert [cell.value for cell in full] == [
        "A1", "Apple, “cloudy”", 1.25, 0.8, -1.5, 8.875, 3,
        datetime.fromisoformat("2026-01-31"), datetime.fromisoformat("2026-01-31T14:03"),
    ]  # fmt: skip
    assert [cell.data_type for cell in full] == ["s", "s", "n", "n", "n", "n", "n", "d", "d"]
    assert [cell.number_format for cell in full[2:]] == [
        "General", "#,##0.00####", "#,##0.00", "General", "0", "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss",
    ]  # fmt: skip
    assert [cell.value for cell in empty] == ["A2", *[None] * 8]
    assert totals[0].value == "Total"
    assert totals[4].value == -1.5
    assert [cell.font.bold for cell in totals[:5]] == [True, False, False, False, True]


@pytest.mark.parametrize(("code", "expected"), [("JPY", "#,##0"), ("KWD", "#,##0.000")])
def test_money_has_the_digits_of_its_currency(code: str, expected: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(report(FULL, currency=currency(code)))))
    assert book.worksheets[0]["E2"].number_format == expected


@pytest.mark.parametrize(
    "text", ["=1+1", "=HYPERLINK(1)", "+1", "#N/A", "#REF!", "_x0041_", "  x ", "1e5", "TRUE", "2026-01-31"]
)
def test_text_in_a_workbook_is_text(text: str) -> None:
    made = as_xlsx(report(("A1", text, *EMPTY[2:])))
    sheet = zipfile.ZipFile(io.BytesIO(made)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_index(0).to_python()
    assert rows[1][1] == text


@pytest.mark.parametrize("text", ["a\x00b", "a\x0bb", "a\ud800b", "a\uffffb", "x" * 40_000])
def test_what_a_workbook_cannot_hold_does_not_break_it(text: str) -> None:
    (_, row) = sheet_of(report(("A1", text, *EMPTY[2:]), title=text))
    assert str(row[1]).startswith(text[0])
    assert len(str(row[1])) <= 32_767


@pytest.mark.parametrize("title", ["a/b", "[x]", "a:b*c?d\\e", "'quoted'", "", "x" * 60])
def test_any_title_becomes_a_name_that_a_sheet_may_have(title: str) -> None:
    name = openpyxl.load_workbook(io.BytesIO(as_xlsx(report(title=title)))).sheetnames[0]
    assert 1 <= len(name) <= 31
    assert not set("\\/*?:[]") & set(name)


@given(
    st.integers(-MAX_QUANTITY_MILLI, MAX_QUANTITY_MILLI),
    st.integers(-MAX_MICRO, MAX_MICRO),
    st.integers(-MAX_MINOR, MAX_MINOR),
)
def test_figures_of_any_size_keep_their_digits_in_every_file(quantity: int, cost: int, value: int) -> None:
    of = report(("A1", "x", quantity, cost, value, *FULL[5:]))
    exact = [Decimal(quantity).scaleb(-3), Decimal(cost).scaleb(-6), Decimal(value).scaleb(-2)]
    row = as_json(of)["rows"][0]
    assert [Decimal(row[name]) for name in ("quantity", "unit_cost", "value")] == exact
    assert [Decimal(cell) for cell in as_csv(of).decode().split("\r\n")[1].split(",")[2:5]] == exact
    sheet = zipfile.ZipFile(io.BytesIO(as_xlsx(of))).read("xl/worksheets/sheet1.xml").decode()
    written = [Decimal(part.split("</v>")[0]) for part in sheet.split("<v>")[1:4]]
    assert written == exact


@pytest.mark.no_cover  # it measures memory, and so would the lines that are counted
@pytest.mark.parametrize("write", [to_json, to_csv])
def test_rows_are_written_as_they_come_and_none_is_kept(write: object) -> None:
    class Nowhere(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            return len(data)

    of = report(*[FULL] * 20_000)
    tracemalloc.start()
    write(of, Nowhere())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000


def test_a_full_disk_is_told_to_the_caller() -> None:
    with Path("/dev/full").open("wb", buffering=0) as full, pytest.raises(OSError, match="No space"):
        to_csv(report(*[FULL] * 1000), full)


def test_a_day_in_a_workbook_is_a_day() -> None:
    value = sheet_of(report())[1][7]
    assert isinstance(value, datetime)
    assert value.date() == date(2026, 1, 31)


def test_sums_of_groups_stand_in_json_and_in_the_workbook_and_not_among_the_rows_of_csv() -> None:
    columns = (Column("category", "Category"), Column("sku", "SKU"), Column("value", "Value", Unit.MONEY))
    rows: list[Row] = [("Drinks", "A", 80), ("Drinks", "B", 20), ("Tea", "C", 5)]
    sums = {"Drinks": {"value": 100}, "Tea": {"value": 5}}
    made = report(columns=columns, rows=rows, totals={"value": 105}, group_by="category", subtotals=sums)
    told = as_json(made)
    assert (told["group_by"], told["subtotals"]) == (
        "category",
        {"Drinks": {"value": "1.00"}, "Tea": {"value": "0.05"}},
    )
    assert [row["sku"] for row in told["rows"]] == ["A", "B", "C"]  # type: ignore[attr-defined]
    assert as_csv(made).count(b"\r\n") == 4
    stream = io.BytesIO()
    to_xlsx(made, stream)
    read = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(stream.getvalue())).get_sheet_by_index(0)
    assert [row[2] for row in read.to_python()] == ["Value", 0.8, 0.2, 1.0, 0.05, 0.05, 1.05]
