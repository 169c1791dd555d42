"""F6: goods that a supplier brings, found by name, SKU or code, or scanned."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.reports.proposals import Orderable
from app.ui.said import Said
from app.ui.screens.orders.dialogs.order_lines import GoodsField
from app.ui.screens.orders.suppliers.texts import SupplierTexts
from app.ui.screens.orders.tables import OrderTables
from app.ui.widgets.dialogs import PickTable, ScreenDialog

_SIZE = (820, 520)  # px
_TYPING_MS = 120


class FindGoodsDialog(ScreenDialog):
    """The search. The room answers `looked_for` with `show_found`."""

    looked_for = Signal(str)  # words
    wished = Signal(object)  # Orderable

    def __init__(self, texts: SupplierTexts, *, parent: QWidget | None) -> None:
        super().__init__(self.tr("Which goods does it bring?"), name="find_goods", modal=True, parent=parent)
        self._texts = texts
        self._is_entering = False
        self.setMinimumSize(*_SIZE)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._look)
        self.words = GoodsField(name="find_goods_words", accessible_name=self.tr("Find goods"), keys=self.keys)
        self.words.setPlaceholderText(self.tr("Name, SKU or code, or scan"))
        self.words.setMaxLength(200)
        self._model = OrderTables(texts, self).found()
        self.table = PickTable(name="find_goods_found", accessible_name=self.tr("Goods found"), keys=self.keys)
        self.table.show_model(self._model)
        self.column.addWidget(self.words)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Back"), answer=self.tr("Take these"), icon="check")
        self.words.textChanged.connect(self._on_typed)
        self.words.entered.connect(self._on_entered)
        self.words.arrow_pressed.connect(self._on_arrow)
        self.table.picked.connect(self._take)
        self.answer_button.clicked.connect(self._take)
        self.words.setFocus()

    def show_found(self, goods: Sequence[Orderable]) -> None:
        """Show the goods that were looked for."""
        self._model.show_rows(goods)
        if goods:
            self.table.choose_row(0)
        if self._is_entering:
            self._is_entering = False
            self._take()

    def _look(self) -> None:
        if self.words.text().strip():
            self.looked_for.emit(self.words.text().strip())

    def _on_typed(self) -> None:
        self._is_entering = False
        self.clear_refusal()
        self._model.show_rows(())
        self._typing.start()

    def _on_entered(self) -> None:
        self._typing.stop()
        if self._model.rows():
            self._take()
        elif self.words.text().strip():
            # Enter waits for what these words find.
            self._is_entering = True
            self._look()

    def _on_arrow(self, event: QKeyEvent) -> None:
        self.table.keyPressEvent(event)

    def _take(self) -> None:
        found = self._model.row_at(self.table.currentIndex())
        if found is None:
            self.show_refusal(self._texts.sentence(Said("warn", "no_goods")))
        elif not self.is_locked():
            self._lock()
            self.wished.emit(found)
