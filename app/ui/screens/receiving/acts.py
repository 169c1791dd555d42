"""What the keys do in the list of the receiving screen: with what is posted, and what comes after it."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.ui.screens.receiving.desk import ReceivingDesk
from app.ui.screens.receiving.messages import ReceivingMessages
from app.ui.screens.receiving.presenter import ReceivingPresenter
from app.ui.screens.receiving.start_page import StartPage
from app.ui.screens.receiving.state import STANDING, StartKind, StartRow


class ListActs:
    """Does them to the chosen row, or else to the delivery that was posted last."""

    def __init__(
        self, presenter: ReceivingPresenter, page: StartPage, desk: ReceivingDesk, messages: ReceivingMessages
    ) -> None:
        self._presenter, self._page, self._desk, self._messages = presenter, page, desk, messages

    def correct(self) -> None:
        """F8: take back what is posted."""
        row = self._page.row()
        if row is not None and row.kind in STANDING:
            self._presenter.posting.ask_correct(row)

    def invoice(self) -> None:
        """F5: what the supplier bills."""
        row = self._delivery()
        if row is not None:
            self._presenter.settling.ask_invoice(row.key)

    def send_back(self) -> None:
        """F6: what goes back."""
        row = self._delivery()
        if row is not None:
            self._presenter.settling.ask_return(row.key)

    def later(self) -> None:
        """F10: what a delivery costs besides; of goods that went back, what the supplier gives for them."""
        row = self._page.row()
        if row is not None and row.kind is StartKind.RETURN:
            self._presenter.settling.ask_credit(row)
        elif row is not None and row.kind is StartKind.POSTED:
            self._desk.open_later_cost(row)

    def paper(self) -> None:
        """F11: the paper of the chosen delivery, or of the one that was posted last."""
        row, last = self._page.row(), self._presenter.posting.last
        if row is not None and row.kind is StartKind.RETURN:
            self._presenter.settling.keep_paper(row.key)
        elif row is not None and row.kind is StartKind.POSTED and (last is None or row.key != last.uid):
            self._presenter.posting.keep_paper(row.key)
        elif self._messages.paper is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._messages.paper.path)))

    def prices(self) -> None:
        """F7: the prices that the last delivery suggests."""
        last = self._presenter.posting.last
        if last is not None and last.prices:
            self._desk.open_prices(last)

    def labels(self) -> None:
        """F12: labels for what the chosen delivery brought, or the one that was posted last."""
        row, last = self._delivery(), self._presenter.posting.last
        if row is not None:
            self._desk.open_labels(row.key, row.title)
        elif last is not None:
            self._desk.open_labels(last.uid, last.number)

    def _delivery(self) -> StartRow | None:
        row = self._page.row()
        return row if row is not None and row.kind is StartKind.POSTED else None
