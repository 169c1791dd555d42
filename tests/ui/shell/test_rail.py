from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.shell.rail import Place, Rail

PLACES = (Place("sale", "Sale", "shopping-cart"), Place("settings", "Settings", "settings"))


@pytest.fixture
def rail(qtbot: QtBot) -> Rail:
    made = Rail(PLACES)
    qtbot.addWidget(made)
    made.resize(108, 600)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_a_key_goes_to_a_place_once(rail: Rail) -> None:
    went: list[str] = []
    rail.went.connect(went.append)
    handle = rail.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert went == ["settings"]


def test_one_place_is_marked_at_a_time(rail: Rail) -> None:
    rail.mark("sale")
    rail.mark("settings")
    checked = [button.objectName() for button in rail.buttons() if button.isChecked()]
    assert checked == ["rail_settings"]


def test_nine_places_fit_the_smallest_screen(qtbot: QtBot) -> None:
    rail = Rail(tuple(Place(f"p{number}", "Place", "box") for number in range(9)))
    qtbot.addWidget(rail)
    assert rail.minimumSizeHint().height() <= 740
