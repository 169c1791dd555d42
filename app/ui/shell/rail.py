"""The rail: one button for each place of the program."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.ui.widgets.buttons import RailButton


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the program.

    Attributes:
        name: A stable word for it.
        label: The word under the icon, translated.
        icon: A name in `resources/icons`.
    """

    name: str
    label: str
    icon: str


class Rail(QFrame):
    """Buttons over one another. Alt and a digit go to a place; the last place stands at the lower end."""

    went = Signal(str)  # the name of a place

    def __init__(self, places: tuple[Place, ...]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Places"))
        self.setProperty("role", "rail")
        self._buttons: dict[str, RailButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 12, 6, 12)
        column.setSpacing(4)
        for number, place in enumerate(places, start=1):
            if number == len(places) and number > 1:
                column.addStretch(1)
            button = self._button(place, f"Alt+{number}")
            self._buttons[place.name] = button
            column.addWidget(button)
        if len(places) == 1:
            column.addStretch(1)

    def buttons(self) -> tuple[RailButton, ...]:
        """The buttons, from the top."""
        return tuple(self._buttons.values())

    def mark(self, name: str) -> None:
        """Mark the place where one is."""
        self._buttons[name].setChecked(True)

    def _button(self, place: Place, key: str) -> RailButton:
        button = RailButton(place.label, name=f"rail_{place.name}", icon=place.icon, key=key)
        # By Tab, yes; but a click must not take the focus out of a screen.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setProperty("place", place.name)
        button.clicked.connect(self._on_clicked)
        shortcut = QShortcut(QKeySequence(key), button)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(button.click)
        return button

    def _on_clicked(self) -> None:
        button = self.sender()
        if button is not None:
            self.went.emit(button.property("place"))
