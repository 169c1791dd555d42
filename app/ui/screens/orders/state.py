"""What is wished for on the orders screen, and what it has to say, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.domain.order_sheet import DraftLine
    from app.domain.requests import ItemAsked
    from app.reports.proposals import Orderable


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
