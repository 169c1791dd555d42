"""F8: an order, or what is still open of it, is given up."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.reports.orders import ExpectedOrder
from app.ui.widgets.dialogs import ScreenDialog, TypedField
from app.ui.widgets.labels import PlainLabel, isolate, isolate_name

_WIDTH = 620  # px


class GiveUpDialog(ScreenDialog):
    """Asks whether, and why."""

    wished = Signal(str)  # the reason, or ""

    def __init__(self, order: ExpectedOrder, *, parent: QWidget | None) -> None:
        super().__init__(self.tr("Give the order up"), name="give_up", modal=True, parent=parent)
        self.setMinimumWidth(_WIDTH)
        self.keys.bind("Enter", self._on_answer)
        count = sum(line.open_milli > 0 for line in order.lines)
        told = self.tr("Still open of {number} to {supplier}: {count} of {lines}. It is not awaited any more.").format(
            number=isolate(order.number),
            supplier=isolate_name(order.supplier_name),
            count=count,
            lines=len(order.lines),
        )
        self.column.addWidget(PlainLabel(told, name="give_up_what", wraps=True))
        label = self.tr("Why (may stay empty)")
        self.reason = TypedField(name="give_up_reason", accessible_name=label, keys=self.keys)
        self.reason.entered.connect(self._on_answer)
        caption = PlainLabel(label, name="give_up_reason_label")
        caption.setBuddy(self.reason)
        self.column.addWidget(caption)
        self.column.addWidget(self.reason)
        self.column.addStretch(1)
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Back"), answer=self.tr("Give up"), icon="x")
        self.answer_button.clicked.connect(self._on_answer)
        self.reason.setFocus()

    def _on_answer(self) -> None:
        if not self.is_locked():
            self._lock()
            self.wished.emit(self.reason.text().strip())
