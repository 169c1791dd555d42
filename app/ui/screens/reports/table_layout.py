"""How the columns of a report share the room of the screen.

Where they do not fit, one thing is tried after another: heads on two lines, codes and categories below the names,
numbers and places below the days, no room for columns in which nothing stands, and at last shorter names. What is a
figure, a day or a number is never cut: the columns of a table that needs more room are looked at in panels, each with
what its rows are of in front, as on paper.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from app.reports.report import Column, Part, Unit

_NARROWEST, _WIDEST, _PADDING = 40, 400, 18  # px; no text takes more than the widest
_WIDE = 220  # px in which most names are read whole
_LEAST = (_WIDEST, _WIDE, 180, 150, 120)  # px that a name keeps at first, and later, where figures need them
_SHORTEST = 84  # px that it keeps in the end, with what stands below it cut
_LINE_BELOW = 13 / 15  # of the width of a text, in the small letters of a second line
_DOT = 14  # px between two texts of a second line
_STEP = 4  # px
_MOST_IN_FRONT = 0.5  # of the room, for what the rows of a panel are of
_GAP = re.compile(r"\s+(?=\w)|(?<=\w)-(?=\w)")  # no sign or arrow stands alone
# What is cut would be read as another.
_NUMBERS = frozenset({"sku", "number", "first_number", "last_number"})
# What stands below what, where it must: of each column the first of the names that is there.
_NAMES = (("name", "sku"), ("sku", "unit", "category", "supplier", "zone", "lot", "serial", "line", "kind"))
_MORE_NAMES = (_NAMES[0], (*_NAMES[1], "codes", "tax_code", "parts", "counted_by"))
_DAYS = (("at", "book_date", "ordered"), ("number", "location", "till"))

Fold = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Measured:
    """A column as it is to be shown, and what it needs.

    Attributes:
        head: Its title, with its arrow if the rows go by it.
        needs: The width of its widest text, in pixels; 0 where nothing stands in it.
    """

    column: Column
    head: str
    needs: int

    @property
    def is_name(self) -> bool:
        """Whether it may be cut."""
        return self.column.unit is Unit.TEXT and self.column.name not in _NUMBERS and not self.column.is_key


@dataclass(frozen=True, slots=True)
class Panel:
    """Columns that are seen beside each other.

    Attributes:
        title: What they are called, or "".
        widths: How wide each column is; 0 for one that is not shown.
    """

    title: str
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """What came of it.

    Attributes:
        heads: The head of each column.
        widths: How wide each column is; 0 for one that has no place of its own.
        below: The columns below whose texts others stand, and those.
        panels: What is seen at a time: all columns, or where they do not fit some of them.
    """

    heads: tuple[str, ...]
    widths: tuple[int, ...]
    below: Mapping[int, tuple[int, ...]] = field(default_factory=lambda: MappingProxyType({}))
    panels: tuple[Panel, ...] = ()


def lay_out(
    columns: Sequence[Measured], room: int, measure: Callable[[str], int], parts: Sequence[Part] = ()
) -> Layout:
    """Share the room out.

    Args:
        columns: All columns, the hidden keys among them.
        room: The width of the table.
        measure: How wide a line of a head is.
        parts: What stands beside each other where all do not fit; () is whatever has room.
    """
    plain = _laid(columns, [one.head for one in columns], measure)
    if sum(plain.widths) <= room:
        return _whole(_filled(plain, columns, room))
    wrapped = _laid(columns, [_on_two_lines(one.head, measure) for one in columns], measure)
    folded = _folded(wrapped, columns, _NAMES)
    by_day = _folded(folded, columns, _DAYS)
    most = _folded(_folded(wrapped, columns, _MORE_NAMES), columns, _DAYS)
    tight = [wrapped, folded, by_day, most]
    tight += [_without_empty(way, columns) for way in tight]
    roomy = [_roomy(way, columns) for way in tight]
    for ways, least in (*((roomy, least) for least in _LEAST), (tight, _SHORTEST)):
        for way in ways:
            narrowed = _narrowed(way, columns, room, least)
            if sum(narrowed.widths) <= room:
                return _whole(_filled(narrowed, columns, room))
    return _in_panels(folded, columns, room, parts)


def _whole(layout: Layout) -> Layout:
    return replace(layout, panels=(Panel("", layout.widths),))


def _laid(columns: Sequence[Measured], heads: Sequence[str], measure: Callable[[str], int]) -> Layout:
    widths = []
    for one, head in zip(columns, heads, strict=True):
        widest = max(one.needs, _NARROWEST, *(measure(line) for line in head.split("\n")))
        widths.append(0 if one.column.is_key else min(widest + _PADDING, _WIDEST))
    return Layout(tuple(heads), tuple(widths))


def _on_two_lines(head: str, measure: Callable[[str], int]) -> str:
    """Broken between words where the longer line is the shortest."""
    ways = [f"{head[: gap.end()].rstrip()}\n{head[gap.end() :]}" for gap in _GAP.finditer(head)]
    return min(ways, key=lambda way: max(measure(line) for line in way.split("\n")), default=head)


def _folded(layout: Layout, columns: Sequence[Measured], fold: Fold) -> Layout:
    """Codes and categories below the names, or numbers and places below the days."""
    places = {one.column.name: place for place, one in enumerate(columns) if layout.widths[place]}
    base = next((places[name] for name in fold[0] if name in places), -1)
    below = tuple(places[name] for name in fold[1] if name in places and places[name] != base)
    if base < 0 or not below:
        return layout
    widths = list(layout.widths)
    for place in below:
        # A code is not cut there, either.
        if columns[place].column.name in _NUMBERS:
            widths[base] = max(widths[base], widths[place])
        widths[place] = 0
    return replace(layout, widths=tuple(widths), below=MappingProxyType({**layout.below, base: below}))


def _roomy(layout: Layout, columns: Sequence[Measured]) -> Layout:
    """With what stands below a text in sight, too."""
    widths = list(layout.widths)
    for base, below in layout.below.items():
        needs = [columns[place].needs for place in below if columns[place].needs]
        line = int(sum(needs) * _LINE_BELOW) + _DOT * (len(needs) - 1) + _PADDING
        widths[base] = max(widths[base], min(line, _WIDE))
    return replace(layout, widths=tuple(widths))


def _without_empty(layout: Layout, columns: Sequence[Measured]) -> Layout:
    """Without columns in which nothing stands: their heads alone would cut what does. The first always stays."""
    shown = [place for place, width in enumerate(layout.widths) if width]
    kept = {place for place in shown if columns[place].needs or place in layout.below} | {*shown[:1]}
    return replace(layout, widths=tuple(width if at in kept else 0 for at, width in enumerate(layout.widths)))


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
    """What is left goes to texts that are cut, then to the name, or else to the widest of text."""
    widths = list(layout.widths)
    texts = [place for place, width in enumerate(widths) if width and not columns[place].column.unit.is_figure]
    for place in texts:
        missing = columns[place].needs + _PADDING - widths[place]
        widths[place] += max(min(missing, room - sum(widths)), 0)
    if texts:
        widest = max(texts, key=lambda place: (columns[place].column.name == "name", widths[place]))
        widths[widest] += room - sum(widths)
    return replace(layout, widths=tuple(widths))


def _in_panels(layout: Layout, columns: Sequence[Measured], room: int, parts: Sequence[Part]) -> Layout:
    """All columns, some at a time; what the rows are of stands in front of each."""
    names = _names(layout, columns)
    widths = [min(width, _WIDE) if place in names else width for place, width in enumerate(layout.widths)]
    shown = [place for place, width in enumerate(widths) if width]
    front = _in_front(shown, widths, columns, room)
    place_of = {columns[place].column.name: place for place in shown}
    groups = [[place_of[name] for name in part.columns if name in place_of] for part in parts] or [shown]
    titles = [part.title for part in parts] or [""]
    panels = []
    for title, group in zip(titles, groups, strict=True):
        for some in _shared([place for place in group if place not in front], widths, room - _sum(front, widths)):
            seen = {*front, *some}
            of = [width if place in seen else 0 for place, width in enumerate(widths)]
            first, last = (columns[place].column.title for place in (some[0], some[-1]))
            told = title or (first if first == last else f"{first} \u2013 {last}")
            panels.append(Panel(told, _filled(replace(layout, widths=tuple(of)), columns, room).widths))
    return replace(layout, widths=tuple(widths), panels=tuple(panels))


def _in_front(shown: Sequence[int], widths: Sequence[int], columns: Sequence[Measured], room: int) -> list[int]:
    """What the rows are of: the columns before the first figure, as far as they leave room for others."""
    front: list[int] = []
    for place in shown:
        if columns[place].column.unit.is_figure or _sum([*front, place], widths) > room * _MOST_IN_FRONT:
            break
        front.append(place)
    return front


def _shared(places: Sequence[int], widths: Sequence[int], room: int) -> list[list[int]]:
    """Columns shared out to as few panels as there must be, and those filled alike."""
    least = _cut(places, widths, room)
    for limit in range(_sum(places, widths) // max(len(least), 1), room, _STEP):
        cut = _cut(places, widths, limit)
        if len(cut) == len(least):
            return cut
    return least


def _cut(places: Sequence[int], widths: Sequence[int], room: int) -> list[list[int]]:
    panels: list[list[int]] = []
    for place in places:
        if panels and _sum([*panels[-1], place], widths) <= room:
            panels[-1].append(place)
        else:
            panels.append([place])
    return panels


def _sum(places: Sequence[int], widths: Sequence[int]) -> int:
    return sum(widths[place] for place in places)
