"""The left side of the products screen: search as you type, filters, an order, and what they let through."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.reports.product_list import ProductFilter, ProductRow
from app.ui.screens.products.texts import ProductsTexts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.choices import ChoiceBox
from app.ui.widgets.dialogs import KeyMap, PickTable
from app.ui.widgets.labels import PlainLabel, ShrinkingLabel, isolate
from app.ui.widgets.lazy_rows import LazyRowsModel
from app.ui.widgets.list_search import ListSearch
from app.ui.widgets.panels import Card
from app.ui.widgets.tables import Column

if TYPE_CHECKING:
    from app.reports.product_list import ProductChoices

_PRICE, _QUANTITY = 132, 132  # px


class ProductSearch(ListSearch):
    """The search. Ctrl+Z takes prices back, not letters."""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and _is_undo(event):
            event.ignore()
            return False
        return super().event(event)


class FilterBox(ChoiceBox):
    """A list to choose one thing from. When it closes, the keys go back to the search."""

    closed = Signal()

    def hidePopup(self) -> None:  # noqa: N802 -- Qt's name
        was_open = self.view().isVisible()
        super().hidePopup()
        if was_open:
            self.closed.emit()


class CatalogueTable(PickTable):
    """A table of products of which several can be chosen. Letters and digits are left to the search."""

    def __init__(self, *, name: str, accessible_name: str) -> None:
        super().__init__(name=name, accessible_name=accessible_name, keys=KeyMap())
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_all = event.matches(QKeySequence.StandardKey.SelectAll)
        if event.text().strip() and event.text().isprintable() and not is_all:
            event.ignore()
        else:
            super().keyPressEvent(event)


class ProductTable(Card):
    """The list.

    Attributes:
        search: The field above it.
        table: The products.
        model: Their rows.
        filters, category, supplier, sort: What narrows and orders the list.
        prices, labels: What can be done with those that are chosen.
        take, write: Price lists in and out.
    """

    chosen = Signal(object)  # int: the number of the product that was moved to
    entered = Signal()  # Enter on it

    def __init__(self, texts: ProductsTexts) -> None:
        super().__init__(name="productListCard", margin=8)
        self._texts = texts
        self._is_showing = False
        self.model: LazyRowsModel[ProductRow] = LazyRowsModel(self._columns(), _number, self)
        self._build()
        self._connect()

    def show_keys(self, keys: array[int], *, chosen: int) -> None:
        """Show these products; the chosen one is marked if it is among them. Several that were chosen stay so."""
        self._is_showing = True
        before = set(self.chosen_ids()) if self.several() else set()
        is_another = keys != self.model.keys()
        try:
            self.model.show_keys(keys)
            if is_another:
                place = self.model.place_of(chosen)
                if place >= 0:
                    self.table.choose_row(place)
                else:
                    self.table.scrollToTop()
                self._choose_again(before, keys)
        finally:
            self._is_showing = False
        if not keys:
            self.none.setText(self._nothing())
        self._stack.setCurrentIndex(0 if keys else 1)
        self._tell_count()

    def show_choices(self, choices: ProductChoices) -> None:
        """Offer these categories and suppliers, and say how many products wait for a label."""
        _offer(self.category, self.tr("All categories"), {one.number: one.name for one in choices.categories})
        _offer(self.supplier, self.tr("All suppliers"), {one.number: one.name for one in choices.suppliers})
        words = self._texts.filter_words()
        waiting = words[ProductFilter.REPRICED]
        if choices.waiting:
            waiting = self.tr("{words} ({count})").format(words=waiting, count=isolate(str(choices.waiting)))
        self.filters.setItemText(self.filters.findData(ProductFilter.REPRICED.value), waiting)

    def chosen_ids(self) -> list[int]:
        """The numbers of the products that are chosen, in the order of the list."""
        keys = self.model.keys()
        places = {place for first, last in self._stretches() for place in range(first, last + 1)}
        return [keys[place] for place in sorted(places) if place < len(keys)]

    def several(self) -> bool:
        """Whether more than one product is chosen."""
        return self._how_many() > 1

    def _how_many(self) -> int:
        return sum(last - first + 1 for first, last in self._stretches())

    def _stretches(self) -> list[tuple[int, int]]:
        """The first and last place of each stretch of rows that are chosen; not row by row, as there may be many."""
        selection = self.table.selectionModel().selection()
        ranges = (selection.at(place) for place in range(selection.count()))
        return [(one.top(), one.bottom()) for one in ranges]

    def _build(self) -> None:
        self.search = ProductSearch(
            name="productSearch",
            accessible_name=self.tr("Find products by name, SKU or code"),
            hint=self.tr("Name, SKU or code, or scan   (F2)"),
        )
        self.search.setClearButtonEnabled(True)
        texts = self._texts
        words = {one.value: words for one, words in texts.filter_words().items()}
        self.filters = _box("productFilter", self.tr("Show"), words)
        self.category = _box("productCategory", self.tr("Category"), {})
        self.supplier = _box("productSupplier", self.tr("Supplier"), {})
        orders = {one.value: words for one, words in texts.sort_words().items()}
        self.sort = _box("productSort", self.tr("Order"), orders)
        self.table = CatalogueTable(name="productTable", accessible_name=self.tr("Products"))
        self.table.show_model(self.model)
        self.none = PlainLabel(name="productNone", role="muted", wraps=True)
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        held = QWidget()
        self._stack = QStackedLayout(held)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.none)
        self.column.setSpacing(8)
        self.column.addLayout(self._top())
        self.column.addLayout(self._boxes())
        self.column.addWidget(held, 1)
        self.column.addLayout(self._foot())

    def _top(self) -> QHBoxLayout:
        self.take = _action(self.tr("Import"), "productImport", "download", self.tr("Ctrl+I"))
        self.write = _action(self.tr("Export"), "productExport", "upload", self.tr("Ctrl+E"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self.take)
        row.addWidget(self.write)
        return row

    def _boxes(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for place, box in enumerate((self.filters, self.category, self.supplier, self.sort), start=1):
            key = QKeySequence(f"Ctrl+{place}").toString(QKeySequence.SequenceFormat.NativeText)
            words = self.tr("{name}   {key}").format(name=box.accessibleName(), key=key)
            caption = PlainLabel(words, name=f"{box.objectName()}_label", role="small")
            caption.setBuddy(box)
            box.setAccessibleDescription(key)
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(caption)
            column.addWidget(box)
            row.addLayout(column, 1)
        return row

    def _foot(self) -> QHBoxLayout:
        self.count = ShrinkingLabel(name="productCount", role="small")
        self.prices = _action(self.tr("Change prices"), "productPrices", "percent", self.tr("F7"))
        self.labels = _action(self.tr("Labels"), "productLabels", "tags", self.tr("F12"))
        self.new = _action(self.tr("New"), "productNew", "plus", self.tr("Ctrl+N"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.count, 1)
        for button in (self.prices, self.labels, self.new):
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        self.search.list_key.connect(self.table.keyPressEvent)
        self.search.entered.connect(self.entered)
        self.table.picked.connect(self.entered)
        selection = self.table.selectionModel()
        selection.currentRowChanged.connect(self._on_current_row)
        selection.selectionChanged.connect(self._tell_count)

    def _columns(self) -> list[Column[ProductRow]]:
        texts = self._texts
        return [
            Column("name", self.tr("Product"), _name, detail=_detail),
            Column("price", self.tr("Price"), self._price, figure=True, detail=texts.margin, width=_PRICE),
            Column(
                "quantity",
                self.tr("On hand"),
                texts.row_quantity,
                figure=True,
                detail=texts.row_state,
                tone=_tone,
                width=_QUANTITY,
            ),
        ]

    def _price(self, row: ProductRow) -> str:
        return self.tr("asked") if row.open_price else self._texts.price(row.price_micro)

    def _choose_again(self, before: set[int], keys: array[int]) -> None:
        if not before:
            return
        # Stretch by stretch, as there may be many.
        chosen, last_column, first = QItemSelection(), self.model.columnCount() - 1, -1
        for place in range(len(keys) + 1):
            is_chosen = place < len(keys) and keys[place] in before
            if is_chosen and first < 0:
                first = place
            elif not is_chosen and first >= 0:
                chosen.select(self.model.index(first, 0), self.model.index(place - 1, last_column))
                first = -1
        self.table.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _nothing(self) -> str:
        boxes = (self.filters, self.category, self.supplier)
        if self.search.text().strip() or any(box.currentIndex() > 0 for box in boxes):
            return self.tr("No products are like that.")
        return self.tr("There are no goods yet. Ctrl+N makes one; Ctrl+I takes a price list.")

    def _tell_count(self) -> None:
        count, chosen = len(self.model.keys()), self._how_many()
        words = self._texts.products(count)
        if chosen > 1:
            words = self.tr("{products}, {count} chosen").format(
                products=words, count=isolate(self._texts.count(chosen))
            )
        self.count.setText(words)

    def _on_current_row(self) -> None:
        place = self.table.chosen_row()
        if 0 <= place < len(self.model.keys()) and not self._is_showing:
            self.chosen.emit(self.model.keys()[place])


def _box(name: str, words: str, choices: Mapping[str, str]) -> FilterBox:
    box = FilterBox(name=name, accessible_name=words)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
    for data, text in choices.items():
        box.addItem(text, data)
    return box


def _offer(box: QComboBox, all_of_them: str, choices: Mapping[int, str]) -> None:
    """Put other choices into a box; what was chosen stays chosen as long as it is there."""
    wanted = [(None, all_of_them), *choices.items()]
    there = [(box.itemData(place), box.itemText(place)) for place in range(box.count())]
    if there != wanted:
        chosen = box.currentData()
        box.blockSignals(True)  # nothing else is chosen by this
        box.clear()
        for number, text in wanted:
            box.addItem(text, number)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.blockSignals(False)


def _is_undo(event: QKeyEvent) -> bool:
    return event.type() == QEvent.Type.ShortcutOverride and event.matches(QKeySequence.StandardKey.Undo)


def _action(label: str, name: str, icon: str, key: str) -> ActionButton:
    button = ActionButton(label, name=name, icon=icon, key=key)
    # By Tab, yes; but a click must not take the focus out of the list.
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _number(row: ProductRow) -> int:
    return row.product_id


def _name(row: ProductRow) -> str:
    return row.name


def _detail(row: ProductRow) -> str:
    return f"{row.sku} · {row.category}" if row.category else row.sku


def _tone(row: ProductRow) -> str:
    if row.is_short:
        return "error"
    is_out = row.stocked and row.quantity_milli is not None and row.quantity_milli <= 0
    return "warn" if row.is_low or is_out or not row.active else ""
