"""Read a PDF back as a person or a scanner would: its text, its picture, its bar codes, the fonts it carries."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pypdfium2
import zxingcpp


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def text_of(pdf: bytes) -> str:
    """The text of all pages."""
    return "\n".join(pages_of(pdf))


def sizes_of(pdf: bytes) -> list[tuple[float, float]]:
    """The width and height of each page, in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_size() for page in document]


_DARK = bytes(shade < 128 for shade in range(256))
_TWO_TONES = bytes(255 if shade >= 128 else 0 for shade in range(256))


_IS_INK = bytes(shade < 200 for shade in range(256))


@dataclass(frozen=True)
class Picture:
    """One page in shades of grey, 0 black to 255 white, row by row."""

    width: int
    height: int
    shades: bytes

    def ink(self) -> int:
        """How many pixels are dark."""
        return self.shades.translate(_DARK).count(1)

    def ink_box(self) -> tuple[int, int, int, int]:
        """The columns and rows that ink begins and ends in: left, top, right, bottom."""
        rows = [at for at in range(self.height) if min(self.row(at)) < 200]
        merged = 0
        for at in rows:
            merged |= int.from_bytes(self.row(at).translate(_IS_INK))
        columns = merged.to_bytes(self.width)
        return columns.index(1), rows[0], columns.rindex(1), rows[-1]

    def row(self, at: int) -> bytes:
        """One row of pixels."""
        return self.shades[at * self.width : (at + 1) * self.width]


def picture_of(pdf: bytes, *, dpi: int = 96, page: int = 0) -> Picture:
    """One page as a printer with `dpi` dots to the inch would print it."""
    with pypdfium2.PdfDocument(pdf) as document:
        bitmap = document[page].render(scale=dpi / 72, grayscale=True)
        return Picture(bitmap.width, bitmap.height, rows_of(bitmap))


def rows_of(bitmap: pypdfium2.PdfBitmap) -> bytes:
    """The shades of a grey picture, without what fills its rows up."""
    shades = memoryview(bitmap.buffer)  # a part of the buffer itself would be a list of numbers
    return b"".join(shades[at * bitmap.stride :][: bitmap.width] for at in range(bitmap.height))


def codes_on(picture: Picture, *, black_and_white: bool = False) -> list[str]:
    """The bar codes a scanner finds on a page."""
    shades = picture.shades.translate(_TWO_TONES) if black_and_white else picture.shades
    image = memoryview(shades).cast("B", (picture.height, picture.width))
    return [f"{found.format} {found.text}" for found in zxingcpp.read_barcodes(image)]


def fonts_in(pdf: bytes) -> set[str]:
    """The names of the fonts that a PDF asks for, without the marks of their subsets."""
    return {name.decode() for name in re.findall(rb"/BaseFont /(?:[A-Z]{6}\+)?([^\s/]+)", pdf)}
