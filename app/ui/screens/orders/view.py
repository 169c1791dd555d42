"""What the presenter of the orders screen asks of it. The presenter knows nothing of Qt."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from app.domain.changes import Changes, Posted
from app.domain.order_sheet import Filled
from app.reports.proposals import Orderable, Proposed, Terms
from app.ui.said import Said
from app.ui.screens.orders.state import Listed
from app.ui.sound import Tone


class OrdersView(Protocol):
    """The screen, or a test in its place."""

    def list_changed(self) -> None:
        """The list of orders or the chosen order is another: show what the presenter has."""

    def say(self, said: Said) -> None:
        """Say something in the message bar; a dialog that is open says it there."""

    def hush(self) -> None:
        """What was said last is over."""

    def sound(self, tone: Tone) -> None:
        """Let a tone be heard."""

    def write_order(self, suppliers: tuple[Terms, ...], filled: Filled) -> None:
        """Open the form for an order, filled in with what is known."""

    def file_kept(self, path: Path) -> None:
        """An order was kept as a file."""

    def show_proposals(self, proposed: tuple[Proposed, ...]) -> None:
        """Show what low stock asks for."""

    def show_found(self, goods: tuple[Orderable, ...]) -> None:
        """Show the goods that were looked for."""

    def take_goods(self, goods: Orderable) -> None:
        """Put goods that were scanned on the order that is written."""

    def listed(self, listed: Listed) -> None:
        """Put what a list says on the order that is written."""

    def supplied(self, goods: tuple[Orderable, ...]) -> None:
        """The lines that are written, as another supplier brings them."""

    def posted(self, posted: tuple[Posted, ...], done: Said | None) -> None:
        """What was wished for stands in the book; `done` says what that is, None where nothing was left to do."""

    def open_paper(self, path: Path) -> None:
        """Show an order's paper."""

    def published(self, changes: Changes) -> None:
        """The book has changed."""
