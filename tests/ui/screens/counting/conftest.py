"""The counting screen, opened."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.shop import StockSystem
from app.ui.theme import ThemeChoice, apply_theme
from tests.ui.fixtures import shown
from tests.ui.screens.counting.hands import Counting
from tests.ui.till import open_till
from tests.ui.windows import OpenWindow


@pytest.fixture
def counting(opened: OpenWindow) -> Counting:
    return Counting(opened)


@pytest.fixture
def living_by_counts(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Counting]:
    """The screen of a shop that keeps no perpetual stock."""
    apply_theme(qapp, ThemeChoice.LIGHT)
    for opened in shown(OpenWindow(qtbot, open_till(tmp_path, stock=StockSystem.PERIODIC))):
        yield Counting(opened)
