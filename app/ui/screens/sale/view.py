"""What the presenter of the sale asks of the screen. The presenter knows nothing of Qt."""

from __future__ import annotations

from typing import Protocol

from app.domain.basket import Waiting
from app.domain.changes import Changes
from app.domain.product import Item
from app.ui.said import Said
from app.ui.screens.sale.state import LastPaid
from app.ui.sound import Tone


class SaleView(Protocol):
    """The screen, or a test in its place."""

    def changed(self) -> None:
        """What is to be shown has changed: read it from the presenter and paint it soon."""

    def say(self, said: Said) -> None:
        """Say something in the message line, in place of what was said before."""

    def hush(self) -> None:
        """What was said last is over."""

    def offer_undo(self, said: Said) -> None:
        """Tell what was done, with Undo beside it for a few seconds."""

    def sound(self, tone: Tone) -> None:
        """Let a tone be heard."""

    def give_back(self, text: str, *, is_money: bool = False) -> None:
        """Put a typed text back into the scan box, where nothing newer stands there; as money it may be paid with."""

    def ask_how(self, due_minor: int) -> None:
        """Open the tender dialog."""

    def ask_unknown(self, waiting: tuple[Waiting, ...], unlisted: tuple[Item, ...]) -> None:
        """Ask for each unknown code whether it is sold."""

    def unknown_left(self, waiting: tuple[Waiting, ...]) -> None:
        """These unknown codes still wait."""

    def sold(self, last: LastPaid) -> None:
        """The sale stands in the book."""

    def not_sold(self, said: Said) -> None:
        """The sale was not taken; the basket is as it was."""

    def published(self, changes: Changes) -> None:
        """The book has changed."""
