"""The actions of the sale, as they are seen: their words, icons and keys. What they do is `keys`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.widgets.buttons import ActionButton


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a key and a button do.

    Attributes:
        name: The object name of the button.
        label: The words on it, translated; "" where the icon says it.
        spoken: What a screen reader says.
        icon: A name in `resources/icons`.
        key: The key, as Qt writes it.
        is_bound: Whether the key is bound to the window; those that edit text are left to the scan box.
    """

    name: str
    label: str
    spoken: str
    icon: str
    key: str
    is_bound: bool = True


class ActionRow(QWidget):
    """A row of buttons, each with its key.

    Attributes:
        buttons: By the names of their actions.
    """

    def __init__(self, name: str, actions: Sequence[Action]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.buttons = {action.name: action_button(action) for action in actions}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for action in actions:
            row.addWidget(self.buttons[action.name], 1 if action.label else 0)


class SaleActions(QObject):
    """Names them all."""

    def all(self) -> list[Action]:
        """Every one of them."""
        return [*self.of_line(), *self.of_sale(), self.price_check()]

    def of_line(self) -> list[Action]:
        """Those for the chosen line."""
        return [
            Action(
                "saleRemove",
                self.tr("Remove"),
                self.tr("Remove line"),
                "trash-2",
                "Del",
                is_bound=False,
            ),
            Action("saleLess", "", self.tr("One less"), "minus", "-", is_bound=False),
            Action("saleMore", "", self.tr("One more"), "plus", "+", is_bound=False),
            Action("saleQuantity", self.tr("Quantity"), self.tr("Quantity of line"), "calculator", "F4"),
            Action("salePrice", self.tr("Price"), self.tr("Price of line"), "tag", "Shift+F4"),
            Action(
                "saleLineDiscount",
                self.tr("Discount"),
                self.tr("Discount on line"),
                "percent",
                "Shift+F6",
            ),
        ]

    def of_sale(self) -> list[Action]:
        """Those for the whole sale."""
        return [
            Action("saleUndo", self.tr("Undo"), self.tr("Undo"), "undo-2", "Ctrl+Z"),
            Action(
                "saleDiscount",
                self.tr("Sale discount"),
                self.tr("Discount on the sale"),
                "percent",
                "F6",
            ),
            Action("salePark", self.tr("Park"), self.tr("Park the sale"), "pause", "F7"),
            Action("saleRecall", self.tr("Recall"), self.tr("Recall a parked sale"), "play", "F8"),
            Action("saleClear", self.tr("Clear"), self.tr("Take everything out"), "x", "Ctrl+Del"),
        ]

    def price_check(self) -> Action:
        """The one beside the scan box."""
        words = self.tr("Price check")
        return Action("salePriceCheck", words, words, "package-search", "F3")


def action_button(action: Action) -> ActionButton:
    """The button of an action, with its key on it."""
    key = QKeySequence(action.key).toString(QKeySequence.SequenceFormat.NativeText)
    button = ActionButton(action.label, name=action.name, icon=action.icon, key=key)
    button.setAccessibleName(action.spoken)
    # By Tab, yes; but a click must not take the focus out of the scan box.
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
