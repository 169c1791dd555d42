"""What the presenter of the stock screen asks of it. The presenter knows nothing of Qt."""

from __future__ import annotations

from typing import Protocol

from app.domain.changes import Changes, Posted
from app.reports.filed import Filed
from app.reports.on_the_way import Shipment
from app.ui.said import Said
from app.ui.sound import Tone


class StockView(Protocol):
    """The screen, or a test in its place."""

    def list_changed(self) -> None:
        """The list, its filter or the counts are others: show what the presenter has."""

    def card_changed(self) -> None:
        """The card or its history is another: show what the presenter has."""

    def enter_card(self) -> None:
        """The keys go on from the list to the card."""

    def hold_keys(self) -> None:
        """A form is about to open: what is typed from now on is for that form."""

    def let_keys_go(self) -> None:
        """The form is open, or none opens."""

    def look_for(self, words: str) -> None:
        """Put these words into the search, as if they had been typed."""

    def say(self, said: Said) -> None:
        """Say something in the message bar; a dialog that is open says it there."""

    def hush(self) -> None:
        """What was said last is over."""

    def sound(self, tone: Tone) -> None:
        """Let a tone be heard."""

    def posted(self, posted: Posted) -> None:
        """What was wished for stands in the book."""

    def show_document(self, filed: Filed) -> None:
        """Show a document to read."""

    def show_shipments(self, shipments: tuple[Shipment, ...]) -> None:
        """Show what is on the way, to say what of it has arrived."""

    def published(self, changes: Changes) -> None:
        """The book has changed."""
