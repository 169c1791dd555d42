"""The form of one person: name, short name, what the person may do, PIN, and whether the person still works here."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from app.domain.refusal import Refusal
from app.domain.rights import Role
from app.domain.staff import LONGEST_PIN, Colleague, PersonAsked, checked
from app.domain.wording import sentence
from app.ui.widgets.dialogs import ScreenDialog, TypedField
from app.ui.widgets.labels import PlainLabel

_WIDTH = 680  # px
_FIELD = 260  # px


def role_words(role: Role) -> str:
    """What a person is in the shop, in a word."""
    return {
        Role.OWNER: QCoreApplication.translate("PersonForm", "everything"),
        Role.MANAGER: QCoreApplication.translate("PersonForm", "manage"),
        Role.CASHIER: QCoreApplication.translate("PersonForm", "sell"),
        Role.CLERK: QCoreApplication.translate("PersonForm", "keep stock"),
    }[role]


class PersonForm(ScreenDialog):
    """The form.

    Args:
        person: Who is to be changed, None for somebody new.
        parent: The window of the screen.
    """

    wished = Signal(object)  # PersonAsked, once until it is refused

    def __init__(self, person: Colleague | None, *, parent: QWidget | None) -> None:
        title = QCoreApplication.translate("PersonForm", "A new person" if person is None else "A person")
        super().__init__(title, name="personForm", modal=False, parent=parent)
        self._person = person
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(2, 1)
        self.column.addLayout(self._grid)
        self._build(person or Colleague("", "", Role.CASHIER, has_pin=False))
        self.setMinimumWidth(_WIDTH)
        self.name.setFocus()

    def answer(self) -> None:
        """Enter: what it is filled in with goes out, or it is said why not."""
        if self.is_locked():
            return
        code = self._person.code if self._person else self.code.text().strip() or _short(self.name.text())
        pin = None if self._person and not self.pin.isModified() else self.pin.text()
        role, is_active = Role(self.role.currentData()), bool(self.works.currentData())
        asked = PersonAsked(code, self.name.text(), role, pin, is_active)
        try:
            checked(asked, self._person)
        except Refusal as refusal:
            self.show_refusal(sentence(refusal.code, refusal.facts))
            field = self.pin if refusal.code.startswith("pin_") else self.name
            field.setFocus()
            field.selectAll()
            return
        self._lock()
        self.wished.emit(asked)

    def _build(self, person: Colleague) -> None:
        self.name = self._field("personName", self.tr("Name"), self.tr("As it stands on receipts and reports."))
        self.name.setText(person.name)
        self.code = self._field("personCode", self.tr("Short name"), self.tr("For good; made from the name if empty."))
        self.code.setText(person.code)
        self.code.setEnabled(self._person is None)
        self.role = self._choice("personRole", self.tr("May"))
        hints = {
            Role.OWNER: self.tr("everything, the settings of the shop too"),
            Role.MANAGER: self.tr("manage: all but the settings of the shop"),
            Role.CASHIER: self.tr("sell: sales, cash, labels"),
            Role.CLERK: self.tr("keep stock: deliveries, counts, transfers"),
        }
        for role, words in hints.items():
            self.role.addItem(words, role.value)
        self.role.setCurrentIndex(self.role.findData(person.role.value))
        kept = self.tr("As it was, unless you type another one. Empty it to take it away.")
        fresh = self.tr("Four to eight digits; without one, the name is chosen at the lock.")
        self.pin = self._field("personPin", self.tr("PIN"), kept if person.has_pin else fresh)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(LONGEST_PIN)
        if person.has_pin:
            self.pin.setText("0" * LONGEST_PIN)  # dots only: nobody knows the PIN, the book neither
            self.pin.setModified(False)
        self.works = self._choice("personWorks", self.tr("Works here"))
        self.works.addItem(self.tr("yes"), True)
        self.works.addItem(self.tr("has left"), False)
        self.works.setCurrentIndex(self.works.findData(person.is_active))
        self.column.addStretch(1)
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Back"), answer=self.tr("Save"), icon="save")
        self.answer_button.clicked.connect(self.answer)
        self.keys.bind("Enter", self.answer)

    def _field(self, name: str, label: str, hint: str) -> TypedField:
        field = TypedField(name=name, accessible_name=label, keys=self.keys)
        field.setMaxLength(60)
        field.entered.connect(self.answer)
        field.textEdited.connect(self._on_typed)
        self._row(name, label, field, hint)
        return field

    def _choice(self, name: str, label: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        box.setAccessibleName(label)
        self._row(name, label, box, "")
        return box

    def _row(self, name: str, label: str, field: QWidget, hint: str) -> None:
        row = self._grid.rowCount()
        words = PlainLabel(label, name=f"{name}_label")
        words.setBuddy(field)
        self._grid.addWidget(words, row, 0)
        if hint:
            field.setFixedWidth(_FIELD)
            self._grid.addWidget(field, row, 1)
            self._grid.addWidget(PlainLabel(hint, name=f"{name}_hint", role="small", wraps=True), row, 2)
        else:
            self._grid.addWidget(field, row, 1, 1, 2)

    def _on_typed(self) -> None:
        self.bar.clear()


def _short(name: str) -> str:
    """A short name out of a name: "anna" of "Anna Berg"."""
    words = name.split()
    return words[0].casefold()[:32] if words else ""
