"""What a file of rows looks like once it is open: tables of text cells, whichever program wrote it."""

from __future__ import annotations

from dataclasses import dataclass

# A list of 100,000 rows and a hundred columns; what is larger is no list that a person made or could look through.
MAX_CELLS = 10_000_000


class NumberCell(str):
    """The text of a spreadsheet's number: always a point, no thousands separators, at most 15 digits.

    A text cell "1.234" may be a thousand and more; a number cell never is.
    """

    __slots__ = ()


class DateCell(str):
    """The text of a spreadsheet's date or time, ISO 8601. A code that the spreadsheet took for a date is lost."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet, or a CSV file.

    Attributes:
        rows: The cells of each row, row 1 first and blank rows in place, so that a row's number is its place.
        name: The sheet's name, empty for a CSV file.
        encoding: Of a CSV file, as Python names it; empty for a spreadsheet.
        separator: Between the cells of a CSV file; a comma for a spreadsheet.
    """

    rows: tuple[tuple[str, ...], ...]
    name: str = ""
    encoding: str = ""
    separator: str = ","
