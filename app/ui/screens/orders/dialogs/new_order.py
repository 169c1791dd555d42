"""F4: an order by hand, and F2: a draft that is edited. Goods are scanned or typed; F9 sends it, F5 keeps a draft.

Whose order it is follows from the first goods where nobody has said it; when they should come, from the supplier's lead
time where no day is typed.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.refusal import Refusal
from app.domain.typed_day import read_day
from app.reports.proposals import Orderable, Terms
from app.ui.said import Said
from app.ui.screens.orders.dialogs.order_lines import OrderLines
from app.ui.screens.orders.state import Filled, Listed, OrderWish
from app.ui.screens.orders.texts import OrderTexts
from app.ui.widgets.batch import BatchDialog
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.choices import ChoiceBox
from app.ui.widgets.dialogs import ScreenDialog, TypedField
from app.ui.widgets.labels import PlainLabel, isolate

_SIZE = (1120, 704)  # px
_DAY = 160  # px
_LONGEST_NOTE = 500
_ROWS_NAMED = 12


class NewOrderDialog(ScreenDialog):
    """The form. The screen answers `looked_for` with `show_found` and `supplier_changed` with `show_supplied`."""

    looked_for = Signal(str)  # words
    supplier_changed = Signal(object)  # tuple[str, ...]: SKUs that are on the order
    list_wished = Signal(object)  # str, what was pasted; or Path, the file
    wished = Signal(object)  # OrderWish

    def __init__(
        self, suppliers: Sequence[Terms], texts: OrderTexts, filled: Filled | None = None, *, parent: QWidget | None
    ) -> None:
        filled = filled or Filled()
        title = self.tr("New order")
        if filled.number:
            title = self.tr("Edit {number}").format(number=isolate(filled.number))
        super().__init__(title, name="new_order", modal=True, parent=parent)
        self._texts, self._filled = texts, filled
        self._terms = {one.code: one for one in suppliers}
        self._list: BatchDialog | None = None
        self._may_go = False
        self.setMinimumSize(*_SIZE)
        self._build(suppliers)
        self._connect()
        self.sheet.show_lines(filled.lines)
        self._show_terms()
        self.sheet.goods.setFocus()

    def supplier(self) -> str:
        """The code of the supplier that is chosen, "" while none is."""
        return str(self.suppliers.currentData() or "")

    def show_found(self, goods: Sequence[Orderable]) -> None:
        """Show the goods that were looked for."""
        self.sheet.show_found(goods)

    def take(self, goods: Orderable) -> None:
        """Put goods on the order that were scanned."""
        self.clear_refusal()
        self.sheet.take(goods)

    def take_listed(self, listed: Listed) -> None:
        """Put on the order what a list says, and tell what of it is nothing's."""
        self._close_list()
        self._say_supplier(listed.supplier)
        self.sheet.take_listed(listed.goods)
        if listed.bad:
            rows = ", ".join(str(row) for row in listed.bad[:_ROWS_NAMED])
            more = "\u2026" if len(listed.bad) > _ROWS_NAMED else ""
            self._on_refused(Said("warn", "list_bad", {"count": len(listed.goods), "rows": f"{rows}{more}"}))

    def show_refusal(self, sentence: str) -> None:
        """Say why it was refused; what is wrong with a list is said over the list."""
        if self._list is not None:
            self._list.show_refusal(sentence)
        else:
            super().show_refusal(sentence)

    def show_supplied(self, goods: Sequence[Orderable]) -> None:
        """Show the lines as the supplier brings them; how many packs stays."""
        self.sheet.show_supplied(goods)

    def reject(self) -> None:
        """Esc: an order that is half written is not thrown away by one key."""
        lines = self.sheet.lines()
        if lines and lines != self._filled.lines and not self._may_go and not self.is_locked():
            self._may_go = True
            self._on_refused(Said("warn", "order_half_written"))
        else:
            super().reject()

    def _build(self, suppliers: Sequence[Terms]) -> None:
        self.suppliers = ChoiceBox(name="new_order_supplier", accessible_name=self.tr("Supplier"))
        if len(suppliers) > 1:
            self.suppliers.addItem(self.tr("Who brings the first goods"), "")
        for one in suppliers:
            self.suppliers.addItem(one.name, one.code)
        self.suppliers.setCurrentIndex(max(0, self.suppliers.findData(self._filled.supplier)))
        self.expected = TypedField(name="new_order_expected", accessible_name=self.tr("Expected"), keys=self.keys)
        self.expected.setFixedWidth(_DAY)
        self.expected.setPlaceholderText(self._texts.day_sample)
        self.expected.setText(self._texts.typed_day(self._filled.expected))
        self.lead = PlainLabel(name="new_order_lead", role="muted")
        top = QHBoxLayout()
        top.setSpacing(12)
        for field, stretch in ((self.suppliers, 1), (self.expected, 0)):
            label = PlainLabel(field.accessibleName(), name=f"{field.objectName()}_label")
            label.setBuddy(field)
            top.addWidget(label)
            top.addWidget(field, stretch)
        top.addWidget(self.lead)
        self.sheet = OrderLines(self._texts, self.keys)
        self.note = TypedField(name="new_order_note", accessible_name=self.tr("Note to the supplier"), keys=self.keys)
        self.note.setMaxLength(_LONGEST_NOTE)
        self.note.setText(self._filled.note)
        label = PlainLabel(self.note.accessibleName(), name="new_order_note_label")
        label.setBuddy(self.note)
        self.total = PlainLabel(name="new_order_total", role="strong")
        self.total.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(label)
        foot.addWidget(self.note, 1)
        foot.addWidget(self.total)
        self.column.setSpacing(12)
        self.column.addLayout(top)
        self.column.addWidget(self.sheet, 1)
        self.column.addLayout(foot)
        self.column.addWidget(self.bar)
        self.column.addLayout(self._footer())

    def _footer(self) -> QHBoxLayout:
        self.back = ActionButton(self.tr("Back"), name="new_order_back", icon="arrow-left", key=self.tr("Esc"))
        self.listing = ActionButton(self.tr("From a list"), name="new_order_list", icon="list", key=self.tr("F3"))
        self.keep = ActionButton(self.tr("Keep as draft"), name="new_order_keep", icon="save", key=self.tr("F5"))
        self.send = ActionButton(
            self.tr("Order"), name="new_order_send", icon="truck", key=self.tr("F9"), variant="primary", large=True
        )
        row = QHBoxLayout()
        row.setSpacing(16)
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(self.back, 0, middle)
        row.addWidget(self.listing, 0, middle)
        row.addStretch(1)
        row.addWidget(self.keep, 0, middle)
        row.addWidget(self.send)
        return row

    def _connect(self) -> None:
        sheet = self.sheet
        sheet.looked_for.connect(self.looked_for)
        sheet.refused.connect(self._on_refused)
        sheet.touched.connect(self.clear_refusal)
        sheet.took.connect(self._on_took)
        sheet.changed.connect(self._on_lines)
        self.suppliers.currentIndexChanged.connect(self._on_supplier)
        self.expected.entered.connect(sheet.goods.setFocus)
        self.expected.textChanged.connect(self._on_day_typed)
        self.note.entered.connect(sheet.goods.setFocus)
        self.back.clicked.connect(self.reject)
        self.listing.clicked.connect(self._on_list)
        self.keep.clicked.connect(self._on_keep)
        self.send.clicked.connect(self._on_send)
        keys = (
            ("F2", sheet.edit_line),
            ("F3", self._on_list),
            ("F5", self._on_keep),
            ("F9", self._on_send),
            ("Del", sheet.leave_out),
        )
        for key, slot in keys:
            self.keys.bind(key, slot)

    def _on_list(self) -> None:
        if self._list is not None or self.is_locked():
            return
        about = self.tr(
            "Paste codes, SKUs or the supplier's own codes with how many of each, a line each, or open the file. "
            "Quantities count single units; of a pack's code they count packs."
        )
        self._list = BatchDialog(about, self.tr("Take onto the order"), title=self.tr("From a list"), parent=self)
        self._list.setWindowModality(Qt.WindowModality.WindowModal)
        self._list.wished.connect(self.list_wished)
        self._list.left.connect(self._close_list)
        self._list.show()

    def _close_list(self) -> None:
        if self._list is not None:
            self._list.hide()
            self._list.deleteLater()
            self._list = None
            self.activateWindow()
            self.sheet.goods.setFocus()

    def _on_lines(self) -> None:
        self._may_go = False
        self.clear_refusal()
        self._show_terms()

    def _on_took(self, goods: Orderable) -> None:
        self._say_supplier(goods.supplier)

    def _say_supplier(self, code: str) -> None:
        """Where nobody has said yet of whom it is ordered, it is of who brings the goods."""
        if code and not self.supplier():
            self.suppliers.setCurrentIndex(max(0, self.suppliers.findData(code)))

    def _on_supplier(self) -> None:
        self.clear_refusal()
        self._show_terms()
        self.supplier_changed.emit(tuple(line.sku for line in self.sheet.lines()))

    def _show_terms(self) -> None:
        """What the supplier wants, beside what the order comes to."""
        texts, terms = self._texts, self._terms.get(self.supplier())
        lines = self.sheet.lines()
        minor = sum(texts.worth_minor(line.unit_cost_micro, line.quantity_milli) for line in lines)
        total = self.tr("Total without tax: {amount}").format(amount=isolate(texts.money(minor)))
        least = (terms.minimum_minor or 0) if terms else 0
        is_short = bool(lines) and minor < least
        if is_short:
            total = self.tr("{total}, minimum order {least}").format(total=total, least=isolate(texts.money(least)))
        self.total.setText(total if lines else "")
        self.total.set_role("warn" if is_short else "strong")
        days = terms.lead_days if terms else None
        self.lead.setText("" if days is None else self.tr("left empty: today + {days}").format(days=isolate(str(days))))

    def _on_day_typed(self) -> None:
        self.expected.show_error(wrong=False)
        self.clear_refusal()

    def _on_send(self) -> None:
        self._wish(is_draft=False)

    def _on_keep(self) -> None:
        self._wish(is_draft=True)

    def _wish(self, *, is_draft: bool) -> None:
        if self.is_locked() or not self.sheet.commit():
            return
        lines = self.sheet.lines()
        if not lines:
            self._on_refused(Said("warn", "no_lines_yet"))
            return
        if not self.supplier():
            self._on_refused(Said("warn", "whose_order"))
            self.suppliers.setFocus()
            return
        typed = self.expected.text().strip()
        try:
            expected = read_day(typed, self._texts.day_order) if typed else None
        except Refusal as refusal:
            self._on_refused(Said("warn", refusal.code, refusal.facts))
            self.expected.show_error(wrong=True)
            self.expected.setFocus()
            return
        self._lock()
        note = self.note.text().strip()
        self.wished.emit(OrderWish(self.supplier(), lines, is_draft, note, expected, self._filled.instead))

    def _on_refused(self, said: Said) -> None:
        self.show_refusal(self._texts.sentence(said))
