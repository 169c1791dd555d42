"""The pictures of the demonstration: the window with whatever dialog lies over it, numbered in the order of the day."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.base.trouble import Trouble
from app.ui.theme import current_theme


class Album:
    """Keeps pictures in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.taken: list[str] = []

    def take(self, window: QWidget, name: str) -> Path:
        """Keep a picture of the window as it is painted now.

        Raises:
            Trouble: `unwritable_file`.
        """
        picture = window.grab()
        painter = QPainter(picture)
        for dialog in dialogs():
            painter.save()
            painter.translate(dialog.geometry().topLeft() - window.geometry().topLeft())
            painter.drawPixmap(0, 0, dialog.grab())
            # The frame that a window manager would draw.
            painter.setPen(current_theme().colour("muted"))
            painter.drawRect(dialog.rect().adjusted(-1, -1, 0, 0))
            painter.restore()
        painter.end()
        path = self._folder / f"{len(self.taken) + 1:02}-{name}.png"
        if not picture.save(str(path)):
            raise Trouble("unwritable_file", path=str(path), reason="the picture could not be saved")
        self.taken.append(path.name)
        return path


def dialogs() -> list[QDialog]:
    """The dialogs in sight."""
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
