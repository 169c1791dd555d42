"""The rows of a form: the name of a field, the field, and a hint in small letters beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QLineEdit, QWidget

from app.ui.widgets.choices import ChoiceBox
from app.ui.widgets.labels import PlainLabel

_SEEN = 8  # names at a time


class FormRows(QGridLayout):
    """Rows below each other.

    Args:
        field_px: How wide the fields are.
        spacing_px: Between the rows.
        label_px: How wide their names are, which wrap then; 0 takes what the longest needs.
    """

    def __init__(self, field_px: int, *, spacing_px: int = 8, label_px: int = 0) -> None:
        super().__init__()
        self._field_px, self._label_px = field_px, label_px
        self._hints: dict[str, PlainLabel] = {}
        self._labels: dict[str, PlainLabel] = {}
        self.setHorizontalSpacing(16)
        self.setVerticalSpacing(spacing_px)
        self.setColumnStretch(2, 1)

    def add(self, label: str, field: QWidget, hint: str = "") -> None:
        """Add a row; names of its parts follow from the field's own."""
        name, row = field.objectName(), self.rowCount()
        words = PlainLabel(label, name=f"{name}_label", wraps=bool(self._label_px))
        if self._label_px:
            words.setFixedWidth(self._label_px)
        words.setBuddy(field)
        self._labels[name] = words
        field.setFixedWidth(self._field_px)
        self._hints[name] = PlainLabel(hint, name=f"{name}_hint", role="small", wraps=True)
        self.addWidget(words, row, 0)
        self.addWidget(field, row, 1)
        self.addWidget(self._hints[name], row, 2)

    def rename(self, field: QWidget, label: str) -> None:
        """What a field means is something else from now on."""
        self._labels[field.objectName()].setText(label)
        field.setAccessibleName(label)

    def show_row(self, field: QWidget, *, is_shown: bool) -> None:
        """Show a row, or leave it out: what does not matter now takes no room."""
        for part in (self._labels[field.objectName()], field, self._hints[field.objectName()]):
            part.setVisible(is_shown)

    def hint(self, field: QWidget) -> PlainLabel:
        """The small words beside a field."""
        return self._hints[field.objectName()]


def choice(name: str, label: str, choices: Iterable[tuple[object, str]], chosen: object = None) -> QComboBox:
    """A list of codes and their words to choose from; the first is chosen where `chosen` is not among them."""
    box = ChoiceBox(name=name, accessible_name=label)
    for code, words in choices:
        box.addItem(words, code)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box


def complete(field: QLineEdit, names: Sequence[str]) -> None:
    """Offer the names in which what is typed stands, anywhere."""
    completer = QCompleter(QStringListModel(list(names), field), field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setMaxVisibleItems(_SEEN)
    field.setCompleter(completer)
