"""The dialogs of the receiving screen: one at a time, each over the screen, none of which stops the scanner."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.delivery_entries import SetCost, SetHead, SetLot, SetParts, SetReceived, SetSerials
from app.domain.delivery_line import Line
from app.domain.product import Hit, Item
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.screens.receiving.dialogs.asking import (
    BookAsksDialog,
    CorrectForm,
    LabelsForm,
    LabelsWish,
    ListDialog,
    PostDialog,
    PricesDialog,
)
from app.ui.screens.receiving.dialogs.bill_forms import InvoiceForm, InvoiceWish
from app.ui.screens.receiving.dialogs.choices import ChoiceDialog
from app.ui.screens.receiving.dialogs.form import ReceivingForm
from app.ui.screens.receiving.dialogs.head_form import HeadForm
from app.ui.screens.receiving.dialogs.later_forms import CreditForm, CreditWish, LaterCostForm, LaterCostWish
from app.ui.screens.receiving.dialogs.line_forms import CostForm, PartsForm, QuantityForm, named_form
from app.ui.screens.receiving.dialogs.return_form import ReturnForm, ReturnWish
from app.ui.screens.receiving.dialogs.unknown import Created, LeftOut, Linked, NewGoodsForm, UnknownDialog
from app.ui.screens.receiving.presenter import ReceivingPresenter
from app.ui.screens.receiving.state import ChoiceAsked, LastPosted, PostAsked, StartKind, StartRow
from app.ui.screens.receiving.texts import ReceivingTexts
from app.ui.tasks import Workers
from app.ui.widgets.batch import BatchDialog
from app.ui.widgets.dialogs import ScreenDialog

if TYPE_CHECKING:
    from app.domain.delivery_line import Waiting
    from app.domain.refusal import Refusal
    from app.reports.bills import Billable, Credit, Resting
    from app.reports.lookups import Found
    from app.reports.product_record import Kind


_USUAL_STOCK = "Avery L7160"


class ReceivingDesk(QObject):
    """Opens dialogs, hands what they say to the presenter, and tells them what became of it."""

    closed = Signal()  # the keys belong to the screen again

    def __init__(
        self, presenter: ReceivingPresenter, texts: ReceivingTexts, parts: Parts, workers: Workers, screen: QWidget
    ) -> None:
        super().__init__(screen)
        self._presenter, self._texts, self._parts, self._workers = presenter, texts, parts, workers
        self._screen = screen
        self._dialog: ScreenDialog | None = None
        self._words = ""
        self._labels = LabelsWish(_USUAL_STOCK, 1)

    def dialog(self) -> ScreenDialog | None:
        """The dialog that is open."""
        return self._dialog

    def take_scan(self, text: str) -> bool:
        """Something was scanned. Returns whether the dialog that is open has a use for it."""
        if isinstance(self._dialog, ReceivingForm | UnknownDialog) and not self._dialog.is_locked():
            return self._dialog.take_scan(text)
        return False

    def answered(self, said: Said | None) -> bool:
        """What was wished for is done, or refused. Returns whether a dialog says so."""
        dialog = self._dialog
        if dialog is None or not dialog.is_locked():
            return False
        if said is not None:
            dialog.show_refusal(self._texts.sentence(said))
        else:
            dialog.accept()
            self._on_left()
        return True

    def refused(self, said: Said) -> bool:
        """Something was refused while a dialog waits for its answer. Returns whether the dialog says so."""
        return said.kind in {"warn", "error"} and self.answered(said)

    def open_quantity(self, line: Line) -> None:
        """Ask how much of a line came."""
        self._open_edit(QuantityForm(line, self._texts, parent=self._window()))

    def open_cost(self, line: Line) -> None:
        """Ask what a line costs."""
        self._open_edit(CostForm(line, self._texts, parent=self._window()))

    def open_named(self, line: Line) -> None:
        """Ask for the lot or the serial numbers of a line."""
        self._open_edit(named_form(line, self._texts, parent=self._window()))

    def open_parts(self, line: Line) -> None:
        """Ask what of a line is free or broken."""
        self._open_edit(PartsForm(line, self._texts, parent=self._window()))

    def open_head(self) -> None:
        """Ask what is said of the delivery as a whole."""
        presenter = self._presenter
        self._open_edit(
            HeadForm(
                presenter.sheet.head, presenter.opening.suppliers, self._texts, presenter.today(), parent=self._window()
            )
        )

    def open_unknown(self, waiting: Waiting) -> None:
        """Ask what a code stands for."""
        dialog = UnknownDialog(waiting, self._texts, parent=self._window())
        dialog.asked.connect(self._on_words)
        dialog.new_asked.connect(self._on_new_asked)
        dialog.wished.connect(self._on_unknown)
        self._show(dialog)

    def open_correct(self, row: StartRow, resting: tuple[Resting, ...]) -> None:
        """Ask why a posted document is taken back, with what rests on it."""
        dialog = CorrectForm(row, resting, self._texts, parent=self._window())
        dialog.wished.connect(partial(self._on_correct, row, resting, self._presenter.settling.new_uid()))
        self._show(dialog)

    def open_prices(self, last: LastPosted) -> None:
        """Show the prices that are suggested."""
        dialog = PricesDialog(last.prices, self._texts, parent=self._window())
        dialog.wished.connect(self._presenter.posting.take_prices)
        self._show(dialog)

    def open_labels(self, uid: str, number: str) -> None:
        """Ask on which labels to print what came."""
        dialog = LabelsForm(number, self._labels, self._texts, parent=self._window())
        dialog.wished.connect(partial(self._on_labels, uid))
        self._show(dialog)

    def ask_invoice(self, of: Billable, others: tuple[Billable, ...]) -> None:
        """Ask what the supplier bills."""
        suppliers = self._presenter.opening.suppliers
        dialog = InvoiceForm(of, others, suppliers, self._texts, parent=self._window())
        dialog.wished.connect(partial(self._on_invoice, self._presenter.settling.new_uid()))
        self._show(dialog)

    def ask_return(self, of: Billable) -> None:
        """Ask what goes back."""
        dialog = ReturnForm(of, self._texts, parent=self._window())
        dialog.scanned.connect(self._on_return_scanned)
        dialog.wished.connect(partial(self._on_return, self._presenter.settling.new_uid()))
        self._show(dialog)

    def open_later_cost(self, row: StartRow) -> None:
        """Ask what a posted delivery costs besides."""
        dialog = LaterCostForm(row, self._presenter.opening.suppliers, self._texts, parent=self._window())
        dialog.wished.connect(partial(self._on_later_cost, self._presenter.settling.new_uid()))
        self._show(dialog)

    def open_credit(self, of: Credit) -> None:
        """Ask what the supplier gives for goods that went back."""
        dialog = CreditForm(of, self._texts, parent=self._window())
        dialog.wished.connect(partial(self._on_credit, self._presenter.settling.new_uid()))
        self._show(dialog)

    def open_batch(self) -> None:
        """Ask for what a batch scanner brought."""
        about = self.tr(
            "Paste codes and counts, a line each, or open the file. Each comes onto the delivery as scanned."
        )
        dialog = BatchDialog(about, self.tr("Take onto the delivery"), parent=self._window())
        dialog.wished.connect(self._on_batch)
        self._show(dialog)

    def open_abandon(self) -> None:
        """Ask whether a delivery is really given up."""
        dialog = ListDialog(
            self.tr("Give this delivery up"),
            self.tr("Nothing of it will be in stock. What was scanned stays in the journal only."),
            (),
            name="abandon_dialog",
            answer=self.tr("Give it up"),
            parent=self._window(),
        )
        dialog.table.hide()
        dialog.resize(640, 200)
        dialog.answer_button.setFocus()
        dialog.wished.connect(self._on_abandon)
        self._show(dialog)

    def ask_choice(self, asked: ChoiceAsked) -> None:
        """Ask which of several products is meant."""
        dialog = ChoiceDialog(asked, self._texts, parent=self._window())
        dialog.wished.connect(partial(self._on_chosen, asked))
        self._show(dialog)

    def ask_before_posting(self, asked: PostAsked) -> None:
        """Ask about what looks wrong."""
        dialog = PostDialog(asked, self._texts, parent=self._window())
        dialog.wished.connect(self._on_post)
        self._show(dialog)

    def ask_about_refusal(self, refusal: Refusal) -> None:
        """Ask what the book wants to know."""
        self._close()
        dialog = BookAsksDialog(refusal, self._texts, parent=self._window())
        dialog.wished.connect(partial(self._on_book_answer, refusal.code))
        self._show(dialog)

    def close_all(self) -> None:
        """Whatever was asked is of no interest any more."""
        self._close()

    def _window(self) -> QWidget:
        return self._screen.window()

    def _open_edit(self, dialog: ReceivingForm) -> None:
        dialog.wished.connect(self._on_edit)
        self._show(dialog)

    def _show(self, dialog: ScreenDialog) -> None:
        self._close()
        self._dialog = dialog
        dialog.left.connect(self._on_left)
        dialog.show()

    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.hide()
            self._dialog.deleteLater()
            self._dialog = None

    def _on_edit(self, entry: SetReceived | SetCost | SetLot | SetParts | SetSerials | SetHead) -> None:
        self._presenter.edit(entry)

    def _on_chosen(self, asked: ChoiceAsked, item: Item) -> None:
        self.answered(None)
        self._presenter.scanning.choose(asked, item)

    def _on_post(self, _yes: object) -> None:
        self.answered(None)
        self._presenter.posting.post_surely()

    def _on_labels(self, uid: str, wish: LabelsWish) -> None:
        self._labels = wish
        self._presenter.posting.keep_labels(uid, wish.stock, wish.start)

    def _on_book_answer(self, code: str, yes: object) -> None:
        self.answered(None)
        self._presenter.posting.answer_refusal(code, yes=bool(yes))

    def _on_abandon(self, _yes: object) -> None:
        self.answered(None)
        self._presenter.abandon()

    def _on_correct(self, row: StartRow, resting: tuple[Resting, ...], uid: str, reason: str) -> None:
        if row.kind is StartKind.POSTED:
            self._presenter.posting.correct(row.key, reason, resting)
        else:
            self._presenter.settling.take_back(uid, row, reason, resting)

    def _on_unknown(self, wish: Linked | Created | LeftOut) -> None:
        resolving = self._presenter.resolving
        match wish:
            case Linked(waiting, sku, quantity_milli):
                resolving.link(waiting, sku, quantity_milli)
            case Created(waiting, new, quantity_milli):
                resolving.create(waiting, new, quantity_milli)
            case LeftOut(waiting):
                resolving.leave_out(waiting)

    def _on_invoice(self, uid: str, wish: InvoiceWish) -> None:
        self._presenter.settling.take_invoice(uid, wish)

    def _on_later_cost(self, uid: str, wish: LaterCostWish) -> None:
        self._presenter.settling.add_cost(uid, wish)

    def _on_credit(self, uid: str, wish: CreditWish) -> None:
        self._presenter.settling.take_credit(uid, wish)

    def _on_return(self, uid: str, wish: ReturnWish) -> None:
        self._presenter.settling.send_back(uid, wish)

    def _on_return_scanned(self, text: str) -> None:
        job = partial(self._parts.lookups.scan, text, location=self._parts.location)
        self._workers.store.submit(job, self._on_return_found, self._on_not_found)

    def _on_return_found(self, found: Found) -> None:
        dialog, scan = self._dialog, found.scan
        if not isinstance(dialog, ReturnForm):
            return
        is_counted = any(
            dialog.count(item.sku, milli, lot=scan.lot or "", serial=scan.serial or "")
            for item, milli in zip(found.items, found.quantities, strict=True)
        )
        self._presenter.settling.heard(taken=is_counted)
        if not is_counted:
            dialog.show_refusal(self._texts.sentence(Said("warn", "not_in_delivery", {"code": scan.text})))

    def _on_batch(self, source: str | Path) -> None:
        self._presenter.batching.take(source, self.tr("What was pasted"))

    def _on_words(self, words: str) -> None:
        self._words = words
        job = partial(self._find, words)
        self._workers.pool.submit(job, partial(self._on_found, words), self._on_not_found)

    def _find(self, words: str) -> tuple[Item | Hit, ...]:
        lookups, location = self._parts.lookups, self._parts.location
        return lookups.scan(words, location=location).items or lookups.search(words, location=location)

    def _on_found(self, words: str, goods: tuple[Item | Hit, ...]) -> None:
        if isinstance(self._dialog, UnknownDialog) and words == self._words:
            self._dialog.show_found(goods)

    def _on_not_found(self, error: object) -> None:
        """The list stays as it is; a look-up that fails here fails at the next scan, too, and is told there."""

    def _on_new_asked(self) -> None:
        if isinstance(self._dialog, UnknownDialog):
            job = self._parts.product_records.kinds
            self._workers.pool.submit(job, partial(self._on_kinds, self._dialog.waiting), self._on_not_found)

    def _on_kinds(self, waiting: Waiting, kinds: tuple[Kind, ...]) -> None:
        dialog = NewGoodsForm(waiting, kinds, self._texts, parent=self._window())
        dialog.wished.connect(self._on_unknown)
        self._show(dialog)

    def _on_left(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
            self.closed.emit()
