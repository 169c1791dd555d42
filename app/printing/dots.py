"""Text as dots, for printers that have no letters of their own for it: any script, by the fonts of the PDFs.

A thermal printer is black or white: shapes are drawn four times as large and made smaller, so that thin strokes stay.
This module loads Pillow and reportlab: import it inside functions.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import ceil
from typing import Any

from PIL import Image, ImageDraw

from app.printing.fonts import harfbuzz
from app.printing.receipt_text import Row, Weight
from app.printing.typesetting import Piece, typeset

_FINE = 4  # times as large while it is drawn
_DARK = 110  # of 255: greys below this are black dots
_CURVE_STEPS = 5
_STROKE = 0.04  # ems: how wide the line around a bold that is none is
# Where the baseline of a row is, and how large an em, both in parts of its height.
_BASELINE, _EM = 0.76, 0.74
# How far the proportional letters of a figure may reach beyond the columns that it would take.
_WIDER = 1.15

Outline = list[tuple[float, float]]


def text_row(row: Row, size: tuple[int, int], columns: int, *, mirrored: bool) -> Any:
    """One row of text as a black and white picture.

    Args:
        row: What stands there.
        size: Width and height in dots.
        columns: How many letters of the usual size the width has room for.
        mirrored: The start is on the right, as in a shop that writes from right to left.
    """
    width, height = size
    bold = row.weight is not Weight.NORMAL
    pitch = width / columns * (2 if row.weight is Weight.LARGE else 1)
    left = typeset(row.left, bold)
    em = min(height * _EM, max(1.0, width - row.taken * pitch) / max(left.width, 0.001))
    start = width - left.width * em if mirrored else 0.0
    placed = [(left, (width - left.width * em) / 2 if row.is_centred else start, em)]
    end = row.taken * pitch if mirrored else width
    for figure in row.figures if mirrored else reversed(row.figures):
        line = typeset(figure.text, bold)
        fits = min(height * _EM, figure.columns * pitch * _WIDER / max(line.width, 0.001))
        placed.append((line, end - line.width * fits, fits))
        end -= (figure.columns + 1) * pitch
    picture = Image.new("L", (width * _FINE, height * _FINE), 255)
    for line, x, size_of_em in placed:
        for run in line.runs:
            for piece in run.pieces:
                _draw_piece(picture, piece, (x, height * _BASELINE), size_of_em)
    small = picture.resize(size, Image.Resampling.BOX)
    return small.point(lambda grey: 255 if grey > 255 - _DARK else 0).convert("1")


def text_line(text: str, *, bold: bool, em: float, height: int, baseline: float) -> tuple[str, ...]:
    """One line of text, row by row, as wide as it is: "1" is a black dot.

    Args:
        text: What stands there.
        bold: Whether it is bold.
        em: The size of the letters in dots.
        height: How many rows.
        baseline: How far down the letters stand, in rows.
    """
    line = typeset(text, bold)
    size = max(1, ceil(line.width * em)), height
    picture = Image.new("L", (size[0] * _FINE, size[1] * _FINE), 255)
    for run in line.runs:
        for piece in run.pieces:
            _draw_piece(picture, piece, (0.0, baseline), em)
    dots = picture.resize(size, Image.Resampling.BOX).point(lambda grey: 48 + (grey <= 255 - _DARK)).tobytes()
    return tuple(dots[at : at + size[0]].decode() for at in range(0, len(dots), size[0]))


def bars(modules: str, module: int, height: int) -> Any:
    """A linear bar code as a picture, without its quiet zones."""
    picture = Image.new("1", (len(modules) * module, height), 1)
    draw = ImageDraw.Draw(picture)
    for place, dark in enumerate(modules):
        if dark == "1":
            draw.rectangle((place * module, 0, (place + 1) * module - 1, height - 1), fill=0)
    return picture


def centred(picture: Any, width: int) -> Any:
    """A picture in the middle of white paper of that width."""
    paper = Image.new("1", (width, picture.height), 1)
    paper.paste(picture, ((width - picture.width) // 2, 0))
    return paper


def _draw_piece(picture: Any, piece: Piece, origin: tuple[float, float], em: float) -> None:
    font, units = harfbuzz(piece.face)
    known = piece.face.font.face.charToGlyph
    x = origin[0] + piece.x * em
    stroke = _STROKE * em * _FINE if piece.face.stroked else 0.0
    for code in piece.codes:
        glyph = known.get(ord(code), 0)
        place = (x * _FINE, (origin[1] - piece.y * em) * _FINE)
        _fill(picture, list(_outlines(font, glyph)), place, em * _FINE / units, stroke)
        x += piece.face.font.width_of(glyph) / 1000 * em


def _fill(picture: Any, outlines: list[Outline], place: tuple[float, float], scale: float, stroke: float) -> None:
    """Fill the outlines of a glyph: the largest first, holes white, as TrueType's direction says."""
    draw = ImageDraw.Draw(picture)
    areas = sorted(((_area(outline), outline) for outline in outlines), key=lambda one: -abs(one[0]))
    for area, outline in areas:
        points = [(place[0] + x * scale, place[1] - y * scale) for x, y in outline]
        ink = 0 if area < 0 else 255
        draw.polygon(points, fill=ink)
        if stroke and ink == 0:
            draw.line([*points, points[0]], fill=0, width=max(1, round(stroke)))


def _area(outline: Outline) -> float:
    """Twice the area, below zero where it runs clockwise: what is filled."""
    pairs = zip(outline, [*outline[1:], outline[0]], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)


def _outlines(font: Any, glyph: int) -> Iterator[Outline]:
    outlines: list[Outline] = []
    font.draw_glyph(glyph, _pen(), outlines)
    return (outline for outline in outlines if len(outline) > 2)


@cache
def _pen() -> Any:
    """Takes the drawing of a glyph down, its curves as short straight lines."""
    import uharfbuzz  # noqa: PLC0415 -- as the fonts have it

    pen = uharfbuzz.DrawFuncs()
    pen.set_move_to_func(_move_to)
    pen.set_line_to_func(_line_to)
    pen.set_quadratic_to_func(_curve_to)
    pen.set_close_path_func(_close)
    return pen


def _move_to(x: float, y: float, outlines: list[Outline]) -> None:
    outlines.append([(x, y)])


def _line_to(x: float, y: float, outlines: list[Outline]) -> None:
    outlines[-1].append((x, y))


def _curve_to(by_x: float, by_y: float, x: float, y: float, outlines: list[Outline]) -> None:
    from_x, from_y = outlines[-1][-1]
    for step in range(1, _CURVE_STEPS + 1):
        t = step / _CURVE_STEPS
        u = 1 - t
        outlines[-1].append(
            (u * u * from_x + 2 * u * t * by_x + t * t * x, u * u * from_y + 2 * u * t * by_y + t * t * y)
        )


def _close(_outlines: list[Outline]) -> None:
    """An outline is closed by filling it."""
