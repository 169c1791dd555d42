"""Accounts and reasons in the settings, by real keys: named by the shop, refused in a sentence, held at once."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QLabel, QTableView, QWidget

from app.reports.choices import AccountOf
from app.ui.widgets.messages import InlineBar
from tests.ui.windows import Key, OpenWindow

ISOLATES = dict.fromkeys(range(0x2066, 0x206A))


def rows(opened: OpenWindow) -> dict[str, str]:
    """What each account, way to pay and reason is called in the journal."""
    table = opened.find("settingsAccounts")
    assert isinstance(table, QTableView)
    model = table.model()
    cells = [[model.index(row, column, QModelIndex()) for column in (0, 1)] for row in range(model.rowCount())]
    return {name.data(): account.data().translate(ISOLATES) for name, account in cells}


def find(opened: OpenWindow, name: str) -> QWidget:
    dialog = opened.dialog()
    assert dialog is not None
    found = dialog.findChild(QWidget, name)
    assert found is not None, name
    return found


def text(opened: OpenWindow, name: str) -> str:
    control = find(opened, name)
    assert isinstance(control, QLabel | InlineBar)
    words = control.sentence() if isinstance(control, InlineBar) else control.text()
    return words.translate(ISOLATES)


def test_an_account_gets_the_name_and_number_that_the_accountant_uses(opened: OpenWindow) -> None:
    opened.goes_to("settings")
    assert rows(opened)["Goods in stock"] == "Assets:Inventory"
    opened.press(Key.Key_F11)
    opened.types("3980 Goods")
    assert text(opened, "accountPreview") == "In the journal and its files: Assets:3980-Goods"
    opened.press(Key.Key_Return)
    assert opened.dialog() is None
    assert rows(opened)["Goods in stock"] == "Assets:3980-Goods"
    opened.press(Key.Key_F11)
    opened.press(Key.Key_Delete, Key.Key_Return)
    assert rows(opened)["Goods in stock"] == "Assets:Inventory"


def test_a_reason_is_added_with_its_account_and_can_be_chosen_for_an_adjustment(opened: OpenWindow) -> None:
    opened.goes_to("settings")
    opened.press(Key.Key_F12)
    opened.press(Key.Key_Return)
    assert "reason" in text(opened, "accountForm_bar")
    opened.types("tasting")
    opened.press(Key.Key_Tab)
    opened.types("Tasting")
    opened.press(Key.Key_Tab)
    opened.types("6640 Tasting")
    opened.press(Key.Key_Return)
    assert opened.dialog() is None
    assert rows(opened)["Tasting"] == "Expenses:6640-Tasting"
    assert AccountOf("reason", "tasting", "Tasting", "6640 Tasting", "Expenses:6640-Tasting") in (
        opened.till.parts.report_choices.accounts()
    )


def test_a_way_to_pay_keeps_its_name_and_gets_an_account(opened: OpenWindow) -> None:
    opened.goes_to("settings")
    table = opened.find("settingsAccounts")
    assert isinstance(table, QTableView)
    names = list(rows(opened))
    card = next(place for place, name in enumerate(names) if name == "Card")
    table.setCurrentIndex(table.model().index(card, 0, QModelIndex()))
    opened.press(Key.Key_F11)
    opened.types("1460 Card money")
    opened.press(Key.Key_Return)
    assert rows(opened)["Card"] == "Assets:1460-Card-money"
