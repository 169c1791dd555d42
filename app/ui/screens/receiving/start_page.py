"""Where receiving begins: what is awaited and what is in progress, one list; and what was posted last."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from app.ui.screens.receiving.state import STANDING, LastPosted, StartKind, StartRow
from app.ui.screens.receiving.texts import ReceivingTexts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import KeyMap, PickTable
from app.ui.widgets.labels import PlainLabel, isolate
from app.ui.widgets.panels import Card
from app.ui.widgets.tables import Column, RowsModel
from app.ui.widgets.typed_box import TypedBox

_STATE = 140  # px
_TONES = {StartKind.SHEET: "accent", **dict.fromkeys(STANDING, "muted")}


class StartTable(PickTable):
    """The list. Letters and digits go to the box above it."""

    def __init__(self, accessible_name: str) -> None:
        super().__init__(name="receiveStartTable", accessible_name=accessible_name, keys=KeyMap())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is said above the list leaves it less room; the chosen row, on which the keys act, stays in sight."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())


class StartPage(Card):
    """The page.

    Attributes:
        box: Finds an order by its number, or a supplier by its name.
        table: What can be received.
        strip: What was posted last, with what can be done with it.
        fresh: The uid of the delivery that was posted while the page was last in sight, "" for none.
        correct, invoice, later, send_back, paper, labels, prices: The buttons.
    """

    picked = Signal(object)  # StartRow
    entered = Signal(str)  # Enter behind words that no row has: an order's number, or a code

    def __init__(self, texts: ReceivingTexts) -> None:
        super().__init__(name="receiveStart", margin=12)
        self._texts = texts
        self.fresh = ""
        self._model: RowsModel[StartRow] = RowsModel(
            [
                Column("title", self.tr("What is delivered"), _title, detail=_detail, tone=_tone),
                Column("state", self.tr("State"), _state, tone=_tone, width=_STATE),
            ],
            self,
        )
        self._build()
        self.box.submitted.connect(self._on_submitted)
        self.box.list_key.connect(self.table.keyPressEvent)
        self.table.picked.connect(self._on_picked)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)

    def show_rows(self, rows: Sequence[StartRow]) -> None:
        """Show these rows; the first is chosen, or the delivery that was just posted."""
        self._model.show_rows(rows)
        if rows:
            fresh = (place for place, row in enumerate(rows) if row.key == self.fresh and not self.box.text())
            self.table.choose_row(next(fresh, 0) if self.fresh else 0)
        self._on_row(self.table.currentIndex(), QModelIndex())

    def row(self) -> StartRow | None:
        """The chosen row."""
        return self._model.row_at(self.table.currentIndex())

    def show_last(self, last: LastPosted | None) -> None:
        """Show what was posted last."""
        self.strip.setVisible(last is not None)
        if last is None:
            return
        words = self.tr("{number} is posted: {result}").format(
            number=isolate(last.number), result=self._texts.result(last.summary)
        )
        self.last.setText(words)
        self.prices.setVisible(bool(last.prices))
        self.prices.set_label(self.tr("New prices: {count}").format(count=len(last.prices)))

    def _build(self) -> None:
        self.column.setSpacing(8)
        self.column.addWidget(PlainLabel(self.tr("Receive"), name="receiveStartTitle", role="title"))
        self.box = TypedBox(
            name="receiveStartBox",
            accessible_name=self.tr("Scan an order or goods, or type an order or a supplier"),
            hint=self.tr("Scan an order or goods, or type an order or a supplier   (F2)"),
        )
        self.column.addWidget(self.box)
        self.column.addWidget(self._last_strip())
        self.table = StartTable(self.tr("What can be received"))
        self.table.show_model(self._model)
        self.column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.open = _action(self.tr("Open"), "receiveOpen", "truck", self.tr("Enter"))
        self._correct_words = self.tr("Take back and correct")
        self.correct = _action(self._correct_words, "receiveCorrect", "undo-2", self.tr("F8"))
        self.invoice = _action(self.tr("Invoice"), "receiveInvoice", "receipt", self.tr("F5"))
        self.send_back = _action(self.tr("Send back"), "receiveSendBack", "arrow-left", self.tr("F6"))
        self._later_words = self.tr("Later cost")
        self.later = _action(self._later_words, "receiveLater", "coins", self.tr("F10"))
        self.paper = _action(self.tr("Paper"), "receivePaper", "printer", self.tr("F11"))
        self.open.clicked.connect(self._on_picked)
        for button in (self.open, self.invoice, self.later, self.send_back, self.correct, self.paper):
            foot.addWidget(button)
        foot.addStretch(1)
        self.column.addLayout(foot)

    def _last_strip(self) -> Card:
        self.strip = Card(name="receiveLastStrip", margin=8)
        self.last = PlainLabel(name="receiveLast", role="ok", wraps=True)
        self.labels = _action(self.tr("Labels"), "receiveLabels", "tags", self.tr("F12"))
        self.prices = _action(self.tr("New prices"), "receivePrices", "coins", self.tr("F7"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.last, 1)
        row.addWidget(self.prices)
        row.addWidget(self.labels)
        self.strip.column.addLayout(row)
        self.strip.hide()
        return self.strip

    def _on_submitted(self, words: str) -> None:
        row = self.row()
        if row is not None:
            self._on_picked()
        elif words:
            self.entered.emit(words)

    def _on_picked(self) -> None:
        row = self.row()
        if row is not None and row.kind not in STANDING:
            self.picked.emit(row)

    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        row = self._model.row_at(current)
        kind = None if row is None else row.kind
        is_delivery = kind is StartKind.POSTED
        self.open.setEnabled(row is not None and kind not in STANDING)
        self.correct.setEnabled(kind in STANDING)
        self.correct.set_label(self.tr("Take back") if kind in STANDING - {StartKind.POSTED} else self._correct_words)
        self.invoice.setEnabled(is_delivery)
        self.later.setEnabled(is_delivery or kind is StartKind.RETURN)
        self.later.set_label(self.tr("Credit note") if kind is StartKind.RETURN else self._later_words)
        self.send_back.setEnabled(is_delivery)
        self.paper.setEnabled(is_delivery or kind is StartKind.RETURN)


def _action(label: str, name: str, icon: str, key: str) -> ActionButton:
    button = ActionButton(label, name=name, icon=icon, key=key)
    # By Tab, yes; but a click must not take the focus out of the box.
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _title(row: StartRow) -> str:
    return row.title


def _detail(row: StartRow) -> str:
    return row.detail


def _state(row: StartRow) -> str:
    return row.state


def _tone(row: StartRow) -> str:
    return _TONES.get(row.kind, "")
