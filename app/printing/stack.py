"""Blocks of everyday shapes: a paragraph, a text with its figure, two stacks beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.printing.page import Block, Mark, Rule, Words, height_of
from app.printing.text import Align, Style, measure, shrink, wrap

_GAP = 8.0
_LEADING = 1.36
_BASELINE = 0.75  # where in the height of a line its baseline is


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the page from left to right, in points from the margin; `figures`: how wide its figures are."""

    left: float
    right: float
    figures: float = 0.0

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left


def leading(style: Style) -> float:
    """The height of one line; high enough for the tallest scripts."""
    return style.size * _LEADING


def paragraph(span: Span, text: str, style: Style, align: Align = Align.LEFT) -> list[Block]:
    """A text on as many lines as it needs."""
    x = span.left + span.width * align.value
    high = leading(style)
    return [Block(high, (Words(x, high * _BASELINE, line, style, align),)) for line in wrap(text, style, span.width)]


def pair(span: Span, text: str, figure: str, style: Style, figure_style: Style | None = None) -> list[Block]:
    """A text and, at the other edge, its figure: on the text's first line, or below it where there is no room."""
    figure_style = shrink(figure, figure_style or style, span.width)
    high = max(leading(style), leading(figure_style) if figure else 0)
    taken = measure(figure, figure_style) + _GAP if figure else 0.0
    beside = taken <= span.width * 0.62
    lines = wrap(text, style, span.width - taken if beside else span.width)
    blocks = [Block(high, (Words(span.left, high * _BASELINE, line, style),)) for line in lines]
    if figure:
        column = span.figures if taken - _GAP <= span.figures else 0.0
        mark = Words(span.right, high * _BASELINE, figure, figure_style, Align.RIGHT, column)
        if beside:
            blocks = with_marks(blocks, [mark])
        else:
            blocks.append(Block(high, (mark,)))
    return together(blocks)


def table(span: Span, rows: Sequence[tuple[str, ...]], style: Style) -> list[Block]:
    """Rows of a text and its figures, the first row being the head. A column without any text takes no room."""
    widths = [max(measure(row[column], style) for row in rows) for column in range(1, len(rows[0]))]
    needed = sum(width + _GAP for width in widths if width)
    if needed > span.width:
        return table(span, rows, replace(style, size=style.size * span.width / needed * 0.99))
    columns, edge = list[tuple[float, float]](), span.right
    for width in reversed(widths):
        columns.append((edge, width))
        edge -= width + _GAP if width else 0
    blocks, high = list[Block](), leading(style)
    for row in rows:
        # Where huge figures leave the text no room, it stands on lines of its own above them.
        beside = edge - span.left >= 3 * style.size
        lines = wrap(row[0], style, edge - span.left if beside else span.width)
        marks = [Words(span.left, high * (at + _BASELINE), line, style) for at, line in enumerate(lines)]
        down = high * (_BASELINE if beside else len(lines) + _BASELINE)
        cells = zip(columns, reversed(row[1:]), strict=True)
        marks += [Words(at, down, text, style, Align.RIGHT, wide) for (at, wide), text in cells if text]
        blocks.append(Block(high * (len(lines) + (not beside)), tuple(marks), joined=row is rows[0]))
    return blocks


def with_figures(span: Span, figures: Iterable[str], style: Style) -> Span:
    """The span with room for the widest of these figures."""
    return replace(span, figures=max((measure(figure, style) for figure in figures), default=0.0))


def line(span: Span, height: float = 9.0, *, thickness: float = 0.6, gray: float = 0.0) -> Block:
    """A rule across the span, in the middle of its height."""
    return Block(height, (Rule(span.left, span.right, height / 2, thickness, gray),))


def space(height: float) -> Block:
    """Nothing, `height` points high."""
    return Block(height)


def together(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks, never torn from each other between two pages."""
    return [replace(block, joined=index < len(blocks) - 1) for index, block in enumerate(blocks)]


def with_marks(blocks: Sequence[Block], marks: Sequence[Mark]) -> list[Block]:
    """The blocks with more marks, placed from the top of the first. They are drawn last, so they are read out last."""
    *before, last = blocks
    up = height_of(before)
    return [*before, replace(last, marks=(*last.marks, *(replace(mark, down=mark.down - up) for mark in marks)))]


def side_by_side(*stacks: Sequence[Block]) -> Block:
    """One block out of stacks that all begin at the same height."""
    marks: list[Mark] = []
    for stack in stacks:
        down = 0.0
        for block in stack:
            marks += [replace(mark, down=mark.down + down) for mark in block.marks]
            down += block.height
    return Block(max(height_of(stack) for stack in stacks), tuple(marks))
