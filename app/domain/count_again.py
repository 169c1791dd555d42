"""What of a stocktake is to be counted again, without what the book expects: counting is blind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from app.domain.count_review import WANTS_RECOUNT, ReviewLine, State
from app.domain.count_sheet import Goods


class Again(NamedTuple):
    """Goods to be counted again.

    Attributes:
        zones, people: Where they were found, and the codes of who counted them.
        state: Why.
        by_another: It is settled by somebody else than who asks.
        is_wanted: Whoever reviews wants it, whatever is tolerated.
    """

    goods: Goods
    zones: tuple[str, ...]
    people: tuple[str, ...]
    state: State
    by_another: bool = False
    is_wanted: bool = False


def wanted_again(lines: Iterable[ReviewLine], person: str, *, second_person: bool) -> tuple[Again, ...]:
    """What of a review is to be counted again.

    Args:
        lines: Of the review.
        person: The code of who asks.
        second_person: Whether somebody else counts again.
    """
    return tuple(
        Again(
            line.goods,
            tuple(dict.fromkeys(part.place for part in line.found.parts)),
            line.found.people,
            line.state,
            second_person and line.state is State.RECOUNT and person in line.found.people,
            line.is_wanted,
        )
        for line in lines
        if line.state in WANTS_RECOUNT and line.found is not None
    )
