"""The tables of the orders screen: orders, the lines of one, goods to choose from, and what low stock asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.ordered import OrderedLine, OrderStatus
from app.reports.orders import OpenOrder
from app.reports.proposals import Orderable, Proposed
from app.ui.widgets.tables import Column, RowsModel

if TYPE_CHECKING:
    from app.domain.order_sheet import DraftLine
    from app.ui.screens.orders.texts import OrderTexts

_DATE, _FIGURE, _PACKS = 132, 100, 104  # px


class OrderTables(QObject):
    """Makes the models, each with its columns."""

    def __init__(self, texts: OrderTexts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.is_part_come = False  # whether something has come of the order whose lines are shown

    def orders(self) -> RowsModel[OpenOrder]:
        """The list of orders."""
        texts = self._texts
        return RowsModel(
            [
                Column("supplier", self.tr("Order"), _supplier_name, detail=texts.row_detail, tone=_order_tone),
                Column(
                    "expected",
                    self.tr("Expected"),
                    texts.expected,
                    figure=True,
                    detail=texts.row_lines,
                    tone=self._expected_tone,
                    width=176,
                ),
            ],
            self,
        )

    def lines(self) -> RowsModel[OrderedLine]:
        """The lines of an order with what came of them."""
        return RowsModel(
            [
                Column("name", self.tr("Goods"), _name, detail=_line_detail),
                Column(
                    "quantity", self.tr("Ordered"), self._ordered, figure=True, detail=self._line_packs, width=_FIGURE
                ),
                Column(
                    "received", self.tr("Received"), self._received, figure=True, detail=self._over_word, width=_FIGURE
                ),
                Column(
                    "open",
                    self.tr("Open"),
                    self._open,
                    figure=True,
                    detail=self._open_word,
                    tone=self._open_tone,
                    width=112,
                ),
                Column("value", self.tr("Value"), self._line_worth, figure=True, detail=self._line_cost, width=_FIGURE),
            ],
            self,
        )

    def draft(self) -> RowsModel[DraftLine]:
        """The lines of an order that is being written."""
        return RowsModel(
            [
                Column("name", self.tr("Goods"), _name, detail=self._draft_detail),
                Column("packs", self.tr("Packs"), self._draft_packs, figure=True, width=_PACKS),
                Column("quantity", self.tr("Quantity"), self._draft_quantity, figure=True, width=_FIGURE),
                Column("cost", self.tr("Unit cost"), self._draft_cost, figure=True, width=_FIGURE),
                Column("value", self.tr("Value"), self._draft_worth, figure=True, width=_FIGURE),
            ],
            self,
        )

    def found(self) -> RowsModel[Orderable]:
        """Goods to choose from."""
        return RowsModel(
            [
                Column("name", self.tr("Goods"), _name, detail=self._found_detail),
                Column("there", self.tr("On hand"), self._there, figure=True, width=_FIGURE),
                Column("pack", self.tr("Pack"), self._pack, figure=True, width=_FIGURE),
                Column("cost", self.tr("Unit cost"), self._found_cost, figure=True, width=_FIGURE),
            ],
            self,
        )

    def proposed(self) -> RowsModel[Proposed]:
        """What low stock asks for."""
        return RowsModel(
            [
                Column("supplier", self.tr("Supplier"), self._proposed_supplier, tone=_supplier_tone, width=220),
                Column("name", self.tr("Goods"), _name, detail=_reason),
                Column("packs", self.tr("Packs"), self._proposed_packs, figure=True, width=_PACKS),
                Column("quantity", self.tr("To order"), self._proposed_quantity, figure=True, width=_FIGURE),
            ],
            self,
        )

    def _expected_tone(self, row: OpenOrder) -> str:
        return "warn" if self._texts.is_overdue(row) else ""

    def _line_packs(self, line: OrderedLine) -> str:
        return self._texts.packs(line.quantity_milli, line.pack_milli)

    def _ordered(self, line: OrderedLine) -> str:
        return self._texts.quantity(line.quantity_milli, line.unit)

    def _received(self, line: OrderedLine) -> str:
        return self._texts.quantity(line.received_milli, line.unit) if line.received_milli else ""

    def _over_word(self, line: OrderedLine) -> str:
        over_milli = line.received_milli + line.cancelled_milli - line.quantity_milli
        if line.received_milli and over_milli > 0:
            return self.tr("{quantity} over").format(quantity=self._texts.quantity(over_milli, line.unit))
        return ""

    def _open(self, line: OrderedLine) -> str:
        return self._texts.quantity(line.open_milli, line.unit) if line.open_milli else ""

    def _open_word(self, line: OrderedLine) -> str:
        return self.tr("back-order") if self._open_tone(line) else ""

    def _open_tone(self, line: OrderedLine) -> str:
        return "warn" if line.open_milli and self.is_part_come else ""

    def _line_cost(self, line: OrderedLine) -> str:
        return self._texts.unit_cost(line.unit_cost_micro)

    def _line_worth(self, line: OrderedLine) -> str:
        return self._texts.worth(line.unit_cost_micro, line.quantity_milli)

    def _draft_detail(self, line: DraftLine) -> str:
        return self._texts.goods_on_order(line.sku, line.item_code, line.on_order_milli, line.unit)

    def _found_detail(self, goods: Orderable) -> str:
        return self._texts.goods_on_order(goods.sku, goods.item_code, goods.on_order_milli, goods.unit)

    def _draft_packs(self, line: DraftLine) -> str:
        return self._texts.packs(line.quantity_milli, line.pack_milli)

    def _draft_quantity(self, line: DraftLine) -> str:
        return self._texts.quantity(line.quantity_milli, line.unit)

    def _draft_cost(self, line: DraftLine) -> str:
        return self._texts.unit_cost(line.unit_cost_micro)

    def _draft_worth(self, line: DraftLine) -> str:
        return self._texts.worth(line.unit_cost_micro, line.quantity_milli)

    def _there(self, goods: Orderable) -> str:
        return self._texts.quantity(goods.on_hand_milli, goods.unit)

    def _pack(self, goods: Orderable) -> str:
        return self._texts.quantity(goods.pack_milli, goods.unit)

    def _found_cost(self, goods: Orderable) -> str:
        return self._texts.unit_cost(goods.unit_cost_micro)

    def _proposed_supplier(self, row: Proposed) -> str:
        return row.supplier_name or self.tr("nobody known")

    def _proposed_packs(self, row: Proposed) -> str:
        return self._texts.packs(row.quantity_milli, row.pack_milli)

    def _proposed_quantity(self, row: Proposed) -> str:
        return self._texts.quantity(row.quantity_milli, row.unit)


def _supplier_name(row: OpenOrder) -> str:
    return row.supplier_name


def _order_tone(row: OpenOrder) -> str:
    return "warn" if row.status is OrderStatus.DRAFT else ""


def _name(row: OrderedLine | DraftLine | Orderable | Proposed) -> str:
    return row.name


def _line_detail(line: OrderedLine) -> str:
    parts = (line.sku, line.item_code, line.reason)
    return " \u00b7 ".join(part for part in parts if part)


def _reason(row: Proposed) -> str:
    return f"{row.sku} \u00b7 {row.reason}"


def _supplier_tone(row: Proposed) -> str:
    return "" if row.supplier else "warn"
