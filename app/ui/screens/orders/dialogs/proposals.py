"""F6: what low stock asks for, by supplier, each line with its reason; Enter makes a draft for each supplier."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.reports.proposals import Proposed
from app.ui.screens.orders.state import Said
from app.ui.screens.orders.tables import OrderTables
from app.ui.screens.orders.texts import OrderTexts
from app.ui.widgets.dialogs import PickTable, ScreenDialog
from app.ui.widgets.labels import PlainLabel

_SIZE = (980, 620)  # px


class ProposalsDialog(ScreenDialog):
    """The list."""

    wished = Signal(object)  # tuple[str, ...]: codes of the suppliers to order of

    def __init__(self, proposed: tuple[Proposed, ...], texts: OrderTexts, *, parent: QWidget | None) -> None:
        super().__init__(self.tr("Order what is low"), name="proposals", modal=True, parent=parent)
        self._suppliers = tuple(dict.fromkeys(one.supplier for one in proposed if one.supplier))
        self.setMinimumSize(*_SIZE)
        self.keys.bind("Enter", self._on_answer)
        model = OrderTables(texts, self).proposed()
        model.show_rows(proposed)
        self.table = PickTable(name="proposalsList", accessible_name=self.tr("Goods to order"), keys=self.keys)
        self.table.show_model(model)
        self.table.choose_row(0)
        self.table.picked.connect(self._on_answer)
        count = self.tr("Drafts to make, one for each supplier: {count}").format(count=len(self._suppliers))
        self.column.addWidget(self.table, 1)
        self.column.addWidget(PlainLabel(count, name="proposalsCount", role="strong"))
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Back"), answer=self.tr("Make drafts"), icon="file-text")
        self.answer_button.clicked.connect(self._on_answer)
        orphan = next((one for one in proposed if not one.supplier), None)
        if orphan is not None:
            self.bar.say("warn", texts.sentence(Said("warn", "no_supplier_of", {"name": orphan.name})))
        self.answer_button.setEnabled(bool(self._suppliers))
        self.table.setFocus()

    def _on_answer(self) -> None:
        if self._suppliers and not self.is_locked():
            self._lock()
            self.wished.emit(self._suppliers)
