"""A row that says that something takes a while, how far it is, and how to stop it; it comes once that is so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.labels import PlainLabel

_PATIENCE_MS = 400  # after which it is said that something takes a while
_LOOK_MS = 100
_WIDEST, _FROM_EDGE = 560, 12  # px


class WorkRow(QFrame):
    """The row.

    Args:
        name: The object name.
        percent: Tells how much is done, or None while nobody knows.

    Attributes:
        cancel: Stops it.
        row: Its parts.
    """

    def __init__(self, percent: Callable[[], int | None], *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._percent = percent
        self._words = PlainLabel(name=f"{name}Words", role="muted")
        self._moving = QProgressBar()
        self._moving.setObjectName(f"{name}Progress")
        self._moving.setAccessibleName(self.tr("At work"))
        self._moving.setTextVisible(False)
        self.cancel = ActionButton(self.tr("Stop"), name=f"{name}Cancel", icon="x", key=self.tr("Esc"))
        self.cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.addWidget(self._words)
        self.row.addWidget(self._moving, 1)
        self.row.addWidget(self.cancel)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_PATIENCE_MS)
        self._late.timeout.connect(self._on_late)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self.look)
        self.hide()

    def show_busy(self, *, is_busy: bool) -> None:
        """Something is worked at, or no longer."""
        if not is_busy:
            self._late.stop()
            self._look.stop()
            self.hide()
        elif self.isHidden():
            self._late.start()

    def is_busy(self) -> bool:
        """Whether something is worked at."""
        return self._late.isActive() or not self.isHidden()

    def look(self) -> None:
        """Show how far it is."""
        percent = self._percent()
        self._moving.setRange(0, 0 if percent is None else 100)
        if percent is None:
            self._words.setText(self.tr("This takes a while\u2026"))
        else:
            self._moving.setValue(percent)
            self._words.setText(self.tr("{percent} % is done").format(percent=percent))

    def _on_late(self) -> None:
        self.look()
        self.show()
        self._look.start()


class WorkCard(WorkRow):
    """The row as a card that lies over what it is about, at its upper edge.

    In a row of its own it would move all that is below it, and all of that would be painted anew beside the busy
    worker that it tells of.
    """

    def __init__(self, percent: Callable[[], int | None], *, name: str, over: QWidget) -> None:
        super().__init__(percent, name=name)
        self.setParent(over)
        self.setProperty("role", "bar")
        self.setProperty("kind", "info")
        self.row.setContentsMargins(16, 4, 8, 4)
        self.row.setSpacing(12)
        self._over = over
        self.hide()
        over.installEventFilter(self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lay_out()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._lay_out()
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        width = min(_WIDEST, self._over.width() - 2 * _FROM_EDGE)
        self.setGeometry((self._over.width() - width) // 2, _FROM_EDGE, width, self.sizeHint().height())
