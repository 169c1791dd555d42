"""A till that does not open says why in a window, where nobody reads the standard error."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from app.base.trouble import Trouble
from app.bootstrap.till import open_till
from app.store.holding import hold_till
from tests.books import counter_at


class Reader:
    """Reads the notice when it comes, and closes it by a key."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self._timer = QTimer()
        self._timer.setInterval(10)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            self._timer.stop()
            self.read += [box.windowTitle(), box.text()]
            handle = box.windowHandle()
            assert handle is not None
            QTest.keyClick(handle, Qt.Key.Key_Return)


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    counter = counter_at(tmp_path / "shop.book")
    counter.book.close_thread()
    return counter.book.path


def test_a_second_start_by_an_icon_says_that_the_till_is_open(
    qapp: QApplication, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    lock = hold_till(book, "T1")
    reader = Reader()
    with pytest.raises(Trouble, match="till_open_elsewhere"):
        open_till(book)
    lock.release()
    assert reader.read[0] == "Tillbook did not open"
    assert "already open in another window" in reader.read[1]


def test_a_book_that_is_not_there_is_said_too(
    qapp: QApplication, tmp_path: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    reader = Reader()
    with pytest.raises(Trouble, match="no_book"):
        open_till(tmp_path / "other.book")
    assert "There is no book" in reader.read[1]


def test_without_a_screen_nothing_waits_to_be_read(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    lock = hold_till(book, "T1")
    with pytest.raises(Trouble, match="till_open_elsewhere"):
        open_till(book)
    lock.release()
