"""A dialog for what a batch scanner brought: pasted, typed, or out of a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import ENTER_KEYS, ScreenDialog
from app.ui.widgets.files import file_to_read
from app.ui.widgets.labels import PlainLabel

_SIZE = QSize(720, 520)  # px
_CTRL = Qt.KeyboardModifier.ControlModifier


class _Pasted(QPlainTextEdit):
    """Text in which Enter begins a line and Ctrl+Enter answers."""

    answered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS and event.modifiers() & _CTRL:
            event.accept()
            self.answered.emit()
        else:
            super().keyPressEvent(event)


class BatchDialog(ScreenDialog):
    """The dialog.

    Args:
        about: What becomes of it, translated already.
        answer: The words on the button.
        title: What stands above it, translated already; "" is that of a batch scanner.
        parent: The window of the screen.
    """

    wished = Signal(object)  # str, what was pasted; or Path, the file; once until it is refused

    def __init__(self, about: str, answer: str, *, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title or self.tr("From a batch scanner"), name="batch_dialog", modal=False, parent=parent)
        self.column.addWidget(PlainLabel(about, name="batch_about", role="muted", wraps=True))
        self.text = _Pasted()
        self.text.setObjectName("batch_text")
        self.text.setAccessibleName(self.tr("Codes and how many of each, a line each"))
        self.text.setPlaceholderText("4006381333931,12\n4012345678901,6")  # a code and a count, in any language
        self.text.setTabChangesFocus(True)
        self.text.answered.connect(self.answer)
        self.column.addWidget(self.text, 1)
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Back"), answer=answer, icon="check", key=self.tr("Ctrl+Enter"))
        self.file_button = ActionButton(
            self.tr("Open a file"), name="batch_file", icon="folder-open", key=self.tr("Ctrl+O")
        )
        self.footer.insertWidget(1, self.file_button)
        self.file_button.clicked.connect(self._on_file)
        self.keys.bind("Ctrl+O", self._on_file)
        self.answer_button.clicked.connect(self.answer)
        self.text.setFocus()
        self.resize(_SIZE)

    def answer(self) -> None:
        """What stands in the field goes out."""
        if not self.is_locked():
            self._lock()
            self.wished.emit(self.text.toPlainText())

    def take_file(self, path: Path) -> None:
        """A file was chosen."""
        if not self.is_locked():
            self._lock()
            self.wished.emit(path)

    def _on_file(self) -> None:
        kinds = self.tr("Text and spreadsheets (*.txt *.csv *.tsv *.xlsx *.xls *.ods);;Everything (*)")
        chosen = file_to_read(self, self.tr("A file of codes and counts"), kinds)
        if chosen:
            self.take_file(Path(chosen))
