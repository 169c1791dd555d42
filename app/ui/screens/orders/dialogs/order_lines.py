"""The lines of an order that is being written: what goes on it, what is looked for, and the line that is changed.

While something is typed, the goods that it finds are shown in place of the lines; arrow keys choose, Enter takes. F2
goes to the packs and the cost of the chosen line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.domain.figures import PIECE_MILLI, read_price, read_quantity, write_price, write_quantity
from app.domain.order_sheet import DraftLine
from app.domain.refusal import Refusal
from app.domain.typed import check_whole, plain_figure
from app.reports.proposals import Orderable
from app.ui.said import Said
from app.ui.screens.orders.tables import OrderTables
from app.ui.screens.orders.texts import OrderTexts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import KeyMap, PickTable, TypedField
from app.ui.widgets.labels import PlainLabel

_TYPING_MS = 120
MOST_PACKS_MILLI = 10**9
_FIGURE = 132  # px
_PACKS = re.compile(r"\s*([0-9][0-9.,\u00a0\u202f' ]*)\s*[*x\u00d7]\s*(.*)", re.DOTALL)
_ARROWS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class _NotNow(Exception):  # noqa: N818 -- an answer, not a fault
    """What stands in a field cannot be."""

    def __init__(self, said: Said, field: TypedField) -> None:
        super().__init__(said.code)
        self.said = said
        self.field = field


class GoodsField(TypedField):
    """Where goods are typed: arrow keys move in the table below."""

    arrow_pressed = Signal(object)  # QKeyEvent

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            event.accept()
            self.arrow_pressed.emit(event)
        else:
            super().keyPressEvent(event)


class OrderLines(QWidget):
    """The lines, and the fields that change them.

    Attributes:
        goods: Where goods are typed.
        table, found: The lines, and the goods that were found.
        packs, cost: What is said of the chosen line.
    """

    looked_for = Signal(str)  # words
    refused = Signal(object)  # Said
    took = Signal(object)  # Orderable: it stands on the order now
    changed = Signal()
    touched = Signal()  # something was typed: what was refused before is over

    def __init__(self, texts: OrderTexts, keys: KeyMap) -> None:
        super().__init__()
        self.setObjectName("new_order_sheet")
        self._texts = texts
        self._lines: list[DraftLine] = []
        self._is_entering = False
        tables = OrderTables(texts, self)
        self._draft, self._hits = tables.draft(), tables.found()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._build(keys)
        self._connect()

    def lines(self) -> tuple[DraftLine, ...]:
        """What stands on the order."""
        return tuple(self._lines)

    def show_lines(self, lines: Sequence[DraftLine]) -> None:
        """Let these stand on the order."""
        self._lines = list(lines)
        self._show()

    def show_found(self, goods: Sequence[Orderable]) -> None:
        """Show the goods that were looked for."""
        self._hits.show_rows(goods)
        if goods:
            self.found.choose_row(0)
        self._stack.setCurrentWidget(self.found if goods else self.table)
        if self._is_entering:
            self._is_entering = False
            self._take_chosen()

    def take(self, goods: Orderable) -> None:
        """Put goods on the order: more of what stands there, or a new line. The code of a pack orders that pack."""
        try:
            packs_milli = self._typed_packs() or PIECE_MILLI
        except Refusal as refusal:
            self.refused.emit(Said("warn", refusal.code, refusal.facts))
            return
        place = next((place for place, line in enumerate(self._lines) if line.sku == goods.sku), None)
        pack_milli = goods.code_milli or goods.pack_milli
        if place is None:
            line = DraftLine(
                goods.sku,
                goods.name,
                goods.unit,
                packs_milli,
                pack_milli,
                goods.unit_cost_micro,
                goods.item_code,
                on_order_milli=goods.on_order_milli,
                by_code=bool(goods.code_milli),
                usual_micro=goods.unit_cost_micro,
            )
            self._lines.append(line)
            place = len(self._lines) - 1
        else:
            more = self._lines[place].plus(packs_milli, pack_milli)
            self._lines[place] = more._replace(packs_milli=min(more.packs_milli, MOST_PACKS_MILLI))
        self.goods.clear()
        self._show(place)
        self.took.emit(goods)
        self.changed.emit()

    def take_listed(self, goods: Sequence[tuple[Orderable, int]]) -> None:
        """Put goods on the order, so much of each: by their supplier's packs where these come out even."""
        places = {line.sku: place for place, line in enumerate(self._lines)}
        for one, quantity_milli in goods:
            if one.sku not in places:
                places[one.sku] = len(self._lines)
                line = DraftLine(
                    one.sku, one.name, one.unit, 0, one.pack_milli, one.unit_cost_micro, one.item_code,
                    on_order_milli=one.on_order_milli, usual_micro=one.unit_cost_micro,
                )  # fmt: skip
                self._lines.append(line)
            place = places[one.sku]
            more = self._lines[place].plus(quantity_milli, PIECE_MILLI)
            self._lines[place] = more._replace(packs_milli=min(more.packs_milli, MOST_PACKS_MILLI))
        self._show()
        self.changed.emit()

    def show_supplied(self, goods: Sequence[Orderable]) -> None:
        """Show the lines as another supplier brings them; how many packs stays, and the pack of a scanned code."""
        known = {one.sku: one for one in goods}
        for place, line in enumerate(self._lines):
            of = known.get(line.sku)
            if of is not None:
                self._lines[place] = line._replace(
                    pack_milli=line.pack_milli if line.by_code else of.pack_milli,
                    unit_cost_micro=of.unit_cost_micro,
                    usual_micro=of.unit_cost_micro,
                    item_code=of.item_code,
                )
        self._show(self.table.chosen_row())
        self.changed.emit()

    def edit_line(self) -> None:
        """F2: go to the packs of the chosen line."""
        if self._chosen() is None:
            self.refused.emit(Said("warn", "no_lines_yet"))
            return
        self._stack.setCurrentWidget(self.table)
        self.packs.setFocus()
        self.packs.selectAll()

    def leave_out(self) -> None:
        """Del: take the chosen line off."""
        place = self.table.chosen_row()
        if 0 <= place < len(self._lines):
            del self._lines[place]
            self._show(min(place, len(self._lines) - 1))
            self.changed.emit()
        self.goods.setFocus()

    def _build(self, keys: KeyMap) -> None:
        self.goods = GoodsField(name="new_order_goods", accessible_name=self.tr("Goods to order"), keys=keys)
        self.goods.setPlaceholderText(self.tr("Name, SKU or code, or scan; 3* before it for three of them"))
        self.goods.setMaxLength(200)
        self.table = PickTable(name="new_order_lines", accessible_name=self.tr("Lines of the order"), keys=keys)
        self.table.show_model(self._draft)
        self.found = PickTable(name="new_order_found", accessible_name=self.tr("Goods found"), keys=keys)
        self.found.show_model(self._hits)
        held = QWidget()
        self._stack = QStackedLayout(held)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.found)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.goods)
        column.addWidget(held, 1)
        column.addLayout(self._line_row(keys))

    def _line_row(self, keys: KeyMap) -> QHBoxLayout:
        self.packs = TypedField(name="new_order_packs", accessible_name=self.tr("Quantity"), keys=keys)
        self.cost = TypedField(name="new_order_cost", accessible_name=self.tr("Unit cost"), keys=keys)
        self.change = ActionButton(
            self.tr("Change line"), name="new_order_change", icon="pencil", key=self.tr("F2"), variant="quiet"
        )
        self.drop = ActionButton(
            self.tr("Leave out"), name="new_order_leave_out", icon="trash-2", key=self.tr("Del"), variant="quiet"
        )
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.change)
        for field in (self.packs, self.cost):
            field.setFixedWidth(_FIGURE)
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._of = PlainLabel(self.packs.accessibleName(), name="new_order_packs_label")
        cost = PlainLabel(self.cost.accessibleName(), name="new_order_cost_label")
        for label, field in ((self._of, self.packs), (cost, self.cost)):
            label.setBuddy(field)
            row.addWidget(label)
            row.addWidget(field)
        row.addWidget(self.drop)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self.goods.textChanged.connect(self._on_typed)
        self.goods.entered.connect(self._on_entered)
        self.goods.arrow_pressed.connect(self._on_arrow)
        self.found.picked.connect(self._take_chosen)
        self.table.picked.connect(self.edit_line)
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.change.clicked.connect(self.edit_line)
        self.drop.clicked.connect(self.leave_out)
        for field in (self.packs, self.cost):
            field.entered.connect(self._on_changed)
            field.editingFinished.connect(self._on_left_field)
            field.textChanged.connect(self._on_figure_typed)
        self._typing.timeout.connect(self._look)

    def _show(self, chosen: int = -1) -> None:
        self._draft.show_rows(self._lines)
        if self._lines:
            self.table.choose_row(chosen if 0 <= chosen < len(self._lines) else len(self._lines) - 1)
        self._stack.setCurrentWidget(self.table)
        self._show_chosen()

    def _chosen(self) -> DraftLine | None:
        place = self.table.chosen_row()
        return self._lines[place] if 0 <= place < len(self._lines) else None

    def _show_chosen(self) -> None:
        """The figures of the chosen line stand in the fields, so that they can be typed over."""
        line = self._chosen()
        packs = "" if line is None else write_quantity(line.packs_milli)
        digits = self._texts.shop.currency.digits
        cost = write_price(line.unit_cost_micro, digits) if line and line.unit_cost_micro else ""
        for field, text in ((self.packs, packs), (self.cost, cost)):
            if field.text() != (figure := text.replace(".", self._texts.point)):
                field.setText(figure)
                if field.hasFocus():  # what is typed next takes its place
                    field.selectAll()
            field.setEnabled(line is not None)
            field.show_error(wrong=False)
        self._of.setText(self._unit_typed(line))
        self.packs.setAccessibleName(self._of.text())
        self.change.setEnabled(line is not None)
        self.drop.setEnabled(line is not None)

    def _unit_typed(self, line: DraftLine | None) -> str:
        """What the figure of a line counts: packs of a size, or what it is sold by."""
        if line is None or line.pack_milli == PIECE_MILLI:
            return self.tr("Quantity")
        return self.tr("Packs of {size}").format(size=self._texts.quantity(line.pack_milli))

    def commit(self) -> bool:
        """What is typed over the chosen line holds, also without Enter. Returns whether it could."""
        place = self.table.chosen_row()
        if not 0 <= place < len(self._lines):
            return True
        try:
            line = self._typed_over(self._lines[place])
        except _NotNow as no:
            self.refused.emit(no.said)
            no.field.show_error(wrong=True)
            no.field.setFocus()
            no.field.selectAll()
            return False
        if line != self._lines[place]:
            self._lines[place] = line
            self._show(place)
            self.changed.emit()
        return True

    def _typed_over(self, line: DraftLine) -> DraftLine:
        """A line as the fields say.

        Raises:
            _NotNow: What stands in one of them cannot be.
        """
        point, typed = self._texts.point, self.cost.text().strip()
        field = self.packs
        try:
            check_whole(self.packs.text())
            packs_milli = read_quantity(plain_figure(self.packs.text(), point))
            if not 0 < packs_milli <= MOST_PACKS_MILLI:
                raise _NotNow(Said("warn", "more_than_none"), field)
            field = self.cost
            cost_micro = read_price(plain_figure(typed, point), what="unit cost") if typed else 0
            if cost_micro < 0:
                raise Refusal("below_zero", what="unit cost", text=typed)
        except Refusal as refusal:
            raise _NotNow(Said("warn", refusal.code, refusal.facts), field) from refusal
        return line._replace(packs_milli=packs_milli, unit_cost_micro=cost_micro)

    def _on_changed(self) -> None:
        """Enter in one of the fields: the chosen line is as they say."""
        if self.commit():
            self.goods.setFocus()

    def _on_left_field(self) -> None:
        """The fields are left: what is right there holds, what is not stays to be mended."""
        if not self.packs.hasFocus() and not self.cost.hasFocus() and self._chosen() is not None:
            self.commit()

    def _on_figure_typed(self) -> None:
        self.packs.show_error(wrong=False)
        self.cost.show_error(wrong=False)

    def _typed_packs(self) -> int | None:
        """How many packs stand before the goods that are typed, in thousandths; None where none do.

        Raises:
            Refusal: What stands there is no such figure: it never becomes one pack by itself.
        """
        match = _PACKS.fullmatch(self.goods.text())
        if match is None:
            return None
        packs_milli = read_quantity(plain_figure(match[1].strip(), self._texts.point))
        if not 0 < packs_milli <= MOST_PACKS_MILLI:
            raise Refusal("out_of_bounds", what="quantity", text=match[1].strip())
        return packs_milli

    def _words(self) -> str:
        match = _PACKS.fullmatch(self.goods.text())
        return (match[2] if match else self.goods.text()).strip()

    def _on_typed(self) -> None:
        self._is_entering = False
        self.touched.emit()
        if self._words():
            self._typing.start()
        else:
            self._typing.stop()
            self._stack.setCurrentWidget(self.table)

    def _look(self) -> None:
        if self._words():
            self.looked_for.emit(self._words())

    def _on_entered(self) -> None:
        if self._words():
            # What is shown may belong to the words before: Enter waits for these.
            self._typing.stop()
            if self._stack.currentWidget() is self.found and not self._is_entering:
                self._take_chosen()
                return
            self._is_entering = True
            self._look()
            return
        try:
            packs_milli, place = self._typed_packs(), self.table.chosen_row()
        except Refusal as refusal:
            self.refused.emit(Said("warn", refusal.code, refusal.facts))
            return
        if packs_milli is not None and 0 <= place < len(self._lines):
            self._lines[place] = self._lines[place]._replace(packs_milli=packs_milli)
            self.goods.clear()
            self._show(place)
            self.changed.emit()
        elif self.goods.text().strip():
            self.refused.emit(Said("warn", "more_than_none"))

    def _take_chosen(self) -> None:
        row = self._hits.row_at(self.found.currentIndex())
        if row is None:
            self.refused.emit(Said("warn", "no_goods"))
        else:
            self.take(row)
            self.goods.setFocus()

    def _on_arrow(self, event: QKeyEvent) -> None:
        table = self._stack.currentWidget()
        if isinstance(table, PickTable):
            table.keyPressEvent(event)
