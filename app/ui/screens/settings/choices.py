"""Fields of the settings: a list to choose from, and a field with its name above it."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.ui.widgets.choices import ChoiceBox
from app.ui.widgets.labels import PlainLabel

_FIELD = 336  # px


def choice_box(name: str, accessible_name: str) -> QComboBox:
    """A list to choose from, still empty."""
    box = ChoiceBox(name=name, accessible_name=accessible_name)
    box.setFixedWidth(_FIELD)
    return box


def choose(box: QComboBox, value: str | int) -> None:
    """Let this be chosen, or the first where it is not in the list."""
    box.setCurrentIndex(max(0, box.findData(value)))


def labelled(field: QWidget) -> QVBoxLayout:
    """A field with its name above it."""
    label = PlainLabel(field.accessibleName(), name=f"{field.objectName()}Label", role="strong")
    label.setBuddy(field)
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(label)
    column.addWidget(field)
    return column
