"""The dialogs of the stock screen: one at a time, each over the screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.ui.said import Said
from app.ui.screens.stock.dialogs.adjust import AdjustForm
from app.ui.screens.stock.dialogs.arrival import ArrivalDialog
from app.ui.screens.stock.dialogs.document import DocumentDialog
from app.ui.screens.stock.dialogs.form import FormParts, StockForm
from app.ui.screens.stock.dialogs.revalue import RevalueForm
from app.ui.screens.stock.dialogs.transfer import TransferForm
from app.ui.screens.stock.presenter import StockPresenter
from app.ui.screens.stock.state import Wish
from app.ui.screens.stock.texts import StockTexts
from app.ui.widgets.dialogs import ScreenDialog

if TYPE_CHECKING:
    from app.reports.filed import Filed
    from app.reports.on_the_way import Shipment
    from app.reports.product_card import Spot


class StockDesk(QObject):
    """Opens dialogs, hands what they say to the presenter, and tells them what became of it."""

    closed = Signal()  # the keys belong to the screen again

    def __init__(self, presenter: StockPresenter, texts: StockTexts, location: str, screen: QWidget) -> None:
        super().__init__(screen)
        self._presenter, self._texts, self._location = presenter, texts, location
        self._screen = screen
        self._dialog: ScreenDialog | None = None

    def dialog(self) -> ScreenDialog | None:
        """The dialog that is open."""
        return self._dialog

    def open_adjust(self, spot: Spot | None) -> None:
        """Ask how stock changes."""
        self._open_form(AdjustForm, spot)

    def open_transfer(self, spot: Spot | None) -> None:
        """Ask where goods go."""
        self._open_form(TransferForm, spot)

    def open_revalue(self, spot: Spot | None) -> None:
        """Ask what goods are worth."""
        self._open_form(RevalueForm, spot)

    def show_document(self, filed: Filed) -> None:
        """Show a document."""
        self._show(DocumentDialog(filed, self._texts, parent=self._screen.window()))

    def show_shipments(self, shipments: tuple[Shipment, ...]) -> None:
        """Ask what of the goods on the way has arrived."""
        if self._dialog is None:
            dialog = ArrivalDialog(shipments, self._texts, parent=self._screen.window())
            dialog.wished.connect(partial(self._on_wished, self._presenter.new_uid()))
            self._show(dialog)

    def take_scan(self) -> bool:
        """Something was scanned. A form is to be finished first; a document only lay open to be read."""
        match self._dialog:
            case StockForm() | ArrivalDialog() as form:
                form.show_refusal(self._texts.sentence(Said("warn", "finish_first")))
                return True
            case ScreenDialog() as dialog:
                dialog.reject()
        return False

    def refused(self, said: Said) -> bool:
        """What was wished for was refused. Returns whether a dialog says so."""
        if isinstance(self._dialog, StockForm | ArrivalDialog):
            self._dialog.show_refusal(self._texts.sentence(said))
            return True
        return False

    def posted(self) -> None:
        """What was wished for is done."""
        if self._dialog is not None:
            self._dialog.accept()
            self._on_left()

    def _open_form(self, make: type[AdjustForm | TransferForm | RevalueForm], spot: Spot | None) -> None:
        card = self._presenter.card
        if card is None or self._dialog is not None:
            return
        location, lot = self._location, ""
        if spot is not None and not spot.place.is_on_the_way:
            location, lot = spot.place.code, spot.lot
        form = make(FormParts(card, self._texts, self._presenter.choices, location, lot), parent=self._screen.window())
        form.wished.connect(partial(self._on_wished, self._presenter.new_uid()))
        self._show(form)

    def _show(self, dialog: ScreenDialog) -> None:
        self._dialog = dialog
        dialog.left.connect(self._on_left)
        dialog.open() if dialog.isModal() else dialog.show()

    def _on_wished(self, uid: str, wish: Wish) -> None:
        self._presenter.post(uid, wish)

    def _on_left(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
            self.closed.emit()
