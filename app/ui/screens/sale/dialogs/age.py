"""Goods that are not for everyone: one key says that the customer is old enough."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.basket import AgeConfirmed
from app.ui.screens.sale.dialogs.base import InlineEntry
from app.ui.widgets.labels import IconMark, isolate


class AgeBar(InlineEntry):
    """Asks whether the customer is old enough. Enter or F5 confirms, Esc goes back unconfirmed.

    Args:
        years: The age that the goods ask for.
        born_before: The day on or before which such a customer was born, as the shop writes days.
        parent: The screen.
    """

    def __init__(self, years: int, born_before: str, *, parent: QWidget | None = None) -> None:
        words = self.tr("Is the customer {years} or older? Born on {day} or earlier.")
        title = words.format(years=years, day=isolate(born_before))
        super().__init__(title, name="age_bar", parent=parent, wraps=True)
        self._years = years
        self.row.insertWidget(0, IconMark("user", name="age_bar_icon", colour="warn", size=24))
        self.add_buttons(self.tr("Old enough"), key=self.tr("Enter / F5"))
        self.answer_button.clicked.connect(self._on_confirmed)
        self.keys.bind("F5", self._on_confirmed)
        self.keys.bind("Enter", self._on_confirmed)

    def begin(self) -> None:
        """Take the focus, so that Enter confirms."""
        self.answer_button.setFocus()

    def _on_confirmed(self) -> None:
        self._answer(AgeConfirmed(self._years))
