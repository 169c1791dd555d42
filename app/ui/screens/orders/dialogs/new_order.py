"""F4: an order by hand. Goods are scanned or typed, `3*` before them for three packs; F9 sends it, F5 keeps a draft.

While something is typed, the goods that it finds are shown in place of the lines; arrow keys choose, Enter takes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedLayout, QWidget

from app.domain.figures import PIECE_MILLI, read_quantity
from app.domain.refusal import Refusal
from app.domain.typed import plain_figure
from app.reports.proposals import Orderable
from app.ui.screens.orders.state import DraftLine, OrderWish, Said
from app.ui.screens.orders.tables import OrderTables
from app.ui.screens.orders.texts import OrderTexts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import PickTable, ScreenDialog, TypedField
from app.ui.widgets.labels import PlainLabel, isolate

_SIZE = (1040, 660)  # px
_TYPING_MS = 120
_MOST_PACKS_MILLI = 10**9
_PACKS = re.compile(r"\s*([0-9][0-9.,\u00a0\u202f' ]*)\s*[*x\u00d7]\s*(.*)", re.DOTALL)
_ARROWS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class GoodsField(TypedField):
    """Where goods are typed: arrow keys move in the table below."""

    arrow_pressed = Signal(object)  # QKeyEvent

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            event.accept()
            self.arrow_pressed.emit(event)
        else:
            super().keyPressEvent(event)


class NewOrderDialog(ScreenDialog):
    """The form. The screen answers `looked_for` with `show_found` and `supplier_changed` with `show_supplied`."""

    looked_for = Signal(str)  # words
    supplier_changed = Signal(object)  # tuple[str, ...]: SKUs that are on the order
    wished = Signal(object)  # OrderWish

    def __init__(
        self,
        suppliers: Sequence[tuple[str, str]],
        texts: OrderTexts,
        *,
        supplier: str = "",
        lines: Sequence[DraftLine] = (),
        parent: QWidget | None,
    ) -> None:
        super().__init__(self.tr("New order"), name="new_order", modal=True, parent=parent)
        self._texts = texts
        self._lines = list(lines)
        self._is_entering = False
        tables = OrderTables(texts, self)
        self._draft, self._found = tables.draft(), tables.found()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self.setMinimumSize(*_SIZE)
        self._build(suppliers, supplier)
        self._connect()
        self._show_lines()
        self.goods.setFocus()

    def supplier(self) -> str:
        """The code of the supplier that is chosen."""
        return str(self.suppliers.currentData() or "")

    def show_found(self, goods: Sequence[Orderable]) -> None:
        """Show the goods that were looked for."""
        self._found.show_rows(goods)
        if goods:
            self.found_table.choose_row(0)
        self._stack.setCurrentWidget(self.found_table if goods else self.lines_table)
        if self._is_entering:
            self._is_entering = False
            self._take_chosen()

    def take(self, goods: Orderable) -> None:
        """Put goods on the order: more packs of what stands there, or a new line."""
        packs_milli = self._typed_packs() or PIECE_MILLI
        place = next((place for place, line in enumerate(self._lines) if line.sku == goods.sku), None)
        if place is None:
            line = DraftLine(
                goods.sku, goods.name, goods.unit, packs_milli, goods.pack_milli, goods.unit_cost_micro, goods.item_code
            )
            self._lines.append(line)
            place = len(self._lines) - 1
        else:
            line = self._lines[place]
            self._lines[place] = line._replace(packs_milli=min(line.packs_milli + packs_milli, _MOST_PACKS_MILLI))
        self.clear_refusal()
        self.goods.clear()
        self._show_lines(place)

    def show_supplied(self, goods: Sequence[Orderable]) -> None:
        """Show the lines as another supplier brings them; how many packs stays."""
        known = {one.sku: one for one in goods}
        for place, line in enumerate(self._lines):
            of = known.get(line.sku)
            if of is not None:
                self._lines[place] = line._replace(
                    pack_milli=of.pack_milli, unit_cost_micro=of.unit_cost_micro, item_code=of.item_code
                )
        self._show_lines(self.lines_table.chosen_row())

    def _build(self, suppliers: Sequence[tuple[str, str]], supplier: str) -> None:
        self.suppliers = QComboBox()
        self.suppliers.setObjectName("new_order_supplier")
        self.suppliers.setAccessibleName(self.tr("Supplier"))
        for code, name in suppliers:
            self.suppliers.addItem(name, code)
        self.suppliers.setCurrentIndex(max(0, self.suppliers.findData(supplier)))
        self.goods = GoodsField(name="new_order_goods", accessible_name=self.tr("Goods to order"), keys=self.keys)
        self.goods.setPlaceholderText(self.tr("Name, SKU or code, or scan; 3* before it for three packs"))
        self.goods.setMaxLength(200)
        top = QHBoxLayout()
        top.setSpacing(16)
        label = PlainLabel(self.tr("Supplier"), name="new_order_supplier_label")
        label.setBuddy(self.suppliers)
        top.addWidget(label)
        top.addWidget(self.suppliers, 1)
        self.lines_table = PickTable(
            name="new_order_lines", accessible_name=self.tr("Lines of the order"), keys=self.keys
        )
        self.lines_table.show_model(self._draft)
        self.found_table = PickTable(name="new_order_found", accessible_name=self.tr("Goods found"), keys=self.keys)
        self.found_table.show_model(self._found)
        held = QWidget()
        self._stack = QStackedLayout(held)
        self._stack.addWidget(self.lines_table)
        self._stack.addWidget(self.found_table)
        self.total = PlainLabel(name="new_order_total", role="strong")
        self.total.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        self.column.addLayout(top)
        self.column.addWidget(self.goods)
        self.column.addWidget(held, 1)
        self.column.addWidget(self.total)
        self.column.addWidget(self.bar)
        self.column.addLayout(self._footer())

    def _footer(self) -> QHBoxLayout:
        self.back = ActionButton(self.tr("Back"), name="new_order_back", icon="arrow-left", key=self.tr("Esc"))
        self.leave_out = ActionButton(
            self.tr("Leave out"), name="new_order_leave_out", icon="trash-2", key=self.tr("Del"), variant="quiet"
        )
        self.keep = ActionButton(self.tr("Keep as draft"), name="new_order_keep", icon="save", key=self.tr("F5"))
        self.send = ActionButton(
            self.tr("Order"), name="new_order_send", icon="truck", key=self.tr("F9"), variant="primary", large=True
        )
        row = QHBoxLayout()
        row.setSpacing(16)
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(self.back, 0, middle)
        row.addWidget(self.leave_out, 0, middle)
        row.addStretch(1)
        row.addWidget(self.keep, 0, middle)
        row.addWidget(self.send)
        return row

    def _connect(self) -> None:
        self.goods.textChanged.connect(self._on_typed)
        self.goods.entered.connect(self._on_entered)
        self.goods.arrow_pressed.connect(self._on_arrow)
        self.found_table.picked.connect(self._take_chosen)
        self.suppliers.currentIndexChanged.connect(self._on_supplier)
        self._typing.timeout.connect(self._look)
        self.back.clicked.connect(self.reject)
        self.leave_out.clicked.connect(self._on_left_out)
        self.keep.clicked.connect(self._on_keep)
        self.send.clicked.connect(self._on_send)
        for key, slot in (("F9", self._on_send), ("F5", self._on_keep), ("Del", self._on_left_out)):
            self.keys.bind(key, slot)

    def _show_lines(self, chosen: int = -1) -> None:
        self._draft.show_rows(self._lines)
        if self._lines:
            self.lines_table.choose_row(chosen if 0 <= chosen < len(self._lines) else len(self._lines) - 1)
        self._stack.setCurrentWidget(self.lines_table)
        texts = self._texts
        minor = sum(texts.worth_minor(line.unit_cost_micro, line.quantity_milli) for line in self._lines)
        total = self.tr("Total without tax: {amount}").format(amount=isolate(texts.money(minor)))
        self.total.setText(total if self._lines else "")

    def _typed_packs(self) -> int | None:
        """How many packs stand before the goods that are typed, in thousandths; None where none do."""
        match = _PACKS.fullmatch(self.goods.text())
        if match is None:
            return None
        try:
            packs_milli = read_quantity(plain_figure(match[1].strip(), self._texts.point))
        except Refusal:
            return None
        return packs_milli if 0 < packs_milli <= _MOST_PACKS_MILLI else None

    def _words(self) -> str:
        match = _PACKS.fullmatch(self.goods.text())
        return (match[2] if match else self.goods.text()).strip()

    def _on_typed(self) -> None:
        self._is_entering = False
        self.clear_refusal()
        if self._words():
            self._typing.start()
        else:
            self._typing.stop()
            self._stack.setCurrentWidget(self.lines_table)

    def _look(self) -> None:
        if self._words():
            self.looked_for.emit(self._words())

    def _on_entered(self) -> None:
        if self._words():
            # What is shown may belong to the words before: Enter waits for these.
            self._typing.stop()
            if self._stack.currentWidget() is self.found_table and not self._is_entering:
                self._take_chosen()
                return
            self._is_entering = True
            self._look()
            return
        packs_milli, place = self._typed_packs(), self.lines_table.chosen_row()
        if packs_milli is not None and 0 <= place < len(self._lines):
            self._lines[place] = self._lines[place]._replace(packs_milli=packs_milli)
            self.goods.clear()
            self._show_lines(place)
        elif self.goods.text().strip():
            self._refuse("more_than_none")

    def _take_chosen(self) -> None:
        row = self._found.row_at(self.found_table.currentIndex())
        if row is None:
            self._refuse("no_goods")
        else:
            self.take(row)
            self.goods.setFocus()

    def _on_arrow(self, event: QKeyEvent) -> None:
        table = self._stack.currentWidget()
        if isinstance(table, PickTable):
            table.keyPressEvent(event)

    def _on_supplier(self) -> None:
        self.supplier_changed.emit(tuple(line.sku for line in self._lines))

    def _on_left_out(self) -> None:
        place = self.lines_table.chosen_row()
        if 0 <= place < len(self._lines):
            del self._lines[place]
            self._show_lines(min(place, len(self._lines) - 1))
        self.goods.setFocus()

    def _on_send(self) -> None:
        self._wish(is_draft=False)

    def _on_keep(self) -> None:
        self._wish(is_draft=True)

    def _wish(self, *, is_draft: bool) -> None:
        if self.is_locked():
            return
        if not self._lines:
            self._refuse("no_lines_yet")
            return
        self._lock()
        self.wished.emit(OrderWish(self.supplier(), tuple(self._lines), is_draft))

    def _refuse(self, code: str) -> None:
        self.show_refusal(self._texts.sentence(Said("warn", code)))
