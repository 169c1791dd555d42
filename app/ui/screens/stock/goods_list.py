"""The left side of the stock screen: search as you type, five filters, and the goods that they let through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.reports.stock_list import Filter
from app.ui.screens.stock.card_tables import QuietTable
from app.ui.screens.stock.texts import StockTexts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.labels import PlainLabel
from app.ui.widgets.list_search import ListSearch
from app.ui.widgets.panels import Card
from app.ui.widgets.tables import Column, RowsModel

if TYPE_CHECKING:
    from app.reports.stock_list import StockRow

_WIDTH = 444  # px
_IN_A_ROW = 3
_MANY = 100  # goods: more than anybody looks through one by one


class GoodsList(Card):
    """The list.

    Attributes:
        search: The field above it.
        table: The goods.
        more: Lists more of them.
    """

    chosen = Signal(str)  # the SKU of the goods that were moved to
    entered = Signal()  # Enter on them: on to the card
    filter_chosen = Signal(object)  # Filter

    def __init__(self, texts: StockTexts) -> None:
        super().__init__(name="stockListCard", margin=8)
        self._texts = texts
        self._is_showing = False
        self._model: RowsModel[StockRow] = RowsModel(self._columns(), self)
        self.filters: dict[Filter, ActionButton] = {}
        self._build()
        self._connect()

    def show_goods(self, rows: Sequence[StockRow], *, chosen: str, has_more: bool) -> None:
        """Show these goods; those with the SKU `chosen` are marked if they are among them."""
        self._is_showing = True
        is_another = bool(rows) and rows[:1] != self._model.rows()[:1]
        try:
            self._model.show_rows(rows)
            place = next((place for place, row in enumerate(rows) if row.sku == chosen), None)
            if place is None:
                self.table.clearSelection()
                self.table.setCurrentIndex(QModelIndex())
                if is_another:
                    self.table.scrollToTop()
            elif is_another or place != self.table.chosen_row():
                self.table.choose_row(place)
                # In the middle: the button below the list may be about to take room.
                self.table.scrollTo(self.table.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)
        finally:
            self._is_showing = False
        self.more.setVisible(has_more)
        self._stack.setCurrentIndex(0 if rows else 1)

    def show_filter(self, which: Filter, counts: Mapping[Filter, int]) -> None:
        """Mark the filter that holds, and say at each how many goods it lets through."""
        words = self._filter_words()
        for name, button in self.filters.items():
            count = counts.get(name, 0)
            many = str(count) if count < _MANY else f"{_MANY - 1}+"
            label = f"{words[name]} {many}" if count else words[name]
            if button.label() != label:
                button.set_label(label)
            button.setChecked(name is which)

    def _build(self) -> None:
        self.setFixedWidth(_WIDTH)
        self.search = ListSearch(
            name="stockSearch",
            accessible_name=self.tr("Find goods by name, SKU or code"),
            hint=self.tr("Name, SKU or code, or scan   (F2)"),
        )
        self.search.setClearButtonEnabled(True)
        self.filters = {name: self._filter(name, place) for place, name in enumerate(self._filter_words(), start=1)}
        group = QButtonGroup(self)
        filters = QVBoxLayout()
        filters.setSpacing(8)
        buttons = tuple(self.filters.values())
        for several in (buttons[:_IN_A_ROW], buttons[_IN_A_ROW:]):
            row = QHBoxLayout()
            row.setSpacing(8)
            for button in several:
                group.addButton(button)
                row.addWidget(button, 1)
            filters.addLayout(row)
        self.table = QuietTable(name="stockGoods", accessible_name=self.tr("Goods"))
        self.table.show_model(self._model)
        self._none = PlainLabel(self.tr("No goods are like that."), name="stockNone", role="muted")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        held = QWidget()
        self._stack = QStackedLayout(held)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._none)
        self.more = ActionButton(self.tr("Show more"), name="stockMoreGoods", key=self.tr("F5"), variant="quiet")
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.hide()
        self.column.setSpacing(8)
        self.column.addWidget(self.search)
        self.column.addLayout(filters)
        self.column.addWidget(held, 1)
        self.column.addWidget(self.more)

    def _connect(self) -> None:
        self.search.list_key.connect(self.table.keyPressEvent)
        self.search.entered.connect(self.entered)
        self.table.picked.connect(self.entered)
        self.table.selectionModel().currentRowChanged.connect(self._on_current_row)

    def _filter(self, name: Filter, place: int) -> ActionButton:
        key = QKeySequence(f"Ctrl+{place}").toString(QKeySequence.SequenceFormat.NativeText)
        button = ActionButton(self._filter_words()[name], name=f"stockFilter_{name.value}", key=key)
        button.setCheckable(True)
        button.setProperty("filter", name.value)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self._on_filter)
        return button

    def _filter_words(self) -> dict[Filter, str]:
        return {
            Filter.ALL: self.tr("All"),
            Filter.LOW: self.tr("Low"),
            Filter.NEGATIVE: self.tr("Below zero"),
            Filter.UNCOSTED: self.tr("Without cost"),
            Filter.UNCOUNTED: self.tr("Not counted"),
        }

    def _columns(self) -> list[Column[StockRow]]:
        return [
            Column("name", self.tr("Goods"), _name, detail=self._texts.row_detail),
            Column(
                "quantity",
                self.tr("On hand"),
                self._quantity,
                figure=True,
                detail=self._texts.row_state,
                tone=_tone,
                width=144,
            ),
        ]

    def _quantity(self, row: StockRow) -> str:
        return self._texts.quantity(row.quantity_milli, row.unit)

    def _on_current_row(self, current: QModelIndex) -> None:
        row = self._model.row_at(current)
        if row is not None and not self._is_showing:
            self.chosen.emit(row.sku)

    def _on_filter(self) -> None:
        button = self.sender()
        if button is not None:
            self.filter_chosen.emit(Filter(button.property("filter")))


def _name(row: StockRow) -> str:
    return row.name


def _tone(row: StockRow) -> str:
    if row.is_negative:
        return "error"
    return "warn" if row.is_low or row.is_uncosted or row.is_uncounted else ""
