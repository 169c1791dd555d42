"""The shop's logo: a picture that stands on its labels, chosen from a file. It holds at once, on every till."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.jobs.logo_files import logo_of
from app.ui.parts import Parts
from app.ui.tasks import Workers
from app.ui.theme import current_theme
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.files import file_to_read
from app.ui.widgets.labels import PlainLabel
from app.ui.widgets.panels import Card

if TYPE_CHECKING:
    from app.base.trouble import Trouble
    from app.domain.changes import Changes
    from app.domain.logo import Logo
    from app.domain.refusal import Refusal

_PICTURE = QSize(220, 100)  # px
_EDGE = 6  # px


class LogoView(QWidget):
    """The logo on paper, or a word that there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("settingsLogo")
        self.setFixedSize(_PICTURE)
        self._image = QImage()
        self.show_logo(None)

    def has_logo(self) -> bool:
        """Whether there is one."""
        return not self._image.isNull()

    def show_logo(self, logo: Logo | None) -> None:
        """Show a logo, or that there is none."""
        self._image = QImage() if logo is None else QImage.fromData(logo.png)
        self.setAccessibleName(self.tr("No logo yet") if logo is None else self.tr("The logo"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        theme = current_theme()
        if self._image.isNull():
            painter.setPen(theme.colour("muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.accessibleName())
        else:
            # It is printed on white paper, whatever the window's colours are.
            painter.fillRect(self.rect(), Qt.GlobalColor.white)
            size = self._image.size().scaled(
                self.size() - QSize(2 * _EDGE, 2 * _EDGE), Qt.AspectRatioMode.KeepAspectRatio
            )
            left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
            painter.drawImage(QRect(left, top, size.width(), size.height()), self._image)
        painter.setPen(theme.colour("muted"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class LogoCard(Card):
    """The card."""

    told = Signal(str)  # what became of it
    failed = Signal(object)  # Refusal or Trouble
    published = Signal(object)  # Changes

    def __init__(self, parts: Parts, workers: Workers) -> None:
        super().__init__(name="settingsLogoCard")
        self._parts, self._workers = parts, workers
        self.view = LogoView()
        self.choose = ActionButton(
            self.tr("Choose a picture"), name="settingsLogoChoose", icon="folder-open", key=self.tr("F7")
        )
        self.drop = ActionButton(self.tr("Take it away"), name="settingsLogoDrop", icon="trash-2", key=self.tr("F8"))
        words = self.tr("A PNG or JPEG. It stands on labels whose template has a field for it.")
        buttons = QVBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.drop)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.view)
        row.addLayout(buttons)
        row.addStretch(1)
        self.column.addWidget(PlainLabel(self.tr("Logo"), name="settingsLogoTitle", role="heading"))
        self.column.addLayout(row)
        self.column.addWidget(PlainLabel(words, name="settingsLogoHint", role="small", wraps=True))
        self.choose.clicked.connect(self._on_choose)
        self.drop.clicked.connect(self._on_drop)

    def read(self) -> None:
        """Read again which logo there is."""
        self._workers.pool.submit(self._parts.label_papers.designs.logo, self._show, self._on_failed)

    def take_file(self, path: Path) -> None:
        """A file was chosen."""
        self._workers.pool.submit(partial(logo_of, path), self._keep, self._on_failed)

    def _keep(self, logo: Logo | None) -> None:
        job = partial(self._parts.arranging.set_logo, logo, user=self._parts.user)
        self._workers.store.submit(job, partial(self._on_kept, logo), self._on_failed)

    def _show(self, logo: Logo | None) -> None:
        self.view.show_logo(logo)
        self.drop.setEnabled(logo is not None)

    def _on_choose(self) -> None:
        kinds = self.tr("Pictures (*.png *.jpg *.jpeg)")
        chosen = file_to_read(self, self.tr("The shop's logo"), kinds)
        if chosen:
            self.take_file(Path(chosen))

    def _on_drop(self) -> None:
        if self.view.has_logo():
            self._keep(None)

    def _on_kept(self, logo: Logo | None, changes: Changes) -> None:
        self._show(logo)
        self.told.emit(self.tr("The logo is gone.") if logo is None else self.tr("The shop has its logo."))
        self.published.emit(changes)

    def _on_failed(self, error: Refusal | Trouble) -> None:
        self.failed.emit(error)
