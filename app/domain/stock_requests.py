"""What a person or a program asks the book to do with stock, costs, the drawer and periods.

As in `requests`: figures are whole numbers, None means that the asker left it to the shop.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from app.domain.discount import Discount
from app.domain.moment import Moment
from app.domain.requests import Asking


class ReturnLineAsked(NamedTuple):
    """Goods that go back to their supplier.

    Attributes:
        line: Of the delivery; None is the one with that SKU.
        unit_credit_micro: What the supplier gives for one unit; None is the price at which it was invoiced, or was
            delivered while no invoice has come.
        damaged_milli: How much of the quantity is broken and was written off already, when it came or later; None is
            what is more than came whole. The rest is in stock.
        code: As of a line of a delivery, here and below.
    """

    sku: str
    quantity_milli: int
    line: int | None = None
    unit_credit_micro: int | None = None
    lot: str | None = None
    serials: tuple[str, ...] = ()
    damaged_milli: int | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class SupplierReturnAsked:
    """Goods that go back to their supplier, out of the delivery `of`, or of none that is known.

    Attributes:
        counted: Of one dated before a count: whether the goods were on the shelf when they were counted.
    """

    asking: Asking
    lines: tuple[ReturnLineAsked, ...]
    of: str | None = None
    counted: bool | None = None


class AdjustmentLineAsked(NamedTuple):
    """Stock that changes for a reason.

    Attributes:
        quantity_milli: Plus or minus.
        unit_cost_micro: Of what comes in; None is current cost.
    """

    sku: str
    quantity_milli: int
    reason: str
    unit_cost_micro: int | None = None
    lot: str | None = None
    expiry: int | None = None
    serials: tuple[str, ...] = ()
    code: str | None = None


@dataclass(frozen=True, slots=True)
class AdjustmentAsked:
    """Stock that is found, damaged, stolen ... `counted` as of a supplier's return."""

    asking: Asking
    lines: tuple[AdjustmentLineAsked, ...]
    counted: bool | None = None


class CountLineAsked(NamedTuple):
    """What was found on the shelf.

    Attributes:
        at: The moment at which it was counted; None is the count's.
        reason: Why there is a difference, as far as anybody knows.
        by: Who counted it, where it is not who posts.
        first_at: When counting it began, where that took a while: what moved meanwhile is counted again.
        recount: It has to be counted again, as whoever counted knows already: the line is kept and moves nothing.
        expiry: The last day of sale that stands on the goods, as a day number.
    """

    sku: str
    counted_milli: int
    at: Moment | None = None
    zone: str = ""
    lot: str | None = None
    serials: tuple[str, ...] = ()
    reason: str | None = None
    by: str | None = None
    first_at: Moment | None = None
    recount: bool | None = None
    expiry: int | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class CountAsked:
    """A stocktake of one location.

    Attributes:
        uncounted: What becomes of goods that nobody counted: `leave` or `zero`.
        plan: The code of the plan that it carries out.
    """

    asking: Asking
    lines: tuple[CountLineAsked, ...]
    uncounted: str = "leave"
    plan: str | None = None


class TransferLineAsked(NamedTuple):
    """Goods that change their place."""

    sku: str
    quantity_milli: int
    lot: str | None = None
    serials: tuple[str, ...] = ()
    code: str | None = None


@dataclass(frozen=True, slots=True)
class TransferAsked:
    """Goods that go from one location to another; with `send` they are on the way until a transfer receipt.

    Attributes:
        counted: Of one dated before a count at either place: whether the goods had gone when they were counted.
    """

    asking: Asking
    source: str
    target: str
    lines: tuple[TransferLineAsked, ...]
    send: bool = False
    counted: bool | None = None


@dataclass(frozen=True, slots=True)
class TransferReceiptAsked:
    """Goods of the transfer `of` that have arrived; no lines is all that is still on the way.

    Attributes:
        counted: Of one dated before a count: whether the goods were there when they were counted.
    """

    asking: Asking
    of: str
    lines: tuple[TransferLineAsked, ...] = ()
    counted: bool | None = None


class RevaluationLineAsked(NamedTuple):
    """What one unit is worth from now on; at standard cost the new standard."""

    sku: str
    unit_cost_micro: int


@dataclass(frozen=True, slots=True)
class RevaluationAsked:
    """A write-down, its reversal, or a new standard cost."""

    asking: Asking
    lines: tuple[RevaluationLineAsked, ...]


class MethodLineAsked(NamedTuple):
    """The cost method by which a product goes from now on."""

    sku: str
    costing: str


@dataclass(frozen=True, slots=True)
class MethodChangeAsked:
    """Other cost methods for products that have stock."""

    asking: Asking
    lines: tuple[MethodLineAsked, ...]


@dataclass(frozen=True, slots=True)
class LaterCostAsked:
    """A landed cost that comes after the delivery `of`, spread over it by `value`, `quantity` or `weight`."""

    asking: Asking
    of: str
    amount_minor: int
    by: str = "value"
    supplier: str | None = None


class InvoiceLineAsked(NamedTuple):
    """What the supplier bills."""

    sku: str
    quantity_milli: int
    unit_cost_micro: int
    code: str | None = None


class BilledCostAsked(NamedTuple):
    """A landed cost that is billed: `of` is its document, or the delivery that came with it.

    Attributes:
        amount_minor: What is billed for it; None is what was booked.
    """

    of: str
    amount_minor: int | None = None


@dataclass(frozen=True, slots=True)
class InvoiceAsked:
    """A supplier's or a carrier's invoice, for deliveries and for landed costs.

    Attributes:
        discount: On all its goods; their unit costs are before it.
    """

    asking: Asking
    supplier: str
    number: str
    deliveries: tuple[str, ...]
    lines: tuple[InvoiceLineAsked, ...]
    tax_minor: int = 0
    landed_costs: tuple[BilledCostAsked, ...] = ()
    discount: Discount | None = None


@dataclass(frozen=True, slots=True)
class CreditNoteAsked:
    """What a supplier gives for the supplier return `of`; no amount is what was expected."""

    asking: Asking
    of: str
    number: str = ""
    amount_minor: int | None = None
    tax_minor: int = 0


@dataclass(frozen=True, slots=True)
class ReversalAsked:
    """A document that was typed wrong is taken back."""

    asking: Asking
    of: str
    reason: str


OPENED = "opened"
"""What is said of a drawer that was opened without a sale."""


@dataclass(frozen=True, slots=True)
class CashMovementAsked:
    """Cash that goes into or out of a drawer: `float paid_in paid_out banked`, or its being `opened` for nothing."""

    asking: Asking
    kind: str
    amount_minor: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CashCountAsked:
    """What was found in a drawer."""

    asking: Asking
    counted_minor: int


@dataclass(frozen=True, slots=True)
class PeriodCloseAsked:
    """Close everything through a day."""

    asking: Asking
    through: int
