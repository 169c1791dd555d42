"""The tables of the suppliers' room: suppliers, what one brings, its orders, and what it took for a product."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.reports.supplier_cards import Brought, PastOrder, Priced, SupplierRow
from app.ui.screens.orders.suppliers.texts import SupplierTexts
from app.ui.widgets.tables import Column, RowsModel

_FIGURE, _DATE, _CAME = 100, 132, 212  # px


class SupplierTables(QObject):
    """Makes the models, each with its columns."""

    def __init__(self, texts: SupplierTexts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts

    def suppliers(self) -> RowsModel[SupplierRow]:
        """The list of suppliers."""
        return RowsModel(
            [
                Column("name", self.tr("Supplier"), _name, detail=self._texts.row_detail),
                Column("open", self.tr("Open orders"), _open_orders, figure=True, width=116),
            ],
            self,
        )

    def goods(self) -> RowsModel[Brought]:
        """What a supplier brings."""
        return RowsModel(
            [
                Column("name", self.tr("Goods"), _name, detail=self._texts.goods_detail),
                Column("pack", self.tr("Pack"), self._pack, figure=True, width=_FIGURE),
                Column("cost", self.tr("Unit cost"), self._cost, figure=True, detail=self._cost_day, width=_DATE),
            ],
            self,
        )

    def orders(self) -> RowsModel[PastOrder]:
        """The orders to a supplier."""
        return RowsModel(
            [
                Column("number", self.tr("Order"), _number, detail=self._status),
                Column("sent", self.tr("Sent"), self._sent, figure=True, width=_DATE),
                Column("expected", self.tr("Expected"), self._expected, figure=True, width=_DATE),
                Column(
                    "came", self.tr("Came"), self._came, figure=True, detail=self._texts.days_taken, tone=_late_tone,
                    width=_CAME,
                ),
            ],
            self,
        )  # fmt: skip

    def prices(self) -> RowsModel[Priced]:
        """What a supplier took for a product, delivery by delivery."""
        return RowsModel(
            [
                Column("delivery", self.tr("Delivery"), _number),
                Column("day", self.tr("Day"), self._day, figure=True, width=_DATE),
                Column("quantity", self.tr("Quantity"), self._quantity, figure=True, width=_FIGURE),
                Column("cost", self.tr("Unit cost"), self._priced, figure=True, width=_FIGURE),
                Column("change", self.tr("Change"), self._change, figure=True, width=_FIGURE),
            ],
            self,
        )

    def _pack(self, goods: Brought) -> str:
        return self._texts.quantity(goods.pack_milli, goods.unit) if goods.has_item else ""

    def _cost(self, goods: Brought) -> str:
        return self._texts.unit_cost(goods.cost_micro if goods.said_micro is None else goods.said_micro)

    def _cost_day(self, goods: Brought) -> str:
        if goods.said_micro is not None:
            return self.tr("from now on")
        return self._texts.day(goods.cost_date)

    def _status(self, order: PastOrder) -> str:
        status = self._texts.status(order.status)
        if not order.open_lines:
            return status
        open_ = self.tr("{open} of {lines} open").format(open=order.open_lines, lines=order.lines)
        return f"{status} \u00b7 {open_}"

    def _sent(self, order: PastOrder) -> str:
        return self._texts.day(order.sent)

    def _expected(self, order: PastOrder) -> str:
        return self._texts.day(order.expected)

    def _came(self, order: PastOrder) -> str:
        first, last = self._texts.day(order.first_came), self._texts.day(order.last_came)
        return first if first == last else self.tr("{first} to {last}").format(first=first, last=last)

    def _day(self, priced: Priced) -> str:
        return self._texts.day(priced.book_date)

    def _quantity(self, priced: Priced) -> str:
        return self._texts.quantity(priced.quantity_milli)

    def _priced(self, priced: Priced) -> str:
        return self._texts.unit_cost(priced.unit_cost_micro)

    def _change(self, priced: Priced) -> str:
        return self._texts.change(priced.change_milli)


def _name(row: SupplierRow | Brought) -> str:
    return row.name


def _open_orders(row: SupplierRow) -> str:
    return str(row.open_orders) if row.open_orders else ""


def _number(row: PastOrder | Priced) -> str:
    return row.number


def _late_tone(order: PastOrder) -> str:
    real, promised = order.real_days, order.promised_days
    return "warn" if real is not None and promised is not None and real > promised else ""
