"""Asks where a copy of the book goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.widgets.dialogs import ScreenDialog, TypedField
from app.ui.widgets.form_rows import FormRows
from app.ui.widgets.labels import PlainLabel

_FIELD, _WIDTH = 520, 720  # px
_LONGEST = 1000  # signs in a path


class CopyBookDialog(ScreenDialog):
    """One field; Enter makes the copy.

    Args:
        folder: Where copies go.
        parent: The window it belongs to.
    """

    wished = Signal(object)  # Path

    def __init__(self, folder: Path, *, parent: QWidget) -> None:
        super().__init__(self.tr("Back up the book"), name="copy_book", modal=False, parent=parent)
        told = self.tr(
            "A copy of the whole book is made and checked while you go on selling. Keep copies where the till is not: "
            "on another disk, a stick, or a folder that is synchronised."
        )
        about = PlainLabel(told, name="copy_book_about", role="small", wraps=True)
        about.setMinimumWidth(_WIDTH)
        self.folder = TypedField(name="copy_book_folder", accessible_name=self.tr("Folder"), keys=self.keys)
        self.folder.setMaxLength(_LONGEST)
        self.folder.setText(str(folder))
        rows = FormRows(_FIELD)
        rows.add(self.tr("Folder"), self.folder)
        self.column.addWidget(about)
        self.column.addLayout(rows)
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Back"), answer=self.tr("Back up"), icon="save")
        self.folder.entered.connect(self._on_entered)
        self.answer_button.clicked.connect(self._on_entered)
        self.folder.setFocus()

    def _on_entered(self) -> None:
        path = Path(self.folder.text().strip()).expanduser()
        if not path.is_absolute():
            self.show_refusal(self.tr("Name the whole path of the folder in which the copy is to lie."))
        elif not self.is_locked():
            self._lock()
            self.clear_refusal()
            self.wished.emit(path)
