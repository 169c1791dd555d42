"""What the presenter of the labels screen asks of it. The presenter knows nothing of Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from app.domain.changes import Changes
from app.domain.own_template import OwnTemplate
from app.jobs.label_designs import DesignLook
from app.jobs.label_papers import KeptLabels
from app.ui.said import Said
from app.ui.sound import Tone


class LabelsView(Protocol):
    """The screen, or a test in its place."""

    def lists_changed(self) -> None:
        """What waits, what came and which templates there are is another: show what the presenter has."""

    def scanned_changed(self) -> None:
        """Something was scanned for a label: show what the presenter has of that."""

    def template_drawn(self, look: DesignLook | None) -> None:
        """The chosen template as it will be printed, or None."""

    def labels_made(self, kept: KeptLabels) -> None:
        """Labels lie in their folder."""

    def labels_wait(self, said: Said) -> None:
        """The printer has not taken the labels, and why: they wait."""

    def begin(self, start: str) -> None:
        """Let somebody begin a template; `start` is the one to begin with."""

    def design(self, template: OwnTemplate, *, is_kept: bool) -> None:
        """Put a template on the drawing board."""

    def design_drawn(self, look: DesignLook) -> None:
        """The label on the drawing board as it will be printed."""

    def sample_found(self, name: str) -> None:
        """Another product stands on the label of the drawing board."""

    def template_kept(self, template: OwnTemplate) -> None:
        """The template on the drawing board is in the book."""

    def done(self, said: Said, undo: Callable[[], None] | None = None) -> None:
        """What was wished for is in the book."""

    def say(self, said: Said) -> None:
        """Say something; a dialog that is open says it there."""

    def sound(self, tone: Tone) -> None:
        """Let a tone be heard."""

    def published(self, changes: Changes) -> None:
        """The book has changed."""
