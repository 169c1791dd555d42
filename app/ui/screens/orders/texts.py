"""The words of the orders screen, and how it writes figures: in the shop's own way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.figures import amount_minor, write_quantity
from app.domain.moment import day_of
from app.domain.ordered import OrderStatus
from app.printing import format as written
from app.ui.shop_texts import ShopTexts
from app.ui.widgets.labels import isolate

if TYPE_CHECKING:
    from app.reports.orders import OpenOrder


_AMOUNTS = frozenset({"total", "least", "pack"})


class OrderTexts(ShopTexts):
    """Writes what the orders screen shows."""

    FIGURES = frozenset({"code", "day", "first", "last", "least", "many", "number", "pack", "path", "sku", "total"})
    today = 0  # a day number: what was expected before it is overdue

    def _isolated(self, name: str, fact: object) -> str:
        if name == "day" and isinstance(fact, int):
            return super()._isolated(name, self.day(fact))
        # The book writes figures with a point, the shop in its own way.
        in_shop = written.plain(str(fact), self._shop.language) if name in _AMOUNTS else str(fact)
        return super()._isolated(name, in_shop)

    def worth(self, cost_micro: int, quantity_milli: int) -> str:
        """What so much costs, without its currency; "" where nobody knows it."""
        if not cost_micro:
            return ""
        return written.amount(self.worth_minor(cost_micro, quantity_milli), self._shop.currency, self._shop.language)

    def worth_minor(self, cost_micro: int, quantity_milli: int) -> int:
        """The same as a figure."""
        return amount_minor(cost_micro, quantity_milli, self._shop.currency.digits)

    def unit_cost(self, cost_micro: int | None) -> str:
        """A unit cost without its currency; "" where nobody knows it."""
        return written.price(cost_micro, self._shop.currency, self._shop.language) if cost_micro else ""

    def packs(self, quantity_milli: int, pack_milli: int) -> str:
        """A quantity in packs ("4 x 6"); "" where it comes in pieces or not in whole packs."""
        packs, rest = divmod(quantity_milli, pack_milli)
        if pack_milli == 1000 or rest:
            return ""
        return isolate(f"{packs} \u00d7 {written.plain(write_quantity(pack_milli), self._shop.language)}")

    def typed_day(self, day: int | None) -> str:
        """A day number as a person types it in this shop; "" for none."""
        if day is None:
            return ""
        when = day_of(day)
        return {
            "dmy": f"{when.day:02}.{when.month:02}.{when.year}",
            "mdy": f"{when.month:02}/{when.day:02}/{when.year}",
            "ymd": f"{when.year}-{when.month:02}-{when.day:02}",
        }[self.day_order]

    def status(self, status: OrderStatus) -> str:
        """How an order stands."""
        return {
            OrderStatus.DRAFT: self.tr("draft"),
            OrderStatus.SENT: self.tr("sent"),
            OrderStatus.PART_RECEIVED: self.tr("part received"),
            OrderStatus.RECEIVED: self.tr("received"),
            OrderStatus.CANCELLED: self.tr("cancelled"),
        }[status]

    def goods_on_order(self, sku: str, item_code: str, on_order_milli: int, unit: str) -> str:
        """SKU and the supplier's code of goods, and what is on order of them already: nobody orders twice unawares."""
        awaited = ""
        if on_order_milli:
            quantity = isolate(self.quantity(on_order_milli, unit))
            awaited = self.tr("{quantity} on order already").format(quantity=quantity)
        return " \u00b7 ".join(part for part in (sku, item_code, awaited) if part)

    def row_detail(self, row: OpenOrder) -> str:
        """Number and state of an order in the list."""
        return f"{isolate(row.number)} \u00b7 {self.status(row.status)}"

    def expected(self, row: OpenOrder) -> str:
        """When the goods of an order should come, and that they have not."""
        day = self.day(row.expected)
        return self.tr("overdue {day}").format(day=isolate(day)) if self.is_overdue(row) else day

    def is_overdue(self, row: OpenOrder) -> bool:
        """Whether an order was sent, its day is over, and something is still awaited."""
        is_awaited = row.sent_date is not None and bool(row.open_lines)
        return is_awaited and row.expected is not None and row.expected < self.today

    def row_lines(self, row: OpenOrder) -> str:
        """How many of its lines are still awaited: what has not come with the rest is a back-order."""
        if not row.open_lines:
            return ""
        if row.status is OrderStatus.PART_RECEIVED:
            return self.tr("{open} of {lines} back-ordered").format(open=row.open_lines, lines=row.lines)
        return self.tr("{open} of {lines} open").format(open=row.open_lines, lines=row.lines)

    def _own_words(self) -> dict[str, str]:
        return {
            "no_day": self.tr("Type the day on which the goods should come."),
            "not_awaited": self.tr(
                "{number} is {status}: only of an order that is awaited can the day be another one."
            ),
            "order_drafted": self.tr("{number} is drafted"),
            "orders_drafted": self.tr("Orders drafted: {many} ({first} to {last})"),
            "order_sent": self.tr("{number} is sent"),
            "order_given_up": self.tr("{number} is given up"),
            "order_expected": self.tr("{number} is expected on {day}"),
            "no_order": self.tr("No order is chosen. Choose one on the left."),
            "no_supplier": self.tr("No supplier is known yet. Import a list of suppliers, or post one."),
            "list_bad": self.tr("On the order from the list: {count}. These rows are nothing's: {rows}."),
            "nothing_to_order": self.tr("Nothing is low, or all of it is on order already."),
            "order_half_written": self.tr("Esc once more throws this order away; F5 keeps it as a draft."),
            "no_lines_yet": self.tr("Nothing is on the order yet. Type or scan goods first."),
            "no_goods": self.tr("No goods are like that."),
            "scan_new": self.tr("That is no order's number. Press F4 first: then what is scanned goes on a new order."),
            "unknown_scan": self.tr("No product has the code {code}. Check it, or type the name."),
            "finish_first": self.tr("Finish this first, or press Esc."),
            "whose_order": self.tr("Say who the order goes to: choose the supplier."),
            "sent_already": self.tr(
                "{number} is {status}: what was sent stays as it was. F5 says another day; for other goods give up "
                "what is open (F8) and order again (F7)."
            ),
            "file_kept": self.tr("The order is in {path}"),
            "more_than_none": self.tr("Type how many packs, such as 3*."),
            "no_supplier_of": self.tr(
                "Nobody is known to bring {name}: it is left out. Ctrl+3, choose who does, F6 adds it there."
            ),
            "order_closed_already": self.tr("{number} is {status}: there is nothing to give up."),
        }
