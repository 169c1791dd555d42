"""A posted count that is looked at again: what it found, its paper, and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from app.base.identity import uuid7
from app.domain.requests import Asking
from app.domain.rights import Right
from app.domain.stock_requests import ReversalAsked
from app.ui.said import Said
from app.ui.screens.counting.scanning import Bench
from app.ui.screens.counting.starting import Starting
from app.ui.screens.counting.state import Page, StartKind, StartRow, TakeBackAsked
from app.ui.screens.counting.texts import CountingTexts
from app.ui.sound import Tone

if TYPE_CHECKING:
    from app.domain.changes import Changes, Posted, Warned
    from app.reports.posted_counts import LookedAt
    from app.ui.course import Course

_COUNTED_SINCE = "taken_back_after_count"


class Looking:
    """Opens it and takes it back.

    Args:
        bench: What it works with.
        starting: Puts it on paper.
        texts: The words.
        show: Shows a page.
        count_on: Goes on with a stocktake.

    Attributes:
        row: Of the list; None before one was opened.
        looked: What it has found.
    """

    def __init__(
        self,
        bench: Bench,
        starting: Starting,
        texts: CountingTexts,
        show: Callable[[Page], None],
        count_on: Callable[[StartRow], None],
    ) -> None:
        self._bench, self._starting, self._texts = bench, starting, texts
        self._show, self._count_on = show, count_on
        self.row: StartRow | None = None
        self.looked: LookedAt | None = None

    def open(self, row: StartRow) -> None:
        """Look at the count of a row, as far as one may see what the book has."""
        job = partial(self._read, row.key)
        self._bench.ask_long("posted_read", job, self._bench.for_eyes(self._on_read, row))

    def renew(self) -> None:
        """The book has changed: somebody else may have taken it back."""
        # The list, too: Esc leads there.
        self._starting.renew()
        if self.looked is not None:
            self._bench.ask(partial(self._is_other, self.looked), self._bench.for_eyes(self._on_other))

    def make_paper(self) -> None:
        """Put it on paper."""
        self._starting.make_variance(self.row)

    def ask_back(self) -> None:
        """Ask whether it is taken back, and say what that changes."""
        looked = self.looked
        if looked is not None and looked.head.back:
            facts = {"number": looked.head.number, "other": looked.head.back}
            self._bench.complain("info", "count_is_back", **facts)
        elif looked is not None:
            self._bench.ask(partial(self._may, looked), self._bench.for_eyes(self._on_may))

    def count_again(self) -> None:
        """Open what was taken back before: a stocktake that goes on with all that was counted."""
        looked = self.looked
        if looked is not None and looked.head.back:
            self._bench.ask(partial(self._again, looked.head.uid), partial(self._on_again, looked.head.back))

    # On the store thread

    def _read(self, uid: str, course: Course) -> LookedAt:
        parts = self._bench.parts
        parts.stocktakes.require(parts.user, Right.SEE_EXPECTED)
        return parts.stocktakes.posted.look_at(uid, course.step)

    def _is_other(self, looked: LookedAt) -> bool:
        return self._bench.parts.stocktakes.posted.head(looked.head.uid) != looked.head

    def _may(self, looked: LookedAt) -> TakeBackAsked:
        parts = self._bench.parts
        parts.stocktakes.require(parts.user, Right.REVERSE)
        return TakeBackAsked(looked.head.number, *parts.stocktakes.posted.going_back(looked))

    def _take_back(self, uid: str, reason: str, again: str) -> Posted:
        parts = self._bench.parts
        asking = Asking(uuid7(parts.now().utc_us), till=parts.till, user=parts.user)
        return parts.reversing.reverse(ReversalAsked(asking, uid, reason), stocktake=again)

    def _again(self, uid: str) -> tuple[str, Changes]:
        parts = self._bench.parts
        again = uuid7(parts.now().utc_us)
        return again, parts.reversing.count_again(uid, again, till=parts.till, user=parts.user)

    # Answers

    def _on_read(self, row: StartRow, answer: object) -> None:
        self.row, self.looked = row, cast("LookedAt", answer)
        self._texts.whole = row.place
        self._bench.view.hush()
        self._show(Page.POSTED)

    def _on_other(self, is_other: object) -> None:
        if is_other:
            self._read_again()

    def _on_may(self, asked: object) -> None:
        self._bench.view.ask_take_back(cast("TakeBackAsked", asked), self._on_answer)

    def _on_answer(self, reason: str, is_again: bool) -> None:
        """It is meant: take it back, and go on with what was counted if that is wished for."""
        if self.looked is not None:
            again = uuid7(self._bench.parts.now().utc_us) if is_again else ""
            job = partial(self._take_back, self.looked.head.uid, reason, again)
            self._bench.ask(job, partial(self._on_back, again))

    def _on_back(self, again: str, answer: object) -> None:
        posted = cast("Posted", answer)
        view, looked = self._bench.view, cast("LookedAt", self.looked)
        view.answered(None)
        if again:
            self._go_on(again, posted.number)
        else:
            # Known already: nobody else has taken it back.
            self.looked = looked._replace(head=looked.head._replace(back=posted.number))
            self._read_again()
            self._starting.renew()
            view.say(Said("ok", "count_taken_back", {"number": looked.head.number, "other": posted.number}))
        self._warn(posted.warnings)
        view.sound(Tone.TAKEN)
        view.published(replace(posted.changes, what=posted.changes.what | {"drafts"}))

    def _warn(self, warnings: tuple[Warned, ...]) -> None:
        """Say what is to be known of it; of several goods in one sentence."""
        view = self._bench.view
        names = {str(one.facts["sku"]): str(one.facts["name"]) for one in warnings if one.code == _COUNTED_SINCE}
        if len(names) > 1:
            some = self._texts.some_of(list(names.values()))
            view.say(Said("warn", "counts_since_hold", {"count": len(names), "names": some}))
            return
        for warned in warnings[:1]:
            view.say(Said("warn", warned.code, warned.facts))

    def _read_again(self) -> None:
        """Read what is in sight anew; what was said of it stays."""
        if self.row is not None:
            job = partial(self._read, self.row.key)
            self._bench.ask_long("posted_read", job, self._bench.for_eyes(self._on_fresh))

    def _on_fresh(self, answer: object) -> None:
        self.looked = cast("LookedAt", answer)
        self._bench.view.changed()

    def _on_again(self, back: str, answer: object) -> None:
        again, changes = cast("tuple[str, Changes]", answer)
        self._go_on(again, back)
        self._bench.view.sound(Tone.TAKEN)
        self._bench.view.published(changes)

    def _go_on(self, again: str, back: str) -> None:
        """The stocktake goes on, at the shelf."""
        row, looked = cast("StartRow", self.row), cast("LookedAt", self.looked)
        title = looked.head.name or looked.head.number
        self._count_on(StartRow(StartKind.STOCKTAKE, again, title, location=row.location, place=row.place))
        self._bench.view.say(Said("ok", "count_open_again", {"number": looked.head.number, "other": back}))
