"""Asks as what a report is kept, and where."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.screens.reports.work_row import WorkRow
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import ScreenDialog, TypedField

_LONGEST = 1000  # signs in a path
_WIDTH = 720  # px


class Keeper(Protocol):
    """Who keeps the file."""

    def path(self, ending: str) -> Path | None:
        """Where a file with that ending goes by itself."""

    def percent(self) -> int | None:
        """How much of it is written, or None while nobody knows."""


class SaveDialog(ScreenDialog):
    """One key for each format, and the file, which can be named otherwise.

    Args:
        formats: The endings that are offered.
        keeper: Knows where a file goes by itself, and how far it is.
        name: The object name.
        parent: The window it belongs to.
    """

    wished = Signal(object)  # Path
    stopped = Signal()  # the file takes too long

    def __init__(self, formats: tuple[str, ...], keeper: Keeper, *, name: str, parent: QWidget) -> None:
        super().__init__(self.tr("Save"), name=name, modal=False, parent=parent)
        self._formats, self._keeper = formats, keeper
        self.field = TypedField(name=f"{name}_path", accessible_name=self.tr("File"), keys=self.keys)
        self.field.setMaxLength(_LONGEST)
        self.field.setMinimumWidth(_WIDTH)
        self.field.entered.connect(self._on_entered)
        row = QHBoxLayout()
        row.setSpacing(8)
        titles = self._titles()
        self.buttons: list[ActionButton] = []
        for place, ending in enumerate(formats, start=1):
            button = ActionButton(titles[ending], name=f"{name}_{ending}", key=f"Ctrl+{place}")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setProperty("ending", ending)
            button.clicked.connect(self._on_format)
            self.keys.bind(f"Ctrl+{place}", button.click)
            self.buttons.append(button)
            row.addWidget(button, 1)
        self.column.addLayout(row)
        self.column.addWidget(self.field)
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Back"), answer=self.tr("Save"), icon="save")
        # Outside the page, which takes no clicks while the file is written.
        self.working = WorkRow(keeper.percent, name=f"{name}_work")
        self.working.cancel.clicked.connect(self.reject)
        whole = self.layout()
        if whole is not None:
            whole.addWidget(self.working)
        self.answer_button.clicked.connect(self._on_entered)
        self.buttons[0].setChecked(True)
        self._name(formats[0])
        self.field.setFocus()

    def _name(self, ending: str) -> None:
        path = self._keeper.path(ending)
        self.field.setText("" if path is None else str(path))

    def _on_format(self) -> None:
        button = self.sender()
        if button is not None:
            self._name(str(button.property("ending")))
            self.field.setFocus()

    def _on_entered(self) -> None:
        text = self.field.text().strip()
        path = Path(text).expanduser()
        if not text or path.suffix.removeprefix(".").lower() not in self._formats:
            endings = ", ".join(f".{ending}" for ending in self._formats)
            self.show_refusal(self.tr("The name of the file must end in {endings}.").format(endings=endings))
            self.field.show_error(wrong=True)
        elif not self.is_locked():
            self._lock()
            self.clear_refusal()
            self.working.show_busy(is_busy=True)
            self.wished.emit(path)

    def show_refusal(self, sentence: str) -> None:
        """Say why there is no file."""
        self.working.show_busy(is_busy=False)
        super().show_refusal(sentence)

    def reject(self) -> None:
        """Esc: go back, or stop what takes too long."""
        if self.is_locked():
            self.stopped.emit()
        super().reject()

    def _titles(self) -> dict[str, str]:
        return {
            "pdf": self.tr("PDF"),
            "xlsx": self.tr("Excel"),
            "csv": self.tr("CSV"),
            "json": self.tr("JSON"),
        }
