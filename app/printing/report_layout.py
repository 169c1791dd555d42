"""How a report is shared out to pages: which rows of which columns stand on each, and how high all of it is.

Nothing is drawn here, but for what has to be measured as it will be drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from app.printing.chart import CHART_HEIGHT, ChartPlan
from app.printing.report_columns import MARGIN, Placed, Plan
from app.printing.report_words import ReportWords, days_line, narrowed_line, note_line, subtitle
from app.printing.sign_lines import SIGN_HEIGHT
from app.printing.text import Style, fit, measure, wrap
from app.reports.report import Report

TITLE = Style(15, bold=True)
SMALL = Style(8, gray=0.35)
PADDING = 3.5  # below and above the text of a row together, in points
FOOT = 22.0
_LEADING = 1.32  # of the text's size
_BY_HAND = 9.0  # more room above the text of rows in which something is written by hand
_MOST_LINES = 6  # of one cell; a longer text ends in an ellipsis
_HEAD_LINES = 4
_TOP_LINES = 4  # of one of the lines below the title
_EMPTY = 44.0  # the height of the words that say that there is nothing
TITLE_GAP = 6.0  # from the title of a part to its heads
BETWEEN = 16.0  # from one part of a table to the next one below it


@dataclass(frozen=True, slots=True)
class Leaf:
    """A stretch of rows of one panel, `high` together; the last of a panel has the totals.

    Attributes:
        title: What its part of the table is called, or "".
        is_whole: All of its panel: below another part of the table it may stand on the same page.
    """

    panel: tuple[Placed, ...]
    title: str
    first: int
    after: int
    high: float
    has_totals: bool
    is_whole: bool


Sheet = tuple[Leaf, ...]
"""What stands on one page."""


@dataclass(frozen=True, slots=True)
class Look:
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
        """Of the rows."""
        return Style(self.plan.size)

    @property
    def bold(self) -> Style:
        """Of heads and sums."""
        return Style(self.plan.size, bold=True)

    @property
    def line(self) -> float:
        """The height of one line of a row."""
        return self.plan.size * _LEADING

    @property
    def room_by_hand(self) -> float:
        """What each row has above its text, where something is written by hand."""
        return _BY_HAND if any(column.is_blank for column in self.report.columns) else 0.0


def lay_out(look: Look) -> list[Sheet]:
    """The pages of a report. The parts of a wide table stand below each other as far as a page has room for them."""
    sheets: list[Sheet] = []
    left = 0.0
    for leaf in _all_leaves(look):
        high = leaf_height(look, leaf)
        if sheets and leaf.title and leaf.is_whole and BETWEEN + high <= left:
            sheets[-1] = (*sheets[-1], leaf)
            left -= BETWEEN + high
        else:
            left = _page_room(look, is_first=not sheets) - high
            sheets.append((leaf,))
    return sheets


def height_of(look: Look, sheet: Sheet) -> float:
    """How high the first page is."""
    return top_height(look) + sum(leaf_height(look, leaf) for leaf in sheet) + BETWEEN * (len(sheet) - 1)


def leaf_height(look: Look, leaf: Leaf) -> float:
    """How high rows stand with their heads and their totals."""
    rows = leaf.high if look.report.rows else _EMPTY
    ends_panel = leaf.after == len(look.report.rows)
    return _heads_height(look, leaf.panel, leaf.title) + rows + (_totals_height(look) if ends_panel else 0.0)


def head_lines(look: Look, panel: tuple[Placed, ...]) -> list[tuple[str, ...]]:
    """The lines of each column's head."""
    return [wrap(placed.column.title, look.bold, placed.right - placed.left, most=_HEAD_LINES) for placed in panel]


def top_height(look: Look) -> float:
    """How high the title stands with what is below it."""
    height = TITLE.size * 1.3 + SMALL.size * 1.4 * len(top_lines(look)) + 10
    return height + (CHART_HEIGHT if look.chart is not None else 0)


def top_lines(look: Look) -> list[str]:
    """The lines below the title: the shop, what alone the report is of, its days, what has to be known to read it."""
    told = (
        look.report.shop,
        narrowed_line(look.report, look.words, right_to_left=look.right_to_left),
        subtitle(look.report, look.words, look.language, right_to_left=look.right_to_left),
        note_line(look.report, look.language, right_to_left=look.right_to_left),
    )
    return [line for text in told if text for line in wrap(text, SMALL, look.plan.room, most=_TOP_LINES)]


def following_head(look: Look) -> tuple[str, str]:
    """What stands over the pages after the first one: the title with its days, which are never cut, and the shop."""
    style = Style(look.plan.size, gray=0.35)
    days = days_line(look.report, look.words, look.language, right_to_left=look.right_to_left)
    behind = f" \u00b7 {days}" if days else ""
    room = look.plan.room / 2 - measure(behind, style)
    return f"{fit(look.report.title, style, room)}{behind}", look.report.shop


def _all_leaves(look: Look) -> Iterator[Leaf]:
    # Where there is nothing, that is said once.
    panels = look.plan.panels if look.report.rows else look.plan.panels[:1]
    for panel, title in zip(panels, look.plan.titles, strict=False):
        yield from _leaves(look, panel, title)


def _leaves(look: Look, panel: tuple[Placed, ...], title: str) -> Iterator[Leaf]:
    """Share the rows of a panel out to pages."""
    lines = _lines_of_rows(look, panel)
    count = len(look.report.rows)
    heads = _heads_height(look, panel, title)
    room = _page_room(look, is_first=panel is look.plan.panels[0]) - heads
    totals = _totals_height(look)
    first, used, begins = 0, 0.0, _begins_of_zones(look)
    for index in range(count):
        high = lines[index] * look.line + PADDING + look.room_by_hand
        # The totals and the lines to sign on take the last row with them, so that they never stand alone on a page.
        needed, last = high, index
        if index in begins:
            # Whoever counts a zone turns the page behind it, not behind its first line.
            last += 1
            needed += lines[last] * look.line + PADDING + look.room_by_hand
        needed += totals if last == count - 1 else 0.0
        if used + needed > room and index > first:
            yield Leaf(panel, title, first, index, used, has_totals=False, is_whole=False)
            room = _page_room(look, is_first=False) - heads
            first, used = index, 0.0
        used += high
    yield Leaf(panel, title, first, count, used, has_totals=bool(look.report.totals), is_whole=first == 0)


def _begins_of_zones(look: Look) -> frozenset[int]:
    """The first row of each zone that has more of them, on a sheet that is filled in by hand."""
    report = look.report
    place = next((place for place, column in enumerate(report.columns) if column.name == "zone"), None)
    if place is None or not look.room_by_hand:
        return frozenset()
    begins, before = [], None
    zones = [row[place] for row in report.rows]
    for index, (zone, after) in enumerate(pairwise(zones)):
        if zone != before and zone == after:
            begins.append(index)
        before = zone
    return frozenset(begins)


def _heads_height(look: Look, panel: tuple[Placed, ...], title: str) -> float:
    heads = max(len(lines) for lines in head_lines(look, panel)) * look.line + 8
    return heads + (look.line + TITLE_GAP if title else 0.0)


def _page_room(look: Look, *, is_first: bool) -> float:
    """The height that a page has for tables."""
    return look.plan.paper[1] - 2 * MARGIN - FOOT - (top_height(look) if is_first else look.line + 8)


def _totals_height(look: Look) -> float:
    totals = look.line + PADDING + 4 if look.report.totals else 0.0
    return totals + (SIGN_HEIGHT if look.report.signed else 0.0)


def _lines_of_rows(look: Look, panel: tuple[Placed, ...]) -> bytearray:
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
                wrapped = wrap(cell, look.bold if index in look.sums else look.body, room, most=_MOST_LINES)
                look.wrapped[index, column.index, room] = wrapped
                lines[index] = max(lines[index], len(wrapped))
    return lines
