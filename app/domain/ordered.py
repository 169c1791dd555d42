"""What came of an order: how much of each line is still awaited, and how the order stands. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from app.domain.figures import PIECE_MILLI, WHOLE_MILLI_PERCENT


class OrderStatus(StrEnum):
    """How an order stands."""

    DRAFT = "draft"
    SENT = "sent"
    PART_RECEIVED = "part_received"
    RECEIVED = "received"
    CANCELLED = "cancelled"


class OrderedLine(NamedTuple):
    """A line of an order with what has come of it since.

    Attributes:
        pack_milli: How much of the product the supplier's pack holds.
        received_milli: What deliveries that name the order have brought, those that were taken back left out, and
            without free pieces: these are over and above.
        cancelled_milli: What was given up.
    """

    line_no: int
    product_id: int
    sku: str
    name: str
    unit: str
    quantity_milli: int
    unit_cost_micro: int = 0
    pack_milli: int = PIECE_MILLI
    item_code: str = ""
    reason: str = ""
    received_milli: int = 0
    cancelled_milli: int = 0

    @property
    def open_milli(self) -> int:
        """What is still awaited."""
        return max(0, self.quantity_milli - self.received_milli - self.cancelled_milli)

    def is_over(self, more_milli: int, tolerance_milli: int) -> bool:
        """Whether what comes now, `more_milli`, is too much; see `is_too_much`."""
        came_milli, awaited_milli = self.received_milli + more_milli, self.quantity_milli - self.cancelled_milli
        return is_too_much(came_milli, awaited_milli, tolerance_milli, is_counted=self.unit == "each")


def is_too_much(came_milli: int, awaited_milli: int, tolerance_milli: int, *, is_counted: bool) -> bool:
    """Whether more has come of goods than was ordered and suppliers may bring too much: the shop wants to be asked.

    Args:
        came_milli: All that has come of the order.
        awaited_milli: What was ordered and not given up.
        tolerance_milli: In thousandths of a percent of that.
        is_counted: Whether they are whole pieces: of these one more is within any tolerance that is not nothing.
    """
    tolerated_milli = awaited_milli * tolerance_milli // WHOLE_MILLI_PERCENT
    if tolerance_milli and is_counted:
        tolerated_milli = max(tolerated_milli, PIECE_MILLI)
    return came_milli - awaited_milli > tolerated_milli


def status_of(lines: Iterable[OrderedLine], *, is_sent: bool) -> OrderStatus:
    """How an order stands.

    What has come decides before what was given up: an order of which something came and the rest was cancelled is
    received.

    Args:
        lines: All lines of the order.
        is_sent: Whether it went to the supplier.
    """
    known = tuple(lines)
    is_open = any(line.open_milli for line in known)
    has_come = any(line.received_milli > 0 for line in known)
    if not is_open:
        return OrderStatus.RECEIVED if has_come else OrderStatus.CANCELLED
    if not is_sent:
        return OrderStatus.DRAFT
    return OrderStatus.PART_RECEIVED if has_come else OrderStatus.SENT
