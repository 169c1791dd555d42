"""Settings: those of this machine hold as soon as they are chosen, those of the shop when they are saved."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.base.settings import Machine, Settings
from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.domain.wording import sentence
from app.ui.bus import Bus
from app.ui.parts import Parts
from app.ui.screens.settings.accounts_card import AccountsCard
from app.ui.screens.settings.choices import choice_box, choose, labelled
from app.ui.screens.settings.logo_card import LogoCard
from app.ui.screens.settings.loudness import loudness_of, volume_of
from app.ui.screens.settings.people_card import PeopleCard
from app.ui.screens.settings.printer_card import PrinterCard
from app.ui.screens.settings.scanner_card import ScannerCard
from app.ui.screens.settings.shop_card import ShopCard
from app.ui.sound import Loudness, Sounds, Tone
from app.ui.tasks import Workers
from app.ui.theme import ThemeChoice, apply_theme
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.labels import PlainLabel, isolate_name
from app.ui.widgets.messages import InlineBar
from app.ui.widgets.panels import Card
from app.version import VERSION

_WIDE = 1160  # px: room for the cards side by side


class SettingsScreen(QWidget):
    """Looks, tones and printer of this machine, what the shop decides for all tills, and what program this is."""

    def __init__(self, parts: Parts, workers: Workers, sounds: Sounds, bus: Bus) -> None:
        super().__init__()
        self.setObjectName("settingsScreen")
        self._parts, self._workers, self._sounds, self._bus = parts, workers, sounds, bus
        self._settings: Settings = parts.settings
        self._build()
        self._show_machine(self._settings.machine)
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._area.verticalScrollBar().setValue(0)
        self.printers.look_for_printers()
        self.people.read()
        self.logo.read()
        self.accounts.read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() > _WIDE
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _build(self) -> None:
        self._theme = choice_box("settingsTheme", self.tr("Colours"))
        for choice, words in (
            (ThemeChoice.AUTO, self.tr("As the desktop")),
            (ThemeChoice.LIGHT, self.tr("Light")),
            (ThemeChoice.DARK, self.tr("Dark")),
        ):
            self._theme.addItem(words, choice.value)
        self._loudness = choice_box("settingsLoudness", self.tr("Tones"))
        for loudness, words in (
            (Loudness.OFF, self.tr("Off")),
            (Loudness.QUIET, self.tr("Quiet")),
            (Loudness.NORMAL, self.tr("Normal")),
            (Loudness.LOUD, self.tr("Loud")),
        ):
            self._loudness.addItem(words, loudness.value)
        self._taken = ActionButton(self.tr("Hear “taken”"), name="settingsHearTaken", icon="volume-2")
        self._refused = ActionButton(self.tr("Hear “refused”"), name="settingsHearRefused", icon="volume-2")
        self.message = InlineBar(name="settingsMessage")
        self.scanner = ScannerCard(self._parts, self._workers)
        self.printers = PrinterCard(self._parts, self._workers)
        self.shop_card = ShopCard(self._parts, self._workers)
        self.people = PeopleCard(self._parts, self._workers)
        self.logo = LogoCard(self._parts, self._workers)
        self.accounts = AccountsCard(self._parts, self._workers)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(16)
        column.addWidget(PlainLabel(self.tr("Settings"), name="settingsTitle", role="title"))
        column.addWidget(self._pages(), 1)
        column.addWidget(self.message)
        self.setFocusProxy(self._theme)

    def _pages(self) -> QScrollArea:
        """The cards side by side; what has no room can be scrolled to."""
        machine = QVBoxLayout()
        machine.setSpacing(16)
        for card in (self._machine_card(), self.printers, self.scanner, self._about_card()):
            machine.addWidget(card)
        machine.addStretch(1)
        shop = QVBoxLayout()
        shop.setSpacing(16)
        shop.addWidget(self.shop_card)
        shop.addWidget(self.people)
        shop.addWidget(self.logo)
        shop.addWidget(self.accounts)
        shop.addStretch(1)
        inside = QWidget()
        inside.setObjectName("settingsPage")
        inside.setProperty("role", "page")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._columns.setContentsMargins(0, 0, 8, 0)
        self._columns.setSpacing(16)
        self._columns.addLayout(machine)
        self._columns.addLayout(shop, 1)
        area = self._area = QScrollArea()
        area.setObjectName("settingsArea")
        area.setAccessibleName(self.tr("Settings"))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        return area

    def _machine_card(self) -> Card:
        card = Card(name="settingsMachineCard")
        card.column.addWidget(PlainLabel(self.tr("This till"), name="settingsMachineTitle", role="heading"))
        form = QVBoxLayout()
        form.setSpacing(12)
        for field in (self._theme, self._loudness):
            form.addLayout(labelled(field))
        tones = QHBoxLayout()
        tones.setSpacing(8)
        tones.addWidget(self._taken)
        tones.addWidget(self._refused)
        tones.addStretch(1)
        card.column.addLayout(form)
        card.column.addLayout(tones)
        return card

    def _about_card(self) -> Card:
        card = Card(name="settingsAboutCard")
        lines = (
            self.tr("Tillbook {version}").format(version=VERSION),
            self.tr("Book: {book}").format(book=isolate_name(self._parts.book_name)),
            self.tr("Free software under the MIT licence. Icons: Lucide (ISC). Qt is used under the LGPL."),
        )
        for place, words in enumerate(lines):
            card.column.addWidget(
                PlainLabel(words, name=f"settingsAbout{place}", role="muted" if place else "strong", wraps=True)
            )
        return card

    def _connect(self) -> None:
        self._theme.activated.connect(self._on_theme)
        self._loudness.activated.connect(self._on_loudness)
        self._taken.clicked.connect(self._on_hear_taken)
        self._refused.clicked.connect(self._on_hear_refused)
        for card in (self.printers, self.scanner):
            card.chosen.connect(self._on_chosen)
            card.told.connect(self._on_told)
            card.failed.connect(self._on_not_kept)
        self.scanner.tone.connect(self._sounds.play)
        for shop in (self.shop_card, self.logo):
            shop.told.connect(self._on_told)
            shop.failed.connect(self._on_not_kept)
            shop.published.connect(self._bus.publish)
        for listed in (self.people, self.accounts):
            listed.failed.connect(self._on_not_kept)
            listed.published.connect(self._bus.publish)
        self.people.chosen.connect(self._on_chosen)
        # Wherever the focus is: F4 does not open a list here.
        for key, button in (
            ("Ctrl+S", self.shop_card.save), ("Ctrl+N", self.people.add), ("F4", self.people.change),
            ("F7", self.logo.choose), ("F8", self.logo.drop), ("F11", self.accounts.change),
            ("F12", self.accounts.add),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(button.click)

    def _show_machine(self, machine: Machine) -> None:
        choose(self._theme, machine.theme)
        choose(self._loudness, loudness_of(machine).value)

    def _on_theme(self) -> None:
        choice = ThemeChoice(self._theme.currentData())
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_theme(application, choice)
        self._keep(theme=choice.value)

    def _on_loudness(self) -> None:
        loudness = Loudness(self._loudness.currentData())
        self._sounds.set_loudness(loudness)
        self._sounds.play(Tone.TAKEN)
        if loudness is Loudness.OFF:
            self._keep(sound=False)
        else:
            self._keep(sound=True, volume=volume_of(loudness))

    def _on_chosen(self, values: dict[str, object]) -> None:
        self._keep(**values)

    def _on_hear_taken(self) -> None:
        self._sounds.play(Tone.TAKEN)

    def _on_hear_refused(self) -> None:
        self._sounds.play(Tone.REFUSED)

    def _keep(self, **values: object) -> None:
        self.message.clear()
        # In order: of two choices that follow each other at once the second one stays.
        self._workers.store.submit(partial(self._settings.change, **values), self._on_kept, self._on_not_kept)

    def _on_kept(self, _machine: Machine) -> None:
        """The choice already shows what holds."""

    def _on_not_kept(self, error: Refusal | Trouble) -> None:
        kind = "error" if isinstance(error, Trouble) else "warn"
        self.message.say(kind, sentence(error.code, error.facts))

    def _on_told(self, words: str) -> None:
        self.message.say("ok", words)
