"""F12: how the customer pays, in one way or in several. Enter takes the money, Esc goes back with everything kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.shop import Shop
from app.ui.screens.sale.dialogs.base import SaleDialog, ScanPolicy
from app.ui.screens.sale.dialogs.payment import Payment
from app.ui.screens.sale.dialogs.tender_panel import TenderKept, TenderPanel

if TYPE_CHECKING:
    from app.reports.tills import TenderKind


class PaymentDialog(SaleDialog):
    """What a sale being paid and a payment being mended have in common.

    Args:
        payment: What is due and what was taken so far.
        kinds: Every way to pay, at least one.
        shop: Its currency and language.
        name, title: Of the dialog.
        parent: The window of the sale.
    """

    paid = Signal(object)  # Tendered, once
    scan_policy = ScanPolicy.REFUSE

    def __init__(
        self,
        payment: Payment,
        kinds: tuple[TenderKind, ...],
        shop: Shop,
        *,
        head: tuple[str, str],
        parent: QWidget | None,
    ) -> None:
        name, title = head
        super().__init__(title, name=name, modal=True, parent=parent)
        self.panel = TenderPanel(payment, kinds, shop, keys=self.keys)
        self.column.addWidget(self.panel, 1)
        self.column.addWidget(self.bar)
        self.panel.confirmed.connect(self._on_pay)
        self.panel.refused.connect(self.show_refusal)
        self.panel.changed.connect(self.clear_refusal)

    def add_payment_footer(self, answer: str) -> None:
        """Add the lowest row, with these words on the button that Enter presses."""
        self.add_footer(back=self.tr("Back to the sale"), answer=answer, icon="check")
        self.answer_button.clicked.connect(self._on_pay)
        self.panel.field.setFocus()

    def _on_pay(self) -> None:
        if self.is_locked():
            return
        tendered = self.panel.finish()
        if tendered is not None:
            self._lock()
            self.paid.emit(tendered)


class TenderDialog(PaymentDialog):
    """The payment of the sale on the screen.

    Args:
        due_minor: The sale's gross, before cash rounding; negative is paid back.
        kinds: Every way to pay, at least one.
        shop: Its currency, language and cash rounding.
        kept: What stood in the dialog when it was left before.
        parent: The window of the sale.
    """

    left = Signal(object)  # TenderKept

    def __init__(
        self,
        due_minor: int,
        kinds: tuple[TenderKind, ...],
        shop: Shop,
        *,
        kept: TenderKept | None = None,
        parent: QWidget | None = None,
    ) -> None:
        kept = kept or TenderKept()
        payment = Payment(due_minor, shop.currency, shop.cash_rounding, kept.tenders, shop.language)
        super().__init__(payment, kinds, shop, head=("tender_dialog", self.tr("Payment")), parent=parent)
        self.panel.show_kept(kept)
        self.add_payment_footer(self.tr("Pay back") if payment.pays_out else self.tr("Take payment"))

    def _tell_left(self) -> None:
        self.left.emit(self.panel.kept())
