"""Frames that hold other widgets: the card, what stands where a list has nothing to show, and the way of Tab."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.labels import IconMark, PlainLabel

SPACING = 12  # px between the parts of a card
MARGIN = 16  # px inside a card


def tab_through(*fields: QWidget) -> None:
    """Let Tab go from one to the next: what has a focus proxy would leave out what stands before it."""
    for before, after in pairwise(fields):
        QWidget.setTabOrder(before, after)


class Card(QFrame):
    """A rounded surface on the ground. Its parts stand below one another, or in a layout added to `column`."""

    def __init__(self, *, name: str, margin: int = MARGIN) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(SPACING)


class EmptyState(QWidget):
    """One sentence and one button, where there is nothing yet. The screen connects `button.clicked`.

    Args:
        sentence: What is missing and what it is for, translated already.
        name: The object name; the button's is this and `_button`.
        icon: A name in `resources/icons`.
        action: The words on the button.
        key: The key that does the same, or none.
    """

    def __init__(self, sentence: str, *, name: str, icon: str, action: str, key: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(sentence)
        self.sentence = PlainLabel(sentence, name=f"{name}_sentence", role="muted", wraps=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        self.button = ActionButton(action, name=f"{name}_button", key=key)
        mark = IconMark(icon, name=f"{name}_icon", colour="muted", size=48)
        column = QVBoxLayout(self)
        column.setSpacing(MARGIN)
        column.addStretch(1)
        column.addWidget(mark, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.sentence)
        column.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
