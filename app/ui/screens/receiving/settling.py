"""After a delivery: its invoices, later costs, goods that go back and their credit; and any of them taken back."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from app.base.identity import uuid7
from app.base.trouble import Trouble
from app.domain.changes import Posted
from app.domain.refusal import Refusal
from app.domain.requests import Asking
from app.domain.stock_requests import (
    BilledCostAsked,
    CreditNoteAsked,
    InvoiceAsked,
    InvoiceLineAsked,
    LaterCostAsked,
    ReturnLineAsked,
    ReversalAsked,
    SupplierReturnAsked,
)
from app.jobs.delivery_papers import Kept
from app.reports.bills import Billable, Credit, Resting
from app.ui.said import Said
from app.ui.screens.receiving.dialogs.bill_forms import InvoiceWish
from app.ui.screens.receiving.dialogs.later_forms import CreditWish, LaterCostWish
from app.ui.screens.receiving.dialogs.return_form import ReturnWish
from app.ui.screens.receiving.scanning import Bench
from app.ui.screens.receiving.state import StartRow
from app.ui.sound import Tone


class ToBill(NamedTuple):
    """A delivery that is to be invoiced, and what else of its supplier is open."""

    of: Billable
    others: tuple[Billable, ...]


class Settling:
    """Posts invoices and supplier returns, and takes them back."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def ask_invoice(self, uid: str) -> None:
        """Open the form of the invoice for a delivery."""
        self._bench.workers.pool.submit(partial(self._to_bill, uid), self._on_to_bill, self._bench.refuse)

    def ask_return(self, uid: str) -> None:
        """Open the form for what of a delivery goes back."""
        job = partial(self._bench.parts.bills.delivery, uid)
        self._bench.workers.pool.submit(job, self._on_to_return, self._bench.refuse)

    def ask_credit(self, row: StartRow) -> None:
        """Open the form for what the supplier gives for goods that went back."""
        job = partial(self._bench.parts.bills.credit, row.key)
        self._bench.workers.pool.submit(job, self._on_to_credit, self._bench.refuse)

    def add_cost(self, uid: str, wish: LaterCostWish) -> None:
        """Post what a delivery costs besides. `uid` is its own: asked twice, it is posted once."""
        self._bench.workers.store.submit(partial(self._add_cost, uid, wish), self._on_cost, self._on_not_done)

    def take_credit(self, uid: str, wish: CreditWish) -> None:
        """Post a credit note. `uid` is its own: asked twice, it is posted once."""
        self._bench.workers.store.submit(partial(self._credit, uid, wish), self._on_credited, self._on_not_done)

    def take_invoice(self, uid: str, wish: InvoiceWish) -> None:
        """Post an invoice. `uid` is its own: asked twice, it is posted once."""
        self._bench.workers.store.submit(partial(self._bill, uid, wish), self._on_billed, self._on_not_done)

    def send_back(self, uid: str, wish: ReturnWish) -> None:
        """Post goods that go back, and put them on paper."""
        self._bench.workers.store.submit(partial(self._return, uid, wish), self._on_returned, self._on_not_done)

    def take_back(self, uid: str, row: StartRow, reason: str, resting: tuple[Resting, ...]) -> None:
        """Take back what came after a delivery, and first what rests on it. `uid` is the one of the reversal."""
        job = partial(self._take_back, uid, row.key, reason, resting)
        self._bench.workers.store.submit(job, partial(self._on_taken_back, row), self._on_not_done)

    def keep_paper(self, uid: str) -> None:
        """Put goods that went back on paper."""
        job = partial(self._bench.parts.return_papers.keep, uid)
        self._bench.workers.paper.submit(job, self._on_paper, self._bench.refuse)

    def heard(self, *, taken: bool) -> None:
        """A scan was counted to what goes back, or was not."""
        self._bench.view.sound(Tone.TAKEN if taken else Tone.REFUSED)

    def new_uid(self) -> str:
        """An identity for a document."""
        return uuid7(self._bench.parts.now().utc_us)

    # On the workers

    def _to_bill(self, uid: str) -> ToBill:
        bills = self._bench.parts.bills
        return ToBill(bills.delivery(uid), bills.others(uid))

    def _asking(self, uid: str, note: str = "") -> Asking:
        parts = self._bench.parts
        return Asking(uid, till=parts.till, user=parts.user, note=note)

    def _bill(self, uid: str, wish: InvoiceWish) -> Posted:
        lines = tuple(InvoiceLineAsked(*line) for line in wish.lines)
        costs = tuple(BilledCostAsked(*cost) for cost in wish.costs)
        asked = InvoiceAsked(
            self._asking(uid), wish.supplier, wish.number, wish.deliveries, lines, wish.tax_minor, costs
        )
        return self._bench.parts.billing.take_invoice(asked)

    def _add_cost(self, uid: str, wish: LaterCostWish) -> Posted:
        asked = LaterCostAsked(
            self._asking(uid, wish.note), wish.of, wish.amount_minor, wish.by, supplier=wish.carrier or None
        )
        return self._bench.parts.billing.add_landed_cost(asked)

    def _credit(self, uid: str, wish: CreditWish) -> Posted:
        asked = CreditNoteAsked(self._asking(uid), wish.of, wish.number, wish.amount_minor, wish.tax_minor)
        return self._bench.parts.billing.take_credit_note(asked)

    def _return(self, uid: str, wish: ReturnWish) -> Posted:
        lines = tuple(
            ReturnLineAsked(
                one.line.sku,
                one.quantity_milli,
                one.line.line_no,
                lot=one.line.lot or None,
                serials=one.serials,
                damaged_milli=one.broken_milli,
            )
            for one in wish.lines
        )
        asked = SupplierReturnAsked(self._asking(uid, wish.note), lines, of=wish.of)
        return self._bench.parts.returning.return_goods(asked)

    def _take_back(self, uid: str, of: str, reason: str, resting: tuple[Resting, ...]) -> Posted:
        along = [ReversalAsked(self._asking(self.new_uid()), one.uid, reason) for one in resting]
        return self._bench.parts.reversing.reverse(ReversalAsked(self._asking(uid), of, reason), along=along)

    # Answers

    def _on_to_bill(self, found: ToBill) -> None:
        every = (found.of, *found.others)
        if any(one.costs or any(line.to_bill_milli for line in one.lines) for one in every):
            self._bench.view.ask_invoice(found.of, found.others)
        else:
            self._bench.complain("info", "all_billed")

    def _on_to_return(self, found: Billable) -> None:
        if any(line.to_return_milli for line in found.lines):
            self._bench.view.ask_return(found)
        else:
            self._bench.complain("info", "all_gone_back")

    def _on_billed(self, posted: Posted) -> None:
        self._done(posted, "billed")

    def _on_returned(self, posted: Posted) -> None:
        self._done(posted, "sent_back")
        self.keep_paper(posted.uid)

    def _on_to_credit(self, of: Credit) -> None:
        self._bench.view.ask_credit(of)

    def _on_cost(self, posted: Posted) -> None:
        self._done(posted, "cost_added")

    def _on_credited(self, posted: Posted) -> None:
        self._done(posted, "credited")

    def _on_taken_back(self, row: StartRow, posted: Posted) -> None:
        self._done(posted, f"back_{row.kind}", of=row.number)

    def _done(self, posted: Posted, code: str, **facts: object) -> None:
        view = self._bench.view
        view.answered(None)
        view.say(Said("ok", code, {"number": posted.number, **facts}))
        view.published(posted.changes)

    def _on_paper(self, kept: Kept) -> None:
        self._bench.view.paper_kept(kept)

    def _on_not_done(self, error: Refusal | Trouble) -> None:
        self._bench.view.answered(Said("error" if isinstance(error, Trouble) else "warn", error.code, error.facts))
