"""What is wished for on the stock screen, and what it has to say, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Said:
    """Something that the screen says; its words are in `texts` or, for a refusal, in `wording`.

    Attributes:
        kind: `info ok warn error`.
    """

    kind: str
    code: str
    facts: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Choices:
    """What the forms offer.

    Attributes:
        reasons: Code and own name; those that every shop has come without a name.
        locations: Code and name.
    """

    reasons: tuple[tuple[str, str], ...] = ()
    locations: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AdjustWish:
    """Stock of the product on the card changes for a reason.

    Attributes:
        lot: A lot's or serial number, or "".
        unit_cost_micro: Of what comes in; None is current cost.
    """

    location: str
    quantity_milli: int
    reason: str
    lot: str = ""
    unit_cost_micro: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class TransferWish:
    """Goods of the product on the card go to another location; `lot` "" is first expired, first out."""

    source: str
    target: str
    quantity_milli: int
    lot: str = ""


@dataclass(frozen=True, slots=True)
class RevalueWish:
    """One unit of the product on the card is worth this from now on."""

    location: str
    unit_cost_micro: int


Wish = AdjustWish | TransferWish | RevalueWish
