"""A sale as its receipt says it, for whoever comes from a row of a report; what it moved is one key away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.screens.reports.paper_view import PaperView
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import ScreenDialog
from app.ui.widgets.labels import isolate

if TYPE_CHECKING:
    from app.printing.preview import PagePicture

_WIDTH, _HEIGHT = 644, 470  # px
RECEIPT_PX = 400
"""How wide a receipt is drawn."""


class ReceiptDialog(ScreenDialog):
    """The receipt.

    Args:
        number: Of the sale.
        picture: Of its receipt.
        parent: The window it belongs to.
    """

    moved = Signal()  # what it moved is wished for
    printed = Signal()  # a copy is wished for

    def __init__(self, number: str, picture: PagePicture, *, parent: QWidget) -> None:
        super().__init__(isolate(number), name="report_receipt", modal=False, parent=parent)
        self.paper = PaperView(name="reportReceipt")
        self.paper.setFixedSize(_WIDTH, _HEIGHT)
        self.column.addWidget(self.paper)
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Back"), answer=self.tr("What it moved"), icon="package")
        again = ActionButton(self.tr("Print a copy"), name="report_receipt_print", icon="printer", key=self.tr("F9"))
        self.footer.insertWidget(1, again)
        again.clicked.connect(self.printed)
        self.keys.bind("F9", again.click)
        self.answer_button.clicked.connect(self._on_answer)
        self.keys.bind("Enter", self._on_answer)
        self.paper.show_page(picture, 0)
        self.paper.setFocus()

    def _on_answer(self) -> None:
        if not self.is_locked():
            self.reject()
            self.moved.emit()
