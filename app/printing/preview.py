"""A printed page as a picture, to be looked at before it is printed: drawn from the real PDF."""

from __future__ import annotations

import threading
from dataclasses import dataclass

# PDFium draws for one thread at a time.
ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page.

    Attributes:
        pixels: Red, green, blue and one byte that says nothing, row by row, in Qt's order (BGRX).
        stride: Bytes in a row.
        pages: How many the PDF has.
    """

    width: int
    height: int
    stride: int
    pixels: bytes
    pages: int


def draw_page(pdf: bytes, page: int, width: int) -> PagePicture:
    """Draw a page.

    Args:
        pdf: The whole document.
        page: Which one, the first is 0; one behind the last is the last.
        width: How wide the picture is, in pixels.
    """
    import pypdfium2  # noqa: PLC0415 -- loaded by whoever looks at paper

    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            sheet = document[min(page, len(document) - 1)]
            drawn = sheet.render(scale=width / sheet.get_width(), rev_byteorder=False, prefer_bgrx=True)
            made = PagePicture(drawn.width, drawn.height, drawn.stride, bytes(drawn.buffer), len(document))
            # Here, and not when nothing refers to it any more: that may be while another thread draws.
            drawn.close()
            return made
        finally:
            document.close()
