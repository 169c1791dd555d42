"""A report as a file for other programs: JSON, CSV, XLSX. Each is written row by row, so that size is no matter.

JSON and CSV carry plain decimal strings and the columns' stable names; XLSX is for people: titles, real numbers, dates,
and a second sheet that says what they are of (decision 0033).
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import IO, TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from app.reports.report import ONLY, Cell, Column, Report, Unit, code_words, decimal_writer

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

# What makes a spreadsheet take a text for a formula, the full-width forms included. Source: OWASP, CSV injection.
_FORMULA_STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
# Characters that XML cannot hold, half surrogates among them.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel reads _x0041_ in a text as the character of that number.
_EXCEL_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_A4 = 9  # among the sizes of paper of a workbook
_CELL_LIMIT = 32_767
_ABOUT = "About"
_PROGRAM = "Tillbook"
_HEADER_LIMIT = 240  # letters above a printed page
_SHEET_NAME_FORBIDS = re.compile(r"[\\*?:/\[\]]")
BYTE_ORDER_MARK = "\ufeff"


def to_json(report: Report, stream: IO[bytes]) -> None:
    """Write a report as one JSON object: figures as decimal strings, days and moments in ISO 8601, UTF-8."""
    head = {
        "report": report.name,
        "title": report.title,
        "shop": report.shop,
        "currency": report.currency.code,
        "from": report.from_date,
        "to": report.to_date,
        "at": report.at,
        "known_at": report.known_at,
        **({"narrowed": {part.what: part.code for part in report.narrowed}} if report.narrowed else {}),
        "columns": [
            {"name": column.name, "title": column.title, "unit": str(column.unit)} for column in report.columns
        ],
    }
    names = [column.name for column in report.columns]
    stream.write(_json(head)[:-1] + b',"rows":[')
    for index, row in enumerate(_written(report)):
        stream.write((b",\n" if index else b"\n") + _json(dict(zip(names, row, strict=True))))
    writers = dict(zip(names, _writers(report), strict=True))
    totals = {name: writers[name](cell) for name, cell in report.totals.items()}
    end = b'\n],"totals":' + _json(totals)
    if report.group_by:
        sums = {
            group: {name: writers[name](cell) for name, cell in one.items()} for group, one in report.subtotals.items()
        }
        end += b',"group_by":' + _json(report.group_by) + b',"subtotals":' + _json(sums)
        if report.groups:
            end += b',"groups":' + _json(list(report.groups))
    if report.note:
        end += b',"note":' + _json(_note(report))
    stream.write(end + b"}\n")


def to_csv(report: Report, stream: IO[bytes], *, byte_order_mark: bool = False) -> None:
    """Write a report as CSV (RFC 4180): UTF-8, commas, CRLF, columns' names in the first line, totals left out.

    A text that a spreadsheet would take for a formula gets an apostrophe in front; figures stay plain numbers.

    Args:
        report: The report.
        stream: Where to.
        byte_order_mark: Begin with the mark by which Excel knows UTF-8. Other programs would read it as part of the
            first column's name, so it is left out unless a person opens the file.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="", write_through=False)
    try:
        if byte_order_mark:
            text.write(BYTE_ORDER_MARK)
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow([column.name for column in report.columns])
        texts = [not column.unit.is_figure for column in report.columns]
        for row in _written(report):
            writer.writerow([_harmless(cell) if is_text else cell for cell, is_text in zip(row, texts, strict=True)])
    finally:
        text.detach()  # flushes, and leaves the stream to its owner


def to_xlsx(report: Report, stream: IO[bytes], *, total_word: str = "Total", timezone: str = "UTC") -> None:
    """Write a report as a workbook: titles, real numbers and dates with formats, a frozen head, totals at the foot.

    The first sheet begins with its head, as programs expect; what the report is of stands on a second one.
    Text is always text, never a formula. A moment is written as the wall clock of its offset showed it.

    Args:
        report: The report.
        stream: Where to.
        total_word: What stands before the totals.
        timezone: Where the shop is: its wall clock says when the workbook was made.
    """
    from openpyxl import Workbook  # noqa: PLC0415 -- start-up stays free of it

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(report))
    sheet.freeze_panes = "A2"
    _print_wide(sheet, report)
    for index, column in enumerate(report.columns, start=1):
        sheet.column_dimensions[_letters(index)].width = 32 if column.unit is Unit.TEXT else 16
    sheet.append([_head_cell(sheet, column) for column in report.columns])
    makers = [_cell_maker(column, report, sheet) for column in report.columns]
    bold = [_cell_maker(column, report, sheet, bold=True) for column in report.columns]
    rows, sums = report.with_subtotals()
    try:
        for at, row in enumerate(rows):
            sheet.append([make(cell) for make, cell in zip(bold if at in sums else makers, row, strict=True)])
    except Exception:
        # Whoever hands the rows over may stop: the file that openpyxl writes them into is closed with it.
        sheet.close()
        raise
    if report.totals:
        totals = [make(cell) for make, cell in zip(bold, report.total_row(), strict=True)]
        if totals[0] is None:
            totals[0] = _text_cell(sheet, total_word, bold=True)
        sheet.append(totals)
    _tell_about(book, report, timezone)
    book.save(stream)


def _tell_about(book: Any, report: Report, timezone: str) -> None:
    """What the report is of, on a sheet of its own and in the properties of the file."""
    from openpyxl.packaging.core import DocumentProperties  # noqa: PLC0415 -- start-up stays free of it
    from openpyxl.styles import Alignment  # noqa: PLC0415

    # openpyxl's clock tells UTC, and does not say so.
    made = book.properties.created.replace(tzinfo=UTC).astimezone(ZoneInfo(timezone))
    told = {
        "Report": report.title,
        "Shop": report.shop,
        "Days": "" if report.at else _days(report),
        "As of": report.at,
        "Only": "; ".join(_only(report)),
        "As known on": report.known_at,
        "Currency": report.currency.code,
        "Note": _note(report),
        "Made": f"{made:%Y-%m-%d %H:%M} {timezone}, by {_PROGRAM}",
    }
    sheet = book.create_sheet(_ABOUT)
    _fit_width(sheet)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 80
    for word, says in told.items():
        if says:
            cell = _text_cell(sheet, says)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            sheet.append([_text_cell(sheet, word, bold=True), cell])
    book.properties = DocumentProperties(
        creator=_xml_text(report.shop) or _PROGRAM,
        lastModifiedBy=_PROGRAM,
        title=_xml_text(report.title),
        subject=_xml_text(_of(report)),
        created=book.properties.created,
    )


def _only(report: Report) -> list[str]:
    return [ONLY[part.what].format(name=part.name) for part in report.narrowed]


def _of(report: Report) -> str:
    """The days, and what alone it is of: what must never be cut off."""
    return " \u00b7 ".join(filter(None, (_days(report), *_only(report))))


def _print_wide(sheet: Any, report: Report) -> None:
    """Whoever prints the sheet gets all columns beside each other, and on every page the head and what it is of."""
    _fit_width(sheet)
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_rows = "1:1"
    of = (report.title, _of(report), report.shop)
    # An ampersand would begin a code of the header's own.
    sheet.oddHeader.left.text = _xml_text(" \u00b7 ".join(filter(None, of))).replace("&", "&&")[:_HEADER_LIMIT]


def _fit_width(sheet: Any) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415 -- start-up stays free of it

    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToHeight = 0


def _head_cell(sheet: Any, column: Column) -> WriteOnlyCell:
    """The title of a column, over its figures where it has any."""
    from openpyxl.styles import Alignment  # noqa: PLC0415

    cell = _text_cell(sheet, column.title, bold=True)
    if column.unit.is_figure:
        cell.alignment = Alignment(horizontal="right")
    return cell


def _sheet_name(report: Report) -> str:
    """The title, with the days behind it as far as the 31 characters of a name go."""
    title = _SHEET_NAME_FORBIDS.sub(" ", _xml_text(report.title))[:31].strip("' ") or "Report"
    named = f"{title} {_days(report)}".strip()
    return named if len(named) <= 31 else title


def _days(report: Report) -> str:
    """The days in ISO 8601; where nobody asked for any, those that the book has."""
    return report.at or "\u2013".join(dict.fromkeys(filter(None, (report.from_date, report.to_date))))


def _note(report: Report) -> str:
    return report.told_note(lambda minor: f"{report.currency.write(minor)} {report.currency.code}")


def _json(value: object) -> bytes:
    # Half a surrogate pair is no UTF-8: it is written as JSON's own escape.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


def _writers(report: Report) -> list[Callable[[Any], str | None]]:
    """For each column, from a raw cell to its text."""

    def maker(column: Column) -> Callable[[Any], str | None]:
        if not column.unit.is_figure:
            return lambda cell: cell
        write = decimal_writer(column.unit, report.currency)
        return lambda cell: None if cell is None else write(cell)

    return [maker(column) for column in report.columns]


def _written(report: Report) -> Iterator[list[str | None]]:
    writers = _writers(report)
    return ([write(cell) for write, cell in zip(writers, row, strict=True)] for row in report.rows)


def _harmless(text: str | None) -> str | None:
    return f"'{text}" if text and text.startswith(_FORMULA_STARTS) else text


def _xml_text(text: str) -> str:
    return _EXCEL_ESCAPE.sub("_x005F_", _NOT_IN_XML.sub("\ufffd", text))[:_CELL_LIMIT]


def _text_cell(sheet: Any, text: str, *, bold: bool = False) -> WriteOnlyCell:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    cell = WriteOnlyCell(sheet, value=_xml_text(text))
    cell.data_type = "s"  # openpyxl takes "=1+1" for a formula and "#N/A" for an error
    if bold:
        cell.font = _bold()
    return cell


def _bold() -> Font:
    """The font of the other cells: one without a name is shown with serifs by some programs."""
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.styles.fonts import DEFAULT_FONT  # noqa: PLC0415

    return Font(name=DEFAULT_FONT.name, size=DEFAULT_FONT.size, family=DEFAULT_FONT.family, bold=True)


def _cell_maker(column: Column, report: Report, sheet: Any, *, bold: bool = False) -> Callable[[Cell], Any]:
    """From a raw cell to a spreadsheet's cell, in the format of its column."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    font = _bold() if bold else None
    number_format = _number_format(column.unit, report)
    write = decimal_writer(column.unit, report.currency)

    def make(raw: Cell) -> Any:
        if raw is None:
            return None
        if column.unit is Unit.TEXT:
            return _text_cell(sheet, code_words(str(raw)) if column.is_code else str(raw), bold=bold)
        if isinstance(raw, int):
            # WORKAROUND openpyxl 3.1: it would write a Decimal through a float, 0.557 as 0.5570000000000001.
            cell = WriteOnlyCell(sheet, value=write(raw))
            cell.data_type = "n"
        else:
            cell = WriteOnlyCell(sheet, value=_spreadsheet_day(column.unit, raw))
        if font:
            cell.font = font
        cell.number_format = number_format
        return cell

    return make


def _spreadsheet_day(unit: Unit, raw: str) -> date:
    return date.fromisoformat(raw) if unit is Unit.DATE else datetime.fromisoformat(raw).replace(tzinfo=None)


def _number_format(unit: Unit, report: Report) -> str:
    decimals = "." + "0" * report.currency.digits if report.currency.digits else ""
    formats = {
        Unit.MONEY: f"#,##0{decimals}",
        Unit.UNIT_COST: f"#,##0{decimals or '.'}{'#' * (6 - report.currency.digits)}",
        Unit.INTEGER: "0",
        Unit.DATE: "yyyy-mm-dd",
        Unit.MOMENT: "yyyy-mm-dd hh:mm:ss",
    }
    # "0.###" would leave a lonely point behind whole numbers, so the others are shown as they are.
    return formats.get(unit, "General")


def _letters(index: int) -> str:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    return str(get_column_letter(index))
