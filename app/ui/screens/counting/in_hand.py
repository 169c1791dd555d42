"""The sheet in hand: as it is painted, and how much of it is in the book already.

The sheet is a value on the GUI thread and changes at once; each entry is then saved by the store thread, in order.
What could not be saved waits there and is tried again before anything newer, so nothing that was painted is lost.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial

from app.base.trouble import Trouble
from app.domain.count_sheet import Entry, Find, Goods, Sheet, after, free
from app.domain.product import Unit
from app.domain.refusal import Refusal
from app.ui.parts import Parts
from app.ui.sound import Tone
from app.ui.tasks import Worker

_LONG = 2000  # lines: to free so many takes a moment


class CountJournal:
    """A sheet's entries on their way into the book. It works on the store thread alone."""

    def __init__(self, parts: Parts, uid: str, saved: int) -> None:
        self._parts, self._uid, self._saved = parts, uid, saved
        self._backlog: deque[tuple[Entry, str]] = deque()

    def keep(self, entry: Entry, raw: str) -> int:
        """Save one more entry, behind all that still wait. Returns how many are in the book now.

        Raises:
            Trouble, Refusal: As `Stocktaking.record`; the entry and all behind it wait.
        """
        self._backlog.append((entry, raw))
        return self.retry()

    def retry(self) -> int:
        """Save what still waits, all of it in one transaction. Returns and raises like `keep`."""
        if self._backlog:
            parts, waiting = self._parts, tuple(self._backlog)
            self._saved = parts.stocktaking.record(
                self._uid, waiting, many=self._saved, till=parts.till, user=parts.user
            )
            self._backlog.clear()
        return self._saved


class CountInHand:
    """The open sheet.

    Args:
        parts: What the window is built from.
        store: Where its journal works.
        on_saved: Called when an entry is in the book, with the tone that is due or None.
        on_unsaved: Called with the reason, when an entry could not be saved.

    Attributes:
        uid: Of the sheet, "" while none is open.
        zone: Where it is counted.
        location: The code of the place that is counted.
        goods: What alone is counted on it; None is whatever lies there.
        covered: The products that are counted, None for whatever lies there.
        sheet: As painted.
        opened: How much could be taken back when it was taken in hand: that was counted before.
        is_failing: Whether the last try to save failed.
        leaving: Called before it is put down.
        times: How often a sheet was taken up: what was asked before belongs to another time.
    """

    def __init__(
        self,
        parts: Parts,
        store: Worker,
        on_saved: Callable[[Tone | None], None],
        on_unsaved: Callable[[Refusal | Trouble], None],
    ) -> None:
        self._parts, self._store = parts, store
        self._on_saved, self._on_unsaved = on_saved, on_unsaved
        self._waiting: deque[tuple[Tone | None, str]] = deque()
        self._journal = CountJournal(parts, "", 0)
        self.uid, self.zone, self.sheet = "", "", Sheet()
        self.location = parts.location
        self.goods: Goods | None = None
        self.covered: frozenset[int] | None = None
        self.opened = 0
        self.is_failing = False
        self.times = 0
        self.leaving: Callable[[], None] = _nothing

    @property
    def only(self) -> str:
        """The SKU of what alone is counted, "" for whatever lies there."""
        return "" if self.goods is None else self.goods.sku

    @property
    def unsaved(self) -> int:
        """How many entries are painted and not in the book."""
        return len(self._waiting)

    def unit(self, key: int | None) -> Unit:
        """The unit of a line's goods; pieces where there is none."""
        return next((line.goods.unit for line in self.sheet.lines if line.key == key), Unit.EACH)

    def name(self, key: int | None) -> str | None:
        """The name of a line's goods; None where there is no such line."""
        return next((line.goods.name for line in self.sheet.lines if line.key == key), None)

    def lost(self) -> list[str]:
        """What is painted and not in the book: names of goods, or what was scanned."""
        return [what for _, what in self._waiting if what]

    def is_outside(self, goods: Goods) -> bool:
        """Whether goods are not part of what is counted, and nobody has said that they are counted all the same."""
        return (
            self.covered is not None
            and self.goods is None
            and goods.product_id not in self.covered
            and not self.sheet.lines_of(goods.product_id)
        )

    def covers_too(self, product_id: int) -> None:
        """Somebody has said that goods are counted on this sheet, though they are not part of the count."""
        self.covered = self.covered and self.covered | {product_id}

    def take_up(
        self,
        uid: str,
        zone: str,
        sheet: Sheet,
        goods: Goods | None = None,
        covered: frozenset[int] | None = None,
    ) -> None:
        """Go on with a sheet that the book has; one on which nothing was done is left behind as none."""
        if self.uid not in {"", uid} and not self.sheet.entries:
            parts = self._parts
            self._store.submit(partial(parts.stocktaking.leave_sheet, self.uid, user=parts.user), _forget, _forget)
        if len(self.sheet.lines) > _LONG:
            # The window's thread frees nothing of it: another one does once the window has let it go, piece by piece.
            held = [self.sheet]
            self._store.submit(_nothing, partial(self._free, held), _forget)
        if uid != self.uid:
            self.opened = sheet.depth
        self.uid, self.zone, self.sheet, self.goods, self.covered = uid, zone, sheet, goods, covered
        self.times += 1
        self._journal = CountJournal(self._parts, uid, sheet.entries)
        self._waiting.clear()
        self.is_failing = False

    def put_down(self) -> None:
        """No sheet is in hand any more."""
        self.take_up("", "", Sheet())

    def put_down_blank(self) -> None:
        """A sheet on which nothing was done is in hand no more."""
        if not self.sheet.entries:
            self.put_down()

    def enter(self, entry: Entry, *, raw: str = "", tone: Tone | None = None) -> None:
        """Let one more thing happen to the sheet, and have it saved.

        Raises:
            Refusal: Of the sheet; nothing has happened.
        """
        self.sheet = after(self.sheet, entry)
        self._waiting.append((tone, entry.goods.name if isinstance(entry, Find) else raw))
        self._save(partial(self._journal.keep, entry, raw))

    def retry(self) -> None:
        """Try again to save what could not be saved."""
        self._save(self._journal.retry)

    def _free(self, held: list[Sheet], _done: object) -> None:
        self._store.submit(partial(free, held), _forget, _forget)

    def _save(self, job: Callable[[], int]) -> None:
        journal = self._journal
        self._store.submit(job, partial(self._saved, journal), partial(self._failed, journal))

    def _saved(self, journal: CountJournal, saved: int) -> None:
        if journal is self._journal:
            self.is_failing = False
            tone = None
            while self._waiting and self.sheet.entries - len(self._waiting) < saved:
                tone = self._waiting.popleft()[0] or tone
            self._on_saved(tone)

    def _failed(self, journal: CountJournal, error: Refusal | Trouble) -> None:
        if journal is self._journal:
            self.is_failing = True
            self._on_unsaved(error)


def _nothing() -> None:
    """A job that is done when the window has come to rest."""


def _forget(_answer: object) -> None:
    """Nobody waits for it."""
