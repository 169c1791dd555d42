"""What the counting screen lists, asks and says, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from app.domain.count_plan import Plan


@dataclass(frozen=True, slots=True)
class Said:
    """Something that the screen says; its words are in `texts` or, for a refusal, in `wording`.

    Attributes:
        kind: `info ok warn error`.
    """

    kind: str
    code: str
    facts: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


class Page(StrEnum):
    """Where one is: in the list, at the shelf, in the review."""

    START = "start"
    COUNT = "count"
    REVIEW = "review"


class StartKind(StrEnum):
    """What a row of the start list is."""

    STOCKTAKE = "stocktake"
    PLAN = "plan"
    POSTED = "posted"


@dataclass(frozen=True, slots=True)
class StartRow:
    """A row of the start list: a stocktake to go on with, a plan to begin one, or one that was posted.

    Attributes:
        key: The uid of a stocktake.
        title, detail, state: What stands in its cells, written already.
        plan: What a new stocktake covers.
    """

    kind: StartKind
    key: str
    title: str
    detail: str = ""
    state: str = ""
    plan: Plan | None = None


@dataclass(frozen=True, slots=True)
class ZoneAsked:
    """A zone that was counted before: whether to add to it or to count it again.

    Attributes:
        facts: Who counted it, when, how much.
    """

    zone: str
    facts: Mapping[str, object]
