"""A line of a delivery's sheet as it stands, and a code that waits beside the lines."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.figures import PIECE_MILLI
from app.domain.product import Item, Tracking


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands.

    Attributes:
        key: Its place.
        expected_milli: What the order expects; None where it was not ordered, or stands on an earlier line.
        received_milli: What came of this line, free and damaged pieces included.
        total_milli: What came of the product and is charged, over all its lines; kept on the first of them.
        is_first: Whether it is the first line of its product.
        unit_cost_micro: None where nobody knows.
        usual_micro: The cost that was expected: the order's, or the last one.
        pack_milli: How much one pack holds, for a cost by pack.
        unreadable_milli: What came of pieces whose serial number nobody can read, as somebody has said.
        before_milli: What has come of the order before, beside what is expected.
        is_meant: Whether somebody has said that these goods belong here: their code was linked, or they were made.
    """

    key: int
    item: Item
    expected_milli: int | None = None
    received_milli: int = 0
    total_milli: int = 0
    is_first: bool = True
    unit_cost_micro: int | None = None
    usual_micro: int | None = None
    lot: str = ""
    expiry: int | None = None
    serials: tuple[str, ...] = ()
    free_milli: int = 0
    damaged_milli: int = 0
    refused_milli: int = 0
    pack_milli: int = PIECE_MILLI
    code: str = ""
    is_meant: bool = False
    before_milli: int = 0
    unreadable_milli: int = 0

    @property
    def charged_milli(self) -> int:
        """What the supplier wants money for."""
        return self.received_milli - self.free_milli

    @property
    def difference_milli(self) -> int:
        """What came more than was expected; below zero is short, 0 where nothing was expected."""
        return 0 if self.expected_milli is None else self.total_milli - self.expected_milli

    @property
    def state(self) -> str:
        """`missing short complete over`, or `extra` where it was not ordered, `lot` for a further lot of its goods."""
        if self.expected_milli is None:
            return "extra" if self.is_first else "lot"
        if self.total_milli == 0:
            return "missing"
        if self.difference_milli == 0:
            return "complete"
        return "short" if self.difference_milli < 0 else "over"

    @property
    def nameless_milli(self) -> int:
        """What came of goods by serial number and has none, nor was said to have none that can be read."""
        if self.item.tracking is not Tracking.SERIAL:
            return 0
        return self.received_milli - len(self.serials) * PIECE_MILLI - self.unreadable_milli

    @property
    def lacks_name(self) -> bool:
        """Whether its goods are tracked and came without lot or serial number."""
        if self.item.tracking is Tracking.LOT:
            return bool(self.received_milli) and not self.lot
        return self.nameless_milli != 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """An unknown code in the tray."""

    key: int
    code: str
    quantity_milli: int
    lot: str = ""
    expiry: int | None = None
    serial: str = ""
