"""The dialogs of the sale: one at a time, each over the sale screen, filled from the book by workers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.base.trouble import Trouble
from app.domain.basket import LeaveOut, SellUnknown, Waiting
from app.domain.commands import read_command
from app.domain.product import Hit, Item
from app.domain.refusal import Refusal
from app.domain.ringing import basket_bill
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.screens.sale.bench import said_of
from app.ui.screens.sale.dialogs.base import SaleDialog, ScanPolicy
from app.ui.screens.sale.dialogs.change_tender import ChangeTenderDialog, PaidSale
from app.ui.screens.sale.dialogs.choose_product import ChooseProductDialog
from app.ui.screens.sale.dialogs.payment import Tendered
from app.ui.screens.sale.dialogs.price_check import PriceCheckDialog, PriceFacts
from app.ui.screens.sale.dialogs.recall import ParkedSale, RecallDialog
from app.ui.screens.sale.dialogs.tender import TenderDialog
from app.ui.screens.sale.dialogs.tender_panel import TenderKept
from app.ui.screens.sale.dialogs.unknown import UnknownDialog
from app.ui.screens.sale.presenter import SalePresenter
from app.ui.screens.sale.state import ChoiceAsked, InParts
from app.ui.screens.sale.texts import SaleTexts
from app.ui.tasks import Workers

if TYPE_CHECKING:
    from app.reports.tills import ParkedDraft, TenderKind

_GOODS_SHOWN = 3


class DialogDesk(QObject):
    """Opens dialogs, hands what they say to the presenter, and tells them what became of it."""

    closed = Signal()  # the keys belong to the screen again
    refused_aloud = Signal()  # something was not found: the low tone

    def __init__(
        self, presenter: SalePresenter, parts: Parts, workers: Workers, texts: SaleTexts, screen: QWidget
    ) -> None:
        super().__init__(screen)
        self._presenter, self._parts, self._workers, self._texts = presenter, parts, workers, texts
        self._screen = screen
        self._dialog: SaleDialog | None = None
        self._kept: TenderKept | None = None
        self._kept_of = 0
        self._choice: ChoiceAsked | None = None

    def dialog(self) -> SaleDialog | None:
        """The dialog that is open, or None."""
        return self._dialog

    def take_scan(self, text: str) -> bool:
        """A scan while a dialog is open. Returns False where it belongs to the sale all the same."""
        dialog = self._dialog
        if dialog is not None and read_command(text) is not None:
            self.refused_aloud.emit()
            self.refused(Said("warn", "not_now"))
            return True
        if dialog is None or dialog.scan_policy is ScanPolicy.BASKET:
            return False
        if isinstance(dialog, PriceCheckDialog):
            dialog.take_scan(text)
        else:
            self.refused_aloud.emit()
            self._presenter.scanning.turn_away(text)
            self.refused(Said("warn", "not_now"))
        return True

    def refused(self, said: Said) -> None:
        """What the dialog asked for did not happen."""
        if self._dialog is not None:
            self._dialog.show_refusal(self._texts.sentence(said))

    def sold(self) -> None:
        """The sale stands; the dialog that paid it is done."""
        self._kept = None
        if isinstance(self._dialog, TenderDialog):
            self._dialog.accept()
            self._gone()

    def ask_how(self, due_minor: int) -> None:
        """Open the tender dialog for so much."""
        self._workers.pool.submit(self._parts.tills.tenders, partial(self._open_tender, due_minor), self._on_failed)

    def ask_unknown(self, waiting: tuple[Waiting, ...], unlisted: tuple[Item, ...]) -> None:
        """Ask for each unknown code whether it is sold."""
        dialog = UnknownDialog(
            waiting,
            unlisted,
            self._parts.shop,
            whole_minor=self._presenter.checkout.whole_minor,
            parent=self._screen.window(),
        )
        dialog.entered.connect(self._on_unknown_entered)
        dialog.finished_all.connect(self._on_unknown_finished)
        dialog.left.connect(self._on_payment_left)
        self._show(dialog)

    def unknown_left(self, waiting: tuple[Waiting, ...]) -> None:
        """These unknown codes still wait."""
        if isinstance(self._dialog, UnknownDialog):
            self._dialog.show_waiting(waiting)

    def show_choice(self, asked: ChoiceAsked | None) -> None:
        """Ask which product a code means, or stop asking."""
        if asked == self._choice:
            return
        if asked is None:
            self._choice = None
        elif self._dialog is None:
            self._choice = asked
            dialog = ChooseProductDialog(asked.code, asked.items, self._parts.shop, parent=self._screen.window())
            dialog.chosen.connect(self._on_chosen)
            dialog.left.connect(self._on_choice_left)
            self._show(dialog)

    def open_price_check(self) -> None:
        """Tell price and stock without selling."""
        dialog = PriceCheckDialog(self._parts.shop, parent=self._screen.window())
        dialog.asked.connect(self._on_price_asked)
        dialog.added.connect(self._on_price_added)
        dialog.left.connect(self._gone)
        self._show(dialog)

    def open_recall(self) -> None:
        """List the parked sales."""
        self._workers.pool.submit(self._read_parked, self._open_recall, self._on_failed)

    def read_parked_again(self) -> None:
        """Sales were parked or recalled, here or elsewhere."""
        if isinstance(self._dialog, RecallDialog):
            self._workers.pool.submit(self._read_parked, self._show_parked, self._on_failed)

    def open_tender_change(self) -> None:
        """Mend how the last sale was paid."""
        self._workers.pool.submit(self._parts.tills.tenders, self._open_change, self._on_failed)

    def _show(self, dialog: SaleDialog) -> None:
        before, self._dialog = self._dialog, dialog
        if before is not None:
            before.hide()
            before.deleteLater()
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _gone(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()
        self.closed.emit()

    def _on_failed(self, error: Refusal | Trouble) -> None:
        self._presenter.refuse(said_of(error))

    def _open_tender(self, due_minor: int, kinds: tuple[TenderKind, ...]) -> None:
        self._texts.kind_names = {one.kind: one.name for one in kinds}
        bill = self._presenter.bill
        if self._presenter.checkout.is_paying or bill is None or bill.totals.gross_minor != due_minor:
            return  # another key was quicker: it is paid meanwhile, or no longer the same sale
        # What was typed and taken is the customer's whose goods are in hand, never the next one's.
        kept = self._kept if self._kept_of == self._presenter.checkout.customers else None
        dialog = TenderDialog(due_minor, kinds, self._parts.shop, kept=kept, parent=self._screen.window())
        dialog.paid.connect(self._on_paid)
        dialog.left.connect(self._on_tender_left)
        self._show(dialog)

    def _on_paid(self, tendered: Tendered) -> None:
        self._presenter.checkout.pay(InParts(tendered.tenders))

    def _on_tender_left(self, kept: TenderKept) -> None:
        self._kept, self._kept_of = kept, self._presenter.checkout.customers
        self._presenter.checkout.held = kept.tenders
        self._presenter.tell_held()
        self._gone()

    def _on_unknown_entered(self, entry: SellUnknown | LeaveOut) -> None:
        self._presenter.checkout.settle_unknown(entry)

    def _on_unknown_finished(self) -> None:
        self._gone()
        self._presenter.checkout.go_on()

    def _on_payment_left(self) -> None:
        self._presenter.checkout.stop()
        self._gone()

    def _on_chosen(self, item: Item) -> None:
        choice, self._choice = self._choice, None
        self._gone()
        if choice is not None:
            self._presenter.scanning.answer_choice(choice, item)

    def _on_choice_left(self) -> None:
        choice, self._choice = self._choice, None
        self._gone()
        if choice is not None:
            self._presenter.leave_question(choice)

    def _on_price_asked(self, text: str) -> None:
        self._workers.store.submit(partial(self._find_price, text), self._show_price, self._on_price_failed)

    def _find_price(self, text: str) -> PriceFacts | tuple[Item | Hit, ...] | Said:
        """Runs on the store thread: the product of a code, or those that words find, or why there is none."""
        lookups, location = self._parts.lookups, self._parts.location
        found = lookups.scan(text, location=location)
        if len(found.items) == 1:
            item = found.items[0]
            own = lookups.item(item.sku, location=location)
            return PriceFacts(
                item,
                found.scan.text,
                found.quantity_milli,
                lookups.stock(item.sku),
                own.price_micro if own is not None else None,
            )
        items = found.items or lookups.search(text, location=location)
        if items:
            return items
        if found.scan.error:
            return Said("warn", f"scan_{found.scan.error}", dict(found.scan.facts))
        return Said("warn", "nothing_known", {"text": text})

    def _show_price(self, found: PriceFacts | tuple[Item | Hit, ...] | Said) -> None:
        dialog = self._dialog
        if not isinstance(dialog, PriceCheckDialog):
            return
        if isinstance(found, PriceFacts):
            dialog.show_item(found)
        elif isinstance(found, Said):
            dialog.show_refusal(self._texts.sentence(found))
            self.refused_aloud.emit()
        else:
            dialog.show_choices(found)

    def _on_price_failed(self, error: Refusal | Trouble) -> None:
        self._show_price(said_of(error))

    def _on_price_added(self, facts: PriceFacts) -> None:
        self._presenter.pick(facts.item, code=facts.code, of_one_milli=facts.quantity_milli)

    def _read_parked(self) -> tuple[ParkedSale, ...]:
        """Runs in the pool."""
        return tuple(self._parked_sale(draft) for draft in self._parts.tills.parked())

    def _parked_sale(self, draft: ParkedDraft) -> ParkedSale:
        basket = draft.basket
        total_minor = basket_bill(basket, self._parts.shop).totals.gross_minor if basket.lines else 0
        goods = tuple(line.item.name for line in basket.lines[:_GOODS_SHOWN])
        return ParkedSale(
            draft.uid, draft.label, draft.till, draft.user, draft.parked_at, len(basket.lines), total_minor, goods
        )

    def _open_recall(self, parked: tuple[ParkedSale, ...]) -> None:
        dialog = RecallDialog(parked, self._parts.now(), self._parts.shop, parent=self._screen.window())
        dialog.recalled.connect(self._on_recalled)
        dialog.left.connect(self._gone)
        dialog.park_wished.connect(self._on_park_wished)
        self._show(dialog)
        if parked and not self._presenter.basket.is_empty:
            dialog.bar.say("info", self._texts.sentence(Said("info", "park_in_list")))

    def _on_park_wished(self) -> None:
        """The sale on the screen is put aside, and stands in the list, too."""
        self._presenter.park("", self._told_parked)

    def _told_parked(self, said: Said | None) -> None:
        if said is not None:
            self.refused(said)
        elif isinstance(self._dialog, RecallDialog):
            self._dialog.bar.clear()

    def _show_parked(self, parked: tuple[ParkedSale, ...]) -> None:
        if isinstance(self._dialog, RecallDialog):
            self._dialog.show_parked(parked)

    def _on_recalled(self, uid: str) -> None:
        self._presenter.recall(uid, self._told)

    def _open_change(self, kinds: tuple[TenderKind, ...]) -> None:
        self._texts.kind_names = {one.kind: one.name for one in kinds}
        last = self._presenter.checkout.begin_tender_change()
        if last is None:
            return
        paid = PaidSale(last.number, last.at, last.gross_minor, last.tenders, last.change_minor)
        dialog = ChangeTenderDialog(paid, kinds, self._parts.shop, parent=self._screen.window())
        dialog.paid.connect(self._on_change_paid)
        dialog.left.connect(self._gone)
        self._show(dialog)

    def _on_change_paid(self, tendered: Tendered) -> None:
        self._presenter.checkout.change_tender(tendered.tenders, self._told)

    def _told(self, said: Said | None) -> None:
        """What became of what the dialog asked for."""
        if said is not None:
            self.refused(said)
        elif self._dialog is not None:
            self._dialog.accept()
            self._gone()
