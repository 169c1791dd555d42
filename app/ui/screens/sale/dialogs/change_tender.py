"""Ctrl+T: how the last sale was really paid. The same dialog as for a payment, with what stands in the book above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.moment import Moment
from app.domain.requests import TenderAsked
from app.domain.shop import Shop
from app.printing import format as written
from app.ui.screens.sale.dialogs.payment import Payment
from app.ui.screens.sale.dialogs.tender import PaymentDialog
from app.ui.widgets.labels import PlainLabel, isolate, isolate_name

if TYPE_CHECKING:
    from app.reports.tills import TenderKind


@dataclass(frozen=True, slots=True)
class PaidSale:
    """How the last sale stands in the book.

    Attributes:
        due_minor: Its gross before cash rounding.
        tenders: What was handed over.
        change_minor: What went back in cash, with the sign of the sale.
    """

    number: str
    at: Moment
    due_minor: int
    tenders: tuple[TenderAsked, ...]
    change_minor: int


class ChangeTenderDialog(PaymentDialog):
    """Mends how the last sale was paid. Another way to pay than the one in the book is chosen already.

    Args:
        sale: The sale.
        kinds: Every way to pay, at least one.
        shop: Its currency, language and cash rounding.
        parent: The window of the sale.
    """

    def __init__(
        self, sale: PaidSale, kinds: tuple[TenderKind, ...], shop: Shop, *, parent: QWidget | None = None
    ) -> None:
        payment = Payment(sale.due_minor, shop.currency, shop.cash_rounding, language=shop.language)
        head = ("change_tender_dialog", self.tr("Mend how the last sale was paid"))
        super().__init__(payment, kinds, shop, head=head, parent=parent)
        self.before = PlainLabel(self._before(sale, shop), name="change_tender_before", wraps=True)
        self.column.insertWidget(0, self.before)
        used = {part.kind for part in sale.tenders}
        others = [kind.kind for kind in kinds if kind.kind not in used]
        if len(used) == 1 and others:
            self.panel.kinds.choose(others[0])
        self.add_payment_footer(self.tr("Mend payment"))

    def _before(self, sale: PaidSale, shop: Shop) -> str:
        def money(minor: int) -> str:
            return isolate(written.money(abs(minor), shop.currency, shop.language))

        name = self.panel.kinds.name
        parts = ", ".join(f"{isolate_name(name(part.kind))} {money(part.amount_minor)}" for part in sale.tenders)
        facts = {
            "number": isolate(sale.number),
            "time": isolate(written.clock_apart(sale.at.local(), shop.language)),
            "parts": parts,
            "change": money(sale.change_minor),
        }
        if sale.change_minor:
            return self.tr("In the book: sale {number}, {time}, paid with {parts}, change {change}.").format(**facts)
        return self.tr("In the book: sale {number}, {time}, paid with {parts}.").format(**facts)
