"""Lists to choose from: which goods a code means, and what is to be counted again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from app.domain.product import Item
from app.reports.stocktakes import Again
from app.ui.screens.counting.state import WhichAsked
from app.ui.screens.counting.texts import CountingTexts
from app.ui.widgets.dialogs import PickTable, ScreenDialog
from app.ui.widgets.labels import PlainLabel, isolate, isolate_name
from app.ui.widgets.tables import Column, RowsModel

Row = TypeVar("Row")
_SIZE = QSize(760, 460)  # px
_PRICE, _WHY = 140, 280  # px
_LARGE = QSize(900, 560)  # px


class WhichDialog(ScreenDialog):
    """Which of several products lies there."""

    wished = Signal(object)  # Item, once

    def __init__(self, asked: WhichAsked, texts: CountingTexts, *, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Which of these lies there?"), name="which_dialog", modal=False, parent=parent)
        self._texts = texts
        self._model: RowsModel[Item] = RowsModel(
            [
                Column("name", self.tr("Goods"), _item_name, detail=_item_sku),
                Column("price", self.tr("Price"), self._price, figure=True, width=_PRICE),
            ],
            self,
        )
        self.column.addWidget(PlainLabel(isolate(asked.text), name="which_about", role="muted"))
        self.table = listed(self, "which_table", self.tr("Goods to choose from"), self._model)
        self._model.show_rows(asked.items)
        self.table.choose_row(0)
        self.add_footer(back=self.tr("None of them"), answer=self.tr("Count these"), icon="check")
        self.table.picked.connect(self._on_picked)
        self.answer_button.clicked.connect(self._on_picked)
        self.table.setFocus()
        self.grow_to_rows(self.table)

    def _price(self, item: Item) -> str:
        return self._texts.price(item.price_micro)

    def _on_picked(self) -> None:
        item = self._model.row_at(self.table.currentIndex())
        if item is not None and not self.is_locked():
            self._lock()
            self.wished.emit(item)


class AgainDialog(ScreenDialog):
    """What is to be counted again: names and places, and nothing that the book expects."""

    wished = Signal(object)  # Again, once
    review_wished = Signal()

    def __init__(
        self, goods: Sequence[Again], place: int, texts: CountingTexts, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("To be counted again"), name="again_dialog", modal=False, parent=parent)
        self._texts = texts
        self._model: RowsModel[Again] = RowsModel(
            [
                Column("name", self.tr("Goods"), _again_name, detail=texts.again_where),
                Column("why", self.tr("Why"), texts.again_why, width=_WHY),
            ],
            self,
        )
        about = self.tr("Enter takes one: all of it is counted again then, wherever it lies. F9 goes to the review.")
        self.keys.bind("F9", self._on_review)
        self.column.addWidget(PlainLabel(about, name="again_about", role="muted", wraps=True))
        self.table = listed(self, "again_table", self.tr("Goods to be counted again"), self._model)
        self.resize(_LARGE)
        self._model.show_rows(goods)
        self.table.choose_row(place)
        self.add_footer(back=self.tr("Back"), answer=self.tr("Count it again"), icon="refresh-cw")
        self.table.picked.connect(self._on_picked)
        self.answer_button.clicked.connect(self._on_picked)
        self.table.setFocus()
        self.grow_to_rows(self.table)

    def _on_review(self) -> None:
        if not self.is_locked():
            self.reject()
            self.review_wished.emit()

    def _on_picked(self) -> None:
        goods = self._model.row_at(self.table.currentIndex())
        if goods is not None and not self.is_locked():
            self._lock()
            self.wished.emit(goods)


def listed(dialog: ScreenDialog, name: str, words: str, model: RowsModel[Row]) -> PickTable:
    """Put a list into a dialog."""
    table = PickTable(name=name, accessible_name=words, keys=dialog.keys)
    table.show_model(model)
    dialog.column.addWidget(table, 1)
    dialog.column.addWidget(dialog.bar)
    dialog.resize(_SIZE)
    return table


def _item_name(item: Item) -> str:
    return item.name


def _item_sku(item: Item) -> str:
    return item.sku


def _again_name(again: Again) -> str:
    return isolate_name(again.goods.name)
