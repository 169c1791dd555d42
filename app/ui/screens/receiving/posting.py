"""From the sheet to the delivery, and back: what is asked first, the posting itself, and taking one back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from app.base.identity import uuid7
from app.base.trouble import Trouble
from app.domain.changes import Posted
from app.domain.delivery_doubts import doubts
from app.domain.delivery_entries import Expected, LeaveOut, Undo
from app.domain.delivery_sheet import Sheet, replay
from app.domain.delivery_wish import PriceSuggested, delivery_asked, suggested_prices
from app.domain.figures import PIECE_MILLI
from app.domain.moment import Moment, day_number, day_of
from app.domain.refusal import Refusal
from app.domain.requests import Asking, DeliveryAsked, ProductAsked
from app.domain.stock_requests import ReversalAsked
from app.jobs.delivery_papers import Kept
from app.reports.bills import Resting
from app.services.reversing import Reopened
from app.ui.said import Said
from app.ui.screens.receiving.in_hand import SheetJournal
from app.ui.screens.receiving.opening import Opening
from app.ui.screens.receiving.scanning import Bench
from app.ui.screens.receiving.state import LastPosted, PostAsked, StartRow
from app.ui.screens.receiving.summing import Summing, expected_of, rules_of
from app.ui.turns import Turn

_ASKS = frozenset({"already_counted", "order_already_received"})
# A delivery is called after its sheet: where the book has another one of that name, somebody else has posted it.
_OVERTAKEN = {"draft_moved": "draft_moved", "draft_closed": "draft_closed", "uid_conflict": "draft_closed"}
_DAY_US = 24 * 60 * 60 * 1_000_000


class SheetPosting:
    """Posts sheets and takes deliveries back.

    Args:
        bench: What it works with.
        opening: Opens sheets.
        overtaken: Told when somebody else has entered more on the sheet (`draft_moved`) or ended it (`draft_closed`).

    Attributes:
        last: The delivery that was posted last at this window, or None.
    """

    def __init__(self, bench: Bench, opening: Opening, overtaken: Callable[[str], None]) -> None:
        self._bench, self._opening, self._overtaken = bench, opening, overtaken
        self.last: LastPosted | None = None
        self._is_busy = False
        self._left_out = 0
        self._counted: bool | None = None
        self._again: bool | None = None

    def post(self) -> None:
        """F9: post the sheet, or ask first about what looks wrong. What was scanned before is on it."""
        if not self._is_busy:
            self._is_busy = True
            self._counted = self._again = None
            self._bench.turns.do(self._check)

    def post_surely(self) -> None:
        """What looks wrong is meant."""
        self._is_busy = True
        self._bench.turns.do(self._carry_out)

    def answer_refusal(self, code: str, *, yes: bool) -> None:
        """The book asked whether the goods were counted already, or whether an order comes a second time."""
        if code == "already_counted":
            self._counted = yes
        elif yes:
            self._again = True
        else:
            return
        self.post_surely()

    def ask_correct(self, row: StartRow) -> None:
        """Ask why a posted document is taken back, and tell what rests on it and goes with it."""
        job = partial(self._bench.parts.bills.resting, row.key)
        self._bench.workers.pool.submit(job, partial(self._bench.view.ask_correct, row), self._bench.refuse)

    def correct(self, uid: str, reason: str, resting: tuple[Resting, ...]) -> None:
        """Take a posted delivery back with what rests on it, and open its sheet again with all that was on it."""
        turn = self._bench.turns.join()
        job = partial(self._take_back, uid, reason, resting)
        done = partial(self._on_taken_back, turn, uid, resting)
        self._bench.workers.store.submit(job, done, partial(self._on_not_back, turn))

    def take_prices(self, prices: tuple[PriceSuggested, ...]) -> None:
        """Let goods cost what was suggested, from now on."""
        self._bench.workers.store.submit(partial(self._set_prices, prices), self._on_prices, self._on_not_done)

    def keep_paper(self, uid: str) -> None:
        """Put a delivery on paper: what came, what is short or over, and a line to sign on."""
        job = partial(self._bench.parts.delivery_papers.keep, uid)
        self._bench.workers.paper.submit(job, self._on_paper, self._bench.refuse)

    def keep_labels(self, uid: str, stock: str, start: int) -> None:
        """Put labels for just what came on paper."""
        job = partial(self._bench.parts.delivery_papers.keep_labels, uid, stock=stock, start=start)
        self._bench.workers.paper.submit(job, self._on_labels, self._on_not_done)

    # Posting

    def _check(self) -> None:
        bench, sheet = self._bench, self._bench.hand.sheet
        came = any(line.received_milli for line in sheet.lines)
        if not bench.hand.is_open or not came:
            self._is_busy = False
            bench.complain("warn", "nothing_came")
            return
        turn = bench.turns.hold()
        job = partial(self._look_through, bench.hand.journal(), sheet)
        bench.workers.store.submit(job, partial(self._on_checked, turn), partial(self._on_refused, turn))

    def _look_through(self, journal: SheetJournal, sheet: Sheet) -> PostAsked:
        """Runs on the store thread, behind all entries of the sheet."""
        journal.retry()
        parts, head = self._bench.parts, sheet.head
        note_of = parts.arrivals.of_note(head.supplier, head.reference)
        is_nobodys = not head.supplier and bool(parts.arrivals.suppliers())
        found = doubts(sheet, rules_of(parts.shop), self._today())
        return PostAsked(found, sheet.waiting, note_of, is_nobodys=is_nobodys)

    def _with_untaken(self, asked: PostAsked) -> PostAsked:
        """What is asked, with the scans that are not on the sheet."""
        untaken = self._bench.untaken
        return replace(asked, untaken=untaken.not_taken, folded=untaken.folded or untaken.folded_before)

    def _on_checked(self, turn: Turn, looked: PostAsked) -> None:
        asked = self._with_untaken(looked)
        if self._is_open():
            self._is_busy = False
        elif asked.is_nothing:
            self._bench.turns.do(self._carry_out)
        else:
            self._is_busy = False
            self._bench.view.ask_before_posting(asked)
        turn.over()

    def _is_open(self) -> bool:
        """Whether pieces wait for their serial number; then that is said.

        What came without one would be found by none: it is taken, or somebody says that it cannot be read.
        """
        lines = [line for line in self._bench.hand.sheet.lines if line.nameless_milli]
        if lines:
            many = sum(line.nameless_milli for line in lines) // PIECE_MILLI
            self._bench.view.show_line(lines[0].key)
            self._bench.complain("warn", "serials_open", name=lines[0].item.name, count=many)
        return bool(lines)

    def _carry_out(self) -> None:
        bench = self._bench
        if not bench.hand.is_open:
            # Somebody else has ended it while the question was open.
            self._is_busy = False
            bench.complain("warn", "sheet_closed")
            return
        if self._is_open():
            self._is_busy = False
            return
        self._left_out = len(bench.hand.sheet.waiting)
        for one in bench.hand.sheet.waiting:
            bench.hand.enter(LeaveOut(one.key))
        turn = bench.turns.hold()
        sheet = bench.hand.sheet
        job = partial(self._accept, bench.hand.journal(), sheet)
        bench.workers.store.submit(job, partial(self._on_posted, turn), partial(self._on_refused, turn))

    def _asked(self, sheet: Sheet, uid: str) -> DeliveryAsked:
        parts, now = self._bench.parts, self._bench.parts.now()
        at = None
        if sheet.head.day is not None and sheet.head.day != self._today():
            days = (now.local().date() - day_of(sheet.head.day)).days
            at = Moment(now.utc_us - days * _DAY_US, now.offset_minutes)
        asking = Asking(
            uid, at=at, till=parts.till, user=parts.user, location=parts.location,
            note=self._opening.texts.left_behind(sheet),
        )  # fmt: skip
        return replace(delivery_asked(sheet, asking, counted=self._counted), again=self._again)

    def _accept(self, journal: SheetJournal, sheet: Sheet) -> tuple[Posted, LastPosted]:
        """Runs on the store thread, behind all entries of the sheet."""
        entries = journal.retry()
        parts = self._bench.parts
        asked = self._asked(sheet, journal.uid)
        posted = parts.receiving.accept_delivery(asked, draft=journal.uid, entries=entries)
        summary = Summing().summary(sheet, parts.shop, self._today())
        packed = tuple({line.item.sku for line in sheet.lines if line.item.base_milli != PIECE_MILLI})
        own = {one.sku: one for one in parts.lookups.tiles(packed, location=parts.location)} if packed else {}
        return posted, LastPosted(posted.uid, posted.number, summary, suggested_prices(sheet, parts.shop, own))

    def _on_posted(self, turn: Turn, answer: tuple[Posted, LastPosted]) -> None:
        bench = self._bench
        self._is_busy, self._left_out = False, 0
        posted, self.last = answer
        bench.hand.put_down()
        bench.untaken.forget()
        bench.view.sheet_changed()
        bench.view.posted(self.last)
        bench.view.published(replace(posted.changes, what=posted.changes.what | {"drafts"}))
        self._opening.refresh()
        self.keep_paper(posted.uid)
        turn.over()

    def _on_refused(self, turn: Turn, error: Refusal | Trouble) -> None:
        self._is_busy = False
        if error.code not in _OVERTAKEN:
            self._wait_again()
        turn.over()
        if isinstance(error, Refusal) and error.code in _ASKS:
            self._bench.view.ask_about_refusal(error)
        elif error.code in _OVERTAKEN:
            self._overtaken(_OVERTAKEN[error.code])
        else:
            self._bench.refuse(error)

    def _wait_again(self) -> None:
        """Nothing was posted: the codes that were left out of it wait as before."""
        many, self._left_out = self._left_out, 0
        for _ in range(many):
            self._bench.hand.enter(Undo())
        if many:
            self._bench.view.sheet_changed()

    def _on_paper(self, kept: Kept) -> None:
        self._bench.view.paper_kept(kept)

    def _on_labels(self, kept: Kept) -> None:
        self._bench.view.answered(None)
        self._bench.view.paper_kept(kept)
        self._bench.view.say(Said("ok", "labels_made", {"number": kept.number, "path": str(kept.path)}))

    # Correcting

    def _take_back(self, uid: str, reason: str, resting: tuple[Resting, ...]) -> tuple[str, Posted]:
        parts = self._bench.parts
        delivery = parts.arrivals.posted(uid)
        entries = parts.arrivals.entries_to_correct(
            uid, location=parts.location, expected=self._still_expected(uid, delivery.order)
        )
        now = parts.now()
        sheet = replay(entries)
        label = self._opening.texts.label(sheet, dict(parts.arrivals.suppliers()))
        order = "" if sheet.expected is None else sheet.expected.order
        reopened = Reopened(uuid7(now.utc_us), label, entries, order)
        back, *along = (
            ReversalAsked(Asking(uuid7(now.utc_us), till=parts.till, user=parts.user), of, reason)
            for of in (uid, *(one.uid for one in resting))
        )
        posted = parts.reversing.reverse(back, sheet=reopened, along=along)
        return reopened.uid, posted

    def _still_expected(self, uid: str, order: str) -> Expected | None:
        """What is awaited of the order of a delivery once that is taken back."""
        if not order:
            return None
        parts = self._bench.parts
        known = parts.orders.expected(order)
        skus = [line.sku for line in known.lines]
        goods = parts.arrivals.charged(skus, location=parts.location, supplier=known.supplier)
        return expected_of(known, goods, parts.arrivals.brought(uid))

    def _on_taken_back(self, turn: Turn, back: str, resting: tuple[Resting, ...], answer: tuple[str, Posted]) -> None:
        uid, posted = answer
        if self.last is not None and self.last.uid == back:
            self.last = None
            self._bench.view.start_changed()
        with_it = ", ".join(one.number for one in resting)
        code = "taken_back_with" if resting else "taken_back"
        said = Said("ok", code, {"number": posted.number, "numbers": with_it})
        if posted.warnings:
            warned = posted.warnings[0]
            said = Said("warn", warned.code, warned.facts)
        turn.ready(partial(self._opening.read_sheet, uid, said))
        self._bench.view.answered(None)
        self._bench.view.published(replace(posted.changes, what=posted.changes.what | {"drafts"}))

    def _on_not_back(self, turn: Turn, error: Refusal | Trouble) -> None:
        turn.ready(partial(self._bench.view.answered, _said(error)))

    # Prices

    def _set_prices(self, prices: tuple[PriceSuggested, ...]) -> int:
        parts = self._bench.parts
        for one in prices:
            asked = ProductAsked(one.item.sku, price_micro=one.price_micro)
            parts.cataloguing.set_product(asked, user=parts.user)
        return len(prices)

    def _on_prices(self, many: int) -> None:
        self._bench.view.answered(None)
        self._bench.view.say(Said("ok", "prices_taken", {"count": many}))

    def _on_not_done(self, error: Refusal | Trouble) -> None:
        self._bench.view.answered(_said(error))

    def _today(self) -> int:
        return day_number(self._bench.parts.now().local())


def _said(error: Refusal | Trouble) -> Said:
    return Said("error" if isinstance(error, Trouble) else "warn", error.code, error.facts)
