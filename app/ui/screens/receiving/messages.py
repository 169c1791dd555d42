"""The line over the receiving screen: what was said last, else the scans that are not on the delivery.

A scan that was not taken stays in sight until it is scanned right, or Esc says that it is settled: goods that nobody
counted are missed on the shelf.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.jobs.delivery_papers import Kept
from app.ui.said import Said
from app.ui.screens.receiving.texts import ReceivingTexts
from app.ui.untaken import Untaken
from app.ui.widgets.labels import isolate, isolate_name
from app.ui.widgets.messages import InlineBar


class ReceivingMessages(QObject):
    """Says things in the bar.

    Attributes:
        bar: The bar.
        paper: The paper that was made last, or None.
    """

    def __init__(self, texts: ReceivingTexts, untaken: Untaken, parent: QObject) -> None:
        super().__init__(parent)
        self._texts, self._untaken = texts, untaken
        self._is_standing = False
        self.bar = InlineBar(name="receiveMessage")
        self.paper: Kept | None = None

    def is_free(self) -> bool:
        """Whether nothing newer is in sight than what has to be told as long as it is so."""
        return self._is_standing or self.bar.isHidden()

    def say(self, said: Said) -> None:
        """Say something."""
        self._is_standing = False
        self.bar.say(said.kind, self._texts.sentence(said))

    def hush(self) -> None:
        """What was said last is over; scans that were not taken are told again."""
        said = self._texts.untaken(self._untaken)
        self._is_standing = said is not None
        if said is not None:
            self.bar.say(*said)
        else:
            self.bar.clear()

    def leave(self) -> bool:
        """Esc: what is in sight has been read. Returns whether something was."""
        if self.bar.isHidden():
            return False
        if self._is_standing:
            self._untaken.forget()
        self.hush()
        return True

    def paper_kept(self, kept: Kept, *, is_told: bool) -> None:
        """A paper was made; tell where it is."""
        self.paper = kept
        facts = {"number": isolate(kept.number), "path": isolate(str(kept.path))}
        words = self.tr("The paper of {number} to sign is {path}; F11 opens it.").format(**facts)
        if kept.warnings:
            names = ", ".join(isolate_name(name) for name in kept.warnings)
            words += " " + self.tr("No font has all signs of {names}.").format(names=names)
        if is_told:
            self._is_standing = False
            self.bar.say("ok", words)
