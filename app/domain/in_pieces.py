"""Sorting that lets other threads run: while Python sorts a list, or frees one, nothing else of the program does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from heapq import merge
from typing import Any, TypeVar

T = TypeVar("T")

_AT_ONCE = 5000


def sorted_in_pieces(rows: Iterable[T], key: Callable[[T], Any]) -> list[T]:
    """The rows in the order of their keys, as `sorted` has them: equal ones stay in the order in which they came."""
    every = list(rows)
    if len(every) <= _AT_ONCE:
        return sorted(every, key=key)
    pieces = [sorted(every[start : start + _AT_ONCE], key=key) for start in range(0, len(every), _AT_ONCE)]
    return list(merge(*pieces, key=key))
