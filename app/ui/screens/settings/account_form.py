"""The form of one account of the shop, or of a way to pay or a reason of adjustments with the account it goes to."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from app.domain.accounting import account_name
from app.domain.party_codes import check_party_code
from app.domain.refusal import Refusal
from app.domain.requests import PartyAsked
from app.domain.wording import sentence
from app.reports.choices import AccountOf
from app.ui.widgets.dialogs import ScreenDialog, TypedField
from app.ui.widgets.form_rows import FormRows
from app.ui.widgets.labels import PlainLabel, isolate

_WIDTH = 720  # px
_FIELD = 300  # px
_LONGEST = 80


class AccountForm(ScreenDialog):
    """The form.

    Args:
        of: What is changed, None for a new reason.
        words: What people call it.
        parent: The window of the screen.
    """

    wished = Signal(object)  # PartyAsked, once until it is refused

    def __init__(self, of: AccountOf | None, words: str, *, parent: QWidget | None) -> None:
        title = QCoreApplication.translate("AccountForm", "A new reason") if of is None else words
        super().__init__(title, name="accountForm", modal=False, parent=parent)
        self._of = of
        self._kind = "reason" if of is None else of.kind
        self._rows = FormRows(_FIELD)
        self.column.addLayout(self._rows)
        self.code = self.name = None
        if of is None:
            self.code = self._field("accountCode", self.tr("Short name"), self.tr("for good, such as tasting"))
        if self._kind != "account":
            self.name = self._field("accountName", self.tr("Name"), self.tr("as people choose it"), words)
        self.account = self._field(
            "accountAccount",
            self.tr("Account"),
            self.tr("number and name, as the accountant says them; left empty: as the program calls it"),
            "" if of is None else of.account,
        )
        self.preview = PlainLabel(name="accountPreview", role="strong", wraps=True)
        self.column.addWidget(self.preview)
        self.column.addStretch(1)
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Back"), answer=self.tr("Save"), icon="save")
        self.answer_button.clicked.connect(self.answer)
        self.keys.bind("Enter", self.answer)
        self.setMinimumWidth(_WIDTH)
        self._on_typed()
        first = self.code or self.account
        first.setFocus()
        first.selectAll()

    def answer(self) -> None:
        """Enter: what it is filled in with goes out, or it is said why not."""
        if self.is_locked():
            return
        account = self.account.text().strip()
        code = self._of.code if self._of is not None else self.code.text().strip() if self.code is not None else ""
        try:
            check_party_code(self._kind, code)
        except Refusal as refusal:
            self.show_refusal(sentence(refusal.code, refusal.facts))
            return
        name = account if self.name is None else self.name.text().strip()
        self._lock()
        if self._kind == "account":
            self.wished.emit(PartyAsked("account", code, name=name))
        else:
            self.wished.emit(PartyAsked(self._kind, code, name=name or None, account=account))

    def _field(self, name: str, label: str, hint: str, text: str = "") -> TypedField:
        field = TypedField(name=name, accessible_name=label, keys=self.keys)
        field.setMaxLength(_LONGEST)
        field.setText(text)
        field.entered.connect(self.answer)
        field.textEdited.connect(self._on_typed)
        self._rows.add(label, field, hint)
        return field

    def _on_typed(self) -> None:
        self.bar.clear()
        typed = self.account.text().strip()
        usual = self._of.full_name if self._of is not None else "Expenses:WriteOff"
        if typed or self._of is None or not self._of.account:
            written = self.tr("In the journal and its files: {name}").format(name=isolate(account_name(typed, usual)))
            self.preview.setText(written)
        else:
            self.preview.setText(self.tr("In the journal and its files it gets the program's own name again."))
