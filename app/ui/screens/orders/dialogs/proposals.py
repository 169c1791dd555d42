"""F6: what low stock asks for, by supplier, each line with its reason; Enter makes a draft for each supplier.

Del leaves a supplier out this time; single lines are changed in the draft.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.reports.proposals import Proposed
from app.ui.said import Said
from app.ui.screens.orders.tables import OrderTables
from app.ui.screens.orders.texts import OrderTexts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import PickTable, ScreenDialog
from app.ui.widgets.labels import PlainLabel

_SIZE = (980, 620)  # px


class ProposalsDialog(ScreenDialog):
    """The list."""

    wished = Signal(object)  # tuple[str, ...]: codes of the suppliers to order of

    def __init__(self, proposed: tuple[Proposed, ...], texts: OrderTexts, *, parent: QWidget | None) -> None:
        super().__init__(self.tr("Order what is low"), name="proposals", modal=True, parent=parent)
        self._proposed = proposed
        self.setMinimumSize(*_SIZE)
        self.keys.bind("Enter", self._on_answer)
        self.keys.bind("Del", self._on_left_out)
        self._model = OrderTables(texts, self).proposed()
        self.table = PickTable(name="proposalsList", accessible_name=self.tr("Goods to order"), keys=self.keys)
        self.table.show_model(self._model)
        self.table.picked.connect(self._on_answer)
        self.count = PlainLabel(name="proposalsCount", role="strong")
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.count)
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Back"), answer=self.tr("Make drafts"), icon="file-text")
        self.leave_out = ActionButton(
            self.tr("Leave this supplier out"),
            name="proposals_leave_out",
            icon="trash-2",
            key=self.tr("Del"),
            variant="quiet",
        )
        self.footer.insertWidget(1, self.leave_out, 0, Qt.AlignmentFlag.AlignVCenter)
        self.leave_out.clicked.connect(self._on_left_out)
        self.answer_button.clicked.connect(self._on_answer)
        orphan = next((one for one in proposed if not one.supplier), None)
        if orphan is not None:
            self.bar.say("warn", texts.sentence(Said("warn", "no_supplier_of", {"name": orphan.name})))
        self._show(0)
        self.table.setFocus()

    def _suppliers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.supplier for one in self._proposed if one.supplier))

    def _show(self, chosen: int) -> None:
        self._model.show_rows(self._proposed)
        if self._proposed:
            self.table.choose_row(min(chosen, len(self._proposed) - 1))
        count = len(self._suppliers())
        self.count.setText(self.tr("Drafts to make, one for each supplier: {count}").format(count=count))
        self.answer_button.setEnabled(bool(count))
        self.leave_out.setEnabled(bool(count))

    def _on_left_out(self) -> None:
        row = self._model.row_at(self.table.currentIndex())
        if row is not None and not self.is_locked():
            place = next(place for place, one in enumerate(self._proposed) if one.supplier == row.supplier)
            self._proposed = tuple(one for one in self._proposed if one.supplier != row.supplier)
            self._show(place)
            self.table.setFocus()

    def _on_answer(self) -> None:
        if self._suppliers() and not self.is_locked():
            self._lock()
            self.wished.emit(self._suppliers())
