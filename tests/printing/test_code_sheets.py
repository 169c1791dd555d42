"""The sheets of codes scan: every code is decoded back from the page, and a page is all they take."""

from __future__ import annotations

import pypdfium2
import pytest
import zxingcpp

from app.domain.commands import COMMANDS
from app.domain.setup_codes import LETTERS, ZERO
from app.printing.code_sheets import command_sheet_pdf, scanner_sheet_pdf
from tests.printing.reading import text_of

DPI = pytest.mark.parametrize("dpi", [203, 300])
GREY = pytest.mark.parametrize("mode", ["L", "1"])


def decoded(pdf: bytes, dpi: int, mode: str) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    picture = document[0].render(scale=dpi / 72).to_pil().convert("L")
    if mode == "1":
        picture = picture.point(lambda grey: 255 if grey > 127 else 0)
    return [one.text for one in zxingcpp.read_barcodes(picture)]


@DPI
@GREY
def test_every_command_is_read_back_and_is_named(dpi: int, mode: str) -> None:
    pdf = command_sheet_pdf()
    assert sorted(decoded(pdf, dpi, mode)) == sorted(command.code for command in COMMANDS)
    text = text_of(pdf)
    assert "12 of the next" in text
    assert "Paid in cash, exactly" in text


@DPI
@GREY
def test_every_code_of_the_set_up_is_read_back(dpi: int, mode: str) -> None:
    found = decoded(scanner_sheet_pdf(), dpi, mode)
    assert sorted(found) == sorted([*LETTERS.values(), f"0{ZERO}", "(01)09501101530003(10)AB12(21)34CD"])


def test_the_same_program_makes_the_same_bytes() -> None:
    assert command_sheet_pdf() == command_sheet_pdf()
    assert scanner_sheet_pdf() == scanner_sheet_pdf()
