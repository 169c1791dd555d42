"""The columns of a printed report: how their cells are written, how wide they are, how they share the page."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from app.printing import format as form
from app.printing.fonts import latin
from app.printing.page import MM
from app.printing.text import measure_em
from app.reports.report import WEEKDAYS, Cell, Column, Part, Report, Unit, code_words, digits_of

MARGIN = 13 * MM
Paper = tuple[float, float]
"""Its width and its height, in points."""

PORTRAIT = (210 * MM, 297 * MM)
LANDSCAPE = (297 * MM, 210 * MM)
GAP = 9.0  # between two columns, in points
# The sizes tried in turn; smaller ones are hard to read, so the columns then go on on further pages.
_TRIED = ((PORTRAIT, 8.5), (LANDSCAPE, 8.5), (LANDSCAPE, 7.5), (LANDSCAPE, 6.5))
_BY_HAND = 11.0  # the width of a figure that is written by hand, in ems
_LEAST_TEXT = 130.0  # a longer text wraps at this width at the earliest, in points
_REPEATED = 2  # columns of text that begin every panel, so that its rows can be told apart

_ALL_ZERO = str.maketrans("123456789", "000000000")


@dataclass(frozen=True, slots=True)
class PrintColumn:
    """A column of the report, measured.

    Attributes:
        name: Of the column, for programs.
        index: Where its cells are in a row.
        title: Its head.
        is_figure: It stands flush right.
        write: From a cell to its text.
        widest: The width of its widest cell, in ems.
        head: The width of its head on one line, in ems of the bold face.
        word: The width of the longest word of its head.
        widths: The width of each cell in ems; only for text, which may have to wrap.
    """

    name: str
    index: int
    title: str
    is_figure: bool
    write: Callable[[Cell], str]
    widest: float
    head: float
    word: float
    widths: array[float]

    def least(self, size: float) -> float:
        """The width below which it would be cut, or look torn."""
        cell = self.widest * size
        return max(cell if self.is_figure else min(cell, _LEAST_TEXT), self.word * size)

    def best(self, size: float) -> float:
        """The width at which nothing wraps."""
        return max(self.widest, self.head) * size


@dataclass(frozen=True, slots=True)
class Placed:
    """A column on the page, from `left` to `right`, in points from the left margin."""

    column: PrintColumn
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Plan:
    """The size of paper and text, and the panels: what does not fit beside each other goes on further pages.

    Attributes:
        titles: What the part of the table is called that begins with each panel, or "".
    """

    paper: Paper
    size: float
    panels: tuple[tuple[Placed, ...], ...]
    titles: tuple[str, ...]

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.paper[0] - 2 * MARGIN


def figure_width(text: str) -> float:
    """The width of a written figure in ems."""
    return figure_shape(text)[0]


def figure_shape(text: str) -> tuple[float, bool]:
    """The width of a written figure in ems, and whether it is plain: no sign in it bears on directions.

    All digits are equally wide, so that figures of one shape are measured once.
    """
    return _shape(text.translate(_ALL_ZERO))


@cache
def _shape(shape: str) -> tuple[float, bool]:
    return measure_em(shape), latin(bold=False).plain.keys() >= set(shape)


def measure_columns(report: Report, language: str, sums: Set[int] = frozenset()) -> list[PrintColumn]:
    """Measure every column of a report that people read, its totals included.

    Args:
        sums: The rows that are printed in bold.
    """
    totals = report.total_row()
    return [
        _measured(report, column, index, language, totals[index], sums)
        for index, column in enumerate(report.columns)
        if not column.is_key
    ]


def cell_writers(report: Report, language: str) -> list[Callable[[Cell], str]]:
    """From a cell of each column to its text, for whoever shows the report elsewhere: the same digits as on paper."""
    return [_writer(report, column, index, language) for index, column in enumerate(report.columns)]


def _measured(report: Report, column: Column, index: int, language: str, total: Cell, sums: Set[int]) -> PrintColumn:
    write = _writer(report, column, index, language)
    # Of quantities in several units the largest figure may have fewer decimals than others: room is left for both.
    wide = _writer(report, column, index, language, in_line=True)
    widths = array("f")
    widest = measure_em(wide(total), bold=True) if total is not None else 0.0
    if column.unit.is_figure:
        # Digits are equally wide, so the widest figure is the largest or the smallest.
        figures = [int(cell) for row in report.rows if (cell := row[index]) is not None]
        extremes = (min(figures), max(figures)) if figures else ()
        widest = max(widest, *(figure_width(wide(figure)) for figure in extremes), 0.0)
    else:
        widths = array("f", (measure_em(write(row[index])) for row in report.rows))
        for place in sums:
            widths[place] = measure_em(write(report.rows[place][index]), bold=True)
        widest = max(widest, max(widths, default=0.0))
    widest = max(widest, _BY_HAND) if column.is_blank else widest
    word = max((measure_em(word, bold=True) for word in column.title.split()), default=0.0)
    head = measure_em(column.title, bold=True)
    return PrintColumn(column.name, index, column.title, column.unit.is_figure, write, widest, head, word, widths)


def _writer(
    report: Report, column: Column, index: int, language: str, *, in_line: bool = False
) -> Callable[[Cell], str]:
    """One pattern for a whole column, with as many decimals as its longest figure needs: so they stand in line.

    Quantities of goods in several units each have their own, or pieces would have those of kilograms; `in_line` leaves
    them in line with the others.
    """
    if column.unit is Unit.DATE:
        return lambda cell: form.day(date.fromisoformat(str(cell)), language) if cell is not None else ""
    if column.unit is Unit.MOMENT:
        return lambda cell: form.moment(datetime.fromisoformat(str(cell)), language) if cell is not None else ""
    if column.is_code:
        return lambda cell: code_words(str(cell)) if cell is not None else ""
    if column.is_weekday:
        names = {name: form.weekday(place, language) for place, name in enumerate(WEEKDAYS)}
        return lambda cell: names.get(str(cell), "")
    if column.is_month:
        return lambda cell: form.month(str(cell), language) if cell is not None else ""
    if column.unit is Unit.TEXT:
        return lambda cell: str(cell) if cell is not None else ""
    digits = digits_of(column.unit, report.currency)
    if column.unit is Unit.QUANTITY and not in_line and report.units_differ():
        write = form.number_pattern(digits, 0, language).write
        return lambda cell: write(cell) if isinstance(cell, int) else ""
    cells = [row[index] for row in report.rows]
    decimals = _decimals([*cells, report.totals.get(column.name)], digits, _least_decimals(column.unit, report))
    if column.unit is Unit.PERCENT:
        write = form.percent_pattern(decimals, language).write
    else:
        write = form.number_pattern(digits, decimals, language).write
    return lambda cell: write(cell) if isinstance(cell, int) else ""


def _least_decimals(unit: Unit, report: Report) -> int:
    return report.currency.digits if unit in {Unit.MONEY, Unit.UNIT_COST} else 0


def _decimals(cells: Iterable[Cell], digits: int, least: int) -> int:
    """How many decimals show every figure of a column whole."""
    figures = [cell for cell in cells if isinstance(cell, int)]
    for decimals in range(least, digits):
        step = 10 ** (digits - decimals)
        if not any(figure % step for figure in figures):
            return decimals
    return digits


def plan(columns: Sequence[PrintColumn], wished: Paper | None = None, parts: Sequence[Part] = ()) -> Plan:
    """The largest text on the smallest paper, or the one wished for, on which all columns fit, else in panels.

    Args:
        columns: The columns, in order.
        wished: The only paper to be thought of.
        parts: Which columns stand beside each other; one part stands below the other.
    """
    rows = [_of_part(columns, part) for part in parts] or [list(columns)]
    titles = [part.title for part in parts] or [""]
    for paper, size in _TRIED:
        if wished not in {None, paper}:
            continue
        room = paper[0] - 2 * MARGIN
        if all(_least(row, size) <= room for row in rows):
            return Plan(paper, size, tuple(_placed(row, size, room) for row in rows), tuple(titles))
    paper, size = LANDSCAPE, 7.5
    room = paper[0] - 2 * MARGIN
    panels = [(panel, title) for row, title in zip(rows, titles, strict=True) for panel in _panels(row, size, room)]
    return Plan(
        paper, size, tuple(_placed(panel, size, room) for panel, _ in panels), tuple(title for _, title in panels)
    )


def _of_part(columns: Sequence[PrintColumn], part: Part) -> list[PrintColumn]:
    by_name = {column.name: column for column in columns}
    return [by_name[name] for name in part.columns if name in by_name]


def _least(columns: Sequence[PrintColumn], size: float) -> float:
    return sum(column.least(size) for column in columns) + GAP * (len(columns) - 1)


def _panels(columns: Sequence[PrintColumn], size: float, room: float) -> list[list[PrintColumn]]:
    repeated = [column for column in columns[:_REPEATED] if not column.is_figure]
    rest = columns[len(repeated) :]
    panels: list[list[PrintColumn]] = [list(repeated)]
    for column in rest:
        panel = panels[-1]
        needed = sum(other.least(size) + GAP for other in panel) + column.least(size)
        if needed > room and len(panel) > len(repeated):
            panel = list(repeated)
            panels.append(panel)
        panel.append(column)
    return panels


def _placed(columns: Sequence[PrintColumn], size: float, room: float) -> tuple[Placed, ...]:
    """Give each column what it needs at the least, then share what is left among those that would wrap."""
    widths = [column.least(size) for column in columns]
    left = room - sum(widths) - GAP * (len(columns) - 1)
    wishes = [column.best(size) - width for column, width in zip(columns, widths, strict=True)]
    while left > 0.5 and any(wish > 0.5 for wish in wishes):
        share = left / sum(wish > 0.5 for wish in wishes)
        for index, wish in enumerate(wishes):
            if wish > 0.5:
                given = min(wish, share)
                widths[index] += given
                wishes[index] -= given
                left -= given
    # What nobody needs widens the gaps, so that the table reaches from margin to margin.
    gap = GAP + max(left, 0.0) / max(len(columns) - 1, 1)
    placed, x = [], 0.0
    for column, width in zip(columns, widths, strict=True):
        placed.append(Placed(column, x, x + width))
        x += width + gap
    return tuple(placed)
