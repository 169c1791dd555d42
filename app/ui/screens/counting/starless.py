"""Numbers that were typed in front of a scan without their star: the scan counts as one, and a word says so."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from app.domain.count_sheet import Find, Note, goods_of
from app.domain.figures import PIECE_MILLI, half_up
from app.domain.product import Tracking, Unit
from app.ui.said import Said
from app.ui.screens.counting.outside import raw_of

if TYPE_CHECKING:
    from app.domain.product import Item
    from app.ui.screens.counting.state import WhichAsked

_LONGEST_CODE = 80


class Without(NamedTuple):
    """A scan that had a number in front of it.

    Attributes:
        whole_milli, more_milli: What it comes to with that as its quantity, and how much of that is not counted.
        figure: The number.
    """

    asked: WhichAsked
    item: Item
    figure: str
    whole_milli: int
    more_milli: int

    @property
    def raw(self) -> str:
        """What the journal calls the scan."""
        return raw_of(self.asked, self.item)

    @property
    def note(self) -> Note:
        """What the journal has of it until somebody says what is meant."""
        return Note("starless", goods_of(self.item), self.more_milli)

    @property
    def rest(self) -> Find:
        """What is counted besides, where it was meant as a quantity."""
        return found(self.asked, self.item, self.more_milli)


@dataclass(slots=True)
class Starless:
    """They wait until somebody says what was meant.

    Attributes:
        waiting: The one that came last last.
    """

    waiting: list[Without] = field(default_factory=list)

    def said(self) -> Said | None:
        """What is said of the last one, if there is any."""
        if not self.waiting:
            return None
        one = self.waiting[-1]
        facts = {"figure": one.figure, "name": one.item.name, "milli": one.whole_milli, "unit": one.item.unit}
        return Said("warn", "starless", facts)


def without(asked: WhichAsked, item: Item, counted_milli: int) -> Without | None:
    """What a number in front of a scan may have meant; None where there was none, or it changes nothing.

    Args:
        counted_milli: What was counted.
    """
    beside = asked.beside
    if beside is None or item.tracking is Tracking.SERIAL:
        return None
    whole_milli = counted(replace(asked, quantity_milli=beside.milli), item) or 0
    more_milli = whole_milli - counted_milli
    if not more_milli or (item.unit is Unit.EACH and whole_milli % PIECE_MILLI):
        return None
    return Without(asked, item, beside.text, whole_milli, more_milli)


def found(asked: WhichAsked, item: Item, quantity_milli: int) -> Find:
    """So much of what was scanned lies there."""
    scan = asked.scan
    said = (scan.text[:_LONGEST_CODE], scan.lot or "", scan.serial or "", scan.last_day)
    return Find(goods_of(item), quantity_milli, asked.at_us, *said)


def counted(asked: WhichAsked, item: Item) -> int | None:
    """How much is counted; None where neither the code nor a person says what it weighs, or how long it is."""
    typed_milli, of_one_milli, scan = asked.quantity_milli, asked.of_one_milli, asked.scan
    if typed_milli is None:
        # One of goods that are weighed or measured is no kilogram: it is what nobody has said yet.
        is_said = item.unit is Unit.EACH or of_one_milli != PIECE_MILLI or (scan.weight or scan.price or scan.count)
        return (of_one_milli or None) if is_said else None
    # A code of weighed goods that says no weight leaves that to whoever types it.
    return half_up(typed_milli * of_one_milli, PIECE_MILLI) if of_one_milli else typed_milli
