"""The lines of a period's pack: terms with their sign, sums with a rule over them, identities that are ticked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.printing import format as form
from app.printing.page import Block, Mark, Rule, Words
from app.printing.report_columns import MARGIN, PORTRAIT
from app.printing.text import Align, Style, fit, wrap
from app.reports.report import Report

ROOM = PORTRAIT[0] - 2 * MARGIN
BODY, BOLD = Style(9), Style(9, bold=True)
SMALL = Style(8, gray=0.35)
LINE = 13.5
_RULED = 4.0  # more height of a line with a rule over it
TICK = "\u2713"


def row(sign: str, title: str, cells: Sequence[str], *, style: Style = BODY, width: float = 85.0) -> Block:
    """A term: its sign or tick, its name, which wraps, and its figures in columns from the right edge."""
    room = ROOM - 20 - width * len(cells)
    lines = wrap(title, style, room)
    marks = [Words(0, 10, sign, style)]
    marks += [Words(14, 10 + down * LINE, line, style) for down, line in enumerate(lines)]
    marks += [
        Words(ROOM - (len(cells) - 1 - place) * width, 10, cell, style, Align.RIGHT, column=width)
        for place, cell in enumerate(cells)
    ]
    return Block(LINE * max(len(lines), 1), tuple(marks))


def title_of(text: str) -> Block:
    """The head of a part, on the page of what follows."""
    marks: tuple[Mark, ...] = (Words(0, 22, text, Style(11, bold=True)), Rule(0, ROOM, 26))
    return Block(30, marks, joined=True)


def three(sign: str, title: str, quantity: str, value: str, *, style: Style = BODY) -> Block:
    """A term with a quantity and a value."""
    return row(sign, title, (quantity, value), style=style, width=100)


def sum_of(sign: str, title: str, cells: Sequence[str]) -> Block:
    """A sum, with a rule over it."""
    return ruled(row(sign, title, cells, style=BOLD), ((0, ROOM),))


def ruled(line: Block, rules: Sequence[tuple[float, float]]) -> Block:
    """A line of sums, with a rule over each of them."""
    lowered = tuple(replace(mark, down=mark.down + _RULED) for mark in line.marks)
    return replace(line, height=line.height + _RULED, marks=(*(Rule(*ends, 2) for ends in rules), *lowered))


Cost = tuple[str, str, str]
"""Sign, name and column of a term of the cost of goods; or its written value in place of the column."""


def beside(one: Cost, other: Cost, *, style: Style = BODY, is_sum: bool = False) -> Block:
    """Two terms beside each other, each with its sign and value."""
    half = ROOM / 2
    marks: list[Mark] = []
    for left, (sign, title, value) in ((0.0, one), (half + 12, other)):
        wide = half - 12
        marks += [
            Words(left, 10, sign, style),
            Words(left + 14, 10, fit(title, style, wide - 90), style),
            Words(left + wide, 10, value, style, Align.RIGHT, column=80),
        ]
    line = Block(LINE, tuple(marks))
    return ruled(line, ((0, half - 12), (half + 12, ROOM))) if is_sum else line


def cost(report: Report, one: Cost | None, language: str) -> Cost:
    """A term of the cost of goods, written; empty where one side has fewer of them."""
    return ("", "", "") if one is None else (one[0], one[1], money(report, one[2], language))


def amount(title: str, value: str, *, bold: bool = False) -> Block:
    """A name and an amount."""
    return three("", title, "", value, style=BOLD if bold else BODY)


def ticked(title: str, difference_minor: int, report: Report, language: str) -> Block:
    """An identity with what is left over, ticked when that is nothing."""
    mark = TICK if not difference_minor else "\u2717"
    return three(mark, title, "", form.amount(difference_minor, report.currency, language), style=SMALL)


def ticked_quantities(title: str, differences_milli: Sequence[int], language: str, *, is_wide: bool) -> Block:
    """The same for quantities, each of its own unit; `is_wide`: behind them is an empty place for the value."""
    mark = TICK if not any(differences_milli) else "\u2717"
    cells = [form.quantity(one, language) for one in differences_milli]
    return row(mark, title, [*cells, ""] if is_wide else cells, style=SMALL)


def raw(report: Report, name: str) -> int:
    """A total as the report holds it; zero for one that it has not."""
    return int(report.totals.get(name) or 0)


def money(report: Report, name: str, language: str) -> str:
    """A total, written; "not known" where a shop that lives by counts alone cannot know it."""
    cell = report.totals.get(name)
    if cell is None and name in _NOT_KNOWN:
        return "not known"
    return form.amount(int(cell or 0), report.currency, language)


# A shop that lives by counts alone does not know what shrank.
_NOT_KNOWN = frozenset({"shrinkage_value", "count_losses_value", "count_gains_value"})
