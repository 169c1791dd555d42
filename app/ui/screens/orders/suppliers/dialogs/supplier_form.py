"""F4 and F2: a supplier's card. A name is enough; what is emptied is forgotten."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.order_requests import SupplierAsked
from app.domain.refusal import Refusal
from app.domain.typed import plain_figure
from app.reports.supplier_cards import Supplier
from app.ui.said import Said
from app.ui.screens.orders.suppliers.texts import SupplierTexts
from app.ui.widgets.dialogs import ScreenDialog, TypedField
from app.ui.widgets.labels import PlainLabel

_SIZE = (860, 680)  # px
_ADDRESS = 96  # px: three lines
_LONGEST = 500


class SupplierForm(ScreenDialog):
    """The form."""

    wished = Signal(object)  # SupplierAsked

    def __init__(self, known: Supplier | None, texts: SupplierTexts, *, parent: QWidget | None) -> None:
        title = self.tr("New supplier") if known is None else self.tr("Edit the supplier")
        super().__init__(title, name="supplier_form", modal=True, parent=parent)
        self._texts, self._known = texts, known
        self.setMinimumSize(*_SIZE)
        self.keys.bind("Enter", self._on_answer)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(12)
        self._fields: list[TypedField] = []
        self._build(known)
        self.column.addLayout(self._grid)
        self.column.addStretch(1)
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Back"), answer=self.tr("Keep"), icon="save")
        self.answer_button.clicked.connect(self._on_answer)
        self.name.setFocus()
        self.name.selectAll()

    def _build(self, known: Supplier | None) -> None:
        money = self._texts.shop.currency
        days = "" if known is None or known.lead_time_days is None else str(known.lead_time_days)
        least = ""
        if known is not None and known.minimum_minor:
            least = money.write(known.minimum_minor).replace(".", self._texts.point)
        self.name = self._field(0, 0, "name", self.tr("Name"), known.name if known else "")
        self.code = self._field(0, 1, "code", self.tr("Code"), known.code if known else "")
        self.code.setPlaceholderText(self.tr("left empty: made from the name"))
        self.code.setEnabled(known is None)
        self.contact = self._field(1, 0, "contact", self.tr("Person"), known.contact if known else "")
        self.phone = self._field(1, 1, "phone", self.tr("Phone"), known.phone if known else "")
        self.email = self._field(2, 0, "email", self.tr("E-mail"), known.email if known else "")
        self.terms = self._field(2, 1, "terms", self.tr("Terms of payment"), known.terms if known else "")
        self.days = self._field(3, 0, "days", self.tr("Lead time in days, as promised"), days)
        label = self.tr("Minimum order, {currency}").format(currency=money.code)
        self.least = self._field(3, 1, "least", label, least)
        self.address = QPlainTextEdit()
        self.address.setObjectName("supplier_form_address")
        self.address.setAccessibleName(self.tr("Address"))
        self.address.setTabChangesFocus(True)
        self.address.setFixedHeight(_ADDRESS)
        self.address.setPlainText(known.address if known else "")
        self._put(4, 0, self.address, 2)

    def _field(self, row: int, column: int, name: str, label: str, text: str) -> TypedField:
        field = TypedField(name=f"supplier_form_{name}", accessible_name=label, keys=self.keys)
        field.setMaxLength(_LONGEST)
        field.setText(text)
        field.entered.connect(self._on_answer)
        field.textChanged.connect(self._on_typed)
        self._fields.append(field)
        self._put(row, column, field)
        return field

    def _put(self, row: int, column: int, field: QWidget, wide: int = 1) -> None:
        label = PlainLabel(field.accessibleName(), name=f"{field.objectName()}_label")
        label.setBuddy(field)
        held = QVBoxLayout()
        held.setSpacing(4)
        held.addWidget(label)
        held.addWidget(field)
        self._grid.addLayout(held, row, column, 1, wide)

    def _on_answer(self) -> None:
        if self.is_locked():
            return
        days, least = self.days.text().strip(), self.least.text().strip()
        field = self.days
        try:
            lead = _whole(days) if days else None
            field = self.least
            money = self._texts.shop.currency
            minor = money.read(plain_figure(least, self._texts.point), what="minimum order") if least else None
        except Refusal as refusal:
            self.show_refusal(self._texts.sentence(Said("warn", refusal.code, refusal.facts)))
            field.show_error(wrong=True)
            field.setFocus()
            return
        self._lock()
        self.wished.emit(
            SupplierAsked(
                self.name.text(),
                self._known.code if self._known else self.code.text(),
                is_new=self._known is None,
                contact=self.contact.text(),
                email=self.email.text(),
                phone=self.phone.text(),
                address=self.address.toPlainText(),
                terms=self.terms.text(),
                lead_time_days=lead,
                minimum_minor=minor,
            )
        )

    def _on_typed(self) -> None:
        for field in self._fields:
            field.show_error(wrong=False)
        self.clear_refusal()


def _whole(text: str) -> int:
    """A number of days.

    Raises:
        Refusal: `out_of_bounds`.
    """
    if not re.fullmatch(r"[0-9]{1,4}", text, re.ASCII):
        raise Refusal("out_of_bounds", what="lead time", text=text[:40])
    return int(text)
