"""Pages from blocks: what is drawn stands in blocks of a known height, and blocks are stacked on pages.

A block's marks are placed from its top left corner: `x` to the right, `down` from the top, both in points. A page that
runs from right to left is the mirror image: only the places are mirrored, never the letters or the bars.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.printing.bars import DOT, QUIET_MODULES, BarCode
from app.printing.fonts import latin
from app.printing.text import Align, Style, draw

MM = 72 / 25.4
_MIRRORED = {Align.LEFT: Align.RIGHT, Align.CENTRE: Align.CENTRE, Align.RIGHT: Align.LEFT}


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text with its baseline `down` from the top of its block.

    A figure names the width of its `column`: on a mirrored page too, figures below each other end at one place.
    """

    x: float
    down: float
    text: str
    style: Style
    align: Align = Align.LEFT
    column: float = 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight horizontal line; `dash` points on and off if it is not whole."""

    left: float
    right: float
    down: float
    thickness: float = 0.6
    gray: float = 0.0
    dash: float = 0.0


@dataclass(frozen=True, slots=True)
class Frame:
    """An empty rectangle."""

    left: float
    right: float
    down: float
    height: float


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar code; `left` is where its quiet zone begins."""

    left: float
    down: float
    height: float
    code: BarCode


Mark = Words | Rule | Frame | Bars


@dataclass(frozen=True, slots=True)
class Block:
    """What is never torn between two pages.

    Attributes:
        joined: It stays on the page of the next block.
        heads: What stands above it where a page begins with it.
    """

    height: float
    marks: tuple[Mark, ...] = ()
    joined: bool = False
    heads: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's size and margins in points, and whether it runs from right to left."""

    width: float
    height: float
    side: float
    top: float
    right_to_left: bool = False


def paginate(blocks: Sequence[Block], room: float, room_after: float) -> list[list[Block]]:
    """Share blocks out to pages: `room` points of height on the first page, `room_after` on the others."""
    pages: list[list[Block]] = []
    page: list[Block] = []
    left = room
    for group in _groups(blocks, min(room, room_after)):
        height = sum(block.height for block in group)
        if page and height > left:
            pages.append(page)
            page = list(group[0].heads)
            left = room_after - height_of(page)
        page.extend(group)
        left -= height
    return [*pages, page]


def _groups(blocks: Sequence[Block], room: float) -> list[list[Block]]:
    """The blocks that stay together; what is higher than a page is let go."""
    groups: list[list[Block]] = []
    joined = False
    for block in blocks:
        if joined:
            groups[-1].append(block)
        else:
            groups.append([block])
        joined = block.joined
    return [part for group in groups for part in ([group] if height_of(group) <= room else [[one] for one in group])]


def height_of(blocks: Sequence[Block]) -> float:
    """How high a stack of blocks is."""
    return sum(block.height for block in blocks)


def new_canvas(buffer: io.BytesIO, *, title: str, author: str, language: str) -> Any:
    """A canvas for a document; the same values always make the same bytes, without date or chance."""
    from reportlab import rl_config  # noqa: PLC0415 -- start-up stays free of it
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    rl_config.useA85 = 0  # plain bytes in the streams: as text they would take a quarter more

    face = latin(bold=False).name  # else every page would name Helvetica, which is not embedded
    canvas = Canvas(buffer, invariant=1, pageCompression=1, initialFontName=face, lang=language.replace("_", "-"))
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator("Tillbook")
    return canvas


def draw_page(canvas: Any, sheet: Sheet, blocks: Sequence[Block]) -> None:
    """Draw blocks from the top of a page downwards, and end the page."""
    canvas.setPageSize((sheet.width, sheet.height))
    top = sheet.height - sheet.top
    for block in blocks:
        for mark in block.marks:
            _draw_mark(canvas, sheet, mark, top)
        top -= block.height
    canvas.showPage()


def _draw_mark(canvas: Any, sheet: Sheet, mark: Mark, top: float) -> None:
    y = top - mark.down
    if isinstance(mark, Words):
        align, x = mark.align, _across(sheet, mark.x)
        if sheet.right_to_left and mark.column:
            x += mark.column
        elif sheet.right_to_left:
            align = _MIRRORED[align]
        draw(canvas, x, y, mark.text, mark.style, align=align)
    elif isinstance(mark, Rule):
        canvas.setLineWidth(mark.thickness)
        canvas.setStrokeGray(mark.gray)
        canvas.setDash([mark.dash] if mark.dash else [])
        canvas.line(_across(sheet, mark.left), y, _across(sheet, mark.right), y)
        canvas.setDash([])
    elif isinstance(mark, Frame):
        canvas.setLineWidth(1)
        canvas.setStrokeGray(0)
        edges = sorted((_across(sheet, mark.left), _across(sheet, mark.right)))
        canvas.rect(edges[0], y - mark.height, edges[1] - edges[0], mark.height, stroke=1, fill=0)
    else:
        left = mark.left + (mark.code.width if sheet.right_to_left else 0)
        _draw_bars(canvas, _across(sheet, left), y - mark.height, mark)


def _across(sheet: Sheet, x: float) -> float:
    return sheet.width - sheet.side - x if sheet.right_to_left else sheet.side + x


def _draw_bars(canvas: Any, left: float, bottom: float, bars: Bars) -> None:
    """Draw the dark modules as one path. The first bar begins on a whole dot of the printer."""
    module = bars.code.module
    start = round((left + QUIET_MODULES * module) / DOT) * DOT
    path = canvas.beginPath()
    position = 0
    for stretch in bars.code.modules.replace("10", "1 0").replace("01", "0 1").split():
        if stretch[0] == "1":
            path.rect(start + position * module, bottom, len(stretch) * module, bars.height)
        position += len(stretch)
    canvas.drawPath(path, stroke=0, fill=1)
