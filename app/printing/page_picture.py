"""A page of a PDF as a picture, so that a preview shows the very page that is printed."""

from __future__ import annotations

from dataclasses import dataclass

from app.printing.preview import ONE_AT_A_TIME

_LEAST = 16  # pixels
_BYTES = 4  # of a pixel: blue, green, red and one that is not used


@dataclass(frozen=True, slots=True)
class PagePicture:
    """The picture: rows of pixels from the top, four bytes each (blue, green, red, unused)."""

    width: int
    height: int
    pixels: bytes


def page_picture(pdf: bytes, *, width: int, height: int, page: int = 0) -> PagePicture:
    """Draw a page as large as fits into so many pixels.

    Args:
        pdf: The document.
        width, height: The room there is.
        page: Counted from 0.
    """
    # It brings a library of its own: whoever looks at no preview never loads it.
    import pypdfium2  # noqa: PLC0415

    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            drawn = document[page]
            wide, high = drawn.get_size()
            scale = min(max(width, _LEAST) / wide, max(height, _LEAST) / high)
            bitmap = drawn.render(scale=scale, prefer_bgrx=True)
            rows = bytes(bitmap.buffer)
            row = bitmap.width * _BYTES
            if bitmap.stride != row:
                rows = b"".join(
                    rows[start : start + row] for start in range(0, bitmap.stride * bitmap.height, bitmap.stride)
                )
            made = PagePicture(bitmap.width, bitmap.height, rows)
            # Here, and not when nothing refers to it any more: that may be while another thread draws.
            bitmap.close()
            return made
        finally:
            document.close()
