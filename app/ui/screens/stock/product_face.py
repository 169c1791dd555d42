"""The card of one product: what there is of it, what it is worth, what moved it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.ui.screens.stock.card_tables import HistoryTable, LayersTable, SpotsTable
from app.ui.screens.stock.texts import StockTexts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.labels import AmountLabel, PlainLabel, isolate

if TYPE_CHECKING:
    from app.reports.product_card import Moved, ProductCard

_FIGURE = 40  # px
_FIGURE_ROOM = 168  # px
_TABLES_HEIGHT = 196  # px: what is there, and at which cost


class ProductFace(QWidget):
    """The card.

    Attributes:
        adjust, transfer, on_the_way, revalue: The buttons that open the forms.
        label: Prints a label.
        older: Shows older movements.
        spots, layers, history: The tables.
    """

    def __init__(self, texts: StockTexts) -> None:
        super().__init__()
        self.setObjectName("stockProduct")
        self._texts = texts
        self._facts: dict[str, PlainLabel] = {}
        self._shown = ""
        self._build()

    def show_card(self, card: ProductCard) -> None:
        """Show a product."""
        if card.sku != self._shown:
            # No row of the product before stays chosen.
            self._shown = card.sku
            for table in (self.spots, self.layers, self.history):
                table.clear_rows()
        texts = self._texts
        self._name.setText(card.name)
        self._facts["sku"].setText(isolate(card.sku))
        self._figure.set_amount(texts.quantity(card.quantity_milli, card.unit) if card.has_stock else "")
        self._facts["value"].setText(isolate(texts.money(card.value_minor)))
        self._facts["unit_cost"].setText(isolate(texts.unit_cost(card.unit_cost_micro)) or self.tr("not known"))
        self._facts["method"].setText(texts.method(card.method))
        states = texts.card_states(card)
        self._states.setText(" ".join(states))
        self._states.set_role(_state_role(card))
        self._states.setVisible(bool(states))
        for button in (self.adjust, self.transfer, self.revalue):
            button.setEnabled(card.has_stock)
        self.spots.show_card(card)
        self.layers.show_card(card)

    def show_history(self, rows: Sequence[Moved], unit: str, *, has_more: bool) -> None:
        """Show these movements, and whether there are older ones."""
        self.history.show_history(rows, unit)
        self.older.setVisible(has_more)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addLayout(self._actions())
        column.addLayout(self._upper())
        column.addLayout(self._lower(), 1)

    def _head(self) -> QLayout:
        self._name = PlainLabel(name="stockName", role="title", wraps=True)
        self._states = PlainLabel(name="stockStates", role="warn", wraps=True)
        self._figure = AmountLabel(
            name="stockOnHand", accessible_name=self.tr("On hand at all locations"), size=_FIGURE, least=24
        )
        self._figure.setFixedWidth(_FIGURE_ROOM)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._name)
        words.addLayout(self._fact_row())
        words.addWidget(self._states)
        words.addStretch(1)
        caption = PlainLabel(self.tr("On hand"), name="stockOnHandCaption", role="small")
        caption.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        figure = QVBoxLayout()
        figure.setSpacing(0)
        figure.addWidget(caption)
        figure.addWidget(self._figure)
        figure.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addLayout(words, 1)
        head.addLayout(figure)
        return head

    def _fact_row(self) -> QLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(0)
        captions = {
            "sku": self.tr("SKU"),
            "value": self.tr("Value"),
            "unit_cost": self.tr("Unit cost"),
            "method": self.tr("Cost method"),
        }
        for column, (name, words) in enumerate(captions.items()):
            self._facts[name] = PlainLabel(name=f"stockFact_{name}", role="strong")
            grid.addWidget(PlainLabel(words, name=f"stockCaption_{name}", role="small"), 0, column)
            grid.addWidget(self._facts[name], 1, column)
        grid.setColumnStretch(len(captions), 1)
        return grid

    def _actions(self) -> QLayout:
        self.adjust = _action(self.tr("Adjust"), "stockAdjust", "pencil", self.tr("F4"))
        self.transfer = _action(self.tr("Transfer"), "stockTransfer", "truck", self.tr("F6"))
        self.on_the_way = _action(self.tr("On the way"), "stockOnTheWay", "package-search", self.tr("F7"))
        self.revalue = _action(self.tr("Write down"), "stockRevalue", "coins", self.tr("F8"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.adjust, self.transfer, self.on_the_way, self.revalue):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _upper(self) -> QLayout:
        self.spots, self.layers = SpotsTable(self._texts), LayersTable(self._texts)
        row = QHBoxLayout()
        row.setSpacing(8)
        for table, stretch in ((self.spots, 37), (self.layers, 63)):
            table.setFixedHeight(_TABLES_HEIGHT)
            row.addWidget(table, stretch)
        return row

    def _lower(self) -> QLayout:
        self.history = HistoryTable(self._texts)
        self.older = _action(self.tr("Older movements"), "stockOlder", "history", self.tr("F9"))
        self.label = _action(self.tr("Label"), "stockLabel", "tags", self.tr("F12"))
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.history, 1)
        foot = QHBoxLayout()
        hint = PlainLabel(self.tr("Enter on a row opens its document"), name="stockHistoryHint", role="small")
        hint.setContentsMargins(8, 0, 8, 0)
        foot.addWidget(hint)
        foot.addStretch(1)
        foot.addWidget(self.label)
        foot.addWidget(self.older)
        column.addLayout(foot)
        return column


def _action(label: str, name: str, icon: str, key: str) -> ActionButton:
    button = ActionButton(label, name=name, icon=icon, key=key)
    # By Tab, yes; but a click must not take the focus out of the list.
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _state_role(card: ProductCard) -> str:
    if card.is_negative:
        return "error"
    return "warn" if card.is_low or card.is_uncounted or card.is_uncosted else "muted"
