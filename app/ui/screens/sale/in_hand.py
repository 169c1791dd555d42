"""The sale in hand: the basket as it is painted, and how much of it is in the book already.

The basket is a value on the GUI thread and changes at once; each entry is then saved by the store thread. What is not
saved yet is known here entry by entry, so that a full disk is told truly and nothing painted is lost.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from app.base.trouble import Trouble
from app.domain.basket import (
    AddUnknown,
    AgeConfirmed,
    Basket,
    Clear,
    Entry,
    LeaveOut,
    Note,
    SetSaleDiscount,
    after,
    replay,
)
from app.domain.changes import Changes, Posted
from app.domain.refusal import Refusal
from app.domain.requests import SaleAsked
from app.domain.ringing import Bill, basket_bill
from app.domain.shop import Shop
from app.ui.screens.sale.journal import Journal
from app.ui.sound import Tone
from app.ui.tasks import Failed, Worker

_ABOUT_NO_LINE = (Note, AgeConfirmed, AddUnknown, LeaveOut, SetSaleDiscount, Clear)

NewJournal = Callable[[str | None, int], Journal]


@dataclass(frozen=True, slots=True)
class _Pending:
    """An entry that is painted and not saved yet."""

    number: int
    line: int | None
    tone: Tone | None


class SaleInHand:
    """The open sale.

    Args:
        shop: Whose rules the bill goes by.
        new_journal: Makes the journal of a sale, of an open draft or (None, 0) of a new one.
        store: Where the journal works.

    Attributes:
        basket: As painted.
        selected: The key of the line that was chosen or changed last.
        bill: What it costs; None while there is nothing in it.
        is_failing: Whether the last try to save failed; what waits is then marked and tried again.
        on_saved: Called when an entry is in the book, with the tone that is due, or None, and whether saving had failed
            and everything is saved now.
        on_unsaved: Called with the reason, when an entry could not be saved.
    """

    def __init__(self, shop: Shop, new_journal: NewJournal, store: Worker) -> None:
        self._shop = shop
        self._new_journal = new_journal
        self._store = store
        self._journal = new_journal(None, 0)
        self._pending: deque[_Pending] = deque()
        self.basket = Basket()
        self.selected: int | None = None
        self.bill: Bill | None = None
        self.is_failing = False
        self.on_saved: Callable[[Tone | None, bool], None] = _ignore
        self.on_unsaved: Callable[[Refusal | Trouble], None] = _ignore

    def enter(self, entry: Entry, *, raw: str = "", tone: Tone | None = None) -> None:
        """Let one more thing happen to the basket, and have it saved.

        Args:
            entry: What is done.
            raw: What the scanner sent, or "".
            tone: What is to be heard once it is saved.

        Raises:
            Refusal: Of the basket, or of its bill (`discount_too_large`, `amount_too_large`); nothing has happened.
        """
        basket = after(self.basket, entry)
        self.bill = basket_bill(basket, self._shop) if basket.lines else None
        self.basket = basket
        if not isinstance(entry, _ABOUT_NO_LINE):
            self.selected = basket.last
        self._pending.append(_Pending(basket.entries, basket.last, tone))
        self._save(partial(self._journal.keep, entry, raw))

    def retry(self) -> None:
        """Try again to save what could not be saved."""
        if self._pending:
            self._save(self._journal.retry)

    def sell(self, ask: Callable[[str], SaleAsked], done: Callable[[Posted], None], failed: Failed) -> None:
        """Have the sale posted, behind all its entries. `start_afresh` when it stands."""
        self._store.submit(partial(self._journal.sell, ask), done, failed)

    def park(self, label: str, user: str, done: Callable[[Changes], None], failed: Failed) -> None:
        """Have the draft put aside by a person, behind all its entries. `start_afresh` when it is."""
        self._store.submit(partial(self._journal.park, label, user), done, failed)

    def abandon(self) -> Changes:
        """End the draft without a sale; to be called on the store thread."""
        return self._journal.abandon()

    def start_afresh(self) -> None:
        """The next sale."""
        self._take(Basket(), self._new_journal(None, 0))

    def take_over(self, draft: str, entries: Sequence[Entry]) -> None:
        """Go on with a draft that the book has: after a crash, or when a parked sale is recalled."""
        self._take(replay(list(entries)), self._new_journal(draft, len(entries)))

    @property
    def unsaved(self) -> int:
        """How many entries are painted and not in the book."""
        return len(self._pending)

    @property
    def marked_lines(self) -> frozenset[int]:
        """Keys of the lines that could not be saved yet."""
        if not self.is_failing:
            return frozenset()
        return frozenset(one.line for one in self._pending if one.line is not None)

    def _take(self, basket: Basket, journal: Journal) -> None:
        self.basket = basket
        self.bill = basket_bill(basket, self._shop) if basket.lines else None
        self.selected = basket.last
        self._journal = journal
        self._pending.clear()
        self.is_failing = False

    def _save(self, job: Callable[[], int]) -> None:
        self._store.submit(job, partial(self._on_saved, self._journal), partial(self._on_unsaved, self._journal))

    def _on_saved(self, journal: Journal, saved: int) -> None:
        if journal is not self._journal:
            return
        tone = None
        while self._pending and self._pending[0].number <= saved:
            tone = self._pending.popleft().tone or tone
        recovered = self.is_failing and not self._pending
        if recovered:
            self.is_failing = False
        self.on_saved(tone, recovered)

    def _on_unsaved(self, journal: Journal, error: Refusal | Trouble) -> None:
        if journal is self._journal:
            self.is_failing = True
            self.on_unsaved(error)


def _ignore(*_told: object) -> None:
    """Nobody listens yet."""
