"""Accounts and reasons: what the accountant calls things, and why stock may be adjusted. It holds on every till."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.base.trouble import Trouble
from app.domain.accounting import Word
from app.domain.refusal import Refusal
from app.domain.requests import PartyAsked
from app.domain.wording import sentence
from app.reports.choices import AccountOf
from app.ui.parts import Parts
from app.ui.screens.settings.account_form import AccountForm
from app.ui.tasks import Workers
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.labels import PlainLabel, isolate_name
from app.ui.widgets.panels import Card
from app.ui.widgets.tables import Column, ModelTable, RowsModel

if TYPE_CHECKING:
    from app.domain.changes import Changes

_HEIGHT = 316  # px: head and five rows are in sight
_ACCOUNT = 300  # px


class AccountsCard(Card):
    """The card."""

    failed = Signal(object)  # Refusal or Trouble
    published = Signal(object)  # Changes

    def __init__(self, parts: Parts, workers: Workers) -> None:
        super().__init__(name="settingsAccountsCard")
        self._parts, self._workers = parts, workers
        self._form: AccountForm | None = None
        self._model: RowsModel[AccountOf] = RowsModel(
            [
                Column("name", self.tr("What it is for"), self._name, detail=self._kind),
                Column("account", self.tr("Account"), _account, detail=self._own, width=_ACCOUNT),
            ],
            self,
        )
        self.table = ModelTable(name="settingsAccounts", accessible_name=self.tr("Accounts and reasons"))
        self.table.show_model(self._model)
        self.table.setMinimumHeight(_HEIGHT)
        self.change = ActionButton(self.tr("Change"), name="settingsAccountChange", icon="pencil", key=self.tr("F11"))
        self.add = ActionButton(self.tr("New reason"), name="settingsReasonAdd", icon="plus", key=self.tr("F12"))
        keys = QHBoxLayout()
        keys.setSpacing(8)
        keys.addWidget(self.change)
        keys.addWidget(self.add)
        keys.addStretch(1)
        about = self.tr("What the journal and its files for the accountant call each account; why stock is adjusted.")
        self.column.addWidget(PlainLabel(self.tr("Accounts and reasons"), name="settingsAccountsTitle", role="heading"))
        self.column.addWidget(self.table)
        self.column.addLayout(keys)
        self.column.addWidget(PlainLabel(about, name="settingsAccountsAbout", role="muted", wraps=True))
        self.change.clicked.connect(self._on_change)
        self.add.clicked.connect(self._on_add)
        self.table.doubleClicked.connect(self._on_change)

    def read(self) -> None:
        """Read again what they are called."""
        self._workers.pool.submit(self._parts.report_choices.accounts, self._model.show_rows, self._on_failed)

    def _on_change(self) -> None:
        rows = self._model.rows()
        row = self._model.row_at(self.table.currentIndex()) or (rows[0] if rows else None)
        if row is not None:
            self._open(row, self._name(row))

    def _on_add(self) -> None:
        self._open(None, "")

    def _open(self, row: AccountOf | None, words: str) -> None:
        self._form = AccountForm(row, words, parent=self.window())
        self._form.wished.connect(self._on_wished)
        self._form.show()

    def _on_wished(self, asked: PartyAsked) -> None:
        job = partial(self._parts.cataloguing.set_party, asked, user=self._parts.user)
        self._workers.store.submit(job, self._on_set, self._on_not_set)

    def _on_set(self, changes: Changes) -> None:
        if self._form is not None:
            self._form.accept()
            self._form = None
        self.published.emit(changes)
        self.read()
        self.table.setFocus()

    def _on_not_set(self, error: Refusal | Trouble) -> None:
        if self._form is not None:
            self._form.show_refusal(sentence(error.code, error.facts))

    def _on_failed(self, error: Refusal | Trouble) -> None:
        self.failed.emit(error)

    def _name(self, row: AccountOf) -> str:
        words = {"account": self._accounts, "reason": self._reasons}.get(row.kind)
        return row.name or (words().get(row.code, row.code) if words is not None else row.code)

    def _kind(self, row: AccountOf) -> str:
        kind = {"account": self.tr("account"), "tender": self.tr("way to pay"), "reason": self.tr("reason")}[row.kind]
        return kind if row.kind == "account" else f"{kind} \u00b7 {isolate_name(row.code)}"

    def _own(self, row: AccountOf) -> str:
        return self.tr("named by the shop: {name}").format(name=isolate_name(row.account)) if row.account else ""

    def _reasons(self) -> dict[str, str]:
        return {
            "damaged": self.tr("Damaged"),
            "expired": self.tr("Expired"),
            "stolen": self.tr("Stolen"),
            "own_use": self.tr("Own use"),
            "found": self.tr("Found"),
            "other": self.tr("Other"),
        }

    def _accounts(self) -> dict[str, str]:
        return {
            Word.INVENTORY: self.tr("Goods in stock"),
            Word.TENDER: self.tr("What customers pay with"),
            Word.SAFE: self.tr("The safe"),
            Word.BANK: self.tr("The bank"),
            Word.TAX_INPUT: self.tr("Tax on what is bought"),
            Word.TAX_OUTPUT: self.tr("Tax on what is sold"),
            Word.GRNI: self.tr("Goods received, not invoiced"),
            Word.CARRIERS: self.tr("Freight received, not invoiced"),
            Word.PAYABLES: self.tr("What suppliers are owed"),
            Word.OPENING: self.tr("Opening balance"),
            Word.SALES: self.tr("Sales"),
            Word.SALES_RETURNS: self.tr("Goods that customers brought back"),
            Word.CASH_ROUNDING: self.tr("Rounding of cash"),
            Word.PAID_IN: self.tr("Paid into the drawer"),
            Word.COST_OF_SALES: self.tr("Cost of sales"),
            Word.PURCHASE_VARIANCE: self.tr("Purchase variance"),
            Word.SHRINKAGE: self.tr("Shrinkage"),
            Word.WRITE_OFF: self.tr("Written off"),
            Word.WRITE_DOWN: self.tr("Written down"),
            Word.OVER_SHORT: self.tr("Cash over and short"),
            Word.PAID_OUT: self.tr("Paid out of the drawer"),
        }


def _account(row: AccountOf) -> str:
    return row.full_name
