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
        left: The names of those that were left unanswered, by SKU: nothing but the list of what is in no count has
            them.
    """

    waiting: dict[str, list[Scanned]] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)

    def add(self, asked: WhichAsked, item: Item) -> None:
        """Such goods were scanned, or scanned again."""
        before = self.waiting.pop(item.sku, [])
        self.waiting[item.sku] = [*before, (asked, item)]

    def take(self) -> list[Scanned]:
        """The scans of the goods that came last: they are counted after all."""
        return self.waiting.popitem()[1] if self.waiting else []

    def raws(self) -> list[str]:
        """What was scanned of them, as often as it was."""
        return [raw_of(*one) for scans in self.waiting.values() for one in scans]

    def walk_on(self) -> bool:
        """Nobody has answered, and somebody goes elsewhere. Returns whether there were any."""
        left, self.waiting = self.waiting, {}
        for sku, scans in left.items():
            self.left.pop(sku, None)
            self.left[sku] = scans[-1][1].name
        return bool(left)

    def said(self) -> Said | None:
        """What is said of them, if there are any."""
        names = [scans[-1][1].name for scans in self.waiting.values()] or list(self.left.values())
        if not names:
            return None
        code = ("outside" if self.waiting else "outside_left") + ("_several" if len(names) > 1 else "")
        return Said("warn", code, {"name": names[-1], "count": len(names)})


def raw_of(asked: WhichAsked, item: Item) -> str:
    """What the journal calls a scan; words that were typed are no code, the goods they found have their SKU."""
    return item.sku if asked.is_search else asked.text
