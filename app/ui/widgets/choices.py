"""Lists to choose from which the mouse wheel does not change in passing: it scrolls the page that they stand on."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

_WORD_MS = 1500  # without a letter: the next one begins another word
_SETTLED_MS = 300  # without a letter: what was typed is what is meant
_CHORDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class ChoiceBox(QComboBox):
    """A list to choose from."""

    def __init__(self, *, name: str, accessible_name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Its list, once open, has the wheel to itself.
        event.ignore()


class TypedChoice(ChoiceBox):
    """A list in which one is found by typing how it begins, spaces and all, without opening it.

    It is chosen (`activated`) once nothing more is typed, or with Enter: not letter by letter.
    """

    def __init__(self, *, name: str, accessible_name: str) -> None:
        super().__init__(name=name, accessible_name=accessible_name)
        self._typed, self._since = "", QElapsedTimer()
        self._found = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SETTLED_MS)
        self._pause.timeout.connect(self._choose)

    def settle(self) -> None:
        """What was typed is what is meant: whoever asks what is chosen does not wait for a pause."""
        if self._pause.isActive():
            self._pause.stop()
            self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._since.isValid() and self._since.hasExpired(_WORD_MS):
            self._typed = ""
        text = event.text()
        is_letter = bool(text) and text.isprintable() and not event.modifiers() & _CHORDS
        if is_letter and (self._typed or text.strip()):
            self._find(text)
        elif self._pause.isActive() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._typed = ""
            self.settle()
        else:
            self.settle()
            self._typed = ""
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._typed = ""
        self.settle()
        super().focusOutEvent(event)

    def _find(self, letter: str) -> None:
        """Go to the first that begins so; the same letter again goes to the next that begins with it."""
        self._since.start()
        self._typed += letter
        begins = [place for place in range(self.count()) if self._begins(place, self._typed)]
        if not begins and set(self._typed.casefold()) == {letter.casefold()}:
            again = [place for place in range(self.count()) if self._begins(place, letter)]
            begins = [place for place in again if place > self.currentIndex()] or again
        if begins:
            self._found = begins[0]
            self.setCurrentIndex(self._found)
            self._pause.start()

    def _begins(self, place: int, text: str) -> bool:
        return self.itemText(place).casefold().startswith(text.casefold())

    def _choose(self) -> None:
        # Whoever showed again meanwhile what is asked did not mean another.
        self.setCurrentIndex(self._found)
        self.activated.emit(self.currentIndex())
