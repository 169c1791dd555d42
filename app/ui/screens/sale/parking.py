"""Sales that are put aside, and taken up again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.base.trouble import Trouble
from app.domain.changes import Changes
from app.domain.refusal import Refusal
from app.ui.said import Said
from app.ui.screens.sale.bench import Bench, Told, said_of
from app.ui.screens.sale.checkout import Checkout
from app.ui.screens.sale.scanning import Scanning
from app.ui.sound import Tone
from app.ui.turns import Turn

if TYPE_CHECKING:
    from app.reports.tills import OpenDraft

_GOODS_NAMED = 2  # of a parked sale that has no other name


class Parking:
    """Parks the sale in hand and recalls another; each is called in its turn."""

    def __init__(self, bench: Bench, scanning: Scanning, checkout: Checkout) -> None:
        self._bench, self._scanning, self._checkout = bench, scanning, checkout

    def park(self, label: str, told: Told) -> None:
        """Put the sale aside; `told` is called with None when it is, else with the reason."""
        if self._bench.hand.basket.is_empty:
            told(Said("warn", "nothing_to_park"))
            return
        if self._checkout.held:
            told(Said("warn", "money_received"))
            return
        if self._scanning.has_goods_in_question:
            told(Said("warn", "answer_first"))
            return
        turn = self._bench.turns.hold()
        name = label or ", ".join(line.item.name for line in self._bench.hand.basket.lines[:_GOODS_NAMED])
        self._bench.hand.park(
            label,
            self._bench.parts.user,
            partial(self._on_parked_now, turn, told, name),
            partial(self._on_not_done, turn, told),
        )

    def _on_parked_now(self, turn: Turn, told: Told, name: str, changes: Changes) -> None:
        self._bench.hand.start_afresh()
        self._scanning.forget()
        self._checkout.next_customer()
        try:
            told(None)
            self._bench.view.say(Said("ok", "parked_as", {"name": name}) if name else Said("ok", "parked"))
            self._bench.view.changed()
            self._bench.view.published(changes)
        finally:
            turn.over()

    def recall(self, uid: str, told: Told) -> None:
        """Take up a sale that was put aside; `told` as in `park`."""
        if not self._bench.hand.basket.is_empty:
            told(Said("warn", "park_first"))
            return
        turn = self._bench.turns.hold()
        self._bench.workers.store.submit(
            partial(self._fetch, uid), partial(self._on_recalled, turn, told), partial(self._on_not_done, turn, told)
        )

    def _fetch(self, uid: str) -> tuple[Changes, OpenDraft | None]:
        """Runs on the store thread."""
        self._bench.hand.abandon()
        changes = self._bench.parts.selling.recall(uid, till=self._bench.parts.till)
        return changes, self._bench.parts.tills.open_draft(self._bench.parts.till)

    def _on_recalled(self, turn: Turn, told: Told, answer: tuple[Changes, OpenDraft | None]) -> None:
        changes, draft = answer
        if draft is not None:
            self._bench.hand.take_over(draft.uid, draft.entries)
            self._checkout.next_customer()
        try:
            told(None)
            self._bench.view.hush()
            self._bench.view.changed()
            self._bench.view.published(changes)
        finally:
            turn.over()

    def _on_not_done(self, turn: Turn, told: Told, error: Refusal | Trouble) -> None:
        try:
            self._bench.view.sound(Tone.REFUSED)
            told(said_of(error))
        finally:
            turn.over()
