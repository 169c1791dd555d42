"""A receipt's values on paper: a roll of 80 or 58 mm, A4 or A5. Values in, PDF bytes out."""

from __future__ import annotations

import io
from enum import StrEnum

from app.printing.page import draw_page, new_canvas
from app.printing.printout import Printout, find_missing
from app.printing.receipt import ReceiptData
from app.printing.receipt_roll import roll_pages
from app.printing.receipt_sheet import A4, A5, sheet_pages


class Paper(StrEnum):
    """What a receipt can be printed on."""

    ROLL_80 = "roll80"
    ROLL_58 = "roll58"
    A4 = "a4"
    A5 = "a5"


_WIDTHS_MM = {Paper.ROLL_80: 80.0, Paper.ROLL_58: 58.0}


def receipt_pdf(data: ReceiptData, paper: Paper = Paper.ROLL_80) -> Printout:
    """Put a receipt on paper. The same values always make the same bytes.

    Args:
        data: What stands on it.
        paper: A roll grows with the receipt; sheets take as many pages as it needs.

    Returns:
        The PDF, and the names with characters that no font here has: they are printed as `?`.
    """
    if paper in _WIDTHS_MM:
        pages = roll_pages(data, _WIDTHS_MM[paper])
    else:
        pages = sheet_pages(data, A4 if paper is Paper.A4 else A5)
    buffer = io.BytesIO()
    author = data.shop[0] if data.shop else ""
    canvas = new_canvas(buffer, title=f"{data.title} {data.number}", author=author, language=data.language)
    for sheet, blocks in pages:
        draw_page(canvas, sheet, blocks)
    canvas.save()
    return Printout(buffer.getvalue(), find_missing(data.texts()))
