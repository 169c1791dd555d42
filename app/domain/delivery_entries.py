"""What is done on the sheet of a delivery, one entry for each thing; and what it begins with: an order, a head.

The entries are the sheet's journal: they are stored one by one, and `delivery_sheet` says what they make.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from app.domain.discount import Discount
from app.domain.figures import PIECE_MILLI
from app.domain.product import Item
from app.domain.requests import LandedCostAsked


class ExpectedLine(NamedTuple):
    """A line of an order, as far as it is still to come.

    Attributes:
        expected_milli: What was ordered less what has come before.
        unit_cost_micro: What the order says that one unit costs, or None.
        pack_milli: How much comes in one pack.
        before_milli: What has come before.
        last_micro: What one unit cost the last time, where a comma has slipped in the order beside it; else None.
    """

    item: Item
    expected_milli: int
    unit_cost_micro: int | None = None
    pack_milli: int = PIECE_MILLI
    before_milli: int = 0
    last_micro: int | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected: an order.

    Attributes:
        order: Its uid.
        number: As it stands on its paper.
    """

    order: str
    number: str
    lines: tuple[ExpectedLine, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What is said of a delivery as a whole.

    Attributes:
        supplier: A code, "" for none.
        reference: The number of the supplier's delivery note.
        discount: On the whole delivery.
        provisional: The costs wait for the supplier's invoice.
        day: The day on which it came, as a day number; None is today.
        corrects: The number of the delivery that was taken back for this one, "" for none.
    """

    supplier: str = ""
    reference: str = ""
    discount: Discount | None = None
    provisional: bool = False
    landed: tuple[LandedCostAsked, ...] = ()
    day: int | None = None
    corrects: str = ""


@dataclass(frozen=True, slots=True)
class Begin:
    """The first entry: what is expected, and from whom."""

    head: Head = Head()
    expected: Expected | None = None


@dataclass(frozen=True, slots=True)
class Arrive:
    """Goods were scanned, picked or typed.

    Attributes:
        quantity_milli: Of the product, a pack's pieces included.
        code: The code that was scanned, or "" when they were picked by name.
        lot, expiry, serial: What the code said of them.
        cost_micro: What one unit cost the last time, None where nobody knows.
    """

    item: Item
    quantity_milli: int
    code: str = ""
    lot: str = ""
    expiry: int | None = None
    serial: str = ""
    cost_micro: int | None = None


@dataclass(frozen=True, slots=True)
class SetReceived:
    """How much of a line came was typed."""

    line: int
    quantity_milli: int


@dataclass(frozen=True, slots=True)
class SetCost:
    """A line's unit cost was typed."""

    line: int
    unit_cost_micro: int


@dataclass(frozen=True, slots=True)
class SetLot:
    """A line's lot and its last day were typed."""

    line: int
    lot: str
    expiry: int | None = None


@dataclass(frozen=True, slots=True)
class SetSerials:
    """A line's serial numbers were typed or scanned: as many pieces came, and those beside them.

    Attributes:
        others_milli: What else came of the line: its serial numbers are still to be taken.
        is_unreadable: They cannot be read: those pieces are taken without one.
    """

    line: int
    serials: tuple[str, ...]
    others_milli: int = 0
    is_unreadable: bool = False


@dataclass(frozen=True, slots=True)
class SetParts:
    """What of a line is out of the ordinary.

    Attributes:
        free_milli: What the supplier gave for nothing, of what came.
        damaged_milli: What came broken and was taken all the same, of what came.
        refused_milli: What came broken and went back with the driver; it did not come.
    """

    line: int
    free_milli: int
    damaged_milli: int
    refused_milli: int


@dataclass(frozen=True, slots=True)
class SetHead:
    """What is said of the delivery as a whole was typed."""

    head: Head


@dataclass(frozen=True, slots=True)
class AddUnknown:
    """A code that no product has was scanned: it waits in the tray, with what else the scan said."""

    code: str
    quantity_milli: int
    lot: str = ""
    expiry: int | None = None
    serial: str = ""


@dataclass(frozen=True, slots=True)
class Resolve:
    """The product of a waiting code was found or made; `quantity_milli` is what one scan of it stands for."""

    key: int
    item: Item
    quantity_milli: int = PIECE_MILLI
    cost_micro: int | None = None


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """The goods of a waiting code are not taken."""

    key: int


@dataclass(frozen=True, slots=True)
class Note:
    """Something that changes no line but belongs to the journal: a refused or folded scan."""

    text: str


@dataclass(frozen=True, slots=True)
class Undo:
    """Takes back the last entry that still counts (notes are passed over)."""


Edit = SetReceived | SetCost | SetLot | SetSerials | SetParts
Entry = Begin | Arrive | Edit | SetHead | AddUnknown | Resolve | LeaveOut | Note | Undo
