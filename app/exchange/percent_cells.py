"""Which numbers of an XLSX workbook are shown as percentages: 0.19 in such a cell is 19 % to whoever looks at it.

The reader of cells (python-calamine 0.9.1) hands over the bare number, so the number formats are read beside it, and
only where the workbook has a format with a percent sign at all. Of XLS and ODS nobody tells; a rate below one percent
is refused there (`catalogue.product_cells`).
"""

from __future__ import annotations

import re
import warnings
import zipfile
from pathlib import Path

# What a format shows as it stands: "text", an escaped character, a filler or the width of a character.
_LITERAL = re.compile(r'"[^"]*"|[\\_*].')
# The formats 9 and 10 are 0% and 0.00% without being written out (ECMA-376, 18.8.30).
_PERCENT_STYLES = re.compile(rb"""numFmtId\s*=\s*["'](?:9|10)["']|formatCode\s*=\s*["'][^"']*%""")

# Three million cells, half a minute: the child that reads workbooks has two, and the cells themselves come first.
_MOST_BYTES = 100 << 20

Places = frozenset[tuple[int, int]]


def is_percent_format(number_format: str) -> bool:
    """Whether a number format shows a hundredfold with a percent sign; a sign in quotation marks is only text."""
    return "%" in _LITERAL.sub("", number_format)


def percent_places(path: Path) -> dict[str, Places]:
    """Row and column, from 0, of each number that is shown as a percentage, by the sheet's name.

    Nothing where the file has no such format, is very large, or where its formats cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(one.file_size for one in archive.infolist() if one.filename.startswith("xl/worksheets/"))
            if size > _MOST_BYTES or not _PERCENT_STYLES.search(archive.read("xl/styles.xml")):
                return {}
        return _looked_up(path)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, zipfile.BadZipFile, SyntaxError):
        return {}


def _looked_up(path: Path) -> dict[str, Places]:
    from openpyxl import load_workbook  # noqa: PLC0415 -- only where there is a percent format

    with warnings.catch_warnings():
        # It tells of parts of the workbook that it does not know; the cells are there all the same.
        warnings.simplefilter("ignore")
        workbook = load_workbook(path, read_only=True, data_only=True)
        try:
            return {
                sheet.title: frozenset(
                    (cell.row - 1, cell.column - 1)
                    for row in sheet.iter_rows()
                    for cell in row
                    if isinstance(cell.value, int | float) and is_percent_format(cell.number_format)
                )
                for sheet in workbook.worksheets
            }
        finally:
            workbook.close()
