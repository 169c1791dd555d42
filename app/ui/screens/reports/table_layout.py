"""How the columns of a report share the room of the screen.

Where they do not fit, one thing is tried after another: heads on two lines, codes and categories below the names,
shorter names. What is a figure, a day or a number is never cut; a table that needs more room is moved sideways, and
begins with whole columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from app.reports.report import Column, Unit

_NARROWEST, _WIDEST, _PADDING = 40, 400, 18  # px
_SHORT, _SHORTEST = 130, 84  # px that a name keeps at first, and in the end, where figures need the room
_WIDE = 220  # px that a name has at most where all do not fit
_STEP = 4  # px
_GAP = re.compile(r"\s+(?=\w)|(?<=\w)-(?=\w)")  # no sign or arrow stands alone
# What is cut would be read as another.
_NUMBERS = frozenset({"sku", "number", "first_number", "last_number"})
_BELOW = ("sku", "unit", "category", "supplier", "zone", "lot", "serial")


@dataclass(frozen=True, slots=True)
class Measured:
    """A column as it is to be shown, and what it needs.

    Attributes:
        head: Its title, with its arrow if the rows go by it.
        needs: The width of its widest text, in pixels.
    """

    column: Column
    head: str
    needs: int

    @property
    def is_name(self) -> bool:
        """Whether it may be cut."""
        return self.column.unit is Unit.TEXT and self.column.name not in _NUMBERS and not self.column.is_key


@dataclass(frozen=True, slots=True)
class Layout:
    """What came of it.

    Attributes:
        heads: The head of each column.
        widths: How wide each column is; 0 for one that is not shown.
        base: The column below whose texts the others stand, or -1.
        below: Those columns.
    """

    heads: tuple[str, ...]
    widths: tuple[int, ...]
    base: int = -1
    below: tuple[int, ...] = ()


def lay_out(columns: Sequence[Measured], room: int, measure: Callable[[str], int]) -> Layout:
    """Share the room out.

    Args:
        columns: All columns, the hidden keys among them.
        room: The width of the table.
        measure: How wide a line of a head is.
    """
    plain = _laid(columns, [one.head for one in columns], measure)
    if sum(plain.widths) <= room:
        return _filled(plain, columns, room)
    wrapped = _laid(columns, [_on_two_lines(one.head, measure) for one in columns], measure)
    folded = _folded(wrapped, columns)
    for layout, least in ((wrapped, _SHORT), (folded, _SHORTEST)):
        if sum(layout.widths) <= room:
            return _filled(layout, columns, room)
        narrowed = _narrowed(layout, columns, room, least)
        if sum(narrowed.widths) <= room:
            return narrowed
    names = _names(folded, columns)
    widths = [min(width, _WIDE) if place in names else width for place, width in enumerate(folded.widths)]
    return _filled(replace(folded, widths=tuple(widths)), columns, room)


def _laid(columns: Sequence[Measured], heads: Sequence[str], measure: Callable[[str], int]) -> Layout:
    widths = []
    for one, head in zip(columns, heads, strict=True):
        widest = max(one.needs, _NARROWEST, *(measure(line) for line in head.split("\n")))
        widths.append(0 if one.column.is_key else min(widest, _WIDEST) + _PADDING)
    return Layout(tuple(heads), tuple(widths))


def _on_two_lines(head: str, measure: Callable[[str], int]) -> str:
    """Broken between words where the longer line is the shortest."""
    ways = [f"{head[: gap.end()].rstrip()}\n{head[gap.end() :]}" for gap in _GAP.finditer(head)]
    return min(ways, key=lambda way: max(measure(line) for line in way.split("\n")), default=head)


def _folded(layout: Layout, columns: Sequence[Measured]) -> Layout:
    """Codes and categories below the names; beside no name, the unit below the code."""
    places = {one.column.name: place for place, one in enumerate(columns)}
    base = places.get("name", places.get("sku", -1))
    below = tuple(places[name] for name in _BELOW if name in places and places[name] != base)
    if base < 0 or not below:
        return layout
    widths = list(layout.widths)
    for place in below:
        # A code is not cut there, either.
        if columns[place].column.name in _NUMBERS:
            widths[base] = max(widths[base], widths[place])
        widths[place] = 0
    return replace(layout, widths=tuple(widths), base=base, below=below)


def _names(layout: Layout, columns: Sequence[Measured]) -> list[int]:
    return [place for place, one in enumerate(columns) if one.is_name and layout.widths[place]]


def _narrowed(layout: Layout, columns: Sequence[Measured], room: int, least: int) -> Layout:
    """What is missing is taken from the names, the widest first, as far as they go."""
    widths, names = list(layout.widths), _names(layout, columns)
    missing = sum(widths) - room
    if missing > sum(max(widths[place] - least, 0) for place in names):
        return layout
    while missing > 0:
        taken = min(missing, _STEP)
        widths[max(names, key=widths.__getitem__)] -= taken
        missing -= taken
    return replace(layout, widths=tuple(widths))


def _filled(layout: Layout, columns: Sequence[Measured], room: int) -> Layout:
    """What is left goes to the widest of text; no column is seen in half before the table is moved."""
    widths, ends = list(layout.widths), list(accumulate(layout.widths))
    seen = [place for place, end in enumerate(ends) if widths[place] and end <= room]
    texts = [place for place in seen if not columns[place].column.unit.is_figure]
    if texts:
        widths[max(texts, key=widths.__getitem__)] += room - ends[seen[-1]]
    return replace(layout, widths=tuple(widths))
