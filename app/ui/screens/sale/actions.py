"""The actions of the sale, as they are seen: their words, icons and keys. What they do is `keys`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.theme import TARGET
from app.ui.widgets.buttons import ActionButton

_GAP = 8  # px


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
    """A row of buttons, each with its key. Where the room is small, icon and key are left, and the words are a tip.

    Args:
        name: The object name.
        actions: What they do, in their order.
        variant: Of the buttons.

    Attributes:
        buttons: By the names of their actions.
    """

    def __init__(self, name: str, actions: Sequence[Action], *, variant: str = "plain") -> None:
        super().__init__()
        self.setObjectName(name)
        self.buttons = {action.name: action_button(action, variant=variant) for action in actions}
        self._actions = tuple(actions)
        self._is_short = False
        self._widths = (0, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for action in actions:
            row.addWidget(self.buttons[action.name], 1 if action.label else 0)

    def sizeHint(self) -> QSize:
        return QSize(self._measured()[0], TARGET)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._measured()[1], TARGET)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_short = self.width() < self._measured()[0]
        if is_short != self._is_short:
            self._is_short = is_short
            for action in self._actions:
                button = self.buttons[action.name]
                button.set_short(action.label, short=is_short)
                button.setAccessibleName(action.spoken)
                button.setToolTip(f"{action.spoken} ({action.key})" if is_short else "")

    def _measured(self) -> tuple[int, int]:
        """The width with all words, and without any."""
        if not self._is_short:
            gaps = _GAP * (len(self._actions) - 1)
            whole = gaps + sum(button.sizeHint().width() for button in self.buttons.values())
            self._widths = (whole, whole - sum(button.spared_by_shortness() for button in self.buttons.values()))
        return self._widths


class SaleActions(QObject):
    """Names them all."""

    def all(self) -> list[Action]:
        """Every one of them."""
        return [*self.of_line(), *self.of_sale(), self.price_check(), self.drawer()]

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

    def of_last_sale(self) -> list[Action]:
        """Those for the last sale."""
        return [
            Action("saleCopy", self.tr("Copy"), self.tr("Print a copy of the last receipt"), "printer", "Ctrl+P"),
            Action("saleMend", self.tr("Mend payment"), self.tr("Mend how it was paid"), "pencil", "Ctrl+T"),
        ]

    def price_check(self) -> Action:
        """The one beside the scan box."""
        words = self.tr("Price check")
        return Action("salePriceCheck", words, words, "package-search", "F3")

    def drawer(self) -> Action:
        """The one beside that: cash goes in or out without a sale."""
        return Action("saleDrawer", "", self.tr("Open the drawer"), "inbox", "Ctrl+D")


def action_button(action: Action, *, variant: str = "plain") -> ActionButton:
    """The button of an action, with its key on it."""
    key = QKeySequence(action.key).toString(QKeySequence.SequenceFormat.NativeText)
    button = ActionButton(action.label, name=action.name, icon=action.icon, key=key, variant=variant)
    button.setAccessibleName(action.spoken)
    # By Tab, yes; but a click must not take the focus out of the scan box.
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
