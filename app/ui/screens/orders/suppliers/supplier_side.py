"""The right side of the suppliers' room: one supplier with what it brings and what became of the orders to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.ui.screens.orders.places import in_rows, quiet_button
from app.ui.screens.orders.suppliers.tables import SupplierTables
from app.ui.screens.orders.suppliers.texts import SupplierTexts
from app.ui.widgets.dialogs import KeyMap, PickTable
from app.ui.widgets.labels import PlainLabel
from app.ui.widgets.messages import InlineBar
from app.ui.widgets.panels import Card, EmptyState

if TYPE_CHECKING:
    from app.reports.supplier_cards import Brought, PastOrder, SupplierCard


class SupplierSide(Card):
    """The side.

    Attributes:
        bar: Says what is the matter.
        empty: What stands there while no supplier is known.
        edit, order, add, drop, read: The buttons.
        goods, orders: The tables.
    """

    def __init__(self, texts: SupplierTexts, keys: KeyMap) -> None:
        super().__init__(name="suppliersCard", margin=12)
        self._texts = texts
        tables = SupplierTables(texts, self)
        self._goods, self._orders = tables.goods(), tables.orders()
        self.bar = InlineBar(name="suppliersMessage")
        self.empty = EmptyState(
            self.tr("No supplier is known yet. Add the first one: a name is enough."),
            name="suppliersEmpty",
            icon="users",
            action=self.tr("New supplier"),
            key=self.tr("F4"),
        )
        held = QWidget()
        self._stack = QStackedLayout(held)
        self._stack.addWidget(self.empty)
        self._face = self._build(keys)
        self._stack.addWidget(self._face)
        self.column.setSpacing(8)
        self.column.addWidget(self.bar)
        self.column.addWidget(held, 1)

    def show_card(self, card: SupplierCard | None) -> None:
        """Show a supplier, or that there is none."""
        if card is None:
            self._stack.setCurrentWidget(self.empty)
            return
        texts = self._texts
        self._name.setText(card.supplier.name)
        self._contacts.setText(texts.contacts(card))
        self._terms.setText(texts.terms(card))
        self._goods.show_rows(card.goods)
        self._orders.show_rows(card.orders)
        for table, rows in ((self.goods, card.goods), (self.orders, card.orders)):
            if rows and table.chosen_row() < 0:
                table.choose_row(0)
        self._goods_head.setText(self.tr("What it brings: {count}").format(count=len(card.goods)))
        self._orders_head.setText(self.tr("Orders: {count}").format(count=len(card.orders)))
        self.drop.setEnabled(bool(card.goods))
        self._stack.setCurrentWidget(self._face)

    def chosen_goods(self) -> Brought | None:
        """The line of goods that is chosen."""
        return self._goods.row_at(self.goods.currentIndex())

    def chosen_order(self) -> PastOrder | None:
        """The order that is chosen."""
        return self._orders.row_at(self.orders.currentIndex())

    def _build(self, keys: KeyMap) -> QWidget:
        self._name = PlainLabel(name="suppliersName", role="title", wraps=True)
        self._contacts = PlainLabel(name="suppliersContacts", wraps=True)
        self._terms = PlainLabel(name="suppliersTerms", role="muted", wraps=True)
        self.edit = quiet_button(self.tr("Edit"), "suppliersEdit", "pencil", self.tr("F2"))
        self.add = quiet_button(self.tr("Add goods"), "suppliersAdd", "package-plus", self.tr("F6"))
        self.drop = quiet_button(self.tr("Forget goods"), "suppliersDrop", "trash-2", self.tr("Del"))
        self.read = quiet_button(self.tr("Its list"), "suppliersList", "list", self.tr("F3"))
        self.order = quiet_button(self.tr("New order"), "suppliersOrder", "file-text", self.tr("F9"))
        self._goods_head = PlainLabel(name="suppliersGoodsHead", role="heading")
        self._orders_head = PlainLabel(name="suppliersOrdersHead", role="heading")
        self.goods = PickTable(name="suppliersGoods", accessible_name=self.tr("Goods of the supplier"), keys=keys)
        self.goods.show_model(self._goods)
        told = self.tr("Orders to the supplier")
        self.orders = PickTable(name="suppliersOrders", accessible_name=told, keys=KeyMap())
        self.orders.show_model(self._orders)
        actions = in_rows((self.order, self.edit), (self.add, self.drop, self.read))
        face = QWidget()
        face.setObjectName("suppliersFace")
        column = QVBoxLayout(face)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for label in (self._name, self._contacts, self._terms):
            column.addWidget(label)
        column.addLayout(actions)
        column.addWidget(self._goods_head)
        column.addWidget(self.goods, 3)
        column.addWidget(self._orders_head)
        column.addWidget(self.orders, 2)
        return face
