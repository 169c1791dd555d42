"""The lines of a review whose figures are the widest: columns have room for those, and so for all others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.count_review import ReviewLine


def extremes(lines: Iterable[ReviewLine]) -> tuple[ReviewLine, ...]:
    """The lines that have the largest or the smallest figure of a column, in each unit; all digits are equally wide.

    One walk: a review of many thousand lines is read on another thread, and the window asks for a handful of texts.
    """
    least: dict[tuple[str, str], tuple[int, ReviewLine]] = {}
    most: dict[tuple[str, str], tuple[int, ReviewLine]] = {}
    for line in lines:
        unit, found = line.goods.unit, line.found
        for name, figure in (
            ("counted", 0 if found is None else found.found_milli + line.counter_milli),
            ("since", line.says.since_milli),
            ("expected", line.expected_milli),
            ("difference", line.difference_milli),
            ("value", line.value_minor),
        ):
            key = name, unit
            if key not in most:
                least[key] = most[key] = figure, line
            elif figure > most[key][0]:
                most[key] = figure, line
            elif figure < least[key][0]:
                least[key] = figure, line
    return tuple({id(line): line for one in (least, most) for _, line in one.values()}.values())
