"""What to order again: how much of a product, and why. Pure arithmetic.

A product is ordered when what is available (on hand and on order) is at or below its reorder point, and in whole
reorder quantities until it is above it: the (R, nQ) rule of inventory control. What is ordered comes in whole packs of
the supplier.
"""

from __future__ import annotations

from typing import NamedTuple

from app.domain.figures import write_quantity


class Need(NamedTuple):
    """A product with a reorder point, and what there is of it.

    Attributes:
        on_hand_milli: At all locations, goods on the way between them included.
        on_order_milli: What suppliers still owe.
        drafted_milli: What stands in orders that are not sent yet.
        reorder_milli: How much is ordered at once; 0 where nobody says.
        pack_milli: How much the supplier's pack holds.
    """

    on_hand_milli: int
    on_order_milli: int
    drafted_milli: int
    point_milli: int
    reorder_milli: int = 0
    pack_milli: int = 1000

    @property
    def available_milli(self) -> int:
        """What there is and will be without ordering anything."""
        return self.on_hand_milli + self.on_order_milli + self.drafted_milli

    def order_milli(self) -> int:
        """How much to order: nothing while more than the reorder point is available."""
        short_milli = self.point_milli - self.available_milli
        if short_milli < 0:
            return 0
        if not self.reorder_milli:
            return _in_wholes(short_milli + 1, self.pack_milli)
        # More than what is short, in whole reorder quantities, then in whole packs.
        return _in_wholes((short_milli // self.reorder_milli + 1) * self.reorder_milli, self.pack_milli)

    def reason(self) -> str:
        """Why, in a few words that stand on the order's line."""
        parts = [f"{write_quantity(self.on_hand_milli)} on hand"]
        if self.on_order_milli:
            parts.append(f"{write_quantity(self.on_order_milli)} on order")
        if self.drafted_milli:
            parts.append(f"{write_quantity(self.drafted_milli)} in drafts")
        return f"{', '.join(parts)}; reorder point {write_quantity(self.point_milli)}"


def _in_wholes(quantity_milli: int, whole_milli: int) -> int:
    """The smallest whole multiple that is not less."""
    return -(-quantity_milli // whole_milli) * whole_milli


def lead_days(days: list[int]) -> int | None:
    """How many days a supplier takes, learned from how many it took: their median, the slower of two in the middle.

    None where nothing has come yet.
    """
    return sorted(days)[len(days) // 2] if days else None
