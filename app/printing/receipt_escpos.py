"""A receipt in ESC/POS, the language of receipt printers. Values in, bytes out, through python-escpos.

What the printer's own letters cannot write is drawn as dots, row by row: no price or sign ever becomes a `?`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from app.printing.bars import QUIET_MODULES
from app.printing.printout import MissingGlyphs, find_missing
from app.printing.receipt import ReceiptData
from app.printing.receipt_text import Row, Weight, foot_rows, receipt_rows

# The pages of letters that Epson's numbers name, and how Python calls them; the first that has all of a row is taken.
_PAGES = {
    "CP437": "cp437",
    "CP858": "cp858",
    "CP852": "cp852",
    "CP866": "cp866",
    "CP1252": "cp1252",
    "CP857": "cp857",
    "CP737": "cp737",
}
_ROW_DOTS, _LARGE_DOTS = 30, 56
_BARS_DOTS = 80
_WIDEST_DOTS = 576


class Letters(StrEnum):
    """Which letters a receipt printer has: those of Epson's code pages, or none but ASCII that can be relied on."""

    EPSON = "epson"
    ASCII = "ascii"


@dataclass(frozen=True, slots=True)
class Roll:
    """Paper of a receipt printer: how many letters and how many dots a row has."""

    columns: int
    dots: int


ROLLS = {"80mm": Roll(48, 576), "58mm": Roll(32, 384)}


@dataclass(frozen=True, slots=True)
class PrinterText:
    """A receipt for a printer, and the names with characters that no font here has."""

    data: bytes
    missing: tuple[MissingGlyphs, ...] = ()


def receipt_escpos(data: ReceiptData, roll: Roll, letters: Letters = Letters.EPSON) -> PrinterText:
    """Write a receipt for a receipt printer, with its bar code and the cut."""
    printer = _printer()
    printer.hw("INIT")
    for row in receipt_rows(data, roll.columns):
        _write(printer, row, roll, letters, mirrored=data.right_to_left)
    _draw_bars(printer, data.number, roll)
    for row in foot_rows(data, roll.columns):
        _write(printer, row, roll, letters, mirrored=data.right_to_left)
    printer.cut(mode="PART", feed=False)  # which feeds as far as the knife by itself
    return PrinterText(printer.output, find_missing(data.texts()))


def drawer_pulse(pin: int) -> bytes:
    """The pulse that opens the drawer behind a receipt printer, on pin 2 or 5 of its socket."""
    printer = _printer()
    printer.cashdraw(pin)
    output: bytes = printer.output
    return output


def _write(printer: Any, row: Row, roll: Roll, letters: Letters, *, mirrored: bool) -> None:
    text = row.set_in(roll.columns)
    page = _page(text, letters) if not mirrored or row.is_rule or not text else None
    if page is None:
        _draw(printer, row, roll, mirrored=mirrored)
        return
    large = row.weight is Weight.LARGE
    printer.set(
        bold=row.weight is not Weight.NORMAL, double_width=large, double_height=large, normal_textsize=not large
    )
    if page:
        printer.charcode(page)
    printer.textln(text)


def _page(text: str, letters: Letters) -> str | None:
    """The code page that has all of a row, "" for any, or None: it has to be drawn."""
    if text.isascii():
        return ""
    if letters is Letters.ASCII:
        return None
    return next((page for page, codec in _PAGES.items() if _has(codec, text)), None)


def _has(codec: str, text: str) -> bool:
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _draw(printer: Any, row: Row, roll: Roll, *, mirrored: bool) -> None:
    from app.printing.dots import text_row  # noqa: PLC0415 -- most receipts need no dots

    height = _LARGE_DOTS if row.weight is Weight.LARGE else _ROW_DOTS
    picture = text_row(row, (roll.dots, height), roll.columns, mirrored=mirrored)
    printer.image(picture, impl="bitImageRaster")


def _draw_bars(printer: Any, number: str, roll: Roll) -> None:
    """The number as Code 128, in dots: every printer has those, and their width is what it should be."""
    from barcode.codex import Code128  # noqa: PLC0415 -- start-up stays free of it

    from app.printing.dots import bars, centred  # noqa: PLC0415

    printer.ln()
    if not number or not number.isascii() or not number.isprintable():
        return
    modules = "".join(Code128(number).build())
    for module in (3, 2):
        if (len(modules) + 2 * QUIET_MODULES) * module <= roll.dots:
            printer.image(centred(bars(modules, module, _BARS_DOTS), roll.dots), impl="bitImageRaster")
            return


def _printer() -> Any:
    """A printer of python-escpos that keeps what it is told."""
    printer = _dummy()(profile="default")
    # Of a printer whose width it does not know, it tells the standard output.
    printer.profile.profile_data = {**printer.profile.profile_data, "media": {"width": {"pixels": _WIDEST_DOTS}}}
    return printer


@cache
def _dummy() -> Callable[..., Any]:
    # It leaves a folder behind with every start, to be quicker at the next one: it gets one that is taken away.
    with tempfile.TemporaryDirectory() as folder:
        before = os.environ.get("ESCPOS_CAPABILITIES_PICKLE_DIR")
        os.environ["ESCPOS_CAPABILITIES_PICKLE_DIR"] = folder
        try:
            from escpos.printer import Dummy  # noqa: PLC0415 -- only receipt printers need it
        finally:
            if before is None:
                del os.environ["ESCPOS_CAPABILITIES_PICKLE_DIR"]
            else:
                os.environ["ESCPOS_CAPABILITIES_PICKLE_DIR"] = before
    made: Callable[..., Any] = Dummy
    return made
