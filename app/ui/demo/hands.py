"""Hands and a scanner in front of a window: real key events, each with the time at which it would be struck.

The times are those of the events, and next to nothing waits for them: a hand leaves 120 ms between two keys and a
scanner 2, and the scan filter tells them apart by that. Whoever opens the window hands `event_time` to it.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QInputEvent, QInputMethodEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.ui.demo.patience import wait_until

_SCANNER_MS = 2
_HAND_MS = 120
_HELD_MS = 40  # how long a finger stays on a key
_BETWEEN_SCANS_MS = 700


class Hands:
    """Types and scans on the window that has the keyboard."""

    def __init__(self) -> None:
        self._at_ms = 1000
        self._window: QWidget | None = None

    def sit_down(self, window: QWidget) -> None:
        """Work at this till from now on; its window gets the keys while none has the keyboard."""
        self._window = window

    def event_time(self, _event: QInputEvent) -> int:
        """When the key that is on its way was struck, in milliseconds: for the scan filter of the window."""
        return self._at_ms

    def scan(self, code: str, *, echo: bool = False) -> None:
        """Scan a code: its characters and Enter, as fast as a scanner sends them.

        Args:
            code: What stands under the bars.
            echo: The scanner sends it twice, the second time faster than any hand could.
        """
        self._at_ms += _BETWEEN_SCANS_MS
        for _ in range(2 if echo else 1):
            for character in f"{code}\r":
                self._strike(character, apart_ms=_SCANNER_MS, held_ms=1)

    def type(self, text: str) -> None:
        """Type a text; what is on no key comes through the input method, as Chinese does on any desktop."""
        for character in text:
            if character.isascii():
                self._strike(character, apart_ms=_HAND_MS, held_ms=_HELD_MS)
            else:
                self._compose(character)

    def press(self, *keys: str) -> None:
        """Press keys by the names that stand on the buttons: "F9", "Ctrl+T", "Enter", "+"."""
        for name in keys:
            self._at_ms += _HAND_MS
            QTest.keySequence(self._keyboard(), "Return" if name == "Enter" else name)

    def _strike(self, character: str, *, apart_ms: int, held_ms: int) -> None:
        """Let the key of a character go down and up."""
        # Qt numbers these keys by the characters on them.
        key = Qt.Key.Key_Return if character == "\r" else Qt.Key(ord(character.upper()))
        for action, after_ms in ((QTest.KeyAction.Press, apart_ms), (QTest.KeyAction.Release, held_ms)):
            self._at_ms += after_ms
            # A key may close the window in which it goes down: it goes up in the one that is there then.
            QTest.sendKeyEvent(action, self._keyboard(), key, character, Qt.KeyboardModifier.NoModifier)

    def _compose(self, character: str) -> None:
        self._at_ms += _HAND_MS
        # What is composed is no key and passes the scan filter by: the key before it must be through first.
        wait_until(_never, limit_ms=_HAND_MS)
        commit = QInputMethodEvent()
        commit.setCommitString(character)
        QCoreApplication.sendEvent(QGuiApplication.focusObject(), commit)

    def _keyboard(self) -> QWindow:
        if self._window is None:
            raise RuntimeError("sit down at a till first")
        focused = QGuiApplication.focusWindow()
        # None, while another program has the keyboard, is no window of this one.
        return focused if focused in QGuiApplication.topLevelWindows() else self._window.windowHandle()


def _never() -> bool:
    return False
