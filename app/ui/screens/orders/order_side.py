"""The right side of the orders screen: one order with its lines, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.domain.ordered import OrderStatus
from app.ui.screens.orders.places import in_rows
from app.ui.screens.orders.tables import OrderTables
from app.ui.screens.orders.texts import OrderTexts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import KeyMap, PickTable
from app.ui.widgets.labels import PlainLabel, isolate, isolate_name
from app.ui.widgets.messages import InlineBar
from app.ui.widgets.panels import Card, EmptyState

if TYPE_CHECKING:
    from app.reports.orders import ExpectedOrder


class OrderSide(Card):
    """The side.

    Attributes:
        bar: Says what is the matter.
        empty: What stands there while no order is chosen.
        send, edit, day, copy, cancel, files: The buttons.
        table: The lines.
    """

    def __init__(self, texts: OrderTexts) -> None:
        super().__init__(name="ordersCard", margin=12)
        self._texts = texts
        self._tables = OrderTables(texts, self)
        self._model = self._tables.lines()
        self.bar = InlineBar(name="ordersMessage")
        self.empty = EmptyState(
            self.tr("Nothing is on order. Write an order by hand, or of what is low."),
            name="ordersEmpty",
            icon="truck",
            action=self.tr("New order"),
            key=self.tr("F4"),
        )
        self.empty.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        held = QWidget()
        self._stack = QStackedLayout(held)
        self._stack.addWidget(self.empty)
        self._face = self._build()
        self._stack.addWidget(self._face)
        self.column.setSpacing(8)
        self.column.addWidget(self.bar)
        self.column.addWidget(held, 1)

    def show_order(self, order: ExpectedOrder | None) -> None:
        """Show an order, or that none is chosen."""
        if order is None:
            self._stack.setCurrentWidget(self.empty)
            return
        texts = self._texts
        self._name.setText(order.supplier_name)
        self._state.setText(f"{isolate(order.number)} \u00b7 {texts.status(order.status)}")
        is_draft = order.status is OrderStatus.DRAFT
        self._state.set_role("warn" if is_draft else "strong" if order.is_receivable else "muted")
        self._facts.setText(self._told(order))
        self._tables.is_part_come = order.status is OrderStatus.PART_RECEIVED
        self._model.show_rows(order.lines)
        self.send.set_label(self.tr("Send") if is_draft else self.tr("Show paper"))
        self.edit.setVisible(is_draft)
        self.day.setVisible(order.is_receivable)
        self.cancel.setEnabled(order.status not in (OrderStatus.RECEIVED, OrderStatus.CANCELLED))
        self._stack.setCurrentWidget(self._face)

    def _told(self, order: ExpectedOrder) -> str:
        """What is to be known of an order beside its lines, in one line."""
        texts = self._texts
        minor = sum(texts.worth_minor(line.unit_cost_micro, line.quantity_milli) for line in order.lines)
        parts = [self.tr("Value {amount}").format(amount=isolate(texts.money(minor)))]
        if order.sent_date is not None:
            parts.append(self.tr("sent {day}").format(day=isolate(texts.day(order.sent_date))))
        if order.expected is not None:
            parts.append(self.tr("expected {day}").format(day=isolate(texts.day(order.expected))))
        given_up = self.tr("given up: {reason}")
        parts += [given_up.format(reason=isolate_name(reason)) for reason in order.reasons]
        if order.note:
            parts.append(isolate_name(order.note))
        return " \u00b7 ".join(parts)

    def _build(self) -> QWidget:
        self._name = PlainLabel(name="ordersName", role="title", wraps=True)
        self._state = PlainLabel(name="ordersState", role="strong")
        self._facts = PlainLabel(name="ordersFacts", role="muted", wraps=True)
        self.send = self._button(self.tr("Send"), "ordersSend", "truck", self.tr("F9"))
        self.edit = self._button(self.tr("Edit"), "ordersEdit", "pencil", self.tr("F2"))
        self.day = self._button(self.tr("Other day"), "ordersDay", "calendar", self.tr("F5"))
        self.files = self._button(self.tr("File"), "ordersFile", "download", self.tr("F11"))
        self.copy = self._button(self.tr("Order again"), "ordersCopy", "redo-2", self.tr("F7"))
        self.cancel = self._button(self.tr("Give up"), "ordersCancel", "x", self.tr("F8"))
        self.table = PickTable(name="ordersLines", accessible_name=self.tr("Lines of the order"), keys=KeyMap())
        self.table.show_model(self._model)
        actions = in_rows((self.send, self.edit, self.day), (self.copy, self.cancel, self.files))
        face = QWidget()
        face.setObjectName("ordersFace")
        column = QVBoxLayout(face)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._name)
        column.addWidget(self._state)
        column.addWidget(self._facts)
        column.addLayout(actions)
        column.addWidget(self.table, 1)
        return face

    @staticmethod
    def _button(label: str, name: str, icon: str, key: str) -> ActionButton:
        button = ActionButton(label, name=name, icon=icon, key=key)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button
