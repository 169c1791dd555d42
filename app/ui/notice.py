"""Why the till did not open, said in a window: who starts it by an icon sees nothing of the standard error."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from app.domain.wording import sentence
from app.ui.theme import apply_theme


def tell_not_opened(code: str, facts: dict[str, object]) -> None:
    """Say it, and wait until it was read.

    Args:
        code: Of the refusal or trouble.
        facts: What its sentence is filled with.
    """
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(["tillbook"])
    application.setApplicationName("tillbook")
    apply_theme(application)
    box = QMessageBox()
    box.setObjectName("notOpened")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(QCoreApplication.translate("notice", "Tillbook did not open"))
    box.setAccessibleName(box.windowTitle())
    box.setText(sentence(code, facts))
    close = box.addButton(QCoreApplication.translate("notice", "Close"), QMessageBox.ButtonRole.AcceptRole)
    close.setObjectName("notOpenedClose")
    box.setDefaultButton(close)
    box.setEscapeButton(close)
    box.exec()
