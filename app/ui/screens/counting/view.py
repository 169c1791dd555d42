"""What the presenter of the counting screen asks of it. The presenter knows nothing of Qt."""

from __future__ import annotations

from typing import Protocol

from app.domain.changes import Changes
from app.ui.screens.counting.state import Said
from app.ui.sound import Tone


class CountingView(Protocol):
    """The screen, or a test in its place."""

    def changed(self) -> None:
        """Show what the presenter has."""

    def say(self, said: Said) -> None:
        """Say something in the message bar."""

    def hush(self) -> None:
        """What was said last is over."""

    def sound(self, tone: Tone) -> None:
        """Let a tone be heard."""

    def published(self, changes: Changes) -> None:
        """The book has changed."""
