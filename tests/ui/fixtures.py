"""The window of a till as a fixture, closed again after each test; with and without the scan filter in front of it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.devices.scanner import ScannerProfile
from app.ui.scan_filter import ScanFilter
from app.ui.theme import ThemeChoice, apply_theme
from tests.ui.windows import OpenWindow, open_window


@pytest.fixture(autouse=True)
def garbage_of_this_thread() -> Iterator[None]:
    """Free what a test leaves on this thread, as the program does: a widget freed on another one ends the run."""
    gc.disable()
    # What was there before, thousands of tests and all they import, is no garbage of this one: to look through it after
    # each test would take longer than the tests.
    gc.freeze()
    yield
    # A program that has ended in this process has looked through everything by itself.
    if gc.get_freeze_count():
        gc.collect()
    gc.enable()


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[OpenWindow]:
    """A window on a new book; scans are handed to it."""
    apply_theme(qapp, ThemeChoice.LIGHT)
    yield from shown(open_window(qtbot, tmp_path))


def shown(window: OpenWindow) -> Iterator[OpenWindow]:
    """A window until its test is over."""
    yield window
    dialog = window.dialog()
    if dialog is not None:
        dialog.close()
    window.close()
    window.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def filtered(opened: OpenWindow, qapp: QApplication) -> Iterator[OpenWindow]:
    """The window with the scan filter in front, as the program puts it there: scans come as keys.

    The scanner may pause: a test that is held up between two keys types no other way than one that is not.
    """
    scans = ScanFilter(qapp, ScannerProfile(gap_ms=1000))
    scans.scanned.connect(opened.window.on_scanned)
    scans.folded.connect(opened.window.on_folded)
    opened.scans = scans
    yield opened
    opened.scans = None
    scans.setParent(None)  # type: ignore[call-overload]
    scans.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
