"""Spreadsheets (XLSX, XLS, ODS) as tables, read in a process of their own.

The reader is native code, and a damaged file can take its process down with it: an .xls with one wrong byte asks for
gigabytes, a five-kilobyte .xlsx with a cell in its last corner for half a terabyte, and both end in `abort()`
(python-calamine 0.9.1; decision 0009). So a child process with a bound on memory and time reads the file and hands
the cells over as JSON; whatever becomes of the child, the till stays up and the person reads a sentence.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.exchange.cells import MAX_CELLS, DateCell, NumberCell, Table
from app.exchange.percent_cells import Places, percent_places

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_MAX_UNPACKED_BYTES = 1 << 30
_MEMORY_BYTES = 2 << 30
_CPU_SECONDS = 120
_PATIENCE_SECONDS = 120
_ROWS_A_MESSAGE = 2000

_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_OTHER_ZIPS = (
    ("word/document.xml", "a text document"),
    ("ppt/presentation.xml", "a presentation"),
    ("xl/workbook.bin", "a binary workbook (.xlsb)"),
    ("mimetype", "an office document"),
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

_Value = str | bool | float | date | time | datetime | timedelta
# A text is itself; a number is a list of its text, a date a list of its text and 1.
_Sent = str | list[str | int]


def read_sheets(path: Path, *, name: str) -> tuple[Table, ...]:
    """The sheets of a workbook that a person sees, in order.

    Args:
        path: The workbook.
        name: What a sentence calls it.

    Raises:
        Refusal: `file_not_a_list`, `file_encrypted`, `file_too_large`, `file_too_many_cells`, `sheet_damaged`.
        Trouble: `reader_not_started`.
    """
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_serve, args=(str(path), name, sender), daemon=True)
    try:
        child.start()
    except OSError as fault:
        receiver.close()
        raise Trouble("reader_not_started", reason=fault.strerror or fault) from fault
    finally:
        sender.close()
    try:
        return _received(receiver, name)
    finally:
        child.kill()
        child.join()
        child.close()
        receiver.close()


def _received(receiver: Connection, name: str) -> tuple[Table, ...]:
    tables: list[tuple[str, list[tuple[str, ...]]]] = []
    while True:
        try:
            if not receiver.poll(_PATIENCE_SECONDS):
                raise Refusal("sheet_damaged", name=name)
            kind, *parts = json.loads(receiver.recv_bytes())
        except EOFError:
            raise Refusal("sheet_damaged", name=name) from None
        if kind == "end":
            return tuple(Table(tuple(_without_tail(rows)), name=title) for title, rows in tables)
        if kind == "refused":
            raise Refusal(parts[0], **parts[1])
        if kind == "sheet":
            tables.append((parts[0], []))
        else:
            tables[-1][1].extend(map(_row, parts[0]))


def _row(sent: list[_Sent]) -> tuple[str, ...]:
    cells = [cell if isinstance(cell, str) else _marked(cell) for cell in sent]
    return tuple(cells) if any(cells) else ()


def _marked(sent: list[str | int]) -> str:
    return NumberCell(sent[0]) if len(sent) == 1 else DateCell(sent[0])


def _without_tail(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _serve(path: str, name: str, sender: Connection) -> None:
    """The child: sends what `messages` has to say. Whatever else happens here ends the child and nothing more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    _bound_this_process()
    for message in messages(Path(path), name):
        sender.send_bytes(json.dumps(message, ensure_ascii=False).encode())


def _bound_this_process() -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 -- there is none on Windows

    for kind, bound in ((resource.RLIMIT_AS, _MEMORY_BYTES), (resource.RLIMIT_CPU, _CPU_SECONDS)):
        _, most = resource.getrlimit(kind)
        least = bound if most == resource.RLIM_INFINITY else min(bound, most)
        resource.setrlimit(kind, (least, most))


def messages(path: Path, name: str) -> Iterator[tuple[object, ...]]:
    """What the child tells, one by one: `sheet` and its name, `rows`, then `end`, or `refused` with code and facts."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 -- native code, on first use

    try:
        with path.open("rb") as file:
            _check_container(file.read(), path, name)
            file.seek(0)
            workbook = CalamineWorkbook.from_filelike(file)
            percents = percent_places(path)
            for sheet in _seen_sheets(workbook):
                yield "sheet", sheet.name
                yield from _chunks(sheet, name, percents.get(sheet.name, frozenset()))
            yield ("end",)
    except Refusal as refusal:
        yield "refused", refusal.code, refusal.facts
    except (CalamineError, OSError, MemoryError):
        yield "refused", "sheet_damaged", {"name": name}


def _check_container(content: bytes, path: Path, name: str) -> None:
    """Refuse what is no spreadsheet, or unpacks to more than a list can be.

    Raises:
        Refusal: `file_not_a_list`, `file_encrypted`, `file_too_large`, `sheet_damaged`.
    """
    if not content.startswith((b"PK\x03", b"PK\x05")):
        if _ENCRYPTED in content:
            raise Refusal("file_encrypted", name=name)
        return
    try:
        with zipfile.ZipFile(path) as archive:
            held = archive.namelist()
            unpacked = sum(entry.file_size for entry in archive.infolist())
            mime = archive.read("mimetype")[:100] if "mimetype" in held and "xl/workbook.xml" not in held else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error):
        raise Refusal("sheet_damaged", name=name) from None
    if "xl/workbook.xml" not in held and not mime.startswith(_ODS):
        kind = next((kind for part, kind in _OTHER_ZIPS if part in held), "a ZIP archive")
        raise Refusal("file_not_a_list", name=name, kind=kind)
    if unpacked > _MAX_UNPACKED_BYTES:
        raise Refusal("file_too_large", name=name, most=f"{_MAX_UNPACKED_BYTES >> 20} MB unpacked")


def _seen_sheets(workbook: CalamineWorkbook) -> Iterator[CalamineSheet]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415 -- native code, on first use

    sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    seen = [sheet for sheet in sheets if sheet.visible == SheetVisibleEnum.Visible]
    for sheet in seen or sheets:
        yield workbook.get_sheet_by_name(sheet.name)


def _chunks(sheet: CalamineSheet, name: str, percents: Places) -> Iterator[tuple[object, ...]]:
    last_row = sheet.end[0] + 1 if sheet.end is not None else 0
    if last_row * sheet.width > MAX_CELLS:
        raise Refusal("file_too_many_cells", name=name, most=MAX_CELLS)
    # The reader leaves out the blank columns before the first cell, never the blank rows.
    left = sheet.start[1] if sheet.start is not None else 0
    rows: list[list[_Sent]] = []
    for number, row in enumerate(sheet.iter_rows()):
        sent = [value if isinstance(value, str) else _sent(value) for value in row]
        if percents:
            sent = [
                _percent_text(value) if isinstance(value, float) and (number, left + at) in percents else cell
                for at, (cell, value) in enumerate(zip(sent, row, strict=True))
            ]
        rows.append(sent)
        if len(rows) == _ROWS_A_MESSAGE:
            yield "rows", rows
            rows = []
    yield "rows", rows


def _sent(value: _Value) -> _Sent:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return [_number_text(value)]
    return [str(value) if isinstance(value, timedelta) else value.isoformat(), 1]


def _percent_text(value: float) -> str:
    """The number as its cell shows it, with all its digits: 0.19 is 19 %."""
    shown = format((Decimal(format(value, ".15g")) * 100).normalize(), "f")
    return f"{shown} %"


def _number_text(value: float) -> str:
    """The number as a spreadsheet shows it when asked for all its digits: 15 of them, never more.

    A number above that keeps its exponent, so that it is not taken for a code whose digits are all known.
    """
    text = format(value, ".15g")
    if "e" not in text:
        return text
    return format(Decimal(text), "f") if abs(value) < 1 else text.upper()
