"""The cash drawer of the till: it opens behind every sale in cash, and without one as a document of its own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from app.base.identity import uuid7
from app.base.trouble import Trouble
from app.domain.changes import Posted
from app.domain.refusal import Refusal
from app.domain.requests import Asking, TenderAsked
from app.domain.stock_requests import OPENED, CashMovementAsked
from app.domain.tender import CASH
from app.ui.said import Said
from app.ui.screens.sale.bench import Bench, said_of
from app.ui.sound import Tone


class SaleDrawer:
    """Opens it, always behind what stands in the book; one that stays shut is told and stops nothing."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def open_for(self, tenders: Iterable[TenderAsked]) -> None:
        """A payment stands: open the drawer if there is cash in it, either way."""
        has_drawer = bool(self._bench.parts.settings.machine.drawer)
        if has_drawer and any(one.kind == CASH and one.amount_minor for one in tenders):
            self._open(told=None)

    def open_without_sale(self) -> None:
        """Open it for change or a look: that it was opened is filed first."""
        parts = self._bench.parts
        if not parts.settings.machine.drawer:
            self._bench.complain("no_drawer_set")
            return
        asking = Asking(uuid7(parts.clock.now_us()), till=parts.till, user=parts.user, location=parts.location)
        asked = CashMovementAsked(asking, OPENED, 0)
        self._bench.workers.store.submit(
            partial(parts.cash_drawer.move_cash, asked), self._on_filed, self._bench.refuse
        )

    def _on_filed(self, posted: Posted) -> None:
        self._bench.view.published(posted.changes)
        self._open(told=Said("ok", "drawer_opened", {"number": posted.number}))

    def _open(self, told: Said | None) -> None:
        self._bench.workers.paper.submit(
            self._bench.parts.receipts.open_drawer, partial(self._on_opened, told), self._on_not_opened
        )

    def _on_opened(self, told: Said | None, _done: None) -> None:
        if told is not None:
            self._bench.view.say(told)
            self._bench.view.sound(Tone.TAKEN)

    def _on_not_opened(self, error: Refusal | Trouble) -> None:
        self._bench.view.say(said_of(error))
