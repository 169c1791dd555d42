"""A printed page as a picture, to be looked at before it is printed: drawn from the real PDF."""

from __future__ import annotations

import threading
from dataclasses import dataclass

# PDFium draws for one thread at a time.
_ONE_AT_A_TIME = threading.Lock()
_LEAST = 16  # pixels


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page, the very one that is printed.

    Attributes:
        pixels: Blue, green, red and one byte that says nothing, row by row from the top: Qt's order.
        stride: Bytes in a row.
        pages: How many the PDF has.
    """

    width: int
    height: int
    stride: int
    pixels: bytes
    pages: int


def draw_page(pdf: bytes, page: int, width: int, height: int | None = None) -> PagePicture:
    """Draw a page.

    Args:
        pdf: The whole document.
        page: Which one, the first is 0; one behind the last is the last.
        width: How wide the picture is, in pixels.
        height: How high it may be; a page that would be higher is drawn less wide. None is any height.
    """
    import pypdfium2  # noqa: PLC0415 -- loaded by whoever looks at paper

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            sheet = document[min(page, len(document) - 1)]
            wide, high = sheet.get_size()
            scale = max(width, _LEAST) / wide
            if height is not None:
                scale = min(scale, max(height, _LEAST) / high)
            drawn = sheet.render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
            made = PagePicture(drawn.width, drawn.height, drawn.stride, bytes(drawn.buffer), len(document))
            # Here, and not when nothing refers to it any more: that may be while another thread draws.
            drawn.close()
            return made
        finally:
            document.close()
