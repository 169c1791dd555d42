"""The left side of the orders screen: the orders that are open, or all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal

from app.ui.screens.orders.places import in_a_row, place_buttons, quiet_button
from app.ui.screens.orders.tables import OrderTables
from app.ui.screens.orders.texts import OrderTexts
from app.ui.widgets.dialogs import KeyMap, PickTable
from app.ui.widgets.panels import Card

if TYPE_CHECKING:
    from app.reports.orders import OpenOrder

_WIDTH = 444  # px


class OrderList(Card):
    """The list.

    Attributes:
        new, low: The buttons that write orders.
        opened, everything: Which orders are listed.
        table: The orders.
    """

    chosen = Signal(str)  # the uid of the order that was moved to

    def __init__(self, texts: OrderTexts) -> None:
        super().__init__(name="ordersListCard", margin=8)
        self._texts = texts
        self._model = OrderTables(texts, self).orders()
        self._is_showing = False
        self.setFixedWidth(_WIDTH)
        self.new = quiet_button(self.tr("New order"), "ordersNew", "plus", self.tr("F4"))
        self.low = quiet_button(self.tr("What is low"), "ordersLow", "package-search", self.tr("F6"))
        self.opened, self.everything, self.suppliers = places = place_buttons(self, "orders")
        self.opened.setChecked(True)
        self.table = PickTable(name="ordersList", accessible_name=self.tr("Orders"), keys=KeyMap())
        self.table.show_model(self._model)
        self.column.setSpacing(8)
        self.column.addLayout(in_a_row(*places))
        self.column.addLayout(in_a_row(self.new, self.low))
        self.column.addWidget(self.table, 1)
        self.table.selectionModel().currentRowChanged.connect(self._on_current_row)

    def show_orders(self, rows: Sequence[OpenOrder], *, chosen: str, today: int) -> None:
        """Show these orders; the one with the uid `chosen` is marked if it is among them."""
        self._is_showing = True
        self._texts.today = today
        try:
            self._model.show_rows(rows)
            place = next((place for place, row in enumerate(rows) if row.uid == chosen), None)
            if place is None:
                self.table.clearSelection()
                self.table.setCurrentIndex(QModelIndex())
            elif place != self.table.chosen_row():
                self.table.choose_row(place)
        finally:
            self._is_showing = False

    def _on_current_row(self, current: QModelIndex) -> None:
        row = self._model.row_at(current)
        if row is not None and not self._is_showing:
            self.chosen.emit(row.uid)
