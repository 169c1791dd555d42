"""What the presenter of the reports screen asks of it. The presenter knows nothing of Qt."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from app.printing.preview import PagePicture
from app.ui.said import Said
from app.ui.sound import Tone


class ReportsView(Protocol):
    """The screen, or a test in its place."""

    def list_changed(self) -> None:
        """The list of reports is another: show what the presenter has."""

    def question_changed(self) -> None:
        """The question, or what there is to choose from, is another: show it."""

    def read_glance(self) -> None:
        """The day at a glance may be another: read and show it."""

    def answered(self) -> None:
        """The answer is another: show it as a table."""

    def show_page(self, picture: PagePicture, page: int) -> None:
        """Show a page of the paper."""

    def busy(self, *, is_busy: bool) -> None:
        """Something that may take a while has begun, or is over."""

    def saved(self, path: Path) -> None:
        """A file was written."""

    def planned(self) -> None:
        """A report is made by itself from now on, or no longer: show it."""

    def printed(self, title: str) -> None:
        """Something went to the printer."""

    def say(self, said: Said) -> None:
        """Say something in the message bar; a dialog that is open says it there."""

    def hush(self) -> None:
        """What was said last is over."""

    def sound(self, tone: Tone) -> None:
        """Let a tone be heard."""
