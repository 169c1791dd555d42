"""Before paying: codes that no product has, one after the other. Each is sold now at a typed price, or left out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.basket import LeaveOut, SellUnknown, Waiting
from app.domain.discount import price_line
from app.domain.figures import PIECE_MILLI
from app.domain.product import Item
from app.domain.refusal import Refusal
from app.domain.shop import Shop
from app.printing import format as written
from app.ui.screens.sale.dialogs.as_typed import typed_price
from app.ui.screens.sale.dialogs.base import SaleDialog, ScanPolicy, TypedField
from app.ui.screens.sale.dialogs.choices import TaxChooser
from app.ui.screens.sale.dialogs.refused import refused_words
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.labels import AmountLabel, PlainLabel, isolate
from app.ui.widgets.panels import Card

_SIZE = QSize(720, 420)  # px

WholeMinor = Callable[[SellUnknown | None], int]


class UnknownDialog(SaleDialog):
    """Asks for each waiting code: a price and Enter, or a key that leaves it out. Esc leaves it waiting.

    The usual tax is chosen; F5 and the keys behind it, or the arrows, choose another.

    After each answer the screen calls `show_waiting` with what still waits, or `show_refusal`.

    Args:
        waiting: The codes, at least one.
        unlisted: The products as which goods without a product are sold, one for each tax; the first is the usual one.
        shop: Its currency and language.
        whole_minor: What the whole sale comes to once something is sold so, or as it is now (None); it may refuse.
            It is shown while the price is typed: Enter pays what is in sight.
        parent: The window of the sale.
    """

    entered = Signal(object)  # SellUnknown or LeaveOut
    finished_all = Signal()  # nothing waits any more; the dialog is closed
    scan_policy = ScanPolicy.REFUSE

    def __init__(
        self,
        waiting: tuple[Waiting, ...],
        unlisted: tuple[Item, ...],
        shop: Shop,
        *,
        whole_minor: WholeMinor,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Goods without a product"), name="unknown_dialog", modal=True, parent=parent)
        self._shop = shop
        self._whole_minor = whole_minor
        self._whole, self._waiting = len(waiting), waiting
        self._build(unlisted)
        self._connect()
        self._show_first()

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(_SIZE)

    def show_waiting(self, waiting: tuple[Waiting, ...]) -> None:
        """Go on with what still waits; with nothing left the dialog closes and says so."""
        self._waiting = waiting
        self._whole = max(self._whole, len(waiting))
        self._unlock()
        self.bar.clear()
        if waiting:
            self._show_first()
        else:
            self.accept()
            self.finished_all.emit()

    def _build(self, unlisted: tuple[Item, ...]) -> None:
        self._place = PlainLabel(name="unknown_place", role="muted")
        self._code = PlainLabel(name="unknown_code", role="title")
        self._quantity = PlainLabel(name="unknown_quantity")
        self._word = PlainLabel(self.tr("Price of one"), name="unknown_word", role="strong")
        self.field = TypedField(name="unknown_price", accessible_name=self.tr("Price of one"), keys=self.keys)
        self.field.setProperty("role", "scan")
        self._word.setBuddy(self.field)
        self.amount = AmountLabel(name="unknown_amount", accessible_name=self.tr("Amount"), size=26, least=20)
        self._caption = PlainLabel(name="unknown_total_word", role="heading")
        self.total = AmountLabel(name="unknown_total", accessible_name=self.tr("New total"), size=44, least=32)
        card = Card(name="unknown_card")
        card.column.addWidget(self._place)
        card.column.addWidget(self._code)
        card.column.addWidget(self._quantity)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._word)
        line.addWidget(self.field, 1)
        line.addWidget(self.amount, 1)
        card.column.addLayout(line)
        self.tax = TaxChooser(unlisted, self._shop, keys=self.keys)
        card.column.addWidget(self.tax)
        whole = QHBoxLayout()
        whole.addWidget(self._caption)
        whole.addWidget(self.total, 1)
        card.column.addLayout(whole)
        self.column.addWidget(card, 1)
        self.column.addWidget(self.bar)
        self.leave_out = ActionButton(self.tr("Leave it out"), name="unknown_leave_out", icon="trash-2", key="F4")
        self.add_footer(back=self.tr("Back to the sale"), answer=self.tr("Sell it now"), icon="check")
        self.footer.insertWidget(self.footer.count() - 1, self.leave_out, 0, Qt.AlignmentFlag.AlignVCenter)

    def _connect(self) -> None:
        self.field.entered.connect(self._on_sell)
        self.field.textChanged.connect(self._on_typed)
        self.tax.changed.connect(self._on_typed)
        self.answer_button.clicked.connect(self._on_sell)
        self.leave_out.clicked.connect(self._on_leave_out)
        self.keys.bind("F4", self.leave_out.click)

    def _show_first(self) -> None:
        first = self._waiting[0]
        facts = {"number": self._whole - len(self._waiting) + 1, "whole": self._whole}
        self._place.setText(self.tr("No product has this code ({number} of {whole})").format(**facts))
        self._code.setText(isolate(first.code))
        quantity = isolate(written.quantity(first.quantity_milli, self._shop.language))
        self._quantity.setText(self.tr("Quantity: {quantity}").format(quantity=quantity))
        self.tax.choose(self.tax.usual())
        self.field.clear()
        self.field.setFocus()
        self._on_typed()

    def _price_micro(self) -> int:
        """The price in the field, in millionths.

        Raises:
            Refusal: As `typed_price`.
        """
        return typed_price(self.field.text(), written.decimal_sign(self._shop.language))

    def _on_typed(self) -> None:
        self.field.show_error(wrong=False)
        first = self._waiting[0]
        try:
            price_micro = self._price_micro()
            line = price_line(
                quantity_milli=first.quantity_milli,
                price_micro=price_micro,
                money=self._shop.currency,
                base_milli=PIECE_MILLI,
            )
            whole_minor = self._whole_minor(SellUnknown(first.key, self.tax.chosen_item, price_micro))
        except Refusal:
            self.amount.set_amount("")
            self._show_total(self.tr("Total without it"), self._whole_minor(None))
        else:
            self.amount.set_amount(self._money(line.amount_minor))
            self._show_total(self.tr("New total"), whole_minor)

    def _show_total(self, caption: str, whole_minor: int) -> None:
        self._caption.setText(caption)
        self.total.setAccessibleName(caption)
        self.total.set_amount(self._money(whole_minor))

    def _money(self, amount_minor: int) -> str:
        return written.money(amount_minor, self._shop.currency, self._shop.language)

    def _on_sell(self) -> None:
        if self.is_locked():
            return
        try:
            price_micro = self._price_micro()
        except Refusal as refusal:
            self.field.show_error(wrong=True)
            self.field.setFocus()
            self.field.selectAll()
            self.show_refusal(refused_words(refusal, self._shop.language))
            return
        self._lock()
        self.entered.emit(SellUnknown(self._waiting[0].key, self.tax.chosen_item, price_micro))

    def _on_leave_out(self) -> None:
        if not self.is_locked():
            self._lock()
            self.entered.emit(LeaveOut(self._waiting[0].key))
