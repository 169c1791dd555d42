"""What the sale screen says: what just happened, what is still to be told, and what can be taken back."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.ui.said import Said
from app.ui.screens.sale.presenter import SalePresenter
from app.ui.screens.sale.receipts import Slip
from app.ui.screens.sale.state import LastPaid
from app.ui.screens.sale.texts import SaleTexts
from app.ui.widgets.messages import BarAction, InlineBar, Toast

# About what was done last, and of no use behind the next thing that is done.
_PASSING = frozenset(
    {
        "undone",
        "nothing_found",
        "several_found",
        "copy_made",
        "copy_printed",
        "drawer_opened",
        "label_printed",
        "paid_now",
        "parked",
        "parked_as",
    }
)


class SaleMessages(QObject):
    """The message bar and the toast.

    Args:
        presenter: Whose state is told of, and who takes back.
        texts: The words.
        bar: The message bar.
        lines: Over its lower edge the toast appears.
    """

    def __init__(self, presenter: SalePresenter, texts: SaleTexts, bar: InlineBar, lines: QWidget) -> None:
        super().__init__(lines)
        self._presenter, self._texts, self.bar = presenter, texts, bar
        self.toast = Toast(lines, name="saleToast")
        self._said: Said | None = None

    def say(self, said: Said) -> None:
        """Say something, until the next thing happens. A receipt that did not come out is told until it has."""
        if said.code == "not_printed":
            self._said = None
            self.show_standing()
            return
        self._said = said
        self.bar.say(said.kind, self._texts.sentence(said), self._actions(said))

    def receipt_in_sight(self) -> Slip | None:
        """A copy of the receipt that was scanned last, as long as that is told of: what Ctrl+P prints now."""
        sale = self._said.facts.get("sale") if self._said is not None else None
        return Slip(sale.uid, sale.number, is_copy=True) if isinstance(sale, LastPaid) else None

    def print_receipt(self) -> None:
        """Ctrl+P: the receipt in sight, else what did not come out, else a copy of the last one."""
        slip = self.receipt_in_sight()
        checkout = self._presenter.checkout
        if slip is not None:
            checkout.receipts.print(slip)
        else:
            checkout.print_again()

    def _actions(self, said: Said) -> tuple[BarAction, ...]:
        if said.code != "receipt_scanned":
            return ()
        return (BarAction(self.tr("Print a copy"), "copy", self.print_receipt, self.tr("Ctrl+P")),)

    def hush(self) -> None:
        """What was said last is over."""
        self._said = None
        self.toast.close_now()
        self.show_standing()

    def move_on(self) -> None:
        """Something else is done now: what was said of the thing before has been read."""
        if self._said is not None and self._said.code in _PASSING:
            self._said = None
            self.show_standing()

    def offer_undo(self, said: Said) -> None:
        """Tell what was done, with Undo beside it."""
        self.toast.say(self._texts.sentence(said), self._presenter.undo)

    def is_about_scans(self) -> bool:
        """Whether what is in sight is a scan that was not taken: Esc then deals with it."""
        if self._said is not None:
            return self._said.code == "read_twice" or self._said.code.startswith("scan_")
        return not self._presenter.unsaved

    def show_standing(self) -> None:
        """Tell what has to be told as long as it is so, unless something newer was just said."""
        if self._said is not None:
            return
        presenter, untaken = self._presenter, self._presenter.scanning.untaken
        receipts = presenter.checkout.receipts
        if presenter.unsaved:
            again = BarAction(self.tr("Save now"), "save", presenter.retry, self.tr("Ctrl+S"))
            self.bar.say("error", self._texts.unsaved(presenter.unsaved), (again,))
        elif untaken.not_taken:
            self.bar.say("warn", self._texts.refused_scans(untaken.not_taken))
        elif untaken.folded:
            self.bar.say("info", self._texts.sentence(Said("info", "read_twice")))
        elif untaken.folded_before:
            self.bar.say("info", self._texts.read_twice_before(untaken.folded_before))
        elif receipts.unprinted:
            words = self.tr("Print again") if len(receipts.unprinted) == 1 else self.tr("Print all, oldest first")
            again = BarAction(words, "print", presenter.checkout.print_again, self.tr("Ctrl+P"))
            numbers = [slip.number for slip in receipts.unprinted]
            self.bar.say("warn", self._texts.unprinted(numbers, receipts.reason), (again,))
        elif presenter.basket.waiting:
            self.bar.say("warn", self._texts.tray(presenter.basket.waiting))
        elif not self.bar.isHidden():
            self.bar.clear()
