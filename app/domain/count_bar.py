"""Why something cannot be said of a line of the review: that it is right as it is, or why it differs."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.count_reasons import fitting
from app.domain.count_review import State

if TYPE_CHECKING:
    from app.domain.count_review import ReviewLine


class Bar(StrEnum):
    """Why not.

    `moved`, `unclear` and `unnamed` are not posted from this pass, whatever anybody says of them; `own` are counted by
    whoever would accept them, `unfit` are reasons that a difference of that sign cannot have.
    """

    MOVED = "moved"
    UNCLEAR = "unclear"
    UNNAMED = "unnamed"
    OWN = "own"
    UNFIT = "unfit"
    RIGHT = "right"
    USUAL = "usual"
    UNCOUNTED = "uncounted"


_BARS = {
    State.MOVED: Bar.MOVED,
    State.UNCLEAR: Bar.UNCLEAR,
    State.UNNAMED: Bar.UNNAMED,
    State.UNCOUNTED: Bar.UNCOUNTED,
    State.RIGHT: Bar.RIGHT,
    State.OPENING: Bar.USUAL,
    State.USED: Bar.USUAL,
}


def bar_to_accept(line: ReviewLine) -> Bar | None:
    """Why a difference cannot be accepted, None where it can. Opening stock and what was used need no accepting."""
    return _BARS.get(line.state)


def bar_to_reason(line: ReviewLine, reason: str = "") -> Bar | None:
    """Why a reason cannot be given, None where it can; "" is whether any can."""
    if line.found is None:
        return Bar.UNCOUNTED
    if not line.differs:
        return Bar.RIGHT
    return None if not reason or fitting([reason], line.difference_milli) else Bar.UNFIT
