"""What the differences of a count are worth, about: what is missing apart from what is too much."""

from __future__ import annotations

from collections.abc import Iterable
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from app.domain.count_review import State

if TYPE_CHECKING:
    from app.domain.count_review import ReviewLine


class Worth(NamedTuple):
    """What differences are worth, about; the figures are those of `PostAsked`."""

    differing: int = 0
    losses_minor: int = 0
    gains_minor: int = 0
    opening_minor: int = 0
    opened: int = 0

    @property
    def value_minor(self) -> int:
        """All of it."""
        return self.losses_minor + self.gains_minor + self.opening_minor

    def plus(self, other: Worth) -> Worth:
        """Both together."""
        return Worth(*map(add, self, other))


def worth_of(lines: Iterable[ReviewLine]) -> Worth:
    """What differences are worth, in one walk."""
    differing = losses = gains = opening = opened = 0
    for line in lines:
        if not line.differs:
            continue
        if line.state is State.OPENING:
            opening += line.value_minor
            opened += 1
            continue
        differing += 1
        losses += line.losses_minor
        gains += line.gains_minor
    return Worth(differing, losses, gains, opening, opened)
