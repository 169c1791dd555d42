"""A page as it will be printed, in the middle of the room there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import current_theme

if TYPE_CHECKING:
    from app.printing.preview import PagePicture

_EDGE = 4  # px
_LEAST = QSize(240, 240)  # px


class PageView(QWidget):
    """The page; nothing while there is none.

    Args:
        name: The object name.
        accessible_name: What it is, translated already.
    """

    def __init__(self, *, name: str, accessible_name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(_LEAST)
        self._image: QImage | None = None

    def show_picture(self, picture: PagePicture | None) -> None:
        """Show a page, or none."""
        self._image = None
        if picture is not None:
            image = QImage(picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32)
            self._image = image.copy()  # the bytes are not Qt's to keep
        self.update()

    def room(self) -> QSize:
        """How many pixels of the screen a page may take: one less at each edge, as a page is drawn to whole ones."""
        return (self.size() - QSize(_EDGE, _EDGE)) * self.devicePixelRatioF()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image is None:
            return
        painter = QPainter(self)
        # Pixel by pixel where the room is as it was asked for; while the window grows, smoothed.
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.size() / self.devicePixelRatioF()
        place = QRect(QPoint((self.width() - size.width()) // 2, (self.height() - size.height()) // 2), size)
        painter.drawImage(place, self._image)
        painter.setPen(current_theme().colour("muted"))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
