"""Movements: the only way stock and its value change; and the steps by which documents ask for them."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from app.domain.document import DocumentKind
from app.domain.shop import Costing


class MovementKind(StrEnum):
    """Why stock moved. Each value column of the period-end report is the sum of the movements of one kind.

    `usage` is what a shop that lives by counts alone has sold; `invoice` and `landed` move value alone, and
    `landed_sold` is their share for goods that are gone. `revaluation` is a write-down, or its reversal.
    """

    OPENING_STOCK = "opening_stock"
    DELIVERY = "delivery"
    INVOICE = "invoice"
    SUPPLIER_RETURN = "supplier_return"
    LANDED = "landed"
    LANDED_SOLD = "landed_sold"
    TRANSFER_IN = "transfer_in"
    TRANSFER_OUT = "transfer_out"
    ADJUSTMENT = "adjustment"
    SALE = "sale"
    USAGE = "usage"
    CUSTOMER_RETURN = "customer_return"
    CORRECTION = "correction"
    COUNT_LOSS = "count_loss"
    COUNT_GAIN = "count_gain"
    REVALUATION = "revaluation"


RECEIPTS = frozenset({MovementKind.OPENING_STOCK, MovementKind.DELIVERY, MovementKind.TRANSFER_IN})
"""The kinds of arrivals whose unit cost becomes the last known cost."""


class When(NamedTuple):
    """When a movement happened, where that is not its document's moment.

    Attributes:
        happened_us: Microseconds since 1970 UTC.
        book_date: The business day, as a day number.
    """

    happened_us: int
    book_date: int


class Wanted(NamedTuple):
    """Goods that come in or go out; the ledger adds what they are worth.

    Attributes:
        line_no: The line of the document that it follows from.
        quantity_milli: As stock sees it: positive comes in.
        value_minor: What comes in is worth this much; None for what comes in at current cost and for what goes out.
        lot: The lot's or serial number, or "": then what goes out is picked first-expired-first.
        expiry: Of a lot that comes in.
        is_serial: Whether `lot` is the serial number of one piece.
        location_id: None is the document's.
        landed_minor: Of what comes in: the landed cost in it, on top of its value.
        when: None is the document's moment.
        unit_cost_micro: Of what comes in, where somebody named it instead of a value.
        variance_minor: Of a reversal: the purchase variance to take back.
        origin_seq: Of a reversal: the movement that first brought these goods into the shop, if that is known.
        carried_seq: Of a transfer that is taken back: the movement that had carried them on, and that went back first.
        again_seq: Of opening stock that is there again: the movement that had taken it back. It says nothing of cost.
    """

    line_no: int
    kind: MovementKind
    product_id: int
    quantity_milli: int
    value_minor: int | None = None
    lot: str = ""
    expiry: int | None = None
    is_serial: bool = False
    location_id: int | None = None
    landed_minor: int = 0
    when: When | None = None
    unit_cost_micro: int | None = None
    variance_minor: int = 0
    origin_seq: int | None = None
    carried_seq: int | None = None
    again_seq: int | None = None


class Withdrawn(NamedTuple):
    """Goods of a known arrival that go out again: back to the supplier, or because a document is reversed.

    They leave at what that arrival was worth, while it is there; where they leave at anything else, the difference is
    a purchase variance (a supplier's return) or a correction (a reversal).

    Attributes:
        quantity_milli: How much, positive.
        named_minor: What the arrival says it is worth, landed cost in it included.
        origin_seq: The movement that brought it in; None for goods of a delivery that nobody knows.
        credit_minor: Of a supplier's return: what the supplier gives for it; None makes the difference a correction.
        landed_minor: Of a reversal: how much of `named_minor` was landed cost.
        variance_minor: Of a reversal: the purchase variance to take back.
        landed_variance_minor: Of a reversal: that of the landed cost.
        first_seq: Of a transfer that is taken back: the movement that first brought the goods into the shop. What is
            left of them goes back with all that was booked to them since.
    """

    line_no: int
    kind: MovementKind
    product_id: int
    quantity_milli: int
    named_minor: int
    origin_seq: int | None
    lot: str = ""
    credit_minor: int | None = None
    landed_minor: int = 0
    variance_minor: int = 0
    landed_variance_minor: int = 0
    location_id: int | None = None
    when: When | None = None
    first_seq: int | None = None


class Carried(NamedTuple):
    """Goods that go from one location to another, with their layers at their cost."""

    line_no: int
    product_id: int
    quantity_milli: int
    from_id: int
    to_id: int
    lot: str = ""


class Added(NamedTuple):
    """A cost that is booked to goods after they came in: landed cost, or what the invoice says more (or less).

    What is left of the goods takes its share, wherever it is now; the share of what is gone is cost of sales.

    Attributes:
        kind: `landed` or `invoice`.
        origin_seq: The movement that brought the goods in.
        amount_minor: Of either sign.
    """

    line_no: int
    kind: MovementKind
    product_id: int
    origin_seq: int
    amount_minor: int


class Revalued(NamedTuple):
    """Stock that is worth another unit cost from now on; under `standard` that is the new standard."""

    line_no: int
    product_id: int
    location_id: int
    unit_cost_micro: int


class Converted(NamedTuple):
    """Stock whose cost goes by another method from now on."""

    line_no: int
    product_id: int
    location_id: int
    method: Costing


class Varied(NamedTuple):
    """A purchase variance that comes later, for goods that are gone: a credit that is not what was expected.

    Attributes:
        cause_seq: The movement by which the goods left.
    """

    line_no: int
    kind: MovementKind
    product_id: int
    cause_seq: int
    variance_minor: int


class Passing(NamedTuple):
    """Damaged goods: in and out at one value, never through the pool.

    What goes back to its supplier comes out of what was written off: both movements have the other sign.

    Attributes:
        quantity_milli: What comes in; below zero takes back what had come in so, or goes back to the supplier.
        value_minor: None is current cost.
        kind: As what they come in: a customer's return, or a delivery; or a supplier's return.
        landed_minor: The landed cost in them, on top of their value.
        origin_seq: Of a reversal: the movement by which they had come in.
        variance_minor: Of a supplier's return: what they cost beyond what the supplier gives for them.
    """

    line_no: int
    product_id: int
    quantity_milli: int
    value_minor: int | None
    lot: str = ""
    kind: MovementKind = MovementKind.CUSTOMER_RETURN
    landed_minor: int = 0
    expiry: int | None = None
    is_serial: bool = False
    location_id: int | None = None
    origin_seq: int | None = None
    variance_minor: int = 0


class Shifted(NamedTuple):
    """What a count differs by and a later count of the same goods takes over: in and out again, or the other way round.

    Both are worth the same, and never go through the pool.

    Attributes:
        quantity_milli: At the first moment, as stock sees it; at the second the other way.
        value_minor: Of the first, with its sign; None is current cost for what comes in, the method's for what goes.
        kind, when: Of the first.
        back_kind, back_when: Of the second.
    """

    line_no: int
    product_id: int
    quantity_milli: int
    value_minor: int | None
    kind: MovementKind
    when: When
    back_kind: MovementKind
    back_when: When
    lot: str = ""
    is_serial: bool = False
    location_id: int | None = None


class Mirrored(NamedTuple):
    """A movement that never was: it goes the other way at the value at which it went.

    Attributes:
        seq: The movement; of a cost that was booked to goods, the one that had brought those in.
        quantity_milli, value_minor, variance_minor: What takes it back, as stock sees it.
        landed_minor, landed_variance_minor: Likewise, of the landed cost that came in with it.
    """

    seq: int
    line_no: int
    kind: MovementKind
    location_id: int
    when: When
    lot: str
    is_serial: bool
    quantity_milli: int
    value_minor: int
    variance_minor: int
    landed_minor: int
    landed_variance_minor: int


class Due(NamedTuple):
    """What a count would have found otherwise without a mistake, of one lot; "" is of whatever lot there is."""

    location_id: int
    at_us: int
    lot: str
    quantity_milli: int


class Retold(NamedTuple):
    """A mistake of one product is taken back although its goods were counted since.

    Stock is then worth what it would have been without it: its history is told again (`domain/retelling.py`).

    Attributes:
        wrong_id: The document that is taken back.
        mirrored: Its movements.
        due: What counts give back with it.
        is_usage: Whether counts book usage: the shop lives by counts alone.
        book_date: The day on which it is taken back.
    """

    line_no: int
    product_id: int
    wrong_id: int
    mirrored: tuple[Mirrored, ...]
    due: tuple[Due, ...]
    is_usage: bool
    book_date: int


class Found(NamedTuple):
    """Goods of which nothing had come in stand on the shelf, as a count says or, taken back, never said.

    It moves nothing: from now on they have come in, or from now on they have not.
    """

    line_no: int
    product_id: int


Step = Wanted | Withdrawn | Carried | Added | Revalued | Converted | Varied | Passing | Shifted | Retold | Found


class Movement(NamedTuple):
    """A movement as the ledger writes it.

    Attributes:
        value_minor: As stock sees it: positive adds value.
        cause_seq: Of a correction, an added cost or a reversal: the sequence of the movement that it belongs to.
        variance_minor: What the goods cost more (or less) than the value at which they moved: purchase variance.
    """

    line_no: int
    kind: MovementKind
    product_id: int
    lot_id: int
    quantity_milli: int
    value_minor: int
    cause_seq: int | None = None
    variance_minor: int = 0


# What the kind of a document says that it does; any other kind of movement in it is listed by its own name.
_SAID_BY: dict[str, frozenset[MovementKind]] = {
    DocumentKind.SALE: frozenset({MovementKind.SALE}),
    DocumentKind.REFUND: frozenset({MovementKind.CUSTOMER_RETURN}),
    DocumentKind.OPENING_STOCK: frozenset({MovementKind.OPENING_STOCK}),
    DocumentKind.DELIVERY: frozenset({MovementKind.DELIVERY}),
    DocumentKind.LANDED_COST: frozenset({MovementKind.LANDED}),
    DocumentKind.SUPPLIER_INVOICE: frozenset({MovementKind.INVOICE}),
    DocumentKind.CREDIT_NOTE: frozenset({MovementKind.SUPPLIER_RETURN}),
    DocumentKind.SUPPLIER_RETURN: frozenset({MovementKind.SUPPLIER_RETURN}),
    DocumentKind.ADJUSTMENT: frozenset({MovementKind.ADJUSTMENT}),
    DocumentKind.COUNT: frozenset({MovementKind.COUNT_LOSS, MovementKind.COUNT_GAIN}),
    DocumentKind.TRANSFER: frozenset({MovementKind.TRANSFER_IN, MovementKind.TRANSFER_OUT}),
    DocumentKind.TRANSFER_RECEIPT: frozenset({MovementKind.TRANSFER_IN, MovementKind.TRANSFER_OUT}),
    DocumentKind.REVALUATION: frozenset({MovementKind.REVALUATION}),
    DocumentKind.METHOD_CHANGE: frozenset({MovementKind.REVALUATION}),
    # Whatever it takes back; what has since been sold of it is a correction.
    DocumentKind.REVERSAL: frozenset(MovementKind) - {MovementKind.CORRECTION, MovementKind.LANDED_SOLD},
}


def listed_kind(filed_as: str, kind: str) -> str:
    """What a movement is called in a list: its document's kind, or its own where the document's does not say it.

    So the sale's goods are a `sale`, but what came back in the same sale is a `customer_return`, and the cover of
    goods sold below zero is a `correction` in any document.
    """
    return filed_as if kind in _SAID_BY.get(filed_as, ()) else kind
