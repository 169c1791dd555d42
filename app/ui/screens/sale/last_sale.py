"""The strip of the last sale: its change stays in sight until the next one is paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.ui.screens.sale.actions import ActionRow, SaleActions
from app.ui.screens.sale.texts import SaleTexts
from app.ui.widgets.labels import PlainLabel, ShrinkingLabel

if TYPE_CHECKING:
    from app.ui.screens.sale.state import LastPaid


class LastSaleStrip(QFrame):
    """Number, total and change of the last sale; a copy of its receipt; mending how it was paid."""

    copy_clicked = Signal()
    mend_clicked = Signal()

    def __init__(self, texts: SaleTexts) -> None:
        super().__init__()
        self.setObjectName("saleLastStrip")
        self.setProperty("role", "card")
        self._texts = texts
        self._sale = ShrinkingLabel(self.tr("No sale yet"), name="saleLast", role="muted")
        self._change = PlainLabel(name="saleLastChange", role="strong")
        actions = ActionRow("saleLastActions", SaleActions(self).of_last_sale(), variant="quiet")
        self._copy, self._mend = actions.buttons.values()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 12, 3)
        row.setSpacing(12)
        row.addWidget(self._sale)
        row.addWidget(self._change)
        row.addStretch(1)
        row.addWidget(actions)
        for button, signal in ((self._copy, self.copy_clicked), (self._mend, self.mend_clicked)):
            button.setEnabled(False)
            button.clicked.connect(signal)

    def show_last(self, last: LastPaid | None) -> None:
        """Show this sale."""
        if last is None:
            return
        self._sale.setText(self._texts.last_sale(last))
        self._change.setText(self._texts.change(last) if last.change_minor else "")
        self._copy.setEnabled(True)
        self._mend.setEnabled(True)
