"""F11: an order as a file, for the supplier or for its program."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import ScreenDialog
from app.ui.widgets.labels import PlainLabel, isolate

_WIDTH = 620  # px


class FilesDialog(ScreenDialog):
    """Asks for which program."""

    wished = Signal(str)  # pdf, xlsx or csv

    def __init__(self, number: str, *, parent: QWidget | None) -> None:
        super().__init__(self.tr("Save the order as a file"), name="order_files", modal=True, parent=parent)
        self.setMinimumWidth(_WIDTH)
        told = self.tr("{number} is kept in the folder for orders, beside the book.").format(number=isolate(number))
        self.column.addWidget(PlainLabel(told, name="order_files_what", wraps=True))
        kinds = (
            ("pdf", self.tr("PDF"), "file-text"),
            ("xlsx", self.tr("Excel"), "list"),
            ("csv", self.tr("CSV"), "list"),
        )
        row = QHBoxLayout()
        row.setSpacing(12)
        self.buttons: list[ActionButton] = []
        for place, (kind, label, icon) in enumerate(kinds, start=1):
            button = ActionButton(label, name=f"order_files_{kind}", icon=icon, key=str(place))
            slot = partial(self._on_chosen, kind)
            button.clicked.connect(slot)
            self.keys.bind(str(place), slot)
            row.addWidget(button, 1)
            self.buttons.append(button)
        back = ActionButton(self.tr("Back"), name="order_files_back", icon="arrow-left", key=self.tr("Esc"))
        back.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(back)
        foot.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)
        self.column.addWidget(self.bar)
        self.column.addLayout(foot)
        self.buttons[0].setFocus()

    def _on_chosen(self, kind: str) -> None:
        if not self.is_locked():
            self._lock()
            self.wished.emit(kind)
