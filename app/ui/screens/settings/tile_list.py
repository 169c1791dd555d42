"""The quick keys of the sale screen, to be chosen and put in order: a search that adds, a list that is moved in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.base.trouble import Trouble
from app.domain.product import Hit, Item
from app.domain.refusal import Refusal
from app.printing import format as written
from app.services.arranging import MOST_TILES
from app.ui.parts import Parts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.labels import PlainLabel
from app.ui.widgets.list_search import ListSearch
from app.ui.widgets.tables import Column, ModelTable, RowsModel

if TYPE_CHECKING:
    from app.ui.tasks import Worker

_HEIGHT = 272  # px: head and five keys are in sight


class TileSearch(ListSearch):
    """The search. Esc clears it, and leaves the page only when it is empty."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            event.accept()
            self.left.emit()
        else:
            super().keyPressEvent(event)


class TileList(QWidget):
    """Up to twelve goods in the order of their keys.

    Args:
        parts: The shop, and who finds products.
        pool: Where they are looked for.
    """

    changed = Signal()
    failed = Signal(object)  # Refusal or Trouble

    def __init__(self, parts: Parts, pool: Worker) -> None:
        super().__init__()
        self.setObjectName("settingsTileList")
        self._parts, self._pool = parts, pool
        self._words = ""
        self._chosen: RowsModel[Item | Hit] = RowsModel(self._columns(with_keys=True), self)
        self._found: RowsModel[Item | Hit] = RowsModel(self._columns(with_keys=False), self)
        self._build()
        self._connect()

    def skus(self) -> tuple[str, ...]:
        """The SKUs of the goods, in their order."""
        return tuple(item.sku for item in self._chosen.rows())

    def show_items(self, items: tuple[Item, ...]) -> None:
        """Let these be the quick keys."""
        self._chosen.show_rows(items)
        self._show_state()

    def _build(self) -> None:
        label = PlainLabel(self.tr("Quick keys"), name="settingsTilesLabel", role="strong")
        self.search = TileSearch(
            name="settingsTileSearch",
            accessible_name=self.tr("Add a quick key: type a name or a SKU"),
            hint=self.tr("Type a name to add a key, Enter takes it"),
        )
        label.setBuddy(self.search)
        self.table = ModelTable(name="settingsTiles", accessible_name=self.tr("Quick keys in their order"))
        self.found = ModelTable(name="settingsTilesFound", accessible_name=self.tr("Products found"))
        for table, model in ((self.table, self._chosen), (self.found, self._found)):
            table.horizontalHeader().hide()
            table.show_model(model)
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stack = QStackedWidget()
        self._stack.setObjectName("settingsTileStack")
        self._stack.setMinimumHeight(_HEIGHT)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.found)
        self._up = ActionButton("", name="settingsTileUp", icon="chevron-up", key="Ctrl+Up")
        self._up.setAccessibleName(self.tr("Move the key forward"))
        self._down = ActionButton("", name="settingsTileDown", icon="chevron-down", key="Ctrl+Down")
        self._down.setAccessibleName(self.tr("Move the key back"))
        self._remove = ActionButton(self.tr("Remove"), name="settingsTileRemove", icon="trash-2", key="Del")
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self._up, self._down, self._remove):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label)
        column.addWidget(self.search)
        column.addWidget(self._stack, 1)
        column.addLayout(row)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_typed)
        self.search.list_key.connect(self._on_list_key)
        self.search.entered.connect(self._on_taken)
        self.search.left.connect(self.search.clear)
        self.found.clicked.connect(self._on_taken)
        for button, key, slot in (
            (self._up, "Ctrl+Up", self._on_up),
            (self._down, "Ctrl+Down", self._on_down),
            (self._remove, "Del", self._on_remove),
        ):
            button.clicked.connect(slot)
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)

    def _columns(self, *, with_keys: bool) -> list[Column[Item | Hit]]:
        columns = [
            Column("key", "", self._key, width=72),
            Column("name", "", _name),
            Column("price", "", self._price, figure=True, width=100),
        ]
        return columns if with_keys else columns[1:]

    def _key(self, item: Item | Hit) -> str:
        place = self._chosen.rows().index(item)
        return f"Ctrl+{place + 1}" if place < 9 else ""

    def _price(self, item: Item | Hit) -> str:
        shop = self._parts.shop
        return self.tr("asked") if item.open_price else written.price(item.price_micro, shop.currency, shop.language)

    def _show_state(self) -> None:
        has_keys = bool(self._chosen.rows())
        for button in (self._up, self._down, self._remove):
            button.setEnabled(has_keys)
        if has_keys and self.table.chosen_row() < 0:
            self.table.choose_row(0)

    def _on_typed(self, words: str) -> None:
        self._words = words.strip()
        self._stack.setCurrentWidget(self.found if self._words else self.table)
        if not self._words:
            self._found.show_rows(())
            return
        search = partial(self._parts.lookups.search, self._words, location=self._parts.location)
        self._pool.submit(search, partial(self._on_found, self._words), self._on_failed)

    def _on_found(self, words: str, items: tuple[Hit, ...]) -> None:
        if words == self._words:
            self._found.show_rows(items)
            if items:
                self.found.choose_row(0)

    def _on_failed(self, error: Refusal | Trouble) -> None:
        self.failed.emit(error)

    def _on_list_key(self, event: QKeyEvent) -> None:
        if self._words:
            self.found.keyPressEvent(event)

    def _on_taken(self) -> None:
        item = self._found.row_at(self.found.currentIndex()) if self._words else None
        if item is None:
            return
        rows = self._chosen.rows()
        if item.sku not in self.skus():
            if len(rows) >= MOST_TILES:
                self.failed.emit(Refusal("too_many_tiles", most=MOST_TILES))
                return
            self._chosen.show_rows((*rows, item))
            self.changed.emit()
        self.search.clear()
        self.table.choose_row(self.skus().index(item.sku))
        self._show_state()

    def _on_up(self) -> None:
        self._move(-1)

    def _on_down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        rows, place = list(self._chosen.rows()), self.table.chosen_row()
        there = place + step
        if place < 0 or not 0 <= there < len(rows):
            return
        rows[place], rows[there] = rows[there], rows[place]
        self._chosen.show_rows(rows)
        self.table.viewport().update()  # the keys of all of them
        self.table.choose_row(there)
        self.changed.emit()

    def _on_remove(self) -> None:
        rows, place = list(self._chosen.rows()), self.table.chosen_row()
        if 0 <= place < len(rows):
            del rows[place]
            self._chosen.show_rows(rows)
            self.table.viewport().update()
            if rows:
                self.table.choose_row(min(place, len(rows) - 1))
            self._show_state()
            self.changed.emit()


def _name(item: Item | Hit) -> str:
    return item.name
