"""The window of a till, closed again after each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.theme import ThemeChoice, apply_theme
from tests.ui.windows import OpenWindow, open_window


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[OpenWindow]:
    """A window on a new book."""
    apply_theme(qapp, ThemeChoice.LIGHT)
    window = open_window(qtbot, tmp_path)
    yield window
    dialog = window.dialog()
    if dialog is not None:
        dialog.close()
    window.close()
    window.window.deleteLater()
