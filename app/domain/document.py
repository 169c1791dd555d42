"""Documents as they assert themselves: the part that is the same wherever it is kept, and that the chain covers.

What follows from a document (movements, cost, levels) is derived by the book that posts it and is not here. Names and
notes are not here either: they are kept beside the document, outside the chain.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from app.domain.figures import PIECE_MILLI


class DocumentKind(StrEnum):
    """The kinds of documents a book takes."""

    SALE = "sale"
    REFUND = "refund"
    TENDER_CHANGE = "tender_change"
    OPENING_STOCK = "opening_stock"
    DELIVERY = "delivery"
    LANDED_COST = "landed_cost"
    SUPPLIER_INVOICE = "supplier_invoice"
    SUPPLIER_RETURN = "supplier_return"
    CREDIT_NOTE = "credit_note"
    ADJUSTMENT = "adjustment"
    COUNT = "count"
    TRANSFER = "transfer"
    TRANSFER_RECEIPT = "transfer_receipt"
    REVALUATION = "revaluation"
    METHOD_CHANGE = "method_change"
    REVERSAL = "reversal"
    CASH_MOVEMENT = "cash_movement"
    CASH_COUNT = "cash_count"
    PERIOD_CLOSE = "period_close"
    ORDER = "order"
    ORDER_SEND = "order_send"
    ORDER_CANCEL = "order_cancel"
    ORDER_EXPECT = "order_expect"


# The letters in a number: `T1-000123` is a sale, `T0-D000123` a delivery of the office.
NUMBER_LETTERS = {
    DocumentKind.SALE: "",
    DocumentKind.REFUND: "R",
    DocumentKind.TENDER_CHANGE: "W",
    DocumentKind.OPENING_STOCK: "O",
    DocumentKind.DELIVERY: "D",
    DocumentKind.LANDED_COST: "L",
    DocumentKind.SUPPLIER_INVOICE: "I",
    DocumentKind.SUPPLIER_RETURN: "B",
    DocumentKind.CREDIT_NOTE: "G",
    DocumentKind.ADJUSTMENT: "A",
    DocumentKind.COUNT: "C",
    DocumentKind.TRANSFER: "M",
    DocumentKind.TRANSFER_RECEIPT: "N",
    DocumentKind.REVALUATION: "V",
    DocumentKind.METHOD_CHANGE: "X",
    DocumentKind.REVERSAL: "Z",
    DocumentKind.CASH_MOVEMENT: "K",
    DocumentKind.CASH_COUNT: "KC",
    DocumentKind.PERIOD_CLOSE: "P",
    DocumentKind.ORDER: "PO",
    DocumentKind.ORDER_SEND: "PS",
    DocumentKind.ORDER_CANCEL: "PX",
    DocumentKind.ORDER_EXPECT: "PE",
}

ORDER_KINDS = frozenset(
    {DocumentKind.ORDER, DocumentKind.ORDER_SEND, DocumentKind.ORDER_CANCEL, DocumentKind.ORDER_EXPECT}
)
"""The kinds that are an `OrderDocument`. They move neither stock nor money."""

STOCK_KINDS = frozenset(DocumentKind) - {
    DocumentKind.SALE,
    DocumentKind.REFUND,
    DocumentKind.TENDER_CHANGE,
    DocumentKind.CASH_MOVEMENT,
    DocumentKind.CASH_COUNT,
    DocumentKind.PERIOD_CLOSE,
    *ORDER_KINDS,
}
"""The kinds that are a `StockDocument`."""

AT_THE_TILL = frozenset({DocumentKind.SALE, DocumentKind.REFUND, DocumentKind.TENDER_CHANGE})
"""The kinds that are never refused for their date: in a closed period they go to the first open day."""


def number_text(till: str, kind: DocumentKind, series: int, sequence: int) -> str:
    """A document's number on paper. A restored book goes on in a new series: `T1.2-000001`."""
    head = till if series == 1 else f"{till}.{series}"
    return f"{head}-{NUMBER_LETTERS[kind]}{sequence:06d}"


class Heading(NamedTuple):
    """What every document asserts.

    Attributes:
        happened_us, offset_minutes: The moment, as `Moment`.
        of: The uid of the document it refers to.
        book_date: The shop's business day to which it belongs, as a day number.
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
    book_date: int = 0


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
    """A line of a document that moves stock or its value.

    Attributes:
        quantity_milli: As the kind of document has it: what came, what went back, what was counted, plus or minus.
        unit_cost_micro: As it was entered, before discount and landed cost.
        value_minor: What the line is worth, discount taken off, landed cost not yet added; 0 where the ledger says it.
        landed_minor: Its share of the landed costs.
        reason: Of an adjustment.
        zone, at_us: Of a count: where, and the moment at which the goods were counted.
        state: Of a count: `recount` where the goods moved between its scans; such a line moves nothing.
        of_line: The line of the document that it refers to.
        costing: Of a method change: the new cost method.
        free_milli: Of a delivery: how much of the quantity costs nothing; None for none.
        damaged_milli: Of a delivery: how much of the quantity came broken and is written off; of a supplier return: how
            much was written off before; None for none.
    """

    line_no: int
    sku: str
    quantity_milli: int
    unit_cost_micro: int = 0
    value_minor: int = 0
    landed_minor: int = 0
    lot: str = ""
    expiry: int | None = None
    serials: tuple[str, ...] = ()
    reason: str = ""
    zone: str = ""
    at_us: int | None = None
    state: str = ""
    of_line: int | None = None
    costing: str = ""
    free_milli: int | None = None
    damaged_milli: int | None = None


class Settled(NamedTuple):
    """What an invoice or a credit note settles as a whole: the landed cost of a document, or the credit for a return.

    Attributes:
        of: The uid of the landed cost, the delivery that came with its landed cost, or the supplier return.
        booked_minor: What that document said.
        billed_minor: What the invoice or credit note says.
    """

    of: str
    booked_minor: int
    billed_minor: int


class StockDocument(NamedTuple):
    """A document of one of the `STOCK_KINDS`.

    Attributes:
        reference: The supplier's delivery note or invoice number.
        discount_minor: On the whole delivery or invoice, already in the lines' values.
        provisional: The costs wait for the supplier's invoice.
        to_location: Of a transfer.
        step: `send` of a transfer whose goods are on the way until a transfer receipt.
        uncounted: Of a count: what becomes of goods that nobody counted, `leave` or `zero`.
        counted: Of a document dated before a count: whether its goods were on the shelf then, `yes` or `no`.
        amount_minor, spread: Of a landed cost: how much, and by what it is shared out.
        tax_minor: Of a supplier's invoice.
        deliveries: Of a supplier's invoice: the uids of what it bills.
        settles: Of a supplier's invoice: landed costs; of a credit note: the supplier return.
    """

    heading: Heading
    lines: tuple[StockLine, ...]
    supplier: str = ""
    reference: str = ""
    discount_minor: int = 0
    provisional: bool = False
    to_location: str = ""
    step: str = ""
    uncounted: str = ""
    counted: str = ""
    amount_minor: int = 0
    spread: str = ""
    tax_minor: int = 0
    deliveries: tuple[str, ...] = ()
    settles: tuple[Settled, ...] = ()


class CashDocument(NamedTuple):
    """Cash that went into or out of a drawer without a sale, or was counted.

    Attributes:
        what: `float paid_in paid_out banked counted opened`.
        amount_minor: How much, never below zero; nothing of a drawer that was only opened.
        expected_minor: Of a count: what the book says should be there.
    """

    heading: Heading
    what: str
    amount_minor: int
    expected_minor: int = 0
    reason: str = ""


class PeriodClose(NamedTuple):
    """A stretch of book dates that is closed.

    Attributes:
        first_day, through: The first and last day, as day numbers.
        pack_digest: SHA-256 of the period's pack, which is kept with it.
    """

    heading: Heading
    first_day: int
    through: int
    pack_digest: str


class OrderLine(NamedTuple):
    """Goods that are ordered of a supplier, or (of an `order_cancel`) that are not awaited any more.

    Attributes:
        unit_cost_micro: What one unit is expected to cost; 0 where nobody knows it.
        pack_milli: How much of the product the supplier's pack holds.
        item_code: What the supplier calls it.
        reason: Why it is ordered.
    """

    line_no: int
    sku: str
    quantity_milli: int
    unit_cost_micro: int = 0
    pack_milli: int = PIECE_MILLI
    item_code: str = ""
    reason: str = ""


class OrderDocument(NamedTuple):
    """A document of one of the `ORDER_KINDS`; what is sent or cancelled is the order that its heading is `of`.

    Attributes:
        expected: The day on which the goods should come, as a day number; None where nobody says.
        step: Of an order: `draft`, or `send` where it went out at once.
        reason: Of a cancellation, or of another day.
    """

    heading: Heading
    lines: tuple[OrderLine, ...]
    supplier: str = ""
    expected: int | None = None
    step: str = ""
    reason: str = ""


Document = Sale | TenderChange | StockDocument | CashDocument | PeriodClose | OrderDocument
