"""The words of the stock screen, and how it writes figures: in the shop's own way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from app.domain.moment import day_of
from app.domain.wording import SENTENCES
from app.printing import format as written
from app.ui.screens.stock.state import Said
from app.ui.widgets.labels import isolate, isolate_name

if TYPE_CHECKING:
    from app.domain.changes import Warned
    from app.domain.moment import Moment
    from app.domain.shop import Costing, Shop
    from app.reports.product_card import Place, ProductCard, Spot
    from app.reports.stock_list import StockRow

_FIGURES = frozenset({"code", "lot", "number", "sku"})


class StockTexts(QObject):
    """Writes what the stock screen shows."""

    def __init__(self, shop: Shop, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop = shop

    @property
    def point(self) -> str:
        """The decimal sign of the shop."""
        return written.decimal_sign(self._shop.language)

    @property
    def day_order(self) -> str:
        """In which order the shop writes days."""
        return written.day_order(self._shop.language)

    @property
    def day_sample(self) -> str:
        """How a day may be typed."""
        return {"dmy": "31.12.27", "mdy": "12/31/27", "ymd": "27-12-31"}[self.day_order]

    @property
    def digits(self) -> int:
        """How many decimals the shop's money has."""
        return self._shop.currency.digits

    def sentence(self, said: Said | Warned) -> str:
        """The sentence for something said: the screen's own words, or the sentence of a refusal or warning."""
        own = self._own_words()
        template = own.get(said.code) or QCoreApplication.translate("wording", SENTENCES[said.code])
        return template.format_map({name: _isolated(name, fact) for name, fact in said.facts.items()})

    def money(self, amount_minor: int) -> str:
        """An amount with its currency."""
        return written.money(amount_minor, self._shop.currency, self._shop.language)

    def amount(self, amount_minor: int | None) -> str:
        """An amount without its currency, for a column of them; "" for none."""
        return "" if amount_minor is None else written.amount(amount_minor, self._shop.currency, self._shop.language)

    def unit_cost(self, cost_micro: int | None) -> str:
        """A unit cost without its currency; "" for none."""
        return "" if cost_micro is None else written.price(cost_micro, self._shop.currency, self._shop.language)

    def quantity(self, quantity_milli: int, unit: str) -> str:
        """A quantity, with its unit where that is not the piece."""
        return written.quantity(quantity_milli, self._shop.language, unit)

    def change(self, quantity_milli: int, unit: str) -> str:
        """A change of quantity with its sign; "" where only value moved."""
        if quantity_milli == 0:
            return ""
        return f"{'+' if quantity_milli > 0 else ''}{self.quantity(quantity_milli, unit)}"

    def value_change(self, amount_minor: int) -> str:
        """A change of value with its sign."""
        return f"{'+' if amount_minor > 0 else ''}{self.amount(amount_minor)}"

    def day(self, day: int | None) -> str:
        """A day number as a date; "" for none."""
        return "" if day is None else written.day(day_of(day), self._shop.language)

    def moment(self, at: Moment) -> str:
        """Date and time of day."""
        return written.moment(at.local(), self._shop.language)

    def clock(self, at: Moment) -> str:
        """The time of day."""
        return written.clock(at.local(), self._shop.language)

    def row_state(self, row: StockRow) -> str:
        """The word for what is the matter with goods in the list, the gravest first; "" for nothing."""
        if row.is_negative:
            return self.tr("below zero")
        if row.is_uncounted:
            return self.tr("not yet counted")
        if row.is_low:
            return self.tr("low")
        return self.tr("no cost") if row.is_uncosted else ""

    def card_states(self, card: ProductCard) -> list[str]:
        """What somebody should know of a product, as sentences of a few words."""
        states = []
        if card.is_kit:
            states.append(self.tr("A kit: it has the stock of its parts."))
        elif not card.has_stock:
            states.append(self.tr("No stock is kept of it."))
        if card.is_negative:
            states.append(self.tr("Below zero: more was sold than came in."))
        if card.has_stock and card.is_uncounted:
            states.append(self.tr("Not yet counted."))
        if card.is_low and card.reorder_point_milli is not None:
            point = isolate(self.quantity(card.reorder_point_milli, card.unit))
            states.append(self.tr("Low: reorder at {quantity}.").format(quantity=point))
        if card.has_stock and card.is_uncosted:
            states.append(self.tr("Nobody knows what it costs."))
        if not card.active:
            states.append(self.tr("No longer sold."))
        on_the_way = sum(place.quantity_milli for place in card.places if place.is_on_the_way)
        if on_the_way:
            quantity = isolate(self.quantity(on_the_way, card.unit))
            states.append(self.tr("On the way: {quantity}.").format(quantity=quantity))
        if card.on_order_milli:
            quantity = isolate(self.quantity(card.on_order_milli, card.unit))
            states.append(self.tr("On order: {quantity}.").format(quantity=quantity))
        return states

    def place(self, place: Place) -> str:
        """The name of a location."""
        return self.tr("On the way") if place.is_on_the_way else place.name

    def lot(self, spot: Spot) -> str:
        """A lot or serial number; "" for goods without one."""
        return spot.lot

    def expiry(self, spot: Spot) -> str:
        """When a lot expires, and in words whether that is past or near."""
        if spot.expiry is None:
            return ""
        day = self.day(spot.expiry)
        if spot.state == "expired":
            return self.tr("expired {day}").format(day=day)
        if spot.state == "expiring":
            return self.tr("soon: {day}").format(day=day)
        return self.tr("until {day}").format(day=day)

    def method(self, method: Costing) -> str:
        """A cost method."""
        return {
            "fifo": self.tr("First in, first out"),
            "average": self.tr("Moving average"),
            "standard": self.tr("Standard cost"),
            "specific": self.tr("By lot or serial"),
            "lifo": self.tr("Last in, first out"),
        }[method.value]

    def kind(self, kind: str) -> str:
        """What a movement or a document is."""
        return self._kinds()[kind]

    def reason(self, code: str, name: str = "") -> str:
        """A reason for an adjustment: the shop's own name for it, or ours."""
        return name or self._reasons().get(code, code)

    def _kinds(self) -> Mapping[str, str]:
        return {**self._document_kinds(), **self._movement_kinds()}

    def _document_kinds(self) -> Mapping[str, str]:
        return {
            "sale": self.tr("Sale"),
            "refund": self.tr("Refund"),
            "tender_change": self.tr("Change of payment"),
            "opening_stock": self.tr("Opening stock"),
            "delivery": self.tr("Delivery"),
            "landed_cost": self.tr("Landed cost"),
            "supplier_invoice": self.tr("Supplier invoice"),
            "supplier_return": self.tr("Supplier return"),
            "credit_note": self.tr("Credit note"),
            "adjustment": self.tr("Adjustment"),
            "count": self.tr("Count"),
            "transfer": self.tr("Transfer"),
            "transfer_receipt": self.tr("Transfer receipt"),
            "revaluation": self.tr("Revaluation"),
            "method_change": self.tr("Change of cost method"),
            "reversal": self.tr("Reversal"),
            "cash_movement": self.tr("Cash movement"),
            "cash_count": self.tr("Cash count"),
            "period_close": self.tr("Period close"),
            "order": self.tr("Order"),
            "order_send": self.tr("Order sent"),
            "order_cancel": self.tr("Order given up"),
        }

    def _movement_kinds(self) -> Mapping[str, str]:
        return {
            "invoice": self.tr("Supplier invoice"),
            "landed": self.tr("Landed cost"),
            "landed_sold": self.tr("Landed cost of goods sold"),
            "transfer_in": self.tr("Transfer in"),
            "transfer_out": self.tr("Transfer out"),
            "usage": self.tr("Used up by count"),
            "customer_return": self.tr("Customer return"),
            "correction": self.tr("Correction of cost"),
            "count_loss": self.tr("Count: missing"),
            "count_gain": self.tr("Count: found"),
        }

    def _reasons(self) -> Mapping[str, str]:
        return {
            "damaged": self.tr("Damaged"),
            "expired": self.tr("Expired"),
            "stolen": self.tr("Stolen"),
            "own_use": self.tr("Used in the shop"),
            "found": self.tr("Found"),
            "other": self.tr("Other"),
            "sellable": self.tr("Came back, sellable"),
        }

    def _own_words(self) -> dict[str, str]:
        return {
            "cost_minus": self.tr("A cost below zero cannot be. Type what one unit is worth, 0 for nothing."),
            "finish_first": self.tr("Not taken: finish this first, or leave it with Esc, and scan again."),
            "more_than_none": self.tr("Type how much goes, more than zero."),
            "no_change": self.tr("That is what the book says already. Type what there is, or what goes or comes."),
            "no_lot": self.tr("There is no lot or serial number {lot} of {name} there."),
            "no_product": self.tr("Choose a product first."),
            "no_stock": self.tr("{name} has no stock of its own."),
            "nothing_arrived": self.tr("Type what has arrived; nothing of it is in the list yet."),
            "nothing_travels": self.tr("Nothing is on the way. What is sent with F6 is listed here until it arrives."),
            "one_location": self.tr("There is no other location yet. Add one, then goods can go there."),
            "unknown_code": self.tr("No product has the code {code}."),
        }


def _isolated(name: str, fact: object) -> str:
    return isolate(str(fact)) if name in _FIGURES else isolate_name(str(fact))
