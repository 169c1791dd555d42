"""What the presenter of the products screen asks of it. The presenter knows nothing of Qt."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from app.domain.changes import Changes, Updated
from app.jobs.label_papers import LabelPreview
from app.reports.product_list import ProductRow
from app.reports.product_record import ProductRecord
from app.ui.course import Course
from app.ui.said import Said
from app.ui.sound import Tone


class ProductsView(Protocol):
    """The screen, or a test in its place."""

    def list_changed(self) -> None:
        """Other products are listed: show the keys that the presenter has."""

    def rows_came(self, rows: tuple[ProductRow, ...]) -> None:
        """Rows that were wanted are there."""

    def choices_changed(self) -> None:
        """What can be chosen from is another."""

    def record_changed(self) -> None:
        """Another product is chosen, or it is another: show what the presenter has."""

    def edit(self, record: ProductRecord | None, sku: str, scanned: str) -> None:
        """Let somebody edit a product; None is a new one, with a SKU that is free and perhaps a scanned code."""

    def code_made(self, code: str) -> None:
        """A code for goods that have none."""

    def part_found(self, sku: str, name: str) -> None:
        """A part of a kit that was scanned."""

    def look_for(self, words: str) -> None:
        """Put these words into the search, as if they had been typed."""

    def say(self, said: Said) -> None:
        """Say something in the message bar; a dialog that is open says it there."""

    def hush(self) -> None:
        """What was said last is over."""

    def done(self, said: Said, *, undoable: bool = False) -> None:
        """What was wished for is in the book."""

    def saved(self, updated: Updated) -> None:
        """A product is saved, with what a person should know of it."""

    def preview_came(self, preview: LabelPreview) -> None:
        """The first page of the labels is drawn."""

    def preview_failed(self, said: Said) -> None:
        """There is no page to show, and why."""

    def ruler_made(self, path: Path) -> None:
        """The ruler page lies in the folder."""

    def busy(self, course: Course | None) -> None:
        """Work has begun that takes a while; None: it is over."""

    def sound(self, tone: Tone) -> None:
        """Let a tone be heard."""

    def published(self, changes: Changes) -> None:
        """The book has changed."""
