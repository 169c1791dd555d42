"""What the receiving screen lists, asks and says, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.delivery_doubts import Doubt
from app.domain.delivery_line import Waiting
from app.domain.delivery_wish import PriceSuggested
from app.domain.product import Item


class StartKind(StrEnum):
    """What a row of the start list is."""

    SHEET = "sheet"
    ORDER = "order"
    SUPPLIER = "supplier"
    NONE = "none"
    POSTED = "posted"
    INVOICE = "supplier_invoice"
    RETURN = "supplier_return"
    CREDIT = "credit_note"
    LANDED = "landed_cost"


STANDING = frozenset({StartKind.POSTED, StartKind.INVOICE, StartKind.RETURN, StartKind.CREDIT, StartKind.LANDED})
"""What is in the book, and can be taken back."""


@dataclass(frozen=True, slots=True)
class StartRow:
    """A row of the start list: a sheet to go on with, an order, a supplier, or what is posted, to look at it again.

    Attributes:
        key: A uid or code.
        number: Of what is posted; else "".
        title, detail, state: What stands in its cells, written already.
        words: What finds it, in lower case.
    """

    kind: StartKind
    key: str
    title: str
    detail: str = ""
    state: str = ""
    words: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """How a sheet stands.

    Attributes:
        expected, complete: Lines of the order, and how many of them came whole.
        missing, short, over, extra: Lines of which nothing came, too little, too much; that nobody ordered.
        pieces_milli: What came, all units together.
        value_minor: What it costs as it was typed, before a discount.
        discount_minor, landed_minor: What is taken off that on the whole, and what it costs to get it here.
        is_provisional: Whether the costs wait for the supplier's invoice.
        waiting: Codes in the tray.
        doubts: How many lines there is something to ask about.
    """

    expected: int = 0
    complete: int = 0
    missing: int = 0
    short: int = 0
    over: int = 0
    extra: int = 0
    value_minor: int = 0
    waiting: int = 0
    doubts: int = 0
    discount_minor: int = 0
    landed_minor: int = 0
    is_provisional: bool = False

    @property
    def charged_minor(self) -> int:
        """What the supplier charges for the goods."""
        return self.value_minor - self.discount_minor


@dataclass(frozen=True, slots=True)
class ChoiceAsked:
    """A code or words that several products have.

    Attributes:
        items: The products, each with how much one scan stands for.
        costs: Their last known costs, by SKU.
    """

    text: str
    items: tuple[tuple[Item, int], ...]
    costs: Mapping[str, int | None]
    quantity_milli: int | None = None
    code: str = ""
    lot: str = ""
    expiry: int | None = None
    serial: str = ""


@dataclass(frozen=True, slots=True)
class PostAsked:
    """What is asked before a sheet is posted.

    Attributes:
        doubts: What looks wrong on its lines.
        waiting: Codes that nobody knows; they are left out.
        note_of: Number and day of the delivery that came with the same note, or None.
        untaken: Scans that could not be read right and were not taken.
        folded: What came twice, faster than a hand, and was taken once; "" for nothing.
        is_nobodys: Whether nobody said which supplier brought it, where suppliers are known.
    """

    doubts: tuple[Doubt, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    note_of: tuple[str, int] | None = None
    untaken: tuple[str, ...] = ()
    folded: str = ""
    is_nobodys: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to ask."""
        return not (self.doubts or self.waiting or self.note_of or self.untaken or self.folded or self.is_nobodys)


@dataclass(frozen=True, slots=True)
class LastPosted:
    """The delivery that was posted last at this window.

    Attributes:
        prices: New selling prices that its costs suggest.
    """

    uid: str
    number: str
    summary: Summary
    prices: tuple[PriceSuggested, ...] = ()
