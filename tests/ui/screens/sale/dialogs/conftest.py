"""How a dialog is shown to be tested."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.screens.sale.dialogs.base import InlineEntry
from app.ui.theme import ThemeChoice, apply_theme
from tests.ui.screens.sale.dialogs.hands import Hand, Shows


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    """The look of every day, and left to right."""
    apply_theme(qapp, ThemeChoice.LIGHT)
    yield
    apply_theme(qapp, ThemeChoice.LIGHT)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def shows(qtbot: QtBot) -> Iterator[Shows]:
    """Shows a dialog, or an inline entry inside a screen, and gives the hand on its window."""
    windows: list[QWidget] = []

    def show(widget: QWidget) -> Hand:
        window = widget
        if isinstance(widget, InlineEntry):
            window = QWidget()
            window.resize(838, 400)
            column = QVBoxLayout(window)
            column.addWidget(widget)
            column.addStretch(1)
        windows.append(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        if isinstance(widget, InlineEntry):
            widget.begin()
        return Hand(window.windowHandle())

    yield show
    for window in windows:
        window.hide()
        window.deleteLater()
