"""The real window on a real book, with its threads, for tests that press keys on it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.demo.patience import settle, wait_until
from app.ui.scan_filter import ScanFilter
from app.ui.screens.sale.screen import SaleScreen
from app.ui.sound import Loudness, Sounds, Tone
from app.ui.tasks import Pool, StoreThread, Workers
from app.ui.widgets.dialogs import ScreenDialog
from app.ui.window import TillWindow
from tests.ui.till import TryTill, open_till

_PATIENCE_MS = 5000

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class OpenWindow:
    """A till's window, and the hands in front of it."""

    def __init__(self, qtbot: QtBot, till: TryTill) -> None:
        self._qtbot = qtbot
        self.till = till
        self.selling = till.selling
        self.tills = till.parts.tills
        self._workers = (StoreThread(), Pool(), Pool(threads=1))
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.tones: list[Tone] = []
        self.scans: ScanFilter | None = None  # what stands before the window, where anything does
        sounds = Sounds(application, Loudness.OFF)
        self.window = TillWindow(till.parts, Workers(*self._workers), sounds)
        self.sale: SaleScreen = self.window.sale
        self.sale.tone.connect(self.tones.append)
        self.window.resize(1366, 768)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.start()
        self.rest()

    def rest(self) -> None:
        """Wait until everything that was asked for is answered and painted."""
        if self.scans is not None:
            # Keys that come as fast as a scanner's are held until a pause tells that they were typed.
            self._qtbot.waitUntil(lambda: not self.scans._timer.isActive())
        # An answer may ask for more, and what is painted, too.
        is_at_rest = False
        while not is_at_rest:
            assert wait_until(self._are_at_rest, limit_ms=_PATIENCE_MS), "a worker does not answer"
            settle()
            is_at_rest = self._are_at_rest()
        QApplication.sendPostedEvents()

    def _are_at_rest(self) -> bool:
        return all(worker.is_at_rest for worker in self._workers)

    def scan(self, *codes: str) -> None:
        """Scan, as the filter hands scans over."""
        for code in codes:
            self.sale.on_scan(code)
        self.rest()

    def press(self, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys on the window that has the keyboard."""
        for key in keys:
            self._strike(key, modifiers)
        self.rest()

    @contextmanager
    def unanswered(self) -> Iterator[None]:
        """What is asked for in the block is answered when it ends: hands that are quicker than the machine."""
        gate = threading.Event()
        for worker in self._workers:
            for _ in worker._threads:
                worker.submit(gate.wait, _nobody_cares, _nobody_cares)
        try:
            yield
        finally:
            gate.set()
            self.rest()

    def goes_to(self, place: str) -> None:
        """Press the key that stands on a place of the rail."""
        (digit,) = self.find(f"rail_{place}").accessibleDescription().removeprefix("Alt+")
        self.press(getattr(Key, f"Key_{digit}"), modifiers=Qt.KeyboardModifier.AltModifier)

    def types(self, text: str) -> None:
        """Type a text on the window that has the keyboard."""
        for sign in text:
            self._strike(sign)
        self.rest()

    def _strike(self, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Let a key go down and up. One that closes a window goes up in the window that is there then."""
        QTest.keyPress(self._keyboard(), key, modifiers)
        QTest.keyRelease(self._keyboard(), key, modifiers)

    def dialog(self) -> ScreenDialog | None:
        """The dialog that is open."""
        shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, ScreenDialog) and one.isVisible()]
        return shown[0] if shown else None

    def find(self, name: str) -> QWidget:
        """A control by its object name."""
        found = self.window.findChild(QWidget, name)
        assert found is not None, name
        return found

    def lines(self) -> list[tuple[str, int, int]]:
        """The lines: code, quantity, amount."""
        rows = self.sale.presenter.rows()
        return [(row.line.code, row.line.quantity_milli, row.line.amount_minor) for row in rows]

    def numbers(self) -> str:
        """The number of the last sale in the book."""
        last = self.tills.last_sale("T1")
        return last.number if last else ""

    def close(self) -> None:
        """End the program, once everything that was asked for is answered: the answer would find no window any more."""
        wait_until(self._are_at_rest, limit_ms=_PATIENCE_MS)
        self.window.close()
        for worker in self._workers:
            worker.close()
        # The window refers to itself: its book would stay open until the collector, who looks seldom, has seen it.
        self.till.shop.book.close_thread()

    def _keyboard(self) -> QWindow:
        holder = QApplication.activeWindow() or self.window
        handle = holder.windowHandle()
        assert handle is not None
        return handle


def _nobody_cares(_answer: object) -> None:
    pass


def open_window(qtbot: QtBot, folder: Path) -> OpenWindow:
    """A window on a new book."""
    return OpenWindow(qtbot, open_till(folder))
