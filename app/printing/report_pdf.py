"""A report on paper: heads repeated, pages numbered, figures flush right, long names wrapped, totals at the foot.

Rows are drawn by direct text calls from widths measured once: a table of any length costs the same for each row.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.printing import format as form
from app.printing.chart import CHART_HEIGHT, ChartPlan, plan_chart
from app.printing.fonts import latin
from app.printing.page import new_canvas
from app.printing.printout import MissingGlyphs, Printout, find_missing
from app.printing.report_columns import (
    MARGIN,
    Paper,
    Placed,
    Plan,
    PrintColumn,
    figure_shape,
    measure_columns,
    plan,
)
from app.printing.report_words import ReportWords, narrowed_line, subtitle
from app.printing.sign_lines import SIGN_HEIGHT, draw_sign_lines
from app.printing.text import Align, Style, draw, fit, shrink, wrap
from app.reports.report import Report, Row

_TITLE = Style(15, bold=True)
_SMALL = Style(8, gray=0.35)
_RULE_GRAY = 0.85
_LEADING = 1.32  # of the text's size
_PADDING = 3.5  # below and above the text of a row together, in points
_BY_HAND = 9.0  # more room above the text of rows in which something is written by hand
_MOST_LINES = 6  # of one cell; a longer text ends in an ellipsis
_HEAD_LINES = 4
_TOP_LINES = 4  # of one of the lines below the title
_FOOT = 22.0
_EMPTY = 44.0  # the height of the words that say that there is nothing


@dataclass(frozen=True, slots=True)
class _Leaf:
    """One page: a stretch of rows of one panel, `high` together; the last of a panel has the totals."""

    panel: tuple[Placed, ...]
    first: int
    after: int
    high: float
    has_totals: bool


@dataclass(frozen=True, slots=True)
class _Look:
    """What does not change from page to page.

    `wrapped` has the lines of each cell that does not fit on one, by its row, its column and the room that it has in
    a panel; the rows of `sums` are in bold.
    """

    report: Report
    plan: Plan
    words: ReportWords
    language: str
    right_to_left: bool
    wrapped: dict[tuple[int, int, float], tuple[str, ...]]
    sums: frozenset[int] = frozenset()
    chart: ChartPlan | None = None

    @property
    def body(self) -> Style:
        return Style(self.plan.size)

    @property
    def bold(self) -> Style:
        return Style(self.plan.size, bold=True)

    @property
    def line(self) -> float:
        """The height of one line of a row."""
        return self.plan.size * _LEADING

    @property
    def room_by_hand(self) -> float:
        """What each row has above its text, where something is written by hand."""
        return _BY_HAND if any(column.is_blank for column in self.report.columns) else 0.0


def report_pdf(
    report: Report,
    language: str = "en",
    *,
    words: ReportWords | None = None,
    on_page: Callable[[int, int], None] | None = None,
) -> Printout:
    """Put a report on paper. The same values always make the same bytes.

    Args:
        report: What is printed.
        language: The shop's language: how figures and dates are written, and whether the page begins at the right.
        words: The words beside the values, English by default.
        on_page: Called with the number of pages done and of all pages; what it raises ends the work.

    Returns:
        The PDF, and the names with characters that no font here has: they are printed as `?`.
    """
    pages = ReportPages(report, language, words)
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, title=report.title, author=report.shop, language=language)
    for number in range(1, pages.count + 1):
        pages.draw(canvas, number, (number, pages.count))
        if on_page:
            on_page(number, pages.count)
    canvas.save()
    return Printout(buffer.getvalue(), pages.missing())


class ReportPages:
    """A report laid out on pages, ready to be drawn: alone, or as a part of a larger document."""

    def __init__(
        self, report: Report, language: str, words: ReportWords | None = None, *, paper: Paper | None = None
    ) -> None:
        chart = plan_chart(report, language)
        rows, sums = report.with_subtotals()
        report = replace(report, rows=rows) if sums else report
        self._columns = measure_columns(report, language)
        layout = plan(self._columns, paper)
        right_to_left = form.runs_right_to_left(language)
        self._look = _Look(report, layout, words or ReportWords(), language, right_to_left, {}, sums, chart)
        self._leaves = [leaf for panel in layout.panels for leaf in _leaves(self._look, panel)]

    @property
    def count(self) -> int:
        """How many pages it takes."""
        return len(self._leaves)

    @property
    def paper(self) -> Paper:
        """How large its pages are."""
        return self._look.plan.paper

    @property
    def height(self) -> float:
        """How high it stands on its only page; endless where it has several, or one with lines to sign on."""
        if self.count > 1 or self._look.report.signed:
            return math.inf
        leaf = self._leaves[0]
        heads = max(len(lines) for lines in _head_lines(self._look, leaf.panel)) * self._look.line + 8
        rows = leaf.high if self._look.report.rows else _EMPTY
        return _top_height(self._look) + heads + rows + _totals_height(self._look)

    def draw(self, canvas: Any, number: int, printed: tuple[int, int]) -> None:
        """Draw a page and end it.

        Args:
            canvas: What is drawn on.
            number: Which of its pages, the first is 1.
            printed: What its foot says: the page of the document, and how many that has.
        """
        canvas.setPageSize(self.paper)
        _draw_leaf(canvas, self._look, self._leaves[number - 1], (number, self.count), self.paper[1] - MARGIN)
        self.end_page(canvas, printed)

    def stand(self, canvas: Any, top: float) -> None:
        """Draw its only page with its upper edge there, on a page that goes on."""
        canvas.setPageSize(self.paper)
        _draw_leaf(canvas, self._look, self._leaves[0], (1, 1), top)

    def end_page(self, canvas: Any, printed: tuple[int, int]) -> None:
        """Say at its foot which page it was, and begin another."""
        page = self._look.words.page.format(page=printed[0], pages=printed[1])
        draw(canvas, self.paper[0] / 2, MARGIN, page, _SMALL, align=Align.CENTRE)
        canvas.showPage()

    def missing(self) -> tuple[MissingGlyphs, ...]:
        """The names with characters that no font here has."""
        return _missing(self._look.report, self._columns)


def _missing(report: Report, columns: Sequence[PrintColumn]) -> tuple[MissingGlyphs, ...]:
    plain = latin(bold=False).plain.keys()
    texts = (row[column.index] for column in columns if not column.is_figure for row in report.rows)
    doubtful = (text for text in texts if isinstance(text, str) and not plain >= set(text))
    return find_missing([report.title, report.shop, report.note, *(column.title for column in columns), *doubtful])


def _leaves(look: _Look, panel: tuple[Placed, ...]) -> Iterator[_Leaf]:
    """Share the rows of a panel out to pages."""
    lines = _lines_of_rows(look, panel)
    count = len(look.report.rows)
    room = _room(look, panel, is_first=True)
    totals = _totals_height(look)
    first, used = 0, 0.0
    for index in range(count):
        high = lines[index] * look.line + _PADDING + look.room_by_hand
        # The totals and the lines to sign on take the last row with them, so that they never stand alone on a page.
        needed = high + (totals if index == count - 1 else 0.0)
        if used + needed > room and index > first:
            yield _Leaf(panel, first, index, used, has_totals=False)
            room = _room(look, panel, is_first=False)
            first, used = index, 0.0
        used += high
    yield _Leaf(panel, first, count, used, has_totals=bool(look.report.totals))


def _totals_height(look: _Look) -> float:
    totals = look.line + _PADDING + 4 if look.report.totals else 0.0
    return totals + (SIGN_HEIGHT if look.report.signed else 0.0)


def _lines_of_rows(look: _Look, panel: tuple[Placed, ...]) -> bytearray:
    """How many lines each row has; the lines of cells that wrap are kept for drawing."""
    rows, size = look.report.rows, look.plan.size
    lines = bytearray(b"\x01") * len(rows)
    for placed in panel:
        column, room = placed.column, placed.right - placed.left
        if column.is_figure or column.widest * size <= room:
            continue
        for index, width in enumerate(column.widths):
            if width * size > room:
                cell = column.write(rows[index][column.index])
                wrapped = wrap(cell, look.body, room, most=_MOST_LINES)
                look.wrapped[index, column.index, room] = wrapped
                lines[index] = max(lines[index], len(wrapped))
    return lines


def _head_lines(look: _Look, panel: tuple[Placed, ...]) -> list[tuple[str, ...]]:
    return [wrap(placed.column.title, look.bold, placed.right - placed.left, most=_HEAD_LINES) for placed in panel]


def _room(look: _Look, panel: tuple[Placed, ...], *, is_first: bool) -> float:
    """The height that a page has for rows."""
    heads = max(len(lines) for lines in _head_lines(look, panel)) * look.line + 8
    top = _top_height(look) if is_first and panel is look.plan.panels[0] else look.line + 8
    return look.plan.paper[1] - 2 * MARGIN - _FOOT - heads - top


def _top_height(look: _Look) -> float:
    height = _TITLE.size * 1.3 + _SMALL.size * 1.4 * len(_top_lines(look)) + 10
    return height + (CHART_HEIGHT if look.chart is not None else 0)


def _draw_leaf(canvas: Any, look: _Look, leaf: _Leaf, number: tuple[int, int], y: float) -> None:
    if number[0] == 1:
        y = _draw_top(canvas, look, y)
    else:
        y -= look.line
        _draw_ends(canvas, look, y, (look.report.title, look.report.shop), Style(look.plan.size, gray=0.35))
        y -= 8
    y = _draw_heads(canvas, look, leaf.panel, y)
    y = _draw_rows(canvas, look, leaf, y)
    if leaf.has_totals:
        _draw_totals(canvas, look, leaf.panel, y)
    if not look.report.rows:
        draw(canvas, look.plan.paper[0] / 2, y - 30, look.words.empty, _SMALL, align=Align.CENTRE)
    if number[0] == number[1]:
        draw_sign_lines(canvas, look.report.signed, look.plan.room, MARGIN + _FOOT, right_to_left=look.right_to_left)


def _draw_top(canvas: Any, look: _Look, y: float) -> float:
    report, room = look.report, look.plan.room
    bottom = y - _top_height(look)
    y -= _TITLE.size
    title = shrink(report.title, _TITLE, room)
    _draw_ends(canvas, look, y, (report.title, ""), title)
    for text in _top_lines(look):
        y -= _SMALL.size * 1.4
        _draw_ends(canvas, look, y, (text, ""), _SMALL)
    if look.chart is not None:
        from app.printing.chart_pdf import draw_chart  # noqa: PLC0415 -- reportlab's graphics for charts alone

        draw_chart(canvas, look.chart, MARGIN, bottom + 8, room)
    return bottom


def _top_lines(look: _Look) -> list[str]:
    """The lines below the title: the shop, what alone the report is of, its days, what has to be known to read it."""
    told = (
        look.report.shop,
        narrowed_line(look.report, look.words, right_to_left=look.right_to_left),
        subtitle(look.report, look.words, look.language, right_to_left=look.right_to_left),
        look.report.note,
    )
    return [line for text in told if text for line in wrap(text, _SMALL, look.plan.room, most=_TOP_LINES)]


def _draw_ends(canvas: Any, look: _Look, y: float, texts: tuple[str, str], style: Style) -> None:
    """A text where the page begins and one where it ends."""
    left, right = MARGIN, MARGIN + look.plan.room
    begin, end = (right, left) if look.right_to_left else (left, right)
    aligns = (Align.RIGHT, Align.LEFT) if look.right_to_left else (Align.LEFT, Align.RIGHT)
    half = look.plan.room if not texts[1] else look.plan.room / 2
    for x, text, align in zip((begin, end), texts, aligns, strict=True):
        if text:
            draw(canvas, x, y, fit(text, style, half), style, align=align)


def _edges(look: _Look, placed: Placed) -> tuple[float, float]:
    """The left and right edge of a column on the page."""
    if look.right_to_left:
        end = MARGIN + look.plan.room
        return end - placed.right, end - placed.left
    return MARGIN + placed.left, MARGIN + placed.right


def _draw_cell(canvas: Any, look: _Look, placed: Placed, y: float, text: str, style: Style) -> None:
    left, right = _edges(look, placed)
    if placed.column.is_figure or look.right_to_left:
        draw(canvas, right, y, text, style, align=Align.RIGHT)
    else:
        draw(canvas, left, y, text, style)


def _draw_heads(canvas: Any, look: _Look, panel: tuple[Placed, ...], y: float) -> float:
    heads = _head_lines(look, panel)
    most = max(len(lines) for lines in heads)
    for placed, lines in zip(panel, heads, strict=True):
        # Heads stand on the rule: the last line of each is at the same height.
        for index, text in enumerate(lines):
            down = (most - len(lines) + index + 1) * look.line - look.line * 0.25
            _draw_cell(canvas, look, placed, y - down, text, look.bold)
    y -= most * look.line + 2
    _draw_rule(canvas, look, y, thickness=0.9, gray=0.0)
    return y - 3


def _draw_rule(canvas: Any, look: _Look, y: float, *, thickness: float, gray: float) -> None:
    canvas.setLineWidth(thickness)
    canvas.setStrokeGray(gray)
    canvas.line(MARGIN, y, MARGIN + look.plan.room, y)


def _draw_totals(canvas: Any, look: _Look, panel: tuple[Placed, ...], y: float) -> None:
    _draw_rule(canvas, look, y - 1, thickness=0.9, gray=0.0)
    y -= look.line + 3
    totals: Row = look.report.total_row()
    for index, placed in enumerate(panel):
        cell = totals[placed.column.index]
        if cell is not None:
            _draw_cell(canvas, look, placed, y, placed.column.write(cell), look.bold)
        elif index == 0:
            _draw_cell(canvas, look, placed, y, look.words.total, look.bold)


def _draw_rows(canvas: Any, look: _Look, leaf: _Leaf, y: float) -> float:
    """Draw the rows of a page with one text object as far as they are plain; the rest goes through `draw`."""
    size, line = look.plan.size, look.line
    plain = latin(bold=False)
    letters = plain.plain.keys()
    pen = canvas.beginText()
    pen.setFont(plain.name, size)
    places = [(placed, placed.column, *_edges(look, placed)) for placed in leaf.panel]
    rules, room_by_hand = [], look.room_by_hand
    for index in range(leaf.first, leaf.after):
        row = look.report.rows[index]
        y -= room_by_hand
        base, most = y - line * 0.85, 1
        is_sum = index in look.sums
        for placed, column, left, right in places:
            text = column.write(row[column.index])
            if column.is_figure:
                width, is_plain = figure_shape(text)
                x = right - width * size
            else:
                lines = look.wrapped.get((index, column.index, placed.right - placed.left), ())
                most = max(most, len(lines))
                for down, part in enumerate(lines):
                    _draw_cell(canvas, look, placed, base - down * line, part, look.body)
                if lines:
                    continue
                x, is_plain = left, not look.right_to_left and letters >= set(text)
            if is_sum:
                _draw_cell(canvas, look, placed, base, text, look.bold)
            elif is_plain:
                pen.setTextOrigin(x, base)
                pen.textLine(text)
            else:
                _draw_cell(canvas, look, placed, base, text, look.body)
        y -= most * line + _PADDING
        rules.append((MARGIN, y + _PADDING / 2, MARGIN + look.plan.room, y + _PADDING / 2))
    canvas.drawText(pen)
    canvas.setLineWidth(0.35)
    canvas.setStrokeGray(_RULE_GRAY)
    canvas.lines(rules)
    return y
