"""The rule by which the differences of a stocktake are counted again, and whether somebody made it looser meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.domain.count_review import Tolerance


class Rule(NamedTuple):
    """From which difference on goods are counted again, and whether by somebody else."""

    tolerance: Tolerance
    second_person: bool

    def is_looser_than(self, other: Rule) -> bool:
        """Whether it lets something pass that another one would not."""
        return (other.second_person and not self.second_person) or self.tolerance.is_looser_than(other.tolerance)


class RuleChange(NamedTuple):
    """The rule that held before it was changed, and the name of who did that."""

    before: Rule
    by: str


class Loosened(NamedTuple):
    """A rule that was made looser: what it was at first, what it came to, and the names of who did that."""

    first: Rule
    last: Rule
    people: tuple[str, ...]


def loosened(changes: Sequence[RuleChange], last: Rule) -> Loosened | None:
    """Whether the rule of a stocktake came to be looser than it was begun with; None where it is as strict.

    Args:
        changes: In order.
        last: The rule that holds.
    """
    if not changes or not last.is_looser_than(changes[0].before):
        return None
    after = [*(one.before for one in changes[1:]), last]
    people = [one.by for one, rule in zip(changes, after, strict=True) if rule.is_looser_than(one.before)]
    return Loosened(changes[0].before, last, tuple(dict.fromkeys(people)))
