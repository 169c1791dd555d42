"""The scanner's settings hold with the next key, are kept, and the last scan tells whether they fit."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from app.base.settings import Settings
from app.ui.theme import ThemeChoice, apply_theme
from app.ui.window import TillWindow, running_till
from tests.ui.screens.settings.test_screen import choose, kept
from tests.ui.till import TEA, open_till
from tests.ui.windows import Key, OpenWindow

_STEP_MS = 80  # slower than any cable, quicker than Bluetooth may be


class Times:
    """When the keys of a test were struck."""

    def __init__(self) -> None:
        self.now_ms = 10_000

    def of(self, _event: QKeyEvent) -> int:
        return self.now_ms


def scan_slowly(window: TillWindow, times: Times, text: str) -> None:
    handle = window.windowHandle()
    assert handle is not None
    for sign in text:
        times.now_ms += _STEP_MS
        QTest.keyClick(handle, sign)
    QTest.keyClick(handle, Key.Key_Return)
    times.now_ms += 5000


def test_bluetooth_brings_its_usual_pause_and_both_are_kept(opened: OpenWindow, tmp_path: Path) -> None:
    opened.goes_to("settings")
    choose(opened, "settingsScanner", 1)
    gap = opened.find("settingsScannerGap")
    assert isinstance(gap, QComboBox)
    assert gap.currentText() == "150 ms"
    assert (kept(tmp_path).scanner, kept(tmp_path).scanner_gap_ms) == ("bluetooth", 150)
    choose(opened, "settingsScannerGap", 5)
    assert (kept(tmp_path).scanner, kept(tmp_path).scanner_gap_ms) == ("bluetooth", 300)


def test_a_pause_that_is_in_no_list_is_shown_as_it_is(opened: OpenWindow) -> None:
    opened.till.parts.settings.change(scanner_gap_ms=77)
    opened.goes_to("settings")
    gap = opened.find("settingsScannerGap")
    assert isinstance(gap, QComboBox)
    assert gap.currentText() == "77 ms"


def test_the_last_scan_is_told_with_its_longest_pause(filtered: OpenWindow) -> None:
    handle = filtered.window.windowHandle()
    assert handle is not None
    for sign in TEA:
        QTest.keyClick(handle, sign)
    QTest.keyClick(handle, Key.Key_Return)
    filtered.rest()
    filtered.goes_to("settings")
    words = filtered.find("settingsLastScan").property("text")
    assert TEA in words
    assert "Keys: 13" in words
    assert "ended by Enter" in words


def test_another_scanner_is_understood_without_a_new_start(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    till, times = open_till(tmp_path), Times()
    with running_till(till.parts, qapp, event_time=times.of) as window:
        window.show()
        qtbot.waitExposed(window)
        with qtbot.waitSignal(window.sale.ready):
            window.start()
        heard: list[object] = []
        window.scanner_read.connect(heard.append)
        with qtbot.waitSignal(window.sale.tone):  # as a hand types it: rung up and in the book
            scan_slowly(window, times, TEA)
        assert heard == []
        window.go_to("settings")
        box = window.findChild(QComboBox, "settingsScanner")
        assert box is not None
        box.setFocus()
        handle = window.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, Key.Key_Down)
        window.go_to("sale")
        with qtbot.waitSignal(window.sale.tone):
            scan_slowly(window, times, TEA)
        assert len(heard) == 1
        window.close()
    assert Settings(tmp_path / "machine.json").machine.scanner == "bluetooth"
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    apply_theme(qapp, ThemeChoice.LIGHT)
