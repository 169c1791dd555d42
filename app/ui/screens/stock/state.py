"""What is wished for on the stock screen, and what it has to say, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.reports.on_the_way import Travelling


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
        expiry: Of a lot that comes in, as a day number; None is the one that the book knows, or none.
    """

    location: str
    quantity_milli: int
    reason: str
    lot: str = ""
    unit_cost_micro: int | None = None
    note: str = ""
    expiry: int | None = None


@dataclass(frozen=True, slots=True)
class TransferWish:
    """Goods of the product on the card go to another location; `lot` "" is first expired, first out.

    Attributes:
        is_sent: Whether they are on the way until somebody says that they have arrived.
    """

    source: str
    target: str
    quantity_milli: int
    lot: str = ""
    is_sent: bool = False


@dataclass(frozen=True, slots=True)
class ArrivalWish:
    """Goods of a transfer have arrived.

    Attributes:
        of: The transfer.
        lines: What of it, each with its quantity in thousandths.
    """

    of: str
    lines: tuple[tuple[Travelling, int], ...]


@dataclass(frozen=True, slots=True)
class RevalueWish:
    """One unit of the product on the card is worth this from now on."""

    location: str
    unit_cost_micro: int


Wish = AdjustWish | TransferWish | ArrivalWish | RevalueWish
