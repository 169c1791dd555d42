"""Documents as they assert themselves: the part that is the same wherever it is kept, and that the chain covers.

What follows from a document (movements, cost, levels) is derived by the book that posts it and is not here. Names and
notes are not here either: they are kept beside the document, outside the chain.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class DocumentKind(StrEnum):
    """The kinds of documents a book takes."""

    SALE = "sale"
    REFUND = "refund"
    TENDER_CHANGE = "tender_change"
    OPENING_STOCK = "opening_stock"
    DELIVERY = "delivery"


# The letter in a number: `T1-000123` is a sale, `T0-D000123` a delivery of the office.
NUMBER_LETTERS = {
    DocumentKind.SALE: "",
    DocumentKind.REFUND: "R",
    DocumentKind.TENDER_CHANGE: "W",
    DocumentKind.OPENING_STOCK: "O",
    DocumentKind.DELIVERY: "D",
}


def number_text(till: str, kind: DocumentKind, series: int, sequence: int) -> str:
    """A document's number on paper. A restored book goes on in a new series: `T1.2-000001`."""
    head = till if series == 1 else f"{till}.{series}"
    return f"{head}-{NUMBER_LETTERS[kind]}{sequence:06d}"


class Heading(NamedTuple):
    """What every document asserts.

    Attributes:
        happened_us, offset_minutes: The moment, as `Moment`.
        of: The uid of the document it refers to.
    """

    uid: str
    kind: DocumentKind
    till: str
    number: str
    happened_us: int
    offset_minutes: int
    user: str
    location: str
    of: str | None = None


class SaleLine(NamedTuple):
    """A line of a sale as it was charged.

    Attributes:
        quantity_milli: Of the product; negative is taken back.
        price_micro: For `base_milli` of the product.
        discount_minor: The line's own discount.
        shared_minor: Its share of the discount on the whole sale.
        net_minor, tax_minor, gross_minor: After both; over all lines they sum to the sale's.
        deposit_of: The line whose goods this deposit belongs to.
        of, of_line, state: Of goods taken back: the sale, its line, `sellable` or `damaged`.
    """

    line_no: int
    sku: str
    quantity_milli: int
    price_micro: int
    base_milli: int
    discount_minor: int
    shared_minor: int
    net_minor: int
    tax_minor: int
    gross_minor: int
    rate_milli: int
    tax_code: str = ""
    code: str = ""
    lot: str = ""
    serials: tuple[str, ...] = ()
    deposit_of: int | None = None
    of: str | None = None
    of_line: int | None = None
    state: str = ""


class TaxRow(NamedTuple):
    """What a sale owes of one tax."""

    rate_milli: int
    tax_code: str
    net_minor: int
    tax_minor: int


class Tender(NamedTuple):
    """A part of the payment: what was handed over. Change is the sale's own figure."""

    kind: str
    amount_minor: int


class Sale(NamedTuple):
    """A sale (or a refund: only lines taken back) as it was charged and paid.

    Attributes:
        discount_minor: The discount on the whole sale.
        rounding_minor: Cash rounding: payable is gross plus this.
        change_minor: What was given back in cash.
    """

    heading: Heading
    cashier: str
    customer: str
    currency: str
    policy: str
    inclusive: bool
    discount_minor: int
    net_minor: int
    tax_minor: int
    gross_minor: int
    rounding_minor: int
    change_minor: int
    lines: tuple[SaleLine, ...]
    taxes: tuple[TaxRow, ...]
    tenders: tuple[Tender, ...]


class TenderChange(NamedTuple):
    """How an earlier sale was really paid."""

    heading: Heading
    rounding_minor: int
    change_minor: int
    tenders: tuple[Tender, ...]


class StockLine(NamedTuple):
    """A line of a document that brings stock in.

    Attributes:
        unit_cost_micro: As it was entered, before discount and landed cost.
        value_minor: What the line is worth, discount taken off, landed cost not yet added.
        landed_minor: Its share of the landed costs.
    """

    line_no: int
    sku: str
    quantity_milli: int
    unit_cost_micro: int
    value_minor: int
    landed_minor: int = 0
    lot: str = ""
    expiry: int | None = None
    serials: tuple[str, ...] = ()


class StockDocument(NamedTuple):
    """Opening stock or a delivery.

    Attributes:
        reference: The supplier's delivery note.
        discount_minor: On the whole delivery, already in the lines' values.
        provisional: The costs wait for the supplier's invoice.
    """

    heading: Heading
    lines: tuple[StockLine, ...]
    supplier: str = ""
    reference: str = ""
    discount_minor: int = 0
    provisional: bool = False


Document = Sale | TenderChange | StockDocument
