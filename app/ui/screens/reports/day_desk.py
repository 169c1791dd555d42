"""What is done at the end of a day beside looking at reports: the drawer is counted, the book is backed up."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from app.base.identity import uuid7
from app.base.trouble import Trouble
from app.domain.requests import Asking
from app.domain.stock_requests import CashCountAsked, CashMovementAsked
from app.ui.said import Said
from app.ui.screens.reports.dialogs.copy_book import CopyBookDialog
from app.ui.screens.reports.dialogs.drawer import COUNTED, CashWish, DrawerDialog
from app.ui.sound import Tone
from app.ui.widgets.labels import isolate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.domain.changes import Posted
    from app.domain.refusal import Refusal
    from app.ui.bus import Bus
    from app.ui.parts import Parts
    from app.ui.screens.reports.texts import ReportTexts
    from app.ui.tasks import Workers
    from app.ui.widgets.dialogs import ScreenDialog
    from app.ui.widgets.messages import Toast


class DeskScreen(Protocol):
    """The screen that the desk is part of.

    Attributes:
        toast: Says for some seconds that something is done.
    """

    toast: Toast

    def window(self) -> QWidget:
        """The window."""

    def open_dialog(self, dialog: ScreenDialog) -> None:
        """Show a dialog."""

    def close_dialog(self) -> None:
        """Its matter is done."""

    def say(self, said: Said) -> None:
        """Say something, in the dialog that is open or in the bar."""

    def sound(self, tone: Tone) -> None:
        """Let a tone be heard."""


class DayDesk(QObject):
    """The desk."""

    drawer_counted = Signal()
    copied = Signal()

    def __init__(self, parts: Parts, workers: Workers, bus: Bus, texts: ReportTexts, screen: DeskScreen) -> None:
        super().__init__()
        self._parts, self._workers, self._bus, self._texts, self._screen = parts, workers, bus, texts, screen

    def open_drawer(self) -> None:
        """Count the drawer, or move cash."""
        dialog = DrawerDialog(self._texts, self._parts.till, parent=self._screen.window())
        dialog.wished.connect(self._on_cash)
        self._screen.open_dialog(dialog)

    def open_copy(self) -> None:
        """Back up the book."""
        self._workers.pool.submit(self._folder, self._on_folder, self._on_refused)

    def _folder(self) -> Path:
        return self._parts.verbs().book_copies.folder()

    def _on_folder(self, folder: Path) -> None:
        dialog = CopyBookDialog(folder, parent=self._screen.window())
        dialog.wished.connect(self._on_copy)
        self._screen.open_dialog(dialog)

    def _on_cash(self, wish: CashWish) -> None:
        parts = self._parts
        asking = Asking(uuid7(parts.clock.now_us()), till=parts.till, user=parts.user, location=parts.location)
        if wish.kind == COUNTED:
            job = partial(parts.cash_drawer.count_cash, CashCountAsked(asking, wish.amount_minor))
        else:
            asked = CashMovementAsked(asking, wish.kind, wish.amount_minor, wish.reason)
            job = partial(parts.cash_drawer.move_cash, asked)
        self._workers.store.submit(job, partial(self._on_filed, wish), self._on_refused)

    def _on_filed(self, wish: CashWish, posted: Posted) -> None:
        self._screen.close_dialog()
        self._bus.publish(posted.changes)
        self._screen.sound(Tone.TAKEN)
        amount, number = self._texts.money(wish.amount_minor), isolate(posted.number)
        if wish.kind == COUNTED:
            self.drawer_counted.emit()
            for warned in posted.warnings:
                self._screen.say(Said("warn", warned.code, self._written(warned.facts)))
            if not posted.warnings:
                self._screen.say(Said("ok", "drawer_right", {"amount": amount}))
        else:
            self._screen.toast.say(self.tr("Filed as {number}: {amount}").format(number=number, amount=amount))

    def _written(self, amounts: Mapping[str, object]) -> dict[str, object]:
        """The amounts of what is said of a drawer, as the shop writes them."""
        read = self._texts.shop.currency.read
        return {name: self._texts.money(read(str(amount))) for name, amount in amounts.items()}

    def _on_copy(self, folder: Path) -> None:
        job = partial(self._copy, folder)
        self._workers.paper.submit(job, self._on_copied, self._on_refused)

    def _copy(self, folder: Path) -> Path:
        copies = self._parts.verbs().book_copies
        copy = copies.copy_to(folder)
        if folder != copies.folder():
            self._parts.settings.change(copies_folder=str(folder))
        return copy

    def _on_copied(self, copy: Path) -> None:
        self._screen.close_dialog()
        self._screen.toast.say(self.tr("Backed up and checked: {path}").format(path=isolate(str(copy))))
        self.copied.emit()

    def _on_refused(self, error: Refusal | Trouble) -> None:
        self._screen.say(Said("error" if isinstance(error, Trouble) else "warn", error.code, error.facts))
        self._screen.sound(Tone.REFUSED)
