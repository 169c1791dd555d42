"""The picture of a product, as large as fits into its place."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import current_theme

_RADIUS = 8  # px


class PictureView(QWidget):
    """The picture; nothing while there is none.

    Args:
        name: The object name.
        accessible_name: What it is, translated already.
    """

    def __init__(self, *, name: str, accessible_name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._data = b""
        self._image = QImage()

    def show_picture(self, data: bytes) -> None:
        """Show a PNG or JPEG, or none for no bytes."""
        if data != self._data:
            self._data = data
            self._image = QImage.fromData(data) if data else QImage()
            self.update()

    def has_picture(self) -> bool:
        """Whether there is one to see."""
        return not self._image.isNull()

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        size = QSizeF(self._image.size()).scaled(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
        spare = QSizeF(self.size()) - size
        place = QRectF(QPointF(spare.width() / 2, spare.height() / 2), size)
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        edge = QPainterPath()
        edge.addRoundedRect(place, _RADIUS, _RADIUS)
        painter.setClipPath(edge)
        # A picture that is see-through is drawn on white, as on paper: black letters on dark ground are not seen.
        painter.fillRect(place, Qt.GlobalColor.white)
        painter.drawImage(place, self._image)
        painter.setClipping(False)
        painter.setPen(current_theme().colour("hairline"))
        painter.drawPath(edge)
