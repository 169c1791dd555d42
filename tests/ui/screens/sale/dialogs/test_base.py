"""What dialogs and entries share: keys of their own, and the window that has the keys afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from app.ui.screens.sale.dialogs.base import KeyMap
from app.ui.screens.sale.dialogs.entries import DiscountEntry
from app.ui.screens.sale.dialogs.price_check import PriceCheckDialog
from tests.ui.screens.sale.dialogs.hands import EURO_SHOP, Hand, Heard, Key, Shows

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier


class Pressed:
    """Counts how often a key acted."""

    def __init__(self) -> None:
        self.times = 0

    def act(self) -> None:
        self.times += 1


@pytest.mark.parametrize(
    ("bound", "key", "modifiers", "text"),
    [
        ("+", Key.Key_Plus, NONE, "+"),
        ("+", Key.Key_Plus, SHIFT, "+"),  # a keyboard of the United States
        ("+", Key.Key_Plus, KEYPAD, "+"),
        ("1", Key.Key_1, SHIFT, "1"),  # a French keyboard
        ("F9", Key.Key_F9, NONE, ""),
        ("Shift+F9", Key.Key_F9, SHIFT, ""),
        ("Enter", Key.Key_Return, NONE, "\r"),
        ("Enter", Key.Key_Enter, KEYPAD, "\r"),
        ("Del", Key.Key_Delete, NONE, "\x7f"),
    ],
)
def test_a_key_acts_wherever_it_is_on_the_keyboard(
    bound: str, key: Key, modifiers: Qt.KeyboardModifier, text: str
) -> None:
    keys, pressed = KeyMap(), Pressed()
    keys.bind(bound, pressed.act)
    assert keys.press(QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text))
    assert keys.press(QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text, autorep=True))
    assert pressed.times == 1


def test_a_key_with_another_modifier_is_another_key() -> None:
    keys, pressed = KeyMap(), Pressed()
    keys.bind("F9", pressed.act)
    assert not keys.press(QKeyEvent(QEvent.Type.KeyPress, Key.Key_F9, SHIFT, ""))
    assert not keys.press(QKeyEvent(QEvent.Type.KeyPress, Qt.Key(0), NONE, ""))
    assert pressed.times == 0


def test_a_shortcut_of_the_screen_does_not_take_esc_away_from_an_entry(shows: Shows) -> None:
    entry, pressed = DiscountEntry(None, EURO_SHOP), Pressed()
    left = Heard(entry.left)
    hand = shows(entry)
    shortcut = QShortcut(QKeySequence("Esc"), entry.window())
    shortcut.activated.connect(pressed.act)
    hand.press(Key.Key_Escape)
    assert (left.said, pressed.times) == ([None], 0)


def test_when_a_dialog_goes_the_window_of_the_sale_has_the_keys_again(qtbot: QtBot, qapp: QApplication) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    box = QLineEdit()
    window.setCentralWidget(box)
    window.show()
    box.setFocus()
    dialog = PriceCheckDialog(EURO_SHOP, parent=window)
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    Hand(dialog.windowHandle()).press(Key.Key_Escape)
    qtbot.waitUntil(window.isActiveWindow)
    assert qapp.focusWidget() is box
