"""The receipts of a till: made behind every sale, and made again where they did not come out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.ui.said import Said
from app.ui.screens.sale.bench import Bench, said_of

if TYPE_CHECKING:
    from app.jobs.receipts import ReceiptOutcome
    from app.ui.screens.sale.state import LastPaid


@dataclass(frozen=True, slots=True)
class Slip:
    """One paper: the receipt of a sale, or a copy of it."""

    uid: str
    number: str
    is_copy: bool = False


class SaleReceipts:
    """Has them printed, one behind the other.

    Attributes:
        reason: Why the last one that did not come out did not.
    """

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._under_way: set[Slip] = set()
        self._failed: dict[Slip, None] = {}
        self.reason: Said | None = None

    @property
    def unprinted(self) -> tuple[Slip, ...]:
        """Those that did not come out, the oldest first."""
        return tuple(self._failed)

    def print(self, slip: Slip) -> None:
        """Have a receipt made and printed. One that is on its way already is not asked for twice."""
        if slip in self._under_way:
            return
        self._under_way.add(slip)
        self._bench.workers.paper.submit(
            partial(self._bench.parts.receipts.deliver, slip.uid, copy=slip.is_copy),
            partial(self._on_printed, slip),
            partial(self._on_unprinted, slip),
        )

    def print_again(self, last: LastPaid | None) -> None:
        """Print all that did not come out, the oldest first; where there are none, a copy of the last receipt."""
        slips = self.unprinted
        if not slips and last is not None:
            slips = (Slip(last.uid, last.number, is_copy=True),)
        for slip in slips:
            self.print(slip)

    def _on_printed(self, slip: Slip, outcome: ReceiptOutcome) -> None:
        self._under_way.discard(slip)
        had_failed = slip in self._failed
        self._failed.pop(slip, None)
        if had_failed:
            self._bench.view.changed()
        if outcome.warnings:
            self._bench.view.say(Said("warn", "receipt_glyphs", {"names": ", ".join(outcome.warnings)}))
        elif slip.is_copy:
            facts: dict[str, object] = {"number": slip.number, "file": outcome.path.name}
            self._bench.view.say(Said("ok", "copy_printed" if outcome.is_printed else "copy_made", facts))

    def _on_unprinted(self, slip: Slip, error: Refusal | Trouble) -> None:
        self._under_way.discard(slip)
        self._failed[slip] = None
        self.reason = said_of(error)
        self._bench.view.say(Said("error", "not_printed"))
        self._bench.view.changed()
