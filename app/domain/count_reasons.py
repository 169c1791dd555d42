"""Which reasons a difference of a count can have: nothing that is there too much was stolen."""

from __future__ import annotations

from collections.abc import Iterable

_OF_LOSSES = frozenset({"damaged", "expired", "stolen", "own_use"})
_OF_GAINS = frozenset({"found"})


def fitting(reasons: Iterable[str], difference_milli: int) -> tuple[str, ...]:
    """The reasons that can be given for a difference; the shop's own ones can be given for any.

    Args:
        reasons: All there are.
        difference_milli: 0 where as many are there, and not the same.
    """
    barred = _OF_GAINS if difference_milli < 0 else _OF_LOSSES if difference_milli > 0 else frozenset[str]()
    return tuple(one for one in reasons if one not in barred)
