"""What is asked when the window is closed while something on the screen is not in the book yet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget


def ask_to_stay(window: QWidget, leave: Callable[[], None]) -> QMessageBox:
    """Ask whether to close and lose it; `leave` is called when that is chosen."""

    def words(text: str) -> str:
        return QCoreApplication.translate("TillWindow", text)

    question = QMessageBox(window)
    question.setObjectName("closeQuestion")
    question.setIcon(QMessageBox.Icon.Warning)
    question.setWindowTitle(words("Not everything is saved"))
    question.setText(words("Some of what is on the screen could not be saved. Closing now loses it."))
    stay = question.addButton(words("Stay"), QMessageBox.ButtonRole.RejectRole)
    question.addButton(words("Close and lose it"), QMessageBox.ButtonRole.DestructiveRole).clicked.connect(leave)
    question.setDefaultButton(stay)
    question.setEscapeButton(stay)
    question.open()
    return question
