"""A window that waits for a dialog is seen to wait, and nothing of that is left when the dialog has gone."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import ThemeChoice, apply_theme
from app.ui.widgets.dialogs import ScreenDialog
from app.ui.widgets.veil import Veil


def window_of(qtbot: QtBot, qapp: QApplication) -> QWidget:
    apply_theme(qapp, ThemeChoice.LIGHT)
    window = QWidget()
    window.setObjectName("window")
    window.resize(600, 400)
    qtbot.addWidget(window)
    window.show()
    return window


def dialog_over(window: QWidget, *, modal: bool) -> ScreenDialog:
    dialog = ScreenDialog("Is it so?", name="asking", modal=modal, parent=window)
    dialog.show()
    return dialog


def brightness(window: QWidget) -> int:
    return window.grab().toImage().pixelColor(5, 5).lightness()


def test_a_window_that_waits_is_darker_and_is_as_before_afterwards(qtbot: QtBot, qapp: QApplication) -> None:
    window = window_of(qtbot, qapp)
    before = brightness(window)
    dialog = dialog_over(window, modal=True)
    assert brightness(window) < before - 40
    dialog.reject()
    assert brightness(window) == before
    qtbot.waitUntil(lambda: not window.findChildren(Veil))


def test_the_shade_grows_with_its_window_and_takes_no_click(qtbot: QtBot, qapp: QApplication) -> None:
    window = window_of(qtbot, qapp)
    dialog_over(window, modal=True)
    window.resize(700, 500)
    (veil,) = window.findChildren(Veil)
    assert veil.geometry() == window.rect()
    assert window.childAt(300, 200) is None


def test_a_screen_that_goes_on_under_a_dialog_stays_as_it_is(qtbot: QtBot, qapp: QApplication) -> None:
    window = window_of(qtbot, qapp)
    dialog_over(window, modal=False)
    assert not window.findChildren(Veil)
