"""The lines of the sale: name over code, a word for the stock, quantity, price, discount, amount."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStackedLayout, QWidget

from app.ui.screens.sale.texts import SaleTexts
from app.ui.widgets.panels import Card, EmptyState
from app.ui.widgets.tables import Column, ModelTable, RowsModel

if TYPE_CHECKING:
    from app.ui.screens.sale.state import Row

_HEIGHT = 52  # px
_DEPOSIT_HEIGHT = 34
_NARROW = 700
_SPARED = frozenset({"price", "discount"})
_ARROWS = frozenset(
    {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End}
)


class LinesCard(Card):
    """The card with the table, or with what to do first while the sale is empty."""

    chosen = Signal(object)  # int: the key of the line that the cashier chose

    def __init__(self, texts: SaleTexts) -> None:
        super().__init__(name="saleLinesCard", margin=8)
        self._texts = texts
        self._model: RowsModel[Row] = RowsModel(self._columns(), self)
        self._is_showing = False
        self._build()
        self.table.selectionModel().currentRowChanged.connect(self._on_current_row)

    def show_rows(self, rows: tuple[Row, ...], chosen: int | None) -> None:
        """Show these lines, with the one of that key chosen and in sight."""
        self._is_showing = True
        try:
            self._model.show_rows(rows)
            for place, row in enumerate(rows):
                height = _DEPOSIT_HEIGHT if row.line.is_deposit else _HEIGHT
                if self.table.rowHeight(place) != height:
                    self.table.setRowHeight(place, height)
                if row.line.key == chosen and not row.line.is_deposit:
                    self.table.choose_row(place)
            if chosen is None:
                self.table.clearSelection()
        finally:
            self._is_showing = False
        self._stack.setCurrentIndex(0 if rows else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # On a small screen the name needs the room more than what the amount says already.
        for section, column in enumerate(self._model.columns()):
            self.table.setColumnHidden(section, column.name in _SPARED and self.width() < _NARROW)

    def take_arrow(self, event: QKeyEvent) -> None:
        """Let an arrow key of the scan box move in the table."""
        self.table.keyPressEvent(event)

    def _build(self) -> None:
        self.table = LinesTable(name="saleLines", accessible_name=self.tr("Lines of the sale"))
        self.table.show_model(self._model)
        self.empty = EmptyState(
            self.tr("Scan the first product, or type its name. A sale that was parked goes on with F8."),
            name="saleEmpty",
            icon="scan-barcode",
            action=self.tr("Recall a parked sale"),
            key=self.tr("F8"),
        )
        self.empty.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        held = QWidget()
        self._stack = QStackedLayout(held)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self._stack.setCurrentIndex(1)
        self.column.addWidget(held)

    def _columns(self) -> list[Column[Row]]:
        texts = self._texts
        return [
            Column("name", self.tr("Item"), self._name, detail=_code),
            Column("stock", "", self._stock, tone=_warn, width=144),
            Column("quantity", self.tr("Qty"), self._quantity, figure=True, width=96),
            Column("price", self.tr("Price"), lambda row: texts.line_price(row.line), figure=True, width=116),
            Column("discount", self.tr("Discount"), self._discount, figure=True, width=84),
            Column(
                "amount", self.tr("Amount"), lambda row: texts.amount(row.line.amount_minor), figure=True, width=104
            ),
        ]

    def _name(self, row: Row) -> str:
        return self._texts.line_name(row.line)

    def _stock(self, row: Row) -> str:
        return self._texts.stock(row.line) if row.is_saved else self.tr("not saved yet")

    def _quantity(self, row: Row) -> str:
        return self._texts.quantity(row.line.quantity_milli, row.line.unit)

    def _discount(self, row: Row) -> str:
        return self._texts.discount(row.line.discount)

    def _on_current_row(self, current: QModelIndex) -> None:
        row = self._model.row_at(current)
        if row is not None and not self._is_showing:
            self.chosen.emit(row.line.key)


class LinesTable(ModelTable):
    """A table that keeps only the arrow keys for itself: everything else that is typed belongs to the sale."""

    def __init__(self, *, name: str, accessible_name: str) -> None:
        super().__init__(name=name, accessible_name=accessible_name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            super().keyPressEvent(event)
        else:
            event.ignore()


def _code(row: Row) -> str:
    return "" if row.line.is_deposit else row.line.code


def _warn(_row: Row) -> str:
    return "warn"
