"""The words of the suppliers' room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.figures import PERCENT_MILLI, half_up
from app.printing import format as written
from app.ui.screens.orders.texts import OrderTexts
from app.ui.widgets.labels import isolate, isolate_name

if TYPE_CHECKING:
    from app.reports.supplier_cards import Brought, PastOrder, SupplierCard, SupplierRow


_TENTH_MILLI = PERCENT_MILLI // 10


class SupplierTexts(OrderTexts):
    """Writes what the room shows."""

    FIGURES = OrderTexts.FIGURES | {"supplier"}

    def row_detail(self, row: SupplierRow) -> str:  # type: ignore[override]
        """Code, person and telephone of a supplier in the list."""
        return " \u00b7 ".join(filter(None, (isolate(row.code), row.contact, row.phone or row.email)))

    def contacts(self, card: SupplierCard) -> str:
        """Whom to call, write to and visit, in one line."""
        of = card.supplier
        address = ", ".join(of.address.splitlines())
        parts = (isolate(of.code), of.contact, isolate(of.phone) if of.phone else "", of.email, address)
        return " \u00b7 ".join(isolate_name(part) for part in parts if part)

    def terms(self, card: SupplierCard) -> str:
        """On which terms it delivers, in one line."""
        of = card.supplier
        least = self.tr("no minimum order")
        if of.minimum_minor:
            least = self.tr("minimum order {amount}").format(amount=isolate(self.money(of.minimum_minor)))
        parts = (
            self._lead_time(of.lead_time_days, card.learned_days),
            least,
            self.tr("prices in {currency}").format(currency=isolate(self.shop.currency.code)),
            of.terms,
        )
        return " \u00b7 ".join(isolate_name(part) for part in parts if part)

    def _lead_time(self, promised: int | None, learned: int | None) -> str:
        """In how many days it says that it delivers, and in how many it does."""
        facts = {"promised": isolate(str(promised)), "learned": isolate(str(learned))}
        if promised is None and learned is None:
            return self.tr("lead time not known yet")
        if learned is None:
            return self.tr("lead time in days: {promised} promised").format_map(facts)
        if promised is None:
            return self.tr("lead time in days: {learned} learned").format_map(facts)
        return self.tr("lead time in days: {promised} promised, {learned} learned").format_map(facts)

    def goods_detail(self, goods: Brought) -> str:
        """SKU, the supplier's own code, and whether it usually brings them."""
        usual = self.tr("usually from here") if goods.is_usual else ""
        return " \u00b7 ".join(filter(None, (goods.sku, goods.item_code, usual, goods.note)))

    def days_taken(self, order: PastOrder) -> str:
        """In how many days something came, beside those that were promised."""
        if order.real_days is None:
            return ""
        days = self.tr("in {days} days").format(days=isolate(str(order.real_days)))
        took = {0: self.tr("the same day"), 1: self.tr("the next day")}.get(order.real_days, days)
        if order.promised_days is None:
            return took
        return self.tr("{took}, {promised} promised").format(took=took, promised=isolate(str(order.promised_days)))

    def change(self, change_milli: int | None) -> str:
        """How a cost has moved, to a tenth of a percent; "" for the first one."""
        if not change_milli:
            return ""
        sign = "+" if change_milli > 0 else "\u2212"
        tenths = half_up(abs(change_milli), _TENTH_MILLI) * _TENTH_MILLI
        return isolate(f"{sign}{written.percent(tenths, self.shop.language)}")

    def _own_words(self) -> dict[str, str]:
        return {
            **super()._own_words(),
            "no_supplier_chosen": self.tr("No supplier is chosen. Choose one on the left, or press F4 for a new one."),
            "supplier_kept": self.tr("{name} is kept."),
            "item_kept": self.tr("{name} is kept among the goods of {supplier}."),
            "item_dropped": self.tr("{name} is no item of {supplier} any more. What has come stays in the book."),
            "no_item_chosen": self.tr("No goods are chosen. Choose a line first."),
            "list_taken": self.tr("Taken from the list of {supplier}: {count}."),
            "no_item_yet": self.tr("{name} has no code or pack here: there is nothing to forget."),
        }
