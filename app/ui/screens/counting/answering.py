"""What Enter and Esc answer at the shelf, and what is left unanswered: it stands in the journal of its sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.domain.count_sheet import ANSWERED
from app.ui.screens.counting.outside import raw_of
from app.ui.sound import Tone

if TYPE_CHECKING:
    from app.ui.screens.counting.scanning import Bench, Scanning


class Answering:
    """Answers, but only what is told, and for whoever was asked.

    Args:
        bench: What it works with.
        scanning: Takes goods onto the sheet.

    Attributes:
        answers: What else Enter does, by the sentence that says so.
    """

    def __init__(self, bench: Bench, scanning: Scanning) -> None:
        self._bench, self._scanning, self._untaken = bench, scanning, scanning.untaken
        self.answers: dict[str, Callable[[], None]] = {}
        self._person = bench.parts.user  # who was asked
        bench.hand.leaving = self.leave

    def asked(self) -> None:
        """Whoever is at the till now is asked something."""
        self._person = self._bench.parts.user

    def accept(self) -> None:
        """Enter: it was a second piece after all, or is counted all the same, if that is what is asked."""
        self.see_person()
        is_told = self._bench.view.is_told
        for asked, item in self._untaken.outside.take() if is_told("outside", "outside_several") else ():
            self._bench.hand.covers_too(item.product_id)
            self._scanning.enter(ANSWERED, raw=raw_of(asked, item))
            self._scanning.take(asked, item)
            self._scanning.look_again()
        for code, answer in self.answers.items():
            if is_told(code):
                answer()
                return
        if is_told("starless"):
            self._take_star()
        elif is_told("folded", "folded_too"):
            folded = self._untaken.take_folded()
            self._scanning.note_unfolded(folded)
            self._scanning.look_up(folded, None)

    def let_go(self) -> None:
        """Esc: what is told has been seen; what was asked is answered, it is not counted."""
        is_told, untaken = self._bench.view.is_told, self._untaken
        raws = [
            *(one.raw for one in untaken.starless.waiting if is_told("starless")),
            *(untaken.outside.raws() if is_told("outside", "outside_several") else ()),
            *(untaken.others_raw if is_told("other_goods", "others_goods") else ()),
        ]
        for raw in raws if self._bench.hand.uid else ():
            self._scanning.enter(ANSWERED, raw=raw)
        untaken.settle()
        if raws:
            self._scanning.look_again()

    def leave(self) -> None:
        """Somebody goes elsewhere: what is not answered stands in the journal, and no key answers it there."""
        for held in self._untaken.take_unsaid() if self._bench.hand.uid else ():
            self._scanning.enter(held.note, raw=held.raw)
        is_starless = bool(self._untaken.starless.waiting)
        self._untaken.starless.waiting.clear()
        if self._untaken.outside.walk_on() or is_starless:
            self._bench.view.hush()

    def see_person(self) -> None:
        """What the one before at the till was asked is not answered by the next."""
        person, self._person = self._person, self._bench.parts.user
        if person != self._person:
            self._bench.leave()
            self._untaken.walk_on(is_at_shelf=self._untaken.is_at_shelf)

    def _take_star(self) -> None:
        """The number was meant as a quantity."""
        one = self._untaken.starless.waiting.pop()
        if self._scanning.enter(ANSWERED, raw=one.raw):
            self._scanning.enter(one.rest, raw=one.raw, tone=Tone.TAKEN)
            self._scanning.look_again()
