"""A window that asks for a file on F10 and has another key, F8: what it does is said on standard output."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget

from app.ui.widgets.files import file_to_read


class Asking(QWidget):
    """The window."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("asks for files")
        self._field = QLineEdit()
        QVBoxLayout(self).addWidget(self._field)
        for key, slot in (("F10", self._on_file), ("F8", self._on_key)):
            QShortcut(QKeySequence(key), self).activated.connect(slot)
        self._seen = QTimer(self)
        self._seen.timeout.connect(self._on_looked)

    def begin(self) -> None:
        """Come up with the keys."""
        self.show()
        self.activateWindow()
        self._field.setFocus()
        self._seen.start(20)

    def _on_looked(self) -> None:
        """Say once who has the keys, whenever that is somebody else."""
        front = QApplication.activeWindow()
        said = "file dialog" if isinstance(front, QDialog) else "ready" if front is self else ""
        if said and said != self.property("said"):
            self.setProperty("said", said)
            _say(said)

    def _on_file(self) -> None:
        _say(f"chosen {file_to_read(self, 'A file', 'All files (*)')}")

    def _on_key(self) -> None:
        _say(f"pressed, box {self._field.text()}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    application = QApplication(sys.argv)
    window = Asking()
    window.begin()
    sys.exit(application.exec())
