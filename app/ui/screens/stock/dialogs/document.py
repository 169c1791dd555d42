"""A document to read: who, when, where, and its lines. Nothing in it can be changed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.moment import day_number
from app.reports.filed import Filed, FiledLine
from app.ui.screens.stock.texts import StockTexts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import KeyMap, PickTable, ScreenDialog
from app.ui.widgets.labels import PlainLabel, isolate, isolate_name
from app.ui.widgets.tables import Column, RowsModel

_SIZE = QSize(860, 520)  # px
_GOES_ELSEWHERE = frozenset({"transfer", "transfer_receipt"})


class DocumentDialog(ScreenDialog):
    """The document.

    Args:
        filed: As it stands in the book.
        texts: How figures are written.
        parent: The window of the screen.
    """

    def __init__(self, filed: Filed, texts: StockTexts, *, parent: QWidget | None = None) -> None:
        self._filed, self._texts = filed, texts
        head = filed.head
        title = f"{texts.kind(head.kind)} {isolate(head.number)}"
        super().__init__(title, name="document_dialog", modal=False, parent=parent)
        self.details = PlainLabel("\n".join(self._details()), name="document_details", role="muted", wraps=True)
        self.column.addWidget(self.details)
        model: RowsModel[FiledLine] = RowsModel(self._columns(), self)
        self.table = PickTable(name="document_lines", accessible_name=self.tr("Lines"), keys=KeyMap())
        self.table.show_model(model)
        model.show_rows(filed.lines)
        self.column.addWidget(self.table, 1)
        if filed.has_more:
            words = self.tr("Only the first lines are shown.")
            self.column.addWidget(PlainLabel(words, name="document_more", role="small"))
        foot = QHBoxLayout()
        self.back_button = ActionButton(self.tr("Back"), name="document_back", icon="arrow-left", key=self.tr("Esc"))
        self.back_button.clicked.connect(self.reject)
        foot.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addLayout(foot)
        self.keys.bind("Enter", self.reject)
        self.table.picked.connect(self.reject)
        if filed.lines:
            self.table.choose_row(0)
        self.table.setFocus()
        self.resize(_SIZE)

    def _details(self) -> list[str]:
        head, texts = self._filed.head, self._texts
        where = isolate_name(head.location)
        if head.to_location:
            where = self.tr("{source} to {target}").format(source=where, target=isolate_name(head.to_location))
        person = self.tr("by {name} at {till}").format(name=isolate_name(head.person), till=isolate(head.till))
        lines = [", ".join((isolate(texts.moment(head.at)), person, where))]
        day = texts.day(head.book_date)
        if head.book_date != day_number(head.at.local()):
            lines.append(self.tr("Booked on {day}").format(day=isolate(day)))
        if head.supplier:
            supplier = self.tr("From {supplier}").format(supplier=isolate_name(head.supplier))
            reference = self.tr("their number {reference}").format(reference=isolate_name(head.reference))
            lines.append(f"{supplier}, {reference}" if head.reference else supplier)
        elif head.reference:
            lines.append(self.tr("Reference {reference}").format(reference=isolate_name(head.reference)))
        if head.of_number:
            lines.append(self.tr("Refers to {number}").format(number=isolate(head.of_number)))
        if head.note:
            lines.append(isolate_name(head.note))
        return lines

    def _columns(self) -> list[Column[FiledLine]]:
        return [
            Column("name", self.tr("Goods"), _name, detail=_sku),
            Column("more", self.tr("Lot, reason"), self._more, detail=self._expiry, width=168),
            Column("quantity", self.tr("Quantity"), self._quantity, figure=True, width=112),
            Column("unit_cost", self.tr("Unit cost"), self._unit_cost, figure=True, width=104),
            Column("value", self.tr("Moved value"), self._value, figure=True, width=120),
        ]

    def _more(self, line: FiledLine) -> str:
        reason = self._texts.reason(line.reason) if line.reason else ""
        return ", ".join(part for part in (line.lot.replace("\n", ", "), reason) if part)

    def _expiry(self, line: FiledLine) -> str:
        if line.expiry is None:
            return ""
        return self.tr("until {day}").format(day=self._texts.day(line.expiry))

    def _quantity(self, line: FiledLine) -> str:
        return self._texts.quantity(line.quantity_milli, line.unit)

    def _unit_cost(self, line: FiledLine) -> str:
        return self._texts.unit_cost(line.unit_cost_micro)

    def _value(self, line: FiledLine) -> str:
        if self._filed.head.kind in _GOES_ELSEWHERE:
            return self._texts.amount(-line.moved_minor)
        return self._texts.value_change(line.moved_minor)


def _name(line: FiledLine) -> str:
    return line.name


def _sku(line: FiledLine) -> str:
    return line.sku
