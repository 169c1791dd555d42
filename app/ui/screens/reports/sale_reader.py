"""Shows a document that a row leads to: a sale as its receipt, over the report; any other where documents are shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from app.base.trouble import Trouble
from app.ui.said import Said
from app.ui.screens.reports.dialogs.receipt import RECEIPT_PX, ReceiptDialog
from app.ui.sound import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.domain.refusal import Refusal
    from app.printing.preview import PagePicture
    from app.ui.parts import Parts
    from app.ui.screens.reports.day_desk import DeskScreen
    from app.ui.tasks import Workers

_SALES = frozenset({"sale", "refund"})


class _Sale(NamedTuple):
    uid: str
    number: str
    picture: PagePicture


class SaleReader(QObject):
    """Reads them."""

    led = Signal(str, str)  # `document` or `product`, and its uid, number or SKU: whoever shows those shows it

    def __init__(
        self, parts: Parts, workers: Workers, screen: DeskScreen, asks: Mapping[str, Callable[[str], None]]
    ) -> None:
        super().__init__()
        self._parts, self._workers, self._screen = parts, workers, screen
        self._asks = asks

    def lead(self, kind: str, key: str) -> None:
        """Go where a row leads: to a `document`, a `product`, another report, or nowhere."""
        if kind == "document":
            self._read(key)
        elif kind in self._asks:
            self._asks[kind](key)
        elif kind:
            self.led.emit(kind, key)
        else:
            self._screen.say(Said("info", "no_lead"))

    def _read(self, key: str) -> None:
        scale = self._screen.window().devicePixelRatioF()
        job = partial(self._ask, key, round(RECEIPT_PX * scale))
        self._workers.pool.submit(job, partial(self._on_read, key), self._on_refused)

    def _ask(self, key: str, width: int) -> _Sale | None:
        """Runs on the pool. Returns None for what is no sale."""
        from app.printing.preview import draw_page  # noqa: PLC0415 -- with the first paper

        filed = self._parts.filed.document(key)
        if filed is None or filed.head.kind not in _SALES:
            return None
        pdf = self._parts.receipts.pdf(filed.head.uid, copy=True)
        return _Sale(filed.head.uid, filed.head.number, draw_page(pdf, 0, width))

    def _on_read(self, key: str, sale: _Sale | None) -> None:
        if sale is None:
            self.led.emit("document", key)
            return
        dialog = ReceiptDialog(sale.number, sale.picture, parent=self._screen.window())
        dialog.moved.connect(partial(self.led.emit, "document", sale.uid))
        dialog.printed.connect(partial(self._print, sale.uid))
        self._screen.open_dialog(dialog)

    def _print(self, uid: str) -> None:
        job = partial(self._parts.receipts.deliver, uid, copy=True)
        self._workers.paper.submit(job, self._on_printed, self._on_refused)

    def _on_printed(self, _outcome: object) -> None:
        self._screen.close_dialog()
        self._screen.toast.say(self.tr("The copy is made."))

    def _on_refused(self, error: Refusal | Trouble) -> None:
        self._screen.say(Said("error" if isinstance(error, Trouble) else "warn", error.code, error.facts))
        self._screen.sound(Tone.REFUSED)
