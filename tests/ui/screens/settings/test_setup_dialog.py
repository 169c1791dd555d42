"""A scanner is set up by real keys: what it sends for the sheet is found, told, kept and understood."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QInputEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.devices.recorder import SILENCE_MS
from app.domain.setup_codes import LETTERS, SEPARATED, ZERO
from app.ui.scan_filter import ScanFilter
from app.ui.screens.settings.setup_dialog import SetupDialog
from app.ui.sound import Tone
from tests.ui.screens.settings.test_screen import kept
from tests.ui.till import TEA
from tests.ui.windows import Key, OpenWindow


class Scanner:
    """Types as it was programmed: behind the code Enter, in front of it a prefix, for the separator a sign."""

    def __init__(self) -> None:
        self.now_ms, self.step_ms = 10_000, 12

    def struck_at(self, _event: QInputEvent) -> int:
        return self.now_ms

    def scan(self, opened: OpenWindow, handle: QWindow | None, text: str, *, ends: int = 1) -> None:
        assert handle is not None
        for sign in text:
            QTest.keyClick(handle, sign)
            self.now_ms += self.step_ms
        for _ in range(ends):
            QTest.keyClick(handle, Key.Key_Return)
            self.now_ms += self.step_ms
        self.now_ms += 2 * SILENCE_MS


@pytest.fixture
def scanner(opened: OpenWindow, qapp: QApplication) -> Iterator[Scanner]:
    """The window as the program wires it, with a scanner in front."""
    scanner = Scanner()
    scans = ScanFilter(qapp, event_time=scanner.struck_at)
    scans.scanned.connect(opened.window.on_scanned)
    opened.window.scanner_set.connect(scans.set_profile)
    opened.window.scanner_recording.connect(scans.record)
    scans.recorded.connect(opened.window.scanner_recorded)
    yield scanner
    scans.setParent(None)  # type: ignore[call-overload]
    scans.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def opens(opened: OpenWindow) -> SetupDialog:
    opened.goes_to("settings")
    button = opened.find("settingsSetUp")
    assert isinstance(button, QAbstractButton)
    button.click()
    opened.rest()
    dialog = opened.dialog()
    assert isinstance(dialog, SetupDialog)
    return dialog


def told(dialog: SetupDialog) -> str:
    label = dialog.findChild(QLabel, "setup_told")
    assert label is not None
    return label.text()


def test_what_the_scanner_does_is_found_told_kept_and_understood(
    opened: OpenWindow, scanner: Scanner, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opens(opened)
    heard: list[bool] = []
    dialog.heard.connect(heard.append)
    contents = [*LETTERS.values(), ZERO[1:], "|".join(SEPARATED)]
    for text in contents:
        scanner.scan(opened, dialog.windowHandle(), f"~{text}", ends=2)
        qtbot.waitUntil(lambda: len(heard) == contents.index(text) + 1)  # noqa: B023
    assert heard == [True] * 5
    words = told(dialog)
    for part in (
        "ends each scan with Enter",
        "two ends",
        "sends ",
        "zero in front",
        "understood",
        "pause between two keys",
    ):
        assert part in words, part
    QTest.keyClick(dialog.windowHandle(), Key.Key_F9)
    opened.rest()
    assert opened.dialog() is None
    machine = kept(tmp_path)
    assert machine.scanner_gap_ms == 40
    assert machine.scanners["cable"]["prefix"] == "~"
    assert machine.scanners["cable"]["gs_stand_in"] == "|"
    opened.goes_to("sale")
    scanner.scan(opened, opened.window.windowHandle(), f"~{TEA}", ends=2)
    opened.rest()
    assert opened.lines() == [(TEA, 1000, 249)]


def test_a_code_that_is_not_on_the_sheet_is_told_and_sells_nothing(
    opened: OpenWindow, scanner: Scanner, qtbot: QtBot
) -> None:
    dialog = opens(opened)
    heard: list[bool] = []
    dialog.heard.connect(heard.append)
    scanner.scan(opened, dialog.windowHandle(), TEA)
    qtbot.waitUntil(lambda: heard == [False])
    assert "none of the sheet" in dialog.bar.sentence()
    assert opened.lines() == []
    QTest.keyClick(dialog.windowHandle(), Key.Key_F9)
    assert opened.dialog() is dialog, "nothing was found that could be kept"


def test_leaving_it_changes_nothing_and_scans_sell_again(opened: OpenWindow, scanner: Scanner, tmp_path: Path) -> None:
    dialog = opens(opened)
    QTest.keyClick(dialog.windowHandle(), Key.Key_Escape)
    opened.rest()
    assert opened.dialog() is None
    assert kept(tmp_path).scanners == {}
    opened.goes_to("sale")
    scanner.scan(opened, opened.window.windowHandle(), TEA)
    opened.rest()
    assert opened.lines() == [(TEA, 1000, 249)]
    assert Tone.TAKEN in opened.tones


def test_the_sheet_is_made(opened: OpenWindow, tmp_path: Path) -> None:
    opened.goes_to("settings")
    button = opened.find("settingsScannerSheet")
    assert isinstance(button, QAbstractButton)
    button.click()
    opened.rest()
    assert (tmp_path / "receipts" / "sheet-scanner.pdf").read_bytes().startswith(b"%PDF")
