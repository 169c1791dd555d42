"""The people of the shop: a list, a form for each, and after how long the till asks who is there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.domain.rights import Role
from app.domain.staff import Colleague, PersonAsked
from app.domain.wording import sentence
from app.ui.parts import Parts
from app.ui.screens.settings.choices import choice_box, choose, labelled
from app.ui.screens.settings.person_form import PersonForm, role_words
from app.ui.tasks import Workers
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.labels import PlainLabel, isolate_name
from app.ui.widgets.panels import Card
from app.ui.widgets.tables import Column, ModelTable, RowsModel

if TYPE_CHECKING:
    from app.domain.changes import Updated

_MINUTES = (0, 1, 5, 15, 60)
_HEIGHT = 212  # px: head and three people are in sight
_ROLE, _PIN = 120, 168  # px


class PeopleCard(Card):
    """What is changed holds at once, on every till; the minutes are this till's."""

    failed = Signal(object)  # Refusal or Trouble
    published = Signal(object)  # Changes
    chosen = Signal(object)  # what is to be kept: names and values of settings
    lock_set = Signal(int)  # minutes

    def __init__(self, parts: Parts, workers: Workers) -> None:
        super().__init__(name="settingsPeopleCard")
        self._parts, self._workers = parts, workers
        self._form: PersonForm | None = None
        self._people: RowsModel[Colleague] = RowsModel(self._columns(), self)
        self._build()
        self._connect()

    def read(self) -> None:
        """Read again who works here."""
        self._workers.pool.submit(self._parts.staffing.colleagues, self._people.show_rows, self._on_failed)

    def _columns(self) -> tuple[Column[Colleague], ...]:
        return (
            Column("name", self.tr("Name"), lambda one: isolate_name(one.name), detail=lambda one: one.code),
            Column("role", self.tr("May"), self._role, width=_ROLE),
            Column("pin", self.tr("PIN"), self._pin, width=_PIN, tone=self._pin_tone),
        )

    def _role(self, person: Colleague) -> str:
        return role_words(person.role) if person.is_active else self.tr("has left")

    def _pin(self, person: Colleague) -> str:
        if person.has_pin:
            return self.tr("yes")
        return self.tr("none: open to all") if self._pin_tone(person) else self.tr("none")

    def _pin_tone(self, person: Colleague) -> str:
        """Where several people work, anybody could choose the one who may do everything."""
        is_open = person.role is Role.OWNER and person.is_active and not person.has_pin
        return "warn" if is_open and len(self._people.rows()) > 1 else ""

    def _build(self) -> None:
        self.table = ModelTable(name="settingsPeople", accessible_name=self.tr("People who work here"))
        self.table.show_model(self._people)
        self.table.setMinimumHeight(_HEIGHT)
        self.add = ActionButton(self.tr("Add"), name="settingsPersonAdd", icon="plus", key=self.tr("Ctrl+N"))
        self.change = ActionButton(self.tr("Change"), name="settingsPersonChange", icon="pencil", key=self.tr("F4"))
        self._minutes = choice_box("settingsLockAfter", self.tr("Ask who is there after"))
        for minutes in _MINUTES:
            words = (
                self.tr("{count} min without a key").format(count=minutes) if minutes else self.tr("never by itself")
            )
            self._minutes.addItem(words, minutes)
        choose(self._minutes, self._parts.settings.machine.lock_after_min)
        about = self.tr("Ctrl+L locks the till. Whoever types a PIN is at it from then on; an open sale stays.")
        keys = QHBoxLayout()
        keys.setSpacing(8)
        keys.addWidget(self.add)
        keys.addWidget(self.change)
        keys.addStretch(1)
        self.column.addWidget(PlainLabel(self.tr("People"), name="settingsPeopleTitle", role="heading"))
        self.column.addWidget(self.table)
        self.column.addLayout(keys)
        self.column.addLayout(labelled(self._minutes))
        self.column.addWidget(PlainLabel(about, name="settingsPeopleAbout", role="muted", wraps=True))

    def _connect(self) -> None:
        self.add.clicked.connect(self._on_add)
        self.change.clicked.connect(self._on_change)
        self.table.doubleClicked.connect(self._on_change)
        self._minutes.activated.connect(self._on_minutes)

    def _on_add(self) -> None:
        self._ask(None)

    def _on_change(self) -> None:
        person = self._people.row_at(self.table.currentIndex())
        if person is None and self._people.rows():
            person = self._people.rows()[0]
        if person is not None:
            self._ask(person)

    def _ask(self, person: Colleague | None) -> None:
        """Open the form, at once: keys that follow are for it. Who may not change people is told before they type."""
        self._open(person)
        may = partial(self._parts.staffing.require_set_up, user=self._parts.user)
        self._workers.pool.submit(may, self._on_allowed, self._on_not_allowed)

    def _on_allowed(self, _done: None) -> None:
        """The form is open."""

    def _on_not_allowed(self, error: Refusal | Trouble) -> None:
        if self._form is not None:
            self._form.reject()
            self._form = None
        self._on_failed(error)

    def _open(self, person: Colleague | None) -> None:
        self._form = PersonForm(person, parent=self.window())
        self._form.wished.connect(self._on_wished)
        self._form.show()

    def _on_wished(self, asked: PersonAsked) -> None:
        job = partial(self._parts.staffing.set_person, asked, user=self._parts.user)
        self._workers.store.submit(job, self._on_set, self._on_not_set)

    def _on_set(self, done: Updated) -> None:
        if self._form is not None:
            self._form.accept()
            self._form = None
        self.published.emit(done.changes)
        self.read()
        self.table.setFocus()

    def _on_not_set(self, error: Refusal | Trouble) -> None:
        if self._form is not None:
            self._form.show_refusal(sentence(error.code, error.facts))

    def _on_minutes(self) -> None:
        minutes: int = self._minutes.currentData()
        self.chosen.emit({"lock_after_min": minutes})
        self.lock_set.emit(minutes)

    def _on_failed(self, error: Refusal | Trouble) -> None:
        self.failed.emit(error)
