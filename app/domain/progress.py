"""How far a long work is, for whoever waits for it and may stop it. It costs nothing where nobody asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

Progress = Callable[[int, int], None]
"""Is told how many of how many are done. What it raises stops the work."""

_AT_ONCE = 1000
_PERCENT = 100


def told(rows: Iterable[T], many: int, progress: Progress | None) -> Iterable[T]:
    """The rows, as they are; at every thousandth somebody is told how far it is.

    Args:
        rows: What is worked at.
        many: How many there are.
        progress: Who is told; None is nobody.
    """
    return rows if progress is None else _told(rows, many, progress)


def _told(rows: Iterable[T], many: int, progress: Progress) -> Iterator[T]:
    left, done = iter(rows), 0
    while piece := list(islice(left, _AT_ONCE)):
        progress(done, many)
        yield from piece
        done += len(piece)
    progress(many, many)


def share(progress: Progress | None, whole: int, begin: int, end: int) -> Progress | None:
    """Tells of a part of a work as of the whole of it.

    Args:
        progress: Who is told of the whole.
        whole: How many rows that has.
        begin: Percent of it that are done when the part begins.
        end: Percent that are done when it is over.
    """
    if progress is None:
        return None
    tell = progress

    def part(done: int, many: int) -> None:
        percent = begin * many + (end - begin) * done
        tell(whole * percent // (_PERCENT * many) if many else whole * begin // _PERCENT, whole)

    return part
