"""A report on paper: heads repeated, pages numbered, figures flush right, long names wrapped, totals at the foot.

Rows are drawn by direct text calls from widths measured once: a table of any length costs the same for each row.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from app.printing import format as form
from app.printing.chart import plan_chart
from app.printing.fonts import latin
from app.printing.page import new_canvas
from app.printing.printout import MissingGlyphs, Printout, find_missing
from app.printing.report_columns import (
    MARGIN,
    Paper,
    Placed,
    PrintColumn,
    figure_shape,
    measure_columns,
    plan,
)
from app.printing.report_layout import (
    BETWEEN,
    FOOT,
    PADDING,
    SMALL,
    TITLE,
    TITLE_GAP,
    Leaf,
    Look,
    Sheet,
    following_head,
    head_lines,
    height_of,
    lay_out,
    leaf_height,
    top_height,
    top_lines,
)
from app.printing.report_words import ReportWords, stamp_line
from app.printing.sign_lines import draw_sign_lines
from app.printing.text import Align, Style, draw, fit, shrink
from app.reports.report import Report, Row, Stamp

_RULE_GRAY = 0.85
_PAGE_NUMBER = 50.0  # what half of the page's number takes in the middle of the foot, in points


def report_pdf(
    report: Report,
    language: str = "en",
    *,
    words: ReportWords | None = None,
    on_page: Callable[[int, int], None] | None = None,
    stamp: Stamp | None = None,
) -> Printout:
    """Put a report on paper. The same values always make the same bytes.

    Args:
        report: What is printed.
        language: The shop's language: how figures and dates are written, and whether the page begins at the right.
        words: The words beside the values, English by default.
        on_page: Called with the number of pages done and of all pages; what it raises ends the work.
        stamp: When it is printed and by whom, for the foot of each page.

    Returns:
        The PDF, and the names with characters that no font here has: they are printed as `?`.
    """
    pages = ReportPages(report, language, words, stamp=stamp)
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
        self,
        report: Report,
        language: str,
        words: ReportWords | None = None,
        *,
        paper: Paper | None = None,
        stamp: Stamp | None = None,
    ) -> None:
        chart = plan_chart(report, language)
        rows, sums = report.with_subtotals()
        report = replace(report, rows=rows) if sums else report
        self._columns = measure_columns(report, language, sums)
        layout = plan(self._columns, paper, report.parts)
        right_to_left = form.runs_right_to_left(language)
        self._look = Look(report, layout, words or ReportWords(), language, right_to_left, {}, sums, chart)
        self._sheets = lay_out(self._look)
        self._head = following_head(self._look)
        told = "" if stamp is None else stamp_line(stamp, self._look.words, language, right_to_left=right_to_left)
        self._stamp = fit(told, SMALL, layout.room / 2 - _PAGE_NUMBER) if told else ""

    @property
    def count(self) -> int:
        """How many pages it takes."""
        return len(self._sheets)

    @property
    def paper(self) -> Paper:
        """How large its pages are."""
        return self._look.plan.paper

    @property
    def height(self) -> float:
        """How high it stands on its only page; endless where it has several, or one with lines to sign on."""
        if self.count > 1 or self._look.report.signed:
            return math.inf
        return height_of(self._look, self._sheets[0])

    def draw(self, canvas: Any, number: int, printed: tuple[int, int]) -> None:
        """Draw a page and end it.

        Args:
            canvas: What is drawn on.
            number: Which of its pages, the first is 1.
            printed: What its foot says: the page of the document, and how many that has.
        """
        canvas.setPageSize(self.paper)
        top = self.paper[1] - MARGIN
        _draw_sheet(canvas, self._look, self._sheets[number - 1], (number, self.count), top, self._head)
        self.end_page(canvas, printed)

    def stand(self, canvas: Any, top: float) -> None:
        """Draw its only page with its upper edge there, on a page that goes on."""
        canvas.setPageSize(self.paper)
        _draw_sheet(canvas, self._look, self._sheets[0], (1, 1), top)

    def end_page(self, canvas: Any, printed: tuple[int, int]) -> None:
        """Say at its foot which page it was, and begin another."""
        page = self._look.words.page.format(page=printed[0], pages=printed[1])
        draw(canvas, self.paper[0] / 2, MARGIN, page, SMALL, align=Align.CENTRE)
        if self._stamp:
            _draw_ends(canvas, self._look, MARGIN, (self._stamp, ""), SMALL)
        canvas.showPage()

    def missing(self) -> tuple[MissingGlyphs, ...]:
        """The names with characters that no font here has."""
        return _missing(self._look.report, self._columns)


def _missing(report: Report, columns: Sequence[PrintColumn]) -> tuple[MissingGlyphs, ...]:
    plain = latin(bold=False).plain.keys()
    texts = (row[column.index] for column in columns if not column.is_figure for row in report.rows)
    doubtful = (text for text in texts if isinstance(text, str) and not plain >= set(text))
    return find_missing([report.title, report.shop, report.note, *(column.title for column in columns), *doubtful])


def _draw_sheet(
    canvas: Any, look: Look, sheet: Sheet, number: tuple[int, int], y: float, head: tuple[str, str] = ("", "")
) -> None:
    if number[0] == 1:
        y = _draw_top(canvas, look, y)
    else:
        y -= look.line
        _draw_ends(canvas, look, y, head, Style(look.plan.size, gray=0.35))
        y -= 8
    for leaf in sheet:
        _draw_leaf(canvas, look, leaf, y)
        y -= leaf_height(look, leaf) + BETWEEN
    if number[0] == number[1]:
        draw_sign_lines(canvas, look.report.signed, look.plan.room, MARGIN + FOOT, right_to_left=look.right_to_left)


def _draw_leaf(canvas: Any, look: Look, leaf: Leaf, y: float) -> None:
    if leaf.title:
        y -= look.line
        _draw_ends(canvas, look, y, (leaf.title, ""), look.bold)
        y -= TITLE_GAP
    y = _draw_heads(canvas, look, leaf.panel, y)
    y = _draw_rows(canvas, look, leaf, y)
    if leaf.has_totals:
        _draw_totals(canvas, look, leaf.panel, y)
    if not look.report.rows:
        draw(canvas, look.plan.paper[0] / 2, y - 30, look.words.empty, SMALL, align=Align.CENTRE)


def _draw_top(canvas: Any, look: Look, y: float) -> float:
    report, room = look.report, look.plan.room
    bottom = y - top_height(look)
    y -= TITLE.size
    title = shrink(report.title, TITLE, room)
    _draw_ends(canvas, look, y, (report.title, ""), title)
    for text in top_lines(look):
        y -= SMALL.size * 1.4
        _draw_ends(canvas, look, y, (text, ""), SMALL)
    if look.chart is not None:
        from app.printing.chart_pdf import draw_chart  # noqa: PLC0415 -- reportlab's graphics for charts alone

        draw_chart(canvas, look.chart, MARGIN, bottom + 8, room)
    return bottom


def _draw_ends(canvas: Any, look: Look, y: float, texts: tuple[str, str], style: Style) -> None:
    """A text where the page begins and one where it ends."""
    left, right = MARGIN, MARGIN + look.plan.room
    begin, end = (right, left) if look.right_to_left else (left, right)
    aligns = (Align.RIGHT, Align.LEFT) if look.right_to_left else (Align.LEFT, Align.RIGHT)
    half = look.plan.room if not texts[1] else look.plan.room / 2
    for x, text, align in zip((begin, end), texts, aligns, strict=True):
        if text:
            draw(canvas, x, y, fit(text, style, half), style, align=align)


def _edges(look: Look, placed: Placed) -> tuple[float, float]:
    """The left and right edge of a column on the page."""
    if look.right_to_left:
        end = MARGIN + look.plan.room
        return end - placed.right, end - placed.left
    return MARGIN + placed.left, MARGIN + placed.right


def _draw_cell(canvas: Any, look: Look, placed: Placed, y: float, text: str, style: Style) -> None:
    left, right = _edges(look, placed)
    if placed.column.is_figure or look.right_to_left:
        draw(canvas, right, y, text, style, align=Align.RIGHT)
    else:
        draw(canvas, left, y, text, style)


def _draw_heads(canvas: Any, look: Look, panel: tuple[Placed, ...], y: float) -> float:
    heads = head_lines(look, panel)
    most = max(len(lines) for lines in heads)
    for placed, lines in zip(panel, heads, strict=True):
        # Heads stand on the rule: the last line of each is at the same height.
        for index, text in enumerate(lines):
            down = (most - len(lines) + index + 1) * look.line - look.line * 0.25
            _draw_cell(canvas, look, placed, y - down, text, look.bold)
    y -= most * look.line + 2
    _draw_rule(canvas, look, y, thickness=0.9, gray=0.0)
    return y - 3


def _draw_rule(canvas: Any, look: Look, y: float, *, thickness: float, gray: float) -> None:
    canvas.setLineWidth(thickness)
    canvas.setStrokeGray(gray)
    canvas.line(MARGIN, y, MARGIN + look.plan.room, y)


def _draw_totals(canvas: Any, look: Look, panel: tuple[Placed, ...], y: float) -> None:
    _draw_rule(canvas, look, y - 1, thickness=0.9, gray=0.0)
    y -= look.line + 3
    totals: Row = look.report.total_row()
    for index, placed in enumerate(panel):
        cell = totals[placed.column.index]
        if cell is not None:
            _draw_cell(canvas, look, placed, y, placed.column.write(cell), look.bold)
        elif index == 0:
            _draw_cell(canvas, look, placed, y, look.words.total, look.bold)


def _draw_rows(canvas: Any, look: Look, leaf: Leaf, y: float) -> float:
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
                    _draw_cell(canvas, look, placed, base - down * line, part, look.bold if is_sum else look.body)
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
        y -= most * line + PADDING
        rules.append((MARGIN, y + PADDING / 2, MARGIN + look.plan.room, y + PADDING / 2))
    canvas.drawText(pen)
    canvas.setLineWidth(0.35)
    canvas.setStrokeGray(_RULE_GRAY)
    canvas.lines(rules)
    return y
