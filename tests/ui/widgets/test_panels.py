"""Cards hold their parts; an empty list says one sentence and offers one button."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import LIGHT, ThemeChoice, apply_theme
from app.ui.widgets.labels import PlainLabel
from app.ui.widgets.panels import Card, EmptyState


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    apply_theme(qapp, ThemeChoice.LIGHT)


def test_a_card_is_a_rounded_surface_on_the_ground(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    card = Card(name="card")
    card.column.addWidget(PlainLabel("x", name="x"))
    layout = QVBoxLayout(window)
    layout.setContentsMargins(20, 20, 20, 20)
    layout.addWidget(card)
    window.resize(200, 160)
    window.show()
    picture = window.grab().toImage()
    assert picture.pixelColor(100, 28) == LIGHT.colour("surface")
    assert picture.pixelColor(20, 20) == LIGHT.colour("ground")  # outside the rounded corner
    assert picture.pixelColor(100, 20) == LIGHT.colour("hairline")


def test_an_empty_state_has_one_sentence_and_one_button(qtbot: QtBot) -> None:
    state = EmptyState("No delivery is waiting.", name="empty", icon="truck", action="New delivery", key="Ctrl+N")
    qtbot.addWidget(state)
    state.show()
    assert state.accessibleName() == "No delivery is waiting."
    assert state.button.objectName() == "empty_button"
    assert state.button.label() == "New delivery"
    with qtbot.waitSignal(state.button.clicked):
        state.button.click()
