"""The paper of a report as it will be printed, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QPainter, QPaintEvent, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.theme import current_theme
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.labels import PlainLabel, isolate

if TYPE_CHECKING:
    from app.printing.preview import PagePicture

_MARGIN = 12  # px around the page
_WIDEST = 1100  # px, as wide as a page is drawn


TURNING_PX = 48
"""The height of the row below the paper, with the page's number."""


class _Sheet(QWidget):
    """The page."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reportsSheet")
        self.setAccessibleName(self.tr("The page as it will be printed"))
        self._picture = QPixmap()

    def show_picture(self, picture: QPixmap) -> None:
        self._picture = picture
        size = picture.deviceIndependentSize().toSize()
        self.setMinimumSize(size.width() + 2 * _MARGIN, size.height() + 2 * _MARGIN)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture.isNull():
            return
        painter = QPainter(self)
        left = (self.width() - round(self._picture.deviceIndependentSize().width())) // 2
        painter.drawPixmap(QPoint(left, _MARGIN), self._picture)
        painter.setPen(current_theme().colour("muted"))
        size = self._picture.deviceIndependentSize().toSize()
        painter.drawRect(left - 1, _MARGIN - 1, size.width() + 1, size.height() + 1)


class PaperView(QWidget):
    """The pages. PgUp and PgDn turn them; the arrows move the page that does not fit.

    The keys turn pages while the cursor is in the paper, or anywhere in what is handed over as `keys_in`.
    """

    turned = Signal(int)  # the page that is wished for

    def __init__(self, *, name: str, keys_in: QWidget | None = None) -> None:
        super().__init__()
        self.setObjectName(name)
        self._page, self._pages = 0, 1
        self._is_anew = True
        self._sheet = _Sheet()
        self._area = QScrollArea()
        self._area.setObjectName(f"{name}_area")
        self._area.setAccessibleName(self.tr("Paper"))
        self._area.setWidget(self._sheet)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.before = ActionButton(
            self.tr("Before"), name=f"{name}_before", icon="chevron-left", key=self.tr("PgUp"), variant="quiet"
        )
        self.after = ActionButton(
            self.tr("Next"), name=f"{name}_after", icon="chevron-right", key=self.tr("PgDn"), variant="quiet"
        )
        self.where = PlainLabel(name=f"{name}_where", role="muted")
        self.where.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout()
        row.addWidget(self.before)
        row.addWidget(self.where, 1)
        row.addWidget(self.after)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._area, 1)
        column.addLayout(row)
        self.setFocusProxy(self._area)
        self.before.clicked.connect(self.turn_back)
        self.after.clicked.connect(self.turn_on)
        for key, slot in (("PgUp", self.turn_back), ("PgDown", self.turn_on)):
            shortcut = QShortcut(QKeySequence(key), keys_in or self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        self.clear()

    def wished_width(self) -> int:
        """How wide a page is to be drawn, in pixels of the screen."""
        room = min(self._area.viewport().width() - 2 * _MARGIN - 16, _WIDEST)
        return round(max(room, 320) * self.devicePixelRatioF())

    def begin_anew(self) -> None:
        """What is shown next is another paper: it is looked at from the top."""
        self._is_anew = True

    def show_page(self, picture: PagePicture, page: int) -> None:
        """Show a page: another one from its top, the same one drawn again where it was looked at."""
        is_other = self._is_anew or page != self._page
        self._is_anew = False
        # BGRX is how this format lies in memory; the bytes are copied, for they end with the picture.
        image = QImage(picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32)
        pixmap = QPixmap.fromImage(image.copy())
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self._page, self._pages = page, picture.pages
        self._sheet.show_picture(pixmap)
        if is_other:
            self._area.verticalScrollBar().setValue(0)
        words = self.tr("Page {page} of {pages}")
        self.where.setText(words.format(page=isolate(str(page + 1)), pages=isolate(str(picture.pages))))
        self.before.setEnabled(page > 0)
        self.after.setEnabled(page + 1 < picture.pages)

    def clear(self) -> None:
        """Show no page."""
        self._page, self._pages, self._is_anew = 0, 1, True
        self._sheet.show_picture(QPixmap())
        self.where.clear()
        for button in (self.before, self.after):
            button.setEnabled(False)

    def turn_back(self) -> None:
        """Wish for the page before."""
        if self._page > 0:
            self.turned.emit(self._page - 1)

    def turn_on(self) -> None:
        """Wish for the next page."""
        if self._page + 1 < self._pages:
            self.turned.emit(self._page + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible() and event.oldSize().width() not in {-1, event.size().width()}:
            self.turned.emit(self._page)
