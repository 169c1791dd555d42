"""The form of one person: name, short name, what the person may do, PIN, and whether the person still works here."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.refusal import Refusal
from app.domain.rights import Role
from app.domain.staff import LONGEST_PIN, Colleague, PersonAsked, checked
from app.domain.wording import sentence
from app.ui.widgets.dialogs import ScreenDialog, TypedField
from app.ui.widgets.form_rows import FormRows, choice

_WIDTH = 680  # px
_FIELD = 360  # px: the longest of what a person may do


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
        self._rows = FormRows(_FIELD)
        self.column.addLayout(self._rows)
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
        roles = (
            (Role.OWNER.value, self.tr("everything, the settings of the shop too")),
            (Role.MANAGER.value, self.tr("manage: all but the settings of the shop")),
            (Role.CASHIER.value, self.tr("sell: sales, cash, labels")),
            (Role.CLERK.value, self.tr("keep stock: deliveries, counts, transfers")),
        )
        self.role = choice("personRole", self.tr("May"), roles, person.role.value)
        self._rows.add(self.tr("May"), self.role)
        kept = self.tr("As it was, unless you type another one. Empty it to take it away.")
        fresh = self.tr("Four to eight digits; without one, the name is chosen at the lock.")
        self.pin = self._field("personPin", self.tr("PIN"), kept if person.has_pin else fresh)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(LONGEST_PIN)
        if person.has_pin:
            self.pin.setText("0" * LONGEST_PIN)  # dots only: nobody knows the PIN, the book neither
            self.pin.setModified(False)
        works = ((True, self.tr("yes")), (False, self.tr("has left")))
        self.works = choice("personWorks", self.tr("Works here"), works, person.is_active)
        self._rows.add(self.tr("Works here"), self.works)
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
        self._rows.add(label, field, hint)
        return field

    def _on_typed(self) -> None:
        self.bar.clear()


def _short(name: str) -> str:
    """A short name out of a name: "anna" of "Anna Berg"."""
    words = name.split()
    return words[0].casefold()[:32] if words else ""
