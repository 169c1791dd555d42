"""The words for what looks wrong on the sheet of a delivery: on its line, when it happens, and before it is posted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.printing import format as written
from app.ui.shop_texts import ShopTexts
from app.ui.widgets.labels import isolate, isolate_name

if TYPE_CHECKING:
    from app.domain.delivery_doubts import Doubt


class DoubtTexts(ShopTexts):
    """Writes them."""

    def price(self, micro: int | None) -> str:
        """A unit price or cost without its currency; "" for none."""
        return "" if micro is None else written.price(micro, self._shop.currency, self._shop.language)

    def doubt_word(self, code: str) -> str:
        """The word on a line for what looks wrong about it; "" where the difference says it."""
        return {
            "over": self.tr("too much"),
            "many": self.tr("very many"),
            "expired": self.tr("expired"),
            "lot_missing": self.tr("lot?"),
            "serial_missing": self.tr("serial?"),
            "two_days": self.tr("which day?"),
            "cost_none": self.tr("no cost"),
            "cost_moved": self.tr("cost moved"),
            "cost_wild": self.tr("cost wrong?"),
        }.get(code, "")

    def doubt(self, doubt: Doubt) -> str:
        """The sentence that asks about a line before it is posted."""
        line = doubt.line
        unit = line.item.unit
        facts = {
            "name": isolate_name(line.item.name),
            "sku": isolate(line.item.sku),
            "lot": isolate(line.lot or self.day(line.expiry)),
            "day": isolate(self.day(line.expiry)),
            "came": isolate(self.quantity(line.total_milli or line.received_milli, unit)),
            "expected": isolate(self.quantity(line.expected_milli or 0, unit)),
            "cost": isolate(self.price(line.unit_cost_micro or 0)),
            "usual": isolate(self.price(line.usual_micro or 0)),
        }
        return self._doubt_sentences()[doubt.kind.value].format_map(facts)

    def _doubt_words(self) -> dict[str, str]:
        return {
            "doubt_not_ordered": self.tr("{name} is not on this order. If it is a mistake, Ctrl+Z takes it back."),
            "doubt_over": self.tr("More of {name} came than was ordered. If it is a mistake, Ctrl+Z takes it back."),
            "doubt_many": self.tr("That is very much of {name}. If it is a mistake, Ctrl+Z takes it back."),
            "doubt_expired": self.tr("{name} has expired. What stays with the driver is taken off with F4."),
            "doubt_lot_missing": self.tr("{name} is kept by lot: F6 says which one came."),
            "doubt_serial_missing": self.tr("{name} is kept by serial number: F6 takes one for each piece."),
            "doubt_two_days": self.tr("{name}: one lot has no two last days. Look at the label; F6 puts it right."),
            "doubt_cost_none": self.tr("Nobody knows what {name} costs: F5 says it."),
            "doubt_cost_moved": self.tr("The cost of {name} is another one than before. Look at the delivery note."),
            "doubt_cost_wild": self.tr("The cost of {name} looks wrong: has the comma slipped? F5 puts it right."),
        }

    def _doubt_sentences(self) -> dict[str, str]:
        return {
            "not_ordered": self.tr("{name} was not ordered; {came} came."),
            "over": self.tr("{name}: expected {expected}, {came} came."),
            "many": self.tr("{name}: {came} is very much."),
            "expired": self.tr("{name} expired on {day}."),
            "lot_missing": self.tr("{name} is kept by lot, and none was named."),
            "serial_missing": self.tr("{name} is kept by serial number, and not each piece has one."),
            "two_days": self.tr("{name}: lot {lot} is on this delivery with another last day than {day}."),
            "cost_none": self.tr("{name} comes in without a cost."),
            "cost_moved": self.tr("{name} costs {cost}, before it was {usual}."),
            "cost_wild": self.tr("{name} costs {cost}, before it was {usual}: has the comma slipped?"),
        }
