"""What the presenter of the receiving screen asks of it. The presenter knows nothing of Qt."""

from __future__ import annotations

from typing import Protocol

from app.domain.changes import Changes
from app.domain.refusal import Refusal
from app.jobs.delivery_papers import Kept
from app.reports.bills import Billable, Credit, Resting
from app.ui.said import Said
from app.ui.screens.receiving.state import ChoiceAsked, LastPosted, PostAsked, StartRow
from app.ui.sound import Tone


class ReceivingView(Protocol):
    """The screen, or a test in its place."""

    def start_changed(self) -> None:
        """The start list is another one: show what the presenter has."""

    def sheet_changed(self) -> None:
        """The sheet is another one, or none is open: show what the presenter has."""

    def show_line(self, key: int) -> None:
        """Choose a line of the sheet: what is said is about it."""

    def say(self, said: Said) -> None:
        """Say something in the message bar; a dialog that is open says it there."""

    def hush(self) -> None:
        """What was said last is over."""

    def sound(self, tone: Tone) -> None:
        """Let a tone be heard."""

    def take_scan(self, text: str) -> bool:
        """A dialog that is open may have a use for a scan. Returns whether it took it."""

    def ask_choice(self, asked: ChoiceAsked) -> None:
        """Ask which of several products is meant."""

    def ask_before_posting(self, asked: PostAsked) -> None:
        """Ask about what looks wrong before a sheet is posted."""

    def ask_about_refusal(self, refusal: Refusal) -> None:
        """Ask what the book wants to know before it posts: `already_counted`, `order_already_received`."""

    def ask_correct(self, row: StartRow, resting: tuple[Resting, ...]) -> None:
        """Ask why a posted document is taken back; what rests on it goes with it."""

    def ask_invoice(self, of: Billable, others: tuple[Billable, ...]) -> None:
        """Ask what the supplier bills for a delivery, and for what else is open."""

    def ask_credit(self, of: Credit) -> None:
        """Ask what the supplier gives for goods that went back."""

    def ask_return(self, of: Billable) -> None:
        """Ask what of a delivery goes back."""

    def posted(self, last: LastPosted) -> None:
        """A delivery stands in the book."""

    def paper_kept(self, kept: Kept) -> None:
        """A delivery was put on paper."""

    def answered(self, said: Said | None) -> None:
        """What a dialog asked for was done, or why not."""

    def published(self, changes: Changes) -> None:
        """The book has changed."""
