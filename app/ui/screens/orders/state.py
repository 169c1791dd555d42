"""What is wished for on the orders screen, and what it has to say, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from app.domain.figures import PIECE_MILLI

if TYPE_CHECKING:
    from app.domain.requests import ItemAsked
    from app.reports.proposals import Orderable


class DraftLine(NamedTuple):
    """A line of an order that is being written.

    Attributes:
        packs_milli: How many packs, in thousandths.
        on_order_milli: What is awaited of the goods already, on orders that were sent.
        by_code: Whether the pack is that of a scanned code: it stays, whatever packs the supplier has.
    """

    sku: str
    name: str
    unit: str
    packs_milli: int
    pack_milli: int
    unit_cost_micro: int = 0
    item_code: str = ""
    reason: str = ""
    on_order_milli: int = 0
    by_code: bool = False

    @property
    def quantity_milli(self) -> int:
        """How much of the product that is."""
        return self.packs_milli * self.pack_milli // PIECE_MILLI

    def plus(self, packs_milli: int, pack_milli: int) -> DraftLine:
        """The line with so many packs more of that size; what is no exact number of its own is written by the piece."""
        more_milli = packs_milli * pack_milli
        packs_more_milli, rest = divmod(more_milli, self.pack_milli)
        if rest:
            total_milli = self.quantity_milli + more_milli // PIECE_MILLI
            return self._replace(packs_milli=total_milli, pack_milli=PIECE_MILLI, by_code=True)
        return self._replace(packs_milli=self.packs_milli + packs_more_milli)


@dataclass(frozen=True, slots=True)
class OrderWish:
    """An order to post.

    Attributes:
        expected: The day on which the goods should come, as a day number; None is by the supplier's lead time.
        instead: The uid of the draft whose place it takes, or None.
    """

    supplier: str
    lines: tuple[DraftLine, ...]
    is_draft: bool = False
    note: str = ""
    expected: int | None = None
    instead: str | None = None


class Listed(NamedTuple):
    """What a list says is to be ordered.

    Attributes:
        goods: Each with how much of it, in thousandths of its unit.
        bad: The rows that are nothing's.
        supplier: The code of whose packs and costs these are: where nobody was said, of who brings the first goods.
    """

    goods: tuple[tuple[Orderable, int], ...]
    bad: tuple[int, ...]
    supplier: str


class OtherDay(NamedTuple):
    """The day on which an order should come, as a day number, and why it is another one."""

    expected: int
    reason: str


class ItemWish(NamedTuple):
    """What a supplier is to call a product, and whether it is who usually brings it."""

    item: ItemAsked
    is_usual: bool


@dataclass(frozen=True, slots=True)
class Filled:
    """What the form for an order is filled in with from the start.

    Attributes:
        supplier: A supplier's code, or "" for none yet.
        instead: The uid of the draft that is edited, or None.
        number: The number of that draft, or "".
    """

    supplier: str = ""
    lines: tuple[DraftLine, ...] = ()
    expected: int | None = None
    note: str = ""
    instead: str | None = None
    number: str = ""
