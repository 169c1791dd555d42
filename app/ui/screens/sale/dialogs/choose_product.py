"""Several products have this code: the cashier says which one it is. A digit chooses at once, or arrows and Enter."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.product import Hit, Item
from app.domain.shop import Shop
from app.ui.screens.sale.dialogs.base import PickTable, SaleDialog, ScanPolicy
from app.ui.screens.sale.dialogs.priced import price_words
from app.ui.widgets.labels import PlainLabel, isolate
from app.ui.widgets.tables import Column, RowsModel

_SIZE = QSize(640, 360)  # px
_ROWS_IN_SIGHT = 6
_FRAME = 12  # px: its edges
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Choice:
    """A product to choose: the digit that chooses it, or ""."""

    key: str
    item: Item | Hit


class ProductTable(PickTable):
    """Products to choose one from.

    Args:
        name: The object name.
        accessible_name: What is listed, translated already.
        shop: Its currency and language.
        dialog: The dialog it is in: the digits become keys of it.
    """

    chosen = Signal(object)  # Item or Hit

    def __init__(self, *, name: str, accessible_name: str, shop: Shop, dialog: SaleDialog) -> None:
        super().__init__(name=name, accessible_name=accessible_name, keys=dialog.keys)
        self._shop = shop
        self.model_of_choices = RowsModel(self._columns(), self)
        self.show_model(self.model_of_choices)
        self.picked.connect(self._on_picked)

    def show_items(self, items: tuple[Item | Hit, ...]) -> None:
        """Offer these products; the first is chosen."""
        keys = [str(place + 1) if place < _DIGITS else "" for place in range(len(items))]
        self.model_of_choices.show_rows([Choice(key, item) for key, item in zip(keys, items, strict=True)])
        row_height = self.verticalHeader().defaultSectionSize()
        heads = self.horizontalHeader().sizeHint().height()
        self.setMinimumHeight(heads + min(len(items), _ROWS_IN_SIGHT) * row_height + _FRAME)
        if items:
            self.choose_row(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = "123456789".find(event.text()) if event.text() else -1
        if place < 0:
            super().keyPressEvent(event)
        elif place < self.model_of_choices.rowCount() and not event.isAutoRepeat():
            self.choose_row(place)
            self._on_picked()

    def _columns(self) -> list[Column[Choice]]:
        return [
            Column("key", self.tr("Key"), lambda choice: choice.key, width=60),
            Column("name", self.tr("Product"), lambda choice: choice.item.name, detail=lambda choice: choice.item.sku),
            Column("price", self.tr("Price"), self._price, figure=True, width=180),
        ]

    def _price(self, choice: Choice) -> str:
        return price_words(choice.item, self._shop)

    def _on_picked(self) -> None:
        choice = self.model_of_choices.row_at(self.currentIndex())
        if choice is not None:
            self.chosen.emit(choice.item)


class ChooseProductDialog(SaleDialog):
    """The products that have one code.

    Args:
        code: The code that was scanned.
        items: The products, at least two.
        shop: Its currency and language.
        parent: The window of the sale.
    """

    chosen = Signal(object)  # Item, once
    scan_policy = ScanPolicy.BASKET

    def __init__(self, code: str, items: tuple[Item, ...], shop: Shop, *, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Which product is it?"), name="choose_dialog", modal=False, parent=parent)
        words = self.tr("Several products have the code {code}.").format(code=isolate(code))
        self.column.addWidget(PlainLabel(words, name="choose_code", role="muted"))
        self.table = ProductTable(
            name="choose_table", accessible_name=self.tr("Products with this code"), shop=shop, dialog=self
        )
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("None of them"), answer=self.tr("Take this one"), icon="check")
        self.table.chosen.connect(self._on_chosen)
        self.answer_button.clicked.connect(self.table.picked)
        self.table.show_items(items)
        self.table.setFocus()

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(_SIZE)

    def _on_chosen(self, item: Item) -> None:
        if not self.is_locked():
            self._lock()
            self.chosen.emit(item)
