"""What the sale costs, large enough for two metres, and the keys that end it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from app.ui.screens.sale.texts import SaleTexts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.labels import AmountLabel, PlainLabel, isolate
from app.ui.widgets.panels import Card

if TYPE_CHECKING:
    from app.domain.basket import Basket
    from app.domain.ringing import Bill
    from app.ui.screens.sale.state import LastPaid

_TOTAL_PX = 56


class TotalsCard(Card):
    """Subtotal, discount, tax, the total, and the three ways to pay. Between two sales it shows the change."""

    pay_clicked = Signal()
    cash_clicked = Signal()
    card_clicked = Signal()

    def __init__(self, texts: SaleTexts) -> None:
        super().__init__(name="saleTotalsCard")
        self._texts = texts
        self._build()
        self._connect()

    def show_bill(self, basket: Basket, bill: Bill | None, last: LastPaid | None, *, is_paying: bool) -> None:
        """Show what the basket costs; with nothing in it, what is given back for the last sale."""
        texts = self._texts
        self._subtotal.setText(isolate(texts.amount(bill.before_minor)) if bill else "")
        off_minor = bill.discount_minor if bill else 0
        self._discount.setText(isolate(texts.amount(-off_minor)) if off_minor else "")
        self._show_tax(bill)
        returns = sum(line.quantity_milli < 0 for line in basket.lines)
        self._count.setText(texts.counted(len(basket.lines), returns) if basket.lines else "")
        is_between = basket.is_empty and last is not None and not last.is_from_before
        if is_between and last is not None:
            has_change = last.change_minor != 0
            paid = self.tr("Paid out") if last.payable_minor < 0 else self.tr("Paid")
            self._caption.setText(self.tr("Change") if has_change else paid)
            self.total.set_amount(texts.money(last.change_minor if has_change else last.payable_minor))
        else:
            gross_minor = bill.totals.gross_minor if bill else 0
            self._caption.setText(self.tr("To pay out") if gross_minor < 0 else self.tr("Total"))
            self.total.set_amount(texts.money(gross_minor))
        self._caption.set_role("ok" if is_between else "heading")
        for button in (self._pay, self._cash, self._card):
            button.setEnabled(not basket.is_empty and not is_paying)

    def _show_tax(self, bill: Bill | None) -> None:
        rows = bill.totals.rows if bill else ()
        rates = {row.rate_milli for row in rows}
        if len(rates) == 1:
            rate = isolate(self._texts.percent(rates.pop()))
            self._tax_caption.setText(self.tr("of which tax {rate}").format(rate=rate))
        else:
            self._tax_caption.setText(self.tr("of which tax"))
        self._tax.setText(isolate(self._texts.amount(bill.totals.tax_minor)) if bill else "")

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self._subtotal = self._figure("saleSubtotal", self.tr("Subtotal"))
        self._discount = self._figure("saleDiscountTotal", self.tr("Discount on the sale"))
        self._tax = self._figure("saleTax", self.tr("Tax"))
        self._tax_caption = PlainLabel(self.tr("of which tax"), name="saleTaxCaption", role="small")
        captions = (
            PlainLabel(self.tr("Subtotal"), name="saleSubtotalCaption", role="small"),
            PlainLabel(self.tr("Discount on the sale"), name="saleDiscountCaption", role="small"),
            self._tax_caption,
        )
        for place, (caption, figure) in enumerate(
            zip(captions, (self._subtotal, self._discount, self._tax), strict=True)
        ):
            grid.addWidget(caption, place, 0)
            grid.addWidget(figure, place, 1)
        self._caption = PlainLabel(self.tr("Total"), name="saleTotalCaption", role="heading")
        self._caption.setMinimumHeight(26)  # px: its role changes with what it says, and nothing below it may move
        self._count = PlainLabel(name="saleCount", role="small")
        line = QHBoxLayout()
        line.addWidget(self._caption)
        line.addStretch(1)
        line.addWidget(self._count)
        self.total = AmountLabel(name="saleTotal", accessible_name=self.tr("Total"), size=_TOTAL_PX)
        self._pay = ActionButton(
            self.tr("Pay"), name="salePay", icon="banknote", key="F12", variant="primary", large=True
        )
        self._cash = ActionButton(self.tr("Exact cash"), name="saleExactCash", icon="coins", key="F9")
        self._card = ActionButton(self.tr("Card"), name="saleCard", icon="credit-card", key="F10")
        keys = QHBoxLayout()
        keys.setSpacing(8)
        keys.addWidget(self._cash, 1)
        keys.addWidget(self._card, 1)
        self.column.setSpacing(8)
        self.column.addLayout(grid)
        self.column.addLayout(line)
        self.column.addWidget(self.total)
        self.column.addWidget(self._pay)
        self.column.addLayout(keys)

    def _connect(self) -> None:
        for button, signal in (
            (self._pay, self.pay_clicked),
            (self._cash, self.cash_clicked),
            (self._card, self.card_clicked),
        ):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(signal)

    def _figure(self, name: str, accessible_name: str) -> PlainLabel:
        label = _Figure(name=name)
        label.setAccessibleName(accessible_name)
        return label


class _Figure(PlainLabel):
    """A figure at the end of its row. A label goes by the direction of its text, and figures run left to right."""

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)
        self._align()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        edge = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
        self.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
