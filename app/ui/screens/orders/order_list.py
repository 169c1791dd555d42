"""The left side of the orders screen: the orders that are open, or all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout

from app.ui.screens.orders.tables import OrderTables
from app.ui.screens.orders.texts import OrderTexts
from app.ui.widgets.buttons import ActionButton
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
        self._model = OrderTables(texts, self).orders()
        self._is_showing = False
        self.setFixedWidth(_WIDTH)
        self.new = self._button(self.tr("New order"), "ordersNew", "plus", self.tr("F4"))
        self.low = self._button(self.tr("What is low"), "ordersLow", "package-search", self.tr("F6"))
        self.opened = self._button(self.tr("Open"), "ordersOpen", "", self.tr("Ctrl+1"))
        self.everything = self._button(self.tr("All"), "ordersAll", "", self.tr("Ctrl+2"))
        group = QButtonGroup(self)
        for button in (self.opened, self.everything):
            button.setCheckable(True)
            group.addButton(button)
        self.opened.setChecked(True)
        self.table = PickTable(name="ordersList", accessible_name=self.tr("Orders"), keys=KeyMap())
        self.table.show_model(self._model)
        self.column.setSpacing(8)
        for pair in ((self.new, self.low), (self.opened, self.everything)):
            row = QHBoxLayout()
            row.setSpacing(8)
            for button in pair:
                row.addWidget(button, 1)
            self.column.addLayout(row)
        self.column.addWidget(self.table, 1)
        self.table.selectionModel().currentRowChanged.connect(self._on_current_row)

    def show_orders(self, rows: Sequence[OpenOrder], *, chosen: str) -> None:
        """Show these orders; the one with the uid `chosen` is marked if it is among them."""
        self._is_showing = True
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

    @staticmethod
    def _button(label: str, name: str, icon: str, key: str) -> ActionButton:
        button = ActionButton(label, name=name, icon=icon, key=key)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _on_current_row(self, current: QModelIndex) -> None:
        row = self._model.row_at(current)
        if row is not None and not self._is_showing:
            self.chosen.emit(row.uid)
