"""Goods that were scanned and are not part of what is counted: one stray scan would take all the others out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.ui.said import Said

if TYPE_CHECKING:
    from app.domain.product import Item
    from app.ui.screens.counting.state import WhichAsked

Scanned = tuple["WhichAsked", "Item"]


@dataclass(slots=True)
class Outside:
    """They wait until somebody says that they are counted, too.

    Attributes:
        waiting: By SKU, the goods that came last last.
    """

    waiting: dict[str, list[Scanned]] = field(default_factory=dict)

    def add(self, asked: WhichAsked, item: Item) -> None:
        """Such goods were scanned, or scanned again."""
        before = self.waiting.pop(item.sku, [])
        self.waiting[item.sku] = [*before, (asked, item)]

    def take(self) -> list[Scanned]:
        """The scans of the goods that came last: they are counted after all."""
        return self.waiting.popitem()[1] if self.waiting else []

    def said(self) -> Said | None:
        """What is said of them, if there are any."""
        if not self.waiting:
            return None
        (_, item) = list(self.waiting.values())[-1][-1]
        code = "outside" if len(self.waiting) == 1 else "outside_several"
        return Said("warn", code, {"name": item.name, "count": len(self.waiting)})
