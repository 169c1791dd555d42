"""What a screen says, apart from its words: those are the screen's own, or a refusal's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Said:
    """Something that a screen says; its words are in the screen's `texts` or, for a refusal, in `wording`.

    Attributes:
        kind: `info ok warn error`.
        code: A word of `texts`, or a code of `wording`.
    """

    kind: str
    code: str
    facts: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
