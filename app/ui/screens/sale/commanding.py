"""Command codes at the sale: a scanner does what keys do, so that a whole sale needs no hand on the keyboard."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.base.trouble import Trouble
from app.domain.commands import Command, Verb, read_command
from app.domain.refusal import Refusal
from app.ui.said import Said
from app.ui.screens.sale.bench import said_of
from app.ui.sound import Tone

if TYPE_CHECKING:
    from app.ui.parts import Parts
    from app.ui.screens.sale.keys import SaleKeys
    from app.ui.screens.sale.screen import SaleScreen
    from app.ui.tasks import Workers


class SaleCommands(QObject):
    """Obeys them. What a command does that is not done is said, with the low tone."""

    def __init__(self, screen: SaleScreen, keys: SaleKeys, parts: Parts, workers: Workers) -> None:
        super().__init__(screen)
        self._screen, self._keys, self._presenter = screen, keys, screen.presenter
        self._parts, self._workers = parts, workers

    def obey(self, text: str, *, is_repeat: bool) -> bool:
        """Do what a scan commands. Returns False where it is no command; a repeat that no hand made does nothing."""
        command = read_command(text)
        if command is None:
            return False
        if not is_repeat:
            self._screen.messages.move_on()
            self._do(command)
        return True

    def _do(self, command: Command) -> None:
        """Each takes its turn behind what was scanned before, as its key does."""
        presenter, keys = self._presenter, self._keys
        match command.verb:
            case Verb.QUANTITY:
                presenter.typed(f"{command.pieces}*")
                self._screen.sound(Tone.TAKEN)
            case Verb.VOID:
                presenter.in_turn(self._tell_without_line)
                presenter.void()
            case Verb.UNDO:
                presenter.in_turn(self._hear_undo)
                presenter.undo()
            case Verb.YES if presenter.scanning.question() is None:
                presenter.refuse(Said("warn", "nothing_asked"))
            case Verb.YES:
                keys.confirm()
            case Verb.PARK:
                keys.park()
            case Verb.CASH | Verb.CARD:
                presenter.in_turn(self._tell_without_goods)
                (keys.pay_exact if command.verb is Verb.CASH else keys.pay_card)()
            case Verb.LABEL:
                presenter.in_turn(self._tell_without_line)
                presenter.in_turn(self._print_label)
            case Verb.COPY:
                self._screen.messages.print_receipt()
            case _:
                presenter.refuse(Said("warn", "unknown_command"))

    def _tell_without_line(self) -> None:
        if self._presenter.selected_line() is None:
            self._presenter.refuse(Said("warn", "no_line_yet"))
        else:
            self._screen.sound(Tone.TAKEN)

    def _hear_undo(self) -> None:
        if self._presenter.can_undo:
            self._screen.sound(Tone.TAKEN)

    def _tell_without_goods(self) -> None:
        if self._presenter.basket.is_empty:
            self._presenter.refuse(Said("warn", "nothing_to_pay"))

    def _print_label(self) -> None:
        line = self._presenter.selected_line()
        if line is not None:
            job = partial(self._parts.till_labels.print_one, line.item.sku)
            self._workers.paper.submit(job, partial(self._on_label, line.item.name), self._on_no_label)

    def _on_label(self, name: str, _done: None) -> None:
        self._screen.say(Said("ok", "label_printed", {"name": name}))

    def _on_no_label(self, error: Refusal | Trouble) -> None:
        self._presenter.refuse(said_of(error))
