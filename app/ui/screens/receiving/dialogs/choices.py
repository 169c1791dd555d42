"""Lists to choose a product from: of those that have one code, or that words find."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from app.domain.product import Hit, Item
from app.ui.screens.receiving.state import ChoiceAsked
from app.ui.screens.receiving.texts import ReceivingTexts
from app.ui.widgets.dialogs import KeyMap, PickTable, ScreenDialog
from app.ui.widgets.labels import PlainLabel, isolate_name
from app.ui.widgets.tables import Column, RowsModel

_SIZE = QSize(680, 420)  # px
_PRICE = 140  # px


class GoodsTable(PickTable):
    """Products to choose one from."""

    chosen = Signal(object)  # Item or Hit

    def __init__(self, name: str, accessible_name: str, texts: ReceivingTexts, keys: KeyMap) -> None:
        super().__init__(name=name, accessible_name=accessible_name, keys=keys)
        self._texts = texts
        self._model: RowsModel[Item | Hit] = RowsModel(
            [
                Column("name", self.tr("Goods"), _name, detail=_sku),
                Column("price", self.tr("Price"), self._price, figure=True, width=_PRICE),
            ],
            self,
        )
        self.show_model(self._model)
        self.picked.connect(self._on_picked)

    def show_items(self, items: Sequence[Item | Hit]) -> None:
        """Offer these; the first is chosen."""
        self._model.show_rows(items)
        if items:
            self.choose_row(0)

    def item(self) -> Item | Hit | None:
        """The chosen one."""
        return self._model.row_at(self.currentIndex())

    def _price(self, item: Item | Hit) -> str:
        return self._texts.price(item.price_micro)

    def _on_picked(self) -> None:
        item = self.item()
        if item is not None:
            self.chosen.emit(item)


class ChoiceDialog(ScreenDialog):
    """Which of several products is meant."""

    wished = Signal(object)  # Item, once

    def __init__(self, asked: ChoiceAsked, texts: ReceivingTexts, *, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Which goods are it?"), name="choice_dialog", modal=False, parent=parent)
        self.column.addWidget(PlainLabel(isolate_name(asked.text), name="choice_about", role="muted"))
        self.table = GoodsTable("choice_table", self.tr("Goods to choose from"), texts, self.keys)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("None of them"), answer=self.tr("Take these"), icon="check")
        self.table.chosen.connect(self._on_chosen)
        self.answer_button.clicked.connect(self.table.picked)
        self.table.show_items([item for item, _ in asked.items])
        self.table.setFocus()
        self.resize(_SIZE)

    def _on_chosen(self, item: Item) -> None:
        if not self.is_locked():
            self._lock()
            self.wished.emit(item)


def _name(item: Item | Hit) -> str:
    return item.name


def _sku(item: Item | Hit) -> str:
    return item.sku
