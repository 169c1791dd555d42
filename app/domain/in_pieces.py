"""Long lists are sorted and freed a piece at a time: while Python does either, no other thread of the program runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from heapq import merge
from traceback import clear_frames
from types import TracebackType
from typing import Any, Self, TypeVar

T = TypeVar("T")

_AT_ONCE = 5000
_FREED_AT_ONCE = 500


def sorted_in_pieces(rows: Iterable[T], key: Callable[[T], Any]) -> list[T]:
    """The rows in the order of their keys, as `sorted` has them: equal ones stay in the order in which they came."""
    every = list(rows)
    if len(every) <= _AT_ONCE:
        return sorted(every, key=key)
    pieces = [sorted(every[start : start + _AT_ONCE], key=key) for start in range(0, len(every), _AT_ONCE)]
    return list(merge(*pieces, key=key))


class Held:
    """What a long work has made, kept until `let_go` frees it piece by piece behind everybody else's back.

    As a `with` block it is let go of at the end of that, also where the work is stopped: then no error keeps any of it.
    """

    def __init__(self) -> None:
        self._lists: list[list[object]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: object, _error: object, trace: TracebackType | None) -> None:
        clear_frames(trace)
        self.let_go()

    def keep(self, *lists: Iterable[object]) -> None:
        """Hold what is in these, so that it stays when the work returns."""
        self._lists += [list(one) for one in lists]

    def let_go(self) -> None:
        """Free it; call it where nobody else holds it any more."""
        for one in self._lists:
            while one:
                del one[-_FREED_AT_ONCE:]
        self._lists = []
