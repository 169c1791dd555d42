"""Lines to sign on, beside each other at the foot of a page, each with its words below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.printing.report_columns import MARGIN
from app.printing.text import Align, Style, draw, fit

SIGN_HEIGHT = 54.0  # with the room for a hand above them, in points
_GAP = 24.0
_WORDS = Style(8, gray=0.35)


def draw_sign_lines(canvas: Any, signed: Sequence[str], room: float, foot: float, *, right_to_left: bool) -> None:
    """Draw a line for each who signs, above the foot of the page; nothing if nobody does."""
    if not signed:
        return
    wide = (room - _GAP * (len(signed) - 1)) / len(signed)
    canvas.setLineWidth(0.6)
    canvas.setStrokeGray(0.35)
    for place, words in enumerate(reversed(signed) if right_to_left else signed):
        left = MARGIN + place * (wide + _GAP)
        canvas.line(left, foot + 8, left + wide, foot + 8)
        caption = fit(words, _WORDS, wide)
        if right_to_left:
            draw(canvas, left + wide, foot - 3, caption, _WORDS, align=Align.RIGHT)
        else:
            draw(canvas, left, foot - 3, caption, _WORDS)
