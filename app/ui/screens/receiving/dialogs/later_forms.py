"""F10: freight or duty of its own that comes after a delivery, and what a supplier gives for goods that went back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.reports.bills import Credit
from app.ui.said import Said
from app.ui.screens.receiving.dialogs.form import NotNow
from app.ui.screens.receiving.dialogs.lines_form import AmountForm
from app.ui.screens.receiving.state import StartRow
from app.ui.screens.receiving.texts import ReceivingTexts
from app.ui.widgets.labels import PlainLabel, isolate


@dataclass(frozen=True, slots=True)
class LaterCostWish:
    """What a delivery costs besides. `carrier` is "" where nobody is named."""

    of: str
    amount_minor: int
    by: str
    carrier: str
    note: str


@dataclass(frozen=True, slots=True)
class CreditWish:
    """What the supplier gives for goods that went back."""

    of: str
    number: str
    amount_minor: int
    tax_minor: int


class LaterCostForm(AmountForm):
    """Freight or duty that became known after the delivery was posted."""

    def __init__(
        self,
        row: StartRow,
        suppliers: Sequence[tuple[str, str]],
        texts: ReceivingTexts,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Later cost"), row.title, name="later_form", texts=texts, parent=parent)
        self._of = row.key
        self.amount_field = self.add_field(
            "later_amount", self.tr("Freight, duty"), self.tr("without tax; becomes part of the cost of the goods")
        )
        ways = {"value": self.tr("by value"), "quantity": self.tr("by quantity"), "weight": self.tr("by weight")}
        self.by = self.add_choice("later_by", self.tr("shared out"), ways.items(), "value")
        self.carrier = self.add_choice(
            "later_carrier", self.tr("Who bills it"), (("", self.tr("nobody named")), *suppliers), ""
        )
        self.note = self.add_field("later_note", self.tr("Note"))
        words = self.tr("Its invoice is posted with F5 on the delivery when it comes.")
        self.column.addWidget(PlainLabel(words, name="later_form_words", role="muted", wraps=True))
        self.finish(self.tr("Post it"), "check")

    def wish(self) -> LaterCostWish:
        """What the form is filled in with.

        Raises:
            NotNow: The amount is none.
        """
        amount_minor = self.read_amount(self.amount_field)
        if not amount_minor:
            raise NotNow(Said("warn", "amount_needed"), self.amount_field)
        carrier = str(self.carrier.currentData() or "")
        return LaterCostWish(self._of, amount_minor, self.by.currentData(), carrier, self.note.text().strip())


class CreditForm(AmountForm):
    """A credit note for a supplier return, filled in with what is expected."""

    def __init__(self, of: Credit, texts: ReceivingTexts, *, parent: QWidget | None = None) -> None:
        title = self.tr("Credit note for {number}").format(number=isolate(of.number))
        super().__init__(title, of.supplier_name, name="credit_form", texts=texts, parent=parent)
        self._of = of
        self.number = self.add_field("credit_number", self.tr("Its number"), self.tr("as it stands on the credit note"))
        expected = self.tr("expected: {amount}").format(amount=isolate(texts.money(of.expected_minor)))
        self.amount_field = self.add_field(
            "credit_amount", self.tr("Without tax"), expected, self.amount(of.expected_minor)
        )
        self.tax = self.add_field("credit_tax", self.tr("Tax on it"), self.tr("left empty, none"))
        self.finish(self.tr("Post credit note"), "check")

    def wish(self) -> CreditWish:
        """What the form is filled in with.

        Raises:
            NotNow: Its number is missing, or a figure is none.
        """
        number = self.number.text().strip()
        if not number:
            raise NotNow(Said("warn", "invoice_number_needed"), self.number)
        return CreditWish(self._of.uid, number, self.read_amount(self.amount_field), self.read_amount(self.tax))
