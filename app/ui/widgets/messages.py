"""What the program says without stopping anyone: a bar inside the screen and a toast over its lower edge.

Neither takes the focus. A dialog is for what would lose money or data, and is not here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.labels import IconMark, PlainLabel

TOAST_MS = 5000
_TOAST_FROM_EDGE = 24
_TOAST_WIDEST = 640
# kind: (icon, colour token)
_MARKS = {
    "info": ("info", "accent"),
    "ok": ("circle-check", "ok"),
    "warn": ("triangle-alert", "warn"),
    "error": ("circle-alert", "error"),
}


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say a text, wherever the focus is."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415 -- nothing is said at the start

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


@dataclass(frozen=True, slots=True)
class BarAction:
    """A button in an inline bar: its words, the object name's ending, what it does, and the key that does the same."""

    label: str
    name: str
    act: Callable[[], None]
    key: str = ""


class InlineBar(QFrame):
    """A bar with an icon, a word for its kind, a sentence and up to two actions. Hidden while it has nothing to say."""

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "bar")
        self._mark = IconMark("info", name=f"{name}_icon")
        self._word = PlainLabel(name=f"{name}_word", role="strong")
        self._sentence = PlainLabel(name=f"{name}_sentence", wraps=True)
        self._buttons: list[ActionButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 8, 8, 8)
        self._row.setSpacing(8)
        self._row.addWidget(self._mark)
        self._row.addWidget(self._word)
        self._row.addWidget(self._sentence, 1)
        self.hide()

    def say(self, kind: str, sentence: str, actions: Sequence[BarAction] = ()) -> None:
        """Show a sentence; it replaces what the bar said before.

        Args:
            kind: `info`, `ok`, `warn` or `error`.
            sentence: What is the matter and what to do, translated already.
            actions: At most two buttons. Each one's `act` is called when it is pressed; the bar stays.
        """
        icon, colour = _MARKS[kind]
        word = self._words()[kind]
        self._mark.show_icon(icon, colour)
        self._word.set_role(kind if kind != "info" else "strong")
        self._word.setText(word)
        self._sentence.setText(sentence)
        self.setAccessibleName(f"{word}: {sentence}")
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self._replace_buttons(actions[:2])
        self.show()
        announce(self, self.accessibleName())

    def clear(self) -> None:
        """Say nothing and take no room."""
        self.hide()
        self._replace_buttons(())

    def sentence(self) -> str:
        """What the bar says now; empty while it is hidden."""
        return "" if self.isHidden() else self._sentence.text()

    def _words(self) -> dict[str, str]:
        return {
            "info": self.tr("Note"),
            "ok": self.tr("Done"),
            "warn": self.tr("Warning"),
            "error": self.tr("Error"),
        }

    def _replace_buttons(self, actions: Sequence[BarAction]) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for action in actions:
            button = ActionButton(action.label, name=f"{self.objectName()}_{action.name}", key=action.key)
            button.clicked.connect(action.act)
            self._row.addWidget(button)
            self._buttons.append(button)


class Toast(QFrame):
    """A short message over the lower edge of its window for five seconds, with Undo where there is something to undo.

    It never takes the focus, and covers what lies at the lower edge of its parent: give it the part of the screen that
    may be covered (the list, not the buttons). While the pointer or the focus is on it, it stays: a slow hand can still
    reach Undo.

    Args:
        parent: What it lies over.
        name: Its name for tests.
        lift: How much more of the lower edge it leaves free, in pixels.
    """

    closed = Signal()

    def __init__(self, parent: QWidget, *, name: str = "toast", lift: int = 0) -> None:
        super().__init__(parent)
        self._window, self._lift = parent, lift
        self.setObjectName(name)
        self.setProperty("role", "toast")
        self._undo: Callable[[], None] | None = None
        self._sentence = PlainLabel(name=f"{name}_sentence", wraps=True)
        self._button = ActionButton(self.tr("Undo"), name=f"{name}_undo", icon="undo-2", key="Ctrl+Z", variant="toast")
        # By Tab, yes; but a click must not take the focus out of the field that somebody is typing in.
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self._on_undo_clicked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 4, 8, 4)
        self._row.setSpacing(16)
        self._row.addWidget(self._sentence, 1)
        self._row.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TOAST_MS)
        self._timer.timeout.connect(self._on_time_over)
        self.hide()
        parent.installEventFilter(self)

    def say(self, sentence: str, undo: Callable[[], None] | None = None) -> None:
        """Show a message; it takes the place of the one before.

        Args:
            sentence: What was done, translated already.
            undo: What Undo calls, at most once; without it there is no button.
        """
        self._undo = undo
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self._button.setVisible(undo is not None)
        self._lay_out()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, sentence)

    def close_now(self) -> None:
        """Go away, and forget what could have been undone."""
        self._timer.stop()
        self._undo = None
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._lay_out()
        return super().eventFilter(watched, event)

    def _on_time_over(self) -> None:
        if self.underMouse() or self._button.hasFocus():
            self._timer.start()
        else:
            self.close_now()

    def _on_undo_clicked(self) -> None:
        undo = self._undo
        self.close_now()
        if undo is not None:
            undo()

    def _lay_out(self) -> None:
        room = min(_TOAST_WIDEST, self._window.width() - 2 * _TOAST_FROM_EDGE)
        width = min(room, self._width_on_one_line())
        height = max(self._row.heightForWidth(width), 52)
        left = (self._window.width() - width) // 2
        self.setGeometry(left, self._window.height() - height - _TOAST_FROM_EDGE - self._lift, width, height)

    def _width_on_one_line(self) -> int:
        words = self._sentence.fontMetrics().horizontalAdvance(self._sentence.text())
        button = self._button.sizeHint().width() + 16 if self._undo is not None else 8
        return words + button + 32
