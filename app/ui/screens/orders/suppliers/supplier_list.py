"""The left side of the suppliers' room: search as you type, and the suppliers that it finds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QKeyEvent

from app.ui.screens.orders.dialogs.order_lines import GoodsField
from app.ui.screens.orders.places import in_a_row, place_buttons, quiet_button
from app.ui.screens.orders.suppliers.tables import SupplierTables
from app.ui.screens.orders.suppliers.texts import SupplierTexts
from app.ui.widgets.dialogs import KeyMap, PickTable
from app.ui.widgets.panels import Card

if TYPE_CHECKING:
    from app.reports.supplier_cards import SupplierRow

_WIDTH = 444  # px


class SupplierList(Card):
    """The list.

    Attributes:
        opened, everything, suppliers: The buttons of the three rooms.
        new: The button for a new supplier.
        search: The field above the list.
        table: The suppliers.
    """

    chosen = Signal(str)  # the code of the supplier that was moved to

    def __init__(self, texts: SupplierTexts) -> None:
        super().__init__(name="suppliersListCard", margin=8)
        self.setFixedWidth(_WIDTH)
        self._model = SupplierTables(texts, self).suppliers()
        self._is_showing = False
        self.opened, self.everything, self.suppliers = places = place_buttons(self, "suppliers")
        self.suppliers.setChecked(True)
        self.new = quiet_button(self.tr("New supplier"), "suppliersNew", "plus", self.tr("F4"))
        self.search = GoodsField(name="suppliersSearch", accessible_name=self.tr("Find a supplier"))
        self.search.setPlaceholderText(self.tr("Name, code, person or phone   (Ctrl+F)"))
        self.search.setMaxLength(200)
        self.table = PickTable(name="suppliersList", accessible_name=self.tr("Suppliers"), keys=KeyMap())
        self.table.show_model(self._model)
        self.column.setSpacing(8)
        self.column.addLayout(in_a_row(*places))
        self.column.addLayout(in_a_row(self.new))
        self.column.addWidget(self.search)
        self.column.addWidget(self.table, 1)
        self.table.selectionModel().currentRowChanged.connect(self._on_current_row)
        self.search.arrow_pressed.connect(self._on_arrow)

    def show_suppliers(self, rows: Sequence[SupplierRow], *, chosen: str) -> None:
        """Show these suppliers; the one with the code `chosen` is marked if it is among them."""
        self._is_showing = True
        try:
            self._model.show_rows(rows)
            place = next((place for place, row in enumerate(rows) if row.code == chosen), None)
            if place is None:
                self.table.clearSelection()
                self.table.setCurrentIndex(QModelIndex())
            elif place != self.table.chosen_row():
                self.table.choose_row(place)
        finally:
            self._is_showing = False

    def _on_arrow(self, event: QKeyEvent) -> None:
        self.table.keyPressEvent(event)

    def _on_current_row(self, current: QModelIndex) -> None:
        row = self._model.row_at(current)
        if row is not None and not self._is_showing:
            self.chosen.emit(row.code)
