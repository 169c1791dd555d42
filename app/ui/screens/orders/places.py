"""The three rooms of the orders screen, and how their buttons stand: orders that are open, all of them, suppliers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.widgets.buttons import ActionButton


def place_buttons(owner: QWidget, name: str) -> tuple[ActionButton, ActionButton, ActionButton]:
    """Buttons for the three rooms, of which one is chosen; each room has them at the same place."""
    rooms = (
        (QCoreApplication.translate("places", "Open"), f"{name}Open", "Ctrl+1"),
        (QCoreApplication.translate("places", "All"), f"{name}All", "Ctrl+2"),
        (QCoreApplication.translate("places", "Suppliers"), f"{name}Suppliers", "Ctrl+3"),
    )
    group = QButtonGroup(owner)
    found = []
    for label, object_name, key in rooms:
        button = quiet_button(label, object_name, "", key)
        button.setCheckable(True)
        group.addButton(button)
        found.append(button)
    opened, everything, suppliers = found
    return opened, everything, suppliers


def quiet_button(label: str, name: str, icon: str, key: str) -> ActionButton:
    """A button that a click does not give the keyboard to."""
    button = ActionButton(label, name=name, icon=icon, key=key)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def in_a_row(*buttons: ActionButton) -> QHBoxLayout:
    """Buttons side by side, over the whole width."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button, 1)
    return row


def in_rows(*rows: tuple[ActionButton, ...]) -> QVBoxLayout:
    """Buttons in rows from the left: all of them beside each other are wider than the smallest screen."""
    column = QVBoxLayout()
    column.setSpacing(8)
    for buttons in rows:
        row = in_a_row()
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
    return column
