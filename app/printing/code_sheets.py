"""Sheets of codes for the counter: what a scanner is set up with, and the commands that it can give. A4, one page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.codes.elements import GS
from app.domain.commands import COMMANDS, Command, Verb
from app.domain.setup_codes import LETTERS, SEPARATED, ZERO, SheetCode
from app.printing.bars import DOT, QUIET_MODULES, BarCode
from app.printing.labels.symbols import SymbolKind, encode
from app.printing.page import MM, Bars, Block, Mark, Sheet, Words, draw_page, new_canvas
from app.printing.text import Style, wrap

_A4 = Sheet(210 * MM, 297 * MM, 15 * MM, 12 * MM)
_WIDTH = _A4.width - 2 * _A4.side
_TITLE, _TEXT = Style(16, bold=True), Style(9.5)
_NAME, _SMALL = Style(11, bold=True), Style(8)
_BARS_MM, _BARS_DOWN = 12.0, 17.0
# Bars of three dots of a printer with 203 to the inch, or two where they are many: both sharp on paper.
_DOTS = (3, 2)

_SETUP_TEXT = (
    "Open Settings, choose Set up with the sheet, and scan these codes from top to bottom. What your scanner sends for "
    "them tells how it types; nothing has to be known about it. Print this page at 100 %, without fitting it."
)
_SETUP_NAMES = {
    SheetCode.SMALL: "1  Small letters: keyboard layout, end of a scan, pace",
    SheetCode.CAPITALS: "2  Capitals: Shift and Caps Lock",
    SheetCode.SIGNS: "3  Digits and signs",
    SheetCode.ZERO: "4  A number that begins with a zero (UPC-A)",
    SheetCode.SEPARATOR: "5  A code with a separator (GS1-128)",
}
_COMMAND_TEXT = (
    "Scan one of these on the sale screen instead of pressing its key. A quantity counts for whatever is scanned next. "
    "Keep the sheet beside the scanner, away from the goods."
)
_COMMAND_NAMES = {
    Verb.VOID: "Take the last line out",
    Verb.UNDO: "Undo",
    Verb.YES: "Yes: old enough, meant so",
    Verb.PARK: "Park the sale",
    Verb.CASH: "Paid in cash, exactly",
    Verb.CARD: "Paid by card",
    Verb.LABEL: "Print a label of the last line",
    Verb.COPY: "Copy of the last receipt",
}


@dataclass(frozen=True, slots=True)
class _Cell:
    """A code with its name, and what stands below it."""

    name: str
    modules: str
    below: str


def scanner_sheet_pdf() -> bytes:
    """The codes that a scanner is set up with. The same program always makes the same bytes."""
    cells = [_Cell(_SETUP_NAMES[code], _setup_modules(code), "") for code in SheetCode]
    return _sheet("Set up a scanner", _SETUP_TEXT, cells, columns=1, row_mm=42.0)


def command_sheet_pdf() -> bytes:
    """The commands that a scanner can give to the sale. The same program always makes the same bytes."""
    cells = [_Cell(_command_name(one), encode(SymbolKind.CODE128, one.code).rows[0], one.code) for one in COMMANDS]
    return _sheet("Commands for the scanner", _COMMAND_TEXT, cells, columns=2, row_mm=24.0)


def _command_name(command: Command) -> str:
    return f"{command.pieces} of the next" if command.pieces else _COMMAND_NAMES[command.verb]


def _setup_modules(code: SheetCode) -> str:
    if code in LETTERS:
        return encode(SymbolKind.CODE128, LETTERS[code]).rows[0]
    if code is SheetCode.ZERO:
        return encode(SymbolKind.UPCA, ZERO).rows[0]
    return encode(SymbolKind.GS1_128, GS + GS.join(SEPARATED)).rows[0]


def _sheet(title: str, text: str, cells: Sequence[_Cell], *, columns: int, row_mm: float) -> bytes:
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, title=title, author="Tillbook", language="en")
    rows = -(-len(cells) // columns)
    blocks = [Block(30, (Words(0, 18, title, _TITLE),))]
    blocks += [Block(13, (Words(0, 10, line, _TEXT),)) for line in wrap(text, _TEXT, _WIDTH)]
    blocks.append(Block(14))
    # Down the first column, then down the next: as they are counted.
    blocks += [
        Block(
            row_mm * MM,
            tuple(mark for column, cell in enumerate(cells[row::rows]) for mark in _marks(cell, column, columns)),
        )
        for row in range(rows)
    ]
    draw_page(canvas, _A4, blocks)
    canvas.save()
    return buffer.getvalue()


def _marks(cell: _Cell, column: int, columns: int) -> Sequence[Mark]:
    left, room = column * _WIDTH / columns, _WIDTH / columns
    quiet = 2 * QUIET_MODULES
    module = next(dots for dots in _DOTS if (len(cell.modules) + quiet) * dots * DOT <= room) * DOT
    marks: list[Mark] = [
        Words(left, 11, cell.name, _NAME),
        # Its quiet zone may reach into the margin: the bars begin where the name does.
        Bars(left - QUIET_MODULES * module, _BARS_DOWN, _BARS_MM * MM, BarCode(cell.modules, module)),
    ]
    if cell.below:
        marks.append(Words(left, _BARS_DOWN + _BARS_MM * MM + 9, cell.below, _SMALL))
    return marks
