"""Text in any script on a PDF page: measured, cut, wrapped and drawn. All text on paper goes through here.

Nothing is read as markup: `<b>x</b>` and `<img src=...>` are printed as they stand. Sizes and widths are in points
(1/72 inch). Everyday Latin text takes a short cut past bidi, fallback fonts and shaping.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from app.printing.direction import Order, line_of, turns, visual_order
from app.printing.fonts import latin
from app.printing.typesetting import LONGEST, Line, Piece, Run, clean, typeset

ELLIPSIS = "…"
# The outline of a font without a bold is stroked this wide, in ems.
_STROKE_EM = 0.024
# A width that was measured as the sum of the same widths may differ in its last digits, in points.
_TOLERANCE = 0.01

_WORD_ENDS = " \t-/\u2010\u2013\u2014"
_THAI_LEADING = "\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4"  # vowels written before their letter
_THAI_FOLLOWING = "\u0e30\u0e32\u0e33\u0e45\u0e2f\u0e46\u0eb0\u0eb2\u0eb3\u0ec6"  # vowels and signs that follow it
# Chinese and Japanese closing marks and the long sign are never first on a line; opening marks never last.
_NOT_FIRST = (
    ELLIPSIS + "\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff01\uff1f\uff09\u300d\u300f\u3011"
    "\u3009\u300b\u3015\uff5d\uff3d\u30fc\u3005\uff05"
)
_NOT_LAST = "\uff08\u300c\u300e\u3010\u3008\u300a\u3014\uff5b\uff3b"
# A unit stays on the line of its figure.
_UNIT = re.compile(r"(?:[kmµ]?g|[mcd]?l|L|[mck]?m|oz|lb|pcs|°C|%)(?!\w)")
_IDEOGRAPH = re.compile("[\u2e80-\u2fdf\u3000-\u30ff\u3100-\u312f\u31a0-\u9fff\uf900-\ufaff\uff00-\uff60]")


class Align(Enum):
    """Which part of the text stands at the given x."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Style:
    """How text is drawn: `size` in points, `gray` from 0 (black) to 1 (white)."""

    size: float
    bold: bool = False
    gray: float = 0.0


def measure(text: str, style: Style) -> float:
    """The width of a text on one line, in points."""
    return measure_em(text, bold=style.bold) * style.size


def measure_em(text: str, *, bold: bool = False) -> float:
    """The width of a text on one line, in ems."""
    try:
        return sum(map(latin(bold=bold).plain.__getitem__, text))
    except KeyError:
        return typeset(text, bold).width


def fit(text: str, style: Style, width: float) -> str:
    """The text, or as much of its beginning as fits into `width` points with an ellipsis behind it."""
    if len(text) <= LONGEST and measure(text, style) <= width + _TOLERANCE:
        return text
    text = clean(text)
    cuts = _cuts(text)
    fitting = bisect_right(cuts, width + _TOLERANCE, key=lambda cut: measure(text[:cut].rstrip() + ELLIPSIS, style))
    return text[: cuts[fitting - 1] if fitting else 0].rstrip() + ELLIPSIS


def shrink(text: str, style: Style, width: float) -> Style:
    """The style, made as much smaller as the text needs to stand on one line of `width` points."""
    needed = measure(text, style)
    return style if needed <= width + _TOLERANCE else replace(style, size=style.size * width / needed)


def wrap(text: str, style: Style, width: float, *, most: int | None = None) -> tuple[str, ...]:
    """Break a text into lines of at most `width` points: at spaces and hyphens, between ideographs, else anywhere.

    Args:
        text: Any text; it counts as one paragraph, whose letters are ordered as a whole and then broken.
        style: What it will be drawn in.
        width: The room for a line, in points.
        most: How many lines there may be; the last one ends in an ellipsis if more would be needed.

    Returns:
        The lines, at least one.
    """
    if len(text) <= LONGEST and measure(text, style) <= width + _TOLERANCE:
        return (text,)
    text = clean(text).strip()
    order = visual_order(text) if turns(text) else None
    lines: list[str] = []
    start = 0
    while start < len(text):
        if most is not None and len(lines) == most - 1:
            lines.append(_last_line(text, start, style, width))
            break
        end = start + _line_end(text[start:], style, width)
        lines.append(_line(text, order, start, end))
        start = end + len(text[end:]) - len(text[end:].lstrip())
    return tuple(lines) or ("",)


def draw(canvas: Any, x: float, y: float, text: str, style: Style, *, align: Align = Align.LEFT) -> None:
    """Draw one line of text with its baseline at `y` and its left, middle or right at `x`."""
    line = set_line(text, bold=style.bold)
    origin = x - line.width * style.size * align.value
    if style.gray:
        canvas.setFillGray(style.gray)
    for run in line.runs:
        if run.reads is not None:
            canvas.addLiteral(f"/Span <</ActualText <FEFF{run.reads.encode('utf-16-be').hex().upper()}>>> BDC")
        pen = canvas.beginText()
        for piece in run.pieces:
            _draw_piece(canvas, pen, piece, style, (origin, y))
        canvas.drawText(pen)
        if run.reads is not None:
            canvas.addLiteral("EMC")
    if style.gray:
        canvas.setFillGray(0)


def set_line(text: str, *, bold: bool) -> Line:
    """Lay out one line, by the short cut where the text is plain."""
    face = latin(bold=bold)
    try:
        width = sum(map(face.plain.__getitem__, text))
    except KeyError:
        return typeset(text, bold)
    return Line((Run((Piece(face, text, 0.0, 0.0),)),), width)


def _draw_piece(canvas: Any, pen: Any, piece: Piece, style: Style, origin: tuple[float, float]) -> None:
    stroked = piece.face.stroked
    if stroked:
        canvas.setLineWidth(style.size * _STROKE_EM)
        canvas.setStrokeGray(style.gray)
    pen.setTextRenderMode(2 if stroked else 0)
    pen.setFont(piece.face.name, style.size)
    pen.setTextOrigin(origin[0] + piece.x * style.size, origin[1] + piece.y * style.size)
    pen.textOut(piece.codes)
    pen.setTextRenderMode(0)


def _line(text: str, order: Order | None, start: int, end: int) -> str:
    """A part of a text as one line, its letters in the order that the whole text gives them."""
    end = start + len(text[start:end].rstrip())
    return text[start:end] if order is None else line_of(text, order, start, end)


def _last_line(text: str, start: int, style: Style, width: float) -> str:
    """All that is left of a text, or as much of it as fits with an ellipsis behind it."""
    whole = text[:start] + fit(text[start:], style, width)
    return _line(whole, visual_order(whole) if turns(whole) else None, start, len(whole))


def _line_end(text: str, style: Style, width: float) -> int:
    """How many characters go on the first line: up to the last good break that fits, else as many as fit."""
    cuts = _cuts(text)
    fitting = bisect_right(cuts, width + _TOLERANCE, key=lambda cut: measure(text[:cut].rstrip(), style))
    if fitting == len(cuts):
        return len(text)
    good = (cut for cut in reversed(cuts[:fitting]) if _breaks_well(text, cut))
    return next(good, cuts[max(fitting - 1, 0)])


def _cuts(text: str) -> Sequence[int]:
    """Where a text may be cut, its end included, without tearing a letter from its marks."""
    if text.isascii() and text:
        return range(1, len(text) + 1)
    return [cut for cut in range(1, len(text)) if _may_cut(text[cut - 1], text[cut])] + [len(text)]


def _may_cut(before: str, after: str) -> bool:
    if before in "\u200d" + _THAI_LEADING or after in "\u200c\u200d" + _THAI_FOLLOWING:
        return False
    # A mark belongs to the letter before it, never to a full stop or a space.
    if unicodedata.category(after)[0] == "M":
        return unicodedata.category(before)[0] in "PZSC"
    # Combining class 9 is the virama, which joins its letter with the next.
    return unicodedata.combining(before) != 9 or unicodedata.category(after)[0] != "L"


def _breaks_well(text: str, cut: int) -> bool:
    before, after = text[cut - 1], text[cut]
    if after in _NOT_FIRST or before in _NOT_LAST:
        return False
    if before == " " and text[cut - 2 : cut - 1].isdigit() and _UNIT.match(text, cut):
        return False
    if before in _WORD_ENDS:
        return not (before in "-/" and after.isdigit())
    return bool(_IDEOGRAPH.match(before) or _IDEOGRAPH.match(after))
