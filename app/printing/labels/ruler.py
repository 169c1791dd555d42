"""A page to lay on a sheet of labels: where each label is cut, its number, and rulers in millimetres at the edges."""

from __future__ import annotations

import io
from typing import Any

from app.printing.labels.drawing import MM
from app.printing.labels.sheets import Layout
from app.printing.labels.stock import Shape
from app.printing.page import new_canvas
from app.printing.text import Align, Style, draw, shrink

_SMALL = Style(7)
_TICK = {10: 4.0, 5: 2.8, 1: 1.6}  # mm long, by what the millimetre is a multiple of
_CUT = 0.3  # points wide


def ruler_pdf(layout: Layout) -> bytes:
    """The page for a stock as a printer gets it: moved and scaled as its labels are.

    Raises:
        Refusal: as `Layout.check`.
    """
    layout.check()
    stock = layout.stock
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, title=f"Ruler \u00b7 {stock.name}", author="", language="en")
    width, height = stock.page_width * MM, stock.page_height * MM
    canvas.setPageSize((width, height))
    canvas.setLineWidth(_CUT)
    _draw_rulers(canvas, width, height)
    scale = layout.scale / 1000
    wide, high = stock.inner_width * MM * scale, stock.inner_height * MM * scale
    for index in range(stock.labels):
        x, y = layout.origin(index, 600)
        if stock.shape is Shape.RECTANGLE:
            canvas.rect(x, height - y - high, wide, high, stroke=1, fill=0)
        else:
            across, down = (stock.width * MM * scale - wide) / 2, (stock.height * MM * scale - high) / 2
            canvas.ellipse(x - across, height - y - high - down, x + wide + across, height - y + down)
        draw(canvas, x + wide / 2, height - y - high / 2, str(index + 1), Style(min(14, high / 3)), align=Align.CENTRE)
    name = f"{stock.name} \u00b7 {stock.width:g} x {stock.height:g} mm"
    draw(canvas, width / 2, height - 9 * MM, name, shrink(name, _SMALL, width * 0.8), align=Align.CENTRE)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw_rulers(canvas: Any, width: float, height: float) -> None:
    """Rulers along the upper and the left edge, counted from the corner; every tenth tick has its number."""
    for across in (True, False):
        for at in range(1, int((width if across else height) / MM)):
            long = next(length for step, length in _TICK.items() if at % step == 0) * MM
            if across:
                canvas.line(at * MM, height, at * MM, height - long)
            else:
                canvas.line(0, height - at * MM, long, height - at * MM)
            if at % 10 == 0 and across:
                draw(canvas, at * MM, height - long - 6, str(at), _SMALL, align=Align.CENTRE)
            elif at % 10 == 0:
                draw(canvas, long + 2, height - at * MM - 2.5, str(at), _SMALL)
