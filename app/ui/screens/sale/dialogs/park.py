"""F7: the sale is put aside for a moment, under a name if the cashier likes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.ui.screens.sale.dialogs.base import InlineEntry, TypedField


class ParkEntry(InlineEntry):
    """Asks what the sale is parked as. `entered` carries the name, "" for none."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Park this sale as"), name="park_entry", parent=parent)
        self.field = TypedField(name="park_entry_field", accessible_name=self.tr("Name of the parked sale"))
        self.field.setPlaceholderText(self.tr("A name or a note, or nothing"))
        self.title.setBuddy(self.field)
        self.row.addWidget(self.field, 1)
        self.add_buttons(self.tr("Park"))
        self.field.entered.connect(self._on_entered)
        self.answer_button.clicked.connect(self._on_entered)

    def begin(self) -> None:
        """Take the focus."""
        self.field.setFocus()

    def _on_entered(self) -> None:
        self._answer(self.field.text().strip())
