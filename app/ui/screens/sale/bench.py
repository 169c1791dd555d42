"""What the parts of the sale's presenter work with, and the few things that all of them do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from app.base.trouble import Trouble
from app.domain.basket import Entry
from app.domain.refusal import Refusal
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.screens.sale.in_hand import SaleInHand
from app.ui.screens.sale.view import SaleView
from app.ui.sound import Tone
from app.ui.tasks import Workers
from app.ui.turns import Turns


@dataclass(frozen=True, slots=True)
class Bench:
    """One till's sale in hand, its order of turns, its view, and who does the work elsewhere."""

    parts: Parts
    workers: Workers
    view: SaleView
    hand: SaleInHand
    turns: Turns = field(default_factory=Turns)

    def refuse(self, error: Refusal | Trouble) -> None:
        """Say why something was not done, with the low tone."""
        self.view.say(said_of(error))
        self.view.sound(Tone.REFUSED)

    def complain(self, code: str, /, **facts: object) -> None:
        """Say something of the screen's own that needs a look, with the low tone."""
        self.view.say(Said("warn", code, facts))
        self.view.sound(Tone.REFUSED)

    def enter(self, entry: Entry, *, raw: str = "", tone: Tone | None = None) -> bool:
        """Let something happen to the basket; a refusal is said.

        Args:
            entry: What is done.
            raw: What the scanner sent, or "".
            tone: What is to be heard once it is in the book.

        Returns:
            Whether it happened.
        """
        try:
            self.hand.enter(entry, raw=raw, tone=tone)
        except Refusal as refusal:
            self.refuse(refusal)
            return False
        self.view.hush()
        self.view.changed()
        return True


Told = Callable[[Said | None], None]


def said_of(error: Refusal | Trouble) -> Said:
    """A refusal or trouble as something that is said."""
    return Said("error" if isinstance(error, Trouble) else "warn", error.code, error.facts)
