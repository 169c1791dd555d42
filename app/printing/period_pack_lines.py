"""The lines of a period's pack: terms with their sign, sums with a rule over them, identities that are ticked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.printing import format as form
from app.printing.page import Block, Mark, Rule, Words
from app.printing.report_columns import MARGIN, PORTRAIT
from app.printing.text import Align, Style, fit
from app.reports.report import Report

ROOM = PORTRAIT[0] - 2 * MARGIN
BODY, BOLD = Style(9), Style(9, bold=True)
SMALL = Style(8, gray=0.35)
LINE = 13.5
_RULED = 4.0  # more height of a line with a rule over it
TICK = "\u2713"


def three(sign: str, title: str, quantity: str, value: str, *, style: Style = BODY) -> Block:
    """A term: its sign or tick, its name, quantity and value."""
    return Block(
        LINE,
        (
            Words(0, 10, sign, style),
            Words(14, 10, fit(title, style, ROOM - 220), style),
            Words(ROOM - 100, 10, quantity, style, Align.RIGHT, column=100),
            Words(ROOM, 10, value, style, Align.RIGHT, column=90),
        ),
    )


def line_of_sum(sign: str, title: str, quantity: str, value: str) -> Block:
    """A sum, with a rule over it."""
    return ruled(three(sign, title, quantity, value, style=BOLD), ((0, ROOM),))


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


def ticked_quantity(title: str, difference_milli: int, language: str) -> Block:
    """The same for a quantity."""
    mark = TICK if not difference_milli else "\u2717"
    return three(mark, title, form.quantity(difference_milli, language), "", style=SMALL)


def raw(report: Report, name: str) -> int:
    """A total as the report holds it; zero for one that it has not."""
    return int(report.totals.get(name) or 0)


def has(report: Report, stem: str) -> bool:
    """Whether anything is in the quantity or the value of a term."""
    return bool(raw(report, f"{stem}_quantity") or raw(report, f"{stem}_value"))


def money(report: Report, name: str, language: str) -> str:
    """A total, written; "not known" where a shop that lives by counts alone cannot know it."""
    cell = report.totals.get(name)
    if cell is None and name in _NOT_KNOWN:
        return "not known"
    return form.amount(int(cell or 0), report.currency, language)


def quantity(report: Report, name: str, language: str) -> str:
    """A total quantity, written; empty where there is none."""
    cell = report.totals.get(name)
    return form.quantity(int(cell), language) if isinstance(cell, int) else ""


# A shop that lives by counts alone does not know what shrank.
_NOT_KNOWN = frozenset({"shrinkage_value", "count_losses_value", "count_gains_value"})
