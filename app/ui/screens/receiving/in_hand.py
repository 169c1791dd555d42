"""The sheet in hand: as it is painted, and how much of it is in the book already.

The sheet is a value on the GUI thread and changes at once; each entry is then saved by the store thread, in order.
What could not be saved waits there and is tried again before anything newer, so nothing that was painted is lost.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from app.base.trouble import Trouble
from app.domain.delivery_entries import AddUnknown, Arrive, Entry, Note
from app.domain.delivery_sheet import Sheet, after
from app.domain.refusal import Refusal
from app.ui.parts import Parts
from app.ui.sound import Tone
from app.ui.tasks import Worker

_LOCKED = "book_locked"
_REPEATABLE = (Arrive, AddUnknown, Note)  # what means the same on a sheet that somebody else has changed


@dataclass(frozen=True, slots=True)
class _Pending:
    """An entry that is painted and not saved yet."""

    entry: Entry
    raw: str
    tone: Tone | None


class SheetJournal:
    """A sheet's entries on their way into the book. It works on the store thread alone."""

    def __init__(self, parts: Parts, uid: str, saved: int) -> None:
        self._parts = parts
        self.uid = uid
        self._saved = saved
        self._backlog: deque[tuple[Entry, str]] = deque()
        self._locked_out: Trouble | None = None

    def keep(self, entry: Entry, raw: str) -> int:
        """Save one more entry, behind all that still wait. Returns how many are in the book now.

        While another program holds the book only `retry` asks for it again: each time somebody waits for the lock, and
        the look-ups of the next scans would wait behind every one of them.

        Raises:
            Trouble, Refusal: As `Unloading.record`; the entry and all behind it wait.
        """
        self._backlog.append((entry, raw))
        if self._locked_out is not None:
            raise Trouble(self._locked_out.code, **self._locked_out.facts)
        return self.retry()

    def retry(self) -> int:
        """Save what still waits, all of it in one transaction. Returns and raises like `keep`."""
        if self._backlog:
            try:
                self._saved = self._parts.unloading.record(
                    self.uid, tuple(self._backlog), many=self._saved, till=self._parts.till, user=self._parts.user
                )
            except Trouble as trouble:
                self._locked_out = trouble if trouble.code == _LOCKED else None
                raise
            self._backlog.clear()
        self._locked_out = None
        return self._saved


class SheetInHand:
    """The open sheet.

    Args:
        parts: What the window is built from.
        store: Where its journal works.

    Attributes:
        uid: Of the sheet, "" while none is open.
        sheet: As painted.
        is_failing: Whether the last try to save failed.
        on_saved: Called when an entry is in the book, with the tone that is due or None, and whether all is saved now
            that could not be saved before.
        on_unsaved: Called with the reason, when an entry could not be saved.
    """

    def __init__(self, parts: Parts, store: Worker) -> None:
        self._parts, self._store = parts, store
        self._pending: deque[_Pending] = deque()
        self._journal: SheetJournal | None = None
        self.uid = ""
        self.sheet = Sheet()
        self.is_failing = False
        self.on_saved: Callable[[Tone | None, bool], None] = _ignore
        self.on_unsaved: Callable[[Refusal | Trouble], None] = _ignore

    @property
    def is_open(self) -> bool:
        """Whether there is a sheet in hand."""
        return bool(self.uid)

    @property
    def unsaved(self) -> int:
        """How many entries are painted and not in the book."""
        return len(self._pending)

    def take_up(self, uid: str, sheet: Sheet) -> None:
        """Go on with a sheet that the book has."""
        self.uid = uid
        self.sheet = sheet
        self._journal = SheetJournal(self._parts, uid, sheet.entries)
        self._pending.clear()
        self.is_failing = False

    def journal(self) -> SheetJournal:
        """Its journal, to be asked on the store thread."""
        return self._at_work()

    def put_down(self) -> None:
        """No sheet is in hand any more."""
        self.take_up("", Sheet())
        self._journal = None

    def enter(self, entry: Entry, *, raw: str = "", tone: Tone | None = None) -> None:
        """Let one more thing happen to the sheet, and have it saved.

        Raises:
            Refusal: Of the sheet; nothing has happened.
        """
        self.sheet = after(self.sheet, entry)
        self._pending.append(_Pending(entry, raw, tone))
        journal = self._at_work()
        self._save(partial(journal.keep, entry, raw))

    def retry(self) -> None:
        """Try again to save what could not be saved; who tried by themselves are not told that it fails once more."""
        if self._pending and self._journal is not None:
            failed = partial(self._on_still_unsaved, self._journal)
            self._store.submit(self._journal.retry, partial(self._on_saved, self._journal), failed)

    def last_sounds(self, tone: Tone) -> bool:
        """Let the last entry be heard otherwise. Returns whether it was not heard yet."""
        if self._pending:
            self._pending[-1] = replace(self._pending[-1], tone=tone)
        return bool(self._pending)

    def take_up_again(self, sheet: Sheet) -> list[Entry]:
        """Somebody else has entered something: go on from there, with what was scanned here behind it.

        Returns:
            What was done here and means something else by now; it is not done.
        """
        waiting = list(self._pending)
        self.take_up(self.uid, sheet)
        left_out: list[Entry] = []
        for one in waiting:
            if isinstance(one.entry, _REPEATABLE):
                self.enter(one.entry, raw=one.raw, tone=one.tone)
            else:
                left_out.append(one.entry)
        return left_out

    def behind(self) -> tuple[tuple[Entry, str], ...]:
        """What came in and is not in the book, each with the raw scan behind it."""
        return tuple((one.entry, one.raw) for one in self._pending if isinstance(one.entry, Arrive | AddUnknown))

    def _at_work(self) -> SheetJournal:
        if self._journal is None:
            raise AssertionError("no sheet is open")
        return self._journal

    def _save(self, job: Callable[[], int]) -> None:
        self._store.submit(job, partial(self._on_saved, self._journal), partial(self._on_unsaved, self._journal))

    def _on_saved(self, journal: SheetJournal | None, saved: int) -> None:
        if journal is not self._journal:
            return
        tone = None
        while self._pending and self.sheet.entries - len(self._pending) < saved:
            tone = self._pending.popleft().tone or tone
        is_over = self.is_failing and not self._pending
        self.is_failing = self.is_failing and not is_over
        self.on_saved(tone, is_over)

    def _on_unsaved(self, journal: SheetJournal | None, error: Refusal | Trouble) -> None:
        if journal is self._journal:
            self.is_failing = True
            self.on_unsaved(error)

    def _on_still_unsaved(self, journal: SheetJournal, error: Refusal | Trouble) -> None:
        if isinstance(error, Refusal):
            self._on_unsaved(journal, error)


def _ignore(*_told: object) -> None:
    """Nobody listens yet."""
