"""What a person or a program asks the book to do with suppliers and orders.

As in `requests`: figures are whole numbers, None means that the asker left it to the shop.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from app.domain.requests import Asking, ItemAsked


class OrderLineAsked(NamedTuple):
    """Goods to order.

    Attributes:
        quantity_milli: In units of the product; where `packs_milli` is given, None.
        packs_milli: How many of the supplier's packs, in thousandths; None where the quantity is said.
        unit_cost_micro: None is what the supplier took last, or else last known cost.
        pack_milli, item_code: None is what is known of the supplier's item.
        reason: Why it is ordered.
        code: What names the goods in place of the SKU, "" then; a quantity is in its terms (how many packs).
    """

    sku: str
    quantity_milli: int | None = None
    packs_milli: int | None = None
    unit_cost_micro: int | None = None
    pack_milli: int | None = None
    item_code: str | None = None
    reason: str = ""
    code: str | None = None


@dataclass(frozen=True, slots=True)
class OrderAsked:
    """An order to a supplier: by its lines, as a copy of another one, or of what low stock asks for.

    Attributes:
        supplier: None is the one of the order that is copied.
        copy: The uid of the order whose lines are ordered again, at today's costs.
        is_proposed: Order what is low and comes from that supplier.
        expected: The day on which the goods should come; None is reckoned from the supplier's lead time.
        is_draft: Not sent yet.
        instead: The uid or number of the draft whose place it takes, which is given up with it.
    """

    asking: Asking
    supplier: str | None = None
    lines: tuple[OrderLineAsked, ...] = ()
    copy: str | None = None
    is_proposed: bool = False
    expected: int | None = None
    is_draft: bool = False
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class OrderSendAsked:
    """The draft `of` goes to its supplier."""

    asking: Asking
    of: str
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class OrderExpectAsked:
    """What is still to come of the order `of` should come on another day."""

    asking: Asking
    of: str
    expected: int
    reason: str = ""


class CancelLineAsked(NamedTuple):
    """Goods that are not awaited any more; no quantity is all that is still open."""

    sku: str
    quantity_milli: int | None = None


@dataclass(frozen=True, slots=True)
class OrderCancelAsked:
    """The order `of` is given up: all that is still open of it, or of some of its lines."""

    asking: Asking
    of: str
    reason: str = ""
    lines: tuple[CancelLineAsked, ...] = ()


@dataclass(frozen=True, slots=True)
class SupplierItemAsked:
    """What the supplier with that code calls a product."""

    supplier: str
    item: ItemAsked


@dataclass(frozen=True, slots=True)
class SupplierAsked:
    """A supplier's card as it is to be: what is empty is known no more.

    Attributes:
        code: None is a new supplier, whose code is made from its name.
        is_new: Whether nobody may have the code yet.
        lead_time_days: What it promises; None is unknown.
        minimum_minor: The least that an order has to come to; None is unknown.
    """

    name: str
    code: str | None = None
    is_new: bool = True
    contact: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    terms: str = ""
    lead_time_days: int | None = None
    minimum_minor: int | None = None
