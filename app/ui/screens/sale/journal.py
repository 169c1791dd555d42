"""The entries of one sale on their way into the book. It works on the store thread; the screen only hands jobs to it.

What could not be saved stays in a backlog and is tried again, in order, before anything newer: the book never holds a
later entry without an earlier one, and nothing that was painted is lost.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.domain.basket import Entry
from app.domain.changes import Changes, Posted
from app.domain.requests import SaleAsked

if TYPE_CHECKING:
    from app.services.selling import Selling


class Journal:
    """One sale's draft in the book, from its first entry to its end.

    Args:
        selling: The service.
        till, user: Codes.
        draft: The uid of a draft that is open in the book already, with this many entries `saved`.
    """

    def __init__(self, selling: Selling, *, till: str, user: str, draft: str | None = None, saved: int = 0) -> None:
        self._selling = selling
        self._till, self._user = till, user
        self._draft = draft
        self._saved = saved
        self._backlog: deque[tuple[Entry, str]] = deque()

    def keep(self, entry: Entry, raw: str) -> int:
        """Save one more entry, behind all that still wait.

        Args:
            entry: What was done.
            raw: What the scanner sent, or "".

        Returns:
            How many entries of this sale are in the book now.

        Raises:
            Trouble, Refusal: As `Selling.record`; the entry and all behind it wait in the backlog.
        """
        self._backlog.append((entry, raw))
        return self.retry()

    def retry(self) -> int:
        """Save what still waits. Returns and raises like `keep`."""
        while self._backlog:
            entry, raw = self._backlog[0]
            self._selling.record(self._begun(), entry, raw=raw)
            self._backlog.popleft()
            self._saved += 1
        return self._saved

    def sell(self, ask: Callable[[str], SaleAsked]) -> Posted:
        """Save what waits and post the sale; the draft ends in the same transaction.

        The draft's uid is the sale's: asked again after an answer that never came, the book sells it once.

        Args:
            ask: Makes the wish from the uid.

        Raises:
            Trouble, Refusal: As `Selling.sell`; the draft is as it was and the sale can be asked for again.
        """
        self.retry()
        draft = self._begun()
        return self._selling.sell(ask(draft), draft=draft)

    def park(self, label: str, user: str) -> Changes:
        """Save what waits and put the draft aside for whoever is at the till now, under a word that they know it by."""
        self.retry()
        return self._selling.park(self._begun(), label=label, till=self._till, user=user)

    def abandon(self) -> Changes:
        """End the draft without a sale; nothing happens where none was begun."""
        return Changes() if self._draft is None else self._selling.abandon(self._draft)

    def _begun(self) -> str:
        if self._draft is None:
            self._draft = self._selling.begin(till=self._till, user=self._user)
        return self._draft
