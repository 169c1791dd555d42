"""The words of the stock screen, and how it writes figures: in the shop's own way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.printing import format as written
from app.ui.shop_texts import ShopTexts
from app.ui.widgets.labels import isolate

if TYPE_CHECKING:
    from app.domain.moment import Moment
    from app.domain.shop import Costing
    from app.reports.product_card import Place, ProductCard, Spot
    from app.reports.stock_list import StockRow


class StockTexts(ShopTexts):
    """Writes what the stock screen shows."""

    FIGURES = frozenset({"code", "lot", "number", "sku"})

    @property
    def digits(self) -> int:
        """How many decimals the shop's money has."""
        return self._shop.currency.digits

    def amount(self, amount_minor: int | None) -> str:
        """An amount without its currency, for a column of them; "" for none."""
        return "" if amount_minor is None else written.amount(amount_minor, self._shop.currency, self._shop.language)

    def unit_cost(self, cost_micro: int | None) -> str:
        """A unit cost without its currency; "" for none."""
        return "" if cost_micro is None else written.price(cost_micro, self._shop.currency, self._shop.language)

    def change(self, quantity_milli: int, unit: str) -> str:
        """A change of quantity with its sign; "" where only value moved."""
        if quantity_milli == 0:
            return ""
        return f"{'+' if quantity_milli > 0 else ''}{self.quantity(quantity_milli, unit)}"

    def value_change(self, amount_minor: int) -> str:
        """A change of value with its sign."""
        return f"{'+' if amount_minor > 0 else ''}{self.amount(amount_minor)}"

    def moment(self, at: Moment) -> str:
        """Date and time of day."""
        return written.moment_apart(at.local(), self._shop.language)

    def clock(self, at: Moment) -> str:
        """The time of day."""
        return written.clock_apart(at.local(), self._shop.language)

    def row_detail(self, row: StockRow) -> str:
        """Its SKU, and what is on order of it."""
        if not row.on_order_milli:
            return row.sku
        quantity = isolate(self.quantity(row.on_order_milli, row.unit))
        return f"{isolate(row.sku)} \u00b7 {self.tr('{quantity} on order').format(quantity=quantity)}"

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
            "order_expect": self.tr("Order expected on another day"),
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
            "label_printed": self.tr("A label of {name} is printed."),
            "led_here": self.tr("Esc goes back to the report."),
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
