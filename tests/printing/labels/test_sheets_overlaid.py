"""Whole sheets laid over the stock's own geometry: no ink beside the dies, nor within the margin at their edges."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from app.domain.refusal import Refusal
from app.printing.labels.drawing import LabelData, Printer
from app.printing.labels.sheets import Label, Layout, Look, labels_pdf
from app.printing.labels.stock import LabelStock, Shape, all_stock, find_stock
from app.printing.labels.symbols import SymbolKind
from tests.printing.labels.scanned import on_dots

_DPI = 72  # coarse: `test_template` measures the same to 0.02 mm
_MARGIN_MM, _OF_SIDE = 1.5, 0.06  # of a label; of a small one a part of its shorter side
_BLUR = 1  # dots: where a letter's edge is greyed
_LIGHT = 200  # lighter greys are that blur
EAN = LabelData("Sourdough rye", "€1,250.00", "€1.50 / kg", "A1", "", "", SymbolKind.EAN13, "4006381333931")
PARTS = 8
pytestmark = pytest.mark.no_cover  # hundreds of sheets: what draws them is covered by one of each


def rectangles() -> list[LabelStock]:
    """One stock for each geometry of rectangles in the list that can be printed on."""
    found: dict[tuple[float, ...], LabelStock] = {}
    for stock in all_stock():
        size = stock.page_width, stock.page_height, stock.width, stock.height
        place = stock.left, stock.top, stock.pitch_x, stock.pitch_y, stock.columns, stock.rows
        if stock.shape is Shape.RECTANGLE:
            found.setdefault((*size, *place), stock)
    return list(found.values())


def beside_the_dies(stock: LabelStock, data: LabelData, *, nudge_x: int = 0) -> int:
    """How many dots of a full sheet have ink outside the part of a die that its margin leaves."""
    look = Look(printer=Printer(300))
    pdf = labels_pdf([Label(data, stock.labels)], Layout(stock, nudge_x=nudge_x), look).pdf
    page = on_dots(pdf, _DPI)
    image = Image.frombytes("L", (page.width, page.height), page.shades).point(lambda shade: 255 * (shade < _LIGHT))
    assert image.getbbox() is not None, stock.name
    over, dots = ImageDraw.Draw(image), _DPI / 25.4
    margin = min(_MARGIN_MM, _OF_SIDE * min(stock.width, stock.height))
    for place in range(stock.labels):
        left, top = stock.place(place)
        corner = (left + margin) * dots - _BLUR, (top + margin) * dots - _BLUR
        other = (left + stock.width - margin) * dots + _BLUR, (top + stock.height - margin) * dots + _BLUR
        over.rectangle((*corner, *other), fill=0)
    return sum(image.histogram()[1:])


@pytest.mark.parametrize("part", range(PARTS))
def test_every_label_of_every_rectangle_stock_lies_inside_its_die_by_its_margin(part: int) -> None:
    drawn, outside = 0, []
    for stock in rectangles()[part::PARTS]:
        for data in (EAN, LabelData("Tea", "€1")):
            try:
                find_stock(stock.name)
                outside += [stock.name] if beside_the_dies(stock, data) else []
            except Refusal:
                continue  # no room for the symbol, or figures that cannot be: refused, never cut
            drawn += 1
            break
    assert outside == []
    assert drawn > 80


def test_ink_beside_a_die_would_be_seen() -> None:
    stock = find_stock("Avery L7160")
    assert beside_the_dies(stock, EAN) == 0
    assert beside_the_dies(stock, EAN, nudge_x=20) > 0
