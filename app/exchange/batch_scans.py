"""What a batch scanner brought: a file, or pasted text, of codes and how many there were of each.

Such scanners write what their maker thought of: a code on each line, code and count with any separator, a count first,
or date, time, symbology and code. Titles tell the columns where there are any, else what stands in them. No line is
lost: what cannot be read is listed with its row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.codes.digits import is_gtin
from app.domain.figures import PIECE_MILLI
from app.domain.refusal import Refusal
from app.exchange.catalogue.fields import Field
from app.exchange.catalogue.numbers import decimal_of, read_figure
from app.exchange.catalogue.titles import product_meaning
from app.exchange.cells import DateCell, Table
from app.exchange.csv_text import read_csv
from app.exchange.tables import read_tables

_MOST_ROWS = 200_000
_SAMPLE_ROWS = 200
_HEAD_ROWS = 10
_LONGEST_CODE = 128
_SHORTEST_CODE = 4
_LONGEST_COUNT = 7  # digits: what is longer is a code
_QUANTITY_DIGITS = 3
_MOSTLY = 0.5
_WORDED = re.compile(r"[x-]?\s?\d{1,7}([.,]\d+)?\s?\w{0,5}\.?")  # "3 pcs", "12x", "x4"
_OF_CODE = (Field.CODE, Field.SKU, Field.KEY, Field.SERIAL)


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A code and how many of it, in thousandths. A count may be zero, and a shelf can be empty."""

    row: int
    code: str
    quantity_milli: int


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that says no code or no clear quantity, as it stands there."""

    row: int
    text: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Batch:
    """What was read, in the order of the rows. The same code may come again: it is another scan."""

    lines: tuple[BatchLine, ...]
    bad: tuple[BadRow, ...] = ()


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where code and quantity stand (None: one piece a row), the first row below the titles, the decimal sign.

    `width` is how many columns have titles; None where there are none.
    """

    code: int
    quantity: int | None
    first: int
    decimal: str | None
    width: int | None = None


def read_batch_file(path: Path) -> Batch:
    """Read what a batch scanner left in a file: text in any encoding, CSV, XLSX, XLS or ODS.

    Raises:
        Refusal: `batch_without_codes`, `batch_too_long`, and those of `read_tables`.
        Trouble: as `read_tables`.
    """
    return _read(read_tables(path, knows=_is_title), path.name)


def read_batch_text(text: str, *, name: str) -> Batch:
    """Read what was pasted.

    Args:
        text: As it was pasted.
        name: What a sentence calls it.

    Raises:
        Refusal: `batch_without_codes`, `batch_too_long`, `file_not_a_list`, `file_quote_open`, `file_too_many_cells`.
    """
    return _read((read_csv(text.encode("utf-8", "replace"), name=name, knows=_is_title),), name)


def _read(tables: Sequence[Table], name: str) -> Batch:
    for table in tables:
        if len(table.rows) > _MOST_ROWS:
            raise Refusal("batch_too_long", name=name, most=_MOST_ROWS)
        columns = _columns(table.rows)
        if columns is not None:
            return _take(table, columns)
    raise Refusal("batch_without_codes", name=name)


def _take(table: Table, columns: _Columns) -> Batch:
    lines: list[BatchLine] = []
    bad: list[BadRow] = []
    for row, cells in enumerate(table.rows[columns.first :], start=columns.first + 1):
        if not any(cell.strip() for cell in cells):
            continue
        try:
            # The cells of a spreadsheet have no commas between them.
            _check_comma(cells, columns, table.separator if table.encoding else "")
            lines.append(BatchLine(row, _code(cells, columns), _quantity(cells, columns)))
        except Refusal as refusal:
            bad.append(BadRow(row, table.separator.join(cells)[:_LONGEST_CODE], refusal))
    return Batch(tuple(lines), tuple(bad))


def _check_comma(cells: Sequence[str], columns: _Columns, separator: str) -> None:
    """Refuse "code,1,5": one and a half, or one and something else; where a title names the rest, it is that.

    Raises:
        Refusal: `batch_comma`.
    """
    if columns.quantity is None or separator != ",":
        return
    whole, part = (_cell(cells, columns.quantity + more).strip() for more in (0, 1))
    is_named = columns.width is not None and columns.quantity + 1 < columns.width
    is_beyond = columns.width is None or len(cells) > columns.width
    if (is_beyond or not is_named) and _is_part(whole) and _is_part(part) and columns.quantity + 1 != columns.code:
        raise Refusal("batch_comma", text=f"{whole},{part}", point=f"{whole}.{part}")


def _is_part(text: str) -> bool:
    """Whether a cell could be one side of a decimal comma."""
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_COUNT


def _code(cells: Sequence[str], columns: _Columns) -> str:
    raw = _cell(cells, columns.code)
    code = raw.strip()
    if not code:
        raise Refusal("batch_no_code")
    if isinstance(raw, DateCell) or len(code) > _LONGEST_CODE:
        raise Refusal("bad_code", text=code[:40])
    return code


def _quantity(cells: Sequence[str], columns: _Columns) -> int:
    if columns.quantity is None:
        return PIECE_MILLI
    cell = _cell(cells, columns.quantity)
    if not cell.strip():
        return PIECE_MILLI
    quantity_milli = read_figure(cell, _QUANTITY_DIGITS, decimal=columns.decimal, what="quantity")
    if quantity_milli < 0:
        raise Refusal("batch_below_zero", text=cell.strip()[:40])
    return quantity_milli


def _columns(rows: Sequence[tuple[str, ...]]) -> _Columns | None:
    """By titles where a row has one of a code, else by what stands in the columns; None where nothing is a code."""
    for number, cells in enumerate(rows[:_HEAD_ROWS]):
        meanings = [product_meaning(cell) for cell in cells]
        fields = [meaning.field if meaning else None for meaning in meanings]
        code = next((fields.index(field) for field in _OF_CODE if field in fields), None)
        if code is not None and not any(is_gtin(cell.strip()) for cell in cells):
            quantity = fields.index(Field.QUANTITY) if Field.QUANTITY in fields else None
            below = rows[number + 1 :]
            if quantity is None:
                quantity = _quantity_column(below, code)
            return _Columns(code, quantity, number + 1, _decimal(below, quantity), width=len(cells))
    width = max((len(cells) for cells in rows[:_SAMPLE_ROWS]), default=0)
    scores = [_score(rows, column, _likeness_to_code) for column in range(width)]
    if not any(scores):
        return None
    code = scores.index(max(scores))
    quantity = _quantity_column(rows, code)
    return _Columns(code, quantity, 0, _decimal(rows, quantity))


def _quantity_column(rows: Sequence[tuple[str, ...]], code: int) -> int | None:
    """The column of counts: the one behind the code, else the one before it, else the nearest that has only counts.

    Where none has that in half of the rows, it is the nearest that mostly has: what is no count is named with its row.
    So is "3 pcs" on every row: it is a count that is not read, never one piece of each.
    """
    width = max((len(cells) for cells in rows[:_SAMPLE_ROWS]), default=0)
    near = sorted((column for column in range(width) if column != code), key=lambda one: (abs(one - code), one < code))
    scores = {column: _score(rows, column, _is_count) for column in near}
    sample = [cells for cells in rows[:_SAMPLE_ROWS] if any(cell.strip() for cell in cells)]
    filled = {column: sum(1 for cells in sample if _cell(cells, column).strip()) for column in near}
    only = [column for column in near if scores[column] == 1]
    often = [column for column in only if filled[column] >= len(sample) * _MOSTLY]
    mostly = [column for column in near if scores[column] >= _MOSTLY]
    worded = [column for column in near if _score(rows, column, _is_worded_count) >= _MOSTLY]
    return next(iter((*often, *mostly, *only, *worded)), None)


def _score(rows: Sequence[tuple[str, ...]], column: int, judge: Callable[[str], float]) -> float:
    """How much the cells of a column are what the judge looks for, 0 to 1; blank cells say nothing."""
    cells = [cell.strip() for row in rows[:_SAMPLE_ROWS] if (cell := _cell(row, column)).strip()]
    return sum(map(judge, cells)) / len(cells) if cells else 0.0


def _likeness_to_code(cell: str) -> float:
    if is_gtin(cell):
        return 1.0
    if len(cell) < _SHORTEST_CODE or len(cell) > _LONGEST_CODE or " " in cell or _is_moment(cell):
        return 0.0
    digits = sum(sign.isdigit() for sign in cell)
    return 0.5 if digits >= _SHORTEST_CODE else 0.25 if digits else 0.0


def _is_moment(cell: str) -> bool:
    """Whether a cell is a date or a time of day: digits in two or three groups with the same sign between them."""
    for sign in ":/.-":
        parts = cell.split(sign)
        if len(parts) in {2, 3} and all(part.isdigit() and len(part) <= _SHORTEST_CODE for part in parts):
            return True
    return False


def _is_count(cell: str) -> float:
    digits = cell.replace(",", "").replace(".", "").removeprefix("-")
    return float(digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_COUNT)


def _is_worded_count(cell: str) -> float:
    return float(_WORDED.fullmatch(cell) is not None)


def _decimal(rows: Sequence[tuple[str, ...]], column: int | None) -> str | None:
    return None if column is None else decimal_of(_cell(cells, column) for cells in rows)


def _cell(cells: Sequence[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""


def _is_title(text: str) -> bool:
    return product_meaning(text) is not None
